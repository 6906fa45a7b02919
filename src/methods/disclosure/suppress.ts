// Which further cells to hide so that no dangerous one can be worked out, at the least cost (Fischetti and Salazar 2000, by cuts).
import { roomOf, withAttack, type Attack } from './attack.ts';
import { needsOf, primaries, slack, audit, type Audit, type Need } from './needs.ts';
import { openSolver, sparse, type Highs, type Model, type Row } from '#methods/solver.ts';
import type { Additive } from './table.ts';

export type Status = 'published' | 'primary' | 'secondary';
export type Protection = {
  readonly status: readonly Status[];
  /** Of all hidden cells, each its count and one. */
  readonly cost: number;
  /** Whether it is proven that no cheaper pattern is safe. */
  readonly optimal: boolean;
  readonly audit: Audit;
};

/** Up to so many cells the best pattern is searched for and proven. */
export const exactUpTo = 150;

export const weightOf = ({ cells, unseen }: Additive, at: number): number => (unseen?.has(at) ? 0 : (cells[at]?.count ?? 0) + 1);
const costOf = (table: Additive, hidden: ReadonlySet<number>): number => [...hidden].reduce((sum, at) => sum + weightOf(table, at), 0);

/** Where nothing is small, nothing is hidden. Throws where the solver finds no answer. What cannot be protected, since too much is out, fails the audit. */
export async function protect(
  table: Additive,
  { threshold, exact = table.cells.length <= exactUpTo }: { threshold: number; exact?: boolean },
): Promise<Protection> {
  const highs = await openSolver();
  const { out = new Set(), kept = [], unseen = [] } = table;
  const primary = primaries(table, threshold).filter((at) => !out.has(at));
  // What is hidden for ever must not be worked out exactly, small or not.
  const needs = [
    ...needsOf(table, primary, threshold),
    ...[...kept].filter((at) => !primary.includes(at)).map((cell) => ({ cell, way: 'up' as const, by: 1 })),
  ];
  const must = new Set([...primary, ...kept, ...unseen]);
  const first = moved(highs, table, must, needs);
  const quick = tidied(highs, table, must, first.hidden, first.met);
  const hidden = exact && needs.length > 0 ? cheapest(highs, table, must, first.met, quick) : quick;
  const small = new Set(primary);
  return {
    status: table.cells.map((_, at) => (small.has(at) ? 'primary' : hidden.has(at) ? 'secondary' : 'published')),
    cost: costOf(table, hidden),
    optimal: exact || hidden.size === must.size,
    audit: audit(highs, table, hidden, needs),
  };
}

/** One dangerous cell after the other, the smallest first: moves it as far as it must be able to go, by what costs least, and hides what moves. */
function moved(highs: Highs, table: Additive, must: ReadonlySet<number>, needs: readonly Need[]): { hidden: Set<number>; met: readonly Need[] } {
  const { cells, sums } = table;
  const n = cells.length;
  const room = roomOf(table);
  const hidden = new Set(must);
  // Two columns a cell: how much more it is, and how much less.
  const rows = sums.map(({ total, parts }) => ({
    at: [total, ...parts, total + n, ...parts.map((part) => part + n)],
    by: [-1, ...parts.map(() => 1), 1, ...parts.map(() => -1)],
  }));
  const costs = cells.map((_, at) => (hidden.has(at) ? 0 : weightOf(table, at)));
  const upper = [...room, ...cells.map(({ count }) => count)].map((one, at) => (table.out?.has(at % n) ? 0 : one));
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
    const inOrder = [...needs].sort((one, other) => (cells[one.cell]?.count ?? 0) - (cells[other.cell]?.count ?? 0));
    const met = inOrder.filter(({ cell, way, by }) => {
      const [go, stay] = way === 'up' ? [cell, cell + n] : [cell + n, cell];
      if ((upper[go] ?? 0) < by) return false;
      model.changeColBounds(go, by, by);
      model.changeColBounds(stay, 0, 0);
      model.run();
      const found = model.getModelStatus() === highs.constants.modelStatus.optimal;
      const { colValue } = found ? model.getSolution() : { colValue: [] };
      for (let at = 0; at < n; at += 1) {
        if (hidden.has(at) || (colValue[at] ?? 0) + (colValue[at + n] ?? 0) < slack) continue;
        hidden.add(at);
        model.changeColCost(at, 0);
        model.changeColCost(at + n, 0);
      }
      model.changeColBounds(go, 0, upper[go] ?? 0);
      model.changeColBounds(stay, 0, upper[stay] ?? 0);
      return found;
    });
    return { hidden, met };
  });
}

