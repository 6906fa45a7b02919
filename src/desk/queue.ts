// What waits for whom: one row a case, kept in step with the ledger in the same transaction, sorted by harm and then due day.
import { addMonths, type Day } from '#base/day.ts';
import type { FieldClass } from '#access/classes.ts';
import type { FileId } from '#base/id.ts';
import type { Facts } from '#journey/clocks.ts';
import { standingOf } from '#journey/allocation.ts';
import type { CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import type { Kit } from '#kit/kit.ts';
import { current } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { unbarred } from '#kit/store/bars.ts';
import { beforeCommit } from '#kit/store/transaction.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import { queueRow, waits, type QueueRow, type Waits } from './row.ts';

/** The columns of a row and where each comes from. */
const columnOf: Readonly<Record<keyof QueueRow, string>> = {
  file: 'file',
  reference: 'reference',
  authority: 'authority',
  allocatedTo: 'allocated_to',
  waits: 'waits',
  stage: 'stage',
  child: 'child',
  nation: 'nation',
  harm: 'harm',
  harms: 'harms',
  clock: 'clock',
  due: 'due',
  criteria: 'criteria',
  criteriaFrom: 'criteria_from',
  comesUp: 'comes_up',
  chaseOn: 'chase_on',
  coveredUntil: 'covered_until',
  proposedBy: 'proposed_by',
};
const columns = Object.values(columnOf);

export function queueValues(row: QueueRow): readonly unknown[] {
  return (Object.keys(columnOf) as (keyof QueueRow)[]).map((name) => row[name]);
}

/** A row by the names of its columns, for whoever writes rows in bulk. */
export const byColumn = (row: QueueRow): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(columnOf).map(([name, column]) => [column, row[name as keyof QueueRow]]));

async function write(tx: Tx, row: QueueRow): Promise<void> {
  const set = columns
    .slice(1)
    .map((column) => `${column} = excluded.${column}`)
    .join(', ');
  await tx.query(
    `insert into queue (${columns.join(', ')}) values (${columns.map((_, i) => `$${i + 1}`).join(', ')})
     on conflict (file) do update set ${set}, changed_at = clock_timestamp()`,
    queueValues(row),
  );
}

/** Questions whose sealed date becomes a due day: which fact it is, and the class it keeps (data.md 9). */
export type DayQuestions = Readonly<Record<string, { readonly fact: keyof Facts; readonly holds: FieldClass }>>;

/** Keeps the row and the days in step with every event of a case. */
export function keep(law: Law, today: () => Day, asked: DayQuestions): Reaction<CaseFile, CaseEvent> {
  return async (tx, { file, after, events }) => {
    if (events.some(({ event }) => event.kind === 'Referred' || event.kind === 'InformationAdded' || event.kind === 'MovedIn')) await keepDays(tx, file, asked);
    if (events.some(({ event }) => event.kind === 'FiledInError')) await dropDays(tx, file, asked);
    const reference = await referenceOf(tx, file);
    await write(tx, queueRow({ file, reference, state: after, facts: await factsOf(tx, file) }, law, today()));
  };
}

/** How the case stands from the next transaction on: who acts keeps their standing until this one is stored. */
export function keepStanding(law: Law): Reaction<CaseFile, CaseEvent> {
  return (tx, { file, after, events }) => {
    if (events.length === 0) return Promise.resolve();
    const { heldBy, heldUntil, asks } = standingOf(after, law);
    beforeCommit(tx, () => tx.query('select nrm_stands($1, $2, $3, $4)', [file, heldBy, heldUntil, asks]));
    return Promise.resolve();
  };
}

async function referenceOf(tx: Tx, file: FileId): Promise<string> {
  const [found] = await tx.query<{ reference: string }>(`select reference from reference where file = $1`, [file]);
  if (!found) throw new Error('a case without a reference');
  return found.reference;
}

async function keepDays(tx: Tx, file: FileId, asked: DayQuestions): Promise<void> {
  const classes = [...new Set(Object.values(asked).map((one) => one.holds))];
  for (const answer of await current(tx, file, classes)) {
    const fact = asked[answer.question];
    if (!fact) continue;
    await tx.query(`delete from queue_day where file = $1 and what = $2`, [file, fact.fact]);
    if (typeof answer.value !== 'string') continue;
    const due = fact.fact === 'eighteenOn' ? addMonths(answer.value as Day, 18 * 12) : answer.value;
    await tx.query(`insert into queue_day (file, what, due, holds) values ($1, $2, $3, $4)`, [file, fact.fact, due, fact.holds]);
  }
}

/** A day that rested on what was another person's goes with it; what was said before stands again. Who takes it out may read all of it. */
async function dropDays(tx: Tx, file: FileId, asked: DayQuestions): Promise<void> {
  await tx.query(`delete from queue_day where file = $1`, [file]);
  await keepDays(tx, file, asked);
}

export async function factsOf(tx: Tx, file: FileId): Promise<Facts> {
  return (await factsOfEach(tx, [file])).get(file) ?? {};
}

/** The same for the rows of a list, in one question. */
export async function factsOfEach(tx: Tx, files: readonly FileId[]): Promise<ReadonlyMap<FileId, Facts>> {
  const rows = await tx.query<{ file: FileId; what: keyof Facts; due: Day }>(`select file, what, due from queue_day where file = any ($1::uuid[])`, [files]);
  const facts = new Map<FileId, Facts>();
  for (const { file, what, due } of rows) facts.set(file, { ...facts.get(file), [what]: due });
  return facts;
}

