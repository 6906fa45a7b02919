// How uncertain dangerous cells must stay for whoever reads the rest, and the attack that finds out whether they do.
import { slack, withAttack, type Attack, type Moved, type Way } from './attack.ts';
import type { Highs } from '#methods/solver.ts';
import type { Danger } from './rules.ts';
import type { Additive } from './table.ts';

/** A cell that must be able to be this much more, or less, than it is. */
export type Need = { readonly cell: number; readonly way: Way; readonly by: number };

/** Of all that the rules ask of a cell, the most. */
export function needsOf(dangers: readonly Danger[]): readonly Need[] {
  const most = new Map<number, { up: number; down: number }>();
  for (const { cell, up, down } of dangers) {
    const { up: so = 0, down: far = 0 } = most.get(cell) ?? {};
    most.set(cell, { up: Math.max(so, up), down: Math.max(far, down) });
  }
  const ways = ['up', 'down'] as const;
  return [...most].flatMap(([cell, by]) => ways.flatMap((way): Need[] => (by[way] > 0 ? [{ cell, way, by: by[way] }] : [])));
}

export type Interval = { readonly low: number; readonly high: number };
export type Audit = {
  readonly passed: boolean;
  /** Cells for which more can be found out than may be. */
  readonly failed: readonly number[];
  /** Whether it was also shown in whole numbers that each need is met; not asked of large tables. */
  readonly whole: 'confirmed' | 'failed' | 'not-asked';
  /** What can be found out of each hidden cell, in whole numbers. */
  readonly found: ReadonlyMap<number, Interval>;
  /** For each need that is met, other counts that fit all that is published: where a cell is not what it is, its place and what it would be. */
  readonly proofs: readonly (Need & { readonly differs: readonly (readonly [number, number])[] })[];
};

const wholeUpTo = 200;

/** Attacks every hidden cell both ways, from nothing but the table and what is hidden: it does not matter how that was chosen. */
export function audit(highs: Highs, table: Additive, hidden: ReadonlySet<number>, needs: readonly Need[]): Audit {
  return withAttack(highs, table, hidden, (attack) => {
    const needOf = new Map(needs.map((need) => [`${need.way}${need.cell}`, need]));
    const answers = new Map<Need, readonly Moved[]>();
    const found = new Map<number, Interval>();
    for (const cell of hidden) {
      const { count = 0 } = table.cells[cell] ?? {};
      const [down = 0, up = 0] = (['down', 'up'] as const).map((way) => {
        const by = attack.reach(cell, way);
        const need = needOf.get(`${way}${cell}`);
        if (need && by >= need.by - slack) answers.set(need, attack.moved());
        return by;
      });
      found.set(cell, { low: Math.ceil(count - down - slack), high: Math.floor(count + up + slack) });
    }
    const failed = new Set(needs.filter((need) => !answers.has(need)).map(({ cell }) => cell));
    const dangerous = new Set(needs.map(({ cell }) => cell));
    for (const [cell, { low, high }] of found) if (low === high && !dangerous.has(cell) && table.unseen?.has(cell) !== true) failed.add(cell);
    const whole = hidden.size > wholeUpTo ? 'not-asked' : inWhole(attack, answers) ? 'confirmed' : 'failed';
    const countOf = (at: number): number => table.cells[at]?.count ?? 0;
    const proofs = [...answers].map(([need, moved]) => ({ ...need, differs: moved.map(({ cell, by }) => [cell, tidy(countOf(cell) + by)] as const) }));
    return { passed: failed.size === 0 && whole !== 'failed', failed: [...failed], whole, found, proofs };
  });
}

const tidy = (value: number): number => (Math.abs(value - Math.round(value)) < slack ? Math.round(value) : value);

/** A way that was whole already shows it; the others are solved again in whole numbers, and those take their place. */
function inWhole(attack: Attack, answers: Map<Need, readonly Moved[]>): boolean {
  const broken = [...answers].filter(([, moved]) => moved.some(({ by }) => Math.abs(by - Math.round(by)) >= slack));
  return broken.every(([need]) => {
    const enough = attack.reachWhole(need.cell, need.way) >= need.by;
    if (enough) answers.set(need, attack.moved());
    return enough;
  });
}
