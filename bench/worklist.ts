// A decider's worklist over HTTP on PostgreSQL at 4,000 and at 400,000 cases: a page may not cost twice as much on the long list.
// `node bench/worklist.ts [--small 4000] [--large 400000] [--rounds 40]`
import { addDays, day, type Day } from '#base/day.ts';
import { queueRow, type QueueRow } from '#desk/queue.ts';
import type { Cloned } from '#tests/engines.ts';
import { adult, sendAs, visitor } from '#tests/walk.ts';
import { allocate } from '#journey/decision.ts';
import { caseStream } from '#journey/file.ts';
import { build } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import { count, inTurn, ms, table, times, within } from './stand/clock.ts';
import { asFilled, asked, end, standOnPostgres, today, type Owner, type Stand } from './stand/stand.ts';

const small = asked('small', 4_000);
const large = asked('large', 400_000);
const rounds = asked('rounds', 40);
/** Referrals of the last sixty days are open; older ones are mostly done. */
const daysBack = 60;
const mayBe = 2;

/** One case sent and given to a caseworker by the program itself; all others are its copies under other days and needs. */
async function pattern(cloned: Cloned): Promise<{ file: string; rows: readonly (QueueRow & { on: Day })[] }> {
  const house = build(cloned.db, { today: day(today), port: 0, host: '127.0.0.1' });
  const { kit } = house;
  const { file, reference } = await sendAs(house, 'practice-amber', adult);
  await house.settled();
  const elm = personaOf('practice-elm').actor;
  const on = { day: kit.clock.today(), nation: 'england' };
  const given = await kit.ledger.perform(
    elm,
    'identification',
    caseStream,
    file,
    (state) => allocate(state, { to: 'practice-birch' }, kit.law, { ...on, by: elm.person, confirmed: 'practice' }),
    on,
  );
  if (!given.ok) throw new Error(`not allocated: ${given.code}`);
  const { events } = await kit.db.as(elm, 'identification', (tx) => kit.ledger.load(tx, caseStream, file));
  const rows = Array.from({ length: daysBack }, (_, back) => {
    const sent = addDays(day(today), -back);
    const state = events.map((event) => ({ ...event, day: sent })).reduce(caseStream.evolve, caseStream.start);
    return { ...queueRow({ file, reference, state, facts: {} }, kit.law, day(today)), on: sent };
  });
  return { file, rows };
}

/** Copies of the pattern: a fifth is done, an eighth waits for somebody to take it, one in forty is Caseworker Birch's, sixty need a second person. */
async function fill(cloned: Cloned, owner: Owner, cases: number): Promise<void> {
  const { file, rows } = await pattern(cloned);
  await asFilled(owner, async () => {
    await owner.query('create temp table pattern (back int, day date, clock text, due date)');
    await owner.query('insert into pattern select * from unnest($1::int[], $2::date[], $3::text[], $4::date[])', [
      rows.map((_, i) => i),
      rows.map((row) => row.on),
      rows.map((row) => row.clock),
      rows.map((row) => row.due),
    ]);
    await owner.query(`create temp table made as select md5('case ' || i)::uuid as file, i, pattern.day, clock, due, upper(md5('reference ' || i)) as drawn
      from generate_series(1, ${cases - 1}) as i join pattern on back = i % ${daysBack}`);
    await owner.query(
      `insert into file (id, kind, nation, frozen, organisation, team) select file, 'case', 'england', true, 'police-metropolitan', 'safeguarding' from made`,
    );
    await owner.query(
      `insert into reference (reference, file) select substr(drawn, 1, 4) || '-' || substr(drawn, 5, 4) || '-' || substr(drawn, 9, 4), file from made`,
    );
    await owner.query(
      `insert into event (file, number, stream, kind, day, recorded_at, actor, organisation, team, role, purpose, nation, edition, body)
       select made.file, number, stream, kind, made.day, made.day + interval '10 hours' + i * interval '1 millisecond', actor, organisation, team, role, purpose, nation, edition, body
       from made, event where event.file = $1 order by made.day, i, number`,
      [file],
    );
    await owner.query(`insert into queue (file, reference, authority, allocated_to, waits, stage, child, nation, harm, harms, clock, due)
      select file, substr(drawn, 1, 4) || '-' || substr(drawn, 5, 4) || '-' || substr(drawn, 9, 4), 'sca',
        case when i % 8 = 3 then null when i % 40 = 1 then 'practice-birch' else 'practice-sca-' || i % 39 end,
        case when i % ${Math.floor(cases / 60)} = 7 then 'second-person' when i % 5 = 4 then 'done' when i % 8 = 3 then 'to-allocate' when i % 11 = 5 then 'answer' when i % 9 = 2 then 'time' else 'to-decide' end,
        'reasonable-grounds', i % 4 = 0, 'england', case when i % 20 = 0 then 2048 when i % 6 = 0 then 512 else 0 end,
        case when i % 20 = 0 then array['bed-tonight'] when i % 6 = 0 then array['detained'] else '{}' end, clock, case when i % 9 = 2 then greatest(due, date '${today}' + 10) else due end
      from made`);
  });
  await owner.query('vacuum analyze file, reference, event, queue, queue_day');
}

