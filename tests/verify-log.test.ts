// The log against its checkpoints and its witness: standards' own examples, what a keeper of the tables can do, and the commands.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import pg from 'pg';
import type { Actor } from '#access/roles.ts';
import { keepLog, LogDiverged, type Vouching } from '#kit/store/checkpoint.ts';
import { openPractice, theService, type Database } from '#kit/store/database.ts';
import { exportLog } from '#kit/store/export.ts';
import { eraseActor } from '#kit/store/log.ts';
import { addLeaf, hashLeaf, rootOfPeaks, type Peaks } from '#kit/store/merkle.ts';
import { newSigner, openNote, readSigner, readVerifier, signNote, verifierOf, writeSigner, writeVerifier } from '#kit/store/note.ts';
import { verifyLog, type Verified } from '#kit/store/verify.ts';
import { readWitness } from '#kit/store/witness.ts';
import { onEveryEngine, onPostgres, ownerOf, startedFolder } from '#tests/engines.ts';
import { promised } from '#tests/promise.ts';
import { primitives, treeOver, verify } from '#tools/verify-log/verify.ts';
import { runCommand } from '#commands.ts';
import { vouchingOf } from '#vouching.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const signer = newSigner('nrm.invalid/log');

function vouching(t: TestContext): Vouching & { readonly witness: string } {
  const folder = mkdtempSync(join(tmpdir(), 'nrm-witness-'));
  t.after(() => rmSync(folder, { recursive: true }));
  return { signer, witness: join(folder, 'witness.log') };
}

const read = (db: Database, lines: number): Promise<unknown> =>
  db.as(officer, 'identification', (tx) =>
    tx.query(`insert into audit_leaf (file, what) select gen_random_uuid(), array['read:answers.identity'] from generate_series(1, $1::int)`, [lines]),
  );

async function verified(db: Database, by: Vouching): Promise<Verified> {
  const witness = by.witness ? await readWitness(by.witness) : null;
  return db.as(theService, 'audit', (tx) => verifyLog(tx, [verifierOf(by.signer)], witness));
}

/** The example tree of RFC 6962's first implementation, which others test by too. */
const known = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The definition, slowly and once more. */
const sha = (...parts: Uint8Array[]): Buffer => createHash('sha256').update(Buffer.concat(parts)).digest();
function mth(d: readonly Uint8Array[]): Buffer {
  const [only] = d;
  if (!only) return sha();
  if (d.length === 1) return sha(Buffer.of(0), only);
  const k = 2 ** (Math.ceil(Math.log2(d.length)) - 1);
  return sha(Buffer.of(1), mth(d.slice(0, k)), mth(d.slice(k)));
}

function bothRoots(entries: readonly Buffer[]): readonly [ours: string, theirs: string] {
  const peaks: Peaks = [];
  for (const entry of entries) addLeaf(peaks, hashLeaf(entry));
  const leaves = entries.map((entry) => primitives.sha256('leaf', entry.toString('utf8'), ''));
  return [rootOfPeaks(peaks).toString('hex'), treeOver(leaves, primitives)(0, leaves.length)];
}

test('the program and the checker give the published roots of the example tree', () => {
  for (const [size, root] of roots.entries()) {
    assert.deepEqual(bothRoots(known.slice(0, size).map((hex) => Buffer.from(hex, 'hex'))), [root, root]);
  }
});

test('both give the roots of the definition, for every size up to 130', () => {
  const entries = Array.from({ length: 130 }, (_, i) => Buffer.from(`line ${i}`));
  for (let size = 0; size <= 130; size += 1) {
    const root = mth(entries.slice(0, size)).toString('hex');
    assert.deepEqual(bothRoots(entries.slice(0, size)), [root, root]);
  }
});

test('a note that another program signed is read, and a changed one is not', () => {
  const key = readVerifier('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW');
  assert.ok(key);
  const text = "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
  const note = `${text}\n— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n`;
  assert.deepEqual(openNote(note, [key]), { text });
  assert.deepEqual(openNote(note.replace('answer', 'ANSWER'), [key]), { wrong: 'the signature is not of this text' });
  assert.deepEqual(openNote(note, [verifierOf(signer)]), { wrong: 'no key that is believed here signed it' });
});

