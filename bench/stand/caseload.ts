// A caseload of one authority in bulk, for measurements: copies of one case under other days and needs.
import { addDays, day, type Day } from '#base/day.ts';
import { queueRow, type QueueRow } from '#desk/row.ts';
import { allocate } from '#journey/decision.ts';
import { caseStream } from '#journey/file.ts';
import { uk } from '#countries/uk/uk.ts';
import { inForce } from '#law/rule.ts';
import { build } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import type { Cloned } from '#tests/engines.ts';
import { adult, sendAs } from '#tests/walk.ts';
import { asFilled, today, type Owner } from './stand.ts';

/** Referrals of the last sixty days are open; older ones are mostly done. */
const daysBack = 60;

/** Since when the criteria of priority of that day are in force: else the turn of the day would work every row out anew. */
const criteriaSince = inForce(uk.priority, day(today), 'england').because.from;

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

/**
 * Copies of the pattern: a fifth is done, an eighth waits for somebody to take it, sixty need a second person; one in so many (a multiple of
 * five) is Caseworker Birch's and open.
 */
export async function fillCaseload(cloned: Cloned, owner: Owner, cases: number, oneIn: number): Promise<void> {
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
    await owner.query(`insert into queue (file, reference, authority, allocated_to, waits, stage, child, nation, harm, harms, criteria_from, clock, due)
      select file, substr(drawn, 1, 4) || '-' || substr(drawn, 5, 4) || '-' || substr(drawn, 9, 4), 'sca',
        case when i % ${oneIn} = 1 then 'practice-birch' when i % 8 = 3 then null else 'practice-sca-' || i % 39 end,
        case when i % ${Math.floor(cases / 60)} = 7 then 'second-person' when i % 5 = 4 then 'done' when i % 8 = 3 and i % ${oneIn} <> 1 then 'to-allocate' when i % 11 = 5 then 'answer' when i % 9 = 2 then 'time' else 'ready' end,
        'reasonable-grounds', i % 4 = 0, 'england', case when i % 20 = 0 then 2048 when i % 6 = 0 then 512 else 0 end,
        case when i % 20 = 0 then array['bed-tonight'] when i % 6 = 0 then array['detained'] else '{}' end, date '${criteriaSince}', clock, case when i % 9 = 2 then greatest(due, date '${today}' + 10) else due end
      from made`);
  });
  await owner.query('vacuum analyze file, reference, event, queue, queue_day');
}
