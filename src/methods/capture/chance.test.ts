// Tails, quantiles and streams of chance, beside what is known of them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { near, uk5 } from '#tests/capture/published.ts';
import { quantile8 } from '#methods/quantile.ts';
import { normalBelow, normalQuantile } from '#methods/distributions.ts';
import { logFactorial, smallerTail } from './chance.ts';
import { binomial, multinomial } from './draw.ts';
import { likeR } from './like-r.ts';
import { streamOf } from '#methods/stream.ts';

test('after the seed 1234 the uniform numbers and the first resamples are those of R', () => {
  const uniform = likeR(1234);
  assert.deepEqual([uniform(), uniform(), uniform()], [0.11370341130532324, 0.6222994048148394, 0.6092747328802943]);
  const again = likeR(1234);
  const shares = Float64Array.from(uk5.cells, ({ count }) => count / uk5.people);
  const row = new Float64Array(shares.length);
  for (const expected of ['50 473 1003 695 318 12 22 2 61 14 0 72 7 11 0 1 2 1', '50 466 1020 700 312 16 17 3 54 15 1 65 10 9 1 0 5 0']) {
    multinomial(again, uk5.people, shares, row);
    assert.equal(row.join(' '), expected);
  }
});

test('the normal distribution is right both ways, far into its tails', () => {
  for (const [x, share] of [
    [-1.959963984540054, 0.025],
    [-1, 0.15865525393145707],
    [0.5, 0.6914624612740131],
    [-6, 9.865876450376981e-10],
    [-20, 2.7536241186062337e-89],
  ] as const) {
    near(normalBelow(x), share, 1e-13);
    near(normalQuantile(share), x, 1e-12);
  }
});

test('the smaller tail of a count takes the count itself in, and keeps its digits where it is tiny', () => {
  near(smallerTail(0, 5), Math.exp(-5), 1e-14);
  near(smallerTail(8, 3), 1 - [0, 1, 2, 3, 4, 5, 6, 7].reduce((sum, at) => sum + Math.exp(at * Math.log(3) - 3 - logFactorial(at)), 0), 1e-12);
  // 200 where 20 are expected: the first term and those after it, by hand.
  const first = Math.exp(200 * Math.log(20) - 20 - logFactorial(200));
  near(smallerTail(200, 20), first * (1 + 20 / 201 + 400 / (201 * 202) + 8000 / (201 * 202 * 203)), 1e-4);
  assert.equal(smallerTail(0, 0), 1);
  assert.equal(smallerTail(3, 0), 0);
});

test('quantiles of the eighth kind of 1 to 10', () => {
  const sorted = Float64Array.from({ length: 10 }, (_, at) => at + 1);
  near(quantile8(sorted, 0.1), 1.3666666667, 1e-10);
  near(quantile8(sorted, 0.5), 5.5, 1e-12);
  near(quantile8(sorted, 0.975), 10, 1e-12);
  assert.equal(quantile8(Float64Array.of(1, 2, Infinity, Infinity), 0.6), Infinity, 'between a number and none there is none');
});

test('one resample’s stream says nothing of another’s, under one seed or under two', () => {
  const many = 20_000;
  const drawn = (seed: number, skipped: number): Float64Array =>
    Float64Array.from({ length: many }, (_, at) => {
      const uniform = streamOf(seed, 1, at);
      for (let step = 0; step < skipped; step += 1) uniform();
      return uniform();
    });
  const score = (one: Float64Array, other: Float64Array): number =>
    (one.reduce((sum, value, at) => sum + (value - 0.5) * ((other[at] ?? 0.5) - 0.5), 0) * 12) / Math.sqrt(one.length);
  for (const skipped of [0, 1, 2, 7]) {
    const [one, two, far] = [drawn(1, skipped), drawn(2, skipped), drawn(2 ** 40 + 1, skipped)];
    for (const other of [two, far]) assert.ok(Math.abs(score(one, other)) < 5, `seeds, after ${skipped}: ${score(one, other)}`);
    assert.ok(Math.abs(score(one.subarray(1), one.subarray(0, many - 1))) < 5, `neighbours, after ${skipped}`);
    const mean = one.reduce((sum, value) => sum + value, 0) / many;
    assert.ok(Math.abs(mean - 0.5) * Math.sqrt(12 * many) < 5, `mean ${mean}`);
  }
});

test('binomial numbers have the mean and the spread they should, drawn either way', () => {
  const uniform = streamOf(3, 9, 0);
  for (const [many, chance] of [
    [50, 0.1],
    [400, 0.3],
    [2744, 0.36],
    [2744, 0.93],
  ] as const) {
    const drawn = Array.from({ length: 20_000 }, () => binomial(uniform, many, chance));
    const mean = drawn.reduce((sum, one) => sum + one, 0) / drawn.length;
    const variance = drawn.reduce((sum, one) => sum + (one - mean) ** 2, 0) / drawn.length;
    const expected = many * chance * (1 - chance);
    assert.ok(Math.abs(mean - many * chance) < 5 * Math.sqrt(expected / drawn.length), `${many} ${chance}: mean ${mean}`);
    near(variance, expected, 0.06);
  }
  assert.deepEqual([binomial(uniform, 5, 0), binomial(uniform, 5, 1), binomial(uniform, 0, 0.4)], [0, 5, 0]);
});
