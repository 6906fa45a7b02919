// A data folder is held by one process, and what that process acknowledged is there after it was killed.
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, watch } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { fieldClasses } from '#access/classes.ts';
import type { Actor } from '#access/roles.ts';
import { readReference, type Reference } from '#base/id.ts';
import { onPostgres, startedFolder } from '#tests/engines.ts';
import { current } from './answers.ts';
import { openPostgres, openPractice, theService, FolderBusy, type Database } from './database.ts';
import { byReference } from './files.ts';
import { counted } from './statistics.ts';

const submitter = fileURLToPath(import.meta.resolve('#tests/submitter.ts'));

/** A program that submits until it is killed, and says each reference once it is stored. */
function submitting(where: object): { child: ChildProcess; said: Reference[]; reaches: (count: number) => Promise<void>; ended: Promise<unknown> } {
  const child = spawn(process.execPath, [submitter, JSON.stringify(where)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: Reference[] = [];
  const waiting: { count: number; go: () => void; stop: (wrong: Error) => void }[] = [];
  assert.ok(child.stdout);
  createInterface(child.stdout).on('line', (line) => {
    const reference = readReference(line);
    if (reference) said.push(reference);
    for (const one of waiting) if (said.length >= one.count) one.go();
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  void ended.then(() => waiting.forEach((one) => one.stop(new Error('it ended too early'))));
  const reaches = (count: number): Promise<void> => new Promise((go, stop) => (said.length >= count ? go() : void waiting.push({ count, go, stop })));
  return { child, said, reaches, ended };
}

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };

/** Every acknowledged submission is whole: event, answers, count. Nothing is torn: a case is a draft or sent, and never between. */
async function whole(db: Database, said: readonly Reference[]): Promise<void> {
  await db.as(officer, 'intake', async (tx) => {
    const sizes = await tx.query<{ sent: boolean }>(
      `select frozen as sent, (select count(*) from event where event.file = file.id) as events, (select count(*) from reference r where r.file = file.id) as references,
         (select count(*) from answer_identity a where a.file = file.id and version = 0) as drafts,
         (select count(*) from answer_identity a where a.file = file.id and version = 1) as answers,
         (select count(*) from statistic_link l where l.file = file.id) as counted, (select count(*) from keys.file_key k where k.file = file.id) as keys
       from file where kind = 'case'`,
    );
    assert.ok(sizes.filter((one) => one.sent).length >= said.length && said.length > 0);
    for (const { sent, ...numbers } of sizes) {
      const one = sent ? 1 : 0;
      assert.deepEqual(numbers, { events: one, references: 1, drafts: 3 - 3 * one, answers: 3 * one, counted: one, keys: 1 });
    }
    for (const reference of said) {
      const file = await byReference(tx, reference);
      assert.ok(file, `${reference} was acknowledged and is gone`);
      assert.equal((await current(tx, file.id, fieldClasses)).length, 3);
      assert.equal((await counted(tx, file.id)).length, 2);
    }
  });
}

test('after kill -9 in the midst of submissions every acknowledged one is in the folder, and none is torn', async () => {
  const folder = await startedFolder(await mkdtemp(join(tmpdir(), 'nrm-kill-')));
  try {
    const all: Reference[] = [];
    for (const upTo of [3, 12]) {
      const { child, said, reaches, ended } = submitting({ folder });
      await reaches(upTo);
      child.kill('SIGKILL');
      await ended;
      all.push(...said);
    }
    assert.equal(new Set(all).size, all.length);
    const db = await openPractice(folder);
    await whole(db, all);
    await db.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

onPostgres('after kill -9 in the midst of submissions every acknowledged one is on the server, and none is torn', async (_t, db, where) => {
  const all: Reference[] = [];
  for (const upTo of [5, 40]) {
    const { child, said, reaches, ended } = submitting({ url: where.url, master: Buffer.from(where.master).toString('hex') });
    await reaches(upTo);
    child.kill('SIGKILL');
    await ended;
    all.push(...said);
  }
  const again = await openPostgres({ url: where.url, master: where.master, practice: true });
  await whole(again, all);
  await again.close();
  assert.equal(db.engine, 'postgresql');
});

test('a second program on the same folder is told who holds it, and gets in once that one is gone, killed or not', async () => {
  const top = await mkdtemp(join(tmpdir(), 'nrm-busy-'));
  // Longer than a socket's path may be: the folder is opened all the same.
  const folder = await startedFolder(join(top, 'a-folder-with-a-very-long-name'.repeat(5)));
  try {
    const { child, reaches, ended } = submitting({ folder });
    await reaches(1);
    await assert.rejects(
      openPractice(folder),
      (wrong: Error) => wrong instanceof FolderBusy && wrong.message.includes(`(process ${child.pid})`) && wrong.message.includes('--data'),
    );
    child.kill('SIGKILL');
    await ended;
    // Many at once after a death: one gets in, and the lock is never held by two.
    const tries = await Promise.allSettled(Array.from({ length: 4 }, () => openPractice(folder)));
    const opened = tries.filter((one) => one.status === 'fulfilled');
    assert.equal(opened.length, 1);
    for (const one of tries) if (one.status === 'rejected') assert.ok(one.reason instanceof FolderBusy);
    await opened[0]?.value.close();
    assert.equal((await stat(join(folder, 'master.key'))).mode & 0o777, 0o600);
    const before = await readFile(join(folder, 'master.key'), 'utf8');
    const last = await openPractice(folder);
    await last.close();
    assert.equal(await readFile(join(folder, 'master.key'), 'utf8'), before);
  } finally {
    await rm(top, { recursive: true, force: true });
  }
});

test('a first start that was killed half-way is begun anew', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-first-'));
  try {
    const { child, ended } = submitting({ folder });
    // As soon as the first files of the database are there.
    for await (const _ of watch(folder)) if (existsSync(join(folder, 'pg', 'PG_VERSION')) || existsSync(join(folder, 'pg'))) break;
    child.kill('SIGKILL');
    await ended;
    assert.ok(existsSync(join(folder, 'unfinished.txt')));
    const db = await openPractice(folder);
    assert.equal((await db.as(theService, 'operations', (tx) => tx.query('select from file'))).length, 1);
    await db.close();
    assert.ok(!existsSync(join(folder, 'unfinished.txt')));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