const pages: Readonly<Record<string, string>> = {
  'all open': '/desk?view=all',
  'waiting on you': '/desk?view=you',
  'nobody has it yet': '/desk?view=unallocated',
  'for a second person': '/desk?view=second',
};

async function readers(stand: Stand): Promise<Readonly<Record<string, () => Promise<unknown>>>> {
  const birch = visitor(stand.served.base);
  await birch.signIn('practice-birch');
  const read = async (path: string): Promise<string> => {
    const answer = await birch.go(path);
    if (answer.status !== 200 || !answer.text.includes('nrm-reference')) throw new Error(`${path} answered ${answer.status} without a case`);
    return answer.text;
  };
  const next = async (path: string): Promise<string> => {
    const found = /href="(\/desk\?view=all[^"]*after=[^"]+)"/.exec(await read(path))?.[1];
    if (!found) throw new Error(`${path} has no next page`);
    return found.replaceAll('&amp;', '&');
  };
  const second = await next('/desk?view=all');
  const { rows } = await stand.owner.query<{ harm: number; due: string | null; file: string }>(
    `select harm, to_char(due, 'YYYY-MM-DD') as due, file from queue where authority = 'sca' and waits <> 'done' order by calm, moved_down, due_or_never, file
     offset (select count(*) / 2 from queue where waits <> 'done') limit 1`,
  );
  const [middle] = rows;
  const all = {
    ...pages,
    'all open, second page': second,
    'all open, middle of the list': `/desk?view=all&after=${middle?.harm}.1.${middle?.due ?? ''}.${middle?.file}`,
  };
  return Object.fromEntries(Object.entries(all).map(([name, path]) => [name, () => read(path)]));
}

const stands = [
  await standOnPostgres((cloned, owner) => fill(cloned, owner, small)),
  await standOnPostgres((cloned, owner) => fill(cloned, owner, large)),
] as const;
const [few, many] = [await readers(stands[0]), await readers(stands[1])];
const works = Object.entries(few).flatMap(([name, work]) => [[`${name} few`, work] as const, [`${name} many`, many[name] ?? work] as const]);
const found = await inTurn(rounds, 5, Object.fromEntries(works));
const ratio = (name: string): number => (found[`${name} many`] ?? NaN) / (found[`${name} few`] ?? NaN);
console.log(`Medians of ${rounds} readings in turn; 25 cases a page`);
console.log(
  table([
    ['worklist', `${count(small)} cases`, `${count(large)} cases`, 'ratio'],
    ...Object.keys(few).map((name) => [name, ms(found[`${name} few`] ?? NaN), ms(found[`${name} many`] ?? NaN), times(ratio(name))]),
  ]),
);
for (const name of Object.keys(few)) within(`"${name}", ${count(large)} against ${count(small)} cases`, ratio(name), mayBe);
for (const stand of stands) await stand.close();
end();
