// Doors as they are kept: what opens one, who is in, what rings; and the questions a stranger may ask, which are the same for every guess.
import type { KeyObject } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import { note } from '#kit/store/audit.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { PublicTx, Tx } from '#kit/store/database.ts';
import { personOf } from '#kit/store/persons.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import { keysOf } from '#kit/store/transaction.ts';
import type { Asked } from './phrase.ts';

/** Minutes without a page after which somebody is out, and minutes after which they are whatever they do. */
export const idleMinutes = 10;
const longestMinutes = 120;

/** Keeps doors and what rings in step with the record's ledger. What opened a door goes the moment it is shut, and so does who was in. */
export const keepDoor: Reaction<Support, SupportEvent> = async (tx, { file, events }) => {
  for (const { event } of events) {
    if (event.kind === 'DoorGiven') {
      const person = await personOf(tx, file);
      if (!person) throw new Error('This record has no person.');
      await tx.query('insert into own_door (door, person) values ($1, $2)', [event.door, person]);
    }
    if (event.kind === 'DoorClosed') {
      await tx.query('update own_door set closed_at = clock_timestamp() where door = $1 and closed_at is null', [event.door]);
      await tx.query('delete from door_secret where door = $1', [event.door]);
      // Words said under duress that nobody was told of yet stay until somebody is: whoever made the person say them may have shut the door.
      await tx.query('delete from door_visit where door = $1 and (alarmed or not harmless)', [event.door]);
    }
    if (event.kind === 'DoorAlarm') await tx.query('insert into door_alarm (file, raised_at) values ($1, $2) on conflict (file) do nothing', [file, event.at]);
    if (event.kind === 'DoorAlarmSeen') await tx.query('delete from door_alarm where file = $1', [file]);
  }
};

/** What opens a door, hashed. */
export type Secrets = readonly { readonly opens: 'first' | 'further' | 'harmless'; readonly name: Buffer; readonly hash: Buffer }[];

export async function keepSecrets(tx: Tx, file: FileId, door: string, secrets: Secrets): Promise<void> {
  for (const { opens, name, hash } of secrets)
    await tx.query('insert into door_secret (file, door, opens, name, hash) values ($1, $2, $3, $4, $5)', [file, door, opens, name, hash]);
}

/** The question of who stands before a door, asked as the public: the same for every guess. */
export async function tryDoor(tx: PublicTx, asked: Asked, visit: string): Promise<boolean> {
  const [row] = await tx.query<{ open: boolean }>('select nrm_door_enter($1, $2, $3) as open', [asked.name, asked.hash, visit]);
  return row?.open === true;
}

/** And inside, of the further words. */
export async function tryFurther(tx: PublicTx, asked: Asked, visit: string): Promise<boolean> {
  const [row] = await tx.query<{ open: boolean }>('select nrm_door_further($1, $2, $3) as open', [visit, asked.name, asked.hash]);
  return row?.open === true;
}

/** The key that hashes of words are kept under. */
export const doorKey = (tx: PublicTx): KeyObject => keysOf(tx).index;

/** By which door a visit came in, unless it has been idle too long; and that it was seen. */
export async function doorOfVisit(tx: Tx, visit: string): Promise<string | undefined> {
  const [row] = await tx.query<{ readonly door: string; readonly stale: boolean }>(
    `select v.door, v.last_seen < clock_timestamp() - interval '20 seconds' as stale from door_visit v
       join own_door d on d.door = v.door and d.closed_at is null
     where v.id_hash = $1 and v.last_seen > clock_timestamp() - make_interval(mins => $2::int, secs => 20)
       and v.began > clock_timestamp() - make_interval(mins => $3::int)`,
    [visit, idleMinutes, longestMinutes],
  );
  if (row?.stale) await tx.query('update door_visit set last_seen = clock_timestamp() where id_hash = $1', [visit]);
  return row?.door;
}

/** Whoever leaves is out at once. That words were said under duress stays until somebody was told. */
export const endVisit = (tx: Tx, visit: string): Promise<unknown> => tx.query(`update door_visit set last_seen = 'epoch' where id_hash = $1`, [visit]);

/** `harmless`: words said under duress opened it. `further`: the further words were said. */
export type Within = { readonly file: FileId; readonly person: FileId; readonly harmless: boolean; readonly further: boolean };

