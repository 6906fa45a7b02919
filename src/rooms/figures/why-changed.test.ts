// Where the difference between two quarters lies: it adds up, and no group of few can be read off it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { contributions } from './why-changed.ts';

const of = (label: string, before: number, now: number) => ({ label, before, now });

test('groups of few stand together, with the next smallest where they would still be few', () => {
  const groups = [of('A', 100, 140), of('B', 40, 30), of('C', 9, 9), of('D', 2, 1), of('E', 0, 1)];
  const shown = contributions(groups, 'Others');
  assert.deepEqual(shown, [of('A', 100, 140), of('B', 40, 30), of('Others', 11, 11)]);
  assert.deepEqual(contributions([of('A', 3, 1)], 'Others'), [], 'where all are few, nothing is shown');
});

test('of many drawn groups the differences add up to the whole, and no count is from 1 to 4', () => {
  let state = 7;
  const next = (most: number): number => ((state = (16807 * state) % 2147483647), state % most);
  for (let round = 0; round < 300; round += 1) {
    const groups = Array.from({ length: 1 + next(8) }, (_, at) => of(`g${at}`, next(next(2) ? 8 : 60), next(next(2) ? 8 : 60)));
    const shown = contributions(groups, 'Others');
    if (shown.length === 0) continue;
    for (const which of ['before', 'now'] as const) {
      assert.equal(
        shown.reduce((sum, one) => sum + one[which], 0),
        groups.reduce((sum, one) => sum + one[which], 0),
      );
      assert.ok(shown.every((one) => one[which] === 0 || one[which] >= 5));
    }
  }
});
