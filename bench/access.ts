// What access costs on PostgreSQL: a case page and a worklist with row policies and log against the same without; and policy decisions a second.
// `node bench/access.ts [--cases 60] [--rounds 40] [--decisions 200000]`
import { day } from '#base/day.ts';
import { may, request, world } from '#tests/access-worlds.ts';
import type { Cloned } from '#tests/engines.ts';
import { adult, sendAs, visitor } from '#tests/walk.ts';
import { build } from '#house.ts';
import { count, inTurn, ms, table, times, timed, within } from './stand/clock.ts';
import { asked, end, standOnPostgres, today, type Owner, type Stand } from './stand/stand.ts';

const cases = asked('cases', 60);
const rounds = asked('rounds', 40);
const decisions = asked('decisions', 200_000);
const mayBe = 1.5;

async function fill(cloned: Cloned): Promise<void> {
  const house = build(cloned.db, { today: day(today), port: 0, host: '127.0.0.1' });
  for (let i = 0; i < cases; i += 1) await sendAs(house, 'practice-amber', adult);
  await house.settled();
}

/**
 * The same database without its own walls: no policy is asked for any row, and no line of the log is stored. The program is the
 * same: it still takes on a role, asks its own policy and sends the line.
 */
async function bare(owner: Owner): Promise<void> {
  const { rows } = await owner.query<{ name: string }>(
    `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind in ('r', 'p') and c.relrowsecurity and n.nspname in ('public', 'keys')`,
  );
  if (rows.length < 20) throw new Error('no policies were found to take away');
  for (const { name } of rows) await owner.query(`alter table ${name} disable row level security`);
  await owner.query(`create function bench_nothing() returns trigger language plpgsql as $$ begin return null; end $$`);
  await owner.query(`create trigger aaa_bench before insert on audit_leaf for each row execute function bench_nothing()`);
}

async function readers({ served, owner }: Stand): Promise<Readonly<Record<string, () => Promise<void>>>> {
  const birch = visitor(served.base);
  await birch.signIn('practice-birch');
  const { rows } = await owner.query<{ reference: string }>(`select reference from queue where authority = 'sca' order by reference limit 1`);
  const read = (path: string) => async (): Promise<void> => {
    const answer = await birch.go(path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  };
  const reference = rows[0]?.reference ?? '';
  return { 'a case': read(`/case/${reference}`), 'a worklist of 25': read('/desk?view=all') };
}

const walled = await standOnPostgres(fill);
const open = await standOnPostgres(async (cloned, owner) => {
  await fill(cloned);
  await bare(owner);
});
for (const { owner } of [walled, open]) await owner.query('vacuum analyze');
const [a, b] = [await readers(walled), await readers(open)];
const works = Object.keys(a).flatMap((name) => [[`${name} with`, a[name]] as const, [`${name} without`, b[name]] as const]);
const found = await inTurn(rounds, 5, Object.fromEntries(works) as Record<string, () => Promise<void>>);
const of = (name: string): number => found[name] ?? NaN;
const ratio = (name: string): number => of(`${name} with`) / of(`${name} without`);
console.log(
  table([
    ['page', 'with policies and log', 'without', 'ratio'],
    ...Object.keys(a).map((name) => [name, ms(of(`${name} with`)), ms(of(`${name} without`)), times(ratio(name))]),
  ]),
);

const worlds = Array.from({ length: 200 }, (_, seed) => world(seed));
const requests = Array.from({ length: decisions }, (_, i) => request(worlds[i % worlds.length] ?? world(0)));
const took = await timed(() => {
  for (const one of requests) may(one);
  return Promise.resolve();
});
console.log(`${count(decisions)} decisions of the program's policy, one after the other: ${count(Math.round(decisions / (took / 1000)))} a second`);
for (const name of Object.keys(a)) within(`${name}, with against without`, ratio(name), mayBe);
await walled.close();
await open.close();
end();
