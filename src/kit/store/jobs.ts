// Job rows: written in the act's own transaction, taken by one worker at a time, done once per event (data.md 10).
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { afterCommit, type Tx } from './transaction.ts';

export type Job = {
  readonly id: string;
  readonly name: string;
  readonly file: FileId | null;
  /** The event it follows. One job of a name per file and event. */
  readonly number: number | null;
  /** Ids and codes only. */
  readonly needs: Readonly<Record<string, unknown>>;
  /** Which try this is, from 1. */
  readonly tries: number;
};

/** After the last try a job is given up and listed for an administrator. */
export const mostTries = 6;
/** A worker that died lets its job go after this time. */
const takenForSeconds = 120;

const kicks = new Set<() => void>();

/** Asks to be told, after a commit, that jobs wait. Gives what ends it. */
export function onEnqueued(kick: () => void): () => void {
  kicks.add(kick);
  return () => kicks.delete(kick);
}

/** Writes a job in this transaction; a worker is kicked once it is stored. The same job for the same event is written once. */
export async function enqueue(tx: Tx, job: { name: string; file?: FileId; number?: number; needs?: Record<string, unknown>; runAt?: Instant }): Promise<void> {
  await insert(tx, job, tx.actor);
}

/** As enqueue, for work that must not say whose act it follows: the row is the service's own. */
export async function enqueueUnsigned(tx: Tx, job: { name: string; needs: Record<string, unknown> }): Promise<void> {
  await insert(tx, job, { organisation: 'service', team: 'service' });
}

async function insert(tx: Tx, job: Parameters<typeof enqueue>[1], owner: { readonly organisation: string; readonly team: string }): Promise<void> {
  await tx.query(
    `insert into job (name, file, number, needs, run_at, organisation, team)
     values ($1, $2, $3, $4::jsonb, coalesce($5::timestamptz, clock_timestamp()), $6, $7) on conflict do nothing`,
    [job.name, job.file ?? null, job.number ?? null, JSON.stringify(job.needs ?? {}), job.runAt ?? null, owner.organisation, owner.team],
  );
  afterCommit(tx, () => kicks.forEach((kick) => kick()));
}

/** Takes the next due job of one of these names; other workers skip it while it is taken. */
export async function take(tx: Tx, names: readonly string[]): Promise<Job | undefined> {
  const [job] = await tx.query<Job>(
    `update job set state = 'taken', tries = tries + 1, taken_until = clock_timestamp() + make_interval(secs => $2)
     where id = (select id from job where name = any($1::text[]) and run_at <= clock_timestamp()
                   and (state = 'waiting' or (state = 'taken' and taken_until < clock_timestamp()))
                 order by run_at limit 1 for update skip locked)
     returning id, name, file, number, needs, tries`,
    [names, takenForSeconds],
  );
  return job;
}

export async function finish(tx: Tx, job: Job): Promise<void> {
  await tx.query(`update job set state = 'done', taken_until = null, trouble = null where id = $1`, [job.id]);
}

/** Removes a job's row once it is done, where not even that it was there may stay. */
export async function forget(tx: Tx, job: Job): Promise<void> {
  await tx.query('delete from job where id = $1', [job.id]);
}

/** Tries again later, each time after twice as long; gives up after the last try. `trouble` is a code, never a message. */
export async function putBack(tx: Tx, job: Job, trouble: string): Promise<void> {
  await tx.query(`update job set state = $2, trouble = $3, taken_until = null, run_at = clock_timestamp() + make_interval(secs => $4) where id = $1`, [
    job.id,
    job.tries >= mostTries ? 'given-up' : 'waiting',
    trouble,
    2 ** job.tries,
  ]);
}

/** Jobs an administrator has to look at. */
export function givenUp(tx: Tx): Promise<(Job & { trouble: string })[]> {
  return tx.query(`select id, name, file, number, needs, tries, trouble from job where state = 'given-up' order by run_at`);
}
