// Which further cells to hide so that no dangerous one can be worked out: the cheapest pattern for tables of moderate size, a quick one above that.
import { cheapest } from './cheapest.ts';
import { audit, needsOf, type Audit, type Need } from './needs.ts';
import { costOf, quickly } from './quick.ts';
import { oneCategory, small, threshold as usual, type Danger, type Tells } from './rules.ts';
import { slack, withAttack } from './attack.ts';
import { openSolver, type Highs } from '#methods/solver.ts';
import type { Additive } from './table.ts';

export type Status = 'published' | 'primary' | 'secondary';
export type Protection = {
  /** Of each cell in its place. A cell that is dangerous but out already stays published. */
  readonly status: readonly Status[];
  /** Of all hidden cells, each its count and one. */
  readonly cost: number;
  /** Whether it is proven that no cheaper pattern is safe. */
  readonly optimal: boolean;
  readonly audit: Audit;
  /** What was judged: the cells in their places, and after them those that only the rules made, which nobody prints. */
  readonly judged: Additive;
  readonly hidden: ReadonlySet<number>;
  readonly dangers: readonly Danger[];
  readonly needs: readonly Need[];
  /** Where rule b was asked: of which wholes which part was not asked about, since it tells nothing or is known already. */
  readonly excused?: readonly (readonly [whole: number, part: number])[];
};
export type Judging = {
  /** Rule a for all cells; undefined is the usual one, and 0 leaves it to the dangers alone. */
  readonly threshold?: number;
  /** What other rules found. */
  readonly dangers?: readonly Danger[];
  /** Rule b: for every group, or for those whose category tells something. */
  readonly oneCategory?: boolean | Tells;
  /** Whether the cheapest pattern is sought and proven, at whatever cost in time. */
  readonly exact?: boolean;
};

/** Up to so many cells the best pattern is searched for and proven. */
export const exactUpTo = 150;

/** Where nothing is dangerous, nothing is hidden. What cannot be protected, since too much is out, fails the audit. Throws where the solver finds no answer. */
export async function protect(table: Additive, { threshold = usual, dangers: others = [], oneCategory: b = false, exact }: Judging): Promise<Protection> {
  const highs = await openSolver();
  const { of, dangers: grouped } = b === false ? { of: table, dangers: [] } : oneCategory(table, b === true ? undefined : b);
  const groups = canStill(highs, of, grouped);
  const { out = new Set(), kept = new Set(), unseen = [] } = of;
  const dangers = [...small(of, threshold, 'small', (at) => at < table.cells.length), ...others, ...groups].filter(({ cell }) => !out.has(cell));
  const dangerous = new Set(dangers.map(({ cell }) => cell));
  // What is hidden for ever must not be worked out exactly, small or not.
  const keptNeeds = someWay(
    highs,
    of,
    [...kept].filter((at) => !dangerous.has(at)),
  );
  const needs = [...needsOf(dangers), ...keptNeeds];
  const judged = roomy(of, needs);
  const must = new Set([...dangerous, ...kept, ...unseen]);
  const { hidden: quick, met } = quickly(highs, judged, must, needs);
  const best = (exact ?? of.cells.length <= exactUpTo) && quick.size > must.size ? cheapest(highs, judged, must, met, quick) : undefined;
  const hidden = best ?? quick;
  return {
    status: table.cells.map((_, at) => (dangerous.has(at) ? 'primary' : hidden.has(at) ? 'secondary' : 'published')),
    cost: costOf(judged, hidden),
    optimal: best !== undefined || hidden.size === must.size,
    audit: audit(highs, judged, hidden, needs),
    ...{ judged, hidden, dangers, needs },
    ...(b === false ? {} : { excused: excusedOf(table, b, grouped, groups) }),
  };
}

/** That each of these cells could be one more, or, where what is out leaves no room for that, one less. */
function someWay(highs: Highs, of: Additive, cells: readonly number[]): readonly Need[] {
  if (cells.length === 0) return [];
  const roomier = roomy(
    of,
    cells.map((cell) => ({ cell, way: 'up', by: 1 })),
  );
  const free = new Set([...of.cells.keys()].filter((at) => of.out?.has(at) !== true));
  return withAttack(highs, roomier, free, (attack) => cells.map((cell): Need => ({ cell, way: attack.reach(cell, 'up') >= 1 - slack ? 'up' : 'down', by: 1 })));
}

function excusedOf(table: Additive, b: true | Tells, grouped: readonly Danger[], asked: readonly Danger[]): NonNullable<Protection['excused']> {
  const nothing = table.sums.flatMap(({ total, parts }) => parts.flatMap((part) => (b === true || b(total, part) ? [] : [[total, part] as const])));
  return [...nothing, ...grouped.flatMap((one) => (one.outside && !asked.includes(one) ? [one.outside] : []))];
}

/** Of groups in one category those of which what is out already does not say so: what everybody knows nothing can hide. */
function canStill(highs: Highs, of: Additive, groups: readonly Danger[]): readonly Danger[] {
  const { out } = of;
  if (!out || out.size === 0 || groups.length === 0) return groups;
  const free = new Set([...of.cells.keys()].filter((at) => !out.has(at)));
  return withAttack(highs, of, free, (attack) => groups.filter(({ cell, up }) => attack.reach(cell, 'up') >= up - slack));
}

/** Where the whole is dangerous itself it is hidden, and nobody can know that no cell is more than that. */
function roomy(of: Additive, needs: readonly Need[]): Additive {
  const whole = of.cells.reduce((most, { count }) => Math.max(most, count), 0);
  const least = needs.reduce((most, { cell, way, by }) => (way === 'up' ? Math.max(most, (of.cells[cell]?.count ?? 0) + by) : most), 0);
  return { ...of, cells: of.cells.map((cell) => ({ ...cell, most: Math.max(cell.most ?? whole, least) })) };
}
