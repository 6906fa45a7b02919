// The Bayesian threshold method (Silverman 2020): all pairs at once, those kept that stand out from nothing, and then between what the total lies.
import { overSubsets, overSupersets, staying, type Counts } from './fit.ts';
import { pairsOf, independent } from './stepwise.ts';
import type { Uniform } from '#methods/stream.ts';
import { listsOn } from './table.ts';

/** Where the posterior peaks, and a square root of its spread there: by it a walk takes steps that fit its shape. */
export type Peak = { readonly at: Float64Array; readonly root: Float64Array };

/** Of one walk: the intercepts come by, and of each term mean and variance. */
export type Walked = { readonly intercepts: Float64Array; readonly means: readonly number[]; readonly variances: readonly number[] };

export const allPairs = (lists: number): readonly number[] => [...independent(lists), ...pairsOf(lists)];

/** Flat on the intercept and the lists; on pairs normal with variance one, or flat too: then dead pairs are minus infinity, and out. */
const priced = (term: number, normal: boolean): number => (normal && listsOn(term) > 1 ? 1 : 0);

/** Which terms are estimated and which cells stay: under a normal prior all. */
export function estimated({ cells, holding }: Counts, model: readonly number[], normal: boolean) {
  const dead = model.filter((term) => term !== 0 && holding[term] === 0 && priced(term, normal) === 0);
  const terms = model.filter((term) => !dead.includes(term));
  return { terms, dead, stays: staying(cells.length, dead) };
}

/** By Newton's steps, each halved until it is uphill. Nothing where there is no peak. */
export function peakOf(counts: Counts, model: readonly number[], normal: boolean): Peak | undefined {
  const { cells } = counts;
  const { terms, stays } = estimated(counts, model, normal);
  const height = heightOf(counts, terms, stays, normal);
  const all = cells.reduce((sum, count) => sum + count, 0);
  let now = Float64Array.from(terms, (term) => (term === 0 ? Math.log(all / cells.length) : 0));
  for (let step = 0; step < 200; step += 1) {
    const here = height(now);
    const mean = here.mean;
    const rest = overSupersets(mean.map((expected, cell) => (stays[cell] === 1 ? cells[cell]! - expected : 0)));
    const weight = overSupersets(mean.slice());
    const slope = terms.map((term, at) => rest[term]! - priced(term, normal) * now[at]!);
    const lower = rootOf(terms.map((row) => terms.map((column) => weight[row | column]! + (row === column ? priced(row, normal) : 0))));
    if (!lower) return undefined;
    const way = backward(lower, forward(lower, slope));
    let part = 1;
    let next = now;
    for (; part > 1e-10; part /= 2) {
      next = now.map((by, at) => by + part * way[at]!);
      if (height(next).log >= here.log) break;
    }
    const moved = way.reduce((most, by) => Math.max(most, Math.abs(part * by)), 0);
    now = next;
    // The spread is the inverse of the curvature: a column of its root is what the transposed lower triangle turns into one.
    if (moved < 1e-9) return { at: now, root: spreadRoot(lower) };
  }
  return undefined;
}

/** The logarithm of the posterior, but for a constant, and the means by cell. */
function heightOf({ holding }: Counts, terms: readonly number[], stays: Uint8Array, normal: boolean) {
  const size = holding.length;
  const mean = new Float64Array(size);
  const log = new Float64Array(size);
  const fit = terms.map((term) => (term === 0 ? 0 : holding[term]!));
  // People on any list at all: what the intercept is held by.
  fit[0] = holding[0]!;
  const prices = terms.map((term) => priced(term, normal) / 2);
  return (at: Float64Array): { readonly log: number; readonly mean: Float64Array } => {
    log.fill(0);
    let sum = 0;
    for (let which = 0; which < terms.length; which += 1) {
      const by = at[which]!;
      log[terms[which]!] = by;
      sum += by * fit[which]! - prices[which]! * by * by;
    }
    overSubsets(log);
    for (let cell = 1; cell < size; cell += 1) {
      const expected = stays[cell] === 0 ? 0 : Math.exp(log[cell]!);
      mean[cell] = expected;
      sum -= expected;
    }
    return { log: sum, mean };
  };
}

/**
 * A random walk by Metropolis over so many steps, from the peak; every fifth is kept after the first tenth. Steps have the shape of the posterior at its
 * peak, and the size that suits so many terms.
 */
