// The tables of a period: named SQL steps over the statistics table and nothing else, as recorded by a given moment.
import type { Day, Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { SupportCell } from './support.ts';

export type Span = { readonly first: Day; readonly last: Day };
export type DetailCell = {
  readonly responder: string;
  /** Codes in the order of their text; the published label puts them in its own. */
  readonly exploitation: readonly string[];
  readonly age: string;
  readonly gender: string;
  readonly first: string;
  readonly second: string | null;
  readonly people: number;
};
export type PlaceCell = { readonly age: string; readonly place: string; readonly people: number };
export type DecisionCell = { readonly stage: string; readonly age: string; readonly outcome: string; readonly people: number };
export type NotifiedCell = { readonly first: string; readonly second: string | null; readonly people: number };

/**
 * The moment up to which the past can no longer change (data.md 11): waits for writers who stamped a row and have not yet committed.
 * Call it before the first table of a transaction.
 */
export async function asOf(tx: Tx): Promise<Instant> {
  const [row] = await tx.query<{ moment: string }>(`select to_char(nrm_as_of() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as moment`);
  if (!row) throw new Error('the database gave no moment');
  return row.moment as Instant;
}

/** Rows as they were recorded at the moment $1. */
const recorded = `recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz`;
/** Cases confirmed by then to be duplicates of another. */
const duplicates = `duplicates as materialized (select statistics_id from statistic where question = 'duplicate' and ${recorded})`;
/**
 * One row a referral sent from $2 to $3: its counted answers side by side. Each has the day of sending, so one range of the index
 * a question holds them all; they are put together by grouping and never by joins, so that no guess of the planner's can cost much.
 */
const people = `people as (
  select statistics_id,
    max(code) filter (where question = 'responder') as responder,
    string_agg(code, ' ' order by code) filter (where question = 'exploitation') as exploitation,
    max(code) filter (where question = 'age-at-exploitation') as age,
    max(code) filter (where question = 'gender') as gender,
    max(code) filter (where question = 'exploitation-place') as place,
    max(code) filter (where question = 'nationality-1') as first,
    max(code) filter (where question = 'nationality-2') as second
  from statistic
  where question in ('referred', 'responder', 'exploitation', 'age-at-exploitation', 'gender', 'exploitation-place', 'nationality-1', 'nationality-2')
    and valid_from between $2::date and $3::date and ${recorded}
  group by statistics_id
  having bool_or(question = 'referred') and statistics_id not in (select statistics_id from duplicates))`;

/** Referrals by responder, exploitation, age at exploitation, gender and nationality. */
export async function referralsDetail(tx: Tx, span: Span, moment: Instant): Promise<readonly DetailCell[]> {
  const rows = await tx.query<{ responder: string; exploitation: string; age: string; gender: string; first: string; second: string | null; people: number }>(
    `with ${duplicates}, ${people}
     select coalesce(responder, 'unknown') as responder, coalesce(exploitation, 'not-specified') as exploitation, coalesce(age, 'unknown') as age,
       coalesce(gender, 'unknown') as gender, coalesce(first, 'unknown') as first, second, count(*)::int as people
     from people group by 1, 2, 3, 4, 5, 6`,
    [moment, span.first, span.last],
  );
  return rows.map((row) => ({ ...row, exploitation: row.exploitation.split(' ') }));
}

/** Referrals by age at exploitation and place of exploitation. */
export async function referralsByPlace(tx: Tx, span: Span, moment: Instant): Promise<readonly PlaceCell[]> {
  return tx.query<PlaceCell>(
    `with ${duplicates}, ${people}
     select coalesce(age, 'unknown') as age, coalesce(place, 'not-specified') as place, count(*)::int as people from people group by 1, 2`,
    [moment, span.first, span.last],
  );
}

/** First decisions at each of the stages by age at exploitation and outcome. The age was counted when the case was sent, so it is looked up. */
export async function decisions(tx: Tx, span: Span, moment: Instant, stages: readonly string[]): Promise<readonly DecisionCell[]> {
  return tx.query<DecisionCell>(
    `with ${duplicates}, made as materialized (
       select statistics_id, question as stage, code as outcome from statistic
       where question = any($4::text[]) and valid_from between $2::date and $3::date and ${recorded}
         and statistics_id not in (select statistics_id from duplicates)),
     aged as (
       select made.*, (select code from statistic s where s.statistics_id = made.statistics_id and s.question = 'age-at-exploitation'
         and ${recorded} limit 1) as age from made)
     select stage, coalesce(age, 'unknown') as age, outcome, count(*)::int as people from aged group by 1, 2, 3`,
    [moment, span.first, span.last, stages],
  );
}

/** Notifications without consent by nationality. */
export async function notifications(tx: Tx, span: Span, moment: Instant): Promise<readonly NotifiedCell[]> {
  return tx.query<NotifiedCell>(
    `with named as (
       select statistics_id, max(code) filter (where question = 'notified-nationality-1') as first,
         max(code) filter (where question = 'notified-nationality-2') as second
       from statistic
       where question in ('notified', 'notified-nationality-1', 'notified-nationality-2') and valid_from between $2::date and $3::date and ${recorded}
       group by statistics_id having bool_or(question = 'notified'))
     select coalesce(first, 'unknown') as first, second, count(*)::int as people from named group by 1, 2`,
    [moment, span.first, span.last],
  );
}

/** Support records at the start and the end of a period, and those that began and ended in it, by nation and why. Each record is one row of its own. */
export async function inSupport(tx: Tx, span: Span, moment: Instant): Promise<readonly SupportCell[]> {
  return tx.query<SupportCell>(
    `with record as (
       select statistics_id, min(valid_from) filter (where question = 'support-opened') as since, max(code) filter (where question = 'support-opened') as because,
         max(code) filter (where question = 'support-nation') as nation,
         max(valid_from) filter (where question = 'support-ended') as ended, max(code) filter (where question = 'support-ended') as why
       from statistic where question in ('support-opened', 'support-nation', 'support-ended') and valid_from <= $3::date and ${recorded}
       group by statistics_id having bool_or(question = 'support-opened')),
     moved as (
       select 'start' as move, nation, because as kind from record where since < $2::date and (ended is null or ended >= $2::date)
       union all select 'opened', nation, because from record where since >= $2::date
       union all select 'ended', nation, why from record where ended >= $2::date
       union all select 'end', nation, because from record where ended is null)
     select move, nation, kind, count(*)::int as people from moved group by 1, 2, 3`,
    [moment, span.first, span.last],
  );
}

/** The first and last day on which something was sent, decided or notified; nothing where nothing was. */
export async function daysCounted(tx: Tx, stages: readonly string[]): Promise<Span | undefined> {
  const [row] = await tx.query<{ first: Day | null; last: Day | null }>(
    `select to_char(min(first), 'YYYY-MM-DD') as first, to_char(max(last), 'YYYY-MM-DD') as last
     from unnest($1::text[]) as asked (question),
       lateral (select min(valid_from) as first, max(valid_from) as last from statistic s where s.question = asked.question) as days`,
    [['referred', 'notified', ...stages]],
  );
  return row?.first && row.last ? { first: row.first, last: row.last } : undefined;
}

/** Quarters of which it is known that they hold every case, or that they do not. */
export async function quartersKnown(tx: Tx): Promise<ReadonlyMap<string, boolean>> {
  const rows = await tx.query<{ quarter: string; whole: boolean }>(`select quarter, whole from figures_quarter`);
  return new Map(rows.map((row) => [row.quarter, row.whole]));
}

export type PublishedCell = { readonly series: string; readonly age: string; readonly code: string; readonly people: number };

/** What was published elsewhere for the quarter. */
export async function publishedBeside(tx: Tx, quarter: string): Promise<readonly PublishedCell[]> {
  return tx.query<PublishedCell>(`select series, age, code, people from figures_published where quarter = $1 order by 1, 2, 3`, [quarter]);
}

export type LikeCases = {
  readonly stage: string;
  readonly quarter: string;
  readonly age: string;
  readonly exploitation: readonly string[];
  readonly decided: number;
  readonly positive: number;
};

/** How like cases were decided in the four whole quarters before today's. The database leaves out what is too small to be shown. */
export async function likeCases(tx: Tx, stages: readonly string[], today: Day, least: number): Promise<readonly LikeCases[]> {
  const rows = await tx.query<Omit<LikeCases, 'exploitation'> & { exploitation: string }>(
    'select * from nrm_consistency($1::text[], $2::date, $3) order by stage, age, exploitation, quarter',
    [stages, today, least],
  );
  return rows.map((row) => ({ ...row, exploitation: row.exploitation.split(' ') }));
}
