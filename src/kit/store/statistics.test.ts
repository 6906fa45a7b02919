// Counting: what figures read, and that it leads back to nobody once the key is gone.
import assert from 'node:assert/strict';
import type { Actor } from '#access/roles.ts';
import { day } from '#base/day.ts';
import { onEveryEngineAtLarge } from '#tests/at-large.ts';
import { bulk } from './bulk.ts';
import { theService } from './database.ts';
import { createFile, destroyKey } from './files.ts';
import { KeyGone } from './seal.ts';
import { asOf, count, counted, retire } from './statistics.ts';
import type { Tx } from './transaction.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const newFile = (tx: Tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' });
const row = (question: string, code: string) => ({ question, code, validFrom: day('2024-01-15') });

onEveryEngineAtLarge('a file is counted under one random id, and a changed answer leaves the past as it was', async (_t, db) => {
  const file = await db.as(officer, 'intake', newFile);
  const first = await db.as(officer, 'intake', (tx) =>
    count(tx, file, [row('gender', 'female'), row('exploitation', 'labour'), row('exploitation', 'sexual')]),
  );
  const before = await db.as(theService, 'statistics', asOf);
  const second = await db.as(officer, 'identification', async (tx) => {
    await retire(tx, file, 'gender');
    const id = await count(tx, file, [row('gender', 'other')]);
    assert.deepEqual((await counted(tx, file)).map((one) => `${one.question}=${one.code}`).sort(), [
      'exploitation=labour',
      'exploitation=sexual',
      'gender=other',
    ]);
    return id;
  });
  assert.equal(first, second);
  assert.notEqual(first, file);
  await db.as(theService, 'statistics', async (tx) => {
    const then = await tx.query<{ code: string }>(`select code from statistic where question = 'gender' and recorded_from <= $1 and recorded_to > $1`, [
      before,
    ]);
    assert.deepEqual(then, [{ code: 'female' }]);
    const now = await tx.query<{ code: string }>(`select code from statistic where question = 'gender' and recorded_to = 'infinity'`);
    assert.deepEqual(now, [{ code: 'other' }]);
  });
});

onEveryEngineAtLarge('figures cannot lead back to a file: no file id in their table, no link for their purpose', async (_t, db) => {
  const file = await db.as(officer, 'intake', newFile);
  await db.as(officer, 'intake', (tx) => count(tx, file, [row('gender', 'female')]));
  await db.as(theService, 'statistics', async (tx) => {
    const rows = await tx.query('select * from statistic');
    assert.ok(rows.length > 0 && !JSON.stringify(rows).includes(file));
  });
  await assert.rejects(
    db.as(theService, 'statistics', (tx) => tx.query('select from statistic_link')),
    (wrong: { code?: string }) => wrong.code === '42501',
  );
});

onEveryEngineAtLarge('once the key is gone the count stays and its link to the file is gone', async (_t, db) => {
  const file = await db.as(officer, 'intake', newFile);
  await db.as(officer, 'intake', (tx) => count(tx, file, [row('gender', 'female')]));
  await db.as(theService, 'operations', (tx) => destroyKey(tx, file));
  await db.as(officer, 'intake', async (tx) => {
    assert.deepEqual(await counted(tx, file), []);
    assert.equal((await tx.query('select from statistic')).length, 1);
  });
  await assert.rejects(
    db.as(officer, 'intake', (tx) => count(tx, file, [row('gender', 'other')])),
    KeyGone,
  );
});

onEveryEngineAtLarge('a notification without a name is counted under an id of its own each time', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    assert.notEqual(await count(tx, null, [row('notified', 'wales')]), await count(tx, null, [row('notified', 'wales')]));
    assert.equal((await tx.query('select from statistic_link')).length, 0);
  });
});

onEveryEngineAtLarge('a counted row is retired once and never changed otherwise', async (_t, db) => {
  const file = await db.as(officer, 'intake', newFile);
  const id = await db.as(officer, 'intake', (tx) => count(tx, file, [row('gender', 'female')]));
  const change = (sql: string) =>
    db.as(officer, 'intake', async (tx) => {
      await tx.query(`select set_config('nrm.counted', $1, true)`, [id]);
      return tx.query(sql);
    });
  assert.deepEqual(
    await db.as(officer, 'intake', (tx) => tx.query(`update statistic set code = 'male' returning 1`)),
    [],
    'who does not know its id finds nothing',
  );
  await assert.rejects(change(`update statistic set code = 'male'`), /only be retired/);
  await db.as(officer, 'intake', (tx) => retire(tx, file, 'gender'));
  await assert.rejects(change(`update statistic set recorded_to = 'infinity'`), /only be retired/);
  await assert.rejects(
    db.as(officer, 'intake', (tx) => tx.query('delete from statistic')),
    (wrong: { code?: string }) => wrong.code === '42501',
  );
  assert.deepEqual(await db.as(officer, 'operations', (tx) => tx.query('delete from statistic returning code')), []);
  await db.as(officer, 'intake', (tx) => count(tx, file, [row('gender', 'other')]));
  await assert.rejects(
    db.as(theService, 'operations', (tx) => tx.query('delete from statistic')),
    /never removed/,
  );
});

onEveryEngineAtLarge('a practice caseload is loaded with its own past, quickly', async (t, db) => {
  const file = await db.as(officer, 'intake', newFile);
  const rows = Array.from({ length: 20_000 }, (_, i) => ({
    statistics_id: `00000000-0000-4000-8000-${String(i).padStart(12, '0')}`,
    question: 'gender',
    code: i % 2 ? 'male' : 'female',
    valid_from: '2023-10-02',
    recorded_from: '2023-10-02T10:00:00Z',
    organisation: 'org-b',
    team: 't',
  }));
  const began = performance.now();
  await db.as(theService, 'operations', async (tx) => {
    await bulk(tx, 'statistic', ['statistics_id', 'question', 'code', 'valid_from', 'recorded_from', 'organisation', 'team'], rows);
  });
  t.diagnostic(`${Math.round(20_000_000 / (performance.now() - began))} statistic rows a second`);
  await db.as(theService, 'operations', (tx) =>
    bulk(
      tx,
      'event',
      ['file', 'number', 'stream', 'kind', 'day', 'recorded_at', 'actor', 'organisation', 'team', 'role', 'purpose', 'nation', 'body'],
      [
        {
          file,
          number: 1,
          stream: 'case',
          kind: 'Referred',
          day: '2023-10-02',
          recorded_at: '2023-10-02T10:00:00Z',
          actor: 'p9',
          organisation: 'org-b',
          team: 't',
          role: 'first-responder',
          purpose: 'intake',
          nation: 'england',
          body: { age: 'adult', needs: ['court'] },
        },
      ],
    ),
  );
  await db.as(officer, 'intake', async (tx) => {
    const [event] = await tx.query('select recorded_at, actor, body from event');
    assert.deepEqual(event, { recorded_at: '2023-10-02T10:00:00.000Z', actor: 'p9', body: { age: 'adult', needs: ['court'] } });
  });
  await db.as(theService, 'statistics', async (tx) => {
    const [all] = await tx.query(
      `select count(*) as n from statistic where question = 'gender' and valid_from between '2023-10-01' and '2023-12-31' and recorded_to = 'infinity'`,
    );
    assert.deepEqual(all, { n: 20_000 });
  });
});
