// How many people there are in all, found or not, by several methods at once: the one entry.
import { standingOut } from './bayes.ts';
import { quantile8 } from '#methods/quantile.ts';
import { amongHowMany, best, boundOf, explored, orderFor, type Scored } from './bic.ts';
import { canTryAll } from './catalogue.ts';
import { multinomial } from './draw.ts';
import { likeR } from './like-r.ts';
import { atLeast, byStepwise, countsIn, merged, overlapsMoved, sharesMoved, thresholds, toolsFor, withoutList } from './otherwise.ts';
import {
  defaults,
  limit,
  methods,
  type Beside,
  type ByModels,
  type Errors,
  type Estimation,
  type Method,
  type Options,
  type Result,
  type Sensitivity,
} from './result.ts';
import { independent, stepwise } from './stepwise.ts';
import { assembled, resultOf, withResamples, type Resamples as Estimates } from './summary.ts';
import type { Overlaps } from './table.ts';
import { firstModel, purposes, walkedTerms, work, type Done, type Job, type Resamples } from './work.ts';
import type { Walked } from './bayes.ts';

/** A stage of the work: its pieces may be done in any order and anywhere, all of them before the next stage. */
export type Stage = { readonly name: 'models' | 'resamples' | 'posterior'; readonly jobs: readonly Job[] };
type Asking<T> = Generator<Stage, T, readonly Done[]>;

/** Everything at once, in this thread. */
export function estimate(table: Overlaps, options: Partial<Options> = {}): Estimation {
  const steps = estimation(table, options);
  let next = steps.next();
  while (next.done !== true) next = steps.next(next.value.jobs.map(work));
  return next.value;
}

/** The same stage by stage: whoever runs it hands back what `work` gives for each job, in their order. How the jobs were shared out makes no difference. */
export function* estimation(table: Overlaps, options: Partial<Options> = {}): Asking<Estimation> {
  const chosen = { ...defaults, ...options };
  const models = yield* topModels(table, chosen);
  const allowed = allowedOf(models.length);
  const wants = (method: Method): boolean => chosen.replicates > 0 && (chosen.method === 'all' || chosen.method === method);
  const rows = chosen.rCompatible ? rowsLikeR(table, chosen) : undefined;

  const stepJobs = wants('stepwise')
    ? jobsFor(table, chosen, rows, 500, (resamples) => ({ does: 'stepwise', table, threshold: chosen.threshold, resamples }))
    : [];
  const bicModels = models.map(({ model }) => model);
  const bicJobs =
    wants('bic') && models.length > 0
      ? jobsFor(table, chosen, rows, 100, (resamples) => ({ does: 'among', table, models: bicModels, allowed, resamples }))
      : [];
  const walks = walkJobs(table, chosen, purposes.firstWalk, firstModel(table));
  const others = chosen.sensitivity ? otherJobs(table, chosen) : [];
  const done = yield { name: 'resamples', jobs: [...stepJobs, ...bicJobs, ...walks, ...others] };
  const take = taking(done);
  const [stepDone, bicDone, walked, otherDone] = [take(stepJobs.length), take(bicJobs.length), take(walks.length), take(others.length)];

  const results = new Map<Method, Result>();
  results.set('stepwise', withResamples(stepwiseResult(table, chosen), estimatesOf(table, stepDone, 1, 0), !chosen.rCompatible));
  const byBic = bicResult(table, models[0]);
  const byModels = allowed.map((_, at) => withResamples(byBic, estimatesOf(table, bicDone, allowed.length, at), !chosen.rCompatible));
  results.set('bic', byModels.at(-1) ?? byBic);
  results.set('bayes', yield* bayesResult(table, chosen, walkedOf(walked)));
  return assembled(table, {
    results: inAskedOrder(chosen.method).map((method) => results.get(method)!),
    bic_by_models:
      bicDone.length > 0
        ? allowed.flatMap((many, at): ByModels[] => (byModels[at]?.interval95 ? [{ models: many, interval95: byModels[at].interval95 }] : []))
        : [],
    sensitivity: chosen.sensitivity ? sensitivityOf(table, otherDone) : null,
  });
}

const inAskedOrder = (asked: Options['method']): readonly Method[] => (asked === 'all' ? methods : [asked, ...methods.filter((one) => one !== asked)]);

/** Hands out what was done, so many at a time. */
function taking(done: readonly Done[]): (many: number) => readonly Done[] {
  let at = 0;
  return (many) => done.slice(at, (at += many));
}

