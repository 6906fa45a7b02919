// Which further cells to hide so that no dangerous one can be worked out: the cheapest pattern for tables of moderate size, a quick one above that.
import { cheapest } from './cheapest.ts';
import { needsOf, primaries, audit, type Audit } from './needs.ts';
import { costOf, roomFor, tidied } from './quick.ts';
import { openSolver } from '#methods/solver.ts';
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
  const first = roomFor(highs, table, must, needs);
  const quick = tidied(highs, table, must, first);
  const best = exact && quick.size > must.size ? cheapest(highs, table, must, first.met, quick) : undefined;
  const hidden = best ?? quick;
  const small = new Set(primary);
  return {
    status: table.cells.map((_, at) => (small.has(at) ? 'primary' : hidden.has(at) ? 'secondary' : 'published')),
    cost: costOf(table, hidden),
    optimal: best !== undefined || hidden.size === must.size,
    audit: audit(highs, table, hidden, needs),
  };
}
