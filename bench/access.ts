// What access costs on PostgreSQL: pages with every policy and the log, against the same pages on a database where both are switched off;
// and judgements a second. `node bench/access.ts [--rounds 40]`
import { policy } from '#access/matrix.ts';
import { evaluator } from '#access/may.ts';
import { day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { loadCaseload } from '#practice/load.ts';
import type { Cloned } from '#tests/engines.ts';
import { request, world } from '#tests/access-worlds.ts';
import { visitor } from '#tests/walk.ts';
import { count, inTurn, ms, table, times, within } from './stand/clock.ts';
import { asked, end, quiet, standOnPostgres, today, type Owner, type Stand } from './stand/stand.ts';

const rounds = asked('rounds', 40);
const mayBe = 1.5;

async function load(cloned: Cloned, owner: Owner): Promise<void> {
  await loadCaseload(cloned.db, { law: uk, today: day(today), history: false, print: () => undefined });
  await owner.query('vacuum analyze');
}

/** Row security off on every table, ledgers read as they are, and a log that keeps nothing. Nothing else is changed. */
async function without(cloned: Cloned, owner: Owner): Promise<void> {
  await load(cloned, owner);
  await owner.query(`do $$ declare named text; begin
    for named in select quote_ident(schemaname) || '.' || quote_ident(tablename) from pg_tables where schemaname in ('public', 'keys') loop
      execute format('alter table %s disable row level security', named);
    end loop; end $$`);
  await owner.query(`create or replace function nrm_ledgers(files uuid[]) returns setof event language sql stable rows 100 security definer
    as 'select event.* from event where file = any (files)'`);
  await owner.query('create rule keeps_nothing as on insert to audit_leaf do instead nothing');
}

async function readers(stand: Stand): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const birch = visitor(stand.served.base);
  await birch.signIn('practice-birch');
  const { rows } = await stand.owner.query<{ reference: string }>(
    `select reference from queue where held_by = $1 and waits <> 'done' order by calm, due_or_never, file limit 1 offset 3`,
    ['practice-birch'],
  );
  const reference = rows[0]?.reference ?? '';
  const read = (path: string) => async () => {
    const answer = await birch.go(path);
    if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
  };
  return {
    'a worklist of 25': read('/desk?view=all'),
    'one’s own worklist': read('/desk'),
    'a case, what happened': read(`/case/${reference}`),
    'a case, all that is held': read(`/case/${reference}/held`),
  };
}

const may = evaluator(policy);
const asking = Array.from({ length: 40 }, (_, seed) => world(seed + 1)).flatMap((one) => Array.from({ length: 250 }, () => request(one)));
const began = performance.now();
for (let round = 0; round < 50; round += 1) for (const one of asking) may(one);
const each = (asking.length * 50) / ((performance.now() - began) / 1000);

const stands = [await standOnPostgres(load), await standOnPostgres(without)] as const;
for (const stand of stands) await quiet(stand);
const [full, bare] = [await readers(stands[0]), await readers(stands[1])];
const works = Object.entries(full).flatMap(([name, work]) => [[`${name} full`, work] as const, [`${name} bare`, bare[name] ?? work] as const]);
const found = await inTurn(rounds, 8, Object.fromEntries(works));
const ratio = (name: string): number => (found[`${name} full`] ?? NaN) / (found[`${name} bare`] ?? NaN);
console.log(`Medians of ${rounds} readings in turn, over HTTP, on the practice caseload`);
console.log(
  table([
    ['page', 'without', 'with', 'ratio'],
    ...Object.keys(full).map((name) => [name, ms(found[`${name} bare`] ?? NaN), ms(found[`${name} full`] ?? NaN), times(ratio(name))]),
  ]),
);
console.log(`The program judges ${count(Math.round(each))} times a second.`);
const { rows } = await stands[0].owner.query<{ a: string }>(
  `explain (analyze, timing off, summary on) select nrm_open(id, array['a','b','c','d']), nrm_may(id, array['a','sca','c','d','2024-01-15','deciding-authority']) from file`,
);
const took = Number(/Execution Time: ([\d.]+)/.exec(rows.map((row) => Object.values(row)[0]).join(' '))?.[1]);
const [{ n = 0 } = {}] = (await stands[0].owner.query<{ n: number }>('select count(*)::int as n from file')).rows;
console.log(`The database judges ${count(Math.round(n / (took / 1000)))} rows a second.`);
for (const name of Object.keys(full)) within(`"${name}", with policy and log against without`, ratio(name), mayBe);
for (const stand of stands) await stand.close();
end();