/** The models that resamples may choose among, the best of them first. */
function* topModels(table: Overlaps, { maxOrder }: Options): Asking<readonly Scored[]> {
  const lists = table.lists.length;
  const [tools, counts, order, keep] = [toolsFor(lists), countsIn(table), orderFor(lists, maxOrder), amongHowMany(lists)];
  const seen = best(
    [...explored(tools, counts, table.people, order).values()].filter((one) => one.score < Infinity),
    keep,
  );
  if (!canTryAll(lists, order)) return seen;
  const bound = boundOf(seen, keep);
  const parts = lists < 6 ? 1 : 32;
  const jobs = Array.from({ length: parts }, (_, part): Job => ({ does: 'rank', table, order, keep, bound, part, parts }));
  const done = yield { name: 'models', jobs };
  return best(
    done.flatMap((one) => (one.does === 'rank' ? one.ranking.best : [])),
    keep,
  );
}

const allowedOf = (models: number): readonly number[] => [...[1, 2, 5, 10, 20, 50].filter((many) => many < models), Math.max(1, models)];

/** All resamples in R's order, as one stream of R's would draw them. */
function rowsLikeR({ cells, people }: Overlaps, { seed, replicates }: Options): Float64Array {
  const uniform = likeR(seed);
  const shares = Float64Array.from(cells, ({ count }) => count / people);
  const rows = new Float64Array(replicates * cells.length);
  for (let at = 0; at < replicates; at += 1) multinomial(uniform, people, shares, rows.subarray(at * cells.length, (at + 1) * cells.length));
  return rows;
}

/** The resamples in pieces, and as the last piece the table with one person fewer in each cell. */
function jobsFor(
  table: Overlaps,
  { seed, replicates }: Options,
  rows: Float64Array | undefined,
  piece: number,
  job: (resamples: Resamples) => Job,
): readonly Job[] {
  const many = table.cells.length;
  const jobs: Job[] = [];
  for (let from = 0; from < replicates; from += piece) {
    const to = Math.min(replicates, from + piece);
    jobs.push(job(rows ? { rows: rows.slice(from * many, to * many) } : { seed, from, to }));
  }
  const without = Float64Array.from({ length: many * many }, (_, at) => (table.cells[at % many]?.count ?? 0) - (at % many === Math.floor(at / many) ? 1 : 0));
  return [...jobs, job({ rows: without })];
}

/** The resamples' estimates put together again: the `which`-th of so many for each. */
function estimatesOf({ cells }: Overlaps, done: readonly Done[], of: number, which: number): Estimates {
  const all = done.map((one) => (one.does === 'estimates' ? one.estimates.filter((_, at) => at % of === which) : new Float64Array()));
  const last = all.at(-1) ?? new Float64Array();
  return {
    replicates: Float64Array.from(all.slice(0, -1).flatMap((some) => [...some])),
    without: cells.map(({ count }, at) => ({ people: count, estimate: last[at] ?? Infinity })),
  };
}

function stepwiseResult(table: Overlaps, { threshold }: Options): Result {
  return resultOf(table, 'stepwise', stepwise(toolsFor(table.lists.length), countsIn(table), threshold));
}

function bicResult(table: Overlaps, chosen: Scored | undefined): Result {
  const tools = toolsFor(table.lists.length);
  const counts = countsIn(table);
  const model = chosen?.model ?? independent(table.lists.length);
  const existence = tools.judge(counts, model);
  return resultOf(table, 'bic', { model, existence, ...(existence === 0 ? { fit: tools.fit(counts, model) } : {}) });
}

/** Walks of one posterior: four, each with a stream of its own. */
function walkJobs(table: Overlaps, { seed, normalPrior, steps }: Options, stage: number, model: readonly number[]): readonly Job[] {
  // Under flat priors a posterior is proper only where the estimate exists.
  if (toolsFor(table.lists.length).judge(countsIn(table), normalPrior ? independent(table.lists.length) : model) !== 0) return [];
  return Array.from({ length: 4 }, (_, number): Job => ({ does: 'walk', table, model, normal: normalPrior, seed, stage, number, steps }));
}

const walkedOf = (done: readonly Done[]): readonly Walked[] => done.flatMap((one) => (one.does === 'walk' && one.walked ? [one.walked] : []));

