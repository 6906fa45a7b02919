// The page of rules as a lawyer meets it: every rule and source on it, filters that filter, silence said, examples worked out anew.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, instant } from '#base/day.ts';
import { english } from '#base/words.ts';
import { example } from '#countries/example/example.ts';
import { uk } from '#countries/uk/uk.ts';
import type { Confirmed, Kit } from '#kit/kit.ts';
import { written } from '#kit/view/html.ts';
import type { PageReply, Staff } from '#kit/web/page.ts';
import { rulesOf, type Law } from '#law/law.ts';
import { inForce, rule } from '#law/rule.ts';
import { lawPages } from '#rooms/law/pages.ts';

/** The page needs of the house only its law and what was confirmed. */
const kitWith = (law: Law, confirmed: Confirmed = 'practice') => ({ law, confirmed: () => Promise.resolve(confirmed) }) as unknown as Kit;

/** The page is open to anybody, whoever they are. */
const nobody: Staff['actor'] = { person: '', name: '', role: 'auditor', organisation: '', kind: 'service', team: '' };

function ask(query: Record<string, string>, params: Record<string, string> = {}): Staff {
  return {
    method: 'GET',
    path: '/law',
    params,
    query,
    body: {},
    files: [],
    json: undefined,
    headers: {},
    actor: nobody,
    session: null,
    lang: 'en',
    dir: 'ltr',
    large: false,
    say: english,
    token: 't',
    now: instant('2024-01-15T12:00:00Z'),
    today: day('2024-01-15'),
    practice: true,
  };
}

async function open(kit: Kit, query: Record<string, string> = {}, id?: string): Promise<{ reply: PageReply; text: string; markup: string }> {
  const route = lawPages(kit)[id === undefined ? 0 : 1];
  assert.ok(route);
  const reply = await route.act(ask(query, id === undefined ? {} : { rule: id }));
  assert.ok(reply.kind === 'page');
  const markup = written(reply.body);
  const text = markup
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');
  return { reply, text, markup };
}

test('every rule in force stands on the page with its answer and its source', async () => {
  const { text, reply } = await open(kitWith(uk));
  assert.equal(reply.status, undefined);
  for (const one of rulesOf(uk)) {
    assert.ok(text.includes(one.question), one.id);
    const version = one.versions.find((v) => v.from <= '2024-01-15' && (!v.until || v.until >= '2024-01-15'));
    if (version) assert.ok(text.includes(one.inWords(version.value)) && text.includes(version.source.cite), one.id);
  }
  assert.ok(!text.includes('Does not hold') && !text.includes('Please tell the maintainers'));
});

test('the day decides: thirty days of recovery today, forty-five in 2021', async () => {
  assert.match((await open(kitWith(uk), { nation: 'england' })).text, /in which nobody is removed, at least\? 30 calendar days\./);
  assert.match((await open(kitWith(uk), { on: '2021-05-01', nation: 'england' })).text, /in which nobody is removed, at least\? 45 calendar days\./);
  assert.match((await open(kitWith(uk), { 'on-day': '1', 'on-month': '5', 'on-year': '2021', nation: 'england' })).text, /In force on 1 May 2021: England/);
});

test('a nation shows its own law only, and says where nothing is known', async () => {
  const scotland = (await open(kitWith(uk), { nation: 'scotland' })).text;
  assert.ok(scotland.includes('SSI 2018/90') && !scotland.includes('section 18'));
  assert.match(scotland, /For Scotland nothing is known on this day/);
});

test('what nobody confirmed is marked, can be shown alone, and loses the mark once confirmed here', async () => {
  const all = await open(kitWith(uk, new Set()));
  assert.ok(all.text.includes('Not confirmed') && all.text.includes('An act resting on one waits'));
  const some = await open(kitWith(uk, new Set()), { unconfirmed: 'yes' });
  assert.ok(!some.text.includes(' 5 working days.') && some.text.includes('10 working days.'));
  const confirmed = await open(kitWith(uk, new Set(['uk.information-request'])), {}, 'uk.information-request');
  assert.ok(confirmed.text.includes('Confirmed here'));
});

test('a day that does not exist is said beside the boxes, and what was typed is still there', async () => {
  const { reply, text, markup } = await open(kitWith(uk), { 'on-day': '31', 'on-month': '2', 'on-year': '2023' });
  assert.equal(reply.status, 400);
  assert.match(text, /Enter a real day/);
  assert.match(markup, /href="#on-day"/);
  assert.match(markup, /id="on-day"[^>]*value="31"/);
  assert.equal((await open(kitWith(uk), { on: '<script>' })).markup.includes('<script>'), false);
});

test('one rule shows every version, every example and whether it holds', async () => {
  const { text } = await open(kitWith(uk), {}, 'uk.test.reasonable-grounds');
  for (const from of ['1 April 2009', '31 July 2015', '30 January 2023', '28 June 2023', '24 July 2023', '9 October 2023'])
    assert.ok(text.includes(from), from);
  assert.match(text, /Worked examples: 3 of 3 hold/);
});

test('a clock can be tried, and a period no law sets is said in a sentence', async () => {
  const tried = await open(kitWith(uk), { nation: 'scotland', 'on-day': '27', 'on-month': '12', 'on-year': '2023' }, 'uk.reasonable-grounds-days');
  assert.match(tried.text, /Its last day is 5 January 2024/);
  assert.match(tried.text, /Not counted: 2nd January/);
  const none = await open(kitWith(uk), { nation: 'scotland', on: '2023-12-27' }, 'uk.move-on-after-positive');
  assert.match(none.text, /The law of Scotland sets no such period/);
  const least = await open(kitWith(uk), { nation: 'wales', on: '2024-01-15' }, 'uk.recovery-minimum');
  assert.match(least.text, /first lawful on 15 February 2024/);
});

test('an example that does not hold is shown as a fault', async () => {
  const wrong = rule('uk.second-person', 'Does a negative need a second person?', uk.secondPerson.versions, (yes) => (yes ? 'Yes.' : 'No.'), [
    { on: day('2024-01-15'), nation: 'england', says: 'No.' },
  ]);
  const { text } = await open(kitWith({ ...uk, secondPerson: wrong }), {}, 'uk.second-person');
  assert.match(text, /0 of 1 hold/);
  assert.match(text, /Does not hold The rules answer: Yes\./);
});

test('an unknown rule is absent, and the invented country has a page of its own', async () => {
  const route = lawPages(kitWith(uk))[1];
  assert.ok(route);
  assert.equal((await route.act(ask({}, { rule: 'uk.nothing' }))).kind, 'absent');
  assert.match((await open(kitWith(example))).text, /The Peril Office/);
  assert.equal(inForce(example.secondPerson, day('2024-01-15'), 'examplia').value, true);
});
