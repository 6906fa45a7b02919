// Erasures as a list: a copy of the persons' ledgers, what may be due, and which files a court still needs.
import type { Day } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import type { ReportWaits } from '#journey/erasure.ts';
import type { Person, PersonEvent } from '#journey/person.ts';
import type { Tx } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import type { Reaction } from '#kit/store/ledger.ts';

/** Follows the person's ledger. What the database thinks of the two people it says by itself. */
export const keepErasures: Reaction<Person, PersonEvent> = async (tx, { file: person, before, events }) => {
  let number = before.erasure?.number;
  for (const { event, actor, day, number: here } of events) {
    if (event.kind === 'ErasureProposed') {
      number = here;
      // Two people have approved it already where they found, in the case, that nobody had consented.
      const approved = event.second !== undefined;
      await tx.query(
        `insert into erasure (person, number, because, rule, due, proposed_by, proposed_on, first_by, second_by, state)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
        [person, number, event.because, event.rule, event.due, actor, day, event.first ?? null, event.second ?? null, approved ? 'approved' : 'proposed'],
      );
      if (approved) await enqueue(tx, { name: 'erase', file: person, number: here });
    }
    if (event.kind === 'ErasureApproved') {
      const change = event.which === 'first' ? 'first_by = $3' : `second_by = $3, state = 'approved'`;
      await tx.query(`update erasure set ${change} where person = $1 and number = $2`, [person, number, event.by]);
      if (event.which === 'second') await enqueue(tx, { name: 'erase', file: person, number: here });
    }
    if (event.kind === 'ErasureDeclined') await closeErasure(tx, person, number ?? 0);
    if (event.kind === 'Erased') await tx.query(`update erasure set state = 'erased' where person = $1 and state = 'erasing'`, [person]);
  }
};

/** It no longer stands: declined, or void since another file joined the person. */
export async function closeErasure(tx: Tx, person: FileId, number: number): Promise<void> {
  await tx.query(`update erasure set state = 'declined' where person = $1 and number = $2 and state in ('proposed', 'approved')`, [person, number]);
}

/** Keeps which cases a court needs in step with their ledgers. */
export const keepHolds: Reaction<CaseFile, CaseEvent> = async (tx, { file, before, after, events }) => {
  const [was, is] = [before.overlay.holds, after.overlay.holds];
  if (was === is || (was.length === is.length && was.every((one) => is.includes(one)))) return;
  const day = events.at(-1)?.day;
  await tx.query('delete from legal_hold where file = $1 and not (why = any($2::text[]))', [file, is]);
  await tx.query('insert into legal_hold (file, why, since) select $1, why, $3 from unnest($2::text[]) as given (why) where not (why = any($4::text[]))', [
    file,
    is,
    day,
    was,
  ]);
};

/** A report is held by a case that came of it, too. */
const heldFile = 'exists (select from legal_hold h where h.file = p.file) or nrm_signal_held(p.file)';

export async function isHeld(tx: Tx, person: FileId): Promise<boolean> {
  return (await tx.query(`select from person_file p where p.person = $1 and (${heldFile}) limit 1`, [person])).length > 0;
}

/** What still needs a report, by the database's own word, which stands whoever asks. Of any other file nothing. */
export async function reportWaits(tx: Tx, file: FileId): Promise<ReportWaits | null> {
  const [row] = await tx.query<{ waits: ReportWaits | null }>('select nrm_signal_waits($1) as waits', [file]);
  return row?.waits ?? null;
}

export type Listed = {
  readonly person: FileId;
  readonly number: number;
  readonly because: 'retention' | 'asked-by-person' | 'consent-wrong';
  readonly due: Day | null;
  readonly state: 'proposed' | 'approved' | 'erasing' | 'erased' | 'declined';
  readonly proposedOn: Day;
  readonly first: string | null;
  readonly files: number;
  readonly held: boolean;
  /** What somebody reported, and no person’s record. */
  readonly report: boolean;
};

const isReport = `exists (select from person_file p join file f on f.id = p.file and f.kind = 'signal' where p.person = e.person)`;

const most = 200;

/** What waits for approval or for its end, the longest due first. */
export function openErasures(tx: Tx): Promise<Listed[]> {
  return tx.query<Listed>(
    `select e.person, e.number, e.because, e.due, e.state, e.proposed_on as "proposedOn", e.first_by as first,
       (select count(*)::int from person_file p where p.person = e.person) as files,
       exists (select from person_file p where p.person = e.person and (${heldFile})) as held, ${isReport} as report
     from erasure e where e.state in ('proposed', 'approved', 'erasing') order by e.due nulls first, e.person limit ${most}`,
  );
}

/** Erasures that two people have approved, and that are not at their end. */
export function approvedErasures(tx: Tx): Promise<{ person: FileId; number: number; because: string }[]> {
  return tx.query(`select person, number, because from erasure where state in ('approved', 'erasing') order by person`);
}

/** What a restore has to end before anything opens. */
export const erasuresByTombstone = (tx: Tx): Promise<unknown[]> => tx.query(`select from erasure where because = 'tombstone' and state <> 'erased'`);

export type Numbers = { readonly state: string; readonly report: boolean; readonly many: number };
export const erasureNumbers = (tx: Tx): Promise<Numbers[]> =>
  tx.query<Numbers>(`select e.state, ${isReport} as report, count(*)::int as many from erasure e group by 1, 2`);

/** Persons of whom nothing was recorded since a day, and of whom no erasure is open or done. Some at a time. */
export async function quietSince(tx: Tx, before: Day, after: FileId | null): Promise<FileId[]> {
  const rows = await tx.query<{ person: FileId }>(
    `select p.person from person_file p join event e on e.file = p.file
     where p.person > $2::uuid and e.actor <> 'system' and e.stream <> 'signal' and not exists (select from erasure x where x.person = p.person and x.state <> 'declined')
     group by p.person having max(e.day) < $1::date order by p.person limit ${most}`,
    [before, after ?? '00000000-0000-0000-0000-000000000000'],
  );
  return rows.map((row) => row.person);
}

export type Closed = { readonly file: FileId; readonly person: FileId | null };

/** Reports last closed before a day, of which no erasure is open or done. Whether they are closed still, their ledger says. Some at a time. */
export function closedSince(tx: Tx, before: Day, after: FileId | null): Promise<Closed[]> {
  return tx.query<Closed>(
    `select e.file, p.person from event e left join person_file p on p.file = e.file
     where e.kind = 'SignalClosed' and e.file > $2::uuid and not exists (select from erasure x where x.person = p.person and x.state <> 'declined')
     group by e.file, p.person having max(e.day) < $1::date order by e.file limit ${most}`,
    [before, after ?? '00000000-0000-0000-0000-000000000000'],
  );
}

/** The person of a case, by what they can read out. */
export async function personByReference(tx: Tx, reference: Reference): Promise<FileId | undefined> {
  const [row] = await tx.query<{ person: FileId }>('select p.person from reference r join person_file p on p.file = r.file where r.reference = $1', [
    reference,
  ]);
  return row?.person;
}
