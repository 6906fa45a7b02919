// Worked due days of every clock of a case, in a little country whose law is written beside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { clocks, nextDue, type CaseClock, type Facts } from './clocks.ts';
import { answer, ask, assign, decide, decideAlone, propose } from './decision.ts';
import type { CaseFile } from './file.ts';
import { adult, allMet, child, given, littleLaw, move, noPurpose, on, type Move } from './given.ts';
import { withdraw } from './presence.ts';
import { refer } from './referral.ts';
import { askReconsideration } from './review.ts';
import { review } from './second.ts';
import { disqualify, proposeDisqualification, resume, suspend } from './suspension.ts';

const sent = (text: string, nation = 'north', facts = adult, area: string | null = null): Move[] => [
  move(refer, facts, on(text, 'ada', nation)),
  move(assign, { detained: false, area }, on(text, 'ada', nation)),
];
const positive = (stage: string, text: string): Move => move(decideAlone, { stage, outcome: 'positive', findings: allMet }, on(text));
const negative = (stage: string, text: string): Move[] => [
  move(propose, { stage, outcome: 'negative', findings: noPurpose }, on(text)),
  move(review, { stage, outcome: 'negative', findings: noPurpose }, on(text, 'ben')),
  move(decide, { stage, round: 1, outcome: 'negative' }, on(text, 'ben')),
];
function one(file: CaseFile, name: string, today?: string, facts: Facts = {}): CaseClock {
  const found = clocks(file, littleLaw, facts, today ? day(today) : undefined).find((clock) => clock.name === name);
  assert.ok(found, `no clock ${name}`);
  return found;
}
const has = (file: CaseFile, name: string) => clocks(file, littleLaw).some((clock) => clock.name === name);

test('the first decision is aimed at within five working days, holidays and weekends not counted', () => {
  const clock = one(given(...sent('2023-12-29')), 'first');
  assert.equal(clock.due, '2024-01-08');
  assert.deepEqual(
    clock.steps.filter((step) => !step.counted).map((step) => step.why),
    ['Saturday', 'Sunday', 'New Year', 'Saturday', 'Sunday'],
  );
  assert.equal(clock.because.rule, 'little.clock.first');
});

test('a council’s panel has its own clock', () => {
  const clock = one(given(...sent('2024-01-08', 'north', child, 'here')), 'child-panel-first');
  assert.deepEqual([clock.due, clock.force], ['2024-02-22', 'duty']);
});

test('a clock is met, missed or running by the day of the decision and today', () => {
  const file = given(...sent('2024-01-08'));
  assert.deepEqual(
    [one(file, 'first').state, one(file, 'first', '2024-01-15').state, one(file, 'first', '2024-01-16').state],
    ['running', 'running', 'missed'],
  );
  assert.equal(one(given(...sent('2024-01-08'), positive('first', '2024-01-15')), 'first').state, 'met');
  assert.equal(one(given(...sent('2024-01-08'), positive('first', '2024-01-16')), 'first').state, 'missed');
  assert.equal(one(given(...sent('2024-01-08'), move(withdraw, { by: 'person' }, on('2024-01-09'))), 'first', '2024-06-01').state, 'stopped');
});

test('a paused case has no due day until it is taken up again, and then a later one', () => {
  const paused = [...sent('2024-01-08'), move(suspend, { why: 'no-information' }, on('2024-01-10'))];
  assert.deepEqual([one(given(...paused), 'first').due, one(given(...paused), 'first').state], [null, 'paused']);
  const clock = one(given(...paused, move(resume, {}, on('2024-01-12'))), 'first');
  assert.deepEqual([clock.due, clock.state], ['2024-01-17', 'running']);
});

test('a pause that begins after the day was missed does not hide that', () => {
  const clock = one(given(...sent('2024-01-08'), move(suspend, { why: 'no-information' }, on('2024-02-01'))), 'first', '2024-02-02');
  assert.deepEqual([clock.due, clock.state], ['2024-01-15', 'missed']);
});

test('the recovery period says its last day and the first day on which a final decision is lawful', () => {
  const clock = one(given(...sent('2024-01-08'), positive('first', '2024-01-10')), 'recovery-minimum', '2024-01-20');
  assert.deepEqual([clock.due, clock.firstLawful, clock.force, clock.state], ['2024-02-09', '2024-02-10', 'minimum', 'running']);
  assert.equal(one(given(...sent('2024-01-08'), positive('first', '2024-01-10')), 'recovery-minimum', '2024-02-10').state, 'met');
});

test('the recovery period is the person’s own: pausing the case does not stretch it', () => {
  const file = given(...sent('2024-01-08'), positive('first', '2024-01-10'), move(suspend, { why: 'no-information' }, on('2024-01-15')));
  assert.equal(one(file, 'recovery-minimum').due, '2024-02-09');
});

