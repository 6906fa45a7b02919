// Status letters as they are kept: one in force a case at most, its code sealed in the file and looked for by its hash.
import { createHmac, randomBytes } from 'node:crypto';
import { checkCode, type CheckCode, type FileId } from '#base/id.ts';
import { dayOf, type Day, type Instant } from '#base/day.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import { statusOf, type Status } from '#journey/status.ts';
import type { PublicTx, Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import { keysOf } from '#kit/store/transaction.ts';
import type { Law } from '#law/law.ts';

export type StatusLetter = { readonly number: number; readonly status: Status; readonly code: CheckCode; readonly made: Day };

/** Keyed: whoever has the table alone can try no code against it. */
const hashOf = (tx: PublicTx, code: CheckCode): Buffer => createHmac('sha256', keysOf(tx).index).update(`status-letter|1|${code}`).digest();
const place = (file: FileId, number: number) => ({ file, table: 'status_letter', what: String(number), version: 1 });

/** Keeps letters in step with the case: what a letter says is true while it is in force, and a new standing has a letter of its own. */
export const keepStatus =
  (law: Law): Reaction<CaseFile, CaseEvent> =>
  async (tx, { file, before, after, events }) => {
    const now = statusOf(after, law);
    const [taken] = events.flatMap(({ event }) => (event.kind === 'StatusLetterEnded' ? [event.why] : []));
    if (statusOf(before, law) === now && !taken) return;
    await end(tx, file);
    if (now && taken !== 'not-wanted') await make(tx, file, after.version, now);
  };

const end = (tx: Tx, file: FileId): Promise<unknown> =>
  tx.query('update status_letter set ended_at = clock_timestamp() where file = $1 and ended_at is null', [file]);

/** A new code with the hash it is looked for by, and where it is sealed. */
export function newCode(tx: Tx, file: FileId, number: number) {
  const code = checkCode(randomBytes(10));
  return { code, hash: hashOf(tx, code), place: place(file, number) };
}

async function make(tx: Tx, file: FileId, number: number, status: Status): Promise<void> {
  const { code, hash, place } = newCode(tx, file, number);
  const sealed = await seal(tx, place, code);
  await tx.query('insert into status_letter (file, number, status, code_hash, sealed) values ($1, $2, $3, $4, $5)', [file, number, status, hash, sealed]);
}

/** The letter in force, with its code; nothing where there is none, or where it is not for the reader. */
export async function letterInForce(tx: Tx, file: FileId): Promise<StatusLetter | undefined> {
  const [row] = await tx.query<{ number: number; status: Status; sealed: Buffer; made: Instant }>(
    'select number, status, sealed, made_at as made from status_letter where file = $1 and ended_at is null',
    [file],
  );
  if (!row) return undefined;
  return { number: row.number, status: row.status, code: (await unseal(tx, place(file, row.number), row.sealed)) as CheckCode, made: dayOf(row.made) };
}

/** Whether a code is of a letter in force, and what that letter says. Unknown, ended and erased are one answer. Leaves a line that somebody asked. */
export async function statusBehind(tx: PublicTx, code: CheckCode): Promise<Status | null> {
  const [row] = await tx.query<{ status: Status | null }>('select nrm_status_in_force($1) as status', [hashOf(tx, code)]);
  const status = row?.status ?? null;
  await tx.query('insert into letter_check (valid) values ($1)', [status !== null]);
  return status;
}

export type Checks = { readonly asked: number; readonly valid: number };

/** How often strangers asked for a code in the last thirty days: many that are of no letter would be somebody guessing. */
export async function checksLately(tx: Tx): Promise<Checks> {
  const [row] = await tx.query<Checks>(
    'select count(*)::int as asked, count(*) filter (where valid)::int as valid from letter_check where day > current_date - 30',
  );
  return row ?? { asked: 0, valid: 0 };
}

/** Lines of strangers who asked are kept for ninety days. */
export const forgetChecks = (tx: Tx): Promise<unknown> => tx.query('delete from letter_check where day < current_date - 90');
