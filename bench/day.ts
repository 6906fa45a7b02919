// A support worker's day: twenty people, five of them met today, out of 1,000 and out of 100,000 in support, over HTTP on PostgreSQL.
// `node bench/day.ts [--large 100000] [--rounds 20]`
import { randomUUID } from 'node:crypto';
import { day, instant } from '#base/day.ts';
import { newFileId } from '#kit/store/files.ts';
import { beginAtOnce } from '#rooms/support/begin.ts';
import { build } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import type { Cloned } from '#tests/engines.ts';
import { visitor } from '#tests/walk.ts';
import { count, inTurn, ms, table, times, within } from './stand/clock.ts';
import { asFilled, asked, end, standOnPostgres, today, type Owner, type Stand } from './stand/stand.ts';

const mine = 20;
const met = 5;
const small = asked('small', 1000);
const large = asked('large', 100_000);
const rounds = asked('rounds', 20);
const mayBe = 2;

/** One record that the program began, and its copies: each worker of theirs looks after twenty, and a third has left support. */
async function fill(cloned: Cloned, owner: Owner, records: number): Promise<void> {
  const { kit } = build(cloned.db, { today: day(today), port: 0, host: '127.0.0.1' });
  const file = newFileId();
  const needs = { id: randomUUID(), urgency: 'now', safe: false } as const;
  const begun = { file, person: null, child: false, nation: 'england', said: [], needs };
  const refused = await beginAtOnce(kit, personaOf('practice-hornbeam').actor, begun, { day: day(today), now: instant(`${today}T08:00:00Z`) });
  if (refused) throw new Error(refused.code);
  await asFilled(owner, async () => {
    await owner.query(`create temp table made as select n, md5('support ' || n)::uuid as file, upper(md5('reference ' || n)) as drawn,
      date '${today}' - n % 300 as since from generate_series(1, ${records - mine - 1}) n`);
    await owner.query(
      `insert into file (id, kind, child, nation, frozen, organisation, team) select made.file, 'support', false, 'england', f.frozen, f.organisation, f.team
       from made, file f where f.id = $1`,
      [file],
    );
    await owner.query(
      `insert into reference (reference, file) select substr(drawn, 1, 4) || '-' || substr(drawn, 5, 4) || '-' || substr(drawn, 9, 4), file from made`,
    );
    await owner.query(
      `insert into event (file, number, stream, kind, day, recorded_at, actor, organisation, team, role, purpose, nation, edition, body)
       select made.file, number, stream, kind, made.since, recorded_at, actor, event.organisation, event.team, role, purpose, nation, edition, body
       from made, event where event.file = $1 order by n, number`,
      [file],
    );
    await owner.query(
      `insert into support_record (file, nation, since, ended, organisation, team)
       select made.file, 'england', made.since, case when n % 3 = 0 then date '${today}' - 1 end, s.organisation, s.team from made, support_record s where s.file = $1`,
      [file],
    );
    await owner.query(
      `insert into access_named (file, person, ends, organisation, team)
       select made.file, 'practice-worker-' || n / ${mine}, n2.ends, n2.organisation, n2.team from made, access_named n2 where n2.file = $1`,
      [file],
    );
  });
  await owner.query('vacuum analyze file, reference, event, support_record, access_named');
}

/** The worker's own people, begun at the desk as any other; some of them are met today. */
async function reader(stand: Stand): Promise<() => Promise<void>> {
  const willow = visitor(stand.served.base);
  await willow.signIn('practice-willow');
  const contact = { 'support-ways': 'person', 'support-where': '07700 900123', 'support-rules': 'Never text, invented.', 'support-checked': 'yes' };
  const first = {
    'begin-nation': 'england',
    'begin-age': 'adult',
    'begin-safe': 'no',
    'support-urgency': 'now',
    'support-need': 'A bed, invented.',
    ...contact,
  };
  const [year = '', month = '', on = ''] = today.split('-');
  const meeting = {
    'arrange-service': 'Learning English',
    'arrange-day.day': on,
    'arrange-day.month': month,
    'arrange-day.year': year,
    'arrange-time': '14:30',
  };
  for (let n = 0; n < mine; n += 1) {
    const { to, status } = await willow.submit('/begin', { ...first, file: randomUUID() });
    if (status !== 303 || !to) throw new Error(`support was not begun: ${status}`);
    if (n >= met) continue;
    const arranged = await willow.submit(`${to}/step/arrange`, { ...meeting, 'arrange-shares': 'no', 'arrange-where': 'Invented Road', seen: '1', item: '' });
    if (arranged.status !== 303) throw new Error(`no meeting: ${arranged.status}`);
  }
  return async () => {
    const { status, text } = await willow.go('/day');
    const [shown, today] = [new Set(text.match(/[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/g)).size, text.match(/14:30/g)?.length];
    if (status !== 200 || shown !== mine || today !== met) throw new Error(`/day answered ${status} with ${shown} people and ${today} meetings`);
  };
}

const stands = [
  await standOnPostgres((cloned, owner) => fill(cloned, owner, small)),
  await standOnPostgres((cloned, owner) => fill(cloned, owner, large)),
] as const;
const [few, many] = [await reader(stands[0]), await reader(stands[1])];
const found = await inTurn(rounds, 3, { few, many });
const [fewer, more] = [found['few'] ?? NaN, found['many'] ?? NaN];
console.log(`Medians of ${rounds} readings in turn; ${mine} people of one worker, ${met} of them met today`);
console.log(
  table([
    ['', `of ${count(small)}`, `of ${count(large)}`, 'ratio'],
    ['`GET /day`', ms(fewer), ms(more), times(more / fewer)],
  ]),
);
within(`a worker’s day, ${count(large)} against ${count(small)} in support`, more / fewer, mayBe);
for (const stand of stands) await stand.close();
end();
