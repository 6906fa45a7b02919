// Migrations go forward only, each once, whole or not at all.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import pg from 'pg';
import { onPostgres, type Cloned } from '#tests/engines.ts';
import { openPostgres } from './database.ts';
import { fingerprint, migrate, missing, readMigrations, type Ask } from './migrate.ts';

async function asOwner(where: Cloned, work: (ask: Ask) => Promise<void>): Promise<void> {
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  try {
    await work(async (sql) => {
      const answer = await owner.query<Record<string, unknown>>(sql);
      return Array.isArray(answer) ? [] : answer.rows;
    });
  } finally {
    await owner.end();
  }
}
const more = (sql: string, hash = 'h') => ({ number: 9001, name: '9001-more.sql', sql, hash });

onPostgres('a migration runs once, and a second run finds nothing to do', async (_t, _db, where) => {
  const ours = await readMigrations();
  await asOwner(where, async (ask) => {
    assert.deepEqual(await migrate(ask, ours), []);
    const longer = [...ours, more('create table more (id int)')];
    assert.deepEqual(await migrate(ask, longer), ['9001-more.sql']);
    assert.deepEqual(await migrate(ask, longer), []);
  });
});

onPostgres('a migration that stumbles leaves nothing and says its name', async (_t, _db, where) => {
  const ours = await readMigrations();
  await asOwner(where, async (ask) => {
    await assert.rejects(migrate(ask, [...ours, more('create table more (id int); select 1 / 0')]), /9001-more\.sql did not run: division by zero/);
    assert.deepEqual(await ask(`select from pg_tables where tablename = 'more'`), []);
    assert.equal((await missing(ask, [...ours, more('')])).length, 1);
  });
});

onPostgres('a migration changed after it ran is refused', async (_t, _db, where) => {
  const [first, ...rest] = await readMigrations();
  assert.ok(first);
  await asOwner(where, async (ask) => {
    await assert.rejects(migrate(ask, [{ ...first, hash: 'another' }, ...rest]), /changed after it had been applied/);
  });
});

onPostgres('two programs that start at once migrate once', async (_t, _db, where) => {
  const longer = [...(await readMigrations()), more('select pg_sleep(0.1); create table more (id int)')];
  const applied: (readonly string[])[] = [];
  await Promise.all([1, 2, 3].map(() => asOwner(where, async (ask) => void applied.push(await migrate(ask, longer)))));
  assert.deepEqual(applied.flat(), ['9001-more.sql']);
});

onPostgres('a program whose database lacks a migration stops with a sentence', async (_t, _db, where) => {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-migrations-'));
  try {
    for (const one of await readMigrations()) await writeFile(join(folder, one.name), one.sql);
    await writeFile(join(folder, '9001-more.sql'), 'select 1');
    await assert.rejects(
      openPostgres({ url: where.url, master: where.master, practice: true, migrations: folder }),
      /lacks 1 migration\(s\), first 9001-more\.sql.*MIGRATE_URL/,
    );
    await writeFile(join(folder, '9001-other.sql'), 'select 1');
    await assert.rejects(readMigrations(folder), /Two migrations have the number 9001/);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('the fingerprint of the migrations changes when any of them does', async () => {
  const ours = await readMigrations();
  const [first, ...rest] = ours;
  assert.ok(first);
  assert.notEqual(fingerprint(ours), fingerprint([{ ...first, hash: 'x' }, ...rest]));
  assert.notEqual(fingerprint(ours), fingerprint(rest));
});
