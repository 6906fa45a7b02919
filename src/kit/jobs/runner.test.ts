// The worker: what an act asked to follow is done at once, once, under its own purpose, and never if the act was not stored.
import assert from 'node:assert/strict';
import type { Actor } from '#access/roles.ts';
import type { FileId } from '#base/id.ts';
import { onEveryEngine, onPostgres } from '#tests/engines.ts';
import { openPostgres, theService, type Database } from '#kit/store/database.ts';
import { enqueue, givenUp, mostTries } from '#kit/store/jobs.ts';
import { startRunner } from './runner.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const file = '11111111-1111-4111-8111-111111111111' as FileId;
/** Makes waiting jobs due now, in place of waiting. */
const hurry = (db: Database) =>
  db.as(theService, 'operations', (tx) => tx.query(`update job set run_at = clock_timestamp(), taken_until = clock_timestamp() - interval '1 second'`));

onEveryEngine('a job runs as soon as its act is stored, under the purpose of its own', async (_t, db) => {
  const seen: unknown[] = [];
  const runner = startRunner(
    db,
    { match: { purpose: 'analysis', work: async (tx, job) => void seen.push([tx.purpose, job.file, job.number, job.needs]) } },
    theService,
  );
  await db.as(officer, 'intake', async (tx) => {
    await enqueue(tx, { name: 'match', file, number: 1, needs: { stage: 'first' } });
    assert.deepEqual(seen, []);
  });
  await runner.settled();
  assert.deepEqual(seen, [['analysis', file, 1, { stage: 'first' }]]);
  await runner.stop();
});

onEveryEngine('a job of an act that was not stored never runs, and the same event’s job runs once', async (_t, db) => {
  const seen: unknown[] = [];
  const runner = startRunner(db, { match: { run: async (job) => void seen.push(job.number) } }, theService);
  await db
    .as(officer, 'intake', async (tx) => {
      await enqueue(tx, { name: 'match', file, number: 1 });
      throw new Error('no');
    })
    .catch(() => undefined);
  await db.as(officer, 'intake', (tx) => enqueue(tx, { name: 'match', file, number: 2 }));
  await db.as(officer, 'intake', (tx) => enqueue(tx, { name: 'match', file, number: 2 }));
  await runner.settled();
  assert.deepEqual(seen, [2]);
  await runner.stop();
});

onEveryEngine('a job that goes wrong is tried again later, then given up, and only a code is kept of why', async (_t, db) => {
  let tries = 0;
  const heard: string[] = [];
  const runner = startRunner(
    db,
    {
      tell: {
        purpose: 'support',
        work: async () => {
          tries += 1;
          throw new TypeError('Ann Invented has no address');
        },
      },
    },
    theService,
    (job, trouble) => heard.push(`${job} ${trouble}`),
  );
  await db.as(officer, 'intake', (tx) => enqueue(tx, { name: 'tell', file, number: 1 }));
  await runner.settled();
  assert.equal(tries, 1);
  for (let i = 1; i < mostTries + 2; i += 1) {
    await hurry(db);
    runner.kick();
    await runner.settled();
  }
  assert.equal(tries, mostTries);
  assert.deepEqual(new Set(heard), new Set(['tell TypeError']));
  const [left] = await db.as(theService, 'operations', givenUp);
  assert.deepEqual([left?.name, left?.tries, left?.trouble], ['tell', mostTries, 'TypeError']);
  await runner.stop();
});

onEveryEngine('jobs left by a worker that died are done at the next start', async (_t, db) => {
  await db.as(officer, 'intake', (tx) => enqueue(tx, { name: 'match', file, number: 1 }));
  await db.as(theService, 'operations', (tx) => tx.query(`update job set state = 'taken', tries = 1, taken_until = clock_timestamp() + interval '1 minute'`));
  const seen: number[] = [];
  const runner = startRunner(db, { match: { run: async (job) => void seen.push(job.tries) } }, theService);
  await runner.settled();
  assert.deepEqual(seen, [], 'it may still be at work');
  await hurry(db);
  runner.kick();
  await runner.settled();
  assert.deepEqual(seen, [2]);
  await runner.stop();
});

onPostgres('two programs share the work and do no job twice', async (_t, db, where) => {
  const other = await openPostgres({ url: where.url, master: where.master, practice: true });
  const seen: (number | null)[] = [];
  const handlers = { match: { run: async (job: { number: number | null }) => void seen.push(job.number) } };
  const runners = [startRunner(db, handlers, theService), startRunner(other, handlers, theService)];
  await Promise.all(Array.from({ length: 40 }, (_, i) => db.as(officer, 'intake', (tx) => enqueue(tx, { name: 'match', file, number: i + 1 }))));
  for (const runner of runners) runner.kick();
  await Promise.all(runners.map((runner) => runner.settled()));
  assert.deepEqual(
    seen.sort((a, b) => Number(a) - Number(b)),
    Array.from({ length: 40 }, (_, i) => i + 1),
  );
  await Promise.all(runners.map((runner) => runner.stop()));
  await other.close();
});
