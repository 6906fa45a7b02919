// The audit: everybody who read or wrote leaves a leaf, and no leaf can be changed or left out unseen.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Actor } from '#access/roles.ts';
import { onEveryEngineAtLarge } from '#tests/at-large.ts';
import { onPostgres } from '#tests/engines.ts';
import { note } from './audit.ts';
import { current, saveDraft } from './answers.ts';
import { theService, type Database } from './database.ts';
import { createFile } from './files.ts';
import { headOf, leavesOf, proveConsistency, proveInclusion, recheck, sequence, type Head } from './log.ts';
import { consistency, extendsTree, hashLeaf, hashPair, includes, inclusion, rootOf, type Hash, type Node } from './merkle.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const newFile = (db: Database) => db.as(officer, 'intake', (tx) => createFile(tx, { kind: 'case', child: false, nation: 'england' }));

/** The definitions of RFC 9162, 2.1.1 to 2.1.4, as they stand there: slow, and written without looking at the program. */
const sha = (...parts: Uint8Array[]): Hash => createHash('sha256').update(Buffer.concat(parts)).digest();
const power = (n: number): number => 2 ** (Math.ceil(Math.log2(n)) - 1);
function mth(d: readonly Uint8Array[]): Hash {
  const [only] = d;
  if (!only) return sha();
  if (d.length === 1) return sha(Buffer.from([0]), only);
  const k = power(d.length);
  return sha(Buffer.from([1]), mth(d.slice(0, k)), mth(d.slice(k)));
}
function path(m: number, d: readonly Uint8Array[]): Hash[] {
  if (d.length === 1) return [];
  const k = power(d.length);
  return m < k ? [...path(m, d.slice(0, k)), mth(d.slice(k))] : [...path(m - k, d.slice(k)), mth(d.slice(0, k))];
}
function subproof(m: number, d: readonly Uint8Array[], b: boolean): Hash[] {
  if (m === d.length) return b ? [] : [mth(d)];
  const k = power(d.length);
  return m <= k ? [...subproof(m, d.slice(0, k), b), mth(d.slice(k))] : [...subproof(m - k, d.slice(k), false), mth(d.slice(0, k))];
}

const entries = (n: number): Uint8Array[] => Array.from({ length: n }, (_, i) => Buffer.from(`leaf ${i}`));
const nodesOver =
  (d: readonly Uint8Array[]): Node =>
  async (level, place) =>
    mth(d.slice(place * 2 ** level, (place + 1) * 2 ** level));

test('roots and proofs are those of the standard’s own definitions, for every size up to 40', async () => {
  for (let n = 1; n <= 40; n += 1) {
    const d = entries(n);
    const node = nodesOver(d);
    const root = await rootOf(node, n);
    assert.ok(root.equals(mth(d)));
    for (let m = 0; m < n; m += 1) {
      const proof = await inclusion(node, m, n);
      assert.deepEqual(proof, path(m, d));
      assert.ok(includes(hashLeaf(d[m] ?? Buffer.alloc(0)), m, n, proof, root));
      const shorter = await consistency(node, m + 1, n);
      assert.deepEqual(shorter, subproof(m + 1, d, true));
      assert.ok(extendsTree(m + 1, n, shorter, mth(d.slice(0, m + 1)), root));
    }
  }
});

test('a proof of anything else is not believed', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.nat(), fc.nat(), async (n, a, b, bend) => {
      const d = entries(n);
      const node = nodesOver(d);
      const [m, other, root] = [a % n, b % n, mth(d)];
      const proof = await inclusion(node, m, n);
      const leaf = hashLeaf(d[m] ?? Buffer.alloc(0));
      if (other !== m) assert.ok(!includes(leaf, other, n, proof, root));
      assert.ok(!includes(hashLeaf(Buffer.from('another')), m, n, proof, root));
      assert.ok(!includes(leaf, m, n, [...proof, root], root));
      assert.ok(!includes(leaf, m, n, proof.slice(1), root));
      const bent = proof.map((hash, i) => (i === bend % proof.length ? hashPair(hash, hash) : hash));
      assert.ok(!includes(leaf, m, n, bent, root));
      const first = 1 + (a % (n - 1));
      const changed = entries(n).map((entry, i) => (i === b % first ? Buffer.from('changed later') : entry));
      assert.ok(!extendsTree(first, n, await consistency(nodesOver(changed), first, n), mth(d.slice(0, first)), mth(changed)));
    }),
  );
});

