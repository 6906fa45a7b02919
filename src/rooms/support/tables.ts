// Who has how many people in support, what a provider agreed, calls to the person on call, and shifts handed over.
import type { Day, Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { DangerKind } from '#journey/care.ts';
import { isAboutCare } from '#journey/care.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { Actor } from '#access/roles.ts';
import type { Tx } from '#kit/store/database.ts';
import { inTheirName } from '#kit/store/transaction.ts';
import type { Reaction } from '#kit/store/ledger.ts';

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

export const keepDangers: Reaction<Support, SupportEvent> = async (tx, { file, after: { care }, events }) => {
  for (const { event } of events) {
    if (!isAboutCare(event) || !['Escalated', 'EscalationTaken', 'EscalationEnded'].includes(event.kind) || !('id' in event)) continue;
    const danger = care.dangers.find((one) => one.id === event.id);
    if (!danger) continue;
    await tx.query(
      `insert into support_danger (file, id, about, to_person, by_person, asked_at, taken_by, taken_at, ended_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
       on conflict (file, id) do update set taken_by = excluded.taken_by, taken_at = excluded.taken_at, ended_at = excluded.ended_at`,
      [file, danger.id, danger.about, danger.to, danger.by, danger.at, danger.taken?.by ?? null, danger.taken?.at ?? null, danger.ended?.at ?? null],
    );
  }
};

export type DangerListed = {
  readonly file: FileId;
  readonly reference: Reference;
  readonly id: string;
  readonly about: DangerKind;
  readonly to: string;
  readonly by: string;
  readonly at: Instant;
  readonly taken: string | null;
};

/** Calls that have not ended, of the records that the asker's organisation keeps. */
export const dangersHere = (tx: Tx): Promise<DangerListed[]> =>
  tx.query<DangerListed>(
    `select d.file, r.reference, d.id, d.about, d.to_person as "to", d.by_person as "by", ${moment('d.asked_at')} as at, d.taken_by as taken
     from support_danger d join file f on f.id = d.file join reference r on r.file = d.file
     where d.ended_at is null and f.organisation = $1 and ${unbarred('d.file', '$2::text')} order by d.asked_at, d.file limit 50`,
    [tx.actor.organisation, tx.actor.person],
  );

export type Provider = { readonly most: number; readonly onCall: string | null };
/** The service's own number until a provider agrees on another. */
export const usualCaseload = 20;

export async function providerOf(tx: Tx): Promise<Provider> {
  const [row] = await tx.query<Provider>('select most_records as most, on_call as "onCall" from support_provider where organisation = $1', [
    tx.actor.organisation,
  ]);
  return row ?? { most: usualCaseload, onCall: null };
}

export async function keepProvider(tx: Tx, { most, onCall }: Provider): Promise<void> {
  await tx.query(
    `insert into support_provider (organisation, most_records, on_call, changed_by) values ($1, $2, $3, $4)
     on conflict (organisation) do update set most_records = excluded.most_records, on_call = excluded.on_call,
       changed_by = excluded.changed_by, changed_at = clock_timestamp()`,
    [tx.actor.organisation, most, onCall, tx.actor.person],
  );
}

/** Waits until nobody else gives this worker anything. Whoever counts after it counts what was given just now. */
const caseloadTurn = (tx: Tx, organisation: string, person: string): Promise<unknown> => tx.query('select nrm_caseload_turn($1, $2)', [organisation, person]);

/**
 * Whether one of the asker's workers would have more people than was agreed with so many more: counted after whoever gives to them now.
 * The transaction is the program's, and the numbers are read in the asker's name.
 */
export async function caseloadFull(tx: Tx, asker: Actor, of: { readonly person: string; readonly more: number; readonly now: Instant }): Promise<boolean> {
  await caseloadTurn(tx, asker.organisation, of.person);
  return inTheirName(tx, asker, async (own) => ((await caseloads(own, of.now)).get(of.person) ?? 0) + of.more > (await providerOf(own)).most);
}

export type Mine = { readonly file: FileId; readonly reference: Reference; readonly since: Day };

/** The records somebody is named in at this moment: found by who is named, however many records there are. */
export const namedRecords = (tx: Tx, person: string, now: Instant): Promise<Mine[]> =>
  tx.query<Mine>(
    `select n.file, r.reference, s.since from access_named n join support_record s on s.file = n.file join reference r on r.file = n.file
     where n.person = $1 and n.ends > $2 and ${unbarred('n.file', '$3::text')} order by s.since, n.file limit 200`,
    [person, now, tx.actor.person],
  );

/** How many people in support each worker of the asker's organisation is named for. */
export async function caseloads(tx: Tx, now: Instant): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ person: string; count: number }>(
    `select n.person, count(*)::int as count from access_named n join support_record s on s.file = n.file join file f on f.id = n.file
     where n.ends > $1 and s.ended is null and f.organisation = $2 group by n.person`,
    [now, tx.actor.organisation],
  );
  return new Map(rows.map(({ person, count }) => [person, count]));
}

/** Who was never taken on, and whose workers have all gone or are no longer at work: the longest first. */
export const unheldRecords = (tx: Tx, at: { readonly now: Instant; readonly atWork: readonly string[] }): Promise<Mine[]> =>
  tx.query<Mine>(
    `select s.file, r.reference, s.since from support_record s join reference r on r.file = s.file join file f on f.id = s.file
     where s.ended is null and (f.organisation = $1 or f.organisation = 'service') and ${unbarred('s.file', '$2::text')}
       and not exists (select from access_named n where n.file = s.file and n.ends > $3 and n.person = any ($4::text[]))
     order by s.since, s.file limit 100`,
    [tx.actor.organisation, tx.actor.person, at.now, at.atWork],
  );

export type Handover = { readonly id: string; readonly given: string; readonly at: Instant; readonly taken: string | null; readonly takenAt: Instant | null };

export const handovers = (tx: Tx): Promise<Handover[]> =>
  tx.query<Handover>(
    `select id::text, given_by as given, ${moment('given_at')} as at, taken_by as taken, ${moment('taken_at')} as "takenAt"
     from support_handover where organisation = $1 and team = $2 order by given_at desc limit 6`,
    [tx.actor.organisation, tx.actor.team],
  );

/** Signed by who gives the shift over. Another that waits is given first. */
export async function giveShift(tx: Tx, id: string): Promise<void> {
  await tx.query('insert into support_handover (organisation, id, team, given_by) values ($1, $2, $3, $4) on conflict do nothing', [
    tx.actor.organisation,
    id,
    tx.actor.team,
    tx.actor.person,
  ]);
}

/** Signed by who takes it over; whether it was there to be taken by them. The database lets nobody sign both. */
export async function takeShift(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query(
    `update support_handover set taken_by = $3, taken_at = clock_timestamp()
     where organisation = $1 and id::text = $2 and taken_by is null and given_by <> $3 returning id`,
    [tx.actor.organisation, id, tx.actor.person],
  );
  return rows.length > 0;
}

/** Records of the asker's team, for those who go over to the next shift: codes alone are worked out of them. */
export const teamRecords = (tx: Tx, now: Instant): Promise<Mine[]> =>
  tx.query<Mine>(
    `select s.file, r.reference, s.since from support_record s join reference r on r.file = s.file join file f on f.id = s.file
     where s.ended is null and f.organisation = $1 and ${unbarred('s.file', '$2::text')}
       and exists (select from access_named n where n.file = s.file and n.ends > $3)
     order by s.since, s.file limit 200`,
    [tx.actor.organisation, tx.actor.person, now],
  );
