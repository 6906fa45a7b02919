// What payments rest on and what was paid: facts, accounts, runs and the books of each support record.
import type { Day, Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import { isAboutHold } from '#journey/payment-hold.ts';
import { legsOf, type Booked, type Claim, type Fact, type Posting } from '#journey/payments.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import { note } from '#kit/store/audit.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { seal, unseal } from '#kit/store/seal.ts';

const factColumns = 'id, kind, who, from_day as "from", until_day as until, pence';
type FactRow = Fact & { readonly file: FileId };

/** The facts that stand, in the order of their days. */
export async function factsOf(tx: Tx, file: FileId): Promise<readonly Fact[]> {
  note(tx, file, 'read:payments');
  return tx.query<Fact>(
    `select ${factColumns} from (select distinct on (id) * from payment_fact where file = $1 order by id, version desc) latest
     where not gone order by from_day, id`,
    [file],
  );
}

/** A further version of a fact, or its first. `gone`: it never was so. */
export async function keepFact(tx: Tx, file: FileId, fact: Fact, gone = false): Promise<void> {
  await tx.query(
    `insert into payment_fact (file, id, version, kind, who, from_day, until_day, pence, gone)
     select $1, $2, 1 + coalesce((select max(version) from payment_fact where file = $1 and id = $2), 0), $3, $4, $5, $6, $7, $8`,
    [file, fact.id, fact.kind, fact.who, fact.from, fact.until, fact.pence, gone],
  );
  note(tx, file, 'wrote:payments');
}

/** Where somebody's money goes. A bank asks for the holder's name; a card needs none. */
export type Account =
  { readonly way: 'bank'; readonly sort: string; readonly number: string; readonly holder: string } | { readonly way: 'card'; readonly card: string };
const placeOf = (file: FileId, version: number) => ({ file, table: 'payment_account', what: 'account', version });

export async function keepAccount(tx: Tx, file: FileId, account: Account): Promise<void> {
  const [last] = await tx.query<{ version: number }>('select coalesce(max(version), 0)::int as version from payment_account where file = $1', [file]);
  const version = (last?.version ?? 0) + 1;
  await tx.query('insert into payment_account (file, version, sealed) values ($1, $2, $3)', [file, version, await seal(tx, placeOf(file, version), account)]);
  note(tx, file, 'wrote:payments.account');
}

export async function accountOf(tx: Tx, file: FileId): Promise<Account | undefined> {
  const [row] = await tx.query<{ version: number; sealed: Buffer }>(
    'select version, sealed from payment_account where file = $1 order by version desc limit 1',
    [file],
  );
  if (!row) return undefined;
  note(tx, file, 'read:payments.account');
  return (await unseal(tx, placeOf(file, row.version), row.sealed)) as Account;
}

// The books ----------------------------------------------------------------------------------------------------------------

const standing = `
  select l.file, l.week, l.entry, coalesce(sum(l.pence) filter (where l.account = 'support'), 0)::int as due,
    -coalesce(sum(l.pence) filter (where l.account = 'bank'), 0)::int as got
  from payment_leg l where l.run is not null and l.reverses is null
    and not exists (select from payment_leg r where r.file = l.file and r.reverses = l.entry)`;

/** The entry that stands for each week, turned round by none. */
export const bookedOf = (tx: Tx, file: FileId): Promise<Booked[]> => tx.query<Booked>(`${standing} and l.file = $1 group by 1, 2, 3 order by l.week`, [file]);

export type Entry = { readonly file: FileId; readonly posting: Posting; readonly id: string; readonly turned: string };

/** Writes entries into the books in one statement: what stood, turned round, and the new one beside it. */
export async function book(tx: Tx, run: string, entries: readonly Entry[]): Promise<void> {
  const rows = entries.flatMap(({ file, posting, id, turned }) => {
    const one = (entry: string, reverses: string | null, of: Pick<Posting, 'due' | 'got'>, sign: 1 | -1) =>
      legsOf(of).map((leg) => ({ file, entry, account: leg.account, pence: sign * leg.pence, week: posting.week, reverses }));
    return [...(posting.reverses ? one(turned, posting.reverses.entry, posting.reverses, -1) : []), ...one(id, null, posting, 1)];
  });
  await tx.query(
    `insert into payment_leg (file, entry, account, pence, week, run, reverses)
     select * from (select unnest($1::uuid[]), unnest($2::uuid[]), unnest($3::text[]), unnest($4::int[]) as pence, unnest($5::date[]), $6::uuid, unnest($7::uuid[])) given
     where pence <> 0`,
    [
      rows.map((row) => row.file),
      rows.map((row) => row.entry),
      rows.map((row) => row.account),
      rows.map((row) => row.pence),
      rows.map((row) => row.week),
      run,
      rows.map((row) => row.reverses),
    ],
  );
  for (const { file } of entries) note(tx, file, 'wrote:payments');
}

/** Cash given by hand: what support costs, and the till. */
export async function bookCash(tx: Tx, file: FileId, entry: string, week: Day, pence: number): Promise<void> {
  await tx.query(`insert into payment_leg (file, entry, account, pence, week) values ($1, $2, 'support', $4::int, $3), ($1, $2, 'cash', -$4::int, $3)`, [
    file,
    entry,
    week,
    pence,
  ]);
  note(tx, file, 'wrote:payments');
}

export type BookLine = { readonly week: Day; readonly account: string; readonly pence: number; readonly turns: boolean; readonly at: Instant };
export const booksOf = (tx: Tx, file: FileId, most = 400): Promise<BookLine[]> =>
  tx.query<BookLine>(
    `select week, account, pence, reverses is not null as turns, recorded_at as at from payment_leg where file = $1 order by recorded_at desc, entry, account desc limit $2`,
    [file, most],
  );

/** What each account comes to, of one run or of all that a provider keeps. Together they are nothing. */
export const balanceOf = (tx: Tx, run: string): Promise<{ account: string; pence: number }[]> =>
  tx.query(`select account, sum(pence)::int as pence from payment_leg where run = $1 group by 1 order by 1`, [run]);

// Whole records --------------------------------------------------------------------------------------------------------------

export type Claimed = {
  readonly file: FileId;
  readonly reference: Reference;
  readonly held: boolean;
  /** The same person has another open record, which opened before: they are paid there. Only the program is told. */
  readonly elsewhere: boolean;
  readonly claim: Claim;
  readonly booked: readonly Booked[];
};
type Row = {
  readonly file: FileId;
  readonly reference: Reference;
  readonly nation: string;
  readonly since: Day;
  readonly ended: Day | null;
  readonly held: boolean;
};

const by = <T extends { readonly file: FileId }>(rows: readonly T[]): Map<FileId, T[]> => {
  const found = new Map<FileId, T[]>();
  for (const row of rows) found.set(row.file, [...(found.get(row.file) ?? []), row]);
  return found;
};

/** Every support record that an organisation keeps, or one of them, with all that its payments rest on. */
export async function claims(
  tx: Tx,
  of: { readonly organisation: string; readonly today: Day } | { readonly file: FileId; readonly today: Day },
): Promise<Claimed[]> {
  const [which, key] = 'file' in of ? ['s.file = $1::uuid', of.file] : ['f.organisation = $1', of.organisation];
  const rows = await tx.query<Row>(
    `select s.file, r.reference, s.nation, s.since, s.ended, exists (select from payment_hold h where h.file = s.file and h.agreed_on <= $2::date
       and h.until_day >= $2::date and h.ended_on is null) as held
     from support_record s join file f on f.id = s.file join reference r on r.file = s.file where ${which} and s.since is not null order by s.file`,
    [key, of.today],
  );
  // By their ids: every row that is looked at is judged by the policy, and those of the records were.
  const files = rows.map((row) => row.file);
  const facts = await tx.query<FactRow>(
    `select file, ${factColumns} from (select distinct on (file, id) * from payment_fact where file = any ($1::uuid[]) order by file, id, version desc) latest
     where not gone`,
    [files],
  );
  const booked = await tx.query<Booked & { file: FileId }>(`${standing} and l.file = any ($1::uuid[]) group by 1, 2, 3`, [files]);
  const others = await tx.query<{ file: FileId }>('select nrm_paid_elsewhere($1::uuid[]) as file', [files]);
  const elsewhere = new Set(others.map((row) => row.file));
  const [theirs, stands] = [by(facts), by(booked)];
  return rows.map(({ file, reference, held, nation, since, ended }) => ({
    file,
    reference,
    held,
    elsewhere: elsewhere.has(file),
    claim: { nation, since, ended, facts: theirs.get(file) ?? [] },
    booked: stands.get(file) ?? [],
  }));
}

// Runs ---------------------------------------------------------------------------------------------------------------------

export type Run = {
  readonly id: string;
  readonly week: Day;
  readonly state: 'prepared' | 'approved' | 'sent' | 'put-aside';
  readonly people: number;
  readonly pence: number;
  readonly unconfirmed: boolean;
  readonly digest: Buffer;
  readonly preparedBy: string;
  readonly preparedAt: Instant;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  readonly sentAt: Instant | null;
};
const runColumns = `id, week, state, people, pence::int as pence, unconfirmed, digest, prepared_by as "preparedBy", prepared_at as "preparedAt",
  approved_by as "approvedBy", approved_at as "approvedAt", sent_at as "sentAt"`;

export const runsOf = (tx: Tx, organisation: string, most = 30): Promise<Run[]> =>
  tx.query<Run>(`select ${runColumns} from payment_run where organisation = $1 order by prepared_at desc limit $2`, [organisation, most]);

export async function runOf(tx: Tx, organisation: string, id: string, lock = false): Promise<Run | undefined> {
  const [row] = await tx.query<Run>(`select ${runColumns} from payment_run where organisation = $1 and id::text = $2 ${lock ? 'for update' : ''}`, [
    organisation,
    id,
  ]);
  return row;
}

export const hasPrepared = async (tx: Tx, organisation: string): Promise<boolean> =>
  (await tx.query(`select from payment_run where organisation = $1 and state = 'prepared'`, [organisation])).length > 0;

export async function addRun(
  tx: Tx,
  run: Pick<Run, 'id' | 'week' | 'people' | 'pence' | 'unconfirmed' | 'digest' | 'preparedBy'> & { readonly organisation: string; readonly team: string },
): Promise<void> {
  await tx.query(
    `insert into payment_run (id, week, people, pence, unconfirmed, digest, prepared_by, organisation, team) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [run.id, run.week, run.people, run.pence, run.unconfirmed, run.digest, run.preparedBy, run.organisation, run.team],
  );
}

/** Moves a run on. False where it stood elsewhere already. */
export async function moveRun(tx: Tx, run: Pick<Run, 'id'>, to: 'approved' | 'sent' | 'put-aside', by: string): Promise<boolean> {
  const set = { approved: ', approved_by = $3, approved_at = clock_timestamp()', sent: ', sent_by = $3, sent_at = clock_timestamp()', 'put-aside': '' }[to];
  const from = to === 'sent' ? 'approved' : 'prepared';
  const moved = await tx.query(
    `update payment_run set state = $2 ${set} where id = $1 and state = '${from}' returning id`,
    to === 'put-aside' ? [run.id, to] : [run.id, to, by],
  );
  return moved.length > 0;
}

export type Sent = { readonly file: FileId; readonly reference: Reference; readonly pence: number };

/** What goes out to whom by a run. */
export const sentBy = (tx: Tx, run: string): Promise<Sent[]> =>
  tx.query<Sent>(
    `select l.file, r.reference, (-sum(l.pence))::int as pence from payment_leg l join reference r on r.file = l.file
     where l.run = $1 and l.account = 'bank' group by 1, 2 having sum(l.pence) < 0 order by r.reference`,
    [run],
  );

// Holds --------------------------------------------------------------------------------------------------------------------

/** Keeps holds in step with the record's ledger. */
export const keepPaymentHolds: Reaction<Support, SupportEvent> = async (tx, { file, events }) => {
  for (const { event, number, day } of events) {
    if (!isAboutHold(event)) continue;
    if (event.kind === 'PaymentHeld')
      await tx.query('insert into payment_hold (file, number, asked_by, until_day) values ($1, $2, $3, $4)', [file, number, event.by, event.until]);
    const last = '(select max(number) from payment_hold where file = $1)';
    if (event.kind === 'PaymentHoldAgreed')
      await tx.query(`update payment_hold set agreed_by = $2, agreed_on = $3 where file = $1 and number = ${last}`, [file, event.by, day]);
    if (event.kind === 'PaymentHoldEnded') await tx.query(`update payment_hold set ended_on = $2 where file = $1 and number = ${last}`, [file, day]);
  }
};

export type HoldRow = {
  readonly number: number;
  readonly until: Day;
  readonly agreedOn: Day | null;
  readonly endedOn: Day | null;
  readonly toldOn: Day | null;
};
export async function lastHold(tx: Tx, file: FileId): Promise<HoldRow | undefined> {
  const [row] = await tx.query<HoldRow>(
    `select number, until_day as until, agreed_on as "agreedOn", ended_on as "endedOn", told_on as "toldOn" from payment_hold
     where file = $1 order by number desc limit 1`,
    [file],
  );
  return row;
}

/** The person was told of a hold. Told again is no further row. */
export async function noteTold(tx: Tx, file: FileId, number: number, told: { readonly by: string; readonly on: Day; readonly how: string }): Promise<void> {
  await tx.query('update payment_hold set told_by = $3, told_on = $4, told_how = $5 where file = $1 and number = $2 and told_on is null', [
    file,
    number,
    told.by,
    told.on,
    told.how,
  ]);
  note(tx, file, 'wrote:payments');
}