test('a key written and read is the same key, and a letter of it changed is none', () => {
  const again = readSigner(writeSigner(signer));
  assert.ok(again);
  assert.equal(writeVerifier(again), writeVerifier(signer));
  assert.equal(signNote('a\n', again), signNote('a\n', signer));
  assert.equal(readSigner(writeSigner(signer).replace('nrm.', 'mrn.')), null);
  assert.equal(readVerifier(writeVerifier(signer).replace('nrm.', 'mrn.')), null);
});

onEveryEngine('a checkpoint is made when the log grew, at most once a minute, and handed to the witness', async (t, db) => {
  const by = vouching(t);
  await keepLog(db, theService, null);
  await read(db, 3);
  await keepLog(db, theService, by);
  await read(db, 2);
  await keepLog(db, theService, by);
  assert.deepEqual((await verified(db, by)).wrong, []);
  const kept = await db.as(theService, 'audit', (tx) => tx.query<{ size: number; note: string }>('select size, note from audit_checkpoint order by size'));
  assert.deepEqual(
    kept.map((one) => one.size),
    [3],
  );
  assert.match(kept[0]?.note ?? '', /^nrm\.invalid\/log\n3\n[A-Za-z0-9+/]{43}=\n\n— nrm\.invalid\/log [A-Za-z0-9+/=]+\n$/);
  await keepLog(db, theService, by, 0);
  await keepLog(db, theService, by, 0);
  const found = await verified(db, by);
  assert.deepEqual([found.leaves, found.checkpoints, found.witnessed, found.since, found.wrong], [5, 2, 2, 0, []]);
  const changed = `update audit_checkpoint set note = '' returning size`;
  assert.deepEqual(await db.as(theService, 'audit', (tx) => tx.query(changed)), [], 'the program finds none to change');
  await assert.rejects(ownerOf(db)(changed), /never changed/, 'and the owner cannot');
  await assert.rejects(
    db.as(theService, 'audit', (tx) => tx.query('delete from audit_checkpoint')),
    /never changed|permission denied/,
  );
});

onEveryEngine('a line of the witness that was cut short is written again, and a witness that lags is caught up', async (t, db) => {
  const by = vouching(t);
  await read(db, 3);
  await keepLog(db, theService, { ...by, witness: null });
  await read(db, 3);
  await keepLog(db, theService, by, 0);
  const whole = readFileSync(by.witness, 'utf8');
  assert.equal(whole.split('\n').length, 3);
  truncateSync(by.witness, whole.length - 20);
  assert.match((await verified(db, by)).wrong.join(), /unfinished/);
  await keepLog(db, theService, by, 0);
  const found = await verified(db, by);
  assert.deepEqual([found.witnessed, found.wrong], [2, []]);
  let log = '';
  await db.as(theService, 'audit', (tx) => exportLog(tx, async (part) => void (log += part)));
  assert.deepEqual(verify(log, readFileSync(by.witness, 'utf8'), [writeVerifier(signer)]).wrong, []);
  appendFileSync(by.witness, '"something else"\n');
  assert.equal((await verified(db, by)).wrong.length, 2);
});

onEveryEngine('a staff id can be erased and the log stays whole; no other can be put in its place', async (t, db) => {
  const by = vouching(t);
  await read(db, 3);
  await keepLog(db, theService, by);
  let log = '';
  await db.as(theService, 'audit', (tx) => exportLog(tx, async (part) => void (log += part)));
  assert.doesNotMatch(log, /\bp1\b/);
  assert.equal(await db.as(theService, 'audit', (tx) => eraseActor(tx, 'p1')), 3);
  assert.deepEqual((await verified(db, by)).wrong, []);
  await assert.rejects(
    db.as(theService, 'audit', (tx) => tx.query(`update audit_leaf set actor = 'p2'`)),
    /never changed/,
  );
});

