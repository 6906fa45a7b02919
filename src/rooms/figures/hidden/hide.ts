// The overlap of lists for everybody else: with all its margins, small counts hidden, and whatever would give them away.
import { protect } from '#methods/disclosure/suppress.ts';
import { quoted } from '#rooms/figures/exact.ts';
import { asCsv, readTable } from '#rooms/figures/protect-file.ts';
import type { Overlap } from './overlap.ts';

/** As text, hidden counts marked [c]; nothing where the table is empty or its audit failed: then it goes to nobody. `threshold`: counts below it are small. */
export async function hideOverlap({ lists, rows }: Overlap, threshold: number): Promise<string | null> {
  const lines = rows.map(({ on, people }) => [...on.map((one) => (one ? 'yes' : 'no')), people].join(','));
  const table = readTable([[...lists.map(quoted), 'count'].join(','), ...lines].join('\n'), new Map());
  if (typeof table === 'string') return null;
  const made = await protect(table, { threshold, dangers: [], oneCategory: false });
  return made.audit.passed ? asCsv(table, made) : null;
}
