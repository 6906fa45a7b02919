// A decider's home: when a case is ready, when somebody is asked again, what comes up, what is covered, moved up and taken back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { chase, chaseDue, firstChase, reachOf, toChaseOutside } from './chase.ts';
import { allocate, answer, ask, assign } from './decision.ts';
import { bringForward, comesUp, coverLeave, endCover, endForward } from './forward.ts';
import { adult, given, littleLaw as law, move, on } from './given.ts';
import { priorityOf } from './priority.ts';
import { readyToDecide } from './ready.ts';
import { takeBack, undoEnds } from './take-back.ts';
import { wentMissing } from './presence.ts';
import { refer } from './referral.ts';
import { urgency } from './urgency.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const first = on('2024-01-05');
const taken = [move(refer, adult, first), move(assign, { detained: false, area: null }, first), move(allocate, { to: 'ann' }, first)] as const;
const asked = (to: 'referrer' | 'police' = 'referrer') => move(ask, { question: 'q1', to }, first);

test('is ready to decide when nobody is asked, nobody is missing and the law lets it be decided', () => {
  const today = day('2024-01-08');
  assert.ok(readyToDecide(given(...taken), law, today));
  assert.ok(!readyToDecide(given(...taken, asked()), law, today), 'an answer is still to come');
  assert.ok(readyToDecide(given(...taken, asked(), move(answer, { question: 'q1' }, on('2024-01-08'))), law, today));
  assert.ok(!readyToDecide(given(...taken, move(wentMissing, {}, on('2024-01-08'))), law, today), 'whether enough is held without them is to be judged');
});

test('asks again the day after the answer was due, then every seven days, three times at most', () => {
  // Asked on 5 January, wanted in fourteen days.
  let file = given(...taken, asked());
  assert.equal(firstChase(file, law), '2024-01-20');
  assert.equal(refused(chaseDue(file, law, on('2024-01-19'))), 'nothing-asked', 'not before its day');
  const days = ['2024-01-20', '2024-01-27', '2024-02-03'];
  const done = days.map((each) => move((now, _what, of, act) => chaseDue(now, of, act), {}, on(each)));
  file = given(...taken, asked(), ...done);
  assert.deepEqual(
    file.decision.questions[0]?.chased.map((one) => one.day),
    days,
  );
  assert.equal(firstChase(file, law), null);
  assert.equal(refused(chaseDue(file, law, on('2024-03-01'))), 'nothing-asked');
});

test('the program asks again only where the question can be read here; else a person writes or rings', () => {
  const police = given(...taken, asked('police'));
  assert.equal(refused(chaseDue(police, law, on('2024-01-20'))), 'nothing-asked');
  assert.ok(toChaseOutside(police, law, day('2024-01-20')));
  assert.ok(!toChaseOutside(police, law, day('2024-01-19')));
  assert.ok(!toChaseOutside(given(...taken, asked()), law, day('2024-01-20')));
  const chased = given(...taken, asked('police'), move(chase, {}, on('2024-01-20')));
  assert.ok(!toChaseOutside(chased, law, day('2024-01-20')), 'once somebody wrote it is quiet until the next day of the rule');
  assert.deepEqual(
    ['referrer', 'lawyer', 'support', 'council', 'police'].map((to) => reachOf(given(...taken), to, day('2024-01-20'))),
    ['here', 'outside', 'outside', 'outside', 'outside'],
  );
});

test('nobody is asked again twice a day, or where nothing is open', () => {
  assert.equal(refused(chase(given(...taken), {}, law, first)), 'nothing-asked');
  const once = [...taken, asked(), move(chase, {}, first)];
  assert.equal(refused(chase(given(...once), {}, law, first)), 'chased-today');
  assert.equal(refused(chase(given(...once), {}, law, on('2024-01-06'))), 'allowed');
});

