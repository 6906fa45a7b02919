// The least that can be hidden, proven: a pattern is proposed, attacked, and each success of the attack forbids all patterns that allow it (Fischetti and Salazar 2000).
import { roomOf, slack, withAttack, type Attack } from './attack.ts';
import type { Need } from './needs.ts';
import { costOf, roomFor, tidied, weightOf } from './quick.ts';
import { sparse, type Highs, type Row } from '#methods/solver.ts';
import type { Additive } from './table.ts';

/** So many branches are followed for one proposal; beyond it nothing is proven. By count and not by the clock, so that the answer is the same each time. */
const mostBranches = 200_000;
const least = 1e-9;

/** `quick` is a safe pattern to beat. Undefined where the search was given up. */
export function cheapest(highs: Highs, of: Additive, must: ReadonlySet<number>, needs: readonly Need[], quick: ReadonlySet<number>): Set<number> | undefined {
  const cuts = firstCuts(of, must, needs);
  const n = of.cells.length;
  const source = {
    numCols: n,
    numRows: cuts.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: of.cells.map((_, at) => weightOf(of, at)),
    colLower: of.cells.map((_, at) => (must.has(at) ? 1 : 0)),
    colUpper: of.cells.map((_, at) => (of.out?.has(at) ? 0 : 1)),
    rowLower: cuts.map((cut) => cut.least),
    rowUpper: cuts.map(() => highs.infinity),
    matrix: { format: 'csr' as const, numRows: cuts.length, numCols: n, ...sparse(cuts) },
  };
  const open = new Set([...of.cells.keys()].filter((at) => of.out?.has(at) !== true));
  return withAttack(highs, of, open, (attack) =>
    highs.withModel(source, (master) => {
      // Costs are whole numbers: what is less than one away is nothing cheaper.
      master.options.set({ output_flag: false, random_seed: 0, mip_rel_gap: 0, mip_abs_gap: 0.99, mip_heuristic_effort: 0, mip_max_nodes: mostBranches });
      const search: Search = { of, must, attack, forbid: ({ at, by }) => void master.addRow(1, Infinity, { indices: at, values: by }) };
      const propose = (): Float64Array | undefined => {
        master.run();
        return master.getModelStatus() === highs.constants.modelStatus.optimal ? master.getSolution().colValue : undefined;
      };
      // In parts first: cheap to solve, and its cuts hold for whole patterns too.
      for (const [rounds, round] of [
        [60, inParts],
        [30, byRoom],
      ] as const) {
        for (let at = 0; at < rounds; at += 1) {
          const pattern = propose();
          if (!pattern || round(search, pattern, needs) === 0) break;
        }
      }
      master.changeColsIntegrality(
        { kind: 'range', from: 0, to: n - 1 },
        of.cells.map(() => highs.constants.variableType.integer),
      );
      let best = quick;
      for (;;) {
        master.setSolution({ colValue: of.cells.map((_, at) => (best.has(at) ? 1 : 0)) });
        const pattern = propose()?.map(Math.round);
        if (!pattern) return undefined;
        const hidden = new Set([...pattern.keys()].filter((at) => pattern[at] === 1));
        // Nothing that is safe can cost less than what is proposed.
        if (inWhole(search, pattern, needs) === 0) return costOf(of, hidden) < costOf(of, best) ? hidden : new Set(best);
        const mended = tidied(highs, of, must, roomFor(highs, of, hidden, needs)).hidden;
        if (costOf(of, mended) < costOf(of, best)) best = mended;
        if (costOf(of, best) <= costOf(of, hidden)) return new Set(best);
      }
    }),
  );
}

type Search = { readonly of: Additive; readonly must: ReadonlySet<number>; readonly attack: Attack; readonly forbid: (cut: Row) => void };

/**
 * At least 1 of what is still lacking must come from cells that may be hidden: what those that must be hidden add is taken off the need,
 * and no cell is asked for more than all that is lacking.
 */
