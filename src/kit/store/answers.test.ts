// Answers: what is a draft may vanish, what was sent stays as it was said, and nobody reads it without the file's key.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import fc from 'fast-check';
import { fieldClasses, type FieldClass } from '#access/classes.ts';
import type { Actor } from '#access/roles.ts';
import { day, instant } from '#base/day.ts';
import { onEveryEngineAtLarge } from '#tests/at-large.ts';
import { addVersions, current, drafts, dropDraft, freeze, history, saveDraft, type Given } from './answers.ts';
import { keepEdition, wordingOf } from './editions.ts';
import { theService } from './database.ts';
import { byReference, changeFile, createFile, destroyKey, dropFile, fileOf } from './files.ts';
import { normalise, search } from './find.ts';
import { KeyGone, openWith, sealWith } from './seal.ts';
import { answerTable, answerTables } from './tables.ts';
import type { Tx } from './transaction.ts';

const officer: Actor = { person: 'p1', name: 'Officer Invented', role: 'first-responder', organisation: 'org-a', kind: 'police', team: 'team-1' };
const newFile = (tx: Tx) => createFile(tx, { kind: 'case', child: true, nation: 'wales' });
const given = (question: string, holds: FieldClass, value: Given['value'], more: Partial<Given> = {}): Given => ({
  question,
  holds,
  value,
  origin: 'told-me',
  edition: 'e1',
  language: 'en',
  saidBy: 'person',
  ...more,
});
const saying = (answers: readonly { question: string; value: unknown; version: number }[]) =>
  answers.map((answer) => [answer.question, answer.value, answer.version]);

onEveryEngineAtLarge('a file is found by its id and by the reference people read aloud', async (_t, db) => {
  const handed = await db.as(officer, 'intake', async (tx) => {
    const id = await newFile(tx);
    const file = await fileOf(tx, id);
    assert.deepEqual([file?.kind, file?.child, file?.nation, file?.organisation, file?.team, file?.frozen], ['case', true, 'wales', 'org-a', 'team-1', false]);
    assert.ok(file?.reference);
    assert.equal((await byReference(tx, file.reference))?.id, id);
    await changeFile(tx, id, { child: false, team: 'team-2' });
    assert.equal(await fileOf(tx, id), undefined, 'handed to another team, it is theirs');
    return id;
  });
  const changed = await db.as({ ...officer, team: 'team-2' }, 'intake', (tx) => fileOf(tx, handed));
  assert.deepEqual([changed?.child, changed?.nation, changed?.team], [false, 'wales', 'team-2']);
});

onEveryEngineAtLarge('every class of answer is kept apart and comes back as it was given', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    const file = await newFile(tx);
    const all = fieldClasses.map((of) =>
      given(`about-${of}`, of, { earliest: day('2020-01-01'), latest: day('2020-12-31'), words: `the year of the ${of} flood ✓` }),
    );
    await saveDraft(tx, file, all);
    assert.deepEqual(
      (await current(tx, file, fieldClasses)).map(({ recordedAt: _at, version, writtenBy, ...answer }) => [answer, version, writtenBy]),
      all.map((answer) => [answer, 0, 'p1']),
    );
    assert.deepEqual(
      (await current(tx, file, ['medical'])).map((answer) => answer.question),
      ['about-medical'],
    );
    for (const of of fieldClasses) {
      const [row] = await tx.query<{ sealed: Buffer }>(`select sealed from ${answerTable(of)} where file = $1`, [file]);
      assert.ok(row && !row.sealed.includes('flood'));
    }
  });
});

onEveryEngineAtLarge('a draft is overwritten and what is cleared is destroyed', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    const file = await newFile(tx);
    await saveDraft(tx, file, [given('name', 'identity', 'Ann Invented'), given('town', 'locator', 'Nowhere')]);
    await saveDraft(tx, file, [given('name', 'identity', 'Bea Invented')]);
    await dropDraft(tx, file, ['town']);
    assert.deepEqual(saying(await current(tx, file, fieldClasses)), [['name', 'Bea Invented', 0]]);
    assert.deepEqual(await history(tx, file, fieldClasses), []);
  });
});

