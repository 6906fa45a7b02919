// A form walked over real HTTP: saved on every page, asked back about names, nothing typed lost when somebody else wrote.
import assert from 'node:assert/strict';
import { after as afterAll, before, test } from 'node:test';
import type { Answers, Origins } from '#form/question.ts';
import { toy, toyLists } from '#form/toy.ts';
import type { Database } from '#kit/store/database.ts';
import { listRoutes, serveForm, type Draft } from './form-pages.ts';
import { sheetRoute } from './form-sheet.ts';
import { serve } from './server.ts';
import type { Visits } from './store.ts';

type App = Awaited<ReturnType<typeof serve>>;
const kept = new Map<string, Draft>();
let app: App;

const person = {
  id: 'wren',
  actor: { person: 'wren', name: 'Wren Placeholder', role: 'first-responder', organisation: 'x', kind: 'police', team: 'a' },
  title: 'Officer',
  what: 'Refers.',
} as const;
const visits: Visits = {
  find: (cookie) => Promise.resolve(cookie ? { id: 'visit', staff: 'wren' } : null),
  begin: () => Promise.resolve('v'.repeat(43)),
  end: () => Promise.resolve(),
};

before(async () => {
  const routes = serveForm({
    form: toy,
    base: '/toy/:draft',
    who: ['first-responder'],
    why: 'a test',
    lists: toyLists,
    load: (ask) => Promise.resolve(kept.get(ask.params['draft'] ?? '')),
    save: (ask, _page, answers, origins, cleared, draft) => {
      const without = <T>(of: Readonly<Record<string, T>>): Record<string, T> => Object.fromEntries(Object.entries(of).filter(([id]) => !cleared.includes(id)));
      const next: { answers: Answers; origins: Origins } = {
        answers: { ...without(draft.answers), ...answers },
        origins: { ...without(draft.origins), ...origins },
      };
      kept.set(ask.params['draft'] ?? '', { ...next, saved: ask.now });
      return Promise.resolve();
    },
    guide: () => [{ id: 'test.gap', english: 'Nobody has said yet where it was.', page: 'places' }],
  });
  const sheet = sheetRoute({ form: toy, path: '/sheet', who: ['first-responder'], why: 'a test', lists: toyLists });
  // No database is behind this form: what is kept stands in the map above.
  app = await serve([...routes, ...listRoutes(toyLists), sheet], {
    db: undefined as unknown as Database,
    visits,
    personas: [person],
    practice: true,
    clock: { now: () => '2024-01-15T03:12:00.000Z' as never, today: () => '2024-01-15' as never },
  });
});
afterAll(() => app.close());

let cookies = '';
async function get(url: string): Promise<{ status: number; text: string; to: string }> {
  const answer = await app.inject({ method: 'GET', url, headers: { cookie: cookies } });
  return { status: answer.statusCode, text: answer.body, to: String(answer.headers.location ?? '') };
}

/** Everything a browser would send from the page as it stands, changed by `typed`. */
async function post(url: string, typed: Record<string, string | string[]>, shown?: string): Promise<{ status: number; text: string; to: string }> {
  const page = shown ?? (await get(url)).text;
  const form = page.slice(page.indexOf('class="nrm-form"'));
  const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(([, name, value]) => [name ?? '', value ?? ''] as const);
  const pairs = [...hidden, ...Object.entries(typed).flatMap(([name, value]) => (Array.isArray(value) ? value : [value]).map((each) => [name, each] as const))];
  const answer = await app.inject({
    method: 'POST',
    url,
    headers: { cookie: cookies, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    payload: new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString(),
  });
  return { status: answer.statusCode, text: answer.body, to: String(answer.headers.location ?? '') };
}

test('a visitor signs in', async () => {
  const shown = await app.inject({ method: 'GET', url: '/who-are-you' });
  const guest = String(shown.headers['set-cookie']).split(';')[0] ?? '';
  const token = /name="_csrf" value="([^"]+)"/.exec(shown.body)?.[1] ?? '';
  const signed = await app.inject({
    method: 'POST',
    url: '/who-are-you',
    headers: { cookie: guest, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams({ _csrf: token, persona: 'wren' }).toString(),
  });
  cookies = [signed.headers['set-cookie']]
    .flat()
    .map((each) => String(each).split(';')[0])
    .join('; ');
  assert.equal(signed.statusCode, 303);
});

