// Safe contact is policy: every combination of what a person said and what might be sent, judged by an oracle of its own.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, type Day } from '#base/day.ts';
import { contactAgesAfter, safeContact, type ContactFacts, type Message, type Says, type Way } from './safe-contact.ts';

const today = day('2024-01-15');
/** 180 days before today. */
const oldest = day('2023-07-19');
const allWays: readonly Way[] = ['person', 'text', 'someone-else', 'worker', 'email', 'post', 'by-hand', 'their-office'];
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
  const lies = way === 'post' || way === 'by-hand' || way === 'their-office';
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
