// What somebody who adds and subtracts can find out: how far each hidden cell may lie from its count, with all that is published held fast.
import { sparse, type Highs } from '#methods/solver.ts';
import type { Additive } from './table.ts';

export type Way = 'up' | 'down';
/** How far a cell moves: more, or less, than it is. */
export type Moved = { readonly cell: number; readonly by: number };
export type Attack = {
  /** Which cells are hidden from now on: 1 is hidden, 0 is published, and what lies between is for the search alone. */
  readonly hide: (share: ArrayLike<number>) => void;
  /** How far the cell can move; what this distance costs is asked for right after it, by `moved` and `worth`. */
  readonly reach: (cell: number, way: Way) => number;
  /** How far each cell moves with it then: only those that move. */
  readonly moved: () => readonly Moved[];
  /** What each cell adds to that distance at most, if it were hidden: never less than nothing, by the place of the cell. */
  readonly worth: () => Float64Array;
  /** The same in whole numbers: slower, and never further. */
  readonly reachWhole: (cell: number, way: Way) => number;
};

/** What rounding in the solver may leave of a whole number. */
export const slack = 1e-6;

/**
 * Cells differ from their counts by z: every sum of them is 0, and none goes below nothing or above the whole of what it is a part of.
 * Only cells that are `open` can ever be hidden here: the others are known, so they have no part in it.
 */
export function withAttack<T>(highs: Highs, of: Additive, open: ReadonlySet<number>, work: (attack: Attack) => T): T {
  const cells = [...open];
  const column = new Map(cells.map((cell, at) => [cell, at]));
  const columns = cells.length;
  const { integer, continuous } = highs.constants.variableType;
  const counts = cells.map((cell) => of.cells[cell]?.count ?? 0);
  const every = roomOf(of);
  const room = cells.map((cell) => every[cell] ?? 0);
  const rows = of.sums.flatMap(({ total, parts }) => {
    const at = [total, ...parts].filter((cell) => column.has(cell));
    return at.length === 0 ? [] : [{ at: at.map((cell) => column.get(cell) ?? 0), by: at.map((cell) => (cell === total ? -1 : 1)) }];
  });
  const none = cells.map(() => 0);
  const source = {
    numCols: columns,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: none,
    colLower: counts.map((count) => -count),
    colUpper: room,
    rowLower: rows.map(() => 0),
    rowUpper: rows.map(() => 0),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: columns, ...sparse(rows) },
  };
  if (columns === 0) return work(nothing(of));
  return highs.withModel(source, (model) => {
    // From one question to the next only the aim changes, so the last answer is still possible: that is where the primal simplex goes on.
    const simplex = { solver: 'simplex', simplex_strategy: 4, presolve: 'off' } as const;
    model.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: 0.5, ...simplex });
    const all = { kind: 'range' as const, from: 0, to: columns - 1 };
    let aimed = 0;
    let values: Float64Array | undefined;
    const aim = (cell: number, way: Way): number => {
      const at = column.get(cell);
      if (at === undefined) return 0;
      model.changeColCost(aimed, 0);
      model.changeColCost(at, way === 'up' ? -1 : 1);
      aimed = at;
      values = undefined;
      model.run();
      if (model.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('No furthest count was found.');
      return Math.abs(model.getObjectiveValue());
    };
    return work({
      hide: (share) => {
        const lower = counts.map((count, at) => -count * (share[cells[at] ?? 0] ?? 0));
        const upper = room.map((more, at) => more * (share[cells[at] ?? 0] ?? 0));
        model.changeColsBounds(all, lower, upper);
      },
      reach: aim,
      moved: () => {
        values ??= model.getSolution().colValue;
        return cells.flatMap((cell, at) => (Math.abs(values?.[at] ?? 0) < slack ? [] : [{ cell, by: values?.[at] ?? 0 }]));
      },
      worth: () => {
        const { colDual } = model.getSolution();
        // For every price of the sums this bounds the distance from above, so that the cut made of it holds for every pattern.
        const worth = new Float64Array(of.cells.length);
        for (const [at, cell] of cells.entries()) {
          const price = colDual[at] ?? 0;
          worth[cell] = price > 0 ? price * (counts[at] ?? 0) : -price * (room[at] ?? 0);
        }
        return worth;
      },
      reachWhole: (cell, way) => {
        const kind = (which: typeof integer | typeof continuous): unknown =>
          model.changeColsIntegrality(
            all,
            cells.map(() => which),
          );
        model.options.set({ solver: 'choose' });
        kind(integer);
        const by = Math.round(aim(cell, way));
        values = model.getSolution().colValue;
        kind(continuous);
        model.options.set(simplex);
        return by;
      },
    });
  });
}

/** Where nothing is hidden nothing moves. */
const nothing = ({ cells }: Additive): Attack => ({
  hide: () => undefined,
  reach: () => 0,
  moved: () => [],
  worth: () => new Float64Array(cells.length),
  reachWhole: () => 0,
});

/** How much more each cell could be: no cell is more than the whole of what it is a part of, which everybody may know. */
export function roomOf({ cells }: Additive): readonly number[] {
  const whole = cells.reduce((most, { count }) => Math.max(most, count), 0);
  return cells.map(({ count, most = whole }) => most - count);
}

/** How far each of these cells is shown to move by one answer: as it stands, and the other way round as far as nothing falls below 0 or grows above its whole. */
export function shownBy(of: Additive, room: readonly number[], moved: readonly Moved[]): (cell: number, way: Way) => number {
  const back = moved.reduce((least, { cell, by }) => Math.min(least, by > 0 ? (of.cells[cell]?.count ?? 0) / by : (room[cell] ?? 0) / -by), Infinity);
  const by = new Map(moved.map((one) => [one.cell, one.by]));
  return (cell, way) => {
    const there = (way === 'up' ? 1 : -1) * (by.get(cell) ?? 0);
    return there >= 0 ? there : -there * back;
  };
}