test('comes up on the day that was said, and no more once somebody has looked', () => {
  assert.equal(refused(bringForward(given(...taken), { on: day('2024-01-05') }, law, first)), 'day-to-come');
  const waiting = [...taken, move(bringForward, { on: day('2024-02-01') }, first)];
  assert.ok(!comesUp(given(...waiting), day('2024-01-31')));
  assert.ok(comesUp(given(...waiting), day('2024-02-01')));
  const looked = given(...waiting, move(endForward, {}, on('2024-02-01')));
  assert.ok(!comesUp(looked, day('2024-02-02')));
  assert.equal(refused(endForward(looked, {}, law, on('2024-02-02'))), 'not-forward');
});

test('covered leave ends by itself the day after its last day, and not before', () => {
  const cover = { to: 'bob', for: 'ann', until: day('2024-01-12') };
  const covered = [...taken, move(coverLeave, cover, first)];
  const file = given(...covered);
  assert.equal(file.decision.allocatedTo, 'bob');
  assert.equal(refused(endCover(file, on('2024-01-12'))), 'not-covered');
  const back = given(
    ...covered,
    move((now, _what, _law, act) => endCover(now, act), {}, on('2024-01-13')),
  );
  assert.equal(back.decision.allocatedTo, 'ann');
  assert.equal(refused(coverLeave(file, cover, law, first)), 'not-theirs', 'it is no longer hers to be covered');
  const handed = given(...covered, move(allocate, { to: 'eve' }, on('2024-01-06')));
  assert.equal(refused(endCover(handed, on('2024-01-13'))), 'not-covered', 'whoever was given it meanwhile keeps it');
});

test('the criteria of the day put a later decision before others, and none did before there were any', () => {
  const detained = given(...taken);
  assert.deepEqual(priorityOf(detained, {}, law, day('2024-02-21')).met, []);
  const held = { ...detained, needs: ['detained'] as const };
  assert.deepEqual(priorityOf(held, {}, law, day('2024-02-22')).met, [], 'the first decision is not among them');
  const made = { stage: 'first', round: 1, outcome: 'positive' as const, findings: {}, day: day('2024-01-08'), maker: 'ann', checker: null };
  const later = { ...held, decision: { ...held.decision, made: [made] } };
  assert.deepEqual(priorityOf(later, {}, law, day('2024-02-22')).met, ['detained']);
  assert.equal(priorityOf(later, {}, law, day('2024-02-22')).because.from, '2024-02-22');
  assert.ok(urgency(later, {}, day('2024-02-22')).harm > 0, 'what presses comes first all the same');
});

test('is taken back within half an hour, by an event, and only where nothing happened since', () => {
  const madeAt = instant('2024-01-05T12:00:00Z');
  const within = { ...first, now: instant('2024-01-05T12:30:00Z') };
  const chased = [...taken, asked(), move(chase, { bulk: 'b' }, first)];
  assert.equal(refused(takeBack(given(...chased), { bulk: 'b', madeAt }, { ...first, now: instant('2024-01-05T12:30:01Z') })), 'too-late-to-undo');
  const undo = move((now, what: { bulk: string }, _law, act) => takeBack(now, { ...what, madeAt }, { ...act, now: within.now }), { bulk: 'b' }, first);
  assert.deepEqual(given(...chased, undo).decision.questions[0]?.chased, []);
  assert.equal(refused(takeBack(given(...chased, undo), { bulk: 'b', madeAt }, within)), 'already-so');
  const answered = given(...chased, move(answer, { question: 'q1' }, first));
  assert.equal(refused(takeBack(answered, { bulk: 'b', madeAt }, within)), 'went-on');
  const moved = [...taken, move(allocate, { to: 'bob', bulk: 'c' }, first)];
  const undone = given(
    ...moved,
    move((now, what: { bulk: string }, _law, act) => takeBack(now, { ...what, madeAt }, { ...act, now: within.now }), { bulk: 'c' }, first),
  );
  assert.equal(undone.decision.allocatedTo, 'ann');
  assert.equal(undoEnds(madeAt), within.now);
});
