// Which forecast earns its place: a wandering level beside last year's same season, each scored on what it had not seen.
import { normalBelow, normalDensity, normalQuantile, z95 } from './distributions.ts';
import { fitLocalLevel, forecastLocalLevel, type Forecast } from './local-level.ts';

export type Way = 'local-level' | 'seasonal-naive';

/** The same season one round earlier. Its error is that of such steps in the past, growing with each further round. Nothing for less than two rounds. */
export function seasonalNaive(series: readonly number[], season: number, steps: number): readonly Forecast[] | undefined {
  const moved = series.slice(season).map((value, i) => value - (series[i] ?? 0));
  if (moved.length < 2 || season < 1) return undefined;
  const variance = moved.reduce((sum, one) => sum + one * one, 0) / moved.length;
  return Array.from({ length: steps }, (_unused, k) => {
    const back = series.length - season + (k % season);
    return { mean: series[back] ?? NaN, error: Math.sqrt(variance * (Math.floor(k / season) + 1)) };
  });
}

/** How far a normal forecast lies from what came (continuous ranked probability score, Gneiting and Raftery 2007): less is better. */
export function crps({ mean, error }: Forecast, came: number): number {
  if (error === 0) return Math.abs(came - mean);
  const z = (came - mean) / error;
  return error * (z * (2 * normalBelow(z) - 1) + 2 * normalDensity(z) - 1 / Math.sqrt(Math.PI));
}

const ways: Readonly<Record<Way, (series: readonly number[], season: number, steps: number) => readonly Forecast[] | undefined>> = {
  'local-level': (series, _season, steps) => {
    const fitted = fitLocalLevel(series);
    return fitted && forecastLocalLevel(series, fitted, steps);
  },
  'seasonal-naive': seasonalNaive,
};

export type Score = { readonly forecasts: number; readonly crps: number; readonly within95: number };

/** Every forecast from each origin that has at least `least` values before it, against what came. */
export function rollingScore(way: Way, series: readonly number[], season: number, steps: number, least = Math.max(2 * season, 8)): Score {
  let [forecasts, sum, within] = [0, 0, 0];
  for (let origin = least; origin < series.length; origin += 1) {
    const made = ways[way](series.slice(0, origin), season, Math.min(steps, series.length - origin)) ?? [];
    made.forEach((one, k) => {
      const came = series[origin + k] ?? NaN;
      forecasts += 1;
      sum += crps(one, came);
      within += Math.abs(came - one.mean) <= z95 * one.error ? 1 : 0;
    });
  }
  return { forecasts, crps: forecasts > 0 ? sum / forecasts : NaN, within95: forecasts > 0 ? within / forecasts : NaN };
}

export type Chosen = { readonly won: Way; readonly forecast: readonly Forecast[]; readonly scores: Readonly<Record<Way, Score>> };

/**
 * The forecast of the way that did better on what it had not seen. The wandering level has to beat last year's season outright: otherwise
 * the plain way stands. Nothing where the series is too short for any of it to be scored.
 */
export function bestForecast(series: readonly number[], season: number, steps: number): Chosen | undefined {
  const scores = { 'local-level': rollingScore('local-level', series, season, steps), 'seasonal-naive': rollingScore('seasonal-naive', series, season, steps) };
  if (scores['seasonal-naive'].forecasts === 0) return undefined;
  const won: Way = scores['local-level'].forecasts > 0 && scores['local-level'].crps < scores['seasonal-naive'].crps ? 'local-level' : 'seasonal-naive';
  const forecast = ways[won](series, season, steps);
  return forecast && { won, forecast, scores };
}

/** A count that is forecast on the scale of square roots comes back as a quantile of counts. */
export const countAt = ({ mean, error }: Forecast, p: number): number => Math.max(0, mean + error * normalQuantile(p)) ** 2;
