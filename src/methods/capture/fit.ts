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

/** Counts by cell; of each term how many people it holds; and what a deviance is taken from, which no model changes. */
export type Counts = { readonly cells: Float64Array; readonly holding: Float64Array; readonly perfect: number };

export function countsOf(cells: Float64Array): Counts {
  let perfect = 0;
  for (let cell = 1; cell < cells.length; cell += 1) {
    const count = cells[cell]!;
    if (count > 0) perfect += count * Math.log(count) - count;
  }
  return { cells, holding: overSupersets(cells.slice()), perfect };
}

/** Which cells stay in the fit of these dead terms. The empty cell, whom nobody found, never is one. */
export function staying(size: number, dead: readonly number[], into = new Uint8Array(size)): Uint8Array {
  into.fill(1);
  into[0] = 0;
  for (const term of dead) for (let cell = term; cell < size; cell = (cell + 1) | term) into[cell] = 0;
  return into;
}

/** What a score needs of a fit; without a deviance it did not settle. */
export type Quick = { readonly deviance: number | undefined; readonly intercept: number };

/** Work space for tables of so many lists: a fit begins and ends within one call. */
export function fitting(lists: number) {
  const size = 1 << lists;
  const stays = new Uint8Array(size);
  const [log, mean, weight, worked] = [new Float64Array(size), new Float64Array(size), new Float64Array(size), new Float64Array(size)];
  let terms = new Int32Array(64);
  let many = 0;
  let lower = new Float64Array(64 * 64);
  let [solution, right] = [new Float64Array(64), new Float64Array(64)];

  /** Which terms of the model are estimated, and which cells stay. */
  const begin = ({ holding }: Counts, model: readonly number[]): void => {
    if (model.length > terms.length) {
      const room = 2 * model.length;
      terms = new Int32Array(room);
      lower = new Float64Array(room * room);
      [solution, right] = [new Float64Array(room), new Float64Array(room)];
    }
    stays.fill(1);
    stays[0] = 0;
    many = 0;
    for (let at = 0; at < model.length; at += 1) {
      const term = model[at]!;
      if (term === 0 || holding[term]! > 0) terms[many++] = term;
      else for (let cell = term; cell < size; cell = (cell + 1) | term) stays[cell] = 0;
    }
  };

  /** A root of the equations of a step (Cholesky), from sums over supersets in `weight`; its diagonal is kept as reciprocals. False where there is none. */
  const rooted = (): boolean => {
    for (let row = 0; row < many; row += 1) {
      const term = terms[row]!;
      const here = row * many;
      for (let column = 0; column < row; column += 1) {
        const there = column * many;
        let sum = weight[term | terms[column]!]!;
        for (let at = 0; at < column; at += 1) sum -= lower[here + at]! * lower[there + at]!;
        lower[here + column] = sum * lower[there + column]!;
      }
      let sum = weight[term]!;
      for (let at = 0; at < row; at += 1) sum -= lower[here + at]! * lower[here + at]!;
      if (!(sum > 1e-13 * weight[term]!)) return false;
      lower[here + row] = 1 / Math.sqrt(sum);
    }
    return true;
  };

  /** Solves the equations for `right`, in place. */
  const solve = (): void => {
    for (let row = 0; row < many; row += 1) {
      let sum = right[row]!;
      for (let at = 0; at < row; at += 1) sum -= lower[row * many + at]! * right[at]!;
      right[row] = sum * lower[row * many + row]!;
    }
    for (let row = many - 1; row >= 0; row -= 1) {
      const value = right[row]! * lower[row * many + row]!;
      right[row] = value;
      for (let at = 0; at < row; at += 1) right[at]! -= lower[row * many + at]! * value;
    }
  };

  /** The first diagonal element of the inverse of the last equations: the variance of the intercept. */
  const firstVariance = (): number => {
    const column = new Float64Array(many);
    let sum = 0;
    for (let row = 0; row < many; row += 1) {
      let value = row === 0 ? 1 : 0;
      for (let at = 0; at < row; at += 1) value -= lower[row * many + at]! * column[at]!;
      value *= lower[row * many + row]!;
      column[row] = value;
      sum += value * value;
    }
    return sum;
  };

  /** Means by cell from `solution`. Gives the deviance. */
  const toMeans = ({ holding, perfect }: Counts): number => {
    log.fill(0);
    let sum = perfect;
    for (let at = 0; at < many; at += 1) {
      const term = terms[at]!;
      const by = solution[at]!;
      log[term] = by;
      sum -= by * holding[term]!;
    }
    overSubsets(log);
    for (let cell = 1; cell < size; cell += 1) {
      const expected = stays[cell] === 0 ? 0 : Math.exp(log[cell]!);
      mean[cell] = expected;
      sum += expected;
    }
    return 2 * sum;
  };

  const sumWeights = (): void => {
    weight.set(mean);
    weight[0] = 0;
    overSupersets(weight);
  };

  /** The first step of R's glm, whose means no model has: each count and a tenth. Gives the deviance after it, and NaN where it cannot be taken. */
  const firstStep = (counts: Counts): readonly [before: number, after: number] => {
    const { cells } = counts;
    let before = counts.perfect;
    worked[0] = 0;
    for (let cell = 1; cell < size; cell += 1) {
      mean[cell] = 0;
      worked[cell] = 0;
      if (stays[cell] === 0) continue;
      const count = cells[cell]!;
      const by = count + 0.1;
      const logged = Math.log(by);
      before += by - count * logged;
      mean[cell] = by;
      worked[cell] = by * logged + count - by;
    }
    sumWeights();
    overSupersets(worked);
    if (!rooted()) return [2 * before, NaN];
    for (let at = 0; at < many; at += 1) right[at] = worked[terms[at]!]!;
    solve();
    solution.set(right);
    return [2 * before, toMeans(counts)];
  };

  /** The way of the next step, in `right`, and how much it should gain; NaN where there is none. */
  const wayOn = ({ holding }: Counts): number => {
    sumWeights();
    if (!rooted()) return NaN;
    let gain = 0;
    for (let at = 0; at < many; at += 1) right[at] = holding[terms[at]!]! - weight[terms[at]!]!;
    solve();
    for (let at = 0; at < many; at += 1) gain += right[at]! * (holding[terms[at]!]! - weight[terms[at]!]!);
    return gain;
  };

  const nearlySame = (one: number, other: number): boolean => Math.abs(one - other) / (Math.abs(one) + 0.1) < 1e-8;

  /** Starts and stops as R's glm does, so that its figures are met: until the deviance changes by less than 1e-8 of itself, 25 steps at most. */
  const settle = (counts: Counts): number | undefined => {
    let [before, deviance] = firstStep(counts);
    for (let step = 1; step < 25; step += 1) {
      if (Number.isNaN(deviance)) return undefined;
      if (nearlySame(deviance, before)) return deviance;
      before = deviance;
      if (Number.isNaN(wayOn(counts))) return undefined;
      for (let at = 0; at < many; at += 1) solution[at]! += right[at]!;
      deviance = toMeans(counts);
    }
    return nearlySame(deviance, before) ? deviance : undefined;
  };

  /** Newton's steps, halved until each is uphill: slower, and it settles wherever there is an estimate. */
  const settleSurely = (counts: Counts): number | undefined => {
    const left = stays.reduce((sum, one) => sum + one, 0);
    for (let at = 0; at < many; at += 1) solution[at] = terms[at] === 0 ? Math.log(counts.holding[0]! / left) : 0;
    let deviance = toMeans(counts);
    for (let step = 0; step < 500; step += 1) {
      if (!(wayOn(counts) >= 0)) return undefined;
      const [from, before] = [solution.slice(0, many), deviance];
      for (let part = 1; part > 1e-12; part /= 2) {
        for (let at = 0; at < many; at += 1) solution[at] = from[at]! + part * right[at]!;
        deviance = toMeans(counts);
        if (deviance <= before + 1e-12 * Math.abs(before)) break;
      }
      if (nearlySame(deviance, before)) return deviance;
    }
    return undefined;
  };

  /** From the coefficients of a fit to a table much like this one. Where a step can gain next to nothing it is the last, and not looked back on. */
  const settleFrom = (counts: Counts, start: Float64Array): number | undefined => {
    for (let at = 0; at < many; at += 1) solution[at] = start[terms[at]!]!;
    let deviance = toMeans(counts);
    for (let step = 0; step < 12; step += 1) {
      const gain = wayOn(counts);
      if (!(gain >= 0)) return undefined;
      for (let at = 0; at < many; at += 1) solution[at]! += right[at]!;
      if (gain < 1e-8) return deviance - gain;
      deviance = toMeans(counts);
    }
    return undefined;
  };

  /** `model`: every term, the intercept first; whether an estimate exists must have been asked before (existence.ts). */
  const fit = (counts: Counts, model: readonly number[]): Fit => {
    begin(counts, model);
    const deviance = settle(counts) ?? settleSurely(counts);
    mean[0] = 0;
    return {
      terms: [...terms.subarray(0, many)],
      dead: model.filter((term) => term !== 0 && counts.holding[term] === 0),
      coefficients: solution.slice(0, many),
      fitted: mean.slice(),
      deviance: deviance ?? NaN,
      variance: deviance === undefined ? Infinity : firstVariance(),
      settled: deviance !== undefined,
    };
  };

  /** The same where only deviance and intercept are asked. `start`: coefficients by term of a fit to a table much like this one. */
  const quick = (counts: Counts, model: readonly number[], start?: Float64Array): Quick => {
    begin(counts, model);
    const deviance = (start && settleFrom(counts, start)) ?? settle(counts) ?? settleSurely(counts);
    return { deviance, intercept: solution[0]! };
  };
  return { fit, quick };
}
