// A quarter's exact figures on PostgreSQL: the same quarter in a table of 4,000 and of 1,000,000 cases, and quarters that are larger.
// `node bench/figures.ts [--small 4000] [--large 1000000] [--rounds 7]`
import { day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { exactTables, totalOf } from '#rooms/figures/exact.ts';
import { asOf, type Span } from '#rooms/figures/tables.ts';
import { visitor } from '#tests/walk.ts';
import { personaOf } from '#practice/people.ts';
import { count, inTurn, ms, table, timed, times, within } from './stand/clock.ts';
import { fill, measured, quarters, span } from './stand/filled.ts';
import { asked, end, standOnPostgres, type Stand } from './stand/stand.ts';

const small = asked('small', 4_000);
const large = asked('large', 1_000_000);
const rounds = asked('rounds', 7);
const mayBe = 2;
const heather = personaOf('practice-heather').actor;

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
for (const cases of [small, large]) stands.push(await standOnPostgres((_cloned, owner) => fill(owner, cases, small)));
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
  ['every quarter at once', { first: span(quarters(large, small)[0]?.quarter ?? measured).first, last: day('2023-12-31') }],
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
