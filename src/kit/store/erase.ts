// Erasure in the database: which rows go with a file and which stay, counts made coarse, and the marks by which no backup brings a file back.
import { createHash } from 'node:crypto';
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { note } from './audit.ts';
import { destroyKey } from './files.ts';
import { hasKey } from './seal.ts';
import { statisticsOf } from './statistics.ts';
import { answerTables } from './tables.ts';
import type { Tx } from './transaction.ts';

/** Tables whose rows go with their file, in an order that their references allow. */
export const goneWithFile: readonly string[] = [
  ...answerTables,
  'entered_in_error',
  'document',
  'document_part',
  'referral_handed_over',
  'referral_draft',
  'letter',
  'status_letter',
  'bed_asked',
  'support_danger',
  'bed_of_case',
  'bulk_item',
  'queue_day',
  'queue',
  'support_record',
  'stay',
  'place_wanted',
  'bed_night',
  'kept_apart',
  'payment_fact',
  'payment_account',
  'payment_leg',
  'payment_hold',
  'door_secret',
  'door_visit',
  'door_alarm',
  'complaint',
  'note_arrived',
  'note_pad',
  'signal_referral',
  'signal_wish',
  'situation_signal',
  'signal_mark',
  'signal_contact',
  'signal_sealed_file',
  'signal_passed',
  'signal_call',
  'signal_triage',
  'signal_arrived',
  'signal_file',
  'signal_message',
  'signal_code',
  'signal',
  'signal_renewal',
  'signal_opener',
  'signal_queue',
  'notification_quoted',
  'api_request',
  'access_conflict',
  'access_sealed_to',
  'quarantine',
  'access_seal',
  'access_grant',
  'access_named',
  'access_release',
  'access_glass',
  'people_task',
  'bundle',
  'job',
  'reference',
  // By destroyKey:
  'blind_index',
  'statistic_link',
  'keys.file_key',
];
/** Go with the rows they hang on. */
const byReference = new Set(['document_part', 'referral_handed_over', 'blind_index', 'statistic_link', 'keys.file_key']);

/** Tables that name files and stay, each with its reason. */
export const staysOfFile: Readonly<Record<string, string>> = {
  file: 'Events refer to it. It says kind, nation, child and which team, and no more.',
  event: 'Codes and days of what was done, for whoever must answer for it; no text.',
  decision: 'That a decision was made, by whom and when: a copy of the events.',
  decision_review: 'That somebody found something, and when: a copy of the events.',
  own_door: 'That a door was given, when, and when it was shut: a copy of the events. What opened it is gone.',
  person_file: 'A copy of the person’s events, so that a restored backup is erased whole.',
  two_people: 'That two people did something together, and who: a copy of the events.',
  audit_leaf: 'Who read and wrote: the tree cannot lose a leaf.',
  legal_hold: 'None is left where a file is erased.',
  erasure_file: 'That it was erased.',
};

/** The id of a file, hashed: 122 random bits stand behind it, so nobody can guess it back. */
export const markOf = (file: string): Buffer => createHash('sha256').update(`opennrm tombstone|${file}`).digest();

/** One erasure, or one joining, of a person at a time. */
export async function aloneAtPerson(tx: Tx, person: FileId): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1::text, 4))', [person]);
}

/** The way of no return: from here on no hold stops it and no file joins. The database refuses where two people have not approved. */
export async function beginErasure(tx: Tx, person: FileId, number: number, files: readonly FileId[], today: Day): Promise<void> {
  await tx.query(`update erasure set state = 'erasing' where person = $1 and number = $2 and state = 'approved'`, [person, number]);
  for (const file of [...files].sort()) {
    await tx.query('insert into erasure_file (file, person, number, mark, day) values ($1, $2, $3, $4, $5) on conflict (file) do nothing', [
      file,
      person,
      number,
      markOf(file),
      today,
    ]);
  }
  // From here on the number of a report is nobody's: what is written under it meanwhile begins a new one.
  await tx.query('delete from signal_code where file = any ($1::uuid[])', [files]);
}

/** Files whose erasure has begun for a person. */
export async function erasingOf(tx: Tx, person: FileId): Promise<FileId[]> {
  return (await tx.query<{ file: FileId }>('select file from erasure_file where person = $1 order by file', [person])).map((row) => row.file);
}

/** Every mark there is, in the order of time. */
export function marks(tx: Tx): Promise<{ mark: Buffer; day: Day }[]> {
  return tx.query('select mark, day from erasure_file order by day, mark');
}

/** Where an image sealed away still waits for the police, the file has to wait too. */
export async function waitsForPolice(tx: Tx, files: readonly FileId[]): Promise<boolean> {
  const rows = await tx.query(
    `select from document d where d.file = any($1::uuid[]) and d.state = 'sealed-away'
       and not exists (select from referral_handed_over h where h.file = d.file and h.document = d.id) limit 1`,
    [files],
  );
  return rows.length > 0;
}

/** Destroys what a file holds: every row that goes with it, then its key. `wider` gives the code that takes another's place in the counts. */
export async function destroyFile(tx: Tx, file: FileId, wider: (question: string, code: string) => string): Promise<void> {
  // A backup of keys made after the erasure has no key any more: then nothing leads to the counts.
  const counts = (await hasKey(tx, file)) ? await statisticsOf(tx, file) : undefined;
  if (counts !== undefined) await makeCoarse(tx, counts, wider);
  for (const table of goneWithFile) if (!byReference.has(table)) await tx.query(`delete from ${table} where file = $1`, [file]);
  // Whoever was kept apart from them has nobody to be kept apart from.
  await tx.query('delete from kept_apart where other = $1', [file]);
  // A report's place in a situation stands with the situation.
  await tx.query('delete from situation_signal where signal = $1', [file]);
  await destroyKey(tx, file);
  note(tx, file, 'destroyed:file');
}

type Counted = { readonly question: string; readonly code: string; readonly recorded_from: string };

/** One file's counts, or one notification's: the quarter for the day, the wider code. What no reading of a quarter's end sees is removed. */
export async function makeCoarse(tx: Tx, statisticsId: string, wider: (question: string, code: string) => string): Promise<void> {
  await tx.query(`delete from statistic where statistics_id = $1 and not coarse and nrm_quarter_end(recorded_from) >= nrm_quarter_end(recorded_to)`, [
    statisticsId,
  ]);
  const rows = await tx.query<Counted>(`select question, code, recorded_from::text from statistic where statistics_id = $1 and not coarse`, [statisticsId]);
  for (const row of rows) {
    await tx.query(
      `update statistic set coarse = true, code = $4 where statistics_id = $1 and question = $2 and code = $3 and recorded_from = $5::timestamptz and not coarse`,
      [statisticsId, row.question, row.code, wider(row.question, row.code), row.recorded_from],
    );
  }
}

/** Makes coarse what was counted before a day and is not yet, some at a time. Gives how many people's counts. */
export async function makeOldCoarse(tx: Tx, before: Day, wider: (question: string, code: string) => string, atOnce = 500): Promise<number> {
  const old = await tx.query<{ id: string }>(
    `select statistics_id as id from statistic where not coarse group by 1 having max(valid_from) < $1::date order by 1 limit ${atOnce}`,
    [before],
  );
  for (const { id } of old) await makeCoarse(tx, id, wider);
  return old.length;
}
