// The clock on the wall: the real one, or practice's, which pretends a day.
import { dayOf, instant, startOf, type Day, type Instant } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';

/** Null: the real day. Practice pretends a day; the time of day is the real one. */
export function clockOf(pretend: Day | null): Kit['clock'] {
  const real = (): Instant => instant(new Date().toISOString());
  if (pretend === null) return { now: real, today: () => dayOf(real()) };
  const shift = Date.parse(startOf(pretend)) - Date.parse(startOf(dayOf(real())));
  const now = (): Instant => instant(new Date(Date.now() + shift).toISOString());
  return { now, today: () => dayOf(now()) };
}
