// Keys at the command line: a new root, rotated to, and the old one refused.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import type { Actor } from '#access/roles.ts';
import { openPractice, type Database } from '#kit/store/database.ts';
import { createFile, newFileId } from '#kit/store/files.ts';
import { hasKey, seal, unseal } from '#kit/store/seal.ts';
import { runCommand } from '#commands.ts';
import { readSettings } from '#settings.ts';
import { onPostgres, startedFolder } from './engines.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const said: string[] = [];
const print = (line: string): void => void said.push(line);
const file = newFileId();
const place = { file, table: 'test', what: 'word', version: 1 };

async function inTemporary(work: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-keys-'));
  try {
    await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Opens the folder for this work alone; it is closed whatever comes of it, or nobody else could open it. */
async function opened<T>(folder: string, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await openPractice(folder);
  try {
    return await work(db);
  } finally {
    await db.close();
  }
}

test('a practice folder gets another root, and what was sealed before opens', () =>
  inTemporary(async (folder) => {
    await startedFolder(folder);
    const sealed = await opened(folder, (db) =>
      db.as(officer, 'intake', async (tx) => {
        await createFile(tx, { id: file, kind: 'case', child: false, nation: 'england' });
        return seal(tx, place, 'invented');
      }),
    );
    const before = await readFile(join(folder, 'master.key'), 'utf8');
    assert.equal(await runCommand(['rotate-key', '--data', folder], print), 0);
    assert.notEqual(await readFile(join(folder, 'master.key'), 'utf8'), before);
    assert.equal(await opened(folder, (db) => db.as(officer, 'intake', (tx) => unseal(tx, place, sealed))), 'invented');
    await writeFile(join(folder, 'master.key'), before);
    await assert.rejects(openPractice(folder), /rotated to another/);
  }));

onPostgres('a server gets another root; asked again it says that it is done', async (_t, db, where) => {
  await inTemporary(async (folder) => {
    await db.as(officer, 'intake', (tx) => createFile(tx, { id: file, kind: 'case', child: false, nation: 'england' }));
    const [first, second] = [join(folder, 'root-1.key'), join(folder, 'root-2.key')];
    await writeFile(first, Buffer.from(where.master).toString('base64'));
    assert.equal(await runCommand(['new-root-key', '--out', second], print), 0);
    await assert.rejects(runCommand(['new-root-key', '--out', second], print), /never written over/);
    const before = { ...process.env };
    Object.assign(process.env, { DATABASE_URL: where.url, OPENNRM_MASTER_KEY_FILE: first });
    try {
      assert.equal(await runCommand(['rotate-key', '--to', second], print), 0);
      assert.match(said.join('\n'), /1 keys of files wrapped anew, in generation 2/);
      assert.equal(await runCommand(['rotate-key', '--to', second], print), 0);
      assert.match(said.join('\n'), /already/);
      await assert.rejects(runCommand(['rotate-key', '--to', first], print), /rotated to another/);
    } finally {
      process.env = before;
    }
    assert.ok(await db.as(officer, 'intake', (tx) => hasKey(tx, file)));
  });
});

test('the root comes from a file or from the environment, and never from both', () => {
  const key = Buffer.alloc(32, 7).toString('base64');
  assert.deepEqual(readSettings({ OPENNRM_MASTER_KEY: key }).masterKey, new Uint8Array(32).fill(7));
  assert.throws(() => readSettings({ OPENNRM_MASTER_KEY: 'short' }), /OPENNRM_MASTER_KEY must hold 32 random bytes/);
  assert.throws(() => readSettings({ OPENNRM_MASTER_KEY: key, OPENNRM_MASTER_KEY_FILE: 'x' }), /not both/);
});
