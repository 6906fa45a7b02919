// Rotation of keys: everything opens as before, the old root opens nothing any more, and a killed rotation is taken up again.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { Actor } from '#access/roles.ts';
import type { FileId } from '#base/id.ts';
import { onPostgres, startedFolder } from '#tests/engines.ts';
import { current, saveDraft } from './answers.ts';
import { openPostgres, openPractice, theService, type Database } from './database.ts';
import { createFile } from './files.ts';
import { localRoot, type Root } from './root.ts';
import { rotate } from './rotate.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const program = fileURLToPath(import.meta.resolve('#tests/rotation-to-kill.ts'));
const answer = (value: string) => ({ question: 'name', holds: 'identity', value, origin: 'told-me', edition: 'e1', language: 'en', saidBy: 'person' }) as const;

async function files(db: Database, many: number): Promise<FileId[]> {
  const made: FileId[] = [];
  await db.as(officer, 'intake', async (tx) => {
    for (let i = 0; i < many; i += 1) {
      const file = await createFile(tx, { kind: 'case', child: false, nation: 'england' });
      await saveDraft(tx, file, [answer(`Invented ${file}`)]);
      made.push(file);
    }
  });
  return made;
}

async function allOpen(db: Database, of: readonly FileId[]): Promise<void> {
  await db.as(officer, 'intake', async (tx) => {
    for (const file of of)
      assert.deepEqual(
        (await current(tx, file, ['identity'])).map((one) => one.value),
        [`Invented ${file}`],
      );
  });
}

const generations = (db: Database): Promise<{ generation: number; keys: number }[]> =>
  db.as(theService, 'operations', (tx) => tx.query('select generation, count(*)::int as keys from keys.file_key group by 1 order by 1'));

type Place = { readonly where: { folder: string } | { url: string }; readonly open: (root: Root) => Promise<Database>; readonly first: Buffer };

/** Kills a rotation after so many keys; null: lets it end. Gives whether it had ended by itself. */
async function rotating(where: Place['where'], from: Buffer, to: Buffer, killAfter: number | null): Promise<boolean> {
  const child = spawn(process.execPath, [program, JSON.stringify({ ...where, from: from.toString('hex'), to: to.toString('hex') })], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  createInterface(child.stdout).on('line', (line) => killAfter !== null && Number(line) >= killAfter && child.kill('SIGKILL'));
  return new Promise((resolve) => child.once('exit', (code) => resolve(code === 0)));
}

async function killedInTheMiddle(place: Place): Promise<void> {
  const second = randomBytes(32);
  const many = 700;
  let db = await place.open(localRoot(place.first));
  const made = await files(db, many);
  await db.close();

  assert.equal(await rotating(place.where, place.first, second, 200), false, 'it was killed');
  db = await place.open(localRoot(place.first));
  const between = await generations(db);
  assert.equal(between.length, 2, 'some keys are wrapped anew and some are not');
  await allOpen(db, made);
  made.push(...(await files(db, 3)));
  await allOpen(db, made);
  await db.close();
  await assert.rejects(place.open(localRoot(randomBytes(32))), /not the one this installation was made with/);

  assert.equal(await rotating(place.where, place.first, second, null), true, 'it was taken up again and ended');
  await assert.rejects(place.open(localRoot(place.first)), /rotated to another/, 'the old root is refused');
  db = await place.open(localRoot(second));
  assert.deepEqual(await generations(db), [{ generation: 2, keys: made.length }]);
  await allOpen(db, made);
  await db.close();
}

test('keys rotated in a folder, killed with -9 in the middle and taken up again, open every file; the old root opens none (pglite)', async () => {
  const folder = await startedFolder(await mkdtemp(join(tmpdir(), 'nrm-rotate-')));
  try {
    await killedInTheMiddle({ where: { folder }, first: randomBytes(32), open: (root) => openPractice(folder, { root }) });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

onPostgres('keys rotated on a server, killed with -9 in the middle and taken up again, open every file; the old root opens none', async (_t, _db, where) => {
  await killedInTheMiddle({
    where: { url: where.url },
    first: Buffer.from(where.master),
    open: (root) => openPostgres({ url: where.url, master: root, practice: true }),
  });
});

onPostgres('a program that serves while keys are rotated goes on, and no key is made in a generation that is gone', async (_t, db, where) => {
  const made = await files(db, 250);
  const other = await openPostgres({ url: where.url, master: where.master, practice: true });
  const to = localRoot(randomBytes(32));
  let going = true;
  const work = (async () => {
    while (going) made.push(...(await files(db, 2)));
  })();
  await rotate(other, theService, localRoot(where.master), to);
  going = false;
  await work;
  made.push(...(await files(db, 2)));
  await allOpen(db, made);
  await other.close();
  assert.deepEqual(await generations(db), [{ generation: 2, keys: made.length }]);
});

onPostgres('a key service answers for the root: asked at the opening and at rotation, never for a file', async (_t, db, where) => {
  await files(db, 5);
  let asked = 0;
  const key = localRoot(randomBytes(32));
  const late = async <T>(answer: Promise<T>): Promise<T> => {
    asked += 1;
    await new Promise((resolve) => setImmediate(resolve));
    return answer;
  };
  const service: Root = {
    name: 'service/key/7',
    wrap: (plain, bound) => late(key.wrap(plain, bound)),
    unwrap: (kept, bound) => late(key.unwrap(kept, bound)),
  };
  await rotate(db, theService, localRoot(where.master), service);
  assert.equal(asked, 3, 'wrapped once, and proved that it gives back what it was given; and the key of contexts wrapped');
  const opened = await openPostgres({ url: where.url, master: service, practice: true });
  assert.equal(asked, 5);
  await allOpen(opened, await files(opened, 20));
  assert.equal(asked, 5);
  await opened.close();
});

onPostgres('a root that does not give back what it was given is found out before any key is touched', async (_t, db, where) => {
  const made = await files(db, 3);
  const bad: Root = { name: 'service/bad/1', wrap: (plain) => Promise.resolve(Buffer.from(plain)), unwrap: () => Promise.resolve(Buffer.alloc(32)) };
  await assert.rejects(rotate(db, theService, localRoot(where.master), bad), /does not give back/);
  assert.deepEqual(await generations(db), [{ generation: 1, keys: 3 }]);
  await allOpen(db, made);
});

onPostgres('wrapped keys are read by the program alone, and changed by nothing but a later generation', async (_t, db, where) => {
  const [file] = await files(db, 1);
  const administrator: Actor = { ...theService, person: 'a1', role: 'administrator' };
  assert.deepEqual(await db.as(administrator, 'operations', (tx) => tx.query('select wrapped from keys.file_key')), []);
  assert.equal((await db.as(administrator, 'operations', (tx) => tx.query('update keys.file_key set generation = 1 returning file'))).length, 0);
  const change = (sql: string) => db.as(theService, 'operations', (tx) => tx.query(sql));
  await assert.rejects(change(`update keys.file_key set wrapped = '\\x00'`), /later generation/);
  await assert.rejects(change(`update keys.installation_key set wrapped = '\\x00'`), /later generation/);
  await assert.rejects(change('delete from keys.installation_key'), /later generation|permission denied/);
  await assert.rejects(change('delete from keys.generation'), { code: '23503' });
  await assert.rejects(
    db.as(administrator, 'operations', (tx) => tx.query('insert into keys.generation (number) values (9)')),
    { code: '42501' },
  );
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  await assert.rejects(owner.query('delete from keys.generation'), { code: '23503' }, 'not even the owner destroys a generation that a file needs');
  await owner.end();
  assert.ok(file);
});
