// Choosing by BIC: of many models the one whose deviance, with a price for each term, is least (Silverman, Chan and Vincent 2024).
import { canTryAll, eachModel, graphs, usualOrder, within } from './catalogue.ts';
import type { Counts } from './fit.ts';
import { independent, pairsOf, stepwise, type Tools } from './stepwise.ts';
import { streamOf } from '#methods/stream.ts';
import { listsOn } from './table.ts';

/** `score`: the BIC without what is the same for every model of a table. `estimate`: people in all. */
export type Scored = { readonly model: readonly number[]; readonly score: number; readonly estimate: number };

/** `best`: the first of them by score. `models`: how many there are. `fits`: how many different fits that took. `valid`: those fitted that have an estimate. */
export type Ranking = { readonly best: readonly Scored[]; readonly models: number; readonly fits: number; readonly valid: number };

const first = (one: Scored, other: Scored): number =>
  one.score - other.score || one.model.length - other.model.length || (one.model.join() < other.model.join() ? -1 : 1);

/** The best of several rankings, each model once. */
export function best(all: readonly Scored[], keep: number): readonly Scored[] {
  const by = new Map(all.map((one) => [one.model.join(), one]));
  return [...by.values()].sort(first).slice(0, keep);
}

/** Terms of a model in one order, whichever way it was come by. */
const inOrder = (model: readonly number[]): readonly number[] => [...model].sort((one, other) => listsOn(one) - listsOn(other) || one - other);

/** Of one model; Infinity where it has no one estimate. `model` in one order, as `inOrder` has it. */
function score({ quick, judge }: Tools, counts: Counts, people: number, model: readonly number[], start?: Float64Array): Scored {
  if (judge(counts, model) !== 0) return { model, score: Infinity, estimate: Infinity };
  const { deviance, intercept } = quick(counts, model, start);
  if (deviance === undefined) return { model, score: Infinity, estimate: Infinity };
  return { model, score: deviance + Math.log(people) * model.length, estimate: people + Math.exp(intercept) };
}

/**
 * Ranks every model on these sets of pairs. No deviance is below nothing, so a model whose price for its terms alone is over `bound` is left unfitted: with the
 * score of the last to be kept as the bound, nothing that would be kept is missed. Without a bound every model is fitted.
 */
export function rankAll(tools: Tools, counts: Counts, people: number, over: Iterable<number>, order: number, keep: number, bound?: number): Ranking {
  const price = Math.log(people);
  let kept: Scored[] = [];
  let limit = bound ?? Infinity;
  let [models, fits, valid] = [0, 0, 0];
  let last: readonly number[] = [];
  let deviance = Infinity;
  let estimate = Infinity;
  const tell = (model: readonly number[], matter: readonly number[]): void => {
    const priced = price * model.length;
    if (priced > limit) return;
    if (matter.length !== last.length || matter.some((term, at) => term !== last[at])) {
      last = matter.slice();
      fits += 1;
      const found = tools.judge(counts, last) === 0 ? tools.quick(counts, last) : undefined;
      deviance = found?.deviance ?? Infinity;
      estimate = people + Math.exp(found?.intercept ?? Infinity);
    }
    if (deviance === Infinity) return;
    valid += 1;
    if (deviance + priced > limit) return;
    kept.push({ model: inOrder(model), score: deviance + priced, estimate });
    if (kept.length < 4 * keep) return;
    kept = kept.sort(first).slice(0, keep);
    if (bound !== undefined) limit = Math.min(limit, kept.at(-1)?.score ?? limit);
  };
  for (const graph of over) models += eachModel(tools.lists, order, graph, counts.holding, limit / price, tell);
  return { best: best(kept, keep), models, fits, valid };
}