/** Publishes again what need not be hidden, the dearest first. Only needs that went by way of a cell are asked again without it. */
function tidied(highs: Highs, table: Additive, must: ReadonlySet<number>, hidden: ReadonlySet<number>, needs: readonly Need[]): Set<number> {
  return withAttack(highs, table, (attack) => {
    const share = table.cells.map((_, at) => (hidden.has(at) ? 1 : 0));
    attack.hide(share);
    const through = needs.map((need) => attack.reach(need.cell, need.way).moved);
    const dearFirst = [...hidden].filter((at) => !must.has(at)).sort((one, other) => weightOf(table, other) - weightOf(table, one));
    for (const at of dearFirst) {
      share[at] = 0;
      attack.hide(share);
      const again = new Map<number, Float64Array>();
      const holds = needs.every((need, which) => {
        if (Math.abs(through[which]?.[at] ?? 0) < slack) return true;
        const { by, moved: other } = attack.reach(need.cell, need.way);
        again.set(which, other);
        return by >= need.by - slack;
      });
      if (holds) for (const [which, other] of again) through[which] = other;
      else share[at] = 1;
    }
    return new Set(share.flatMap((one, at) => (one === 1 ? [at] : [])));
  });
}

/** The least that can be hidden: a pattern is proposed, attacked, and each success of the attack forbids all patterns that allow it. */
function cheapest(highs: Highs, table: Additive, must: ReadonlySet<number>, needs: readonly Need[], quick: ReadonlySet<number>): Set<number> {
  const { integer } = highs.constants.variableType;
  const cuts = firstCuts(table, must, needs);
  const source = {
    numCols: table.cells.length,
    numRows: cuts.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: table.cells.map((_, at) => weightOf(table, at)),
    colLower: table.cells.map((_, at) => (must.has(at) ? 1 : 0)),
    colUpper: table.cells.map((_, at) => (table.out?.has(at) ? 0 : 1)),
    rowLower: cuts.map((cut) => cut.least),
    rowUpper: cuts.map(() => highs.infinity),
    matrix: { format: 'csr' as const, numRows: cuts.length, numCols: table.cells.length, ...sparse(cuts) },
  };
  return withAttack(highs, table, (attack) =>
    highs.withModel(source, (master) => {
      master.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: 0.5 });
      const propose = (): Float64Array => {
        master.run();
        if (master.getModelStatus() !== highs.constants.modelStatus.optimal) throw new Error('No pattern is safe.');
        return master.getSolution().colValue;
      };
      // In parts first: cheap to solve, and its cuts hold for whole patterns too.
      for (let round = 0; round < 60; round += 1) if (attacked(attack, master, propose(), needs, 0.02) === 0) break;
      master.changeColsIntegrality(
        { kind: 'range', from: 0, to: table.cells.length - 1 },
        table.cells.map(() => integer),
      );
      master.setSolution({ colValue: table.cells.map((_, at) => (quick.has(at) ? 1 : 0)) });
      for (;;) {
        const pattern = propose().map(Math.round);
        if (attacked(attack, master, pattern, needs, slack) === 0) return new Set([...pattern.keys()].filter((at) => pattern[at] === 1));
      }
    }),
  );
}

type Cut = Row & { readonly least: number };

/** Attacks a pattern, forbids what let an attack succeed, and says how many did. */
function attacked(attack: Attack, master: Model, pattern: Float64Array, needs: readonly Need[], short: number): number {
  attack.hide(pattern);
  let succeeded = 0;
  for (const { cell, way, by } of needs) {
    const { by: reached, worth } = attack.reach(cell, way);
    if (reached >= by - short) continue;
    const at = worth.flatMap((one, where) => (one > 1e-9 ? [where] : []));
    // Nobody needs more than the whole need from one cell.
    master.addRow(by, Infinity, { indices: at, values: at.map((where) => Math.min(worth[where] ?? 0, by)) });
    succeeded += 1;
  }
  return succeeded;
}

/** What each single sum demands by itself. */
function firstCuts(table: Additive, must: ReadonlySet<number>, needs: readonly Need[]): readonly Cut[] {
  const room = roomOf(table);
  const far = (at: number, way: Need['way']): number => (way === 'up' ? room[at] : table.cells[at]?.count) ?? 0;
  const cuts: Cut[] = [];
  for (const { total, parts } of table.sums) {
    const all = [total, ...parts];
    // One hidden cell in a sum is found by subtraction, whichever it is.
    for (const cell of all) if (!must.has(cell)) cuts.push({ at: [...all.filter((one) => one !== cell), cell], by: [...parts.map(() => 1), -1], least: 0 });
    for (const { cell, way, by } of needs) {
      if (!all.includes(cell)) continue;
      const others = all.filter((one) => one !== cell);
      // With the total all parts move alike; one part against another.
      const most = others.map((one) => far(one, cell === total || one === total ? way : otherWay[way]));
      cuts.push({ at: others, by: most.map((one) => Math.min(by, one)), least: by });
    }
  }
  return cuts;
}

const otherWay = { up: 'down', down: 'up' } as const;
