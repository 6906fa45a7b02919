// Fitting one log-linear Poisson model to a table of overlaps, by weighted least squares again and again until its deviance stands still.
// Sums over all cells that hold a term come from one transform of the whole table, so a step costs hardly more than its small equations.

/**
 * `terms`: those estimated, the intercept (0) first. `dead`: terms of the model in which nobody is; by the extended maximum likelihood they are minus
 * infinity, and cells that hold one are out of the fit (Fienberg and Rinaldo 2012). `fitted` by cell; `variance` of the intercept.
 */
export type Fit = {
  readonly terms: readonly number[];
  readonly dead: readonly number[];
  readonly coefficients: Float64Array;
  readonly fitted: Float64Array;
  readonly deviance: number;
  readonly variance: number;
  readonly settled: boolean;
};

/** Of each mask, the sum over the masks that hold it; in place. */
export function overSupersets(values: Float64Array): Float64Array {
  for (let bit = 1; bit < values.length; bit <<= 1) {
    for (let block = 0; block < values.length; block += bit << 1) {
      for (let at = block; at < block + bit; at += 1) values[at]! += values[at + bit]!;
    }
  }
  return values;
}

/** Of each mask, the sum over the masks it holds; in place. */
export function overSubsets(values: Float64Array): Float64Array {
  for (let bit = 1; bit < values.length; bit <<= 1) {
    for (let block = 0; block < values.length; block += bit << 1) {
      for (let at = block; at < block + bit; at += 1) values[at + bit]! += values[at]!;
    }
  }
  return values;
}

/** Counts by cell, and of each term how many people it holds. */
export type Counts = { readonly cells: Float64Array; readonly holding: Float64Array };

export const countsOf = (cells: Float64Array): Counts => ({ cells, holding: overSupersets(cells.slice()) });

/** Which cells stay in the fit of these dead terms. The empty cell, whom nobody found, never is one. */
export function staying(size: number, dead: readonly number[], into = new Uint8Array(size)): Uint8Array {
  into.fill(1);
  into[0] = 0;
  for (const term of dead) for (let cell = term; cell < size; cell = (cell + 1) | term) into[cell] = 0;
  return into;
}

