// The helpline's desk over real HTTP, on both engines: a call, a letter, a partner's table, what is alike, and what was passed on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { dangerOf, emptySheet } from '#rooms/signal/desk/call.ts';
import { pointsAtReporter } from '#rooms/signal/desk/passing.ts';
import { folded } from '#rooms/signal/desk/queue-pages.ts';
import { sheetOf } from '#rooms/signal/intake/sheet.ts';
import { bandOf } from '#rooms/figures/signals/count.ts';
import { shownCount } from '#rooms/figures/signals/pages.ts';
import { instant } from '#base/day.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine } from './engines.ts';
import { later, sit, walking, type Visitor } from './walk.ts';

const line = /\/helpline\/desk\/([0-9A-Z-]{14})/g;
const linesOf = async (by: Visitor): Promise<readonly string[]> => [
  ...new Set([...(await by.go('/helpline/desk')).text.matchAll(line)].map((found) => found[1] ?? '')),
];

const words = 'There is a car wash behind the station in Invented Town where eight men sleep in one container and are never alone';

/** A call that is kept with each press, broken off, taken over by the next on shift and ended. */
async function call(bracken: Visitor, clover: Visitor): Promise<string> {
  const at = (await bracken.submit('/helpline/desk', {}, '/helpline/call')).to ?? '';
  const kept = await bracken.submit(at, { do: 'keep', talk: 'yes', danger: 'yes', place: 'Station Road', words: 'half a sent' });
  assert.equal(kept.status, 303);
  assert.match((await clover.go('/helpline/desk')).text, new RegExp(at));
  const taken = (await clover.go(at)).text;
  assert.match(taken, /half a sent/);
  const empty = await clover.submit(at, { do: 'end', talk: 'yes', danger: 'yes', place: 'Station Road', words: '' });
  assert.equal(empty.status, 400);
  assert.match(empty.text, /Write down what was said/);
  // Half said, it would be acted on: what is missing is asked beside its field, and nothing typed is lost.
  const safe = { 'reach-ways': 'person', 'reach-where': '07700 900123', 'reach-times': 'weekday-evening', 'reach-word': 'harbour' };
  const half = await clover.submit(at, { do: 'end', talk: 'yes', danger: 'yes', words, ...safe });
  assert.equal(half.status, 400);
  assert.match(half.text, /value="harbour"/);
  const ended = await clover.submit(at, {
    do: 'end',
    talk: 'yes',
    danger: 'yes',
    child: 'no',
    held: 'yes',
    place: 'Station Road',
    words,
    caller: 'Invented Neighbour',
    contact: '07700 900123, evenings',
    ...safe,
    'reach-checked': 'yes',
  });
  assert.equal(ended.status, 303);
  assert.equal((await clover.go(at)).status, 404);
  assert.match((await clover.go(ended.to ?? '')).text, /harbour/, 'what is safe stands over the signal from the first moment');
  return /desk\/(.+)$/.exec(ended.to ?? '')?.[1] ?? '';
}

