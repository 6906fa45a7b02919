// Whom a program's token speaks for.
import type { Actor } from '#access/roles.ts';
import { holderOf } from '#desk/store.ts';
import { theService, type Database } from '#kit/store/database.ts';
import type { Entry } from '#kit/web/sign-in/entry.ts';
import { actorOf, isIssued, machineActor } from '#kit/web/sign-in/machine.ts';
import type { Persona } from '#kit/web/session.ts';

/** A token of ours, or one that the issuer gave a program which two people let in. */
export async function bearer(db: Database, entry: Entry | null, personas: readonly Persona[], secret: string): Promise<Actor | null> {
  if (entry && isIssued(secret)) return machineActor(entry, secret);
  const person = await db.as(theService, 'operations', (tx) => holderOf(tx, secret));
  if (person === undefined) return null;
  return entry ? actorOf(entry, person) : (personas.find((one) => one.actor.person === person)?.actor ?? null);
}
