// Pads and what has arrived from them: what a device seals to, what waits to be filed, and what was filed, each once.
import type { Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { Tx } from '#kit/store/database.ts';
import { note } from '#kit/store/audit.ts';
import { seal, unseal } from '#kit/store/seal.ts';
import type { Halves, Sealed, Written } from './sealed.ts';

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const closedHalf = (file: FileId, id: string) => ({ file, table: 'note_pad', what: id, version: 1 });
const words = (file: FileId, id: string) => ({ file, table: 'note_arrived', what: id, version: 1 });

export type Pad = { readonly id: string; readonly code: string; readonly open: string };
const padColumns = `id, code, encode(public_half, 'base64') as open`;

/** The asker's own pads that still take notes, of records they look after now. */
export async function padsOf(tx: Tx): Promise<Pad[]> {
  return tx.query<Pad>(
    `select ${padColumns} from note_pad where person = $1 and ended_at is null and ${unbarred('note_pad.file', '$1::text')} order by made_at, id`,
    [tx.actor.person],
  );
}

export async function padIn(tx: Tx, file: FileId): Promise<Pad | undefined> {
  const [row] = await tx.query<Pad>(`select ${padColumns} from note_pad where file = $1 and person = $2 and ended_at is null`, [file, tx.actor.person]);
  return row;
}

/** One pad a record for each worker: whoever asks twice has the one they had. */
export async function keepPad(tx: Tx, file: FileId, made: { readonly id: string; readonly code: string; readonly halves: Halves }): Promise<void> {
  const { id, code, halves } = made;
  const sealed = await seal(tx, closedHalf(file, id), halves.closed.toString('base64'));
  await tx.query(
    `insert into note_pad (file, id, code, public_half, sealed) values ($1, $2, $3, $4, $5)
     on conflict (file, person) where ended_at is null do nothing`,
    [file, id, code, halves.open, sealed],
  );
}

/** The half that opens goes for good: what a device still holds for it is lost to everybody. */
export const endPads = (tx: Tx, file: FileId): Promise<unknown> =>
  tx.query('update note_pad set ended_at = clock_timestamp(), sealed = null where file = $1 and person = $2 and ended_at is null', [file, tx.actor.person]);

export type PadFor = { readonly file: FileId; readonly reference: Reference; readonly person: string; readonly closed: Buffer };

/** For the program: the pad behind an id, with the half that opens; nothing where it has ended or is none. */
export async function padFor(tx: Tx, id: string): Promise<PadFor | undefined> {
  const [row] = await tx.query<{ file: FileId; reference: Reference; person: string; sealed: Buffer }>(
    'select p.file, r.reference, p.person, p.sealed from note_pad p join reference r on r.file = p.file where p.id = $1 and p.ended_at is null',
    [id],
  );
  if (!row) return undefined;
  return { ...row, closed: Buffer.from(String(await unseal(tx, closedHalf(row.file, id), row.sealed)), 'base64') };
}

/** Once for each id that a device made, whoever brings it: from here on it waits to be filed, sealed as everything of the record is. */
export async function keepArrived(tx: Tx, pad: PadFor, { id, pad: of }: Sealed, written: Written, broughtBy: string): Promise<void> {
  const sealed = await seal(tx, words(pad.file, id), written);
  await tx.query(
    `insert into note_arrived (file, id, pad, written_by, brought_by, claimed_at, sealed) values ($1, $2, $3, $4, $5, $6, $7) on conflict do nothing`,
    [pad.file, id, of, pad.person, broughtBy, written.claimed, sealed],
  );
  note(tx, pad.file, 'wrote:note_arrived');
}

export type Arrived = {
  readonly id: string;
  readonly writtenBy: string;
  readonly broughtBy: string;
  readonly claimed: Instant;
  readonly arrived: Instant;
  /** What stands in it, while it waits to be filed. */
  readonly written: Written | null;
};
type Row = Omit<Arrived, 'written'> & { readonly sealed: Buffer | null };
const columns = `id, written_by as "writtenBy", brought_by as "broughtBy", ${moment('claimed_at')} as claimed, ${moment('arrived_at')} as arrived, sealed`;

async function opened(tx: Tx, file: FileId, { sealed, ...row }: Row): Promise<Arrived> {
  return { ...row, written: sealed && ((await unseal(tx, words(file, row.id), sealed)) as Written) };
}

/** Everything that came in for a record, the newest first. */
export async function arrivedAt(tx: Tx, file: FileId): Promise<Arrived[]> {
  const rows = await tx.query<Row>(`select ${columns} from note_arrived where file = $1 order by arrived_at desc, id`, [file]);
  if (rows.some((row) => row.sealed)) note(tx, file, 'read:note_arrived');
  const found: Arrived[] = [];
  for (const row of rows) found.push(await opened(tx, file, row));
  return found;
}

/** Takes one out to be filed in this same transaction, alone; nothing where somebody has filed it, or it is not the asker's to file. */
export async function takeArrived(tx: Tx, file: FileId, id: string): Promise<Arrived | undefined> {
  const [row] = await tx.query<Row>(`select ${columns} from note_arrived where file = $1 and id = $2 and filed_at is null for update`, [file, id]);
  if (!row) return undefined;
  const one = await opened(tx, file, row);
  await tx.query('update note_arrived set filed_at = clock_timestamp(), filed_by = $3, sealed = null where file = $1 and id = $2', [file, id, tx.actor.person]);
  return one;
}
