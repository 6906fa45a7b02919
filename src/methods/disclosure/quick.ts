// Hiding enough quickly: one dangerous cell after the other is given room by what costs least, and what turns out not to be needed is published again.
import { roomOf, shownBy, slack, withAttack, type Attack, type Moved } from './attack.ts';
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

/** The cheapest way to give a cell room: what is free costs nothing, what is barred cannot move, and everything else costs its weight for each one it moves. */
type Mover = {
  readonly leastMove: (need: Need) => readonly Moved[] | undefined;
  readonly free: (cell: number) => void;
  readonly priced: (cell: number) => void;
  readonly barred: (cell: number, whether: boolean) => void;
};

function withMover<T>(highs: Highs, of: Additive, hidden: ReadonlySet<number>, work: (mover: Mover) => T): T {
  const { cells, sums } = of;
  const n = cells.length;
  // Two columns a cell: how much more it is, and how much less.
  const rows = sums.map(({ total, parts }) => ({
    at: [total, ...parts, total + n, ...parts.map((part) => part + n)],
    by: [-1, ...parts.map(() => 1), 1, ...parts.map(() => -1)],
  }));
  const costs = cells.map((_, at) => (hidden.has(at) ? 0 : weightOf(of, at)));
  const upper = [...roomOf(of), ...cells.map(({ count }) => count)].map((one, at) => (of.out?.has(at % n) ? 0 : one));
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
  return highs.withModel(source, (model) => {
    model.options.set({ output_flag: false, random_seed: 0, solver: 'simplex', presolve: 'off' });
    const both = (cell: number, change: (column: number) => void): void => [cell, cell + n].forEach(change);
    const bounds = (column: number, low: number, high: number): unknown => model.changeColBounds(column, low, high);
    return work({
      free: (cell) => both(cell, (column) => void model.changeColCost(column, 0)),
      priced: (cell) => both(cell, (column) => void model.changeColCost(column, weightOf(of, cell))),
      barred: (cell, whether) => both(cell, (column) => void bounds(column, 0, whether ? 0 : (upper[column] ?? 0))),
      leastMove: ({ cell, way, by }) => {
        const [go, stay] = way === 'up' ? [cell, cell + n] : [cell + n, cell];
        if ((upper[go] ?? 0) < by) return undefined;
        bounds(go, by, by);
        bounds(stay, 0, 0);
        model.run();
        const found = model.getModelStatus() === highs.constants.modelStatus.optimal;
        const values: ArrayLike<number> = found ? model.getSolution().colValue : [];
        bounds(go, 0, upper[go] ?? 0);
        bounds(stay, 0, upper[stay] ?? 0);
        if (!found) return undefined;
        const net = cells.map((_, at) => ({ cell: at, by: (values[at] ?? 0) - (values[at + n] ?? 0) }));
        return net.filter((one) => Math.abs(one.by) >= slack);
      },
    });
  });
}

/** Moves each dangerous cell as far as it must be able to go, the smallest first, and hides what moves with it. */
export function roomFor(highs: Highs, of: Additive, must: ReadonlySet<number>, needs: readonly Need[]): Room {
  const hidden = new Set(must);
  const room = roomOf(of);
  const witnesses: Witness[] = [];
  const shown = new Set<Need>();
  const countOf = ({ cell }: Need): number => of.cells[cell]?.count ?? 0;
  return withMover(highs, of, must, ({ leastMove, free }) => {
    const inOrder = [...needs].sort((one, other) => countOf(one) - countOf(other));
    const met = inOrder.filter((need) => {
      if (shown.has(need)) return true;
      const moved = leastMove(need);
      if (!moved) return false;
      for (const { cell } of moved) {
        if (!hidden.has(cell)) free(cell);
        hidden.add(cell);
      }
      const one = witness(of, room, moved, needs);
      witnesses.push(one);
      for (const need of one.shows) shown.add(need);
      return true;
    });
    return { hidden, met, witnesses };
  });
}

/** Takes one hidden cell after another out, the dearest first, where giving its needs room by others costs less than it did. */
export function swapped(highs: Highs, of: Additive, must: ReadonlySet<number>, { hidden, met, witnesses }: Room): Room {
  const room = roomOf(of);
  const left = new Set(hidden);
  let known = witnesses;
  const swap = (attack: Attack, { leastMove, free, priced, barred }: Mover): Room => {
    /** What is hidden besides when this cell is not, if that is cheaper. */
    const without = (at: number): { added: ReadonlySet<number>; known: readonly Witness[] } | undefined => {
      const still = known.filter(({ cells }) => !cells.has(at));
      const shown = new Set(still.flatMap(({ shows }) => shows));
      const added = new Set<number>();
      attack.hide(of.cells.map((_, cell) => (left.has(cell) ? 1 : 0)));
      const shows = (moved: readonly Moved[]): void => {
        const one = witness(of, room, moved, met);
        still.push(one);
        for (const other of one.shows) shown.add(other);
      };
      const cheaper = met.every((need) => {
        if (shown.has(need)) return true;
        // By what is hidden anyway, if that is enough: much quicker to ask.
        if (attack.reach(need.cell, need.way) >= need.by - slack) {
          shows(attack.moved());
          return true;
        }
        const moved = leastMove(need);
        if (!moved) return false;
        const more = moved.map(({ cell }) => cell).filter((cell) => !left.has(cell) && !added.has(cell));
        for (const cell of more) {
          added.add(cell);
          free(cell);
        }
        if (costOf(of, added) >= weightOf(of, at)) return false;
        shows(moved);
        return true;
      });
      if (cheaper) return { added, known: still };
      for (const cell of added) priced(cell);
      return undefined;
    };
    for (const at of dearFirst(of, must, hidden)) {
      barred(at, true);
      left.delete(at);
      const other = without(at);
      barred(at, false);
      if (other) {
        priced(at);
        for (const cell of other.added) left.add(cell);
        known = other.known;
      } else left.add(at);
    }
    return { hidden: left, met, witnesses: known };
  };
  return withAttack(highs, of, hidden, (attack) => withMover(highs, of, hidden, (mover) => swap(attack, mover)));
}

const dearFirst = (of: Additive, must: ReadonlySet<number>, hidden: ReadonlySet<number>): readonly number[] =>
  [...hidden].filter((at) => !must.has(at)).sort((one, other) => weightOf(of, other) - weightOf(of, one));

/** Publishes again what need not be hidden, the dearest first. Only needs that nothing shows any more are asked again. */
export function tidied(highs: Highs, of: Additive, must: ReadonlySet<number>, { hidden, met, witnesses }: Room): Room {
  const room = roomOf(of);
  return withAttack(highs, of, hidden, (attack) => {
    const left = new Set(hidden);
    let known = witnesses;
    for (const at of dearFirst(of, must, hidden)) {
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
    return { hidden: left, met, witnesses: known };
  });
}

/** So often is what was found improved by swaps. In large tables, where many cells could take another's place, that was tried and found nothing. */
const passes = (of: Additive): number => (of.cells.length > 600 ? 0 : 4);

/** A safe pattern that costs little: room is made, what is not needed is published, and dear cells are swapped for cheap ones. */
export function quickly(highs: Highs, of: Additive, must: ReadonlySet<number>, needs: readonly Need[]): Room {
  let best = tidied(highs, of, must, roomFor(highs, of, must, needs));
  for (let pass = 0; pass < passes(of); pass += 1) {
    const next = tidied(highs, of, must, swapped(highs, of, must, best));
    if (costOf(of, next.hidden) >= costOf(of, best.hidden)) break;
    best = next;
  }
  return best;
}
