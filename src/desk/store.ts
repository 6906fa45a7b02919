// What the desk keeps beside the worklist: tokens of programs by their hash, which referral an idempotency key made, what changed since somebody looked.
import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { Tx } from '#kit/store/database.ts';

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

export type Token = {
  readonly id: string;
  readonly person: string;
  readonly holder: string;
  readonly organisation: string;
  readonly madeAt: Instant;
  readonly revokedAt: Instant | null;
  readonly lastUsed: string | null;
};

/** Makes a token for a person at work. The secret is given once and never stored. */
export async function makeToken(tx: Tx, holder: Actor): Promise<string> {
  const secret = `nrm_${randomBytes(32).toString('base64url')}`;
  await tx.query('insert into token (id, hash, person, holder, organisation, team) values ($1, $2, $3, $4, $5, $6)', [
    randomUUID(),
    hashOf(secret),
    holder.person,
    holder.name,
    holder.organisation,
    holder.team,
  ]);
  return secret;
}

export async function tokens(tx: Tx): Promise<Token[]> {
  return tx.query<Token>(
    'select id, person, holder, organisation, made_at as "madeAt", revoked_at as "revokedAt", last_used as "lastUsed" from token order by made_at desc limit 500',
  );
}

export async function revokeToken(tx: Tx, id: string): Promise<void> {
  await tx.query('update token set revoked_at = clock_timestamp() where id = $1 and revoked_at is null', [id]);
}

/** The person a token speaks for; nothing where it is unknown or revoked. */
export async function holderOf(tx: Tx, secret: string): Promise<string | undefined> {
  const [row] = await tx.query<{ person: string }>('update token set last_used = current_date where hash = $1 and revoked_at is null returning person', [
    hashOf(secret),
  ]);
  return row?.person;
}

export type Request = { readonly file: FileId; readonly same: boolean };

/** What an idempotency key of this organisation made before; `same` is false where it came with another body. */
export async function earlier(tx: Tx, key: string, body: string): Promise<Request | undefined> {
  // Two requests with one key at once: the second waits here for the first.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.actor.organisation} ${hashOf(key)}`]);
  const [row] = await tx.query<{ file: FileId; same: boolean }>(
    'select file, body_hash = $3 as same from api_request where organisation = $1 and key_hash = $2',
    [tx.actor.organisation, hashOf(key), hashOf(body)],
  );
  return row;
}

/** Forgets a key whose request came to nothing: the program may send it again, put right. */
export async function forgetRequest(tx: Tx, key: string, file: FileId): Promise<void> {
  await tx.query('delete from api_request where organisation = $1 and key_hash = $2 and file = $3', [tx.actor.organisation, hashOf(key), file]);
}

export async function remember(tx: Tx, key: string, body: string, file: FileId): Promise<void> {
  await tx.query('insert into api_request (key_hash, body_hash, file) values ($1, $2, $3)', [hashOf(key), hashOf(body), file]);
}

/** A moment as text, to the microsecond. */
const exactly = (moment: string): string => `to_char(${moment} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** `changedAt` to the microsecond, as the database keeps it: what is marked as seen is exactly what was shown. */
export type Changed = { readonly file: string; readonly reference: string; readonly changedAt: Instant };

/** One worker's open cases in which somebody else did something since a moment, the newest first. */
export async function changedFor(tx: Tx, since: Instant, most: number): Promise<Changed[]> {
  const { person, organisation } = tx.actor;
  return tx.query<Changed>(
    `select queue.file, queue.reference, ${exactly('max(event.recorded_at)')} as "changedAt" from queue join event on event.file = queue.file
     where allocated_to = $1 and authority = $2 and waits <> 'done' and event.recorded_at > $3 and event.actor <> $1 and ${unbarred('queue.file', '$1::text')}
     group by queue.file, queue.reference order by max(event.recorded_at) desc, 1 limit $4`,
    [person, organisation, since, most],
  );
}

/** Up to when whoever asks has seen what changed; nothing where they never said. */
export async function seenUpTo(tx: Tx): Promise<Instant | undefined> {
  const [row] = await tx.query<{ seen: Instant }>(`select ${exactly('seen_at')} as seen from desk_seen where person = $1`, [tx.actor.person]);
  return row?.seen;
}

/** Marks what was shown as seen. What came while the page was open stays new. */
export async function markSeen(tx: Tx, upTo: Instant): Promise<void> {
  await tx.query(
    `insert into desk_seen (person, seen_at) values ($1, $2) on conflict (person) do update set seen_at = greatest(desk_seen.seen_at, excluded.seen_at)`,
    [tx.actor.person, upTo],
  );
}
