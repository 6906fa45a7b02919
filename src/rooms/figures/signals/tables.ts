// Signals and situations by month over the statistics table and nothing else, as recorded at a moment. Each belongs to the month in which it came or began.
import type { Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import { readBands, type Months } from './count.ts';

/** What is counted of a signal, and of a situation over the signals that lie in it. */
export const dimensions = ['channel', 'kind', 'place', 'outcome', 'first-read', 'first-response'] as const;
export type Dimension = (typeof dimensions)[number];
export type Counts = 'signal' | 'situation';
/** `by`: what the count is by; `total` counts each once. A code `none` is a question that nobody has answered yet. */
export type Cell = { readonly counts: Counts; readonly month: string; readonly by: 'total' | Dimension; readonly code: string; readonly number: number };

/**
 * Cells with at least one. A signal of several kinds counts under each of them. A situation is two signals or more: it counts under every code that one
 * of them has, under "not yet" only where none has any (of outcomes: where one of them is still open), and of times under the quickest of them.
 */
export function signalsByMonth(tx: Tx, { first, last }: Months, moment: Instant): Promise<Cell[]> {
  const recorded = `recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz`;
  const began = (question: string): string =>
    `select statistics_id, to_char(min(valid_from), 'YYYY-MM') as month from statistic
       where question = '${question}' and ${recorded} and valid_from between $2::date and $3::date group by 1`;
  return tx.query<Cell>(
    `with signal as (${began('signal-channel')}), begun as (${began('situation-begun')}),
     asked as (select by, 'signal-' || by as question from unnest($4::text[]) as by),
     answer as (select distinct statistics_id, question, code from statistic where question in (select question from asked) and ${recorded}),
     lies as (select distinct code::uuid as situation, statistics_id from statistic where question = 'signal-situation' and ${recorded}),
     situation as (
       select begun.statistics_id, month from begun join lies on situation = begun.statistics_id group by 1, 2 having count(*) > 1),
     held as (
       select situation.statistics_id, month, by,
         array_agg(distinct coalesce(code, 'none')) filter (where code is not null or by = 'outcome') as codes
       from situation join lies on lies.situation = situation.statistics_id cross join asked
         left join answer on answer.statistics_id = lies.statistics_id and answer.question = asked.question
       group by 1, 2, 3),
     shown as (
       select month, by, unnest(case when by like 'first-%' and codes is not null
         then array(select band from unnest($5::text[]) with ordinality as band (band, nth) where band = any (codes) order by nth limit 1)
         else coalesce(codes, '{none}') end) as code
       from held)
     select 'signal' as counts, month, 'total' as by, 'all' as code, count(*)::int as number from signal group by 2
     union all
     select 'signal', month, by, coalesce(code, 'none'), count(*)::int
     from signal cross join asked left join answer on answer.statistics_id = signal.statistics_id and answer.question = asked.question group by 2, 3, 4
     union all
     select 'situation', month, 'total', 'all', count(*)::int from situation group by 2
     union all
     select 'situation', month, by, code, count(*)::int from shown group by 2, 3, 4
     order by 1, 2, 3, 4`,
    [moment, first, last, dimensions, readBands],
  );
}
