// Letters: written once, held while no safe way is known, released, recalled within half an hour, handed over once, put right by a new version.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addMinutes, day, instant, type Instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { adult, assuming, given, littleLaw, move, on } from './given.ts';
import {
  handOverLetter,
  holdLetter,
  recallLetter,
  releaseLetter,
  replaceLetter,
  writeAndHold,
  writeAndRelease,
  writeLetter,
  type Negative,
} from './letters.ts';
import { nextDayFor } from './negative-letter.ts';
import { recall, refer } from './referral.ts';
import { toTheirOffice } from './safe-contact.ts';

/** The gate's own pass, of a letter to somebody at work. */
const pass = toTheirOffice(day('2024-12-31'));
const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const sent = move(refer, adult, on('2024-01-08'));
const written = [sent, move(writeLetter, { letter: 'l1', stage: 'first' }, on('2024-01-09'))];
const nine = instant('2024-01-10T09:00:00Z');
const released = [...written, move(releaseLetter, { letter: 'l1', pass, now: nine, negative: null }, on('2024-01-10'))];
const gone = [...released, move(handOverLetter, { letter: 'l1', channel: 'hand-over', pass, now: addMinutes(nine, 30), negative: null }, on('2024-01-10'))];
const l1 = { letter: 'l1', stage: 'first', why: null, at: null, replaced: false };

test('a letter held for want of a safe way goes once there is one, and goes once', () => {
  const held = [...written, move(holdLetter, { letter: 'l1', why: 'no-safe-contact' }, on('2024-01-10'))];
  assert.deepEqual(given(...held).letters, [{ ...l1, state: 'held', day: '2024-01-10', why: 'no-safe-contact' }]);
  const after = given(...held, ...[released, gone].map((steps) => steps.at(-1) as (typeof gone)[number]));
  assert.deepEqual(after.letters, [{ ...l1, state: 'handed-over', day: '2024-01-10', at: nine }]);
  const again = { letter: 'l1', channel: 'print', pass, now: addMinutes(nine, 60), negative: null } as const;
  assert.equal(refused(handOverLetter(after, again, littleLaw, on('2024-01-13'))), 'already-so');
  assert.equal(refused(holdLetter(after, { letter: 'l1', why: 'expired' }, littleLaw, on('2024-01-13'))), 'already-so');
});

test('a letter leaves 30 minutes after its release, and can be recalled until then and not a minute longer', () => {
  const file = given(...released);
  const recallAt = (minutes: number) => refused(recallLetter(file, { letter: 'l1', now: addMinutes(nine, minutes) }, littleLaw, on('2024-01-10')));
  const handAt = (minutes: number) =>
    refused(handOverLetter(file, { letter: 'l1', channel: 'print', pass, now: addMinutes(nine, minutes), negative: null }, littleLaw, on('2024-01-10')));
  assert.deepEqual([recallAt(29), recallAt(30)], ['allowed', 'letter-left']);
  assert.deepEqual([handAt(29), handAt(30)], ['hold-runs', 'allowed']);
  const recalled = given(...released, move(recallLetter, { letter: 'l1', now: addMinutes(nine, 29) }, on('2024-01-10')));
  assert.deepEqual(recalled.letters, [{ ...l1, state: 'written', day: '2024-01-10' }]);
  const after = { letter: 'l1', channel: 'print', pass, now: addMinutes(nine, 40), negative: null } as const;
  assert.equal(refused(handOverLetter(recalled, after, littleLaw, on('2024-01-10'))), 'letter-not-released', 'a recalled letter does not leave');
  const unsafe = given(...released, move(holdLetter, { letter: 'l1', why: 'doubtful' }, on('2024-01-10')));
  assert.equal(refused(handOverLetter(unsafe, after, littleLaw, on('2024-01-10'))), 'letter-not-released', 'nor one whose contact became unsafe meanwhile');
});