/** Work space for tables of so many lists: a fit begins and ends within one call. */
export function fitting(lists: number) {
  const size = 1 << lists;
  const stays = new Uint8Array(size);
  const [log, mean, weight, worked] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let lower = new Float64Array(64);
  let solution = new Float64Array(8);

  /** Solves the equations of one step; false where they have no one solution. `weight` and `worked` are sums over supersets by now. */
  const solve = (terms: readonly number[]): boolean => {
    const many = terms.length;
    if (lower.length < many * many) lower = new Float64Array(many * many);
    if (solution.length < many) solution = new Float64Array(many);
    for (let row = 0; row < many; row += 1) {
      const term = terms[row]!;
      for (let column = 0; column <= row; column += 1) {
        let sum = weight[term | terms[column]!]!;
        for (let at = 0; at < column; at += 1) sum -= lower[row * many + at]! * lower[column * many + at]!;
        if (column < row) lower[row * many + column] = sum * lower[column * many + column]!;
        // The diagonal is kept as its reciprocal.
        else if (sum > 1e-13 * weight[term]!) lower[row * many + row] = 1 / Math.sqrt(sum);
        else return false;
      }
      let right = worked[term]!;
      for (let at = 0; at < row; at += 1) right -= lower[row * many + at]! * solution[at]!;
      solution[row] = right * lower[row * many + row]!;
    }
    for (let row = many - 1; row >= 0; row -= 1) {
      let right = solution[row]!;
      for (let at = row + 1; at < many; at += 1) right -= lower[at * many + row]! * solution[at]!;
      solution[row] = right * lower[row * many + row]!;
    }
    return true;
  };

  /** The first diagonal element of the inverse of the last equations: the variance of the intercept. */
  const firstVariance = (many: number): number => {
    const column = new Float64Array(many);
    let sum = 0;
    for (let row = 0; row < many; row += 1) {
      let right = row === 0 ? 1 : 0;
      for (let at = 0; at < row; at += 1) right -= lower[row * many + at]! * column[at]!;
      const value = right * lower[row * many + row]!;
      column[row] = value;
      sum += value * value;
    }
    return sum;
  };

  /** Means and their logarithms from coefficients by term. */
  const meansFrom = (terms: readonly number[], coefficient: (at: number) => number): void => {
    log.fill(0);
    for (let at = 0; at < terms.length; at += 1) log[terms[at]!] = coefficient(at);
    overSubsets(log);
    for (let cell = 1; cell < size; cell += 1) mean[cell] = stays[cell] === 0 ? 0 : Math.exp(log[cell]!);
  };

  const devianceNow = (cells: Float64Array): number => {
    let sum = 0;
    for (let cell = 1; cell < size; cell += 1) {
      if (stays[cell] === 0) continue;
      const count = cells[cell]!;
      const expected = mean[cell]!;
      sum += count === 0 ? expected : count * (Math.log(count) - log[cell]!) - (count - expected);
    }
    return 2 * sum;
  };

  const nearlySame = (one: number, other: number): boolean => Math.abs(one - other) / (Math.abs(one) + 0.1) < 1e-8;

  /** From the means as they stand, as R's glm does it. Gives the deviance, or nothing where it did not settle. */
  const settle = (cells: Float64Array, terms: readonly number[]): number | undefined => {
    let deviance = devianceNow(cells);
    for (let step = 0; step < 25; step += 1) {
      for (let cell = 1; cell < size; cell += 1) {
        const by = stays[cell] === 0 ? 0 : mean[cell]!;
        weight[cell] = by;
        worked[cell] = by === 0 ? 0 : by * log[cell]! + cells[cell]! - by;
      }
      if (!solved(terms)) return undefined;
      meansFrom(terms, (at) => solution[at]!);
      const before = deviance;
      deviance = devianceNow(cells);
      if (nearlySame(deviance, before)) return deviance;
    }
    return undefined;
  };

  /** Newton's steps, halved until each is uphill: slower, and it settles wherever there is an estimate. Leaves the coefficients in `solution`. */
  const settleSurely = (cells: Float64Array, terms: readonly number[]): number | undefined => {
    const all = cells.reduce((sum, count) => sum + count, 0);
    const left = stays.reduce((sum, one) => sum + one, 0);
    let now = Float64Array.from(terms, (term) => (term === 0 ? Math.log(all / left) : 0));
    meansFrom(terms, (at) => now[at]!);
    let deviance = devianceNow(cells);
    for (let step = 0; step < 500; step += 1) {
      for (let cell = 1; cell < size; cell += 1) {
        weight[cell] = mean[cell]!;
        worked[cell] = stays[cell] === 0 ? 0 : cells[cell]! - mean[cell]!;
      }
      if (!solved(terms)) return undefined;
      const way = solution.slice(0, terms.length);
      const before = deviance;
      for (let part = 1; part > 1e-12; part /= 2) {
        const next = now.map((by, at) => by + part * way[at]!);
        meansFrom(terms, (at) => next[at]!);
        deviance = devianceNow(cells);
        if (deviance <= before + 1e-12 * Math.abs(before)) {
          now = next;
          break;
        }
      }
      if (nearlySame(deviance, before)) {
        solution.set(now);
        return deviance;
      }
    }
    return undefined;
  };

  const solved = (terms: readonly number[]): boolean => {
    weight[0] = 0;
    worked[0] = 0;
    overSupersets(weight);
    overSupersets(worked);
    return solve(terms);
  };

  /**
   * Starts and stops as R's glm does, so that its figures are met: from each count and a tenth, until the deviance changes by less than 1e-8 of itself,
   * 25 steps at most. `model`: every term, the intercept first; whether an estimate exists must have been asked before (existence.ts). `start`: coefficients by
   * term of a fit to a table much like this one, from which fewer steps are needed.
   */
  return ({ cells, holding }: Counts, model: readonly number[], start?: Float64Array): Fit => {
    const terms: number[] = [];
    const dead: number[] = [];
    for (const term of model) (term === 0 || holding[term]! > 0 ? terms : dead).push(term);
    staying(size, dead, stays);
    let deviance: number | undefined;
    if (start) {
      meansFrom(terms, (at) => start[terms[at]!]!);
      deviance = settle(cells, terms);
    }
    if (deviance === undefined) {
      for (let cell = 1; cell < size; cell += 1) {
        mean[cell] = stays[cell] === 0 ? 0 : cells[cell]! + 0.1;
        log[cell] = Math.log(cells[cell]! + 0.1);
      }
      deviance = settle(cells, terms) ?? settleSurely(cells, terms);
    }
    mean[0] = 0;
    return {
      terms,
      dead,
      coefficients: solution.slice(0, terms.length),
      fitted: mean.slice(),
      deviance: deviance ?? NaN,
      variance: deviance === undefined ? Infinity : firstVariance(terms.length),
      settled: deviance !== undefined,
    };
  };
}
