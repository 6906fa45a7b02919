// Times until something happens, beside what R's survival and cmprsk give for the same people, and beside a slow way that knows no formula.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { after, followed, incidence, reachedBy, type Ending, type Waited } from './survival.ts';

/** The generator of Lehmer: the same numbers everywhere. */
function lehmer(seed: number): () => number {
  let state = seed;
  return () => (state = Number((16807n * BigInt(state)) % 2147483647n)) / 2147483647;
}

type Made = { readonly arm: number; readonly days: number; readonly cause: number };
/** Four hundred invented people in two arms, each with one of three endings or none. */
function people(): readonly Made[] {
  const next = lehmer(20131);
  return Array.from({ length: 400 }, (_unused, i) => {
    const arm = (i + 1) % 2;
    const [first, second, third, last] = [next(), next(), next(), next()];
    const at = [200 + 800 * last, -Math.log(first) * (arm ? 300 : 450), -Math.log(second) * (arm ? 380 : 520), -Math.log(third) * 2000];
    const days = Math.min(...at);
    return { arm, days: Math.ceil(days), cause: at.indexOf(days) };
  });
}
const of = (arm: number, end: (cause: number) => Ending): readonly Waited[] =>
  people()
    .filter((one) => one.arm === arm)
    .map(({ days, cause }) => ({ days, end: end(cause), people: 1 }));
const cause = (which: number) => (one: number) => (one === which ? 'event' : one === 0 ? 'waiting' : 'other');
const near = (found: number, wanted: number, within = 5e-10): void => assert.ok(Math.abs(found - wanted) < within, `${found} instead of ${wanted}`);

test('the shares are those of cmprsk for four hundred invented people, and the errors close to its own', () => {
  assert.equal(
    people().reduce((sum, one) => sum + one.days, 0),
    67539,
    'these are the same people',
  );
  const [one, other] = [incidence(of(0, cause(1))), incidence(of(1, cause(1)))];
  for (const [days, wanted] of [
    [180, 0.265],
    [365, 0.3647904754],
    [540, 0.4369006825],
  ] as const)
    near(after(one, days).share, wanted);
  for (const [days, wanted] of [
    [180, 0.4],
    [365, 0.535198404],
    [540, 0.5699835568],
  ] as const)
    near(after(other, days).share, wanted);
  near(after(incidence(of(0, cause(2))), 365).share, 0.3694537695);
  near(after(incidence(of(1, cause(3))), 365).share, 0.0361297525);
  // cmprsk takes Aalen's own variance, this the delta method: they differ in the third figure.
  near(after(one, 365).error, 0.0347212731, 3e-4);
  near(after(other, 365).error, 0.0358618221, 3e-4);
});

test('where nothing else is in the way it is what survival gives: medians 170 and 109, and Greenwood’s error', () => {
  const event = (which: number): Ending => (which === 1 || which === 2 ? 'event' : 'waiting');
  const [one, other] = [incidence(of(0, event)), incidence(of(1, event))];
  assert.deepEqual([reachedBy(one, 0.5), reachedBy(other, 0.5)], [170, 109]);
  for (const [days, wanted] of [
    [90, 0.6851183605],
    [180, 0.4605728845],
    [365, 0.2222249112],
    [540, 0.108608646],
  ] as const)
    near(1 - after(one, days).share, wanted);
  near(after(one, 180).error, 0.0361354263);
  near(after(other, 180).error, 0.0335640766);
});

/** Efron's way, with no formula: whoever is last seen waiting gives their weight in equal parts to all who are seen longer. */
function byHand(waited: readonly Waited[], days: number): number {
  const each = waited
    .flatMap((one) => Array.from({ length: one.people }, () => ({ ...one, weight: 1 })))
    .sort((one, other) => one.days - other.days || Number(one.end === 'waiting') - Number(other.end === 'waiting'));
  each.forEach((one, i) => {
    const later = each.slice(i + 1);
    if (one.end !== 'waiting' || later.length === 0) return;
    for (const other of later) other.weight += one.weight / later.length;
    one.weight = 0;
  });
  return each.filter((one) => one.end === 'event' && one.days <= days).reduce((sum, one) => sum + one.weight, 0) / each.length;
}

test('whatever the people, it is what comes out when each who is lost hands on their weight', () => {
  const next = lehmer(7);
  for (let round = 0; round < 60; round += 1) {
    const waited = Array.from({ length: 1 + Math.floor(next() * 30) }, (): Waited => {
      const [days, which] = [Math.floor(next() * 12), next()];
      return { days, end: which < 0.4 ? 'event' : which < 0.6 ? 'other' : 'waiting', people: Math.floor(next() * 4) };
    });
    const steps = incidence(waited);
    for (let days = 0; days <= followed(waited); days += 1)
      if (waited.some((one) => one.people > 0)) near(after(steps, days).share, byHand(waited, days), 1e-12);
    for (const step of steps) assert.ok(0 <= step.low && step.low <= step.share + 1e-12 && step.share <= step.high + 1e-12 && step.high <= 1 + 1e-12);
  }
});

test('nobody gives nothing, and a share that was not come to has no day', () => {
  assert.deepEqual(incidence([]), []);
  assert.equal(reachedBy([], 0.5), undefined);
  const half: readonly Waited[] = [
    { days: 3, end: 'event', people: 1 },
    { days: 9, end: 'waiting', people: 1 },
  ];
  assert.deepEqual([reachedBy(incidence(half), 0.25), reachedBy(incidence(half), 0.5), reachedBy(incidence(half), 0.75)], [3, 3, undefined]);
  assert.deepEqual([followed(half), followed(half, 2), followed(half, 3)], [9, 3, 0]);
});
