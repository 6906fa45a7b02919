// The keys of a receiving team as they are kept: which one seals, which were before it, and the two people who renew it.
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { newIdentity } from '#kit/store/age-bytes.ts';
import { note } from '#kit/store/audit.ts';
import type { Tx } from '#kit/store/database.ts';
import { createFile, destroyKey } from '#kit/store/files.ts';
import { aloneInQueue, keepQueue, type Team } from '#rooms/signal/store.ts';

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const ofTeam = 'q.organisation = $1 and q.team = $2 and q.queue = $3';

export type KeyNow = {
  readonly file: FileId;
  readonly since: Instant;
  /** How many keys before it are kept for reading. */
  readonly before: number;
  readonly proposed: { readonly number: number; readonly by: string; readonly at: Instant } | null;
};

/** The key in use of one's own team, and what is proposed for it. None before the first report. */
export async function keyNow(tx: Tx, { organisation, team, queue }: Team): Promise<KeyNow | undefined> {
  const [row] = await tx.query<{ file: FileId; since: Instant; before: number; number: number | null; by: string; at: Instant }>(
    `select q.file, ${moment('q.made_at')} as since, r.number, r.proposed_by as "by", ${moment('r.proposed_at')} as at,
       (select count(*)::int from signal_queue old join signal_opener o on o.file = old.file
        where (old.organisation, old.team, old.queue) = (q.organisation, q.team, q.queue) and old.ended_at is not null) as before
     from signal_queue q left join signal_renewal r on r.file = q.file and r.dropped_by is null where ${ofTeam} and q.ended_at is null`,
    [organisation, team, queue],
  );
  return row && { file: row.file, since: row.since, before: row.before, proposed: row.number === null ? null : { number: row.number, by: row.by, at: row.at } };
}

export async function proposeRenewal(tx: Tx, file: FileId, now: Instant): Promise<void> {
  await tx.query(
    `insert into signal_renewal (file, number, proposed_by, proposed_at)
     select $1, 1 + coalesce(max(number), 0), $2, $3 from signal_renewal where file = $1 on conflict do nothing`,
    [file, tx.actor.person, now],
  );
  note(tx, file, 'wrote:signal_renewal');
}

export async function dropRenewal(tx: Tx, file: FileId, number: number): Promise<void> {
  await tx.query('update signal_renewal set dropped_by = $3 where file = $1 and number = $2 and agreed_by is null', [file, number, tx.actor.person]);
  note(tx, file, 'wrote:signal_renewal');
}

type Renewing = { readonly file: FileId; readonly number: number };

/** Makes the new key and ends the old one, in the name of whoever agrees: not where it was agreed or dropped meanwhile. That two did it, the database sees. */
export async function agreeRenewal(tx: Tx, of: Team, nation: string, { file, number }: Renewing, now: Instant): Promise<boolean> {
  await aloneInQueue(tx, of);
  const found = await keyNow(tx, of);
  if (found?.file !== file || found.proposed?.number !== number) return false;
  const { identity, recipient } = await newIdentity();
  const next = await createFile(tx, { kind: 'signal', child: false, nation, organisation: of.organisation, team: of.team });
  await tx.query('update signal_renewal set agreed_by = $3, agreed_at = $4, next = $5 where file = $1 and number = $2', [
    file,
    number,
    tx.actor.person,
    now,
    next,
  ]);
  await tx.query('update signal_queue set ended_at = $2 where file = $1', [file, now]);
  await keepQueue(tx, { file: next, recipient, ...of }, identity);
  note(tx, file, 'wrote:signal_renewal');
  return true;
}

/** When a half of the team's key that seals was ended; nothing where the team never had it. For the program. */
export async function endOfRecipient(tx: Tx, { organisation, team, queue }: Team, recipient: string): Promise<{ readonly ended: Instant | null } | undefined> {
  const [row] = await tx.query<{ ended: Instant | null }>(`select ${moment('q.ended_at')} as ended from signal_queue q where ${ofTeam} and q.recipient = $4`, [
    organisation,
    team,
    queue,
    recipient,
  ]);
  return row;
}

/** Destroys what opened reports of which none is left. The database says which those are, and keeps every other. */
export async function retireKeys(tx: Tx): Promise<number> {
  const retired = await tx.query<{ file: FileId }>('select nrm_keys_retired() as file');
  for (const { file } of retired) {
    await tx.query('delete from signal_opener where file = $1', [file]);
    await destroyKey(tx, file);
  }
  return retired.length;
}