onEveryEngineAtLarge('from sending on answers are versions, and later drafts do not show until they are sent', async (_t, db) => {
  const file = await db.as(officer, 'intake', async (tx) => {
    const id = await newFile(tx);
    await saveDraft(tx, id, [given('name', 'identity', 'Ann Invented'), given('story', 'narrative', 'first')]);
    assert.equal((await freeze(tx, id)).length, 2);
    await addVersions(tx, id, [given('story', 'narrative', 'corrected', { saidBy: 'interpreter' })]);
    await saveDraft(tx, id, [given('name', 'identity', 'not yet sent'), given('town', 'locator', 'Nowhere')]);
    assert.deepEqual(saying(await current(tx, id, fieldClasses)), [
      ['name', 'Ann Invented', 1],
      ['story', 'corrected', 2],
    ]);
    assert.deepEqual(saying(await drafts(tx, id, fieldClasses)), [
      ['name', 'not yet sent', 0],
      ['town', 'Nowhere', 0],
    ]);
    assert.deepEqual(saying(await history(tx, id, ['narrative'])), [
      ['story', 'first', 1],
      ['story', 'corrected', 2],
    ]);
    await dropDraft(tx, id, ['story']);
    await freeze(tx, id);
    assert.deepEqual(saying(await current(tx, id, ['identity', 'locator'])), [
      ['name', 'not yet sent', 2],
      ['town', 'Nowhere', 1],
    ]);
    return id;
  });
  for (const change of [`update answer_narrative set sealed = ''`, 'delete from answer_narrative', `update answer_narrative set version = 0`]) {
    await assert.rejects(
      db.as(officer, 'intake', (tx) => tx.query(`${change} where file = $1`, [file])),
      /never changed/,
      change,
    );
  }
});

onEveryEngineAtLarge('when the key is gone nobody reads or finds anything, and the file and its rows stay', async (_t, db) => {
  const file = await db.as(officer, 'intake', async (tx) => {
    const id = await newFile(tx);
    await saveDraft(tx, id, [given('name', 'identity', 'Ann Invented', { find: 'name' }), given('born', 'identity', '2001-02-03', { find: 'date' })]);
    await freeze(tx, id, instant('2999-01-01T00:00:00Z'));
    return id;
  });
  const facts = [
    { how: 'name', text: 'invented ANN' },
    { how: 'date', text: '2001-02-03' },
  ] as const;
  await db.as(officer, 'intake', async (tx) => assert.deepEqual(await search(tx, facts), [file]));
  await db.as(theService, 'operations', (tx) => destroyKey(tx, file));
  await db.as(officer, 'intake', async (tx) => {
    assert.deepEqual(await search(tx, facts), []);
    await assert.rejects(current(tx, file, ['identity']), KeyGone);
    assert.ok(await fileOf(tx, file));
  });
});

onEveryEngineAtLarge('a search needs two different facts, and both must be true of one file', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    const person = async (name: string, born: string, phone: string) => {
      const id = await newFile(tx);
      await saveDraft(tx, id, [
        given('name', 'identity', name, { find: 'name' }),
        given('born', 'identity', born, { find: 'date' }),
        given('phone', 'safe-contact', phone, { find: 'phone' }),
      ]);
      await freeze(tx, id);
      return id;
    };
    const zoe = await person('Zoë  O’Invented', '2001-02-03', '+44 7700 900123');
    await person('Other Invented', '2001-02-03', '07700 900999');
    assert.deepEqual(await search(tx, [{ how: 'name', text: "o'invented, ZOE" }]), []);
    assert.deepEqual(
      await search(tx, [
        { how: 'name', text: 'zoe o invented' },
        { how: 'name', text: 'Zoë O Invented' },
      ]),
      [],
      'one fact twice is one fact',
    );
    assert.deepEqual(
      await search(tx, [
        { how: 'name', text: "o'invented, ZOE" },
        { how: 'phone', text: '07700900123' },
      ]),
      [zoe],
    );
    assert.deepEqual(
      await search(tx, [
        { how: 'name', text: 'Zoe O Invented' },
        { how: 'phone', text: '07700900999' },
      ]),
      [],
    );
  });
});

