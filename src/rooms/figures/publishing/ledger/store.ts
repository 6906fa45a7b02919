// The ledger of numbers read across quarters: which are out, and what was said of one of them in its own releases and in later ones.
import type { Day } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { LetOut } from '#rooms/figures/quarterly/revised.ts';

/** Quarters before a period that were decided on, up to a place of the ledger; the oldest first. */
export const quartersBefore = async (tx: Tx, period: string, upTo: number): Promise<readonly string[]> =>
  (
    await tx.query<{ period: string }>(`select distinct period from release where kind = 'quarter' and period < $1 and place <= $2 order by period`, [
      period,
      upTo,
    ])
  ).map((row) => row.period);

/** Everything that was decided on about a quarter, up to a place of the ledger, by the day as of which it was known: its own releases and answers, and its revisions in later releases. */
export async function letOutOf(tx: Tx, period: string, upTo: number): Promise<readonly LetOut[]> {
  const rows = await tx.query<{ asOf: Day; key: string; value: number | null }>(
    `select as_of as "asOf", case when period = $1 then key else substr(key, 9) end as key, value::float8 as value
     from release_number join release on release.id = release_number.release
     where place <= $2 and (period = $1 or starts_with(key, 'revised:') and split_part(split_part(key, '|', 1), ':', 3) = $1)
     order by as_of, key, value nulls last`,
    [period, upTo],
  );
  const days = [...new Set(rows.map(({ asOf }) => asOf))];
  // Where two releases of a day differ, the mark comes last and stays.
  return days.map((asOf) => ({ asOf, numbers: new Map(rows.flatMap((row) => (row.asOf === asOf ? [[row.key, row.value] as const] : []))) }));
}
