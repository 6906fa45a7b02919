// Support beside the case over real HTTP, on both engines: it opens with a positive decision, ends with the case, and tells nothing of it.
import assert from 'node:assert/strict';
import type { FileId } from '#base/id.ts';
import { join, part, personStream } from '#journey/person.ts';
import { endSupport, supportStream } from '#journey/support.ts';
import { theService } from '#kit/store/database.ts';
import { filesOf, personOf } from '#kit/store/persons.ts';
import { givePerson } from '#rooms/person/job.ts';
import { followSupport } from '#rooms/support/job.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { adult, positive, sendAs, visitor, walking, type Walk } from '#tests/walk.ts';

const aReference = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/g;

async function visit({ base }: Walk, persona: string) {
  const made = visitor(base);
  await made.signIn(persona);
  return made;
}

/** The files of a case's person, as the ledger and as the copy beside it say. */
async function personsFiles({ house: { kit } }: Walk, file: FileId) {
  return kit.db.as(theService, 'support', async (tx) => {
    const person = await personOf(tx, file);
    assert.ok(person);
    const files = await filesOf(tx, person);
    const { state } = await kit.ledger.load(tx, personStream, person);
    assert.deepEqual(new Set(state.files.map((one) => one.file)), new Set(files.map((one) => one.id)), 'the copy follows the ledger');
    const records = [];
    for (const one of files) if (one.kind === 'support') records.push((await kit.ledger.load(tx, supportStream, one.id)).state);
    return { person, files, records };
  });
}

onEveryEngine('a referral has a person of its own; a positive first decision opens support, which lists no more than it must', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber', { ...adult, nation: 'scotland' });
    assert.deepEqual(
      (await personsFiles(walk, file)).files.map((one) => one.kind),
      ['case'],
    );
    const willow = await visit(walk, 'practice-willow');
    assert.match((await willow.go('/support')).text, /Nobody here now/);
    const birch = await visit(walk, 'practice-birch');
    assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    await walk.house.settled();

    const { text, status } = await willow.go('/support');
    assert.equal(status, 200);
    const listed = new Set(text.match(aReference) ?? []);
    assert.equal(listed.size, 1);
    assert.ok(!listed.has(reference), 'support has a reference of its own');
    assert.match(text, /15 January 2024/);
    assert.match(text, /14 April 2024, or the final decision where that comes first/);
    assert.match(text, /Scotland/);
    assert.match(text, /How long does support last/);
    assert.doesNotMatch(text, /invented reason|Invented Town|wages|07700/, 'neither reasons nor account nor address');

    const [own = ''] = listed;
    for (const path of [`/case/${reference}`, `/case/${own}`, `/case/${reference}/decide`, '/desk']) {
      assert.equal((await willow.go(path)).status, 404, `a support worker at ${path}`);
    }
    for (const path of ['/support', `/case/${own}`, `/evidence/${own}`]) assert.equal((await birch.go(path)).status, 404, `a decision maker at ${path}`);
    const amber = await visit(walk, 'practice-amber');
    for (const path of ['/support', `/asked/${own}`]) assert.equal((await amber.go(path)).status, 404, `a referrer at ${path}`);
    assert.doesNotMatch((await birch.go(`/case/${reference}`)).text, new RegExp(own));
  });
});

