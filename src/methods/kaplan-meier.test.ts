// How many still wait: beside R's survival for the same four hundred people, beside a slow count, and with late comers and stopped clocks.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fourHundred, lehmer } from '#tests/lehmer.ts';
import { median, restrictedMean, stillAfter, stillWaiting, withStops, type Spell } from './kaplan-meier.ts';

const near = (found: number, wanted: number, within = 1e-8): void => assert.ok(Math.abs(found - wanted) < within, `${found} instead of ${wanted}`);
const groups = [0, 1].map((group) =>
  stillWaiting(
    fourHundred()
      .filter((one) => one.group === group)
      .map(({ days, cause }) => ({ to: days, event: cause === 1 || cause === 2 })),
  ),
);
const [one = [], other = []] = groups;

test('these are the same four hundred people', () => {
  const made = fourHundred();
  assert.equal(
    made.reduce((sum, each) => sum + each.days, 0),
    67539,
  );
  const counts = (group: number) => [0, 1, 2, 3].map((cause) => made.filter((each) => each.group === group && each.cause === cause).length);
  assert.deepEqual(
    [counts(0), counts(1)],
    [
      [22, 85, 77, 16],
      [12, 110, 70, 8],
    ],
  );
});

test('half are decided after 170 and 109 days, within the limits that survival gives', () => {
  assert.deepEqual(median(one), { days: 170, low: 134, high: 209 });
  assert.deepEqual(median(other), { days: 109, low: 81, high: 126 });
});

test('shares, Greenwood’s errors and the limits on the scale of logarithms are those of survival', () => {
  for (const [days, first, second] of [
    [90, 0.6851183605, 0.5431051441],
    [180, 0.4605728845, 0.3252094907],
    [365, 0.2222249112, 0.0951257922],
    [540, 0.108608646, 0.0329281588],
  ] as const) {
    near(stillAfter(one, days).still, first);
    near(stillAfter(other, days).still, second);
  }
  near(stillAfter(one, 180).error, 0.0361354263);
  near(stillAfter(other, 180).error, 0.0335640766);
  near(stillAfter(one, 180).low, 0.3949254911);
  near(stillAfter(one, 180).high, 0.537132666);
});

test('of the first 365 days 187 are waited in one group and 141 in the other', () => {
  const [first, second] = [restrictedMean(one, 365), restrictedMean(other, 365)];
  near(first.days, 187.19430032);
  near(first.error, 9.34967592);
  near(second.days, 140.67155305);
  near(second.error, 8.434643);
});

test('with everybody followed to the end the restricted mean is the mean of the days, cut at the horizon', () => {
  const next = lehmer(5);
  for (let round = 0; round < 40; round += 1) {
    const days = Array.from({ length: 30 }, () => 1 + Math.floor(next() * 100));
    const found = restrictedMean(stillWaiting(days.map((to) => ({ to, event: true }))), 60);
    near(found.days, days.reduce((sum, to) => sum + Math.min(to, 60), 0) / days.length, 1e-9);
  }
});

/** By hand: on each day, who was there, and who had it. */
function slowly(spells: readonly Spell[], days: number): number {
  let still = 1;
  for (let day = 0; day <= days; day += 1) {
    const there = spells.filter((each) => (each.from ?? -1) < day && each.to >= day);
    if (there.length > 0) still *= 1 - there.filter((each) => each.event && each.to === day).length / there.length;
  }
  return still;
}

test('whoever comes under observation late is at risk from the day after, as in a count day by day', () => {
  const next = lehmer(11);
  for (let round = 0; round < 60; round += 1) {
    const spells = Array.from({ length: 25 }, (): Spell => {
      const to = 1 + Math.floor(next() * 40);
      return { ...(next() < 0.5 ? { from: Math.floor(next() * to) } : {}), to, event: next() < 0.6 };
    });
    const points = stillWaiting(spells);
    for (let day = 0; day <= 40; day += 1) near(stillAfter(points, day).still, slowly(spells, day), 1e-12);
  }
});

test('cutting a person’s row in two changes nothing', () => {
  const made = fourHundred().map(({ days, cause }): Spell => ({ to: days, event: cause === 1 }));
  const cut = made.flatMap((each): Spell[] =>
    each.to > 30
      ? [
          { to: 30, event: false },
          { ...each, from: 30 },
        ]
      : [each],
  );
  assert.deepEqual(stillWaiting(cut), stillWaiting(made));
});

test('a clock that was stopped from day 10 to day 40 counts 20 days of 50, and nobody is at risk meanwhile', () => {
  assert.deepEqual(withStops(50, true, [{ from: 10, to: 40 }]), [
    { to: 10, event: false },
    { from: 10, to: 20, event: true },
  ]);
  assert.deepEqual(withStops(50, true, []), [{ to: 50, event: true }]);
  assert.deepEqual(withStops(50, false, [{ from: 20 }]), [{ to: 20, event: false }], 'a stop that is still on');
  assert.deepEqual(withStops(5, true, [{ from: 20, to: 30 }]), [{ to: 5, event: true }], 'a stop after the end');
});

test('nobody gives no curve, and where half never come there is no median', () => {
  assert.deepEqual(stillWaiting([]), []);
  assert.deepEqual(
    median(
      stillWaiting([
        { to: 3, event: true, people: 1 },
        { to: 9, event: false, people: 3 },
      ]),
    ),
    { days: undefined, low: 3, high: undefined },
  );
});
