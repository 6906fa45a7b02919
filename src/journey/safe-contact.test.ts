// Safe contact is policy: every combination of what a person said and what might be sent, judged by an oracle of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, instant, type Day } from '#base/day.ts';
import {
  clear,
  contactAgesAfter,
  kindsOfMessage,
  safeContact,
  termsOf,
  type ContactFacts,
  type Kind,
  type Leaving,
  type Message,
  type Says,
  type Way,
} from './safe-contact.ts';

const today = day('2024-01-15');
/** 180 days before today. */
const oldest = day('2023-07-19');
const allWays: readonly Way[] = ['person', 'text', 'someone-else', 'worker', 'email', 'post', 'by-hand', 'number', 'their-office'];
const waySets: readonly (readonly Way[])[] = [[], ['email'], ['person', 'post'], allWays];
const mondayMorning = [{ weekdays: [1], from: 600, to: 720 }];
const hourSets = [undefined, [], mondayMorning, [...mondayMorning, { weekdays: [6, 7], from: 0, to: 1440 }]];
const wordings: readonly (Says | undefined)[] = [undefined, 'agreed', 'something-to-read', 'who-we-are', 'content'];
const readSets: readonly (readonly Way[] | undefined)[] = [undefined, ['person'], ['email', 'post']];
/** When it was said and until when it holds. */
const dated: readonly (readonly [Day | null, Day | null])[] = [
  [null, null],
  [today, null],
  [addDays(today, -contactAgesAfter), null],
  [addDays(today, -contactAgesAfter - 1), null],
  [today, addDays(today, -1)],
  [today, today],
];

/** Every message that this program or its people may send: letters, notices that something is to be read, calls back, visits. */
const messages: readonly Message[] = wordings
  .filter((says) => says !== undefined)
  .flatMap((says) =>
    [null, { weekday: 1, minute: 600 }, { weekday: 1, minute: 720 }, { weekday: 7, minute: 0 }].flatMap((at) =>
      [true, false].map((codeWord) => ({ says, at, codeWord })),
    ),
  );

function* policies(): Generator<ContactFacts> {
  for (const ways of waySets)
    for (const hours of hourSets)
      for (const wording of wordings)
        for (const alsoReadBy of readSets)
          for (const codeWord of [undefined, true])
            for (const [saidOn, until] of dated)
              for (const [hold, doubted] of [
                [false, false],
                [true, false],
                [false, true],
              ] as const)
                yield {
                  ways,
                  hold,
                  doubted,
                  saidOn,
                  until,
                  rules: null,
                  where: Object.fromEntries(ways.map((way) => [way, `to ${way}`])),
                  ...(hours ? { hours } : {}),
                  ...(wording ? { wording } : {}),
                  ...(alsoReadBy ? { alsoReadBy } : {}),
                  ...(codeWord ? { codeWord } : {}),
                };
}

/** What the person's words allow, term by term, written apart from the gate: whether this message may go by this way. */
function allowed(of: ContactFacts, message: Message, way: Way): boolean {
  const rank = (says: Says): number => ({ agreed: 0, 'something-to-read': 1, 'who-we-are': 2, content: 3 })[says];
  const never = [
    of.hold,
    of.doubted,
    !of.ways.includes(way),
    of.saidOn === null,
    of.saidOn !== null && of.saidOn < oldest,
    of.until !== null && today > of.until,
    of.wording !== undefined && rank(message.says) > rank(of.wording),
    of.alsoReadBy?.includes(way) === true && message.says !== 'agreed',
    (way === 'text' || way === 'email') && rank(message.says) >= 2,
    (way === 'person' || way === 'someone-else') && of.codeWord === true && !message.codeWord,
  ];
  const lies = way === 'post' || way === 'by-hand' || way === 'number' || way === 'their-office';
  const inTime =
    lies ||
    of.hours === undefined ||
    of.hours.some((one) => message.at !== null && one.weekdays.includes(message.at.weekday) && one.from <= message.at.minute && message.at.minute < one.to);
  return inTime && never.every((one) => !one);
}

test('no message of any kind leaves against what the person said, and none is kept back that they allowed: every policy with every message', () => {
  let judged = 0;
  let open = 0;
  for (const policy of policies())
    for (const message of messages) {
      const gate = safeContact(policy, today, message);
      const expected = allWays.filter((way) => policy.ways.includes(way) && allowed(policy, message, way));
      judged += 1;
      if (gate.open !== expected.length > 0 || (gate.open && JSON.stringify(allWays.filter((way) => gate.ways.includes(way))) !== JSON.stringify(expected)))
        assert.deepEqual(gate.open ? gate.ways : gate.why, expected, JSON.stringify({ policy, message }));
      if (!gate.open) continue;
      open += 1;
      if (Object.keys(gate.where).some((way) => !expected.includes(way as Way)))
        assert.fail(`an address beyond its ways: ${JSON.stringify({ policy, message })}`);
    }
  assert.ok(judged > 250_000, String(judged));
  assert.ok(open > 10_000, String(open));
});

test('the gate of a letter and the gate of a message are one: a message never finds open what a letter finds shut', () => {
  for (const policy of policies()) {
    const letter = safeContact(policy, today);
    if (letter.open) continue;
    for (const message of messages) assert.deepEqual(safeContact(policy, today, message), letter);
  }
});

