// A duplicate is joined by a judgement that can be undone: two persons become one and two again, and nothing is overwritten.
import assert from 'node:assert/strict';
import type { FileId } from '#base/id.ts';
import { done } from '#base/outcome.ts';
import { personStream } from '#journey/person.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { personOf } from '#kit/store/persons.ts';
import { followMatch } from '#rooms/person/match-job.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, startWalk, take, visitor } from '#tests/walk.ts';

const person = (db: Database, file: FileId) => db.as(theService, 'identification', (tx) => personOf(tx, file));

onEveryEngine('a duplicate’s person joins that of the case that is kept, by whom and with the way back; undone, each is by itself again', async (_t, db) => {
  const walk = await startWalk(db);
  try {
    const [one, kept] = [await sendAs(walk.house, 'practice-amber', adult), await sendAs(walk.house, 'practice-amber', adult)];
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    for (const { reference } of [one, kept]) await take(birch, reference, 'practice-birch');
    const [was, into] = [await person(db, one.file), await person(db, kept.file)];
    assert.notEqual(was, into);
    assert.doesNotMatch((await birch.go(`/case/${kept.reference}`)).text, /Also referred as/);
    const alone = { file: one.file, how: 'confirmed-match', by: 'practice-birch', with: one.file, from: was } as const;
    await assert.rejects(
      walk.house.kit.ledger.perform(
        theService,
        'identification',
        personStream,
        into as FileId,
        () => done({ kind: 'FileJoined' as const, ...alone, from: String(was) }),
        {
          day: walk.house.kit.clock.today(),
          nation: 'england',
        },
      ),
      /nobody has judged this match/,
      'the program confirms no match by itself',
    );
    assert.equal((await birch.submit(`/case/${one.reference}/do/duplicate`, { 'duplicate-of': kept.reference })).status, 303);
    await walk.house.settled();
    assert.equal(await person(db, one.file), into, 'one person now');
    assert.match((await birch.go(`/case/${kept.reference}`)).text, new RegExp(`Also referred as:.*${one.reference}`, 's'));
    const { state, events } = await db.as(theService, 'identification', (tx) => walk.house.kit.ledger.load(tx, personStream, into as FileId));
    assert.deepEqual(
      state.files.map(({ file, how, by }) => ({ file, how, by })),
      [
        { file: kept.file, how: 'same-referral', by: undefined },
        { file: one.file, how: 'confirmed-match', by: 'practice-birch' },
      ],
    );
    await followMatch(walk.house.kit, one.file);
    const again = await db.as(theService, 'identification', (tx) => walk.house.kit.ledger.load(tx, personStream, into as FileId));
    assert.equal(again.events.length, events.length, 'done twice, it does nothing');

    assert.equal((await birch.submit(`/case/${one.reference}/do/not-duplicate`, {})).status, 303);
    await walk.house.settled();
    assert.equal(await person(db, one.file), was, 'back with the person it came from');
    assert.equal(await person(db, kept.file), into);
    assert.doesNotMatch((await birch.go(`/case/${kept.reference}`)).text, /Also referred as/);
    const told = (await db.as(theService, 'identification', (tx) => walk.house.kit.ledger.load(tx, personStream, was as FileId))).events.map(
      ({ event }) => event,
    );
    assert.deepEqual(
      told.map((event) => [event.kind, 'why' in event ? event.why : 'how' in event ? event.how : '']),
      [
        ['FileJoined', 'same-referral'],
        ['FileParted', 'joined-another'],
        ['FileJoined', 'match-undone'],
      ],
      'every step stands in the record',
    );
  } finally {
    await walk.close();
  }
});