/** Each hand-over with its mistakes first: nothing of it is lost, and nothing that points at the caller leaves as intelligence. */
async function passed(bracken: Visitor, amber: Visitor, reference: string): Promise<void> {
  const at = `/helpline/desk/${reference}`;
  const pass = (body: Record<string, string>) => bracken.submit(at, body, `${at}/pass`);
  const bare = await pass({ words: 'typed before' });
  assert.equal(bare.status, 400);
  assert.match(bare.text, /typed before/);
  const named = await pass({ to: 'intelligence', ground: 'names-nobody', whom: 'Intelligence desk', words: 'A neighbour on 07700-900 123 says so' });
  assert.match(named.text, /still names or numbers whoever told us/);
  assert.equal((await pass({ to: 'police', ground: 'their-choice', whom: 'Met', words: 'x' })).status, 409, 'they did not choose it');
  assert.equal(
    (await pass({ to: 'police', ground: 'life-at-risk', whom: 'Metropolitan Police, duty officer', number: 'CAD 1', words: 'Eight men in one container' }))
      .status,
    303,
  );
  assert.equal(
    (await pass({ to: 'referral', ground: 'life-at-risk', responder: 'police-metropolitan', words: 'Eight men sleep in one container.' })).status,
    303,
  );
  const page = (await bracken.go(at)).text;
  assert.match(page, /Metropolitan Police, duty officer[^]*CAD 1[^]*Eight men in one container/);
  const asked = (await amber.go('/referral/asked')).text;
  assert.match(asked, new RegExp(reference));
  const number = /name="number" value="(\d+)"/.exec(asked)?.[1] ?? '';
  assert.equal((await amber.submit('/referral/asked', { reference, number, do: 'draft' })).status, 409, 'not before they said yes');
  assert.equal((await amber.submit('/referral/asked', { reference, number, do: 'accept' })).status, 303);
  const draft = await amber.submit('/referral/asked', { reference, number, do: 'draft' });
  assert.match(draft.to ?? '', /^\/drafts\//, 'a life at risk waits for no days to think');
  assert.equal((await amber.submit('/referral/asked', { reference, number, do: 'draft' })).status, 404, 'begun once');
  const whole = await amber.go(`${draft.to ?? ''}/check`);
  assert.match(whole.text, /Eight men sleep in one container\./);
  assert.match(whole.text, /Station Road/);
  assert.doesNotMatch(whole.text, /Invented Neighbour|07700/);
}

onEveryEngine('a call becomes a signal, is passed on with what was said, and becomes a referral that nobody types again', async (_t, db) => {
  await walking(db, async (walk) => {
    const [bracken, clover, amber] = [await sit(walk, 'practice-bracken'), await sit(walk, 'practice-clover'), await sit(walk, 'practice-amber')];
    const reference = await call(bracken, clover);
    assert.deepEqual(await linesOf(bracken), [reference]);
    await passed(bracken, amber, reference);
    assert.equal((await amber.go('/helpline/desk')).status, 404);
    assert.equal((await amber.go(`/helpline/desk/${reference}`)).status, 404);
  });
});

onEveryEngine('letters and partners’ tables come in whole, are rung for when they wait, found alike, and laid together without merging', async (_t, db) => {
  await walking(db, async (walk) => {
    const bracken = await sit(walk, 'practice-bracken');
    const mark = 'a-form';
    const letter = { mark, words: `${words}.`, place: 'Station Road', danger: 'no' };
    assert.equal((await bracken.submit('/helpline/letter', { words: '' })).status, 400);
    assert.equal((await bracken.submit('/helpline/letter', letter)).status, 303);
    assert.equal((await bracken.submit('/helpline/letter', letter)).status, 303);
    assert.equal((await linesOf(bracken)).length, 1, 'the same form twice is one letter');
    const rows = async (text: string) => {
      const token = /name="_csrf" value="([^"]+)"/.exec((await bracken.go('/helpline/rows')).text)?.[1] ?? '';
      const body = new FormData();
      body.set('_csrf', token);
      body.set('partner', 'Invented Advice Bureau');
      body.set('table', new Blob([text], { type: 'text/csv' }), 'rows.csv');
      return bracken.go('/helpline/rows', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
    };
    const wrong = await rows('mark,words,danger\n1,first,no\n2,,maybe\n');
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /Row 3: danger must be yes, no or not-known\.[^]*Row 3: words is empty\./);
    assert.equal((await linesOf(bracken)).length, 1, 'one wrong row takes nothing in');
    assert.match(
      (await rows(`mark,words,danger,place\n1,"${words} today",yes,station road\n2,Another thing altogether seen in a shop,no,\n`)).text,
      /New: 2\. Here before: 0\./,
    );
    assert.match((await rows(`mark,words,danger,place\n1,"${words} today",yes,station road\n`)).text, /New: 0\. Here before: 1\./);
    assert.match((await rows('mark,words\n1,other words\n')).text, /Row 2: this mark came before with other words/);
    const bell = (await bracken.go('/helpline/desk')).text;
    assert.match(bell, /Danger now, and nobody has read it: 1/);
    const all = await linesOf(bracken);
    assert.equal(all.length, 3);
    for (const one of all) assert.equal((await bracken.submit(`/helpline/desk/${one}`, {}, `/helpline/desk/${one}/open`)).status, 303);
    assert.doesNotMatch((await bracken.go('/helpline/desk')).text, /nobody has read it/);
    const [first = ''] = all;
    const shown = (await bracken.go(`/helpline/desk/${first}`)).text;
    const other = /name="other" value="([^"]+)"/.exec(shown)?.[1] ?? '';
    assert.match(shown, /May be about the same/);
    assert.equal((await bracken.submit(`/helpline/desk/${first}`, { other, why: 'same-place' }, `/helpline/desk/${first}/beside`)).status, 303);
    const situation = /\/helpline\/situation\/([0-9A-Z-]+)/.exec((await bracken.go('/helpline/situations')).text)?.[1] ?? '';
    assert.equal([...(await bracken.go(`/helpline/situation/${situation}`)).text.matchAll(line)].length, 2);
    for (const one of [first, other]) {
      assert.equal((await bracken.submit(`/helpline/desk/${one}`, { danger: 'no' }, `/helpline/desk/${one}/harm`)).status, 400);
      await bracken.submit(`/helpline/desk/${one}`, { danger: 'no', child: 'no', held: 'no' }, `/helpline/desk/${one}/harm`);
    }
    assert.match((await bracken.go('/helpline/desk')).text, /Read, alike, no sign of harm: 2/);
    await bracken.submit(`/helpline/situation/${situation}`, { signal: other }, `/helpline/situation/${situation}/out`);
    assert.equal([...(await bracken.go(`/helpline/situation/${situation}`)).text.matchAll(line)].length, 1);
    later(walk, 200);
    assert.equal((await linesOf(bracken)).length, 3, 'nothing leaves the queue by being laid together');
  });
});