/** From one model to the best of its neighbours (a term more or fewer) as long as that is better. Gives where it ends; `seen` keeps all it came by. */
export function downhill(tools: Tools, counts: Counts, people: number, order: number, from: readonly number[], seen: Map<string, Scored>): Scored {
  const scored = (model: readonly number[]): Scored => {
    const sorted = inOrder(model);
    const key = sorted.join();
    const before = seen.get(key);
    if (before) return before;
    const made = score(tools, counts, people, sorted);
    seen.set(key, made);
    return made;
  };
  let here = scored(from);
  for (;;) {
    const next = neighbours(tools.lists, here.model, order).map(scored).sort(first)[0];
    if (!next || !(next.score < here.score)) return here;
    here = next;
  }
}

function neighbours(lists: number, model: readonly number[], order: number): readonly (readonly number[])[] {
  const has = new Set(model);
  const more: (readonly number[])[] = [];
  for (let term = 1; term < 1 << lists; term += 1) {
    const size = listsOn(term);
    if (size < 2 || size > order) continue;
    if (!has.has(term)) {
      if (within(term).every((smaller) => has.has(smaller))) more.push([...model, term]);
    } else if (!model.some((other) => other !== term && (other & term) === term)) more.push(model.filter((other) => other !== term));
  }
  return more;
}

/** Downhill from independence, from the stepwise choice, from all pairs, and from some sets of pairs by chance (always the same). */
export function explored(tools: Tools, counts: Counts, people: number, order: number): Map<string, Scored> {
  const seen = new Map<string, Scored>();
  const pairs = order < 2 ? [] : pairsOf(tools.lists);
  const single = independent(tools.lists);
  const uniform = streamOf(0, 0, tools.lists);
  const starts = [
    single,
    ...(order < 2 ? [] : [stepwise(tools, counts, 0.02).model, [...single, ...pairs]]),
    ...Array.from({ length: 6 }, () => [...single, ...pairs.filter(() => uniform() < 0.4)]),
  ];
  for (const from of starts) downhill(tools, counts, people, order, from, seen);
  return seen;
}

/** The best models: of all where all can be tried, else of all that a search downhill from several sides came by. `order` is cut to the number of lists. */
export function bestModels(tools: Tools, counts: Counts, people: number, order: number | undefined, keep: number): readonly Scored[] {
  const most = orderFor(tools.lists, order);
  const seen = best(
    [...explored(tools, counts, people, most).values()].filter((one) => one.score < Infinity),
    keep,
  );
  if (!canTryAll(tools.lists, most)) return seen;
  const all = Array.from({ length: graphs(tools.lists, most) }, (_, at) => at);
  return rankAll(tools, counts, people, all, most, keep, boundOf(seen, keep)).best;
}

export const orderFor = (lists: number, order: number | undefined): number => Math.min(lists - 1, order ?? usualOrder(lists));

/** A hair above, so that what is equal but for rounding is kept. */
export const boundOf = (seen: readonly Scored[], keep: number): number => (seen.length < keep ? Infinity : (seen[keep - 1]?.score ?? Infinity) + 1e-6);

/** How many of the best models each resample may choose among: all of three lists, twenty of four, else a hundred. */
export const amongHowMany = (lists: number): number => (lists <= 3 ? 1000 : lists === 4 ? 20 : 100);

/** The estimate by the best of the first so many models, for each of these numbers in rising order. `starts`: coefficients of each model on the original table. */
export function chooseAmong(
  tools: Tools,
  counts: Counts,
  people: number,
  models: readonly (readonly number[])[],
  starts: readonly (Float64Array | undefined)[],
  allowed: readonly number[],
): readonly number[] {
  let [least, estimate] = [Infinity, Infinity];
  const found: number[] = [];
  for (let at = 0; at < models.length; at += 1) {
    const model = models[at]!;
    if (Math.log(people) * model.length < least) {
      const one = score(tools, counts, people, model, starts[at]);
      if (one.score < least) [least, estimate] = [one.score, one.estimate];
    }
    if (allowed.includes(at + 1)) found.push(estimate);
  }
  while (found.length < allowed.length) found.push(estimate);
  return found;
}