test('what has left is put right by a new version, once, and what has not left by recalling it', () => {
  const late = addMinutes(nine, 45);
  assert.equal(refused(replaceLetter(given(...released), { letter: 'l1', now: addMinutes(nine, 5) }, littleLaw, on('2024-01-10'))), 'not-left');
  assert.equal(refused(replaceLetter(given(...released), { letter: 'l1', now: late }, littleLaw, on('2024-01-10'))), 'allowed');
  const replaced = given(...gone, move(replaceLetter, { letter: 'l1', now: late }, on('2024-01-10')));
  assert.deepEqual(replaced.letters, [{ ...l1, state: 'handed-over', day: '2024-01-10', at: nine, replaced: true }], 'it stays as it went');
  assert.equal(refused(replaceLetter(replaced, { letter: 'l1', now: late }, littleLaw, on('2024-01-11'))), 'letter-replaced');
  const never = given(...released, move(replaceLetter, { letter: 'l1', now: late }, on('2024-01-10')));
  const hand = { letter: 'l1', channel: 'print', pass, now: late, negative: null } as const;
  assert.equal(refused(handOverLetter(never, hand, littleLaw, on('2024-01-10'))), 'letter-replaced', 'the old version is handed to nobody any more');
});

test('a letter called for while no safe way is known is written and held at once, and held once for one reason', () => {
  const held = [sent, move(writeAndHold, { letter: 'l1', stage: 'first', why: 'hold' }, on('2024-01-09'))];
  assert.deepEqual(given(...held).letters, [{ ...l1, state: 'held', day: '2024-01-09', why: 'hold' }]);
  assert.equal(refused(writeAndHold(given(...held), { letter: 'l1', stage: 'first', why: 'hold' }, littleLaw, on('2024-01-10'))), 'already-so');
  const expired = given(...held, move(writeAndHold, { letter: 'l1', stage: 'first', why: 'expired' }, on('2024-01-11')));
  assert.deepEqual(expired.letters, [{ ...l1, state: 'held', day: '2024-01-11', why: 'expired' }]);
});

test('a letter is written once, in a case that has ended too, and no other is held, released or handed over', () => {
  const release = { pass, now: nine, negative: null };
  assert.equal(refused(writeLetter(given(...written), { letter: 'l1', stage: null }, littleLaw, on('2024-01-10'))), 'already-so');
  assert.equal(refused(writeLetter(given(sent, move(recall, {}, on('2024-01-08'))), { letter: 'l1', stage: null }, littleLaw, on('2024-01-10'))), 'allowed');
  assert.equal(refused(holdLetter(given(sent), { letter: 'l9', why: 'doubtful' }, littleLaw, on('2024-01-10'))), 'no-such-letter');
  assert.equal(refused(releaseLetter(given(sent), { letter: 'l9', ...release }, littleLaw, on('2024-01-10'))), 'no-such-letter');
  assert.equal(refused(handOverLetter(given(sent), { letter: 'l9', channel: 'print', ...release }, littleLaw, on('2024-01-10'))), 'no-such-letter');
  const both = writeAndRelease(given(sent), { letter: 'l9', stage: null, ...release }, littleLaw, on('2024-01-10'));
  assert.deepEqual(
    both.ok && both.events.map((event) => event.kind),
    ['LetterWritten', 'LetterReleased'],
    'released before it was judged, it is written first',
  );
});

// The little country has one holiday: Monday, 1 January 2024.
const negative: Negative = { born: day('1990-03-05'), there: true, worker: null };
const turned = (facts: Partial<Negative>, now: string) => {
  const at = instant(now);
  const file = given(move(refer, adult, on('2023-12-18')), move(writeLetter, { letter: 'l1', stage: 'first' }, on('2023-12-18')));
  return refused(releaseLetter(file, { letter: 'l1', pass, now: at, negative: { ...negative, ...facts } }, littleLaw, on(now.slice(0, 10))));
};

