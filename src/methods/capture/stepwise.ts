// Stepwise selection: pairs of lists enter one by one while their overlap is too unlikely without them (Chan, Silverman and Vincent 2021).
import { smallerTail } from './chance.ts';
import type { Existence } from './existence.ts';
import type { Counts, Fit, Quick } from './fit.ts';

/** `entered`: pairs in the order they came in. Without a fit there is no estimate of even the model without pairs. */
export type Selected = { readonly model: readonly number[]; readonly entered: readonly number[]; readonly existence: Existence; readonly fit?: Fit };

export type Tools = {
  readonly lists: number;
  readonly fit: (counts: Counts, model: readonly number[]) => Fit;
  readonly quick: (counts: Counts, model: readonly number[], start?: Float64Array) => Quick;
  readonly judge: (counts: Counts, model: readonly number[]) => Existence;
};

/** The model in which lists are independent: the intercept and a term for each list. */
export const independent = (lists: number): readonly number[] => [0, ...Array.from({ length: lists }, (_, at) => 1 << at)];

export const pairsOf = (lists: number): readonly number[] =>
  Array.from({ length: lists }, (_, one) => Array.from({ length: lists - one - 1 }, (_, at) => (1 << one) | (1 << (one + at + 1)))).flat();

/**
 * From independence on, the pair whose overlap is least likely under the fitted model enters (the first of equals), until none is less likely than
 * `threshold`, one-sided. A pair whose model would have no estimate is passed over. Nothing leaves again.
 */
export function stepwise({ lists, fit, judge }: Tools, counts: Counts, threshold: number): Selected {
  let model = independent(lists);
  const entered: number[] = [];
  const existence = judge(counts, model);
  if (existence !== 0) return { model, entered, existence };
  let open = pairsOf(lists);
  for (;;) {
    const now = fit(counts, model);
    const unlikely = open
      .map((pair, at) => ({ pair, at, p: smallerTail(counts.holding[pair]!, holding(now.fitted, pair)) }))
      .filter(({ p }) => p < threshold)
      .sort((one, other) => one.p - other.p || one.at - other.at);
    const next = unlikely.find(({ pair }) => judge(counts, [...model, pair]) === 0);
    if (!next) return { model, entered, existence, fit: now };
    entered.push(next.pair);
    model = [...model, next.pair];
    open = open.filter((pair) => pair !== next.pair);
  }
}

/** How many the model expects in all cells that hold a term. */
function holding(fitted: Float64Array, term: number): number {
  let sum = 0;
  for (let cell = term; cell < fitted.length; cell = (cell + 1) | term) sum += fitted[cell]!;
  return sum;
}