/** The median and quantiles of the total under the pairs that stood out. Its model is also fitted, so that it can be held against the others. */
function* bayesResult(table: Overlaps, chosen: Options, first: readonly Walked[]): Asking<Result> {
  const tools = toolsFor(table.lists.length);
  const counts = countsIn(table);
  const whole = firstModel(table);
  if (first.length === 0) return resultOf(table, 'bayes', { model: whole, existence: tools.judge(counts, whole) });
  const { terms, dead } = walkedTerms(table, whole, chosen.normalPrior);
  const kept = [...standingOut(terms, first), ...dead];
  const model = whole.filter((term) => kept.includes(term));
  const existence = tools.judge(counts, model);
  const fitted = resultOf(table, 'bayes', { model, existence, ...(existence === 0 ? { fit: tools.fit(counts, model) } : {}) });
  const jobs = walkJobs(table, chosen, purposes.secondWalk, model);
  const walks = jobs.length === 0 ? [] : walkedOf(yield { name: 'posterior', jobs });
  const open = { ...fitted, wald95: null, wald80: null };
  if (walks.length === 0) return { ...open, estimate: 'infinite' };
  return { ...open, ...quantilesOf(table.people, walks) };
}

function quantilesOf(people: number, walks: readonly Walked[]): Pick<Result, 'estimate' | 'interval95' | 'interval80' | 'replicates' | 'monte_carlo_error'> {
  const shares = [0.5, 0.025, 0.975, 0.1, 0.9];
  const at = (some: Float64Array): readonly number[] => {
    const totals = some.map((intercept) => people + Math.exp(intercept)).sort();
    return shares.map((share) => quantile8(totals, share));
  };
  const all = at(Float64Array.from(walks.flatMap(({ intercepts }) => [...intercepts])));
  // Each walk in five pieces: how far their quantiles lie from one another says how far those of all may be off.
  const pieces = walks.flatMap(({ intercepts }) =>
    Array.from({ length: 5 }, (_, part) => at(intercepts.slice(Math.floor((part * intercepts.length) / 5), Math.floor(((part + 1) * intercepts.length) / 5)))),
  );
  const error = (which: number): number => {
    const mean = pieces.reduce((sum, one) => sum + one[which]!, 0) / pieces.length;
    return Math.sqrt(pieces.reduce((sum, one) => sum + (one[which]! - mean) ** 2, 0) / (pieces.length - 1) / pieces.length);
  };
  const errors = (from: number): Errors => [error(from), error(from + 1)];
  return {
    estimate: limit(all[0]!),
    interval95: [limit(all[1]!), limit(all[2]!)],
    interval80: [limit(all[3]!), limit(all[4]!)],
    replicates: walks.reduce((sum, { intercepts }) => sum + intercepts.length, 0),
    monte_carlo_error: { interval95: errors(1), interval80: errors(3) },
  };
}

/** Each with the group it belongs to in its place; `sensitivityOf` reads them in the same order. */
function otherJobs(table: Overlaps, { maxOrder, threshold }: Options): readonly Job[] {
  return [
    { does: 'smaller', table, maxOrder },
    ...othersOf(table).map(([, name, other]): Job => ({ does: 'beside', name, table: other, maxOrder, threshold })),
  ];
}

type Group = 'without_list' | 'lists_merged' | 'overlaps_moved';

function othersOf(table: Overlaps): readonly (readonly [Group, string, Overlaps])[] {
  const { lists } = table;
  const fewer = lists.length < 3 ? [] : lists.map((name, at): readonly [Group, string, Overlaps] => ['without_list', name, withoutList(table, at)]);
  const together =
    lists.length < 3
      ? []
      : lists.flatMap((name, one) =>
          lists.slice(one + 1).map((second, at): readonly [Group, string, Overlaps] => ['lists_merged', `${name}+${second}`, merged(table, one, one + at + 1)]),
        );
  const moved = sharesMoved.map((share): readonly [Group, string, Overlaps] => ['overlaps_moved', `${100 * share}%`, overlapsMoved(table, share)]);
  return [...fewer, ...together, ...moved];
}

function sensitivityOf(table: Overlaps, done: readonly Done[]): Sensitivity {
  const tools = toolsFor(table.lists.length);
  const counts = countsIn(table);
  const rest = done.flatMap((one) => (one.does === 'beside' ? [one.beside] : []));
  const smaller = done.find((one) => one.does === 'smaller')?.smaller;
  const of = (group: Group): readonly Beside[] => othersOf(table).flatMap(([one], at) => (one === group && rest[at] ? [rest[at]] : []));
  return {
    without_list: of('without_list'),
    lists_merged: of('lists_merged'),
    threshold: thresholds.map((threshold) => ({ name: String(threshold), stepwise: byStepwise(tools, counts, table.people, threshold), bic: null })),
    overlaps_moved: of('overlaps_moved'),
    independence: byStepwise(tools, counts, table.people, 0),
    pairs_only: smaller?.pairs_only ?? null,
    downhill: smaller?.downhill ?? null,
    at_least: atLeast(table),
  };
}
