// Whether groups wait alike: beside R, beside a published trial, and beside tables written out day by day.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fourHundred, lehmer } from '#tests/lehmer.ts';
import { logRank, type Grouped } from './log-rank.ts';

const near = (found: number | undefined, wanted: number, within = 1e-8): void =>
  assert.ok(Math.abs((found ?? NaN) - wanted) < within, `${found} instead of ${wanted}`);

/** Freireich and others (1963): weeks in remission on 6-MP and on placebo; a number below zero was still in remission. */
const drug = [6, 6, 6, -6, 7, -9, 10, -10, -11, 13, 16, -17, -19, -20, 22, 23, -25, -32, -32, -34, -35];
const placebo = [1, 1, 2, 2, 3, 4, 4, 5, 5, 8, 8, 8, 8, 11, 11, 12, 12, 15, 17, 22, 23];
const remission: readonly Grouped[] = [drug, placebo].flatMap((weeks, group) => weeks.map((one) => ({ group, days: Math.abs(one), event: one > 0 })));

test('for four hundred people the expected numbers and the chi-square are those of survival', () => {
  const found = logRank(fourHundred().map((one) => ({ ...one, event: one.cause === 1 || one.cause === 2 })));
  near(found?.chiSquare, 13.2507741296);
  near(found?.expected[0], 195.01503232);
  near(found?.expected[1], 146.98496768);
  assert.deepEqual(found?.observed, [162, 180]);
});

test('the trial of 1963 gives 9 where 19.25 were expected, and a chi-square of 16.79', () => {
  const found = logRank(remission);
  assert.deepEqual(found?.observed, [9, 21]);
  near(found?.expected[0], 19.25, 0.005);
  near(found?.chiSquare, 16.79, 0.005);
});

/** One table a day, as on paper: deaths of the first group less what its part of those at risk would have had. */
function byHand(rows: readonly Grouped[]): number {
  let [off, variance] = [0, 0];
  for (const stratum of new Set(rows.map((row) => row.stratum)))
    for (let day = 0; day <= 60; day += 1) {
      const there = rows.filter((row) => row.stratum === stratum && (row.from ?? -1) < day && row.days >= day);
      const died = there.filter((row) => row.event && row.days === day);
      const first = there.filter((row) => row.group === 0).length;
      const [n, d] = [there.length, died.length];
      if (n < 2) continue;
      off += died.filter((row) => row.group === 0).length - (d * first) / n;
      variance += (d * (n - d) * first * (n - first)) / (n * n * (n - 1));
    }
  return (off * off) / variance;
}

test('in strata, with late comers, it is what tables written out day by day give', () => {
  const next = lehmer(29);
  for (let round = 0; round < 40; round += 1) {
    const rows = Array.from({ length: 60 }, (): Grouped => {
      const days = 1 + Math.floor(next() * 50);
      return {
        group: Math.floor(next() * 2),
        ...(next() < 0.3 ? { from: Math.floor(next() * days) } : {}),
        days,
        event: next() < 0.7,
        stratum: Math.floor(next() * 3),
      };
    });
    near(logRank(rows)?.chiSquare, byHand(rows), 1e-8);
  }
});

test('which group is named first does not matter, and three groups have two degrees of freedom', () => {
  const three = fourHundred().map((one, i) => ({ group: i % 3, days: one.days, event: one.cause > 0 }));
  const turned = three.map((one) => ({ ...one, group: (one.group + 1) % 3 }));
  assert.equal(logRank(three)?.degrees, 2);
  near(logRank(turned)?.chiSquare, logRank(three)?.chiSquare ?? NaN, 1e-9);
});

test('where nothing came, or only one group was there, nothing is compared', () => {
  assert.equal(logRank([]), undefined);
  assert.equal(logRank([{ group: 0, days: 3, event: true }]), undefined);
  assert.equal(
    logRank([
      { group: 0, days: 3, event: false },
      { group: 1, days: 4, event: false },
    ]),
    undefined,
  );
});
