// Support beside the case: opened once, ended once; which cases give a right to it; until when by the clock of its nation.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { assign, decide, propose } from './decision.ts';
import { adult, allMet, given, littleLaw, move, on, type Move } from './given.ts';
import { died, markDuplicate, withdraw } from './presence.ts';
import { refer } from './referral.ts';
import {
  endSupport,
  givesSupport,
  openSupport,
  oweSupport,
  supportLost,
  supportPeriod,
  supportRunsTo,
  supportStream,
  type Support,
  type SupportEvent,
} from './support.ts';
import { disqualify, proposeDisqualification } from './suspension.ts';

const folded = (support: Support, outcome: Outcome<SupportEvent>, on: string): Support => {
  assert.ok(outcome.ok);
  return outcome.events.reduce((state, event) => supportStream.evolve(state, { event, day: day(on) } as Recorded<SupportEvent>), support);
};
const code = (outcome: Outcome<SupportEvent>): string => (outcome as Refused).code;
const opened = (nation: string): Support =>
  folded(supportStream.start, openSupport(supportStream.start, { nation, because: 'reasonable-grounds' }), '2024-01-15');

test('a record is opened once and ended once; help that begins again is another record', () => {
  const open = opened('north');
  assert.equal(code(openSupport(open, { nation: 'north', because: 'emergency' })), 'support-opened-before');
  assert.equal(code(endSupport(open, { why: 'moved-on' }, day('2024-01-14'))), 'before-support');
  const ended = folded(open, endSupport(open, { why: 'moved-on' }, day('2024-03-01')), '2024-03-01');
  assert.deepEqual([ended.since, ended.ended, ended.why], ['2024-01-15', '2024-03-01', 'moved-on']);
  assert.equal(code(endSupport(ended, { why: 'moved-on' }, day('2024-03-02'))), 'no-open-support');
  assert.equal(code(openSupport(ended, { nation: 'north', because: 'emergency' })), 'support-opened-before');
  assert.equal(code(endSupport(supportStream.start, { why: 'died' }, day('2024-03-02'))), 'no-open-support');
});

test('who was helped in an emergency keeps their record when a decision makes support owed, and its clock counts from then', () => {
  const urgent = folded(supportStream.start, openSupport(supportStream.start, { nation: 'north', because: 'emergency' }), '2024-01-10');
  assert.equal(supportPeriod(urgent, littleLaw), undefined, 'need alone has no last day');
  assert.equal(code(oweSupport(urgent, day('2024-01-09'))), 'before-support');
  const owed = folded(urgent, oweSupport(urgent, day('2024-01-15')), '2024-01-15');
  assert.deepEqual([owed.since, owed.owedSince, owed.because], ['2024-01-10', '2024-01-15', 'reasonable-grounds']);
  assert.deepEqual(supportPeriod(owed, littleLaw), supportPeriod(opened('north'), littleLaw));
  assert.equal(code(oweSupport(owed, day('2024-01-16'))), 'already-so');
  assert.equal(code(oweSupport(opened('north'), day('2024-01-16'))), 'already-so');
  assert.equal(code(oweSupport(supportStream.start, day('2024-01-16'))), 'no-open-support');
  assert.equal(
    code(oweSupport(folded(urgent, endSupport(urgent, { why: 'moved-on' }, day('2024-01-12')), '2024-01-12'), day('2024-01-15'))),
    'no-open-support',
  );
});

const positive: readonly Move[] = [
  move(refer, adult, on('2024-01-08')),
  move(assign, { detained: false, area: null }, on('2024-01-08')),
  move(propose, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-15')),
  move(decide, { stage: 'first', round: 1, outcome: 'positive' }, on('2024-01-15')),
];

test('a case gives support from a positive first decision on', () => {
  assert.equal(givesSupport(given(...positive.slice(0, 3))), false);
  assert.equal(givesSupport(given(...positive)), true);
  assert.equal(supportLost(given(...positive)), undefined);
  assert.equal(supportLost(given(...positive.slice(0, 3))), undefined, 'what was never given is not lost');
});

test('support is lost with the case, and the record says no more of why than support needs to know', () => {
  const then = (...moves: readonly Move[]) => supportLost(given(...positive, ...moves));
  assert.deepEqual(then(move(withdraw, { by: 'person' }, on('2024-01-20'))), { why: 'case-ended', on: '2024-01-20' });
  assert.deepEqual(then(move(markDuplicate, { of: 'other' }, on('2024-01-21'))), { why: 'case-ended', on: '2024-01-21' });
  assert.deepEqual(then(move(died, {}, on('2024-01-22'))), { why: 'died', on: '2024-01-22' });
  const what = { ground: 'public-order', assessed: true, on: ['other-evidence'] } as const;
  assert.deepEqual(then(move(proposeDisqualification, what, on('2024-01-23')), move(disqualify, what, on('2024-01-24', 'ben'))), {
    why: 'no-longer-owed',
    on: '2024-01-24',
  });
});

test('until when: at least thirty days in the north and on until the decision, at most ninety in the south', () => {
  const north = supportPeriod(opened('north'), littleLaw);
  assert.deepEqual([north?.due, north?.runs, north?.steps.length], ['2024-02-14', 'later', 30]);
  const south = supportPeriod(opened('south'), littleLaw);
  assert.deepEqual([south?.due, south?.runs, south?.because.rule], ['2024-04-14', 'earlier', 'little.clock.support-period']);
  assert.equal(supportPeriod(opened('nowhere'), littleLaw), undefined);
  assert.equal(supportPeriod(supportStream.start, littleLaw), undefined);
});

test('what the clocks owe after a decision: nothing fixed before it, the move-on time after it', () => {
  assert.equal(supportRunsTo(given(...positive), littleLaw), null, 'it runs on until the decision');
  const final = given(
    ...positive,
    move(propose, { stage: 'final', outcome: 'positive', findings: allMet }, on('2024-02-20')),
    move(decide, { stage: 'final', round: 1, outcome: 'positive' }, on('2024-02-20')),
  );
  assert.equal(supportRunsTo(final, littleLaw), '2024-04-05');
});
