// What changed of a period between two moments, row by row: read of the statistics table alone, for who may see exact counts.
import type { Day, Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Span } from '#rooms/figures/tables.ts';

/** One counted answer that stands at one of the two moments and not at the other. `unit` numbers the referral or notification within the list. */
export type RevisedRow = {
  readonly unit: number;
  readonly question: string;
  readonly code: string;
  readonly day: Day;
  readonly move: 'entered' | 'left';
  readonly recorded: Instant;
};

/** Of everything that stands in the period at either moment the rows of that period, and whether it is a duplicate; no id leaves the database. */
export async function revisedRows(tx: Tx, span: Span, from: Instant, to: Instant, stages: readonly string[]): Promise<readonly RevisedRow[]> {
  return tx.query<RevisedRow>(
    `with changed as (
       select statistics_id, question, code, valid_from, recorded_from, recorded_to,
         recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz as then_, recorded_from <= $2::timestamptz and recorded_to > $2::timestamptz as now_
       from statistic where recorded_to > $1::timestamptz and recorded_from <= $2::timestamptz),
     units as (
       select distinct statistics_id from statistic s
       where question = any($5::text[]) and valid_from between $3::date and $4::date
         and (recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz or recorded_from <= $2::timestamptz and recorded_to > $2::timestamptz)),
     moved as (
       select * from changed join units using (statistics_id)
       where then_ <> now_ and (valid_from between $3::date and $4::date or question = 'duplicate')),
     numbered as (
       select *, dense_rank() over (order by first_, statistics_id)::int as unit
       from (select moved.*, min(case when then_ then recorded_to else recorded_from end) over (partition by statistics_id) as first_ from moved) as each)
     select unit, question, code, to_char(valid_from, 'YYYY-MM-DD') as day, case when now_ then 'entered' else 'left' end as move,
       to_char((case when now_ then recorded_from else recorded_to end) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as recorded
     from numbered order by unit, recorded, question, move desc, code`,
    [from, to, span.first, span.last, ['referred', 'notified', ...stages]],
  );
}
