// Which cells are dangerous to publish, and how uncertain each must stay for whoever reads the rest.
import { slack, withAttack, type Attack, type Way } from './attack.ts';
import type { Highs } from '#methods/solver.ts';
import type { Additive } from './table.ts';

/** A cell that must be able to be this much more, or less, than it is. */
export type Need = { readonly cell: number; readonly way: Way; readonly by: number };

/** Small and not nothing. */
export const primaries = ({ cells }: Additive, threshold: number): readonly number[] =>
  cells.flatMap(({ count }, at) => (count > 0 && count < threshold ? [at] : []));

/** That it is small must not be provable, and that it is at least what it is must not be either. */
export const needsOf = (table: Additive, primary: readonly number[], threshold: number): readonly Need[] =>
  primary.flatMap((cell): Need[] => [
    { cell, way: 'up', by: threshold - (table.cells[cell]?.count ?? 0) },
    { cell, way: 'down', by: 1 },
  ]);

export type Interval = { readonly low: number; readonly high: number };
export type Audit = {
  readonly passed: boolean;
  /** Cells for which more can be found out than may be. */
  readonly failed: readonly number[];
  /** Whether it was also shown in whole numbers that each need is met; not asked of large tables. */
  readonly whole: 'confirmed' | 'failed' | 'not-asked';
  /** What can be found out of each hidden cell, in whole numbers. */
  readonly found: ReadonlyMap<number, Interval>;
};

const wholeUpTo = 200;

/** Attacks every hidden cell both ways, from nothing but the table and what is hidden: it does not matter how that was chosen. */
export function audit(highs: Highs, table: Additive, hidden: ReadonlySet<number>, needs: readonly Need[]): Audit {
  return withAttack(highs, table, hidden, (attack) => {
    const found = new Map<number, Interval>();
    const loose = new Map<string, boolean>();
    for (const cell of hidden) {
      const { count = 0 } = table.cells[cell] ?? {};
      const [down = 0, up = 0] = (['down', 'up'] as const).map((way) => {
        const by = attack.reach(cell, way);
        loose.set(
          `${way}${cell}`,
          attack.moved().every((one) => Math.abs(one.by - Math.round(one.by)) < slack),
        );
        return by;
      });
      found.set(cell, { low: Math.ceil(count - down - slack), high: Math.floor(count + up + slack) });
    }
    const known = new Set(needs.map(({ cell }) => cell));
    const failed = [...hidden].filter((cell) => {
      const { low = 0, high = 0 } = found.get(cell) ?? {};
      if (!known.has(cell)) return low === high && !table.unseen?.has(cell);
      const { count = 0 } = table.cells[cell] ?? {};
      return needs.some((need) => need.cell === cell && (need.way === 'up' ? high - count : count - low) < need.by);
    });
    for (const { cell } of needs) if (!hidden.has(cell) && !failed.includes(cell)) failed.push(cell);
    const whole = hidden.size > wholeUpTo ? 'not-asked' : inWhole(attack, needs, loose) ? 'confirmed' : 'failed';
    return { passed: failed.length === 0 && whole !== 'failed', failed, whole, found };
  });
}

/** A way that was whole already shows it; only the others are solved again. */
function inWhole(attack: Attack, needs: readonly Need[], whole: ReadonlyMap<string, boolean>): boolean {
  return needs.every(({ cell, way, by }) => whole.get(`${way}${cell}`) === true || attack.reachWhole(cell, way) >= by);
}
