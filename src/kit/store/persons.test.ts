// Persons in the database: one person a file, and erasing a person leaves nothing readable of any of their files.
import assert from 'node:assert/strict';
import { fieldClasses } from '#access/classes.ts';
import type { Actor } from '#access/roles.ts';
import type { FileId } from '#base/id.ts';
import { onEveryEngineAtLarge } from '#tests/at-large.ts';
import { current, freeze, saveDraft } from './answers.ts';
import { theService, type Database } from './database.ts';
import { createFile, destroyKey, newFileId, type FileKind } from './files.ts';
import { search } from './find.ts';
import { createPerson, filesOf, keepJoined, keepParted, personOf } from './persons.ts';
import { count, counted } from './statistics.ts';

const worker: Actor = { person: 'w', name: 'Worker', role: 'decision-maker', organisation: 'org-a', kind: 'competent-authority', team: 'a' };

async function personWith(db: Database, ...kinds: readonly (FileKind & ('case' | 'support'))[]): Promise<{ person: FileId; files: readonly FileId[] }> {
  return db.as(worker, 'identification', async (tx) => {
    const person = newFileId();
    await createPerson(tx, person, 'england');
    const files: FileId[] = [];
    for (const kind of kinds) {
      const file = await createFile(tx, { kind, child: false, nation: 'england' });
      await keepJoined(tx, person, file);
      files.push(file);
    }
    return { person, files };
  });
}

async function tell(db: Database, file: FileId): Promise<void> {
  const said = { origin: null, edition: 'e', language: 'en', saidBy: 'w' };
  await db.as(worker, 'identification', async (tx) => {
    await saveDraft(tx, file, [
      { question: 'name', holds: 'identity', value: 'Practice Zebrafinch', find: 'name', ...said },
      { question: 'phone', holds: 'safe-contact', value: '07700 900123', find: 'phone', ...said },
    ]);
    await freeze(tx, file);
    await count(tx, file, [{ question: 'referred', code: 'england', validFrom: '2024-01-15' as never }]);
  });
}

onEveryEngineAtLarge('a file stands with one person, and can be parted and joined to another', async (_t, db) => {
  const one = await personWith(db, 'case', 'support');
  const other = await personWith(db, 'case');
  const [file] = one.files;
  assert.ok(file);
  await db.as(worker, 'identification', async (tx) => {
    assert.deepEqual(new Set((await filesOf(tx, one.person)).map(({ kind }) => kind)), new Set(['case', 'support']));
    assert.equal(await personOf(tx, file), one.person);
  });
  await assert.rejects(
    db.as(worker, 'identification', (tx) => keepJoined(tx, other.person, file)),
    /person_file_pkey/,
  );
  await db.as(worker, 'identification', async (tx) => {
    await keepParted(tx, other.person, file);
    assert.equal(await personOf(tx, file), one.person, 'another person cannot give it away');
    await keepParted(tx, one.person, file);
    assert.equal(await personOf(tx, file), undefined);
    await keepJoined(tx, other.person, file);
    assert.equal(await personOf(tx, file), other.person);
  });
});

onEveryEngineAtLarge('with the keys of a person’s files all of those files are gone, and nobody else’s', async (_t, db) => {
  const gone = await personWith(db, 'case', 'support', 'case');
  const stays = await personWith(db, 'case');
  for (const file of [...gone.files, ...stays.files]) await tell(db, file);
  const facts = [
    { how: 'name', text: 'practice zebrafinch' },
    { how: 'phone', text: '07700900123' },
  ] as const;
  assert.equal((await db.as(worker, 'identification', (tx) => search(tx, facts))).length, 4);

  await db.as(theService, 'operations', async (tx) => {
    for (const file of gone.files) await destroyKey(tx, file);
  });

  const keys = await db.as(theService, 'operations', (tx) => tx.query<{ file: FileId }>('select file from keys.file_key'));
  assert.deepEqual(
    keys.map((row) => row.file),
    [...stays.files],
  );
  assert.deepEqual(await db.as(worker, 'identification', (tx) => search(tx, facts)), [...stays.files]);
  for (const file of gone.files) {
    await assert.rejects(
      db.as(worker, 'identification', (tx) => current(tx, file, fieldClasses)),
      'what was sealed cannot be opened again',
    );
    assert.deepEqual(await db.as(worker, 'identification', (tx) => counted(tx, file)).catch(() => []), [], 'no way back from the figures');
  }
  const [left] = stays.files;
  assert.ok(left);
  assert.equal((await db.as(worker, 'identification', (tx) => current(tx, left, fieldClasses))).length, 2);
  const [row] = await db.as(theService, 'statistics', (tx) => tx.query<{ n: number }>(`select count(*)::int as n from statistic where question = 'referred'`));
  assert.equal(row?.n, 4, 'the counted rows stay counted');
});
