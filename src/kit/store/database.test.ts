// Transactions, roles and row security: what the database itself guarantees, whatever the program does.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import pg from 'pg';
import { families, familyOf, purposes } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { onEveryEngine, onPostgres } from '#tests/engines.ts';
import { openPostgres, theService, type Database } from './database.ts';
import { createFile, fileOf } from './files.ts';
import { unguarded } from './migrate.ts';
import { afterCommit, type Tx } from './transaction.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const about = { kind: 'case', child: false, nation: 'england' } as const;
const codeOf = (code: string) => (wrong: { code?: string }) => wrong.code === code;

onEveryEngine('every table of every migration is guarded', async (_t, db) => {
  await db.as(theService, 'operations', async (tx) => {
    const ask = (sql: string) => tx.query(sql);
    assert.deepEqual(await unguarded(ask), []);
  });
});

onPostgres('a planted table without a guard is named with what it lacks', async (_t, _db, where) => {
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  await owner.query('create table planted (id int)');
  await owner.query('create table half (id int, organisation text not null, team text not null); alter table half enable row level security');
  const ask = async (sql: string) => (await owner.query<Record<string, unknown>>(sql)).rows;
  assert.deepEqual(await unguarded(ask), [
    'public.half lacks forced row security, the policy "no context, no row"',
    'public.planted lacks row security, forced row security, the policy "no context, no row", organisation and team',
  ]);
  await owner.end();
});

onEveryEngine('the database and the program agree on the family of every purpose', async (_t, db) => {
  const rows = await db.as(theService, 'operations', (tx) =>
    tx.query<{ purpose: string; family: string }>('select purpose, nrm_family(purpose) as family from unnest($1::text[]) purpose', [purposes]),
  );
  assert.equal(rows.length, purposes.length);
  for (const row of rows) assert.equal(row.family, familyOf(row.purpose as (typeof purposes)[number]));
});

onEveryEngine('one transaction inside another is refused at once and not waited for', async (_t, db) => {
  await assert.rejects(
    db.as(officer, 'intake', () => db.as(officer, 'intake', () => Promise.resolve())),
    /already open/,
  );
});

onEveryEngine('what went wrong leaves nothing behind, and the next transaction knows nothing of it', async (_t, db) => {
  let left: string | undefined;
  await assert.rejects(
    db.as(officer, 'intake', async (tx) => {
      left = await createFile(tx, about);
      throw new Error('changed my mind');
    }),
    /changed my mind/,
  );
  await db.as(theService, 'operations', async (tx) => {
    assert.equal((await tx.query('select from file where id = $1', [left])).length, 0);
    const [now] = await tx.query<{ actor: string }>(`select current_setting('nrm.actor') as actor`);
    assert.equal(now?.actor, 'system');
  });
});

onEveryEngine('a swallowed fault is not taken for a stored transaction', async (_t, db) => {
  await assert.rejects(
    db.as(officer, 'intake', async (tx) => {
      await createFile(tx, about);
      await tx.query('select 1 / 0').catch(() => undefined);
      return 'all is well';
    }),
    (wrong: Error & { code?: string }) => wrong.code === '25P02' || /not stored/.test(wrong.message),
  );
});

onEveryEngine('a transaction that is over can no longer be used', async (_t, db) => {
  let kept: Tx | undefined;
  await db.as(officer, 'intake', async (tx) => {
    kept = tx;
  });
  await assert.rejects(() => kept?.query('select 1') ?? Promise.resolve(), /over/);
});

onEveryEngine('what waits for the commit happens after it, and never when nothing was stored', async (_t, db) => {
  const seen: string[] = [];
  await db.as(officer, 'intake', async (tx) => {
    afterCommit(tx, () => seen.push('stored'));
    seen.push('inside');
  });
  await db
    .as(officer, 'intake', async (tx) => {
      afterCommit(tx, () => seen.push('never'));
      throw new Error('no');
    })
    .catch(() => undefined);
  assert.deepEqual(seen, ['inside', 'stored']);
});

onEveryEngine('without a context there is no row, whatever the role', async (_t, db) => {
  await db.as(officer, 'intake', (tx) => createFile(tx, about));
  for (const setting of ['nrm.actor', 'nrm.organisation', 'nrm.purpose']) {
    await db
      .as(officer, 'intake', async (tx) => {
        assert.ok((await tx.query('select from file')).length > 0);
        await tx.query(`select set_config('${setting}', '', true)`);
        assert.equal((await tx.query('select from file')).length, 0, setting);
        await assert.rejects(
          tx.query(`insert into file (id, kind, nation, organisation, team) values ($1, 'case', 'x', 'o', 't')`, [randomUUID()]),
          codeOf('42501'),
        );
        await tx.query('rollback');
      })
      .catch(() => undefined);
  }
});

