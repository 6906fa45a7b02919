// Who is in support, and which beds are asked for tonight: rows kept in step with the support record's ledger, to list and to ring by.
import type { Day, Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import { isAboutBed, type Bed, type BedState } from '#journey/bed.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { unbarred } from '#kit/store/bars.ts';

export const keepSupport: Reaction<Support, SupportEvent> = async (tx, { file, after }) => {
  await tx.query(
    `insert into support_record (file, nation, since, ended) values ($1, $2, $3, $4)
     on conflict (file) do update set nation = excluded.nation, since = excluded.since, ended = excluded.ended`,
    [file, after.nation, after.since, after.ended],
  );
};

export type Listed = { readonly file: FileId; readonly reference: Reference; readonly since: Day };
export type After = { readonly since: Day; readonly file: FileId };

/** One page of those in support, the longest first. A cursor, so that each page costs the same however many there are. */
export async function inSupport(tx: Tx, asked: { readonly after: After | null; readonly most: number }): Promise<Listed[]> {
  return tx.query<Listed>(
    `select s.file, r.reference, s.since from support_record s join reference r on r.file = s.file
     where s.ended is null and (s.since, s.file) > ($1::date, $2::uuid) and ${unbarred('s.file', '$4::text')} order by s.since, s.file limit $3`,
    [asked.after?.since ?? '-infinity', asked.after?.file ?? '00000000-0000-0000-0000-000000000000', asked.most, tx.actor.person],
  );
}

export const keepBed: Reaction<Support, SupportEvent> = async (tx, { file, after: { bed }, events }) => {
  if (!bed || !events.some(({ event }) => isAboutBed(event))) return;
  await tx.query(
    `insert into bed_asked (file, state, asked_at, by_person, since_at) values ($1, $2, $3, $4, $5)
     on conflict (file) do update set state = excluded.state, asked_at = excluded.asked_at, by_person = excluded.by_person, since_at = excluded.since_at`,
    [file, bed.state, bed.asked, bed.by, bed.since],
  );
  // What a case asked for once is settled for good; a later night is the record's alone.
  const open = `state in ('asked', 'taken', 'none')`;
  await tx.query(`update bed_of_case set state = $2, by_person = $3, since_at = $4 where record = $1 and ${open}`, [file, bed.state, bed.by, bed.since]);
};

type Asking = { readonly file: FileId; readonly number: number; readonly record: FileId; readonly now: Instant; readonly bed: Bed | undefined };

/** Beside the case, before the record's own event is written: the database lets one request of a case stand open. `bed` was asked for in the record before. */
export async function askForCase(tx: Tx, { file, number, record, now, bed }: Asking): Promise<void> {
  await tx.query(`insert into bed_of_case (file, number, record, state, asked_at, by_person, since_at) values ($1, $2, $3, $4, $5, $6, $7)`, [
    file,
    number,
    record,
    bed?.state ?? 'asked',
    now,
    bed?.by ?? null,
    bed?.since ?? now,
  ]);
}

type Row = { readonly state: BedState; readonly asked: Instant; readonly by: string | null; readonly since: Instant };
const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const bedOf = (table: string): string =>
  `${table}.state, ${moment(`${table}.asked_at`)} as asked, ${table}.by_person as by, ${moment(`${table}.since_at`)} as since`;
const open = (table: string): string => `${table}.state in ('asked', 'taken', 'none')`;

type Asked = Row & { readonly file: FileId; readonly nation: string };
export type BedListed = Asked & { readonly reference: Reference; readonly child: boolean };

const listed = (table: string): string =>
  `select ${table}.file, ${bedOf(table)}, file.nation, file.child, reference.reference from ${table}
   join file on file.id = ${table}.file join reference on reference.file = ${table}.file
   where ${open(table)} and ${unbarred(`${table}.file`, '$1::text')} order by ${table}.asked_at, ${table}.file limit 50`;

/** Requests that are not settled, for who is on call at a provider of support. */
export const askedOfProviders = (tx: Tx): Promise<BedListed[]> => tx.query<BedListed>(listed('bed_asked'), [tx.actor.person]);

/** The same beside the cases that who asks may see: of their team's referrals, or of their authority. */
export const askedForCases = (tx: Tx): Promise<BedListed[]> => tx.query<BedListed>(listed('bed_of_case'), [tx.actor.person]);

/** The last request of a case; nothing where none was made, or where it is not for the reader. */
export async function bedOfCase(tx: Tx, file: FileId): Promise<(Bed & { readonly number: number; readonly record: FileId }) | undefined> {
  const [row] = await tx.query<Row & { number: number; record: FileId }>(
    `select number, record, ${bedOf('bed_of_case')} from bed_of_case where file = $1 order by number desc limit 1`,
    [file],
  );
  return row;
}
