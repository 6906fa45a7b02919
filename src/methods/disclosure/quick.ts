// Hiding enough quickly: one dangerous cell after the other is given room by what costs least, and what turns out not to be needed is published again.
import { roomOf, shownBy, slack, withAttack, type Moved } from './attack.ts';
import type { Need } from './needs.ts';
import { sparse, type Highs } from '#methods/solver.ts';
import type { Additive } from './table.ts';

export const weightOf = ({ cells, unseen }: Additive, at: number): number => (unseen?.has(at) ? 0 : (cells[at]?.count ?? 0) + 1);
/** Of all hidden cells, each its count and one; what is printed nowhere costs nothing. */
export const costOf = (of: Additive, hidden: ReadonlySet<number>): number => [...hidden].reduce((sum, at) => sum + weightOf(of, at), 0);

/** An answer that shows needs to be met as long as all these cells are hidden. */
type Witness = { readonly cells: ReadonlySet<number>; readonly shows: readonly Need[] };
export type Room = {
  readonly hidden: ReadonlySet<number>;
  /** The needs that can be met at all: too much may be out already. */
  readonly met: readonly Need[];
  readonly witnesses: readonly Witness[];
};

function witness(of: Additive, room: readonly number[], moved: readonly Moved[], needs: readonly Need[]): Witness {
  const shown = shownBy(of, room, moved);
  return { cells: new Set(moved.map(({ cell }) => cell)), shows: needs.filter(({ cell, way, by }) => shown(cell, way) >= by - slack) };
}

/** Moves each dangerous cell as far as it must be able to go, the smallest first, and hides what moves with it. */
export function roomFor(highs: Highs, of: Additive, must: ReadonlySet<number>, needs: readonly Need[]): Room {
  const { cells, sums } = of;
  const n = cells.length;
  const hidden = new Set(must);
  // Two columns a cell: how much more it is, and how much less.
  const rows = sums.map(({ total, parts }) => ({
    at: [total, ...parts, total + n, ...parts.map((part) => part + n)],
    by: [-1, ...parts.map(() => 1), 1, ...parts.map(() => -1)],
  }));
  const costs = cells.map((_, at) => (hidden.has(at) ? 0 : weightOf(of, at)));
  const room = roomOf(of);
  const upper = [...room, ...cells.map(({ count }) => count)].map((one, at) => (of.out?.has(at % n) ? 0 : one));
  const source = {
    numCols: 2 * n,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: [...costs, ...costs],
    colLower: upper.map(() => 0),
    colUpper: upper,
    rowLower: rows.map(() => 0),
    rowUpper: rows.map(() => 0),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: 2 * n, ...sparse(rows) },
  };
  const witnesses: Witness[] = [];
  const shown = new Set<Need>();
  return highs.withModel(source, (model) => {
    model.options.set({ output_flag: false, random_seed: 0, solver: 'simplex', presolve: 'off' });
    const leastMove = ({ cell, way, by }: Need): readonly Moved[] | undefined => {
      const [go, stay] = way === 'up' ? [cell, cell + n] : [cell + n, cell];
      if ((upper[go] ?? 0) < by) return undefined;
      model.changeColBounds(go, by, by);
      model.changeColBounds(stay, 0, 0);
      model.run();
      const found = model.getModelStatus() === highs.constants.modelStatus.optimal;
      const values: ArrayLike<number> = found ? model.getSolution().colValue : [];
      model.changeColBounds(go, 0, upper[go] ?? 0);
      model.changeColBounds(stay, 0, upper[stay] ?? 0);
      if (!found) return undefined;
      const net = cells.map((_, at) => ({ cell: at, by: (values[at] ?? 0) - (values[at + n] ?? 0) }));
      return net.filter((one) => Math.abs(one.by) >= slack);
    };
    const inOrder = [...needs].sort((one, other) => (cells[one.cell]?.count ?? 0) - (cells[other.cell]?.count ?? 0));
    const met = inOrder.filter((need) => {
      if (shown.has(need)) return true;
      const moved = leastMove(need);
      if (!moved) return false;
      for (const { cell } of moved) {
        if (hidden.has(cell)) continue;
        hidden.add(cell);
        model.changeColCost(cell, 0);
        model.changeColCost(cell + n, 0);
      }
      const one = witness(of, room, moved, needs);
      witnesses.push(one);
      for (const need of one.shows) shown.add(need);
      return true;
    });
    return { hidden, met, witnesses };
  });
}

/** Publishes again what need not be hidden, the dearest first. Only needs that nothing shows any more are asked again. */
export function tidied(highs: Highs, of: Additive, must: ReadonlySet<number>, { hidden, met, witnesses }: Room): Set<number> {
  const room = roomOf(of);
  return withAttack(highs, of, hidden, (attack) => {
    const left = new Set(hidden);
    let known = witnesses;
    const dearFirst = [...hidden].filter((at) => !must.has(at)).sort((one, other) => weightOf(of, other) - weightOf(of, one));
    for (const at of dearFirst) {
      left.delete(at);
      attack.hide(of.cells.map((_, cell) => (left.has(cell) ? 1 : 0)));
      const still = known.filter(({ cells }) => !cells.has(at));
      const kept = still.length;
      const shown = new Set(still.flatMap(({ shows }) => shows));
      const holds = met.every((need) => {
        if (shown.has(need)) return true;
        if (attack.reach(need.cell, need.way) < need.by - slack) return false;
        const one = witness(of, room, attack.moved(), met);
        still.push(one);
        for (const other of one.shows) shown.add(other);
        return true;
      });
      // What was shown without this cell is shown with it too.
      known = holds ? still : [...known, ...still.slice(kept)];
      if (!holds) left.add(at);
    }
    return left;
  });
}
