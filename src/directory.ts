// Who is at work, for handing work over and naming who wrote: from the database, or the list of practice. Never what decides access.
import type { Actor } from '#access/roles.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { personaOf, type Entry } from '#kit/web/sign-in/entry.ts';
import { everyOffice } from '#kit/web/sign-in/store.ts';
import type { Persona } from '#kit/web/session.ts';

export type Directory = {
  /** As last read; at most a minute old, and renewed at once after a change made here. */
  readonly now: () => readonly Actor[];
  /** Whom work can be given to in an organisation: each person once, whatever their roles. */
  readonly colleagues: (organisation: string) => readonly { readonly id: string; readonly name: string }[];
  readonly renew: () => Promise<void>;
};

export function directoryOf(db: Database, entry: Entry | null, personas: readonly Persona[]): Directory {
  let known: readonly Actor[] = entry ? [] : personas.map((one) => one.actor);
  return {
    now: () => known,
    colleagues: (of) => {
      const there = known.filter((one) => one.organisation === of).map((one) => ({ id: one.person, name: one.name }));
      return [...new Map(there.map((one) => [one.id, one])).values()];
    },
    renew: async () => {
      if (!entry) return;
      const offices = await db.as(theService, 'operations', (tx) => everyOffice(tx));
      known = offices.map((one) => personaOf(one).actor);
    },
  };
}