test('where support runs to the later, it goes on past its length until the final decision', () => {
  const open = given(...sent('2024-01-08'), positive('first', '2024-01-10'));
  const clock = one(open, 'support-period', '2024-06-01');
  assert.deepEqual([clock.due, clock.openEnded, clock.state], ['2024-02-09', true, 'running']);
  const decided = one(given(...sent('2024-01-08'), positive('first', '2024-01-10'), positive('final', '2024-05-01')), 'support-period', '2024-06-01');
  assert.deepEqual([decided.due, decided.openEnded, decided.state], ['2024-05-01', false, 'over']);
});

test('where support runs to the earlier, an early final decision ends it', () => {
  const open = given(...sent('2024-01-08', 'south'), positive('first', '2024-01-10'));
  assert.deepEqual([one(open, 'support-period').due, one(open, 'support-period', '2024-04-10').state], ['2024-04-09', 'over']);
  const decided = given(...sent('2024-01-08', 'south'), positive('first', '2024-01-10'), positive('final', '2024-03-01'));
  assert.equal(one(decided, 'support-period').due, '2024-03-01');
});

test('disqualification ends support on its day', () => {
  const file = given(
    ...sent('2024-01-08'),
    positive('first', '2024-01-10'),
    move(proposeDisqualification, { ground: 'bad-faith', assessed: true, on: ['other-evidence'] }, on('2024-01-20')),
    move(disqualify, { ground: 'bad-faith' }, on('2024-01-21', 'ben')),
  );
  assert.deepEqual([one(file, 'support-period').state, one(file, 'support-period').ended], ['stopped', '2024-01-21']);
});

test('each question has a clock of its own', () => {
  const file = given(
    ...sent('2024-01-08'),
    move(ask, { question: 'q1', to: 'referrer' }, on('2024-01-09')),
    move(ask, { question: 'q2', to: 'police' }, on('2024-01-10')),
    move(answer, { question: 'q1' }, on('2024-01-20')),
  );
  const found = clocks(file, littleLaw, {}, day('2024-02-01')).filter((clock) => clock.name === 'information-request');
  assert.deepEqual(
    found.map(({ about, due, state }) => [about, due, state]),
    [
      ['q1', '2024-01-23', 'met'],
      ['q2', '2024-01-24', 'missed'],
    ],
  );
});

test('a question of the time before the law set a length runs to the day named in it', () => {
  const file = given(...sent('2022-06-01'), move(ask, { question: 'q1', to: 'lawyer', by: day('2022-06-20') }, on('2022-06-02')));
  const clock = one(file, 'information-request', '2022-06-21');
  assert.deepEqual([clock.due, clock.state, clock.because.rule], ['2022-06-20', 'missed', 'asked-by']);
});

test('the window to question a negative follows the law of the day it was decided', () => {
  assert.equal(has(given(...sent('2024-02-08'), ...negative('first', '2024-02-11')), 'reconsideration'), false);
  const file = given(...sent('2024-02-08'), ...negative('first', '2024-02-12'));
  assert.deepEqual([one(file, 'reconsideration').due, one(file, 'reconsideration', '2024-03-14').state], ['2024-03-13', 'over']);
  const asked = given(
    ...sent('2024-02-08'),
    ...negative('first', '2024-02-12'),
    move(askReconsideration, { stage: 'first', by: 'person', ground: 'new-evidence' }, on('2024-03-01')),
  );
  assert.equal(one(asked, 'reconsideration', '2024-03-14').state, 'met');
});

test('moving on has its own length after a positive and after a negative', () => {
  assert.equal(one(given(...sent('2024-01-08'), positive('first', '2024-01-10'), positive('final', '2024-03-01')), 'move-on-after-positive').due, '2024-04-15');
  assert.equal(
    one(given(...sent('2024-01-08'), positive('first', '2024-01-10'), ...negative('final', '2024-03-01')), 'move-on-after-negative').due,
    '2024-03-15',
  );
  assert.equal(has(given(...sent('2024-01-08'), ...negative('first', '2024-01-10')), 'move-on-after-negative'), false);
});

test('an 18th birthday is a clock only while the birth date is handed in, and only of a child', () => {
  const eighteenOn = day('2024-03-01');
  assert.equal(one(given(...sent('2024-01-08', 'north', child)), 'eighteenth-birthday', '2024-01-09', { eighteenOn }).due, '2024-03-01');
  assert.equal(has(given(...sent('2024-01-08', 'north', child)), 'eighteenth-birthday'), false);
  assert.equal(
    clocks(given(...sent('2024-01-08')), littleLaw, { eighteenOn }).some((clock) => clock.name === 'eighteenth-birthday'),
    false,
  );
});

test('beyond the list of holidays the due day is not known, and that is said', () => {
  const clock = one(given(...sent('2030-12-30')), 'first');
  assert.deepEqual([clock.due, clock.state], [null, 'not-known']);
});

test('what is due next is work still open: no minimum, no window, nothing done', () => {
  const file = given(...sent('2024-01-08'), move(ask, { question: 'q1', to: 'referrer' }, on('2024-01-09')));
  assert.deepEqual([nextDue(clocks(file, littleLaw))?.name, nextDue(clocks(file, littleLaw))?.due], ['first', '2024-01-15']);
  assert.equal(nextDue(clocks(given(...sent('2024-02-08'), ...negative('first', '2024-02-12')), littleLaw)), undefined);
});
