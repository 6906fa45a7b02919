// Programs at the door: a token that the issuer gave them, for a client that two people let in; and the entry that all of it hangs on.
import type { Actor } from '#access/roles.ts';
import type { Database } from '#kit/store/database.ts';
import { sessionsIn, staffIdleMinutes } from '#kit/web/store.ts';
import { people, personaOf, service, type Entry } from './entry.ts';
import { issuerOf, type IssuerSettings } from './issuer.ts';
import { machineOf, officesOf } from './store.ts';

export function entryOf(db: Database, settings: IssuerSettings, log: (line: string) => void): Entry {
  const { origin } = settings;
  return {
    db,
    visits: sessionsIn(db, staffIdleMinutes, people),
    issuer: issuerOf(settings),
    origin,
    https: origin.startsWith('https:'),
    log,
  };
}

/** Whether a token has the shape of one that an issuer signs; ours have no full stop. */
export const isIssued = (token: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token);

/** The person a program speaks for; null where the token is not in order, not for us, or nobody let the program in. */
export async function machineActor(entry: Entry, token: string): Promise<Actor | null> {
  const client = await entry.issuer.client(token).catch(() => null);
  if (client === null) return null;
  const staff = await service(entry, (tx) => machineOf(tx, entry.issuer.name, client));
  return staff === null ? null : actorOf(entry, staff);
}

/** Somebody at work by their id, in the first role they were given; null for a leaver. */
export async function actorOf(entry: Entry, staff: string): Promise<Actor | null> {
  const [first] = await service(entry, (tx) => officesOf(tx, staff));
  return first ? personaOf(first).actor : null;
}