onEveryEngineAtLarge('each read and write leaves one leaf per file, with codes and no value', async (_t, db) => {
  const file = await newFile(db);
  await db.as(officer, 'identification', async (tx) => {
    await saveDraft(tx, file, [{ question: 'name', holds: 'identity', value: 'Ann Invented', origin: null, edition: 'e', language: 'en', saidBy: 'person' }]);
    await current(tx, file, ['identity']);
    await current(tx, file, ['identity']);
  });
  const leaves = await db.as(theService, 'audit', (tx) => leavesOf(tx, file));
  assert.deepEqual(
    leaves.map((leaf) => [leaf.actor, leaf.purpose, leaf.what]),
    [
      ['p1', 'intake', ['wrote:file']],
      ['p1', 'identification', ['read:answers.identity', 'wrote:answers.identity']],
    ],
  );
  assert.ok(!JSON.stringify(leaves).includes('Ann'));
  await assert.rejects(
    db.as(officer, 'intake', async (tx) => note(tx, file, 'read:Ann Invented')),
    /not a code/,
  );
});

onEveryEngineAtLarge('the log grows behind the leaves, each leaf proves that it stands in it, each head that it continues the last', async (_t, db) => {
  const heads: Head[] = [];
  for (const more of [1, 4, 2]) {
    for (let i = 0; i < more; i += 1) await newFile(db);
    heads.push(await sequence(db, theService));
  }
  assert.deepEqual(
    heads.map((head) => head.size),
    [1, 5, 7],
  );
  assert.deepEqual(await sequence(db, theService), heads[2]);
  await db.as(theService, 'audit', async (tx) => {
    assert.deepEqual(await headOf(tx), heads[2]);
    const rows = await tx.query<{ hash: Buffer; place: number }>('select place, hash from audit_node where level = 0 order by place');
    for (const { hash, place } of rows) {
      assert.ok(includes(hash, place, 7, await proveInclusion(tx, place, 7), heads[2]?.root ?? hash));
    }
    for (const head of heads) {
      assert.ok(extendsTree(head.size, 7, await proveConsistency(tx, head.size, 7), head.root, heads[2]?.root ?? head.root));
    }
    assert.deepEqual(await recheck(tx), []);
  });
});

onEveryEngineAtLarge('two sequencers at once place each leaf once', async (_t, db) => {
  for (let i = 0; i < 5; i += 1) await newFile(db);
  const heads = await Promise.all([sequence(db, theService), sequence(db, theService)]);
  assert.deepEqual(
    heads.map((head) => head.size),
    [5, 5],
  );
  await db.as(theService, 'audit', async (tx) => assert.deepEqual(await recheck(tx), []));
});

onPostgres('whoever owns the tables and changes a leaf is found out', async (_t, db, where) => {
  for (let i = 0; i < 3; i += 1) await newFile(db);
  await sequence(db, theService);
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  await assert.rejects(owner.query(`update audit_leaf set actor = 'nobody'`), /never changed/);
  await owner.query(
    `alter table audit_leaf disable trigger all; update audit_leaf set actor = 'nobody' where position = 1; delete from audit_leaf where position = 2`,
  );
  await owner.end();
  await db.as(theService, 'audit', async (tx) => assert.deepEqual(await recheck(tx), [1, 2]));
});

onPostgres('whoever changes a leaf and its hash too is found out by the head', async (_t, db, where) => {
  for (let i = 0; i < 3; i += 1) await newFile(db);
  await sequence(db, theService);
  const { default: pg } = await import('pg');
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  await owner.query(`alter table audit_node disable trigger all; update audit_node set hash = sha256('forged') where level = 0 and place = 0`);
  await owner.end();
  await db.as(theService, 'audit', async (tx) => assert.deepEqual(await recheck(tx), [0, 3]));
});