export function walk(counts: Counts, model: readonly number[], normal: boolean, peak: Peak, uniform: Uniform, steps: number): Walked {
  const { terms, stays } = estimated(counts, model, normal);
  const height = heightOf(counts, terms, stays, normal);
  const many = terms.length;
  const size = 2.38 / Math.sqrt(many);
  const begin = Math.floor(steps / 10);
  const intercepts = new Float64Array(Math.ceil((steps - begin) / 5));
  const [sums, squares, push] = [new Float64Array(many), new Float64Array(many), new Float64Array(many)];
  let now = peak.at.slice();
  let next = now.slice();
  let here = height(now).log;
  let kept = 0;
  for (let step = 0; step < steps; step += 1) {
    for (let at = 0; at < many; at += 1) push[at] = normalOf(uniform) * size;
    for (let row = 0; row < many; row += 1) {
      let by = now[row]!;
      for (let at = row; at < many; at += 1) by += peak.root[row * many + at]! * push[at]!;
      next[row] = by;
    }
    const there = height(next).log;
    if (Math.log(uniform()) < there - here) {
      [now, next] = [next, now];
      here = there;
    }
    if (step < begin || (step - begin) % 5 !== 0) continue;
    intercepts[kept] = now[0]!;
    kept += 1;
    for (let at = 0; at < many; at += 1) {
      const off = now[at]! - peak.at[at]!;
      sums[at]! += off;
      squares[at]! += off * off;
    }
  }
  const means = [...sums].map((sum) => sum / kept);
  return {
    intercepts: intercepts.subarray(0, kept),
    means: means.map((mean, at) => mean + peak.at[at]!),
    variances: [...squares].map((sum, at) => sum / kept - means[at]! * means[at]!),
  };
}

/** By the polar way of Box and Muller; the second of each pair is let go, so that a stream is read in one order. */
const normalOf = (uniform: Uniform): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform());

/** Of the terms that were walked over, the lists and those pairs that stand out from nothing: twice their spread from it at least. */
export function standingOut(terms: readonly number[], walks: readonly Walked[]): readonly number[] {
  return terms.filter((term, at) => {
    if (listsOn(term) < 2) return true;
    const mean = walks.reduce((sum, one) => sum + one.means[at]!, 0) / walks.length;
    const within = walks.reduce((sum, one) => sum + one.variances[at]!, 0) / walks.length;
    const between = walks.reduce((sum, one) => sum + (one.means[at]! - mean) ** 2, 0) / walks.length;
    return Math.abs(mean) >= 2 * Math.sqrt(within + between);
  });
}

type Square = readonly (readonly number[])[];

/** The lower triangle of a square root (Cholesky); nothing where the matrix is not positive. */
function rootOf(matrix: Square): Square | undefined {
  const lower: number[][] = [];
  for (const [at, row] of matrix.entries()) {
    const made: number[] = [];
    for (let to = 0; to <= at; to += 1) {
      const other = lower[to] ?? made;
      let sum = row[to]!;
      for (let before = 0; before < to; before += 1) sum -= made[before]! * other[before]!;
      if (to < at) made.push(sum / other[to]!);
      else if (sum > 1e-12 * row[at]!) made.push(Math.sqrt(sum));
      else return undefined;
    }
    lower.push(made);
  }
  return lower;
}

function forward(lower: Square, right: readonly number[]): readonly number[] {
  const found: number[] = [];
  for (const [at, row] of lower.entries()) found.push((right[at]! - found.reduce((sum, by, to) => sum + row[to]! * by, 0)) / row[at]!);
  return found;
}

function backward(lower: Square, right: readonly number[]): readonly number[] {
  const found = [...right];
  for (let at = lower.length - 1; at >= 0; at -= 1) {
    found[at]! /= lower[at]![at]!;
    for (let to = 0; to < at; to += 1) found[to]! -= lower[at]![to]! * found[at]!;
  }
  return found;
}

/** The inverse of the transposed lower triangle, row by row: an upper triangle. */
function spreadRoot(lower: Square): Float64Array {
  const many = lower.length;
  const root = new Float64Array(many * many);
  for (let column = 0; column < many; column += 1) {
    const solved = backward(
      lower,
      lower.map((_, at) => (at === column ? 1 : 0)),
    );
    for (let row = 0; row < many; row += 1) root[row * many + column] = solved[row]!;
  }
  return root;
}