function cutOf({ must }: Search, { by }: Need, worth: Float64Array): Row {
  const lacking = by - [...must].reduce((sum, at) => sum + (worth[at] ?? 0), 0);
  const at = [...worth.keys()].filter((one) => (worth[one] ?? 0) > least && !must.has(one));
  return { at, by: at.map((one) => Math.min((worth[one] ?? 0) / lacking, 1)) };
}

/** Attacks a pattern in which cells may be hidden in part; forbids what let an attack succeed, and says how many did. */
function inParts(search: Search, pattern: Float64Array, needs: readonly Need[]): number {
  search.attack.hide(pattern);
  const failed = needs.filter(({ cell, way, by }) => {
    if (search.attack.reach(cell, way) >= by - 0.02) return false;
    search.forbid(cutOf(search, { cell, way, by }, search.attack.worth()));
    return true;
  });
  return failed.length;
}

/** Hides one cell more after another, in this order, as long as the attack still succeeds; then every cell left out would stop it. What is left out lies outside. */
function grown({ of, attack }: Search, { cell, way, by }: Need, first: Iterable<number>, order: readonly number[], enough: (outside: number) => boolean) {
  const share = new Float64Array(of.cells.length);
  for (const at of first) share[at] = 1;
  attack.hide(share);
  if (attack.reach(cell, way) >= by - slack) return undefined;
  let worth = attack.worth();
  for (const at of order) {
    if (share[at] === 1) continue;
    share[at] = 1;
    // What adds nothing to the distance can be hidden with no need to attack again.
    if ((worth[at] ?? 0) <= least) continue;
    attack.hide(share);
    if (attack.reach(cell, way) < by - slack) worth = attack.worth();
    else {
      share[at] = 0;
      if (enough(at)) return undefined;
    }
  }
  return worth;
}

/** Seeks sets of cells of which one at least must be hidden, and of which the pattern hides less than one in all; says how many were found. */
function byRoom(search: Search, pattern: Float64Array, needs: readonly Need[]): number {
  const shareOf = (at: number): number => pattern[at] ?? 0;
  const order = freeOf(search).sort((one, other) => shareOf(other) - shareOf(one) || weightOf(search.of, one) - weightOf(search.of, other));
  let found = 0;
  for (const need of needs) {
    let outside = 0;
    const worth = grown(search, need, search.must, order, (at) => (outside += shareOf(at)) > 1);
    if (!worth) continue;
    const cut = cutOf(search, need, worth);
    if (cut.at.reduce((sum, at, which) => sum + (cut.by[which] ?? 0) * shareOf(at), 0) > 0.97) continue;
    search.forbid(cut);
    found += 1;
  }
  return found;
}

/** The same for a whole pattern: what is cheap is hidden besides, so that what is forbidden is as much as can be. */
function inWhole(search: Search, pattern: Float64Array, needs: readonly Need[]): number {
  const hidden = [...pattern.keys()].filter((at) => pattern[at] === 1);
  const order = freeOf(search).sort((one, other) => weightOf(search.of, one) - weightOf(search.of, other));
  const failed = needs.filter((need) => {
    const worth = grown(search, need, hidden, order, () => false);
    if (worth) search.forbid(cutOf(search, need, worth));
    return worth !== undefined;
  });
  return failed.length;
}

const freeOf = ({ of, must }: Search): number[] => [...of.cells.keys()].filter((at) => !must.has(at) && of.out?.has(at) !== true);

type Cut = Row & { readonly least: number };
const otherWay = { up: 'down', down: 'up' } as const;

/** What each single sum demands by itself. */
function firstCuts(of: Additive, must: ReadonlySet<number>, needs: readonly Need[]): readonly Cut[] {
  const room = roomOf(of);
  const far = (at: number, way: Need['way']): number => (way === 'up' ? room[at] : of.cells[at]?.count) ?? 0;
  const cuts: Cut[] = [];
  for (const { total, parts } of of.sums) {
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