/** What stands behind a visit: the record that the door was given for, and whose door it is. */
export async function withinOf(tx: Tx, visit: string): Promise<Within | undefined> {
  const [row] = await tx.query<Within>(
    `select v.file, d.person, v.harmless, v.further from door_visit v join own_door d on d.door = v.door and d.closed_at is null where v.id_hash = $1`,
    [visit],
  );
  return row;
}

/** Words said under duress that nobody was told of yet. */
export const unheard = (tx: Tx): Promise<{ readonly visit: string; readonly file: FileId; readonly door: string }[]> =>
  tx.query('select id_hash as visit, file, door from door_visit where harmless and not alarmed order by began');

export const heard = (tx: Tx, visit: string): Promise<unknown> => tx.query('update door_visit set alarmed = true where id_hash = $1', [visit]);

export type Calling = { readonly file: FileId; readonly reference: Reference };

/** Who asks for help without words: for the worker who is named, for who answers for the provider, and for all of them where nobody is named. */
export async function calling(tx: Tx, now: Instant): Promise<Calling[]> {
  const { person, organisation, role } = tx.actor;
  return tx.query<Calling>(
    `select a.file, r.reference from door_alarm a join file f on f.id = a.file join reference r on r.file = a.file
     where ${unbarred('a.file', '$1::text')} and (exists (select from access_named n where n.file = a.file and n.person = $1 and n.ends > $2::timestamptz)
       or f.organisation = $3 and ($4 or not exists (select from access_named n where n.file = a.file and n.ends > $2::timestamptz)))
     order by a.raised_at, a.file limit 50`,
    [person, now, organisation, role === 'support-manager'],
  );
}

export type Complaint = { readonly number: number; readonly words: string; readonly made: Instant; readonly heard: Instant | null };
const place = (file: FileId, number: number) => ({ file, table: 'complaint', what: String(number), version: 1 });

/** Sealed as the person writes it; gives its number. */
export async function keepComplaint(tx: Tx, file: FileId, words: string): Promise<number> {
  const [row] = await tx.query<{ next: number }>('select coalesce(max(number), 0)::int + 1 as next from complaint where file = $1', [file]);
  const number = row?.next ?? 1;
  await tx.query('insert into complaint (file, number, sealed) values ($1, $2, $3)', [file, number, await seal(tx, place(file, number), words)]);
  note(tx, file, 'wrote:complaint');
  return number;
}

export async function complaintsOf(tx: Tx, file: FileId): Promise<Complaint[]> {
  const rows = await tx.query<Omit<Complaint, 'words'> & { sealed: Buffer }>(
    'select number, sealed, made_at as made, heard_at as heard from complaint where file = $1 order by number desc',
    [file],
  );
  const found: Complaint[] = [];
  if (rows.length > 0) note(tx, file, 'read:complaint');
  for (const { sealed, ...row } of rows) found.push({ ...row, words: String(await unseal(tx, place(file, row.number), sealed)) });
  return found;
}

/** Records of the provider with complaints that nobody has dealt with, and how many were ever made there. */
export async function complaintsAt(tx: Tx): Promise<{ readonly waiting: readonly Calling[]; readonly made: number; readonly heard: number }> {
  const waiting = await tx.query<Calling>(
    `select c.file, r.reference from complaint c join reference r on r.file = c.file where ${unbarred('c.file', '$1::text')} and c.heard_at is null
     group by 1, 2 order by min(c.made_at) limit 100`,
    [tx.actor.person],
  );
  const [counted] = await tx.query<{ made: number; heard: number }>('select count(*)::int as made, count(heard_at)::int as heard from complaint');
  return { waiting, made: counted?.made ?? 0, heard: counted?.heard ?? 0 };
}

export async function markHeard(tx: Tx, file: FileId, number: number): Promise<void> {
  await tx.query('update complaint set heard_at = clock_timestamp(), heard_by = $3 where file = $1 and number = $2 and heard_at is null', [
    file,
    number,
    tx.actor.person,
  ]);
}

/** Lines of tries are kept for thirty days, and visits that are over for one. */
export async function forgetTries(tx: Tx): Promise<void> {
  await tx.query(`delete from door_try where at < clock_timestamp() - interval '30 days'`);
  await tx.query(`delete from door_visit where last_seen < clock_timestamp() - interval '1 day' and (alarmed or not harmless)`);
}
