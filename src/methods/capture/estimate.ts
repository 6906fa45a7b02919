// How many people there are in all, found or not, by several methods at once: the one entry.
import { judging } from './existence.ts';
import { countsOf, fitting, type Counts, type Fit } from './fit.ts';
import { logFactorial, pointBelow } from './chance.ts';
import { defaults, limit, type Estimation, type Limits, type Method, type Options, type Result, type Warning } from './result.ts';
import { stepwise, type Selected, type Tools } from './stepwise.ts';
import { listsOn, named, type Overlaps } from './table.ts';
import { spanOf } from './words.ts';

export const toolsFor = (lists: number): Tools => ({ lists, fit: fitting(lists), judge: judging(lists) });

export function countsIn({ lists, cells }: Overlaps): Counts {
  const all = new Float64Array(1 << lists.length);
  for (const { on, count } of cells) all[on] = count;
  return countsOf(all);
}

/** Everything at once, in this thread. `estimation` (below) hands out the same work in pieces. */
export function estimate(table: Overlaps, options: Partial<Options> = {}): Estimation {
  const chosen = { ...defaults, ...options };
  const tools = toolsFor(table.lists.length);
  const counts = countsIn(table);
  const results = [resultOf(table, 'stepwise', stepwise(tools, counts, chosen.threshold))];
  return assembled(table, results);
}

/** One method's answer without its bootstrap. */
export function resultOf(table: Overlaps, method: Method, { model, existence, fit }: Selected): Result {
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
  if (!fit) return { ...open, estimate: 'infinite', wald95: null, wald80: null, minus_infinity_terms: [], deviance: null, aic: null, bic: null };
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
  const spread = pointBelow((1 + level) / 2) * Math.sqrt(variance);
  return [limit(people + Math.exp(coefficients[0]! - spread)), limit(people + Math.exp(coefficients[0]! + spread))];
}

export function assembled(table: Overlaps, results: readonly Result[]): Estimation {
  return {
    observed: table.people,
    lists: table.lists.map((name, at) => ({ name, people: table.cells.reduce((sum, { on, count }) => sum + ((on >> at) & 1 ? count : 0), 0) })),
    left_out: table.left,
    put_together: table.same,
    range: spanOf(results.map(({ estimate: one }): Limits => [one, one])) ?? ['infinite', 'infinite'],
    interval_range: spanOf(results.flatMap(({ interval95 }) => (interval95 ? [interval95] : []))),
    results,
    bic_by_models: [],
    sensitivity: null,
    warnings: warningsOf(table, results),
  };
}

function warningsOf({ lists, cells }: Overlaps, results: readonly Result[]): readonly Warning[] {
  const meet = (one: number, other: number): boolean => cells.some(({ on }) => (on >> one) & 1 && (on >> other) & 1);
  const at = lists.map((_, which) => which);
  const triple = at.some((a) => at.some((b) => b > a && meet(a, b) && at.some((c) => c > b && meet(a, c) && meet(b, c))));
  const several = cells.reduce((sum, { on, count }) => sum + (listsOn(on) > 1 ? count : 0), 0);
  const points = results.map(({ estimate: one }) => one).filter((one) => one !== 'infinite');
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