onEveryEngine('a purpose of another family than the role sees no row', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    await createFile(tx, about);
    await tx.query(`select set_config('nrm.purpose', 'identification', true)`);
    assert.equal((await tx.query('select from file')).length, 0);
    await tx.query(`select set_config('nrm.purpose', 'intake', true)`);
  });
});

const denied: readonly [string, keyof typeof families, string][] = [
  ['figures read no event', 'statistics', 'select from event'],
  ['figures read no answer', 'statistics', 'select from answer_identity'],
  ['figures read no file', 'statistics', 'select from file'],
  ['figures have no keys', 'statistics', 'select from keys.file_key'],
  ['audit reads no answer', 'audit', 'select from answer_narrative'],
  ['audit has no keys', 'audit', 'select from keys.file_key'],
  ['operations read no sealed answer', 'operations', 'select sealed from answer_identity'],
  ['intake reads no audit leaf', 'intake', 'select from audit_leaf'],
  ['intake changes no event', 'intake', `update event set kind = 'x'`],
  ['decision removes no event', 'decision', 'delete from event'],
  ['analysis counts nothing', 'analysis', 'insert into statistic (statistics_id, question, code, valid_from) values (gen_random_uuid(), $$q$$, $$c$$, now())'],
];
onEveryEngine('each family is denied what is not its own', async (_t, db) => {
  for (const [title, family, sql] of denied) {
    await assert.rejects(
      db.as(theService, families[family][0], (tx) => tx.query(sql)),
      codeOf('42501'),
      title,
    );
  }
});

onEveryEngine('days and instants come back as the text they are', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    const [row] = await tx.query(`select date '2024-02-29' as day, timestamptz '2024-01-15 10:00:00.123456+01' as at, 12::int8 as count`);
    assert.deepEqual(row, { day: '2024-02-29', at: '2024-01-15T09:00:00.123Z', count: 12 });
    assert.match(await tx.now(), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });
});

onPostgres('the program cannot become anybody else than its family roles', async (_t, db) => {
  await assert.rejects(
    db.as(officer, 'intake', (tx) => tx.query('set role postgres')),
    codeOf('42501'),
  );
  await assert.rejects(
    db.as(officer, 'intake', (tx) => tx.query(`select set_config('role', 'postgres', true)`)),
    codeOf('42501'),
  );
  await assert.rejects(
    db.as(officer, 'intake', (tx) => tx.query('alter table event disable row level security')),
    codeOf('42501'),
  );
});

onPostgres('a login that is a superuser or an owner is refused with a sentence', async (_t, _db, where) => {
  await assert.rejects(openPostgres({ url: where.ownerUrl, master: where.master, practice: true }), /not fit.*superuser.*owns tables/);
});

onPostgres('another master key than the one it was made with is refused, and so is calling practice real', async (_t, _db, where) => {
  await assert.rejects(openPostgres({ url: where.url, master: new Uint8Array(32), practice: true }), /master key/);
  await assert.rejects(openPostgres({ url: where.url, master: where.master, practice: false }), /made for practice/);
});

onPostgres('a hundred transactions at once keep their own context', async (_t, db) => {
  const said = await Promise.all(
    Array.from({ length: 100 }, (_, i) =>
      db.as({ ...officer, person: `p${i}` }, 'intake', async (tx) => {
        await createFile(tx, about);
        return (await tx.query<{ actor: string }>(`select current_setting('nrm.actor') as actor`))[0]?.actor;
      }),
    ),
  );
  assert.deepEqual(
    said,
    Array.from({ length: 100 }, (_, i) => `p${i}`),
  );
});

async function madeReal(where: { url: string; ownerUrl: string; master: Uint8Array }): Promise<Database> {
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  // What a test may do and the program cannot: make the installation again.
  await owner.query('alter table installation disable trigger never_changed; delete from installation; alter table installation enable trigger never_changed');
  await owner.end();
  return openPostgres({ url: where.url, master: where.master, practice: false });
}

onPostgres('on an installation for real files nobody can load a past', async (_t, _db, where) => {
  const real = await madeReal(where);
  try {
    const file = await real.as(officer, 'intake', (tx) => createFile(tx, about));
    await assert.rejects(
      real.as(theService, 'operations', async (tx) => {
        await tx.query(`select set_config('nrm.practice_load', 'on', true)`);
        await tx.query(
          `insert into event (file, number, stream, kind, day, nation, recorded_at) values ($1, 1, 'case', 'Referred', '2023-01-01', 'england', '2023-01-01')`,
          [file],
        );
      }),
      codeOf('42501'),
    );
    assert.equal((await real.as(officer, 'intake', (tx) => fileOf(tx, file)))?.organisation, 'org-a');
  } finally {
    await real.close();
  }
});

test('every family has a purpose', () => {
  assert.deepEqual(Object.values(families).flat().sort(), [...purposes].sort());
});
