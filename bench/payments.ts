// A week's payments for 20,000 people in support, worked out and put into the books, beside bare inserts of as many rows; on PostgreSQL.
// `node bench/payments.ts [--people 20000] [--rounds 3]`
import { day, addDays } from '#base/day.ts';
import { build } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import { approve, prepare, preview } from '#rooms/payments/run.ts';
import { cloneServer } from '#tests/engines.ts';
import pg from 'pg';
import { count, median, ms, table, timed, times, within } from './stand/clock.ts';
import { asFilled, asked, end, today } from './stand/stand.ts';

const people = asked('people', 20_000);
const rounds = asked('rounds', 3);
/** A run judges every row that it reads or writes by the policy and leaves a line of the log for each person. */
const mayBe = 80;

const cloned = await cloneServer();
const owner = new pg.Client({ connectionString: cloned.ownerUrl });
await owner.connect();
await asFilled(owner, async () => {
  await owner.query(`create temp table made as select n, gen_random_uuid() as file, gen_random_uuid() as child from generate_series(1, ${people}) n`);
  await owner.query(
    `insert into file (id, kind, child, nation, frozen, organisation, team) select file, 'support', false, 'england', false, 'practice-support', 'north' from made`,
  );
  await owner.query(
    `insert into reference (reference, file) select upper(substr(md5(n::text), 1, 4) || '-' || substr(md5(n::text), 5, 4) || '-' || substr(md5(n::text), 9, 4)), file from made`,
  );
  await owner.query(`insert into support_record (file, nation, since) select file, 'england', '2024-01-01' from made`);
  // Everybody has a place, a third a child with its band of age, a tenth asylum support, a tenth moved in the middle of the week.
  await owner.query(`insert into payment_fact (file, id, version, kind, from_day, until_day) select file, gen_random_uuid(), 1,
    case n % 3 when 0 then 'outreach' when 1 then 'self-catered' else 'catered' end, '2024-01-01', case when n % 10 = 0 then date '2024-01-17' end from made`);
  await owner.query(
    `insert into payment_fact (file, id, version, kind, from_day) select file, gen_random_uuid(), 1, 'outreach', '2024-01-18' from made where n % 10 = 0`,
  );
  await owner.query(
    `insert into payment_fact (file, id, version, kind, who, from_day) select file, child, 1, 'child', child, '2024-01-01' from made where n % 3 = 0`,
  );
  await owner.query(
    `insert into payment_fact (file, id, version, kind, who, from_day) select file, gen_random_uuid(), 1, 'under-1', child, '2024-01-01' from made where n % 3 = 0`,
  );
  await owner.query(
    `insert into payment_fact (file, id, version, kind, from_day, pence) select file, gen_random_uuid(), 1, 'asylum-support', '2024-01-01', 4000 from made where n % 10 = 1`,
  );
  await owner.query(
    'create table bare (file uuid not null, entry uuid not null, account text not null, pence integer not null, week date not null, primary key (file, entry, account))',
  );
});
await owner.query('analyze');

const { kit } = build(cloned.db, { today: day(today), port: 0, host: '127.0.0.1' });
const [sycamore, laurel] = [personaOf('practice-sycamore').actor, personaOf('practice-laurel').actor];
const first = day('2024-01-01');
const took: Record<'preview' | 'prepare' | 'approve' | 'bare', number[]> = { preview: [], prepare: [], approve: [], bare: [] };
for (let round = 0; round < rounds; round += 1) {
  const when = { week: addDays(first, 7 * round), today: day(today) };
  took.preview.push(await timed(() => preview(kit, sycamore, when)));
  let id = '';
  took.prepare.push(
    await timed(async () => {
      const done = await prepare(kit, sycamore, when);
      if (!done.ok) throw new Error(done.code);
      id = done.id;
    }),
  );
  took.approve.push(
    await timed(async () => {
      const done = await approve(kit, laurel, id, when.today);
      if (!done.ok) throw new Error(done.code);
    }),
  );
  took.bare.push(
    await timed(() =>
      owner.query(
        `insert into bare select file, gen_random_uuid(), account, pence, date '${when.week}' from made, (values ('support', 3960), ('bank', -3960)) as leg (account, pence)`,
      ),
    ),
  );
}
const { rows } = await owner.query<{ legs: number; sum: number }>('select count(*)::int as legs, sum(pence)::int as sum from payment_leg');
if (rows[0]?.sum !== 0 || rows[0].legs !== 2 * people * rounds) throw new Error(`the books hold ${rows[0]?.legs} legs and come to ${rows[0]?.sum}`);
const of = (name: keyof typeof took): number => median(took[name]);
console.log(`Medians of ${rounds} weeks, one after the other; ${count(people)} people, ${count(2 * people)} rows of the books a week`);
console.log(
  table([
    ['', 'time', 'times a bare insert'],
    ...(['preview', 'prepare', 'approve', 'bare'] as const).map((name) => [
      { preview: 'look at what is due', prepare: 'prepare', approve: 'approve: work out anew and put into the books', bare: 'as many bare rows, one insert' }[
        name
      ],
      ms(of(name)),
      times(of(name) / of('bare')),
    ]),
  ]),
);
within('prepare and approve, against as many bare rows', (of('prepare') + of('approve')) / of('bare'), mayBe);
await owner.end();
await cloned.db.close();
end();
