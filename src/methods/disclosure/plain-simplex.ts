// The simplex method by the textbook, on a full tableau with upper bounds: slow, and it shares nothing with the solver whose answers it re-checks.

/** Rows of coefficients by column, each equal to `equals`; every column lies between 0 and `most`. */
export type Program = { readonly rows: readonly ReadonlyMap<number, number>[]; readonly equals: readonly number[]; readonly most: readonly number[] };

const tiny = 1e-9;

/**
 * Finds a point that fulfils the program, and from there the largest and smallest value of any columns, one after the other.
 * Undefined where no point fulfils it.
 */
export function plainSimplex({ rows, equals, most }: Program) {
  const n = most.length;
  const columns = n + rows.length;
  // One column more for each row, which is driven to nothing first.
  const upper = Float64Array.from({ length: columns }, (_, at) => most[at] ?? Infinity);
  const tableau = rows.map((row, which) => {
    const line = new Float64Array(columns);
    const sign = (equals[which] ?? 0) < 0 ? -1 : 1;
    for (const [at, by] of row) line[at] = sign * by;
    line[n + which] = 1;
    return line;
  });
  const basis = rows.map((_, which) => n + which);
  const value = Float64Array.from(equals, Math.abs);
  const basic = new Uint8Array(columns);
  for (const at of basis) basic[at] = 1;
  const atTop = new Uint8Array(columns);

  const priced = (worth: Float64Array): Float64Array => {
    const price = worth.slice();
    for (const [which, line] of tableau.entries()) {
      const own = worth[basis[which] ?? 0] ?? 0;
      if (own !== 0) for (let at = 0; at < columns; at += 1) price[at] = (price[at] ?? 0) - own * (line[at] ?? 0);
    }
    return price;
  };

  /** Which column gains: the one that gains most, or after many idle steps the first, so that it cannot go round for ever. */
  const entering = (price: Float64Array, first: boolean): number => {
    let [best, gain] = [-1, 1e-7];
    for (let at = 0; at < columns; at += 1) {
      if (basic[at] === 1 || (upper[at] ?? 0) <= 0) continue;
      const by = atTop[at] === 1 ? -(price[at] ?? 0) : (price[at] ?? 0);
      if (by <= gain) continue;
      [best, gain] = [at, first ? Infinity : by];
    }
    return best;
  };

  /** How far the column may go until another reaches a bound, and which row that is; none where it is the column's own. */
  const leaving = (column: number, way: number): { step: number; row: number } => {
    let [step, row, size] = [upper[column] ?? 0, -1, 0];
    for (const [which, line] of tableau.entries()) {
      const slope = way * (line[column] ?? 0);
      if (Math.abs(slope) < tiny) continue;
      const now = value[which] ?? 0;
      const far = Math.max(0, slope > 0 ? now / slope : ((upper[basis[which] ?? 0] ?? 0) - now) / -slope);
      if (far > step + tiny || (far > step - tiny && Math.abs(slope) <= size)) continue;
      [step, row, size] = [Math.min(step, far), which, Math.abs(slope)];
    }
    return { step, row };
  };

  const pivot = (row: number, column: number, price: Float64Array): void => {
    const line = tableau[row] ?? new Float64Array(columns);
    const by = line[column] ?? 1;
    for (let at = 0; at < columns; at += 1) line[at] = (line[at] ?? 0) / by;
    for (const other of [...tableau, price]) {
      const times = other[column] ?? 0;
      if (other === line || times === 0) continue;
      for (let at = 0; at < columns; at += 1) other[at] = (other[at] ?? 0) - times * (line[at] ?? 0);
    }
  };

  const climb = (worth: Float64Array): void => {
    const price = priced(worth);
    for (let idle = 0; ;) {
      const column = entering(price, idle > 200);
      if (column < 0) return;
      const way = atTop[column] === 1 ? -1 : 1;
      const { step, row } = leaving(column, way);
      idle = step > tiny ? 0 : idle + 1;
      for (const [which, line] of tableau.entries()) value[which] = (value[which] ?? 0) - way * step * (line[column] ?? 0);
      if (row < 0) {
        atTop[column] = 1 - (atTop[column] ?? 0);
        continue;
      }
      const left = basis[row] ?? 0;
      atTop[left] = (value[row] ?? 0) > (upper[left] ?? 0) / 2 ? 1 : 0;
      value[row] = way > 0 ? step : (upper[column] ?? 0) - step;
      [basic[left], basic[column]] = [0, 1];
      atTop[column] = 0;
      basis[row] = column;
      pivot(row, column, price);
    }
  };

  const point = (): Float64Array => {
    const all = Float64Array.from({ length: columns }, (_, at) => (atTop[at] === 1 ? (upper[at] ?? 0) : 0));
    for (const [which, at] of basis.entries()) all[at] = value[which] ?? 0;
    return all;
  };
  const towards = (worth: ReadonlyMap<number, number>): Float64Array => Float64Array.from({ length: columns }, (_, at) => worth.get(at) ?? 0);

  climb(Float64Array.from({ length: columns }, (_, at) => (at < n ? 0 : -1)));
  const missing = point()
    .subarray(n)
    .reduce((sum, one) => sum + one, 0);
  if (missing > 1e-6) return undefined;
  upper.fill(0, n);
  return {
    /** The point at which columns, each times its worth, are most: 1 for the largest of a column alone, -1 for the smallest. */
    furthest: (worth: ReadonlyMap<number, number>): Float64Array => {
      climb(towards(worth));
      return point().subarray(0, n);
    },
  };
}
