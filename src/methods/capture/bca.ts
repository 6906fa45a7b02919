// Limits from resamples, corrected for bias and for how the spread changes with the estimate (BCa, Efron 1987).
import { normalBelow, normalQuantile } from '#methods/distributions.ts';
import { quantile8 } from '#methods/quantile.ts';

/**
 * `replicates`: the estimate of each resample, Infinity where there is none. `without`: the estimate with one person fewer in a cell, and how many are in that
 * cell. `halfTies`: a replicate equal to the estimate counts one half below; R's packages count it as above.
 */
export type Resampled = {
  readonly estimate: number;
  readonly replicates: Float64Array;
  readonly without: readonly { readonly estimate: number; readonly people: number }[];
  readonly halfTies: boolean;
};

export type Corrected = {
  readonly acceleration: number;
  readonly shareBelow: number;
  readonly limits: readonly number[];
  readonly errors: readonly (number | null)[];
};

/** The limits at these shares, and how far each is off by the number of resamples alone. */
export function corrected(given: Resampled, shares: readonly number[]): Corrected {
  const acceleration = accelerationOf(given.without);
  const limits = limitsOf(given.estimate, given.replicates, acceleration, given.halfTies, shares);
  return { acceleration, shareBelow: shareBelow(given.estimate, given.replicates, given.halfTies), limits, errors: errorsOf(given, acceleration, shares) };
}

/** Nothing where the estimate without somebody is no number: then the limits are corrected for bias alone. */
export function accelerationOf(without: Resampled['without']): number {
  const people = without.reduce((sum, one) => sum + one.people, 0);
  const mean = without.reduce((sum, one) => sum + one.people * one.estimate, 0) / people;
  let [squares, cubes] = [0, 0];
  for (const one of without) {
    const off = mean - one.estimate;
    squares += one.people * off * off;
    cubes += one.people * off ** 3;
  }
  const found = cubes / (6 * squares ** 1.5);
  return Number.isFinite(found) ? found : 0;
}

function shareBelow(estimate: number, replicates: Float64Array, halfTies: boolean): number {
  let sum = 0;
  for (const one of replicates) {
    if (halfTies && Math.abs(one - estimate) <= 1e-9 * estimate) sum += 0.5;
    else if (one < estimate) sum += 1;
  }
  return sum / replicates.length;
}

function limitsOf(estimate: number, replicates: Float64Array, acceleration: number, halfTies: boolean, shares: readonly number[]): readonly number[] {
  const sorted = replicates.slice().sort();
  const least = 0.5 / replicates.length;
  const bias = normalQuantile(Math.min(1 - least, Math.max(least, shareBelow(estimate, replicates, halfTies))));
  return shares.map((share) => {
    const shifted = bias + normalQuantile(share);
    return quantile8(sorted, normalBelow(bias + shifted / (1 - acceleration * shifted)));
  });
}

/** Batches are as large as can be where there are still ten of them; below a hundred in each they say too little of limits so far out. */
function errorsOf({ estimate, replicates, halfTies }: Resampled, acceleration: number, shares: readonly number[]): readonly (number | null)[] {
  const batches = Math.min(20, Math.floor(replicates.length / 100));
  if (batches < 10) return shares.map(() => null);
  const size = Math.floor(replicates.length / batches);
  const each = Array.from({ length: batches }, (_, at) => limitsOf(estimate, replicates.slice(at * size, (at + 1) * size), acceleration, halfTies, shares));
  return shares.map((_, which) => {
    const values = each.map((limits) => limits[which]!);
    const mean = values.reduce((sum, one) => sum + one, 0) / batches;
    const variance = values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (batches - 1);
    return Number.isFinite(variance) ? Math.sqrt(variance / batches) : null;
  });
}
