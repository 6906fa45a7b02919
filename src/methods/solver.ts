// The solver of linear programs, opened once, and what is asked of it here: every answer proven, the same every time.
import loadHighs from 'highs';

// The package's types speak of its other form, for require(): what is imported here is the loader itself.
const load = loadHighs as unknown as typeof loadHighs.default;
let solver: ReturnType<typeof load> | undefined;
export type Highs = Awaited<ReturnType<typeof load>>;
export type Model = Parameters<Parameters<Highs['withModel']>[1]>[0];

export const openSolver = (): Promise<Highs> => (solver ??= load());

/** Coefficients of one row. */
export type Row = { readonly at: readonly number[]; readonly by: readonly number[] };

/** Rows written one after the other, as the solver takes them. */
export function sparse(rows: readonly Row[]) {
  const starts = [0];
  for (const row of rows) starts.push((starts.at(-1) ?? 0) + row.at.length);
  return { starts, indices: rows.flatMap((row) => row.at), values: rows.flatMap((row) => row.by) };
}
