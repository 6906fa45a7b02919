// When a draft expires, and from when its team is warned: the service's own rule, counted from the last word written.
import { daysBetween, type Day } from '#base/day.ts';
import { dueOf, type Due } from '#law/clock.ts';
import type { Law } from '#law/law.ts';

export type Expiry = { readonly due: Due; readonly left: number; readonly warn: boolean; readonly expired: boolean };

/** Nothing where the law here knows no such clock: then a draft does not expire. When its team is warned is a clock of its own. */
export function expiryOf(law: Law, nation: string, lastDay: Day, today: Day): Expiry | undefined {
  const clock = law.clocks['draft-expiry'];
  const due = clock && dueOf(clock, lastDay, nation, law.calendar(nation));
  if (!due) return undefined;
  const left = daysBetween(today, due.due);
  const warning = law.clocks['draft-warning'];
  const warned = warning && dueOf(warning, lastDay, nation, law.calendar(nation));
  return { due, left, warn: warned !== undefined && today >= warned.due, expired: left < 0 };
}
