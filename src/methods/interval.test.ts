// The interval of a share, beside values that were worked out by hand from the published formula.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { apart, wilson } from './interval.ts';

const rounded = (yes: number, all: number) => {
  const found = wilson(yes, all);
  return found && [found.low, found.high].map((one) => Number(one.toFixed(4)));
};

test('10 of 20 lies between 30 and 70 in 100, and 81 of 263 between 25.5 and 36.6', () => {
  assert.deepEqual(rounded(10, 20), [0.2993, 0.7007]);
  assert.deepEqual(rounded(81, 263), [0.2553, 0.3662]);
});

test('none of ten and all of ten stay within 0 and 1, and of no cases nothing is said', () => {
  assert.deepEqual(rounded(0, 10), [0, 0.2775]);
  assert.deepEqual(rounded(10, 10), [0.7225, 1]);
  assert.equal(wilson(0, 0), undefined);
  assert.equal(wilson(3, 2), undefined);
});

test('shares differ where their intervals do not meet', () => {
  const of = (yes: number, all: number) => wilson(yes, all) ?? assert.fail();
  assert.equal(apart(of(20, 100), of(60, 100)), true);
  assert.equal(apart(of(50, 100), of(55, 100)), false);
});