/** What the owner of the tables can do with every guard off, and what is then said. */
const owned: Readonly<Record<string, readonly [sql: string, said: RegExp]>> = {
  'edits a line': [`update audit_leaf set what = array['read:nothing'] where position = 4`, /Line 4 is not what was placed there/],
  'puts another staff id into a line': [`update audit_leaf set actor = 'p2' where position = 4`, /Line 4 is not what/],
  'drops a line': ['delete from audit_leaf where position = 4', /Line 4 is gone/],
  'changes two lines about': [
    `update audit_leaf set position = case position when 4 then 105 else 104 end where position in (4, 5);
     update audit_leaf set position = position - 100 where position > 100`,
    /Line 4 is not what.*Line 5 is not what/,
  ],
  'cuts lines off, with their hashes, heads and checkpoints': [
    `delete from audit_leaf where position >= 6; delete from audit_node where (place + 1) << level > 6;
     delete from audit_head where size > 6; delete from audit_checkpoint where size > 6`,
    /line 2 speaks of 12 lines, and there are 6: lines were cut off/,
  ],
  'drops a checkpoint': ['delete from audit_checkpoint where size = 6', /line 1 is not among the checkpoints/],
  'edits a line and its hash': [
    `update audit_leaf set what = array['read:nothing'] where position = 11; update audit_node set hash = sha256('x') where level = 0 and place = 11`,
    /Line 11 is not what.*The checkpoint kept for 12 lines has another fingerprint/,
  ],
  'puts an old checkpoint in the place of the newest': [
    'update audit_checkpoint set note = (select note from audit_checkpoint where size = 6) where size = 12',
    /kept for 12 lines speaks of 6/,
  ],
};

for (const [title, [sql, said]] of Object.entries(owned)) {
  onPostgres(`the owner of the tables ${title} and is found out`, async (t, db, where) => {
    const by = vouching(t);
    for (let round = 0; round < 2; round += 1) {
      await read(db, 6);
      await keepLog(db, theService, by, 0);
    }
    assert.deepEqual((await verified(db, by)).wrong, []);
    const owner = new pg.Client({ connectionString: where.ownerUrl });
    await owner.connect();
    await owner.query(`set session_replication_role = replica; ${sql}`);
    await owner.end();
    assert.match((await verified(db, by)).wrong.join(' '), said);
  });
}

onPostgres('a database that was taken back gets no new checkpoint, and a new key does not make another past good', async (t, db, where) => {
  const by = vouching(t);
  for (let round = 0; round < 2; round += 1) {
    await read(db, 6);
    await keepLog(db, theService, by, 0);
  }
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  await owner.query(`set session_replication_role = replica; ${owned['cuts lines off, with their hashes, heads and checkpoints']?.[0] ?? ''}`);
  await owner.end();
  await read(db, 6);
  await assert.rejects(keepLog(db, theService, by, 0), LogDiverged);
  const other: Vouching = { signer: newSigner('nrm.invalid/log'), witness: null };
  await keepLog(db, theService, other, 0);
  const found = await verified(db, by);
  assert.match(found.wrong.join(' '), /kept for 12 lines: no key that is believed here signed it/);
});

test('the commands check a data folder and write its log out; a changed witness is told with status 1', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'nrm-log-'));
  t.after(() => rmSync(folder, { recursive: true }));
  const data = join(folder, 'practice');
  const by = await vouchingOf({ logKey: null, witnessFile: null, databaseUrl: null, dataFolder: data });
  assert.ok(by?.witness);
  const db = await openPractice(await startedFolder(data));
  await read(db, 5);
  await keepLog(db, theService, by);
  await db.close();
  const said: string[] = [];
  const print = (line: string): void => void said.push(line);
  assert.equal(await runCommand(['verify-log', '--data', data], print), 0, said.join('\n'));
  assert.match(said.join('\n'), /^5 lines, 1 checkpoints, 1 of the witness\.[^]*Nothing was changed\.$/);
  const out = join(folder, 'log.jsonl');
  assert.equal(await runCommand(['export-log', '--data', data, '--out', out], print), 0);
  const report = verify(readFileSync(out, 'utf8'), readFileSync(by.witness, 'utf8'), [writeVerifier(by.signer)]);
  assert.deepEqual(report, { leaves: 5, checkpoints: 1, witnessed: 1, wrong: [] });
  promised(
    'P18',
    'a log written out by export-log was found whole by a checker that shares no code with the program, and one changed digit of its witness was told',
  );
  writeFileSync(by.witness, readFileSync(by.witness, 'utf8').replace('\\n5\\n', '\\n6\\n'));
  assert.equal(await runCommand(['verify-log', '--data', data], print), 1);
  assert.match(said.join('\n'), /The witness's line 1: the signature is not of this text/);
});
