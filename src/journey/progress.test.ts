// What a referrer may be told: never more than stage, questions and result.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english } from '#base/words.ts';
import { allocate, ask, assign, decide, decideAlone, propose } from './decision.ts';
import { adult, allMet, given, littleLaw, move, noPurpose, on } from './given.ts';
import { wentMissing, withdraw } from './presence.ts';
import { progress, result, resultWord, stageWord, steps } from './progress.ts';
import { recall, refer } from './referral.ts';
import { askReconsideration, decideReconsideration } from './review.ts';
import { review } from './second.ts';
import { suspend } from './suspension.ts';

const sent = [move(refer, adult, on('2024-01-08')), move(assign, { detained: false, area: null }, on('2024-01-08'))];
const taken = [...sent, move(allocate, { to: 'ada' }, on('2024-01-09'))];
const negative = [
  move(propose, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10')),
  move(review, { stage: 'first', outcome: 'negative', findings: noPurpose }, on('2024-01-10', 'ben')),
  move(decide, { stage: 'first', round: 1, outcome: 'negative' }, on('2024-01-11', 'ben')),
];

test('a referrer sees received, being decided, decided', () => {
  assert.equal(progress(given(...sent), littleLaw).code, 'received');
  assert.equal(progress(given(...taken), littleLaw).code, 'being-decided');
  assert.deepEqual(progress(given(...taken, ...negative), littleLaw), { code: 'decided', stage: 'first', since: '2024-01-11', questionsOpen: 0 });
  assert.deepEqual(result(given(...taken, ...negative), 'first'), { outcome: 'negative', day: '2024-01-11' });
});

test('a proposal is not seen before it stands', () => {
  assert.equal(progress(given(...taken, ...negative.slice(0, 1)), littleLaw).code, 'being-decided');
  assert.equal(result(given(...taken, ...negative.slice(0, 1)), 'first'), undefined);
});

test('after a positive first decision the final one is being decided', () => {
  const file = given(
    ...taken,
    move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-10')),
    move(ask, { question: 'q1', to: 'referrer' }, on('2024-01-12')),
  );
  assert.deepEqual(progress(file, littleLaw), { code: 'being-decided', stage: 'final', since: '2024-01-10', questionsOpen: 1 });
  assert.deepEqual(
    steps(file).map(({ code, day }) => [code, day]),
    [
      ['received', '2024-01-08'],
      ['being-decided', '2024-01-09'],
      ['decided', '2024-01-10'],
    ],
  );
});

test('a closed case says only that it is closed, and a missing person is not told of here', () => {
  assert.deepEqual(progress(given(...taken, move(withdraw, { by: 'person' }, on('2024-01-12'))), littleLaw), {
    code: 'closed',
    stage: null,
    since: '2024-01-12',
    questionsOpen: 0,
  });
  assert.equal(progress(given(...sent, move(recall, {}, on('2024-01-09'))), littleLaw).code, 'recalled');
  assert.equal(progress(given(...taken, move(wentMissing, {}, on('2024-01-12'))), littleLaw).code, 'being-decided');
  assert.equal(progress(given(...taken, move(suspend, { why: 'no-information' }, on('2024-01-12'))), littleLaw).code, 'paused');
});

test('a decision looked at again is said to be', () => {
  const file = given(
    ...taken,
    ...negative,
    move(askReconsideration, { stage: 'first', by: 'person', ground: 'new-evidence' }, on('2024-01-20')),
    move(decideReconsideration, { stage: 'first', accept: true }, on('2024-01-21', 'cleo')),
  );
  assert.equal(progress(file, littleLaw).code, 'being-looked-at-again');
});

test('stage and result are words', () => {
  assert.equal(stageWord(english, 'being-decided'), 'Being decided');
  assert.equal(resultWord(english, 'positive'), 'Positive');
  assert.equal(resultWord(english, 'negative'), 'Negative');
});
