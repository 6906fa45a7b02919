// The Bayesian threshold method, beside figures that were published or measured by other programs.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { near, uk5 } from '#tests/capture/published.ts';
import { allPairs, estimated, peakOf, standingOut, walk } from './bayes.ts';
import { quantile8 } from '#methods/quantile.ts';
import { estimate } from './estimate.ts';
import { countsIn } from './otherwise.ts';
import { independent } from './stepwise.ts';
import { streamOf } from '#methods/stream.ts';
import { named } from './table.ts';

test('with N(0,1) on pairs it keeps the five pairs and has about the median and limits that another program gave', () => {
  const { results } = estimate(uk5, { method: 'bayes', replicates: 0, sensitivity: false });
  const [bayes] = results;
  assert.deepEqual(bayes?.model, ['LA:NG', 'LA:PFNCA', 'NG:GP', 'PFNCA:GP', 'GO:GP']);
  near(bayes.estimate, 12400, 0.02);
  near(bayes.interval95?.[0], 11061, 0.02);
  near(bayes.interval95?.[1], 14240, 0.02);
  assert.equal(bayes.wald95, null);
});

test('with flat priors and the pairs that were published, LA:GP is minus infinity and the quantiles are about those published', () => {
  const counts = countsIn(uk5);
  const kept = ['LA:NG', 'LA:PFNCA', 'NG:GP', 'PFNCA:GP', 'GO:GP', 'LA:GP'];
  const model = allPairs(5).filter((term) => independent(5).includes(term) || kept.includes(named(uk5.lists, term)));
  assert.deepEqual(
    estimated(counts, model, false).dead.map((term) => named(uk5.lists, term)),
    ['LA:GP'],
  );
  const peak = peakOf(counts, model, false);
  assert.ok(peak);
  const walks = [0, 1].map((number) => walk(counts, model, false, peak, streamOf(5, 1, number), 60_000));
  const totals = Float64Array.from(walks.flatMap(({ intercepts }) => [...intercepts].map((one) => uk5.people + Math.exp(one)))).sort();
  for (const [share, expected] of [
    [0.5, 12188.27],
    [0.025, 10652.41],
    [0.1, 11127.74],
    [0.9, 13284.99],
    [0.975, 13946.75],
  ] as const)
    near(quantile8(totals, share), expected, 0.02, `${share}`);
});

test('a walk finds mean and spread of a posterior that can be worked out by hand', () => {
  // Two lists by themselves: 30 on one, 20 on the other, 10 on both. Under flat priors each mean's spread is known from numeric sums.
  const counts = countsIn({
    lists: ['A', 'B'],
    cells: [
      { on: 1, count: 300 },
      { on: 2, count: 200 },
      { on: 3, count: 100 },
    ],
  });
  const model = independent(2);
  const peak = peakOf(counts, model, true);
  assert.ok(peak);
  const { intercepts } = walk(counts, model, true, peak, streamOf(1, 1, 1), 200_000);
  const mean = intercepts.reduce((sum, one) => sum + one, 0) / intercepts.length;
  const variance = intercepts.reduce((sum, one) => sum + (one - mean) ** 2, 0) / intercepts.length;
  // Three means of Poisson's, each a Gamma posterior on its logarithm, and the intercept is one of A plus one of B less both.
  const psi = (at: number): number => Math.log(at) - 1 / (2 * at) - 1 / (12 * at * at);
  assert.ok(Math.abs(mean - (psi(300) + psi(200) - psi(100))) < 0.006, `${mean}`);
  near(variance, 1 / 300 + 1 / 200 + 1 / 100, 0.06);
});

test('pairs that do not stand out from nothing are dropped, and lists never are', () => {
  const walked = { intercepts: new Float64Array(), means: [9, -1, 0.1, 1.9, 2.1], variances: [1, 1, 1, 1, 1] };
  assert.deepEqual(standingOut([0, 1, 2, 3, 5], [walked, walked]), [0, 1, 2, 5]);
});
