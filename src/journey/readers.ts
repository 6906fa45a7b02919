// Who read a person's record, as the person may see it: organisation, role, day and why; covert safeguarding reads when their time is over.
import { dayOf, type Day, type Instant } from '#base/day.ts';
import type { Access } from './access.ts';
import { isCovert } from './outside.ts';

export type Reading = { readonly at: Instant; readonly organisation: string; readonly role: string; readonly purpose: string };
export type ReaderLine = Omit<Reading, 'at'> & { readonly day: Day };

/** One line a day, organisation, role and purpose, newest first. No name: the person is told who answers for it, not whom to look for. */
export function readersOf(readings: readonly Reading[], access: Access, today: Day): readonly ReaderLine[] {
  const lines = new Map<string, ReaderLine>();
  for (const { at, organisation, role, purpose } of readings) {
    const day = dayOf(at);
    if (isCovert(access, { day, purpose }, today)) continue;
    lines.set(`${day}|${organisation}|${role}|${purpose}`, { day, organisation, role, purpose });
  }
  return [...lines.values()].sort((one, other) => (one.day === other.day ? 0 : one.day < other.day ? 1 : -1));
}
