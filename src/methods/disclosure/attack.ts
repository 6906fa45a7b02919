// What somebody who adds and subtracts can find out: how far each hidden cell may lie from its count, with all that is published held fast.
import { sparse, type Highs } from '#methods/solver.ts';
import type { Additive } from './table.ts';

export type Way = 'up' | 'down';
/** `by`: how far the cell can move. `moved`: how far each cell moves with it then. `worth`: what each cell adds to that distance at most, if it were hidden. */
export type Reach = { readonly by: number; readonly moved: Float64Array; readonly worth: readonly number[] };
export type Attack = {
  /** Which cells are hidden from now on: 1 is hidden, 0 is published, and what lies between is for the search alone. */
  readonly hide: (share: ArrayLike<number>) => void;
  readonly reach: (cell: number, way: Way) => Reach;
  /** The same in whole numbers: slower, and never further. */
  readonly reachWhole: (cell: number, way: Way) => number;
};

/** Cells differ from their counts by z: every sum of them is 0, and none goes below nothing or above the whole of the table. */
export function withAttack<T>(highs: Highs, table: Additive, work: (attack: Attack) => T): T {
  const { cells, sums } = table;
  const columns = cells.length;
  const { integer, continuous } = highs.constants.variableType;
  const room = roomOf(table);
  const rows = sums.map(({ total, parts }) => ({ at: [total, ...parts], by: [-1, ...parts.map(() => 1)] }));
  const none = cells.map(() => 0);
  const source = {
    numCols: columns,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: none,
    colLower: none,
    colUpper: none,
    rowLower: rows.map(() => 0),
    rowUpper: rows.map(() => 0),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: columns, ...sparse(rows) },
  };
  return highs.withModel(source, (model) => {
    model.options.set({ output_flag: false, random_seed: 0, solver: 'simplex', presolve: 'off', mip_rel_gap: 0, mip_abs_gap: 0.5 });
    let aimed = 0;
    const aim = (cell: number, way: Way): void => {
      model.changeColCost(aimed, 0);
      model.changeColCost(cell, way === 'up' ? -1 : 1);
      aimed = cell;
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('No furthest count was found.');
    };
    return work({
      hide: (share) => {
        const lower = cells.map(({ count }, at) => -count * (share[at] ?? 0));
        const upper = cells.map((_, at) => (room[at] ?? 0) * (share[at] ?? 0));
        model.changeColsBounds({ kind: 'range', from: 0, to: columns - 1 }, lower, upper);
      },
      reach: (cell, way) => {
        aim(cell, way);
        const { colValue, colDual } = model.getSolution();
        // For every price of the sums this bounds the distance from above, so that the cut made of it holds for every pattern.
        const worth = cells.map(({ count }, at) => {
          const price = colDual[at] ?? 0;
          return price > 0 ? price * count : -price * (room[at] ?? 0);
        });
        return { by: Math.abs(colValue[cell] ?? 0), moved: colValue, worth };
      },
      reachWhole: (cell, way) => {
        const every = { kind: 'range' as const, from: 0, to: columns - 1 };
        model.options.set({ solver: 'choose' });
        model.changeColsIntegrality(
          every,
          cells.map(() => integer),
        );
        aim(cell, way);
        const by = Math.round(Math.abs(model.getSolution().colValue[cell] ?? 0));
        model.changeColsIntegrality(
          every,
          cells.map(() => continuous),
        );
        model.options.set({ solver: 'simplex' });
        return by;
      },
    });
  });
}

/** How much more each cell could be: no cell is more than the whole of what it is a part of, which everybody may know. */
export function roomOf({ cells }: Additive): readonly number[] {
  const whole = cells.reduce((most, { count }) => Math.max(most, count), 0);
  return cells.map(({ count, most = whole }) => most - count);
}