test('a forced call and a silent one count as danger, whatever was ticked', () => {
  assert.equal(dangerOf({ ...emptySheet, talk: 'forced', danger: 'no' }), 'yes');
  assert.equal(dangerOf({ ...emptySheet, talk: 'silent' }), 'yes');
  assert.equal(dangerOf({ ...emptySheet, talk: 'yes', danger: 'no' }), 'no');
});

test('what points at whoever told us is found in any writing of it', () => {
  const sheet = sheetOf({
    words: '',
    claims: 'Mo Invented <mo@example.org>',
    relaySays: null,
    said: { caller: 'Invented Neighbour', contact: '+44 7700 900123' },
    files: [],
    left: [],
  });
  const said = [{ number: 1, by: 'reporter' as const, sheet, told: null, answered: null }];
  const reach = { said: { 'reach-where': 'The neighbour, 020 7946 0123' } };
  for (const text of ['INVENTED   neighbour says', 'ask mo@EXAMPLE.org', 'ring 07700-900-123', 'from Mo, Invented.', 'or 02079460123'])
    assert.equal(pointsAtReporter({ said, reach }, text), true, text);
  for (const text of ['Eight men in Invented Town', 'At 9 in the morning of 12 January']) assert.equal(pointsAtReporter({ said, reach }, text), false, text);
});

test('only what was read and shows no harm is folded: one harmful tip keeps its own line in any flood', () => {
  const at = instant('2024-01-15T09:00:00.000Z');
  const row = (file: string, more: object) =>
    ({
      file,
      reference: file,
      channel: 'partner',
      danger: 'no',
      bucket: at,
      waits: null,
      triage: null,
      situation: 'S',
      harm: 'other',
      placeKnown: false,
      ...more,
    }) as never;
  const rows = [
    ...Array.from({ length: 900 }, (_, number) => row(`f${number}`, {})),
    row('unread', { waits: at }),
    row('child', { harm: 'child' }),
    row('alone', { situation: null }),
  ];
  assert.deepEqual(
    folded(rows).lines.map((one) => one.file),
    ['unread', 'child', 'alone'],
  );
});

test('the time to the first reading is told in bands, and small counts not at all', () => {
  const came = instant('2024-01-15T09:00:00.000Z');
  assert.equal(bandOf(came, instant('2024-01-15T09:15:00.000Z')), '15-minutes');
  assert.equal(bandOf(came, instant('2024-01-15T09:15:01.000Z')), '1-hour');
  assert.equal(bandOf(came, instant('2024-01-17T09:00:00.000Z')), 'longer');
  assert.deepEqual([1, 4, 5, 7, 8, 13].map(shownCount), ['[c]', '[c]', '5', '5', '10', '15']);
});

onEveryEngine(
  'a flood of 300 is folded at one press without being read, and the graver one in its middle keeps its own line and still rings',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const bracken = await sit(walk, 'practice-bracken');
      const row = (at: number): string =>
        at === 150 ? `${at},"${words} and a child is locked in",not-known,` : `${at},"${words} as invented ${at}",not-known,`;
      const token = /name="_csrf" value="([^"]+)"/.exec((await bracken.go('/helpline/rows')).text)?.[1] ?? '';
      const body = new FormData();
      body.set('_csrf', token);
      body.set('partner', 'Invented Advice Bureau');
      body.set(
        'table',
        new Blob([['mark,words,danger,place', ...Array.from({ length: 301 }, (_none, at) => row(at))].join('\n')], { type: 'text/csv' }),
        'rows.csv',
      );
      const taken = await bracken.go('/helpline/rows', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
      assert.match(taken.text, /New: 301\./);
      assert.match((await bracken.go('/helpline/desk')).text, /Fold what is nearly the same/);
      assert.equal((await bracken.submit('/helpline/desk', {}, '/helpline/alike')).status, 303);
      const page = (await bracken.go('/helpline/desk')).text;
      const open = page.replace(/<details[^]*?<\/details>/g, '');
      const own = new Set([...open.matchAll(line)].map((found) => found[1] ?? ''));
      assert.ok(own.size < 20, `${own.size} lines of their own`);
      assert.equal(new Set([...page.matchAll(line)].map((found) => found[1] ?? '')).size, 301, 'none is lost');
      const { kit } = walk.house;
      const [grave] = await kit.db.as(personaOf('practice-bracken')?.actor ?? assert.fail(), 'intake', (tx) =>
        tx.query<{ reference: string }>(`select r.reference from signal_mark m join reference r on r.file = m.file where m.kind = 'grave' group by r.reference
        having min(encode(m.mark, 'hex')) not in (select encode(mark, 'hex') from signal_mark where kind = 'grave' group by mark having count(*) > 1)`),
      );
      assert.ok(grave && own.has(grave.reference), 'the graver one stands by itself');
      assert.doesNotMatch(page, /Read, and still open/, 'all still wait to be read');
      later(walk, 121);
      assert.match((await bracken.go('/helpline/desk')).text, /Nobody has read these in time: 301/);
    });
  },
);
