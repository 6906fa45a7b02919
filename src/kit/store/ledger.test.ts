// The ledger: what is recorded stays, in order, once, and is what the state is made of.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#access/roles.ts';
import { day, type Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { done, refuse } from '#base/outcome.ts';
import { allowAll, atLarge, onEveryEngineAtLarge } from '#tests/at-large.ts';
import { onPostgres, openMemory } from '#tests/engines.ts';
import { openPostgres, theService, type Database } from './database.ts';
import { createFile } from './files.ts';
import { makeLedger, type Stream } from './ledger.ts';
import { asOf } from './statistics.ts';

type Coin = { kind: 'PutIn'; value: number } | { kind: 'TakenOut'; value: number };
/** A purse that may not go below nothing: enough to see whether an act decided on what is true. */
const purse: Stream<number, Coin> = {
  name: 'purse',
  start: 0,
  evolve: (sum, { event }) => sum + (event.kind === 'PutIn' ? event.value : -event.value),
};
const worker: Actor = { person: 'p1', name: 'Worker Invented', role: 'decision-maker', organisation: 'org-a', kind: 'competent-authority', team: 't' };
const writing = { day: day('2024-01-15'), nation: 'england' };
const newFile = (db: Database): Promise<FileId> => db.as(worker, 'intake', (tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' }));
const take = (value: number) => (sum: number) => (sum >= value ? done<Coin>({ kind: 'TakenOut', value }) : refuse('too-little'));
const put = (value: number) => () => done<Coin>({ kind: 'PutIn', value });

onEveryEngineAtLarge('an event is recorded with who, why and when, and a client cannot say otherwise', async (_t, db) => {
  const ledger = makeLedger(db);
  const file = await newFile(db);
  const at = '2024-01-15T09:30:00.000Z' as Instant;
  const answer = await ledger.perform(worker, 'identification', purse, file, put(3), { ...writing, at, edition: 'e1' });
  assert.ok(answer.ok);
  const [event] = answer.events;
  assert.deepEqual(
    { ...event, recordedAt: '' },
    {
      file,
      number: 1,
      kindVersion: 1,
      day: '2024-01-15',
      at,
      recordedAt: '',
      actor: 'p1',
      organisation: 'org-a',
      role: 'decision-maker',
      purpose: 'identification',
      nation: 'england',
      edition: 'e1',
      event: { kind: 'PutIn', value: 3 },
    },
  );
  await db.as(worker, 'identification', async (tx) => {
    const [row] = await tx.query<{ actor: string; recent: boolean }>(
      `insert into event (file, number, stream, kind, day, nation, actor, recorded_at)
       values ($1, 2, 'purse', 'PutIn', '2024-01-15', 'england', 'somebody else', '2001-01-01')
       returning actor, recorded_at > clock_timestamp() - interval '1 hour' as recent`,
      [file],
    );
    assert.deepEqual(row, { actor: 'p1', recent: true });
  });
});

onEveryEngineAtLarge('a refused act records nothing and gives the state it was refused on', async (_t, db) => {
  const ledger = makeLedger(db);
  const file = await newFile(db);
  await ledger.perform(worker, 'identification', purse, file, put(3), writing);
  const answer = await ledger.perform(worker, 'identification', purse, file, take(4), writing);
  assert.deepEqual(answer, { ok: false, code: 'too-little', because: [], state: 3 });
  assert.equal((await db.as(worker, 'identification', (tx) => ledger.load(tx, purse, file))).events.length, 1);
});

onEveryEngineAtLarge('nobody changes or removes what was recorded', async (_t, db) => {
  const file = await newFile(db);
  await makeLedger(db).perform(worker, 'identification', purse, file, put(3), writing);
  for (const sql of [`update event set kind = 'x'`, 'delete from event', 'truncate event']) {
    await assert.rejects(
      db.as(worker, 'identification', (tx) => tx.query(sql)),
      (wrong: { code?: string }) => wrong.code === '42501',
      sql,
    );
  }
});

onPostgres('not even the owner changes or removes what was recorded', async (_t, db, where) => {
  const { default: pg } = await import('pg');
  await allowAll(db);
  const file = await newFile(db);
  await makeLedger(db).perform(worker, 'identification', purse, file, put(3), writing);
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  for (const sql of [`update event set kind = 'x'`, 'delete from event', 'truncate event']) {
    await assert.rejects(owner.query(sql), /never changed/, sql);
  }
  await owner.end();
});

onEveryEngineAtLarge('what follows an event is stored with it or not at all', async (_t, db) => {
  const ledger = makeLedger(db);
  const file = await newFile(db);
  const seen: [number, number][] = [];
  ledger.after(purse, async (tx, what) => {
    seen.push([what.before, what.after]);
    await tx.query('update file set child = true where id = $1', [what.file]);
    if (what.after > 10) throw new Error('the reaction stumbled');
  });
  await ledger.perform(worker, 'identification', purse, file, put(3), writing);
  await assert.rejects(ledger.perform(worker, 'identification', purse, file, put(8), writing), /stumbled/);
  assert.deepEqual(seen, [
    [0, 3],
    [3, 11],
  ]);
  assert.equal((await db.as(worker, 'identification', (tx) => ledger.load(tx, purse, file))).state, 3);
});

onEveryEngineAtLarge('writing at once, everybody decides on what is true by then', async (_t, db) => {
  const ledger = makeLedger(db);
  const file = await newFile(db);
  await ledger.perform(worker, 'identification', purse, file, put(3), writing);
  const answers = await Promise.all(Array.from({ length: 6 }, () => ledger.perform(worker, 'identification', purse, file, take(1), writing)));
  assert.equal(answers.filter((answer) => answer.ok).length, 3);
  const { state, events } = await db.as(worker, 'identification', (tx) => ledger.load(tx, purse, file));
  assert.deepEqual([state, events.map((event) => event.number)], [0, [1, 2, 3, 4]]);
});

onPostgres('of two programs that decide at the same moment, the second decides again on what the first wrote', async (_t, db, where) => {
  const other = await openPostgres({ url: where.url, master: where.master, practice: true });
  await allowAll(db);
  try {
    const file = await newFile(db);
    await makeLedger(db).perform(worker, 'identification', purse, file, put(1), writing);
    let arrived = 0;
    let open: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (open = resolve));
    const seen: number[] = [];
    const act = async (sum: number) => {
      seen.push(sum);
      arrived += 1;
      if (arrived === 2) open();
      await both;
      return take(1)(sum);
    };
    const answers = await Promise.all([db, other].map((one) => makeLedger(one).perform(worker, 'identification', purse, file, act, writing)));
    assert.deepEqual(answers.map((answer) => answer.ok).sort(), [false, true]);
    assert.deepEqual(seen, [1, 1, 0]);
  } finally {
    await other.close();
  }
});

onPostgres('a reading as of a moment is the same for ever, though writers were at work', async (_t, db) => {
  await allowAll(db);
  const ledger = makeLedger(db);
  const files = await Promise.all(Array.from({ length: 4 }, () => newFile(db)));
  const upTo = (moment: Instant): Promise<number> =>
    db.as(
      worker,
      'identification',
      async (tx) => (await tx.query<{ n: number }>('select count(*) as n from event where recorded_at <= $1', [moment]))[0]?.n ?? 0,
    );
  let writingOn = true;
  const writers = files.map(async (file) => {
    while (writingOn) await ledger.perform(worker, 'identification', purse, file, put(1), writing);
  });
  const readings: [Instant, number][] = [];
  for (let i = 0; i < 20; i += 1) {
    readings.push(await db.as(theService, 'statistics', asOf).then(async (moment) => [moment, await upTo(moment)]));
  }
  writingOn = false;
  await Promise.all(writers);
  assert.ok((readings.at(-1)?.[1] ?? 0) > (readings[0]?.[1] ?? 0), 'the writers were at work');
  for (const [moment, before] of readings) assert.equal(await upTo(moment), before);
});

test('any sequence of acts on any files gives unbroken numbers, and replaying them gives the state', async () => {
  const db = await openMemory();
  try {
    const ledger = makeLedger(db);
    const step = fc.record({ file: fc.nat(2), values: fc.array(fc.integer({ min: -5, max: 5 }), { maxLength: 3 }), refused: fc.boolean() });
    await atLarge(db, () =>
      fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          const files = [await newFile(db), await newFile(db), await newFile(db)];
          const model: number[][] = [[], [], []];
          for (const { file, values, refused } of steps) {
            const id = files[file];
            assert.ok(id);
            const coins = values.map((value): Coin => (value < 0 ? { kind: 'TakenOut', value: -value } : { kind: 'PutIn', value }));
            const answer = await ledger.perform(worker, 'identification', purse, id, () => (refused ? refuse('no') : done(...coins)), writing);
            assert.equal(answer.ok, !refused);
            if (!refused) model[file]?.push(...values);
            assert.equal(
              answer.state,
              (model[file] ?? []).reduce((sum, value) => sum + value, 0),
            );
          }
          for (const [i, file] of files.entries()) {
            const { state, events } = await db.as(worker, 'identification', (tx) => ledger.load(tx, purse, file));
            assert.deepEqual(
              events.map((event) => event.number),
              (model[i] ?? []).map((_, n) => n + 1),
            );
            assert.equal(state, events.reduce(purse.evolve, purse.start));
            assert.equal(
              state,
              (model[i] ?? []).reduce((sum, value) => sum + value, 0),
            );
          }
        }),
        { numRuns: 25 },
      ),
    );
  } finally {
    await db.close();
  }
});
