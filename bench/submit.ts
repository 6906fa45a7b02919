// Referrals sent over HTTP on PostgreSQL, against as many bare inserts: what the form, the law, the seal and the ledger cost.
// `node bench/submit.ts [--cases 300] [--clients 1]`
import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { day, instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { referral } from '#rooms/referral/form.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { makeToken } from '#desk/store.ts';
import { adult, visitor } from '#tests/walk.ts';
import { personaOf } from '#practice/people.ts';
import { count, median, ms, table, timed, times } from './stand/clock.ts';
import { asked, end, standOnPostgres, today } from './stand/stand.ts';

const cases = asked('cases', 300);
const clients = asked('clients', 1);
const rounds = 3;
const amber = personaOf('practice-amber').actor;

/** Drafts are there beforehand: it is the sending that is measured. */
async function drafts(db: Database, number: number): Promise<FileId[]> {
  const made: FileId[] = [];
  for (let i = 0; i < number; i += 1) {
    made.push(
      await db.as(amber, 'intake', async (tx) => {
        const file = await newDraft(tx, { label: 'Invented', nation: 'england', today: day(today), now: instant(`${today}T09:00:00Z`) });
        await keepDraft(tx, file, referral, { answers: adult, origins: {} }, 'en');
        return file;
      }),
    );
  }
  return made;
}

/** Does each piece of work, `clients` at a time. */
async function all<T>(works: readonly T[], by: (work: T, client: number) => Promise<void>): Promise<void> {
  const waiting = [...works];
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      for (let work = waiting.pop(); work !== undefined; work = waiting.pop()) await by(work, client);
    }),
  );
}

const stand = await standOnPostgres(async (_cloned, owner) => {
  await owner.query(
    `create table bare (file uuid not null, number int not null, body bytea not null, recorded_at timestamptz not null default clock_timestamp(), primary key (file, number))`,
  );
});
const { owner, served } = stand;

async function written(): Promise<number> {
  // Each session tells its counts when it has been idle for a moment.
  await owner.query('select pg_stat_force_next_flush()');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const { rows } = await owner.query<{ rows: string }>(`select sum(n_tup_ins + n_tup_upd) as rows from pg_stat_user_tables where relname <> 'bare'`);
  return Number(rows[0]?.rows);
}

/** What follows each referral (the authority is named) is done by a job after the answer. */
async function settled(): Promise<void> {
  const left = `select count(*)::int as left from job where state in ('waiting', 'taken')`;
  while (((await owner.query<{ left: number }>(left)).rows[0]?.left ?? 0) > 0) await new Promise((resolve) => setTimeout(resolve, 5));
}

const visitors = await Promise.all(
  Array.from({ length: clients }, async () => {
    const one = visitor(served.base);
    await one.signIn('practice-amber');
    const token = /name="_csrf" value="([^"]+)"/.exec((await one.go('/referral')).text)?.[1] ?? '';
    return { ...one, token };
  }),
);
const secret = await stand.db.as(theService, 'operations', (tx) => makeToken(tx, amber));
const bare = await Promise.all(
  Array.from({ length: clients }, async () => {
    const client = new pg.Client({ connectionString: stand.ownerUrl });
    await client.connect();
    return client;
  }),
);

async function sendByPage(file: FileId, client: number): Promise<void> {
  const one = visitors[client];
  const answer = await one?.go(`/drafts/${file}/send`, {
    method: 'POST',
    body: new URLSearchParams({ _csrf: one.token }),
    headers: { 'sec-fetch-site': 'same-origin' },
  });
  if (answer?.status !== 303 || !answer.to?.startsWith('/sent/')) throw new Error(`not sent: ${answer?.status} ${answer?.to}`);
}

async function sendByProgram(): Promise<void> {
  const answer = await fetch(`${served.base}/api/v1/referrals`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json', 'idempotency-key': randomUUID() },
    body: JSON.stringify({ answers: adult }),
  });
  if (answer.status !== 201) throw new Error(`not sent: ${answer.status} ${await answer.text()}`);
  await answer.arrayBuffer();
}

/** One transaction that writes as many rows of 200 bytes as a referral does, in one statement. */
async function insertBare(rows: number, client: number): Promise<void> {
  const file = randomUUID();
  const numbers = Array.from({ length: rows }, (_, i) => i);
  await bare[client]?.query('insert into bare (file, number, body) select $1, * from unnest($2::int[], $3::bytea[])', [
    file,
    numbers,
    numbers.map(() => randomBytes(200)),
  ]);
}

/** The same rows, a statement each. */
async function insertEach(rows: number, client: number): Promise<void> {
  const file = randomUUID();
  const one = bare[client];
  await one?.query('begin');
  for (let i = 0; i < rows; i += 1) await one?.query('insert into bare (file, number, body) values ($1, $2, $3)', [file, i, randomBytes(200)]);
  await one?.query('commit');
}

await all(await drafts(stand.db, 20 * clients), sendByPage);
const byProgram = await fetch(`${served.base}/api/v1/openapi.json`).then((answer) => answer.status === 200);
if (byProgram)
  await all(
    Array.from({ length: 20 }, (_, i) => i),
    sendByProgram,
  );

const found: Record<string, number[]> = { page: [], program: [], bare: [], each: [], rows: [], follow: [] };
const batch = Math.ceil(cases / rounds);
for (let round = 0; round < rounds; round += 1) {
  const files = await drafts(stand.db, batch);
  await settled();
  const before = await written();
  found['page']?.push((await timed(() => all(files, sendByPage))) / batch);
  found['follow']?.push(await timed(settled));
  const rows = Math.round(((await written()) - before) / batch);
  found['rows']?.push(rows);
  if (byProgram) found['program']?.push((await timed(() => all(files, sendByProgram))) / batch);
  await settled();
  found['bare']?.push((await timed(() => all(files, (_, client) => insertBare(rows, client)))) / batch);
  found['each']?.push((await timed(() => all(files, (_, client) => insertEach(rows, client)))) / batch);
}

const of = (name: string): number => median(found[name] ?? []);
const line = (name: string, what: string): string[] => [what, ms(of(name)), (1000 / of(name)).toFixed(0), times(of(name) / of('bare'))];
console.log(`${count(batch * rounds)} referrals, ${clients} at a time; each writes ${of('rows')} rows with what follows it; medians of ${rounds} rounds`);
console.log(
  table([
    ['', 'each', 'a second', 'against a bare insert'],
    line('page', 'POST /drafts/:id/send (the draft is there)'),
    ...(byProgram ? [line('program', 'POST /api/v1/referrals (draft and sending in one)')] : []),
    line('bare', `${of('rows')} bare rows, one insert, one transaction`),
    line('each', `${of('rows')} bare rows, an insert each, one transaction`),
  ]),
);
console.log(`jobs left when the last answer was there were done ${ms(of('follow'))} later`);
for (const one of bare) await one.end();
await stand.close();
end();