onEveryEngine('a job done twice changes nothing, and support ends with the case', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const birch = await visit(walk, 'practice-birch');
    assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    await walk.house.settled();
    const once = await personsFiles(walk, file);
    for (let round = 0; round < 2; round += 1) {
      await givePerson(kit, file);
      await followSupport(kit, file);
    }
    const twice = await personsFiles(walk, file);
    assert.deepEqual(twice, once);
    assert.deepEqual(
      twice.records.map((one) => [one.because, one.nation, one.since, one.ended]),
      [['reasonable-grounds', 'england', '2024-01-15', null]],
    );

    const willow = await visit(walk, 'practice-willow');
    assert.match((await willow.go('/support')).text, /At least 14 February 2024, and on until the final decision/);
    assert.equal((await birch.submit(`/case/${reference}/do/withdraw`, { 'withdraw-by': 'person' })).status, 303);
    await walk.house.settled();
    assert.match((await willow.go('/support')).text, /Nobody here now/);
    await followSupport(kit, file);
    const { records, person } = await personsFiles(walk, file);
    assert.deepEqual(
      records.map((one) => [one.ended, one.why]),
      [['2024-01-15', 'case-ended']],
    );
    const jobs = await kit.db.as(theService, 'operations', (tx) => tx.query(`select name from job where state <> 'done'`));
    assert.deepEqual(jobs, []);
    assert.equal((await kit.db.as(theService, 'operations', (tx) => filesOf(tx, person))).length, 2);
  });
});

onEveryEngine('who was found a bed before any decision has one record: a positive decision goes on in it, and no decision ends it before', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file, reference } = await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'] });
    await walk.house.settled();
    const [night] = (await personsFiles(walk, file)).records;
    assert.deepEqual([night?.because, night?.since, night?.owedSince], ['emergency', '2024-01-15', null]);
    const willow = await visit(walk, 'practice-willow');
    assert.match((await willow.go('/support')).text, /As long as it is needed/);
    const birch = await visit(walk, 'practice-birch');
    assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    await walk.house.settled();
    await followSupport(walk.house.kit, file);
    const { records } = await personsFiles(walk, file);
    assert.equal(records.length, 1);
    assert.deepEqual([records[0]?.because, records[0]?.owedSince, records[0]?.bed?.state], ['reasonable-grounds', '2024-01-15', 'asked']);
    assert.match((await willow.go('/support')).text, /and on until the final decision/);
    assert.equal((await birch.submit(`/case/${reference}/do/withdraw`, { 'withdraw-by': 'person' })).status, 303);
    await walk.house.settled();
    assert.equal((await personsFiles(walk, file)).records[0]?.why, 'case-ended');
  });
});

onEveryEngine('what a support worker ended is not opened again, and a second case of the same person opens no second record', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const [first, second] = [await sendAs(walk.house, 'practice-amber'), await sendAs(walk.house, 'practice-juniper')];
    const { person } = await personsFiles(walk, first.file);
    const old = await personsFiles(walk, second.file);
    const about = { day: kit.clock.today(), nation: 'england' };
    const [personA, personB] = [person, old.person];
    assert.notEqual(personA, personB, 'nobody is matched by the program');
    await kit.ledger.perform(theService, 'identification', personStream, personB, (state) => part(state, { file: second.file, why: 'joined-another' }), about);
    // Joined as if somebody had judged it: who may judge is proved in duplicates.test.ts.
    await ownerOf(db)('alter table event disable trigger match_by_people');
    try {
      await kit.ledger.perform(
        theService,
        'identification',
        personStream,
        personA,
        (state) => join(state, { file: second.file, how: 'confirmed-match' }),
        about,
      );
    } finally {
      await ownerOf(db)('alter table event enable trigger match_by_people');
    }

    const birch = await visit(walk, 'practice-birch');
    for (const { reference } of [first, second]) assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
    await walk.house.settled();
    const { files, records } = await personsFiles(walk, second.file);
    assert.deepEqual([files.length, records.length], [3, 1]);
    assert.equal((await birch.submit(`/case/${first.reference}/do/withdraw`, { 'withdraw-by': 'person' })).status, 303);
    await walk.house.settled();
    assert.equal((await personsFiles(walk, first.file)).records[0]?.ended, null, 'the other case still gives it');

    const support = files.find((one) => one.kind === 'support')?.id;
    assert.ok(support);
    await kit.ledger.perform(theService, 'support', supportStream, support, (state) => endSupport(state, { why: 'moved-on' }, about.day), about);
    await followSupport(kit, second.file);
    assert.equal((await personsFiles(walk, second.file)).records.length, 1);
  });
});