test('nobody is turned down on a Friday afternoon, at a weekend, on a holiday, on its eve or on their birthday', () => {
  const days: readonly (readonly [string, string])[] = [
    ['2024-01-10T15:00:00Z', 'allowed'],
    ['2024-01-12T11:20:00Z', 'allowed'],
    // It would leave at one minute past noon.
    ['2024-01-12T11:31:00Z', 'not-before-a-weekend'],
    ['2024-01-12T16:00:00Z', 'not-before-a-weekend'],
    ['2024-01-13T10:00:00Z', 'not-on-a-holiday'],
    ['2024-01-01T10:00:00Z', 'not-on-a-holiday'],
    // The Friday before a Monday that is a holiday, from the morning on.
    ['2023-12-29T09:00:00Z', 'not-before-a-holiday'],
    ['2023-12-28T09:00:00Z', 'allowed'],
    ['2024-03-05T09:00:00Z', 'not-on-their-birthday'],
    ['2030-12-30T09:00:00Z', 'holidays-not-known'],
  ];
  for (const [now, says] of days) assert.equal(turned({}, now), says, now);
  // Summer time: eleven in London is ten in Greenwich.
  assert.equal(turned({}, '2024-06-07T10:45:00Z'), 'not-before-a-weekend');
  assert.equal(turned({ born: day('2000-02-29') }, '2025-02-28T09:00:00Z'), 'not-on-their-birthday');
  assert.equal(turned({ born: null }, '2024-03-05T09:00:00Z'), 'allowed', 'a birthday nobody knows bars no day');
});

test('the next day on which it may leave is a day on which it may', () => {
  const file = given(sent);
  const next = (born: string | null, today: string) => nextDayFor(file, born === null ? null : day(born), day(today), littleLaw, on(today));
  assert.equal(next(null, '2024-01-12'), '2024-01-15');
  assert.equal(next('1999-01-15', '2024-01-12'), '2024-01-16');
  assert.equal(next(null, '2023-12-28'), '2024-01-02');
});

test('somebody is with the person, their worker is told first, and the day counts on which it is given', () => {
  const wednesday = '2024-01-10T09:00:00Z';
  assert.equal(turned({ there: false }, wednesday), 'nobody-there');
  assert.equal(turned({ worker: 'w1' }, wednesday), 'worker-first');
  const now = instant(wednesday);
  const plain = { pass, now, negative: null };
  const workers = [
    ...written,
    move(writeLetter, { letter: 'w1', stage: 'first' }, on('2024-01-10')),
    move(releaseLetter, { letter: 'w1', ...plain }, on('2024-01-10')),
  ];
  const both = [...workers, move(releaseLetter, { letter: 'l1', pass, now, negative: { ...negative, worker: 'w1' } }, on('2024-01-10'))];
  const give = (file: ReturnType<typeof given>, at: Instant) =>
    refused(
      handOverLetter(file, { letter: 'l1', channel: 'hand-over', pass, now: at, negative: { ...negative, worker: 'w1' } }, littleLaw, on(at.slice(0, 10))),
    );
  assert.equal(give(given(...both), addMinutes(now, 31)), 'worker-first', 'released to the worker is not told yet');
  const told = given(...both, move(handOverLetter, { letter: 'w1', channel: 'hand-over', pass, now: addMinutes(now, 30), negative: null }, on('2024-01-10')));
  assert.equal(give(told, addMinutes(now, 31)), 'allowed');
  assert.equal(give(told, instant('2024-01-12T12:00:00Z')), 'not-before-a-weekend', 'released on Wednesday, it is not given on Friday afternoon');
});

test('a release that rests on an unconfirmed rule waits until it is confirmed, and the refusal names the rule', () => {
  const outcome = releaseLetter(given(...written), { letter: 'l1', pass, now: nine, negative }, assuming('negativeRelease'), on('2024-01-10'));
  assert.deepEqual([refused(outcome), !outcome.ok && outcome.because[0]?.rule], ['rule-not-confirmed', 'little.negative-release']);
});
