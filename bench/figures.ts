// A quarter's exact figures on PostgreSQL: the same quarter in a table of 4,000 and of 1,000,000 cases, and quarters that are larger.
// `node bench/figures.ts [--small 4000] [--large 1000000] [--rounds 7]`
import { day, readQuarter } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { exactTables, totalOf } from '#rooms/figures/exact.ts';
import { asOf, type Span } from '#rooms/figures/tables.ts';
import { visitor } from '#tests/walk.ts';
import { personaOf } from '#practice/people.ts';
import { count, inTurn, ms, table, timed, times, within } from './stand/clock.ts';
import { asFilled, asked, end, standOnPostgres, type Owner, type Stand } from './stand/stand.ts';

const small = asked('small', 4_000);
const large = asked('large', 1_000_000);
const rounds = asked('rounds', 7);
const mayBe = 2;
const heather = personaOf('practice-heather').actor;

type Quarter = { readonly quarter: string; readonly cases: number };
const measured = '2023-Q4';
/** The measured quarter; one ten times and one a hundred times as large; and further ones like it, back into the past. */
function quarters(cases: number): readonly Quarter[] {
  const found: Quarter[] = [{ quarter: measured, cases: small }];
  let left = cases - small;
  for (let number = 2023 * 4 + 2; left > 0; number -= 1) {
    const size = number === 2023 * 4 + 2 ? small * 10 : number === 2023 * 4 + 1 ? small * 100 : small;
    found.push({ quarter: `${Math.floor(number / 4)}-Q${(number % 4) + 1}`, cases: Math.min(size, left) });
    left -= Math.min(size, left);
  }
  return found.reverse();
}

function span(quarter: string): Span {
  const found = readQuarter(quarter);
  if (!found) throw new Error(`not a quarter: ${quarter}`);
  return found;
}

const codesOf = (list: string): readonly string[] => (uk.lists[list]?.items ?? []).map((item) => item.code);

/**
 * Nine or ten rows a case as the program counts them, in the order of sending, as they come in life. Decisions are put into the
 * quarter of the sending, so that the measured quarter holds as many in the small table as in the large one.
 */
async function fill(owner: Owner, cases: number): Promise<void> {
  const all = quarters(cases);
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

async function tables(stand: Stand, of: Span): Promise<number> {
  return stand.db.as(heather, 'statistics', async (tx) => totalOf((await exactTables(tx, uk, of, await asOf(tx))).detail));
}

async function page(stand: Stand): Promise<() => Promise<unknown>> {
  const reader = visitor(stand.served.base);
  await reader.signIn('practice-heather');
  return async () => {
    const answer = await reader.go(`/figures?period=${measured}`);
    if (answer.status !== 200 || !answer.text.includes('<svg')) throw new Error(`the figures answered ${answer.status}`);
  };
}

const stands: Stand[] = [];
for (const cases of [small, large]) stands.push(await standOnPostgres((_cloned, owner) => fill(owner, cases)));
const [few, many] = stands;
if (!few || !many) throw new Error('two databases were wanted');
const [one, other] = [await tables(few, span(measured)), await tables(many, span(measured))];
if (one !== other || one < small * 0.9) throw new Error(`the measured quarter holds ${one} and ${other} referrals`);
const found = await inTurn(rounds, 2, {
  few: () => tables(few, span(measured)),
  many: () => tables(many, span(measured)),
  fewPage: await page(few),
  manyPage: await page(many),
});
const at = (name: string): number => found[name] ?? NaN;
const { rows: counted } = await many.owner.query<{ rows: string }>('select count(*) as rows from statistic');
console.log(`The same quarter of ${count(small)} cases; the large table has ${count(Number(counted[0]?.rows))} rows. Medians of ${rounds} rounds in turn`);
console.log(
  table([
    ['a quarter', `of ${count(small)} cases`, `of ${count(large)} cases`, 'ratio'],
    ['all four exact tables', ms(at('few')), ms(at('many')), times(at('many') / at('few'))],
    [`GET /figures?period=${measured}`, ms(at('fewPage')), ms(at('manyPage')), times(at('manyPage') / at('fewPage'))],
  ]),
);
console.log('\nHow the tables grow with the quarter, in the large table (one reading each after one to warm up)');
const spans: readonly (readonly [string, Span])[] = [
  ...['2023-Q4', '2023-Q3', '2023-Q2'].map((quarter) => [quarter, span(quarter)] as const),
  ['every quarter at once', { first: span(quarters(large)[0]?.quarter ?? measured).first, last: day('2023-12-31') }],
];
const lines: string[][] = [];
for (const [name, of] of spans) {
  const people = await tables(many, of);
  const took = await timed(() => tables(many, of));
  lines.push([name, count(people), ms(took), ms((took / people) * 1000)]);
}
console.log(table([['', 'referrals counted', 'all four tables', 'per 1,000'], ...lines]));
within('the exact tables of one quarter', at('many') / at('few'), mayBe);
within('the page of one quarter', at('manyPage') / at('fewPage'), mayBe);
for (const stand of stands) await stand.close();
end();
