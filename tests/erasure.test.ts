// Erasure: proposed when the time is over, approved by two people, blocked by a court's need, and then nothing that was said is left.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { day, type Day } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import { personStream } from '#journey/person.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { erasingOf, goneWithFile, markOf, staysOfFile } from '#kit/store/erase.ts';
import { destroyKey } from '#kit/store/files.ts';
import { personOf } from '#kit/store/persons.ts';
import { readTombstones, TombstonesBroken } from '#kit/store/tombstones.ts';
import { widerCode } from '#rooms/figures/labels.ts';
import { proposeDue } from '#rooms/retention/erase.ts';
import { build, type House } from '#house.ts';
import { onEveryEngine, onPostgres, ownerOf } from './engines.ts';
import { adult, sendAs, take, visitor } from './walk.ts';

const sentOn = day('2024-01-15');
const later = day('2030-06-01');

type Place = { readonly db: Database; readonly tombstones: string };

/** A house of a day on a database that others use too; ended without closing the database. */
async function inHouse<T>({ db, tombstones }: Place, today: Day, work: (house: House, base: string) => Promise<T>): Promise<T> {
  const house = build({ ...db, practice: db.practice, close: () => Promise.resolve() }, { today, port: 0, host: '127.0.0.1', tombstones });
  try {
    return await work(house, await house.listen());
  } finally {
    await house.close();
  }
}

