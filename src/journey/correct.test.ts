// Putting right: what was entered in error loses its effect and stays in the record.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Outcome } from '#base/outcome.ts';
import { day } from '#base/day.ts';
import { correct } from './correct.ts';
import { assign, decideAlone } from './decision.ts';
import { effective, fold, type CaseFile } from './file.ts';
import { adult, allMet, given, littleLaw, move, on, type Move } from './given.ts';
import { died, wentMissing } from './presence.ts';
import { refer } from './referral.ts';
import { suspend } from './suspension.ts';

const refused = (outcome: Outcome<unknown>): string => (outcome.ok ? 'allowed' : outcome.code);
const sent: Move[] = [move(refer, adult, on('2024-01-08')), move(assign, { detained: false, area: null }, on('2024-01-08'))];
const positive = move(decideAlone, { stage: 'first', outcome: 'positive', findings: allMet }, on('2024-01-10'));
const axes = ({ decision, support, consent, presence, overlay }: CaseFile) => ({ decision, support, consent, presence, overlay });

test('an entry made in error has no effect once it is corrected, and stays in the record', () => {
  const file = given(...sent, move(died, {}, on('2024-01-09')), move(correct, { number: 3, day: null }, on('2024-01-12')));
  assert.deepEqual(axes(file), axes(given(...sent)));
  assert.deepEqual([file.version, file.past.length, effective(file.past).length], [4, 4, 2]);
});

test('a corrected day takes the place of the day entered', () => {
  const file = given(...sent, move(wentMissing, {}, on('2024-01-12')), move(correct, { number: 3, day: day('2024-01-09') }, on('2024-01-13')));
  assert.deepEqual(file.presence, { state: 'missing', since: '2024-01-09' });
});

test('the last correction stands, and a correction made in error can itself be taken out', () => {
  const base = [...sent, move(wentMissing, {}, on('2024-01-12')), move(correct, { number: 3, day: null }, on('2024-01-13'))];
  assert.equal(given(...base, move(correct, { number: 3, day: day('2024-01-11') }, on('2024-01-14'))).presence.since, '2024-01-11');
  assert.equal(given(...base, move(correct, { number: 4, day: null }, on('2024-01-14'))).presence.since, '2024-01-12');
  assert.equal(refused(correct(given(...base), { number: 4, day: day('2024-01-12') }, littleLaw, on('2024-01-14'))), 'not-to-be-undone');
});

test('a case folds to the same whether read at once or event by event', () => {
  const file = given(...sent, move(suspend, { why: 'no-information' }, on('2024-01-09')), move(correct, { number: 3, day: null }, on('2024-01-09')), positive);
  assert.deepEqual(fold(file.past), file);
});

test('a referral and a decision are never taken out of the record', () => {
  const file = given(...sent, positive);
  assert.equal(refused(correct(file, { number: 1, day: null }, littleLaw, on('2024-01-12'))), 'not-to-be-undone');
  assert.equal(refused(correct(file, { number: 5, day: null }, littleLaw, on('2024-01-12'))), 'not-to-be-undone');
  assert.equal(refused(correct(file, { number: 9, day: null }, littleLaw, on('2024-01-12'))), 'no-such-event');
});

test('a day is not moved to where it could not have been', () => {
  const file = given(...sent, positive);
  const moved = (number: number, text: string) => refused(correct(file, { number, day: day(text) }, littleLaw, on('2024-01-20')));
  assert.equal(moved(5, '2024-01-21'), 'day-ahead');
  assert.equal(moved(5, '2024-01-07'), 'before-referral');
  assert.equal(moved(5, '2024-01-09'), 'day-out-of-order');
  assert.equal(moved(5, '2024-01-11'), 'allowed');
  assert.equal(moved(1, '2024-01-09'), 'day-out-of-order');
  assert.equal(moved(1, '2024-01-05'), 'allowed');
});

test('a corrected day is no way round the recovery period', () => {
  const file = given(...sent, positive, move(decideAlone, { stage: 'final', outcome: 'positive', findings: allMet }, on('2024-02-10')));
  assert.equal(refused(correct(file, { number: 5, day: day('2024-01-11') }, littleLaw, on('2024-02-20'))), 'recovery-minimum');
});
