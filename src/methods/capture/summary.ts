// What was found, as the answer that leaves here: each method's result, the range over all of them, and what warns against quoting it.
import { corrected } from './bca.ts';
import { normalQuantile } from '#methods/distributions.ts';
import { logFactorial } from './chance.ts';
import type { Existence } from './existence.ts';
import type { Fit } from './fit.ts';
import { limit, numberOf, type ByModels, type Estimation, type Limits, type Method, type Result, type Sensitivity, type Warning } from './result.ts';
import { listsOn, named, type Overlaps } from './table.ts';

/** A model chosen, and its fit where there is one. */
export type Chosen = { readonly model: readonly number[]; readonly existence: Existence; readonly fit?: Fit };

/** One method's answer without its bootstrap. */
export function resultOf(table: Overlaps, method: Method, { model, existence, fit }: Chosen): Result {
  const beyond = (terms: readonly number[]): readonly string[] => terms.filter((term) => listsOn(term) > 1).map((term) => named(table.lists, term));
  const open = {
    method,
    interval95: null,
    interval80: null,
    model: beyond(model),
    acceleration: null,
    share_below: null,
    existence,
    replicates: 0,
    infinite_replicates: 0,
    monte_carlo_error: null,
  };
  if (!fit?.settled) return { ...open, estimate: 'infinite', wald95: null, wald80: null, minus_infinity_terms: [], deviance: null, aic: null, bic: null };
  const twice = fit.deviance - 2 * saturated(table);
  return {
    ...open,
    estimate: limit(table.people + Math.exp(fit.coefficients[0]!)),
    wald95: wald(table.people, fit, 0.95),
    wald80: wald(table.people, fit, 0.8),
    minus_infinity_terms: beyond(fit.dead),
    deviance: fit.deviance,
    aic: twice + 2 * model.length,
    bic: twice + Math.log(table.people) * model.length,
  };
}

/** The largest likelihood that any model could have on these counts, as a logarithm. */
const saturated = ({ cells }: Overlaps): number => cells.reduce((sum, { count }) => sum + count * Math.log(count) - count - logFactorial(count), 0);

function wald(people: number, { coefficients, variance }: Fit, level: number): Limits {
  const spread = normalQuantile((1 + level) / 2) * Math.sqrt(variance);
  return [limit(people + Math.exp(coefficients[0]! - spread)), limit(people + Math.exp(coefficients[0]! + spread))];
}

export type Resamples = { readonly replicates: Float64Array; readonly without: readonly { readonly estimate: number; readonly people: number }[] };

/** With its limits from resamples. Where there is no estimate there are no limits either: nothing bounds it. */
export function withResamples(result: Result, { replicates, without }: Resamples, halfTies: boolean): Result {
  if (replicates.length === 0) return result;
  const counts = { replicates: replicates.length, infinite_replicates: replicates.filter((one) => one === Infinity).length };
  if (result.estimate === 'infinite') return { ...result, ...counts, interval95: ['infinite', 'infinite'], interval80: ['infinite', 'infinite'] };
  const { acceleration, shareBelow, limits, errors } = corrected({ estimate: result.estimate, replicates, without, halfTies }, [0.025, 0.975, 0.1, 0.9]);
  const pair = (at: number): Limits => [limit(limits[at]!), limit(limits[at + 1]!)];
  return {
    ...result,
    ...counts,
    interval95: pair(0),
    interval80: pair(2),
    acceleration,
    share_below: shareBelow,
    monte_carlo_error: { interval95: [errors[0]!, errors[1]!], interval80: [errors[2]!, errors[3]!] },
  };
}

export type Found = {
  readonly results: readonly Result[];
  readonly bic_by_models: readonly ByModels[];
  readonly sensitivity: Sensitivity | null;
};

export function assembled(table: Overlaps, { results, bic_by_models, sensitivity }: Found): Estimation {
  return {
    observed: table.people,
    lists: table.lists.map((name, at) => ({ name, people: table.cells.reduce((sum, { on, count }) => sum + ((on >> at) & 1 ? count : 0), 0) })),
    left_out: table.left,
    put_together: table.same,
    range: spanOf(results.map(({ estimate }): Limits => [estimate, estimate])) ?? ['infinite', 'infinite'],
    interval_range: spanOf(results.flatMap(({ interval95 }) => (interval95 ? [interval95] : []))),
    results,
    bic_by_models,
    sensitivity,
    warnings: warningsOf(table, results),
  };
}

/** The least and the largest of some ranges. */
function spanOf(ranges: readonly Limits[]): Limits | null {
  if (ranges.length === 0) return null;
  return [limit(Math.min(...ranges.map(([low]) => numberOf(low)))), limit(Math.max(...ranges.map(([, high]) => numberOf(high))))];
}

function warningsOf({ lists, cells }: Overlaps, results: readonly Result[]): readonly Warning[] {
  const meet = (one: number, other: number): boolean => cells.some(({ on }) => (on >> one) & 1 && (on >> other) & 1);
  const at = lists.map((_, which) => which);
  const triple = at.some((a) => at.some((b) => b > a && meet(a, b) && at.some((c) => c > b && meet(a, c) && meet(b, c))));
  const several = cells.reduce((sum, { on, count }) => sum + (listsOn(on) > 1 ? count : 0), 0);
  const points = results.map(({ estimate }) => estimate).filter((one) => one !== 'infinite');
  const found: readonly (readonly [Warning, boolean])[] = [
    ['fewer-than-three-lists', lists.length < 3],
    ['no-connected-triple', lists.length >= 3 && !triple],
    ['few-overlaps', several < 30],
    ['no-finite-estimate', points.length < results.length],
    ['no-finite-limit', results.some(({ interval95, interval80 }) => interval95?.[1] === 'infinite' || interval80?.[1] === 'infinite')],
    ['methods-far-apart', points.length > 1 && Math.max(...points) > 1.5 * Math.min(...points)],
  ];
  return found.flatMap(([warning, so]) => (so ? [warning] : []));
}
