// How many people stand on which organisations' lists: SQL over the statistics table and nothing else, as recorded at a moment.
import type { Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Span } from '#rooms/figures/tables.ts';

/** `organisations`: codes in the order of their text, each once. */
export type ListedTogether = { readonly organisations: readonly string[]; readonly people: number };

/** Everybody whom somebody referred in the period, by all who did. Found by the links between files that people confirmed, and by no guess. */
export async function listedTogether(tx: Tx, { first, last }: Span, moment: Instant): Promise<readonly ListedTogether[]> {
  return tx.query<ListedTogether>(
    `with person as (
       select statistics_id, array_agg(distinct code order by code) as organisations from statistic
       where question = 'listed' and valid_from between $2::date and $3::date and recorded_from <= $1::timestamptz and recorded_to > $1::timestamptz
       group by statistics_id)
     select organisations, count(*)::int as people from person group by organisations order by organisations`,
    [moment, first, last],
  );
}
