// Counting: one row per counted answer under a random statistics id, whose link to the file is sealed by the file's key (data.md 6).
import { randomUUID } from 'node:crypto';
import type { Day, Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { note } from './audit.ts';
import { seal, unseal, type Place } from './seal.ts';
import type { Tx } from './transaction.ts';

export type Counted = { readonly question: string; readonly code: string; readonly validFrom: Day };

/** Counts answers. Without a file (Duty to Notify) each call gets a statistics id of its own. Gives the statistics id. */
export async function count(tx: Tx, file: FileId | null, rows: readonly Counted[]): Promise<string> {
  const id = file ? await linked(tx, file) : randomUUID();
  await tx.query(`insert into statistic (statistics_id, question, code, valid_from) select $1, * from unnest($2::text[], $3::text[], $4::date[])`, [
    id,
    rows.map((row) => row.question),
    rows.map((row) => row.code),
    rows.map((row) => row.validFrom),
  ]);
  if (file) note(tx, file, 'wrote:statistics');
  return id;
}

/** Retires what is counted for a question; what was counted before stays readable as of its time. Then it may be counted again. */
export async function retire(tx: Tx, file: FileId, question: string): Promise<void> {
  const id = await linkOf(tx, file);
  if (id === undefined) return;
  await knows(tx, id);
  await tx.query(`update statistic set recorded_to = clock_timestamp() where statistics_id = $1 and question = $2 and recorded_to = 'infinity'`, [
    id,
    question,
  ]);
  note(tx, file, 'wrote:statistics');
}

/** What is counted for a file now. */
export async function counted(tx: Tx, file: FileId): Promise<Counted[]> {
  const id = await linkOf(tx, file);
  if (id === undefined) return [];
  await knows(tx, id);
  return tx.query<Counted>(
    `select question, code, valid_from as "validFrom" from statistic where statistics_id = $1 and recorded_to = 'infinity' order by question, recorded_from, code`,
    [id],
  );
}

/**
 * The moment a reading stands on: every row recorded up to it is already there, and none can come later (data.md 11).
 * Read with `recorded_from <= moment and recorded_to > moment`.
 */
export async function asOf(tx: Tx): Promise<Instant> {
  const [row] = await tx.query<{ moment: Instant }>('select nrm_as_of() as moment');
  if (!row) throw new Error('The database gave no moment.');
  return row.moment;
}

/** A counted row is there for whoever knows its statistics id, and for those who make the figures. */
async function knows(tx: Tx, id: string): Promise<void> {
  await tx.query(`select set_config('nrm.counted', $1, true)`, [id]);
}

function place(file: FileId): Place {
  return { file, table: 'statistic_link', what: 'statistics', version: 1 };
}

/** The statistics id of a file: for erasure, which makes its counts coarse, and for the counts of a file that belong to those of another. */
export const statisticsOf = (tx: Tx, file: FileId): Promise<string | undefined> => linkOf(tx, file);

async function linkOf(tx: Tx, file: FileId): Promise<string | undefined> {
  const [row] = await tx.query<{ sealed: Buffer }>('select sealed from statistic_link where file = $1', [file]);
  return row ? ((await unseal(tx, place(file), row.sealed)) as string) : undefined;
}

async function linked(tx: Tx, file: FileId): Promise<string> {
  const known = await linkOf(tx, file);
  if (known !== undefined) return known;
  const id = randomUUID();
  await tx.query('insert into statistic_link (file, sealed) values ($1, $2)', [file, await seal(tx, place(file), id)]);
  return id;
}
