// The end of a day as a moment: what was recorded by then is what a figure of that day counts.
import { addDays, startOf, type Day, type Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import { asOf } from './tables.ts';

/** DATE is the end of that past day in London (data.md 11). A day that has not ended gives the moment itself. */
export async function momentOf(tx: Tx, on: Day | undefined): Promise<Instant> {
  const now = await asOf(tx);
  if (!on) return now;
  const end = startOf(addDays(on, 1));
  return end < now ? end : now;
}
