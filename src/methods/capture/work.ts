// The pieces that the work of an estimate falls into. Each is data in and data out, so that any thread may do any of them in any order.
import { allPairs, estimated, peakOf, walk, type Walked } from './bayes.ts';
import { chooseAmong, rankAll, type Ranking } from './bic.ts';
import { graphs } from './catalogue.ts';
import { multinomial } from './draw.ts';
import { countsOf, type Counts } from './fit.ts';
import { beside, countsIn, smallerSearches, toolsFor } from './otherwise.ts';
import { numberOf, type Beside, type Limit } from './result.ts';
import { byStepwise } from './otherwise.ts';
import { streamOf } from '#methods/stream.ts';
import type { Overlaps } from './table.ts';

/** Resamples to go through: drawn from their own streams, or as they were drawn already, row by row over the cells of the table. */
export type Resamples = { readonly seed: number; readonly from: number; readonly to: number } | { readonly rows: Float64Array };

/**
 * `stepwise`, `among`: the estimate for each resample (of `among` for each number of models allowed). `rank`: every so many-th set of pairs. `walk`: one walk of the
 * posterior. `beside`, `smaller`: what other choices would say.
 */
export type Job =
  | { readonly does: 'stepwise'; readonly table: Overlaps; readonly threshold: number; readonly resamples: Resamples }
  | {
      readonly does: 'among';
      readonly table: Overlaps;
      readonly models: readonly (readonly number[])[];
      readonly allowed: readonly number[];
      readonly resamples: Resamples;
    }
  | {
      readonly does: 'rank';
      readonly table: Overlaps;
      readonly order: number;
      readonly keep: number;
      readonly bound: number | undefined;
      readonly part: number;
      readonly parts: number;
    }
  | {
      readonly does: 'walk';
      readonly table: Overlaps;
      readonly model: readonly number[];
      readonly normal: boolean;
      readonly seed: number;
      readonly stage: number;
      readonly number: number;
      readonly steps: number;
    }
  | { readonly does: 'beside'; readonly name: string; readonly table: Overlaps; readonly maxOrder: number | undefined; readonly threshold: number }
  | { readonly does: 'smaller'; readonly table: Overlaps; readonly maxOrder: number | undefined };

export type Done =
  | { readonly does: 'estimates'; readonly estimates: Float64Array }
  | { readonly does: 'rank'; readonly ranking: Ranking }
  | { readonly does: 'walk'; readonly walked: Walked | undefined }
  | { readonly does: 'beside'; readonly beside: Beside }
  | { readonly does: 'smaller'; readonly smaller: { readonly pairs_only: Limit; readonly downhill: Limit } };

/** Which stream of a seed is for what. */
export const purposes = { resamples: 1, firstWalk: 2, secondWalk: 3 } as const;

export function work(job: Job): Done {
  switch (job.does) {
    case 'stepwise':
      return { does: 'estimates', estimates: stepwiseOver(job) };
    case 'among':
      return { does: 'estimates', estimates: amongOver(job) };
    case 'rank': {
      const { table, order, keep, bound, part, parts } = job;
      const all = graphs(table.lists.length, order);
      const mine = Array.from({ length: Math.ceil((all - part) / parts) }, (_, at) => part + at * parts);
      return { does: 'rank', ranking: rankAll(toolsFor(table.lists.length), countsIn(table), table.people, mine, order, keep, bound) };
    }
    case 'walk': {
      const { table, model, normal, seed, stage, number, steps } = job;
      const counts = countsIn(table);
      const peak = peakOf(counts, model, normal);
      return { does: 'walk', walked: peak && walk(counts, model, normal, peak, streamOf(seed, stage, number), steps) };
    }
    case 'beside':
      return { does: 'beside', beside: beside(job.name, job.table, job.maxOrder, job.threshold) };
    case 'smaller':
      return { does: 'smaller', smaller: smallerSearches(job.table, job.maxOrder) };
  }
}

/** Goes through the resamples: counts by cell, and how many people. */
function over({ lists, cells, people }: Overlaps, resamples: Resamples, each: (counts: Counts, people: number, at: number) => void): number {
  const many = cells.length;
  const into = new Float64Array(many);
  const shares = Float64Array.from(cells, ({ count }) => count / people);
  const all = 'rows' in resamples ? resamples.rows.length / many : resamples.to - resamples.from;
  for (let at = 0; at < all; at += 1) {
    const row = 'rows' in resamples ? resamples.rows.subarray(at * many, (at + 1) * many) : into;
    if (!('rows' in resamples)) multinomial(streamOf(resamples.seed, purposes.resamples, resamples.from + at), people, shares, into);
    const table = new Float64Array(1 << lists.length);
    let drawn = 0;
    for (let cell = 0; cell < many; cell += 1) {
      table[cells[cell]!.on] = row[cell]!;
      drawn += row[cell]!;
    }
    each(countsOf(table), drawn, at);
  }
  return all;
}

const manyIn = (table: Overlaps, resamples: Resamples): number =>
  'rows' in resamples ? resamples.rows.length / table.cells.length : resamples.to - resamples.from;

function stepwiseOver({ table, threshold, resamples }: Job & { readonly does: 'stepwise' }): Float64Array {
  const tools = toolsFor(table.lists.length);
  const found = new Float64Array(manyIn(table, resamples));
  over(table, resamples, (counts, people, at) => {
    found[at] = numberOf(byStepwise(tools, counts, people, threshold));
  });
  return found;
}

function amongOver({ table, models, allowed, resamples }: Job & { readonly does: 'among' }): Float64Array {
  const tools = toolsFor(table.lists.length);
  const whole = countsIn(table);
  const starts = models.map((model) => {
    const { terms, coefficients } = tools.fit(whole, model);
    const by = new Float64Array(1 << table.lists.length);
    for (const [at, term] of terms.entries()) by[term] = coefficients[at]!;
    return by;
  });
  const found = new Float64Array(manyIn(table, resamples) * allowed.length);
  over(table, resamples, (counts, people, at) => found.set(chooseAmong(tools, counts, people, models, starts, allowed), at * allowed.length));
  return found;
}

/** What a walk over all pairs begins with, and which terms it is over. */
export const walkedTerms = (table: Overlaps, model: readonly number[], normal: boolean): ReturnType<typeof estimated> =>
  estimated(countsIn(table), model, normal);
export const firstModel = ({ lists }: Overlaps): readonly number[] => allPairs(lists.length);