async function placed(db: Database, work: (place: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-erase-'));
  try {
    await work({ db, tombstones: join(folder, 'tombstones.log') });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

type Sent = { readonly file: FileId; readonly reference: Reference; readonly person: FileId };

/** Sends referrals and ends them, as the person wished. */
async function ended(place: Place, many: number): Promise<Sent[]> {
  return inHouse(place, sentOn, async (house, base) => {
    const sent: Sent[] = [];
    for (let i = 0; i < many; i += 1) {
      const { file, reference } = await sendAs(house, 'practice-amber', {
        ...adult,
        'contact-phone': `07700 9000${10 + i}`,
        why: `CANARY-${i} an invented account`,
      });
      await house.settled();
      const birch = visitor(base);
      await birch.signIn('practice-birch');
      await take(birch, reference, 'practice-birch');
      assert.equal((await birch.submit(`/case/${reference}/do/withdraw`, { 'withdraw-by': 'person' })).status, 303);
      await house.settled();
      const person = await place.db.as(theService, 'operations', (tx) => personOf(tx, file));
      assert.ok(person);
      sent.push({ file, reference, person });
    }
    return sent;
  });
}

async function asAdministrator(base: string, persona: string) {
  const one = visitor(base);
  await one.signIn(persona);
  return { ...one, answer: (person: string, answer: 'approve' | 'decline') => one.submit('/retention', { person, answer }, '/retention/approve') };
}

/** Tables in which rows of a file are left, as the owner sees them, past every policy. */
async function rowsLeft(db: Database, file: FileId): Promise<string[]> {
  const each = goneWithFile.map((table) => `select '${table}' as name where exists (select from ${table} where file = '${file}')`);
  return (await ownerOf(db)(each.join(' union all '))).map((row) => String(row['name']));
}

onEveryEngine('a record whose time is over is proposed, approved by two people and gone; the counts stay, wider', (_t, db) =>
  placed(db, async (place) => {
    const [gone, stays] = await ended(place, 2);
    assert.ok(gone && stays);
    const before = await counts(db);
    await inHouse(place, later, async (house, base) => {
      await proposed(house);
      const oak = await asAdministrator(base, 'practice-oak');
      const page = (await oak.go('/retention')).text;
      assert.match(page, /Kept until/);
      assert.match(page, /15 January 2030/);
      assert.ok(!page.includes(gone.reference) && !page.includes('CANARY'), 'an administrator sees no record');
      assert.equal((await oak.answer(gone.person, 'approve')).status, 303);
      const again = await oak.answer(gone.person, 'approve');
      assert.equal(again.status, 409);
      assert.match(again.text, /second person/);
      assert.notDeepEqual(await rowsLeft(db, gone.file), [], 'one approval destroys nothing');
      const elder = await asAdministrator(base, 'practice-elder');
      assert.equal((await elder.answer(gone.person, 'approve')).status, 303);
      await house.settled();
      assert.deepEqual(await rowsLeft(db, gone.file), []);
      assert.equal((await elder.answer(stays.person, 'decline')).status, 303);
      assert.notDeepEqual(await rowsLeft(db, stays.file), []);
      assert.match((await oak.go('/retention')).text, /Erased so far: 1/);
      const birch = visitor(base);
      await birch.signIn('practice-birch');
      assert.equal((await birch.go(`/case/${gone.reference}`)).status, 404);
      assert.match((await birch.go(`/case/${stays.reference}`)).to ?? '', /take/, 'it is there, and nobody has it any more after six years');
      const { state } = await db.as(theService, 'operations', (tx) => house.kit.ledger.load(tx, caseStream, gone.file));
      assert.equal(state.decision.ended, 'withdrawn', 'the ledger still says what was done');
    });
    assert.deepEqual([...(await readTombstones(place.tombstones)).marks], [markOf(gone.file).toString('hex')]);
    const after = await counts(db);
    assert.equal(after.referred, before.referred, 'as many referrals in the quarter as before');
    assert.equal(after.coarse > 0 && after.fine > 0, true);
    assert.deepEqual(after.responders.toSorted(), ['type:Police', before.responders[0]].toSorted());
    assert.deepEqual(after.coarseDays, ['2024-01-01']);
  }),
);

async function proposed(house: House): Promise<void> {
  await proposeDue({ kit: house.kit, wider: widerCode(house.kit.law) });
}

const counts = (db: Database) =>
  db.as(theService, 'statistics', async (tx) => {
    const rows = await tx.query<{ question: string; code: string; coarse: boolean; day: string }>(
      `select question, code, coarse, valid_from::text as day from statistic where recorded_to = 'infinity'`,
    );
    return {
      referred: rows.filter((row) => row.question === 'referred').length,
      coarse: rows.filter((row) => row.coarse).length,
      fine: rows.filter((row) => !row.coarse).length,
      responders: rows.filter((row) => row.question === 'responder').map((row) => row.code),
      coarseDays: [...new Set(rows.filter((row) => row.coarse).map((row) => row.day))],
    };
  });

onEveryEngine('a court’s need blocks erasure until it has passed, however many people approve', (_t, db) =>
  placed(db, async (place) => {
    const [one] = await ended(place, 1);
    assert.ok(one);
    await inHouse(place, sentOn, async (house, base) => {
      const birch = visitor(base);
      await birch.signIn('practice-birch');
      assert.equal((await birch.submit(`/case/${one.reference}/do/hold`, { 'hold-why': 'trial' })).status, 303);
      assert.match((await birch.go(`/case/${one.reference}`)).text, /Kept for a court or an inquiry/);
      const oak = await asAdministrator(base, 'practice-oak');
      const refused = await oak.submit('/retention', { reference: one.reference }, '/retention/ask');
      assert.equal(refused.status, 409);
      assert.match(refused.text, /court or an inquiry needs this record/);
      assert.equal((await birch.submit(`/case/${one.reference}/do/lift-hold`, { 'lift-hold-why': 'trial' })).status, 303);
      assert.equal((await oak.submit('/retention', { reference: one.reference }, '/retention/ask')).status, 303);
      assert.equal((await birch.submit(`/case/${one.reference}/do/hold`, { 'hold-why': 'appeal' })).status, 303);
      const elder = await asAdministrator(base, 'practice-elder');
      assert.equal((await elder.answer(one.person, 'approve')).status, 409);
      await house.settled();
      assert.notDeepEqual(await rowsLeft(db, one.file), []);
    });
  }),
);

onEveryEngine('what a person asks for is proposed by one and approved by another, and a new hand-over of the same page does nothing twice', (_t, db) =>
  placed(db, async (place) => {
    const [one] = await ended(place, 1);
    assert.ok(one);
    await inHouse(place, sentOn, async (house, base) => {
      const oak = await asAdministrator(base, 'practice-oak');
      assert.equal((await oak.submit('/retention', { reference: '0000-0000-0000' }, '/retention/ask')).status, 409);
      assert.equal((await oak.submit('/retention', { reference: one.reference }, '/retention/ask')).status, 303);
      assert.equal((await oak.answer(one.person, 'approve')).status, 409, 'who proposed it was the first of the two');
      const elder = await asAdministrator(base, 'practice-elder');
      assert.equal((await elder.answer(one.person, 'approve')).status, 303);
      await house.settled();
      assert.deepEqual(await rowsLeft(db, one.file), []);
      assert.equal((await elder.answer(one.person, 'approve')).status, 409);
      assert.equal((await db.as(theService, 'operations', (tx) => house.kit.ledger.load(tx, personStream, one.person))).state.erased, sentOn);
    });
  }),
);

/** Rows that the program takes away with a draft nobody sent, or draws anew: signposts to a record, nothing that was said in it. */
const removedAnyway: readonly string[] = ['queue', 'job', 'reference', 'blind_index', 'statistic_link'];

onEveryEngine('the database itself refuses an erasure by one person, of a held file, or of nothing that was approved', (_t, db) =>
  placed(db, async (place) => {
    const [one] = await ended(place, 1);
    assert.ok(one);
    const { file, person } = one;
    // Refused with an error, or by row security, which shows the program no such row: nothing is touched either way.
    const refused = async (sql: string, ...params: unknown[]): Promise<void> => {
      const touched = await db.as(theService, 'operations', (tx) => tx.query(`${sql} returning true`, params)).catch(() => []);
      assert.deepEqual(touched, [], sql);
    };
    const erasure = `insert into erasure (person, number, because, proposed_by, proposed_on, first_by, second_by, state) values ($1, 9, 'asked-by-person', 'a', '2024-01-15', $2, $3, $4)`;
    await refused(erasure, person, 'a', 'a', 'approved');
    await refused(erasure, person, 'a', null, 'approved');
    await refused(erasure, person, null, 'b', 'approved');
    await refused(erasure, person, 'system', 'b', 'approved');
    await refused(erasure, person, 'a', 'b', 'erasing');
    await refused(erasure.replace('asked-by-person', 'tombstone'), person, null, null, 'proposed');
    await refused(`insert into erasure_file (file, person, number, mark, day) values ($1, $2, 9, $3, '2024-01-15')`, file, person, markOf(file));
    const removable: string[] = [];
    for (const table of await rowsLeft(db, file)) {
      const touched = await db.as(theService, 'operations', (tx) => tx.query(`delete from ${table} where file = $1 returning true`, [file])).catch(() => []);
      if (touched.length > 0) removable.push(table);
    }
    assert.deepEqual(removable, removedAnyway, 'not one row of what was said goes before two people have approved');
    await assert.rejects(
      db.as(theService, 'operations', (tx) => destroyKey(tx, file)),
      /two people have to approve/,
    );
    await refused(`update statistic set coarse = true, recorded_to = 'infinity', statistics_id = $1`, file);
    // A hold is written by who decides, with its event; here it stands whoever wrote it.
    await ownerOf(db)(`insert into legal_hold (file, why, since, organisation, team) values ('${file}', 'trial', '2024-01-15', 'service', 'service')`);
    await db.as(theService, 'operations', async (tx) => {
      await tx.query(erasure, [person, 'a', 'b', 'approved']);
      await tx.query(`update erasure set state = 'erasing' where person = $1`, [person]);
    });
    await refused(`insert into erasure_file (file, person, number, mark, day) values ($1, $2, 9, $3, '2024-01-15')`, file, person, markOf(file));
    await refused(`update erasure set state = 'proposed' where person = $1`, person);
    await refused(`update erasure set second_by = 'c', first_by = 'd' where person = $1`, person);
  }),
);

onPostgres('hold and last approval raced: a file is held or erased, and never both', (t: TestContext, db) =>
  placed(db, async (place) => {
    const all = await ended(place, 12);
    await inHouse(place, sentOn, async (house, base) => {
      const [oak, elder] = [await asAdministrator(base, 'practice-oak'), await asAdministrator(base, 'practice-elder')];
      const birch = visitor(base);
      await birch.signIn('practice-birch');
      for (const one of all) assert.equal((await oak.submit('/retention', { reference: one.reference }, '/retention/ask')).status, 303);
      for (const [i, one] of all.entries()) {
        // Every other time the hold sets out when the approval has come back, and the work of erasing is under way.
        const approved = elder.answer(one.person, 'approve');
        if (i % 2 === 1) await approved;
        await Promise.all([approved, birch.submit(`/case/${one.reference}/do/hold`, { 'hold-why': 'trial' })]);
      }
      await house.settled();
    });
    let [erased, held] = [0, 0];
    for (const one of all) {
      const { holds, erasing } = await db.as(theService, 'operations', async (tx) => ({
        holds: (await tx.query('select from legal_hold where file = $1', [one.file])).length,
        erasing: (await erasingOf(tx, one.person)).length,
      }));
      assert.equal(holds + erasing, 1, 'one of the two, never both and never neither');
      if (holds) assert.notDeepEqual(await rowsLeft(db, one.file), []);
      else assert.deepEqual(await rowsLeft(db, one.file), []);
      if (holds) held += 1;
      else erased += 1;
    }
    t.diagnostic(`${erased} erased, ${held} held`);
  }),
);

onEveryEngine('of every table that names a file it is said whether its rows go or stay', async (_t, db) => {
  const rows = await db.as(theService, 'operations', (tx) =>
    tx.query<{ name: string }>(
      `select case n.nspname when 'public' then '' else n.nspname || '.' end || c.relname as name from pg_attribute a join pg_class c on c.oid = a.attrelid
       join pg_namespace n on n.oid = c.relnamespace
       where a.attname = 'file' and c.relkind = 'r' and n.nspname in ('public', 'keys') and not a.attisdropped`,
    ),
  );
  assert.ok(rows.length > 20);
  const said = [...goneWithFile, ...Object.keys(staysOfFile)];
  assert.deepEqual(
    rows.map((row) => row.name).filter((name) => !said.includes(name)),
    [],
    'new tables: say in src/kit/store/erase.ts what becomes of their rows when a file is erased',
  );
});

onPostgres('a line of the tombstones changed, taken out or put elsewhere is found out; one cut short at its end was never acknowledged', (_t, db) =>
  placed(db, async (place) => {
    const all = await ended(place, 3);
    await inHouse(place, sentOn, async (house, base) => {
      const [oak, elder] = [await asAdministrator(base, 'practice-oak'), await asAdministrator(base, 'practice-elder')];
      for (const one of all) {
        await oak.submit('/retention', { reference: one.reference }, '/retention/ask');
        await elder.answer(one.person, 'approve');
        await house.settled();
      }
    });
    const text = await readFile(place.tombstones, 'utf8');
    const lines = text.split('\n').slice(0, -1);
    assert.equal(lines.length, 3);
    for (const wrong of [
      [lines[0], lines[2]],
      [lines[1], lines[0], lines[2]],
      [lines[0]?.replace('2024', '2025'), lines[1], lines[2]],
    ]) {
      await writeFile(place.tombstones, `${wrong.join('\n')}\n`);
      await assert.rejects(readTombstones(place.tombstones), TombstonesBroken);
    }
    await writeFile(place.tombstones, text.slice(0, -20));
    assert.equal((await readTombstones(place.tombstones)).marks.size, 2);
  }),
);
