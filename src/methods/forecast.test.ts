// Forecasts: the level that wanders beside R's StructTS and beside a likelihood written out; the one that is used is the one that did better.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lehmer } from '#tests/lehmer.ts';
import { normalAbove, normalBelow } from './distributions.ts';
import { bestForecast, countAt, crps, rollingScore, seasonalNaive } from './forecast.ts';
import { filter, fitLocalLevel, forecastLocalLevel } from './local-level.ts';
import { least } from './nelder-mead.ts';
import { normal, seeded } from './seeded.ts';

const near = (found: number | undefined, wanted: number, within: number): void =>
  assert.ok(Math.abs((found ?? NaN) - wanted) <= within * Math.abs(wanted), `${found} instead of ${wanted}`);
function sixty(): readonly number[] {
  const next = lehmer(31);
  return Array.from({ length: 60 }, (_unused, i) => 1000 + 10 * (i + 1) + Math.floor(300 * next()));
}

test('the series of sixty values gives the variances and the forecast of StructTS to three figures', () => {
  const series = sixty();
  assert.deepEqual(series.slice(0, 4), [1010, 1043, 1157, 1105]);
  assert.equal(
    series.reduce((sum, one) => sum + one, 0),
    86587,
  );
  const fitted = fitLocalLevel(series) ?? assert.fail();
  near(fitted.wander, 1042.89648, 1e-3);
  near(fitted.noise, 7248.4636, 1e-3);
  const ahead = forecastLocalLevel(series, fitted, 3);
  ahead.forEach((one) => near(one.mean, 1733.88071, 1e-5));
  [102.80252, 107.75553, 112.49067].forEach((wanted, k) => near(ahead[k]?.error, wanted, 1e-5));
});

/** The steps from each value to the next are normal: 2 noise + wander on the diagonal, less the noise beside it. */
function slowly(series: readonly number[], wander: number, noise: number): number {
  const steps = series.slice(1).map((value, i) => value - (series[i] ?? 0));
  // The root of the matrix has two bands only, and is worked out row by row.
  let [sum, diagonal, beside, before] = [0, 0, 0, 0];
  steps.forEach((step, i) => {
    const off = i === 0 ? 0 : -noise / diagonal;
    diagonal = Math.sqrt(2 * noise + wander - off * off);
    beside = (step - off * before) / diagonal;
    before = beside;
    sum -= Math.log(diagonal) + (beside * beside + Math.log(2 * Math.PI)) / 2;
  });
  return sum;
}

test('the filter’s likelihood is that of the steps taken together, and no variances near the best do better', () => {
  const series = sixty();
  const draw = seeded(3);
  for (let i = 0; i < 50; i += 1) {
    const [wander, noise] = [5000 * draw(), 10000 * draw() + 1];
    near(filter(series, wander, noise).logLikelihood, slowly(series, wander, noise), 1e-10);
  }
  const best = fitLocalLevel(series) ?? assert.fail();
  for (let i = 0; i < 200; i += 1)
    assert.ok(filter(series, best.wander * (0.5 + draw()), best.noise * (0.5 + draw())).logLikelihood <= best.logLikelihood + 1e-9);
});

test('a gap in the series widens the error and moves nothing', () => {
  const whole = filter([5, 6, 7], 2, 1);
  const gap = filter([5, 6, 7, null], 2, 1);
  assert.equal(gap.level, whole.level);
  assert.equal(gap.variance, whole.variance + 2);
  assert.equal(fitLocalLevel([4, 4, 4, 4]), undefined);
  assert.equal(fitLocalLevel([4, 5]), undefined);
});

test('the least is found of a bent valley, and of a bowl', () => {
  const valley = least(([x = 0, y = 0]) => (1 - x) ** 2 + 100 * (y - x * x) ** 2, [-1.2, 1]);
  assert.ok(valley.value < 1e-12, `${valley.value}`);
  near(least(([x = 0]) => (x - 3) ** 2, [0]).at[0], 3, 1e-6);
});

test('the score of a forecast is the square of how far its curve lies from the step that came, summed up slowly', () => {
  for (const [mean, error, came] of [
    [0, 1, 0.5],
    [10, 3, 2],
    [5, 0.2, 5],
  ] as const) {
    let sum = 0;
    const width = error / 400;
    for (let x = mean - 12 * error; x < Math.max(mean, came) + 12 * error; x += width) {
      const z = (x + width / 2 - mean) / error;
      sum += width * (x + width / 2 >= came ? normalAbove(z) ** 2 : normalBelow(z) ** 2);
    }
    near(crps({ mean, error }, came), sum, 5e-3);
  }
  assert.equal(crps({ mean: 3, error: 0 }, 5), 2);
});

test('where the season rules, last year’s season wins; where the level wanders, the level does', () => {
  const draw = seeded(8);
  const seasonal = Array.from({ length: 40 }, (_unused, i) => 100 + [0, 60, -40, 20][i % 4]! + 3 * normal(draw));
  assert.equal(bestForecast(seasonal, 4, 4)?.won, 'seasonal-naive');
  let level = 100;
  const wandering = Array.from({ length: 60 }, () => (level += 5 * normal(draw)));
  const found = bestForecast(wandering, 4, 4) ?? assert.fail();
  assert.equal(found.won, 'local-level');
  assert.ok(found.scores['local-level'].crps < found.scores['seasonal-naive'].crps);
});

test('of forecasts of a level with noise, 95 in 100 hold what came, give or take', () => {
  const draw = seeded(9);
  let level = 500;
  const series = Array.from({ length: 400 }, () => {
    level += 4 * normal(draw);
    return level + 10 * normal(draw);
  });
  const { within95, forecasts } = rollingScore('local-level', series.slice(0, 160), 4, 1, 40);
  assert.equal(forecasts, 120);
  assert.ok(within95 > 0.88 && within95 <= 1, `${within95}`);
});

test('less than two rounds of a season say nothing, and a count never falls below nobody', () => {
  assert.equal(seasonalNaive([1, 2, 3, 4, 5], 4, 2), undefined);
  assert.equal(bestForecast([1, 2, 3], 4, 2), undefined);
  assert.deepEqual(
    seasonalNaive([1, 2, 3, 4, 2, 3, 4, 5], 4, 5)?.map((one) => one.mean),
    [2, 3, 4, 5, 2],
  );
  assert.equal(countAt({ mean: 1, error: 10 }, 0.001), 0);
});
