// Coming in by a door: the words are hashed outside any transaction, asked of the database as the public, and a visit begins under a cookie of its own.
import { randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import { hashOf, type Visits } from '#kit/web/store.ts';
import { atDoor, inside, type Phrase, type Phrases } from './phrase.ts';
import { doorKey, doorOfVisit, tryDoor, tryFurther, type Secrets } from './store.ts';

export const newDoor = (): string => randomUUID();

const keyOf = (db: Database) => db.publicly((tx) => Promise.resolve(doorKey(tx)));

/** What opens a door, hashed before the transaction that keeps it: it takes its time. */
export async function secretsOf(db: Database, door: string, phrases: Phrases): Promise<Secrets> {
  const key = await keyOf(db);
  return [
    { opens: 'first', ...(await atDoor(key, phrases.first)) },
    { opens: 'harmless', ...(await atDoor(key, phrases.harmless)) },
    { opens: 'further', ...(await inside(key, door, phrases.further)) },
  ];
}

/** Tries words at the door. Gives the cookie of who came in; nothing else tells one guess from another. */
export async function enter(db: Database, phrase: Phrase): Promise<string | null> {
  const asked = await atDoor(await keyOf(db), phrase);
  const cookie = randomBytes(32).toString('base64url');
  if (!(await db.publicly((tx) => tryDoor(tx, asked, hashOf(cookie))))) return null;
  // For whoever came in alike: what it finds to do is looked at behind the answer.
  await db.as(theService, 'operations', (tx) => enqueue(tx, { name: 'door-alarm' }));
  return cookie;
}

/** Tries further words inside. */
export async function goFurther(db: Database, visit: string, door: string, phrase: Phrase): Promise<boolean> {
  const asked = await inside(await keyOf(db), door, phrase);
  return db.publicly((tx) => tryFurther(tx, asked, visit));
}

/** Who came in by a door is that person and nobody else: to the policy by the door's name. */
export const whoCameIn = (door: string): Actor => ({
  person: door,
  name: '',
  role: 'person',
  organisation: 'the-person',
  kind: 'the-person',
  team: 'the-person',
});

/** Visits at doors: as those of people at work, with a cookie of their own and a shorter time. */
export function doorVisits(db: Database): Pick<Visits, 'find'> {
  return {
    find: async (cookie) => {
      if (!/^[\w-]{43}$/.test(cookie)) return null;
      const id = hashOf(cookie);
      const door = await db.as(theService, 'operations', (tx) => doorOfVisit(tx, id));
      return door === undefined ? null : { id, staff: door, persona: { id: door, actor: whoCameIn(door), title: '', what: '' } };
    },
  };
}
