// Tails and quantiles to twelve figures, beside published values and beside sums that can be written out.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chiSquareAbove, gammaAbove, gammaBelow, logGamma, normalAbove, normalBelow, normalQuantile } from './distributions.ts';
import { quantile8 } from './quantile.ts';

const near = (found: number, wanted: number, within = 1e-12): void =>
  assert.ok(Math.abs(found - wanted) <= within * Math.max(Math.abs(wanted), Number.MIN_VALUE), `${found} instead of ${wanted}`);

test('the normal tail is right to twelve figures in the middle and far out', () => {
  near(normalBelow(-1.96), 0.024997895148220435);
  near(normalBelow(0), 0.5);
  near(normalBelow(1), 0.8413447460685429);
  near(normalAbove(1), 0.15865525393145707);
  near(normalBelow(-8), 6.22096057427178e-16);
  near(normalAbove(10), 7.61985302416052e-24);
  near(normalAbove(20), 2.75362411860623e-89);
});

test('the quantile takes the tail back, also where p is one in ten thousand million', () => {
  near(normalQuantile(0.975), 1.959963984540054);
  near(normalQuantile(1e-10), -6.361340902404056);
  near(normalQuantile(0.02), -2.053748910631823);
  for (const p of [1e-300, 1e-30, 1e-5, 0.01, 0.3, 0.5, 0.7, 0.999]) near(normalBelow(normalQuantile(p)), p);
  assert.deepEqual([normalQuantile(0), normalQuantile(1), normalQuantile(2)], [-Infinity, Infinity, NaN]);
});

test('the gamma function of whole numbers is a product, of halves a root of pi', () => {
  let product = 1;
  for (let n = 1; n < 30; n += 1) {
    assert.ok(Math.abs(logGamma(n) - Math.log(product)) < 1e-12 * Math.max(1, Math.log(product)), `${n}`);
    product *= n;
  }
  near(logGamma(0.5), Math.log(Math.PI) / 2);
  near(logGamma(100), 359.13420536957539878);
  near(logGamma(1e6), 12815504.569147612);
});

test('the incomplete gamma function of a whole number is a sum of Poisson terms', () => {
  for (const a of [1, 2, 5, 17, 60])
    for (const x of [0.01, 0.5, 3, 16, 59, 61, 200]) {
      let [term, sum] = [Math.exp(-x), 0];
      for (let k = 0; k < a; k += 1) {
        sum += term;
        term *= x / (k + 1);
      }
      near(gammaAbove(a, x), sum, 1e-12);
      assert.ok(Math.abs(gammaAbove(a, x) + gammaBelow(a, x) - 1) < 1e-14);
    }
});

test('a chi-square of two degrees is an exponential, and of one the square of a normal', () => {
  for (const x of [0.1, 1, 5, 40]) {
    near(chiSquareAbove(x, 2), Math.exp(-x / 2));
    near(chiSquareAbove(x, 1), 2 * normalAbove(Math.sqrt(x)));
  }
  near(chiSquareAbove(8.760869037, 1), 0.003077623655, 1e-9);
});

test('sample quantiles are of type 8, and an infinite value stays one', () => {
  const ten = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
  near(quantile8(ten, 0.1), 1.3666666666666667);
  assert.deepEqual([quantile8(ten, 0.5), quantile8(ten, 0.975), quantile8(ten, 0)], [5.5, 10, 1]);
  assert.equal(quantile8([1, 2, Infinity, Infinity], 0.9), Infinity);
  assert.ok(Number.isNaN(quantile8([], 0.5)));
});
