// Who waits for a stage now and for how long, and how many came and left week by week: out of the statistics table and nothing else.
import type { Day, Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';

export type Waiting = { readonly moment: Instant; readonly until: Day; readonly stage: string; readonly before: string | undefined };
/** `weeks`: whole weeks before the last day, 0 for those of the last seven days. */
export type WeekCell = { readonly what: 'open' | 'came' | 'closed'; readonly weeks: number; readonly people: number };

const recorded = `recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz`;

/** A stage opens with the sending, or with a positive of the stage before; it closes with its first decision, or as the case ends. */
export async function weekCells(tx: Tx, { moment, until, stage, before }: Waiting): Promise<readonly WeekCell[]> {
  return tx.query<WeekCell>(
    `with duplicates as materialized (select statistics_id from statistic where question = 'duplicate' and ${recorded}),
     one as (
       select case when $4::text is null then min(valid_from) filter (where question = 'referred')
           else min(valid_from) filter (where question in ($4, $4 || '-again') and code = 'positive') end as opened,
         least(min(valid_from) filter (where question = $3), min(valid_from) filter (where question = 'ended')) as closed
       from statistic where question in ('referred', 'ended', $3, $4, $4 || '-again') and valid_from <= $2::date and ${recorded} and not coarse
       group by statistics_id having bool_or(question = 'referred') and statistics_id not in (select statistics_id from duplicates)),
     stood as (select opened, case when closed is not null then greatest(closed, opened) end as closed from one where opened is not null)
     select 'open' as what, ($2::date - opened) / 7 as weeks, count(*)::int as people from stood where closed is null group by 2
     union all select 'came', ($2::date - opened) / 7, count(*)::int from stood group by 2
     union all select 'closed', ($2::date - closed) / 7, count(*)::int from stood where closed is not null group by 2`,
    [moment, until, stage, before ?? null],
  );
}