const open = (id: string, answers: Answers = {}): void => void kept.set(id, { answers, origins: {} });

test('the short path goes from page to page and ends at the answers to check', async () => {
  open('walk');
  assert.equal((await get('/toy/walk/tonight')).to, '/toy/walk/p/danger?from=tonight');
  assert.match((await get('/toy/walk/p/danger?from=tonight')).text, /1 of 2/);
  const wrong = await post('/toy/walk/p/danger', {});
  assert.equal(wrong.status, 400);
  assert.match(wrong.text, /href="#danger"/);
  assert.equal((await post('/toy/walk/p/danger', { danger: '~not-known' })).to, '/toy/walk/p/age?from=tonight');
  assert.equal((await post('/toy/walk/p/age', { child: 'no' })).to, '/toy/walk/p/consent?from=tonight');
  assert.equal((await post('/toy/walk/p/consent', { consent: 'given' })).to, '/toy/walk/check?from=tonight');
  assert.match((await get('/toy/walk/p/age')).text, /Saved 03:12/);
  assert.match((await get('/toy/walk/check')).text, /Is the person under 18\?/);
});

test('an answer changed from the check page leads back to it, or to what it newly asks', async () => {
  open('back', { danger: 'now', child: 'yes' });
  const shown = await get('/toy/back/p/danger?from=check');
  assert.equal((await post('/toy/back/p/danger', { danger: 'now' }, shown.text)).to, '/toy/back/check');
  const age = await get('/toy/back/p/age?from=check');
  assert.equal((await post('/toy/back/p/age', { child: 'no' }, age.text)).to, '/toy/back/p/consent?from=check');
});

test('answers that stop applying are named before they go', async () => {
  open('gone', { danger: 'now', child: 'no', consent: 'given' });
  const shown = await get('/toy/gone/p/age');
  const named = await post('/toy/gone/p/age', { child: 'yes' }, shown.text);
  assert.equal(named.status, 409);
  assert.match(named.text, /Does the person agree\?/);
  assert.equal(kept.get('gone')?.answers['consent'], 'given');
  assert.equal((await post('/toy/gone/p/age', { child: 'yes' }, named.text)).status, 303);
  assert.deepEqual(kept.get('gone')?.answers, { danger: 'now', child: 'yes' });
});

test('"Save and stop" keeps half a page; a wrong date is shown and the rest kept', async () => {
  open('stop');
  assert.equal((await post('/toy/stop/p/account', { account: 'She said', do: 'stop' })).to, '/toy/stop');
  assert.equal(kept.get('stop')?.answers['account'], 'She said');
  const wrong = await post('/toy/stop/p/age', { child: 'no', 'born.day': '31', 'born.month': '2', 'born.year': '2000', do: 'stop' });
  assert.equal(wrong.status, 400);
  assert.match(wrong.text, /value="31"/);
  assert.equal(kept.get('stop')?.answers['child'], 'no');
});

test('when somebody else wrote meanwhile, both are shown and nothing is overwritten', async () => {
  open('two', { account: 'First', kinds: ['work'] });
  const mine = await get('/toy/two/p/account');
  kept.set('two', {
    answers: { account: 'From a colleague', kinds: ['work'] },
    origins: {},
    writers: { account: { who: 'Rook Placeholder', at: '2024-01-15T03:00:00.000Z' as never } },
  });
  const both = await post('/toy/two/p/account', { account: 'Mine', kinds: 'work' }, mine.text);
  assert.equal(both.status, 409);
  assert.match(both.text, /From a colleague/);
  assert.match(both.text, /Rook Placeholder/);
  assert.match(both.text, />\n?Mine<\/textarea>/);
  assert.equal(kept.get('two')?.answers['account'], 'From a colleague');
  assert.equal((await post('/toy/two/p/account', { account: 'Both', kinds: 'work' }, both.text)).status, 303);
  assert.equal(kept.get('two')?.answers['account'], 'Both');
});

test('pressing twice is saving once', async () => {
  open('twice');
  const shown = await get('/toy/twice/p/danger');
  const first = await post('/toy/twice/p/danger', { danger: 'now' }, shown.text);
  const second = await post('/toy/twice/p/danger', { danger: 'now' }, shown.text);
  assert.deepEqual([first.status, second.status, second.to], [303, 303, first.to]);
});

