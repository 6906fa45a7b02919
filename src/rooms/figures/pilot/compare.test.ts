// What a pilot changed: planted effects are found, none is found where none was planted, and small numbers stay hidden.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, type Day } from '#base/day.ts';
import { exponential, seeded, type Draw } from '#methods/seeded.ts';
import type { Asked } from './asked.ts';
import { accuracyOf, cohortsOf, daysWaited, endOf, horizonOf, medianOfDecided, positiveBy, shown, subjectsOf, testsOf } from './compare.ts';
import type { PilotCase } from './store.ts';
import { wavesOf } from './waves.ts';

const pilotAreas = ['a1', 'a2', 'a3', 'a4'];
const others = ['b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7', 'b8'];
const asked: Asked = {
  ...{ stage: 'last', compare: others, from: day('2021-01-01'), to: day('2021-12-31'), base: day('2019-07-01') },
  ...{ age: '', exploitation: '', gender: '', on: undefined, starts: new Map(pilotAreas.map((area) => [area, day('2021-01-01')])) },
};
const until = day('2023-06-30');

type World = { readonly mean: (pilot: boolean, since: boolean) => number; readonly many: number };
const plain = (over: Partial<PilotCase>): PilotCase => ({
  ...{ area: 'a1', sent: day('2021-02-01'), age: 'adult', gender: 'female', exploitation: 'labour', place: 'uk' },
  ...{ decided: null, outcome: null, stopped: null, asked: false, again: null },
  ...over,
});

function invent(draw: Draw, { mean, many }: World): readonly PilotCase[] {
  return Array.from({ length: many }, (_unused, i) => {
    const area = [...pilotAreas, ...others][i % 12] ?? '';
    const sent = addDays(asked.base, Math.floor(draw() * 914));
    const waits = 30 + Math.floor(exponential(draw, mean(pilotAreas.includes(area), sent >= asked.from)));
    const stops = Math.floor(exponential(draw, 1500));
    return plain({
      ...{ area, sent, age: draw() < 0.4 ? 'child' : 'adult', gender: draw() < 0.5 ? 'female' : 'male' },
      ...(stops < waits ? { stopped: addDays(sent, stops) } : { decided: addDays(sent, waits), outcome: draw() < 0.6 ? 'positive' : 'negative' }),
    });
  });
}
const judged = (cases: readonly PilotCase[]) => {
  const subjects = subjectsOf(cases, asked, until);
  const cohorts = cohortsOf(subjects);
  return { subjects, cohorts, waited: daysWaited(cohorts), share: positiveBy(cohorts) };
};

/** Days of the first 365 waited on average, where nobody is decided in 30 days and then with an exponential of that mean. */
const truly = (mean: number): number => 30 + mean * (1 - Math.exp(-335 / mean));

test('a pilot that halves waits is found to, by days waited and by the share decided soon', () => {
  const mean = (pilot: boolean, since: boolean): number => (pilot && since ? 75 : 150) + (since ? 20 : 0);
  const { waited, share, subjects } = judged(invent(seeded(1), { mean, many: 6000 }));
  const wanted = truly(95) - truly(150) - (truly(170) - truly(150));
  assert.ok(waited.moved.low <= wanted && wanted <= waited.moved.high, `${waited.moved.low} to ${waited.moved.high}, planted ${wanted}`);
  assert.ok(waited.moved.high < 0 && share.moved.low > 0);
  assert.ok((testsOf(subjects).logRank ?? 1) < 0.001);
  const speed = testsOf(subjects).speed ?? assert.fail();
  assert.ok(speed.low < 170 / 95 + 0.15 && speed.high > 170 / 95 - 0.15, `${speed.low} to ${speed.high}`);
});

test('where nothing was planted, 95 in 100 intervals hold nothing about that often, and areas chosen anew are as far off', () => {
  let held = 0;
  for (let world = 0; world < 60; world += 1) {
    const { waited } = judged(invent(seeded(50 + world), { mean: (pilot) => (pilot ? 120 : 170), many: 700 }));
    if (waited.moved.low <= 0 && waited.moved.high >= 0) held += 1;
  }
  assert.ok(held >= 52, `${held} of 60`);
  const { subjects } = judged(invent(seeded(2), { mean: () => 150, many: 4000 }));
  const { chance, found } = wavesOf(subjects, asked, until);
  assert.ok((chance?.p ?? 0) > 0.05 && Math.abs(found.whole ?? 1) < 0.08);
});

