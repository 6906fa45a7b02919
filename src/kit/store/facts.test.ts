// The program refuses by itself: even where the database's policies are opened to all, a record that the policy does not give is not there.
import assert from 'node:assert/strict';
import type { RecordFacts } from '#access/may.ts';
import { verbs } from '#access/policy.ts';
import type { Actor } from '#access/roles.ts';
import type { FileId, Reference } from '#base/id.ts';
import { actorOf, keep, loosen } from '#tests/access-database.ts';
import { directedAskings, directedRecords } from '#tests/access-compare.ts';
import { fields, may } from '#tests/access-worlds.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { opens } from './facts.ts';
import { byReference, createFile, fileOf } from './files.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };

onEveryEngine('where each relation holds, misses or is barred, the program opens what the policy gives, with no help of the database', async (_t, db) => {
  await loosen(db);
  const kept = await keep(db, directedRecords());
  for (const asking of directedAskings().filter((_, i) => i % 6 === 0)) {
    db.tellTime(() => asking.now);
    const opened = await db.as(actorOf(asking.who), asking.purpose, async (tx) => {
      const yes: string[] = [];
      for (const { id } of kept) if (await opens(tx, id as FileId)) yes.push(id);
      return yes;
    });
    const anything = (facts: RecordFacts): boolean => fields.some((field) => verbs.some((verb) => may({ ...asking, verb, field, record: facts }).allowed));
    const must = kept.filter(({ facts }) => anything(facts));
    assert.deepEqual(
      opened,
      must.map(({ id }) => id),
      `${asking.who.role}, ${asking.purpose}`,
    );
  }
});

onEveryEngine('with every policy of the file’s tables opened, another organisation’s draft is still not there', async (_t, db) => {
  const { id, reference } = await db.as(officer, 'intake', async (tx) => {
    const made = await createFile(tx, { kind: 'case', child: false, nation: 'england' });
    return { id: made, reference: (await fileOf(tx, made))?.reference as Reference };
  });
  const stranger: Actor = { ...officer, person: 'p2', organisation: 'org-b' };
  const open = ['file', 'reference'].map((name) => `alter policy reads on ${name} using (true); alter policy barred on ${name} using (true);`);
  const was = (await ownerOf(db)(
    `select tablename as name, policyname as policy, qual from pg_policies where tablename in ('file', 'reference') and policyname in ('reads', 'barred')`,
  )) as {
    name: string;
    policy: string;
    qual: string;
  }[];
  await ownerOf(db)(open.join(' '));
  try {
    await db.as(stranger, 'intake', async (tx) => {
      assert.equal((await tx.query('select from file where id = $1', [id])).length, 1, 'the database would show it');
      assert.equal(await fileOf(tx, id), undefined);
      assert.equal(await byReference(tx, reference), undefined);
    });
    assert.ok(await db.as(officer, 'intake', (tx) => fileOf(tx, id)));
  } finally {
    await ownerOf(db)(was.map(({ name, policy, qual }) => `alter policy ${policy} on ${name} using (${qual});`).join(' '));
  }
});