test('a page that is not asked any more shows what was typed and stores nothing', async () => {
  open('old', { child: 'no' });
  const shown = await get('/toy/old/p/consent');
  open('old', { child: 'yes' });
  const late = await post('/toy/old/p/consent', { consent: 'refused' }, shown.text);
  assert.equal(late.status, 409);
  assert.match(late.text, /Does the person agree\?/);
  assert.deepEqual(kept.get('old')?.answers, { child: 'yes' });
});

test('rows are added and taken out without a script, and nothing typed is lost', async () => {
  open('rows');
  const added = await post('/toy/rows/p/episodes', { 'episodes.0.what': 'cold', 'episodes.0.when.earliest.month': '15', do: 'add.episodes' });
  assert.equal(added.status, 200);
  assert.match(added.text, /name="episodes\.1\.what"/);
  assert.match(added.text, /cold/);
  const removed = await post(
    '/toy/rows/p/episodes',
    { 'episodes.0.what': 'cold', 'episodes.1.what': 'warm', 'episodes.1.when.earliest.year': '2020', do: 'remove.episodes.0' },
    added.text,
  );
  assert.match(removed.text, /warm/);
  assert.doesNotMatch(removed.text, /cold/);
  assert.equal(JSON.stringify(kept.get('rows')?.answers['episodes']).includes('warm'), true);
});

test('a third row closes the first two, which carry what was typed and open again on request', async () => {
  open('three');
  const two = { 'episodes.0.what': 'cold <b>', 'episodes.0.when.earliest.year': '2020', 'episodes.1.what': 'warm', 'episodes.1.when.earliest.month': '15' };
  const three = await post('/toy/three/p/episodes', { ...two, do: 'add.episodes' });
  assert.match(three.text, /<input type="hidden" name="episodes\.0\.what" value="cold &lt;b&gt;">/);
  assert.match(three.text, /<textarea[^>]*name="episodes\.2\.what"/);
  const again = await post(
    '/toy/three/p/episodes',
    { 'episodes.2.what': 'x', do: 'open.episodes.1' },
    three.text.replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
  );
  assert.match(again.text, /<textarea[^>]*name="episodes\.1\.what"[^>]*>\n?warm/);
  assert.match(again.text, /name="episodes\.0\.what" value="cold &lt;b&gt;"/);
});

test('a name not quite right comes back with names to choose from', async () => {
  open('names');
  const asked = await post('/toy/names/p/places', { 'nationality.0': 'elan', home: 'Kelp' });
  assert.equal(asked.status, 400);
  assert.match(asked.text, /name="nationality\.0\.is"[^>]*value="c4"/);
  assert.equal((await post('/toy/names/p/places', { 'nationality.0': 'elan', 'nationality.0.is': 'c5', home: 'Kelp' }, asked.text)).status, 303);
  assert.deepEqual(kept.get('names')?.answers, { nationality: ['c5'], home: ['c13'] });
  assert.match((await get('/toy/names/p/places')).text, /value="Upper Eland"/);
});

test('the text box with names asks a list of its own', async () => {
  const answer = await app.inject({ method: 'GET', url: '/lists/countries?q=fern' });
  assert.deepEqual(answer.json(), {
    items: [
      { code: 'c7', label: 'New Fern' },
      { code: 'c8', label: 'Old Fern' },
    ],
  });
  assert.equal((await app.inject({ method: 'GET', url: '/lists/__proto__?q=a' })).statusCode, 404);
});

test('an unknown draft and an unknown page look the same', async () => {
  open('here');
  assert.equal((await get('/toy/nowhere/p/danger')).status, 404);
  assert.equal((await get('/toy/here/p/nothing')).status, 404);
});

test('the task list says how far each section is and what is still missing', async () => {
  open('tasks', { danger: 'now', child: 'yes' });
  const { text } = await get('/toy/tasks');
  assert.match(text, /Nobody has said yet where it was\./);
  assert.match(text, /id="section-more"/);
  assert.match(text, /Can be hard to speak about/);
});

test('text that looks like HTML stays text', async () => {
  open('html', { account: '<script>alert(1)</script>', kinds: ['work'] });
  for (const url of ['/toy/html/p/account', '/toy/html/check', '/sheet']) assert.doesNotMatch((await get(url)).text, /<script>alert/);
});