/** Cases worked out anew in one transaction: few, so that no page waits long behind them on the embedded engine. */
const atOnce = 20;

/**
 * Works out anew some of the rows that change by the mere passing of days: dated needs, recovery periods that have ended, cases that
 * come up again, answers that are late, and the order of all where other criteria of priority came into force.
 * Begins after a file and gives the last one it did; nothing where none was left. The rows are held meanwhile: an act at the same
 * moment writes its row after this one, from what is then true.
 */
export async function turnSome(kit: Pick<Kit, 'law' | 'ledger'>, tx: Tx, today: Day, after: FileId | null): Promise<FileId | null> {
  const nations = kit.law.nations.map((one) => one.code);
  const files = await tx.query<{ file: FileId; reference: string }>(
    `select file, reference from queue where waits <> 'done'
       and ((waits = 'time' and due < $1) or (comes_up <= $1 and waits <> 'forward') or (chase_on <= $1 and waits = 'answer')
         or (nation = any ($4::text[]) and criteria_from is distinct from ($5::date[])[array_position($4::text[], nation)])
         or exists (select from queue_day where queue_day.file = queue.file))
       and file > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') order by file limit $3 for update of queue`,
    [today, after, atOnce, nations, nations.map((nation) => inForce(kit.law.priority, today, nation).because.from)],
  );
  const each = files.map((one) => one.file);
  const [cases, facts] = [await kit.ledger.loadEach(tx, caseStream, each), await factsOfEach(tx, each)];
  for (const { file, reference } of files) {
    const state = cases.get(file)?.state ?? caseStream.start;
    await write(tx, queueRow({ file, reference, state, facts: facts.get(file) ?? {} }, kit.law, today));
  }
  return files.at(-1)?.file ?? null;
}

export type Asked = {
  readonly authority: string;
  /** One worker's cases; null: the whole authority's. */
  readonly worker: string | null;
  /** Leaves out what this person proposed themselves: it waits for somebody else. */
  readonly notBy?: string | null;
  /** null: all. Several only for one worker: an authority's list is one range of one index. */
  readonly waits: readonly Waits[] | null;
  /** Where the last page ended: the row's harm, whether no criterion moves it up, due day and file. */
  readonly after: { readonly harm: number; readonly down: boolean; readonly due: Day | null; readonly file: string } | null;
  readonly most: number;
  /** Further conditions on the rows; `put` keeps a value and gives its place. */
  readonly narrow?: (put: (value: unknown) => string) => string;
};

export type Shown = QueueRow & { readonly changedAt: string };

/** One page of a worklist: most harm first, then what the criteria of the day move up, then the nearest due day. A cursor, not a page number, so that each page costs the same. */
export async function show(tx: Tx, asked: Asked): Promise<Shown[]> {
  const params: unknown[] = [asked.authority, asked.most];
  const put = (value: unknown): string => `$${params.push(value)}`;
  const mine = asked.worker === null ? '' : `and allocated_to = ${put(asked.worker)}`;
  const only = asked.waits === null ? '' : asked.waits.length === 1 ? `and waits = ${put(asked.waits[0])}` : `and waits = any (${put(asked.waits)})`;
  const others = asked.notBy ? `and proposed_by is distinct from ${put(asked.notBy)}` : '';
  const narrow = asked.narrow?.(put) ?? '';
  // One comparison of rows: the index is entered where the last page ended, however deep that is.
  const after = asked.after
    ? `and (calm, moved_down, due_or_never, file) > (${put(-asked.after.harm)}, ${put(asked.after.down ? 1 : 0)}, ${put(asked.after.due ?? 'infinity')}, ${put(asked.after.file)})`
    : '';
  return tx.query<Shown>(
    `select file, reference, authority, allocated_to as "allocatedTo", waits, stage, child, nation, harm, harms, clock, due, criteria, criteria_from as "criteriaFrom",
       comes_up as "comesUp", chase_on as "chaseOn", covered_until as "coveredUntil", proposed_by as "proposedBy", changed_at as "changedAt"
     from queue where authority = $1 and waits <> 'done' ${mine} ${only} ${others} ${narrow} ${after} and ${unbarred('queue.file', put(tx.actor.person) + '::text')}
     order by calm, moved_down, due_or_never, file limit $2`,
    params,
  );
}

/** More than this is said as "100 or more": nobody needs the exact number, and counting must not grow with the list. */
export const mostCounted = 100;

type Counted = { readonly all: number; readonly mine: number; readonly others: number };

/** How many cases wait for what, in an authority, for one worker, and on a proposal of another's; at most `mostCounted` each. */
export async function counts(tx: Tx, authority: string, worker: string): Promise<Readonly<Record<string, Counted>>> {
  const seen = unbarred('queue.file', '$5::text');
  const rows = await tx.query<Counted & { waits: Waits }>(
    `select waits,
       (select count(*) from (select from queue where authority = $1 and queue.waits = w.waits and queue.waits <> 'done' and ${seen} limit $4) a)::int as all,
       (select count(*) from (select from queue where allocated_to = $2 and authority = $1 and queue.waits = w.waits and queue.waits <> 'done' and ${seen} limit $4) m)::int as mine,
       (select count(*) from (select from queue where w.waits = 'second-person' and authority = $1 and queue.waits = 'second-person'
          and proposed_by is distinct from $2 and ${seen} limit $4) o)::int as others
     from unnest($3::text[]) as w (waits)`,
    [authority, worker, waits.filter((each) => each !== 'done'), mostCounted, tx.actor.person],
  );
  return Object.fromEntries(rows.map((row) => [row.waits, row]));
}