test('areas that differ in height alone do not look like a pilot that works', () => {
  const { waited } = judged(invent(seeded(3), { mean: (pilot) => (pilot ? 60 : 220), many: 6000 }));
  assert.ok(waited.since.high < 0, 'since it began they wait less');
  assert.ok(waited.moved.low < 0 && waited.moved.high > 0, 'but they always did');
});

test('a case from before is followed up to the day before the pilot began, so that its decisions are not counted for it', () => {
  const [one] = subjectsOf([plain({ sent: day('2020-12-01'), decided: day('2021-02-01'), outcome: 'positive' })], asked, until);
  assert.deepEqual([one?.time, one?.cause, one?.days], ['before', 0, 30]);
  const [other] = subjectsOf([plain({ sent: day('2021-01-01'), decided: day('2021-02-01'), outcome: 'positive' })], asked, until);
  assert.deepEqual([other?.time, other?.cause, other?.days], ['after', 1, 31]);
});

test('days are compared only as far as every group was seen: a curve that falls to nothing while some still wait says no more', () => {
  const sent = day('2021-02-01');
  const since = [10, 20, 30].map((days) => plain({ sent, decided: addDays(sent, days), outcome: 'positive' }));
  const cohort = (more: readonly PilotCase[], by: Day) =>
    cohortsOf(subjectsOf([...since, ...more], asked, by)).filter((one) => one.side === 'pilot' && one.time === 'after');
  assert.equal(horizonOf(cohort([], until), 365), 365, 'everybody was decided');
  const late = plain({ sent: addDays(sent, 20) });
  assert.equal(horizonOf(cohort([late], addDays(sent, 40)), 365), 30);
});

test('how a case ended: decided, stopped before it, or still waiting on the day it was looked at', () => {
  const by = day('2021-06-01');
  const of = (over: Partial<PilotCase>, on: Day = by) => endOf(plain(over), on).cause;
  assert.equal(of({ decided: day('2021-03-01'), outcome: 'negative' }), 2);
  assert.equal(of({ decided: day('2021-07-01'), outcome: 'negative' }), 0);
  assert.equal(of({ stopped: day('2021-03-01') }), 3);
  assert.equal(of({ stopped: day('2021-04-01'), decided: day('2021-03-01'), outcome: 'positive' }), 1, 'a decision stands, whatever ended later');
});

test('only who was asked about counts, and areas in neither group do not', () => {
  const cases = [plain({ age: 'child' }), plain({ exploitation: 'criminal labour' }), plain({ area: 'unknown' }), plain({ area: 'b3', gender: 'male' })];
  const count = (over: Partial<Asked>): number => subjectsOf(cases, { ...asked, ...over }, until).length;
  assert.deepEqual([count({}), count({ age: 'child' }), count({ exploitation: 'criminal' }), count({ gender: 'male' })], [3, 1, 1, 1]);
});

test('the median of decided cases hears nothing of those who wait, and of few it is not said', () => {
  const decided = Array.from({ length: 25 }, (_unused, i) =>
    plain({ sent: day('2021-02-01'), decided: addDays(day('2021-02-01'), 10 + i), outcome: 'positive' }),
  );
  const waiting = Array.from({ length: 500 }, () => plain({}));
  assert.deepEqual(medianOfDecided([...decided, ...waiting], asked, until), { pilot: 22, compared: undefined });
});

test('reconsiderations and overturned decisions are counted of negatives alone', () => {
  const cases = [
    plain({ decided: day('2021-03-01'), outcome: 'negative', asked: true, again: 'positive' }),
    plain({ decided: day('2021-03-01'), outcome: 'negative', asked: true }),
    plain({ decided: day('2021-03-01'), outcome: 'negative' }),
    plain({ decided: day('2021-03-01'), outcome: 'positive', asked: true }),
  ];
  const found = accuracyOf(cohortsOf(subjectsOf(cases, asked, until))).find((one) => one.side === 'pilot' && one.time === 'after');
  assert.deepEqual([found?.negatives, found?.asked, found?.overturned], [3, 2, 1]);
});

test('a share is not shown where it, or its rest, is of fewer than five', () => {
  assert.deepEqual(
    [shown(4, 100, 5), shown(97, 100, 5), shown(5, 100, 5), shown(0, 100, 5), shown(100, 100, 5), shown(2, 4, 5)],
    [undefined, undefined, 0.05, 0, 1, undefined],
  );
});