onEveryEngineAtLarge('a draft that is dropped leaves no trace but that somebody dropped one', async (_t, db) => {
  const file = await db.as(officer, 'intake', async (tx) => {
    const id = await newFile(tx);
    await saveDraft(tx, id, [given('name', 'identity', 'Ann Invented')]);
    return id;
  });
  await db.as(officer, 'intake', (tx) => dropFile(tx, file));
  await db.as(officer, 'intake', async (tx) => {
    for (const table of ['reference', 'keys.file_key', 'blind_index', 'document', ...answerTables]) {
      assert.equal((await tx.query(`select from ${table} where file = $1`, [file])).length, 0, table);
    }
    assert.equal(await fileOf(tx, file), undefined);
  });
});

onEveryEngineAtLarge('the wording of an edition is kept at its first use and not changed by a second', async (_t, db) => {
  await db.as(officer, 'intake', async (tx) => {
    await keepEdition(tx, 'e1', { q: 'What is your name?' });
    await keepEdition(tx, 'e1', { q: 'Something else' });
    assert.deepEqual(await wordingOf(tx, 'e1'), { q: 'What is your name?' });
    assert.equal(await wordingOf(tx, 'e2'), undefined);
  });
});

onEveryEngineAtLarge('what was sealed for one place cannot be opened in another', async (_t, db) => {
  await assert.rejects(
    db.as(officer, 'intake', async (tx) => {
      const file = await newFile(tx);
      await saveDraft(tx, file, [given('a', 'identity', 'Ann'), given('b', 'identity', 'Bea')]);
      await tx.query(
        `update answer_identity set sealed = (select sealed from answer_identity where file = $1 and question = 'a') where file = $1 and question = 'b'`,
        [file],
      );
      await current(tx, file, ['identity']);
    }),
    /authenticate/i,
  );
});

test('what an earlier release sealed can still be opened, in its place alone', async () => {
  const { createSecretKey } = await import('node:crypto');
  const golden = JSON.parse(await readFile(new URL(import.meta.resolve('#tests/golden/seal.json')), 'utf8')) as {
    key: string;
    bound: string;
    sealed: string;
    plain: string;
  }[];
  assert.ok(golden.length > 0);
  for (const one of golden) {
    const key = createSecretKey(one.key, 'hex');
    assert.equal(openWith(key, Buffer.from(one.sealed, 'hex'), one.bound).toString('utf8'), one.plain);
    assert.throws(() => openWith(key, Buffer.from(one.sealed, 'hex'), `${one.bound}1`));
  }
});

test('sealing gives back what was sealed, and one changed bit gives nothing', async () => {
  const { createSecretKey, randomBytes } = await import('node:crypto');
  const key = createSecretKey(randomBytes(32));
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.string(), fc.nat(), (plain, place, at) => {
      const sealed = sealWith(key, plain, place);
      assert.deepEqual(new Uint8Array(openWith(key, sealed, place)), plain);
      const bent = Buffer.from(sealed);
      const i = at % bent.length;
      bent[i] = (bent[i] ?? 0) ^ 1;
      assert.throws(() => openWith(key, bent, place));
      assert.throws(() => openWith(key, sealed, `${place}.`));
    }),
  );
});

test('a name is found however it is written, and nothing is made of nothing', () => {
  assert.equal(normalise('name', 'JOSÉ   de-la Invented'), 'de invented jose la');
  assert.equal(normalise('name', 'Invented, José de la'), 'de invented jose la');
  assert.equal(normalise('name', ' -,. '), undefined);
  assert.equal(normalise('phone', '+44 (0)7700 900 123'), normalise('phone', '07700900123'));
  assert.equal(normalise('date', 'about 2001'), undefined);
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const once = normalise('name', text);
      if (once !== undefined) assert.equal(normalise('name', once), once);
    }),
  );
});
