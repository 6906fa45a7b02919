// Signals by month over the statistics table and nothing else, as recorded at a moment. A signal belongs to the month in which it came.
import type { Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Months } from './count.ts';

/** `of`: what the count is by. A signal of several kinds counts under each of them; `total` counts each signal once. */
export const signalDimensions = [
  'total',
  'signal-channel',
  'signal-kind',
  'signal-place',
  'signal-outcome',
  'signal-first-read',
  'signal-first-response',
] as const;
export type SignalDimension = (typeof signalDimensions)[number];
export type SignalCell = { readonly month: string; readonly of: SignalDimension | 'situations'; readonly code: string; readonly signals: number };

/** Cells with at least one; an unanswered dimension of a signal is its code `none`. Situations count in the month in which they began. */
export function signalsByMonth(tx: Tx, { first, last }: Months, moment: Instant): Promise<SignalCell[]> {
  const recorded = `recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz`;
  return tx.query<SignalCell>(
    `with signal as (
       select statistics_id, to_char(min(valid_from), 'YYYY-MM') as month from statistic
       where question = 'signal-channel' and ${recorded} and valid_from between $2::date and $3::date group by 1),
     answer as (
       select distinct statistics_id, question, code from statistic
       where question in ('signal-channel', 'signal-kind', 'signal-place', 'signal-outcome', 'signal-first-read', 'signal-first-response') and ${recorded}),
     asked as (select unnest(array['signal-channel', 'signal-kind', 'signal-place', 'signal-outcome', 'signal-first-read', 'signal-first-response']) as question)
     select month, 'total' as "of", 'all' as code, count(*)::int as signals from signal group by 1
     union all
     select month, asked.question, coalesce(answer.code, 'none'), count(*)::int
     from signal cross join asked left join answer on answer.statistics_id = signal.statistics_id and answer.question = asked.question group by 1, 2, 3
     union all
     select to_char(valid_from, 'YYYY-MM'), 'situations', 'all', count(distinct statistics_id)::int from statistic
     where question = 'situation-begun' and ${recorded} and valid_from between $2::date and $3::date group by 1
     order by 1, 2, 3`,
    [moment, first, last],
  );
}
