// All tables of the quarterly release on PostgreSQL: a quarter of 10,000 and one of 1,000,000 cases, each alone in its table, against a bare scan of the same rows.
// `node bench/release.ts [--small 10000] [--large 1000000] [--rounds 1]`
import { uk } from '#countries/uk/uk.ts';
import { countTables } from '#rooms/figures/quarterly/count.ts';
import { definitions } from '#rooms/figures/quarterly/definitions.ts';
import { readDays } from '#rooms/figures/quarterly/derived.ts';
import { asOf } from '#rooms/figures/tables.ts';
import { personaOf } from '#practice/people.ts';
import { count, ms, table, timed, times, within } from './stand/clock.ts';
import { fill, measured, span } from './stand/filled.ts';
import { asked, end, standOnPostgres, type Stand } from './stand/stand.ts';

const small = asked('small', 10_000);
const large = asked('large', 1_000_000);
const rounds = asked('rounds', 1);
/** Per case, the large quarter may take this many times as long as the small one. */
const mayBe = 1.5;
const heather = personaOf('practice-heather').actor;
const stages = uk.stages.map(({ id }) => id);

async function tables({ db }: Stand, quarter: string): Promise<number> {
  return db.as(heather, 'statistics', async (tx) => {
    const reading = { span: span(quarter), moment: await asOf(tx), until: span(quarter).last, stages };
    const parts = await countTables(tx, uk, definitions, quarter, reading, 'coarse');
    await readDays(tx, reading);
    return parts.find(({ definition }) => definition.id === 'age_place')?.rows.reduce((sum, { people }) => sum + people, 0) ?? 0;
  });
}

/** Reads every row of the quarter's own days once, and nothing else. */
async function scan({ db }: Stand, quarter: string): Promise<void> {
  const { first, last } = span(quarter);
  await db.as(heather, 'statistics', (tx) =>
    tx.query(
      `select question, count(*), max(code) from statistic where valid_from between $1::date and $2::date and recorded_to = 'infinity' group by question`,
      [first, last],
    ),
  );
}

const middle = async (what: () => Promise<unknown>): Promise<number> => {
  const took: number[] = [];
  for (let round = 0; round <= rounds; round += 1) took.push(await timed(what));
  return took.slice(1).sort((one, other) => one - other)[Math.floor(rounds / 2)] ?? NaN;
};

const lines: string[][] = [];
const perCase: number[] = [];
for (const cases of [small, large]) {
  const stand = await standOnPostgres((_cloned, owner) => fill(owner, cases, cases));
  const people = await tables(stand, measured);
  const [all, bare] = [await middle(() => tables(stand, measured)), await middle(() => scan(stand, measured))];
  perCase.push(all / people);
  lines.push([count(people), ms(all), ms((all / people) * 1000), ms(bare), times(all / bare)]);
  await stand.close();
}
console.log(`All ${definitions.length} tables of counts and the days of waiting of one quarter. Medians of ${rounds} after one to warm up.`);
console.log(table([['referrals in the quarter', 'all tables', 'per 1,000', 'bare scan of its rows', 'ratio'], ...lines]));
within('all tables of a quarter, per case, large against small', (perCase[1] ?? NaN) / (perCase[0] ?? NaN), mayBe);
end();