test('each term shuts the door by itself, and says which it is', () => {
  const said: ContactFacts = { ways: ['person'], hold: false, saidOn: today, doubted: false, until: null, rules: null, where: {} };
  const call: Message = { says: 'who-we-are', at: { weekday: 2, minute: 600 }, codeWord: false };
  const why = (terms: Partial<ContactFacts>): string => {
    const gate = safeContact({ ...said, ...terms }, today, call);
    return gate.open ? 'open' : gate.why;
  };
  assert.equal(why({}), 'open');
  assert.equal(why({ hours: mondayMorning }), 'not-at-this-hour');
  assert.equal(why({ wording: 'agreed' }), 'says-too-much');
  assert.equal(why({ alsoReadBy: ['person'] }), 'says-too-much');
  assert.equal(why({ codeWord: true }), 'no-code-word');
  assert.equal(why({ ways: ['email'] }), 'says-too-much');
});

/** What each kind of message says by each way, said once more and by itself. */
const saidBy: Readonly<Record<string, Readonly<Partial<Record<Way, Says>>>>> = {
  letter: Object.fromEntries([
    ...(['person', 'someone-else', 'worker', 'post', 'by-hand'] as const).map((way) => [way, 'content']),
    ...(['text', 'email'] as const).map((way) => [way, 'something-to-read']),
  ]),
  try: Object.fromEntries((['person', 'text', 'someone-else', 'worker', 'email', 'post', 'by-hand'] as const).map((way) => [way, 'agreed'])),
  answer: { number: 'content' },
};
const zone = 'Europe/London';
/** 15 January 2024 is a Monday; in winter the clock of London is that of the world. */
const moments = ['2024-01-15T10:00:00Z', '2024-01-15T12:00:00Z', '2024-01-15T11:59:59Z', '2024-01-14T00:00:00Z'].map(instant);
const allMoments = [1, 2, 3, 4, 5, 6, 7].flatMap((weekday) => [0, 600, 720, 1200].map((minute) => ({ weekday, minute })));

test('no kind of message leaves but by the ways that every term of the person leaves open at that moment: every policy with every kind', () => {
  const kinds = kindsOfMessage.filter((kind) => kind in saidBy);
  assert.deepEqual(kinds, kindsOfMessage, 'a kind of message was added and stands in no rule of this test');
  const expected = (policy: ContactFacts, kind: Kind, leaving: Leaving['at']): readonly Way[] =>
    allWays.filter((way) => {
      const says = saidBy[kind]?.[way];
      if (!says) return false;
      if (leaving !== 'later') {
        const at = new Date(leaving.now);
        return allowed(
          policy,
          { says, at: { weekday: at.getUTCDay() || 7, minute: at.getUTCHours() * 60 + at.getUTCMinutes() }, codeWord: leaving.codeWord },
          way,
        );
      }
      // Given some time: there is a moment at which it may be given.
      return allowed(policy, { says, at: null, codeWord: true }, way) || allMoments.some((at) => allowed(policy, { says, at, codeWord: true }, way));
    });
  const tally = { judged: 0, open: 0 };
  const leavings: readonly Leaving['at'][] = ['later', ...moments.flatMap((now) => [true, false].map((codeWord) => ({ now, zone, codeWord })))];
  for (const policy of policies())
    for (const kind of kindsOfMessage)
      for (const at of leavings) {
        const gate = clear(policy, today, { kind, at });
        const ways = gate.open ? allWays.filter((way) => gate.ways.includes(way)) : [];
        tally.judged += 1;
        tally.open += Number(gate.open);
        const right = expected(policy, kind, at);
        if (gate.open !== right.length > 0 || ways.join() !== right.join()) assert.deepEqual(ways, right, JSON.stringify({ policy, kind, at, gate }));
        if (gate.open && Object.keys(gate.where).some((way) => !right.includes(way as Way)))
          assert.fail(`an address beyond its ways: ${JSON.stringify({ policy, kind, at })}`);
      }
  assert.ok(tally.judged > 200_000 && tally.open > 10_000, JSON.stringify(tally));
});

test('what was ticked and written becomes a term, nothing ticked is none, and a tick nobody knows any more shuts and never opens', () => {
  assert.deepEqual(termsOf({ times: undefined, most: undefined, word: undefined, alsoRead: undefined }), {});
  assert.deepEqual(termsOf({ times: [], most: { none: 'not-asked' }, word: '  ', alsoRead: [] }), {});
  assert.deepEqual(termsOf({ times: ['weekday-morning'], most: 'agreed', word: ' Invented heron ', alsoRead: ['email'] }), {
    hours: [{ weekdays: [1, 2, 3, 4, 5], from: 540, to: 720 }],
    wording: 'agreed',
    codeWord: true,
    word: 'Invented heron',
    alsoReadBy: ['email'],
  });
  assert.deepEqual(termsOf({ times: ['of-long-ago'], most: 'of-long-ago', word: 1, alsoRead: 'email' }), { hours: [] });
  const said: ContactFacts = { ways: ['person'], hold: false, saidOn: today, doubted: false, until: null, rules: null, where: {}, hours: [] };
  assert.deepEqual(clear(said, today, { kind: 'try', at: 'later' }), { open: false, why: 'not-at-this-hour' });
});

test('summer time is the person’s own clock', () => {
  const said: ContactFacts = { ways: ['person'], hold: false, saidOn: today, doubted: false, until: null, rules: null, where: {}, hours: mondayMorning };
  const at = (now: string): boolean =>
    clear({ ...said, saidOn: day('2024-07-01') }, day('2024-07-15'), { kind: 'try', at: { now: instant(now), zone, codeWord: false } }).open;
  assert.deepEqual(
    [at('2024-07-15T08:59:00Z'), at('2024-07-15T09:00:00Z'), at('2024-07-15T10:59:00Z'), at('2024-07-15T11:00:00Z')],
    [false, true, true, false],
  );
});
