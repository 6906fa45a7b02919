// Small dense matrices: as many rows as there are things a model holds against one another, a dozen at most.

export type Matrix = readonly (readonly number[])[];

export const zeros = (rows: number, columns = rows): number[][] => Array.from({ length: rows }, () => new Array<number>(columns).fill(0));

/** The inverse, by Gauss and Jordan with the largest pivot; nothing where there is none. */
export function inverse(of: Matrix): number[][] | undefined {
  const n = of.length;
  const work = of.map((row, i) => [...row, ...Array.from({ length: n }, (_unused, j) => (i === j ? 1 : 0))]);
  const largest = Math.max(...of.flat().map(Math.abs));
  for (let at = 0; at < n; at += 1) {
    let best = at;
    for (let i = at + 1; i < n; i += 1) if (Math.abs(work[i]?.[at] ?? 0) > Math.abs(work[best]?.[at] ?? 0)) best = i;
    const pivotRow = work[best];
    const pivot = pivotRow?.[at] ?? 0;
    if (!pivotRow || !(Math.abs(pivot) > largest * 1e-13)) return undefined;
    [work[at], work[best]] = [pivotRow, work[at] as number[]];
    for (let j = 0; j < 2 * n; j += 1) pivotRow[j] = (pivotRow[j] ?? 0) / pivot;
    work.forEach((row, i) => {
      const factor = row[at] ?? 0;
      if (i === at || factor === 0) return;
      for (let j = 0; j < 2 * n; j += 1) row[j] = (row[j] ?? 0) - factor * (pivotRow[j] ?? 0);
    });
  }
  return work.map((row) => row.slice(n));
}

export const times = (matrix: Matrix, vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, value, j) => sum + value * (vector[j] ?? 0), 0));

export const dot = (one: readonly number[], other: readonly number[]): number => one.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);

export const product = (one: Matrix, other: Matrix): number[][] =>
  one.map((row) => (other[0] ?? []).map((_unused, j) => row.reduce((sum, value, k) => sum + value * (other[k]?.[j] ?? 0), 0)));

/** Adds `weight` times the outer product of a vector with itself. */
export function addOuter(to: number[][], vector: readonly number[], weight: number): void {
  vector.forEach((one, i) => {
    const row = to[i];
    if (row) vector.forEach((other, j) => (row[j] = (row[j] ?? 0) + weight * one * other));
  });
}
