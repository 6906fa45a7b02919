// A clock's length in words, and the length of a clock that the law does not set.
import type { Term } from '#law/clock.ts';

/** The law sets no such period here: a version of its own, so that its absence is dated and cited too. */
export const none: Term = { unit: 'nothing' };

const units = { 'calendar-days': ['calendar day', 'calendar days'], 'working-days': ['working day', 'working days'], months: ['month', 'months'] } as const;

export function inDays(term: Term): string {
  if (term.unit === 'nothing') return 'The law sets none.';
  return `${term.count} ${units[term.unit][term.count === 1 ? 0 : 1]}.`;
}
