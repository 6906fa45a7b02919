// Difference in differences: planted effects are found again, also where waves of areas begin one after another and their effects grow.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { effects, eventsNeeded, leastFound, peopleNeeded, permuted, powerOf, type Cell } from './differences.ts';
import { normal, seeded } from './seeded.ts';

const near = (found: number | undefined, wanted: number, within = 1e-9): void =>
  assert.ok(Math.abs((found ?? NaN) - wanted) < within, `${found} instead of ${wanted}`);

/** Ten areas over eight periods, each at a height of its own, all moving alike by period; the effect is added from an area's start on. */
function made(starts: ReadonlyMap<string, number>, effect: (start: number, period: number) => number, noise: () => number = () => 0): readonly Cell[] {
  return Array.from({ length: 10 }, (_unused, a) => `area-${a}`).flatMap((area, a) =>
    Array.from({ length: 8 }, (_unused, period) => {
      const start = starts.get(area);
      const added = start !== undefined && period >= start ? effect(start, period) : 0;
      return { area, period, value: 5 * a + 2 * period ** 1.5 + added + noise(), people: 10 };
    }),
  );
}
const waves = new Map([
  ['area-0', 2],
  ['area-1', 2],
  ['area-2', 5],
]);

test('one wave with an effect of 7 gives 7, and nothing before it began', () => {
  const starts = new Map([['area-3', 4]]);
  const found = effects(
    made(starts, () => 7),
    starts,
  );
  near(found.whole, 7);
  near(found.before, 0);
  assert.deepEqual(
    found.each.map((one) => one.period),
    [4, 5, 6, 7],
  );
});

test('two waves whose effects grow with time are found each by itself; earlier waves are never what later ones are compared with', () => {
  const effect = (start: number, period: number): number => 3 * (period - start + 1);
  const found = effects(made(waves, effect), waves);
  for (const one of found.each) near(one.effect, effect(one.start, one.period));
  assert.deepEqual(
    found.byStart.map((one) => one.start),
    [2, 5],
  );
  near(found.byStart[0]?.effect, (3 * (1 + 2 + 3 + 4 + 5 + 6)) / 6);
  near(found.byStart[1]?.effect, (3 * (1 + 2 + 3)) / 3);
});

test('a planted drift of the pilot areas before they began is shown', () => {
  const starts = new Map([['area-3', 4]]);
  const drifting = made(starts, () => 0).map((cell) => (cell.area === 'area-3' ? { ...cell, value: cell.value + cell.period } : cell));
  near(effects(drifting, starts).before, 2);
});

test('with one of ten areas chosen all ten ways are tried, and p cannot be less than a tenth', () => {
  const starts = new Map([['area-3', 4]]);
  const found = permuted(
    made(starts, () => 7, noisy(1)),
    starts,
    seeded(1),
  );
  assert.deepEqual(found, { p: 0.1, ways: 10, all: true });
});

test('waves of different starts are dealt out with their starts: 10 x 9 x 8 / 2 ways', () => {
  assert.equal(
    permuted(
      made(waves, () => 0, noisy(2)),
      waves,
      seeded(1),
    )?.ways,
    360,
  );
});

test('where there are too many ways, some are drawn, the one seen is counted in, and the same seed gives the same p', () => {
  const starts = new Map(['area-0', 'area-2', 'area-4', 'area-6'].map((area) => [area, 3]));
  const cells = made(starts, () => 50, noisy(3));
  const found = permuted(cells, starts, seeded(5), 99);
  assert.equal(found?.all, false);
  assert.deepEqual(found, permuted(cells, starts, seeded(5), 99));
  assert.ok((found?.p ?? 0) >= 1 / 100 && (found?.p ?? 1) < 0.05);
});

function noisy(seed: number): () => number {
  const draw = seeded(seed);
  return () => normal(draw);
}

test('with no effect, p is 0.05 or less in about 5 of 100 worlds', () => {
  const starts = new Map(['area-1', 'area-5'].map((area) => [area, 4]));
  let small = 0;
  for (let world = 0; world < 300; world += 1)
    if (
      (permuted(
        made(starts, () => 0, noisy(100 + world)),
        starts,
        seeded(world),
      )?.p ?? 1) <= 0.05
    )
      small += 1;
  // 45 ways: at most 2 of them are 0.05 or less, so 4.4 in 100.
  assert.ok(small >= 4 && small <= 24, `${small} of 300`);
});

test('the least difference found in 80 of 100 pilots is 2.8 errors wide, and is found in 80 of 100', () => {
  near(leastFound(1), 2.8015852, 1e-6);
  near(powerOf(leastFound(3), 3), 0.8, 1e-4);
  near(powerOf(0, 1), 0.05);
  assert.equal(peopleNeeded(0.5, 0.4), 385);
  assert.equal(peopleNeeded(0.5, 0.4, 0.8, 0.05, 0.05, 21), 770);
  assert.equal(eventsNeeded(2), 66);
});

test('nothing is said where there is nothing to compare with', () => {
  assert.equal(effects([], new Map()).whole, undefined);
  const all = new Map(Array.from({ length: 10 }, (_unused, a) => [`area-${a}`, 3]));
  assert.equal(
    effects(
      made(all, () => 1),
      all,
    ).whole,
    undefined,
  );
  assert.equal(
    permuted(
      made(all, () => 1),
      all,
      seeded(1),
    ),
    undefined,
  );
});
