// The whole question of what to hide as one program: a copy of the table for each need, and one choice for each cell. Slow, and without cuts.
import type { Need } from '#methods/disclosure/needs.ts';
import { weightOf } from '#methods/disclosure/quick.ts';
import type { Additive } from '#methods/disclosure/table.ts';
import { openSolver, sparse } from '#methods/solver.ts';

/** The least cost of a safe pattern. */
export async function directly(table: Additive, needs: readonly Need[]): Promise<number> {
  const highs = await openSolver();
  const n = table.cells.length;
  const whole = Math.max(...table.cells.map(({ count }) => count));
  const must = new Set(needs.map(({ cell }) => cell));
  const rows: { at: number[]; by: number[]; low: number; high: number }[] = [];
  const copy = (which: number, at: number): number => n * (which + 1) + at;
  for (const [which] of needs.entries()) {
    for (const { total: sum, parts } of table.sums)
      rows.push({ at: [sum, ...parts].map((at) => copy(which, at)), by: [-1, ...parts.map(() => 1)], low: 0, high: 0 });
    for (const [at, { count }] of table.cells.entries()) {
      rows.push({ at: [copy(which, at), at], by: [1, count - whole], low: -Infinity, high: 0 });
      rows.push({ at: [copy(which, at), at], by: [-1, -count], low: -Infinity, high: 0 });
    }
  }
  const all = Array.from({ length: n * (needs.length + 1) }, (_, at) => at);
  const needAt = (at: number): Need | undefined => (at < n ? undefined : needs[Math.floor(at / n) - 1]);
  const aimed = (at: number, way: Need['way']): number | undefined => {
    const need = needAt(at);
    return need?.cell === at % n && need.way === way ? need.by : undefined;
  };
  const source = {
    numCols: all.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: all.map((at) => (at < n ? weightOf(table, at) : 0)),
    colLower: all.map((at) => (at < n ? (must.has(at) ? 1 : 0) : (aimed(at, 'up') ?? -whole))),
    colUpper: all.map((at) => (at < n ? 1 : -(aimed(at, 'down') ?? -whole))),
    rowLower: rows.map(({ low }) => (low === -Infinity ? -highs.infinity : low)),
    rowUpper: rows.map(({ high }) => high),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: all.length, ...sparse(rows) },
    integrality: all.map((at) => (at < n ? highs.constants.variableType.integer : highs.constants.variableType.continuous)),
  };
  return highs.withModel(source, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    model.run();
    return Math.round(model.getObjectiveValue());
  });
}
