// A statistics table as years of life would fill it: quarters of known sizes, the rows of a case as the program counts them, in the order of sending.
import { readQuarter } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import type { Span } from '#rooms/figures/tables.ts';
import { asFilled, type Owner } from './stand.ts';

export type Quarter = { readonly quarter: string; readonly cases: number };
export const measured = '2023-Q4';
/** The measured quarter; one ten times and one a hundred times as large; and further ones like it, back into the past. */
export function quarters(cases: number, small: number): readonly Quarter[] {
  const found: Quarter[] = [{ quarter: measured, cases: small }];
  let left = cases - small;
  for (let number = 2023 * 4 + 2; left > 0; number -= 1) {
    const size = number === 2023 * 4 + 2 ? small * 10 : number === 2023 * 4 + 1 ? small * 100 : small;
    found.push({ quarter: `${Math.floor(number / 4)}-Q${(number % 4) + 1}`, cases: Math.min(size, left) });
    left -= Math.min(size, left);
  }
  return found.reverse();
}

export function span(quarter: string): Span {
  const found = readQuarter(quarter);
  if (!found) throw new Error(`not a quarter: ${quarter}`);
  return found;
}

const codesOf = (list: string): readonly string[] => (uk.lists[list]?.items ?? []).map((item) => item.code);

/**
 * Nine or ten rows a case as the program counts them, in the order of sending, as they come in life. Decisions are put into the
 * quarter of the sending, so that the measured quarter holds as many in the small table as in the large one.
 */
export async function fill(owner: Owner, cases: number, small: number): Promise<void> {
  const all = quarters(cases, small);
  await asFilled(owner, async () => {
    await owner.query('alter table statistic set unlogged');
    await owner.query('alter table statistic drop constraint statistic_pkey');
    await owner.query('drop index statistic_by_question');
    await owner.query(`create temp table quarter as select * from unnest($1::date[], $2::date[], $3::int[]) as q (first, last, cases)`, [
      all.map((one) => span(one.quarter).first),
      all.map((one) => span(one.quarter).last),
      all.map((one) => one.cases),
    ]);
    await owner.query(
      `insert into statistic (statistics_id, question, code, valid_from, recorded_from)
       with sent as materialized (
         select gen_random_uuid() as id, n, first, last, first + (n::bigint * (last - first) / cases)::int as day, hashint4(n) & 1023 as h
         from quarter, generate_series(0, cases - 1) as n order by first, n)
       select id, question, code, on_day, on_day + interval '1 hour' from sent, lateral (values
         ('referred', (array['england', 'england', 'wales', 'scotland'])[h % 4 + 1], day),
         ('responder', ($1::text[])[h % cardinality($1::text[]) + 1], day),
         ('exploitation', (array['labour', 'criminal', 'sexual', 'domestic'])[h % 4 + 1], day),
         ('exploitation', case when h % 10 = 4 then 'criminal' end, day),
         ('age-at-exploitation', (array['adult', 'child', 'adult', 'child', 'unknown'])[h % 5 + 1], day),
         ('gender', (array['male', 'male', 'female'])[h % 3 + 1], day),
         ('nationality-1', ($2::text[])[h % cardinality($2::text[]) + 1], day),
         ('nationality-2', case when h % 50 = 7 then ($2::text[])[h % 7 + 1] end, day),
         ('exploitation-place', (array['uk', 'uk', 'overseas', 'uk-and-overseas', 'not-specified'])[h % 5 + 1], day),
         ('reasonable-grounds', case h % 10 when 9 then 'negative' else 'positive' end, least(last, day + 6)),
         ('conclusive-grounds', case when h % 4 > 0 then case h % 7 when 1 then 'negative' else 'positive' end end, least(last, day + 40)),
         ('duplicate', case when h % 100 = 13 then 'confirmed' end, least(last, day + 20))
       ) as counted (question, code, on_day) where code is not null`,
      [codesOf('organisations'), codesOf('nationalities')],
    );
    await owner.query(
      `insert into statistic (statistics_id, question, code, valid_from, recorded_from)
       with noted as materialized (
         select gen_random_uuid() as id, first, hashint4(n) & 1023 as h from quarter, generate_series(0, cases / 3) as n order by first, n)
       select id, question, code, first, first + interval '1 hour' from noted, lateral (values
         ('notified', 'england'), ('notified-nationality-1', ($1::text[])[h % cardinality($1::text[]) + 1])) as counted (question, code)`,
      [codesOf('nationalities')],
    );
    await owner.query('alter table statistic add primary key (statistics_id, question, code, recorded_from)');
    await owner.query('create index statistic_by_question on statistic (question, valid_from, statistics_id) include (code, recorded_from, recorded_to)');
  });
  await owner.query('vacuum analyze statistic');
}
