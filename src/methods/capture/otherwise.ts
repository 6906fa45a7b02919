// What comes out when one choice is made otherwise: without a list, two lists as one, another threshold, some overlaps taken for mistaken links.
import { bestModels, downhill, orderFor } from './bic.ts';
import { canTryAll } from './catalogue.ts';
import { limit, type Beside, type Limit } from './result.ts';
import { independent, stepwise, type Tools } from './stepwise.ts';
import { inOrder, listsOn, type Cell, type Overlaps } from './table.ts';
import { countsOf, fitting, type Counts } from './fit.ts';
import { judging } from './existence.ts';

const known = new Map<number, Tools>();

/** Fitting and judging for so many lists; what was found out once is kept. */
export function toolsFor(lists: number): Tools {
  const before = known.get(lists);
  if (before) return before;
  const made = { lists, ...fitting(lists), judge: judging(lists) };
  known.set(lists, made);
  return made;
}

export function countsIn({ lists, cells }: Pick<Overlaps, 'lists' | 'cells'>): Counts {
  const all = new Float64Array(1 << lists.length);
  for (const { on, count } of cells) all[on] = count;
  return countsOf(all);
}

const withCells = (lists: readonly string[], cells: readonly Cell[]): Overlaps => {
  const left = inOrder(cells.filter(({ on }) => on !== 0));
  return { lists, cells: left, people: left.reduce((sum, { count }) => sum + count, 0), left: [], same: [] };
};

const dropBit = (on: number, at: number): number => (on & ((1 << at) - 1)) | ((on >> (at + 1)) << at);

/** As if this list had never been kept: whoever is on it alone was then not found. */
export const withoutList = ({ lists, cells }: Overlaps, list: number): Overlaps =>
  withCells(
    lists.filter((_, at) => at !== list),
    cells.map(({ on, count }) => ({ on: dropBit(on, list), count })),
  );

/** Two lists as one; `second` comes after `one`. */
export const merged = ({ lists, cells }: Overlaps, one: number, second: number): Overlaps =>
  withCells(
    lists.flatMap((name, at) => (at === second ? [] : at === one ? [`${name}+${lists[second] ?? ''}`] : [name])),
    cells.map(({ on, count }) => ({ on: dropBit((on >> second) & 1 ? on | (1 << one) : on, second), count })),
  );

/**
 * As if this share of those on several lists had been linked by mistake: each is then as many people as lists, on one each. Whole people, spread over the cells
 * by the largest remainders, so that no chance is in it.
 */
export function overlapsMoved({ lists, cells }: Overlaps, share: number): Overlaps {
  const several = cells.filter(({ on }) => listsOn(on) > 1);
  const wanted = Math.round(share * several.reduce((sum, { count }) => sum + count, 0));
  const moved = new Map(several.map(({ on, count }) => [on, Math.floor(share * count)]));
  const rest = several.map(({ on, count }, at) => ({ on, at, part: share * count - Math.floor(share * count) })).sort((a, b) => b.part - a.part || a.at - b.at);
  let open = wanted - [...moved.values()].reduce((sum, by) => sum + by, 0);
  for (const { on } of rest) {
    if (open <= 0) break;
    moved.set(on, (moved.get(on) ?? 0) + 1);
    open -= 1;
  }
  const singles = several.flatMap(({ on }) => lists.flatMap((_, at) => ((on >> at) & 1 ? [{ on: 1 << at, count: moved.get(on) ?? 0 }] : [])));
  return withCells(lists, [...cells.map(({ on, count }) => ({ on, count: count - (moved.get(on) ?? 0) })), ...singles]);
}

/** Both point estimates of a table, each with its usual choices. That of BIC only where every model can be tried: a search would take too long so many times. */
export function beside(name: string, table: Overlaps, maxOrder: number | undefined, threshold: number): Beside {
  const tools = toolsFor(table.lists.length);
  const counts = countsIn(table);
  const all = canTryAll(table.lists.length, orderFor(table.lists.length, maxOrder));
  const best = all ? bestModels(tools, counts, table.people, maxOrder, 1)[0] : undefined;
  return { name, stepwise: byStepwise(tools, counts, table.people, threshold), bic: all ? limit(best?.estimate ?? Infinity) : null };
}

export function byStepwise(tools: Tools, counts: Counts, people: number, threshold: number): Limit {
  const { fit } = stepwise(tools, counts, threshold);
  return limit(fit ? people + Math.exp(fit.coefficients[0]!) : Infinity);
}

export const thresholds = [0, 0.001, 0.005, 0.01, 0.02, 0.05, 0.1] as const;
export const sharesMoved = [0.01, 0.02, 0.05] as const;

/** Pairs alone, and downhill from independence alone: what a smaller search would have said. */
export function smallerSearches(table: Overlaps, maxOrder: number | undefined): { readonly pairs_only: Limit; readonly downhill: Limit } {
  const tools = toolsFor(table.lists.length);
  const counts = countsIn(table);
  const pairs = bestModels(tools, counts, table.people, 2, 1)[0];
  const end = downhill(tools, counts, table.people, orderFor(table.lists.length, maxOrder), independent(table.lists.length), new Map());
  return { pairs_only: limit(pairs?.estimate ?? Infinity), downhill: limit(end.estimate) };
}

/** A lower bound that allows for people whom lists reach more easily than others (Chao 1987): from those on one list and on two. */
export function atLeast({ cells, people }: Overlaps): Limit {
  const on = (many: number): number => cells.reduce((sum, one) => sum + (listsOn(one.on) === many ? one.count : 0), 0);
  return limit(people + on(1) ** 2 / (2 * on(2)));
}
