// Somebody comes back: a further referral joins the person by a judgement with a reason, counts as of then, opens nothing to anybody new, and can be parted.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import type { FileId } from '#base/id.ts';
import { done } from '#base/outcome.ts';
import { personStream } from '#journey/person.ts';
import { giveDoor } from '#journey/own-door.ts';
import { supportStream } from '#journey/support.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { fileOf } from '#kit/store/files.ts';
import { personOf } from '#kit/store/persons.ts';
import { counted } from '#kit/store/statistics.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine, ownerOf } from '#tests/engines.ts';
import { adult, sendAs, sit, standAt, stateOf, take, walking, type Visitor, type Walk } from '#tests/walk.ts';

const person = (db: Database, file: FileId) => db.as(theService, 'identification', (tx) => personOf(tx, file));
const ivy = { 'given-name': 'Invented', 'family-name': 'Person-Ivy', 'birth-date': '1999-03-27' };
const why = 'They told it themselves, and the birth date fits. (Invented.)';

/** Support begun at once by a worker, and its file. */
async function begun({ house: { kit } }: Walk, worker: Visitor): Promise<{ reference: string; file: FileId }> {
  const first = await worker.go('/begin');
  const file = /name="file" value="([^"]+)"/.exec(first.text)?.[1] as FileId;
  const said = {
    file,
    'begin-nation': 'england',
    'begin-age': 'adult',
    'begin-safe': 'no',
    'support-urgency': 'now',
    'support-need': 'A bed, invented.',
    'support-ways': 'person',
    'support-where': '07700 900123',
    'support-rules': 'Never text.',
    'support-checked': 'yes',
  };
  const answer = await worker.submit('/begin', said);
  assert.equal(answer.status, 303);
  const reference = (await kit.db.as(theService, 'support', (tx) => fileOf(tx, file)))?.reference;
  assert.ok(reference);
  return { reference, file };
}

onEveryEngine('a further referral joins the person by a judgement with a reason, and is parted again; nobody sees a case through it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const earlier = await sendAs(walk.house, 'practice-amber', { ...adult, ...ivy });
    const later = await sendAs(walk.house, 'practice-amber', { ...adult, ...ivy, 'contact-phone': '07700 900777' });
    const other = await sendAs(walk.house, 'practice-amber', {
      ...adult,
      'given-name': 'Invented',
      'family-name': 'Person-Oak',
      'contact-phone': '07700 900778',
    });
    const [birch, cedar] = [await sit(walk, 'practice-birch'), await sit(walk, 'practice-cedar')];
    await take(birch, later.reference, 'practice-birch');
    await take(cedar, earlier.reference, 'practice-cedar');
    const at = `/case/${later.reference}/do/known-before`;

    const shown = await birch.go(at);
    assert.match(shown.text, new RegExp(`${earlier.reference}.*a name, the date of birth`, 's'), 'two facts fit');
    assert.ok(!shown.text.includes(other.reference), 'a name alone finds nobody');
    assert.doesNotMatch(shown.text, new RegExp(`href="/case/${earlier.reference}"`), 'what stands in it is not theirs to open');
    assert.match((await birch.go(`${at}?of=${earlier.reference}`)).text, new RegExp(`value="${earlier.reference}"`));
    const [was, into] = [await person(db, later.file), await person(db, earlier.file)];

    const said = { 'known-before-of': earlier.reference, 'known-before-since': 'new', 'known-before-why': why };
    const silent = await birch.submit(at, { ...said, 'known-before-why': '' });
    assert.equal(silent.status, 400, 'a reason is asked');
    assert.match(silent.text, /href="#known-before-why"/);
    assert.match(silent.text, new RegExp(`value="${earlier.reference}"`), 'what was typed stays');
    assert.match((await birch.submit(at, { ...said, 'known-before-of': 'AAAA-0000-0000' })).text, /Write the reference of a case that you decide/);
    assert.match((await birch.submit(at, { ...said, 'known-before-of': later.reference })).text, /reference of the case itself/);
    assert.doesNotMatch((await cedar.submit(`/case/${earlier.reference}/acts`, said, at)).to ?? '', /^\/case\/[^/]+$/, 'who does not have it joins nothing');
    await walk.house.settled();
    assert.equal(await person(db, later.file), was);

    await assert.rejects(
      kit.ledger.perform(
        theService,
        'identification',
        personStream,
        into as FileId,
        () =>
          done({ kind: 'FileJoined' as const, file: later.file, how: 'confirmed-match' as const, by: 'practice-birch', with: later.file, from: String(was) }),
        { day: kit.clock.today(), nation: 'england' },
      ),
      /nobody has judged this match/,
    );
    assert.equal((await birch.submit(at, said)).status, 303);
    await walk.house.settled();
    assert.equal(await person(db, later.file), into, 'one person now');
    assert.deepEqual((await stateOf(walk, later.file)).decision.ended, null, 'the case goes on');
    const overview = (await birch.go(`/case/${later.reference}`)).text;
    assert.match(overview, /a further referral of somebody known before, about exploitation since then/);
    assert.match(overview, new RegExp(`Also referred as:.*${earlier.reference}`, 's'));
    assert.ok(overview.includes(why.slice(0, 20)), 'the reason stands at the step');
    assert.doesNotMatch((await birch.go(`/case/${earlier.reference}`)).text, /What is held/, 'and the earlier case opens no more than before');
    assert.match((await birch.submit(`/case/${later.reference}/do/duplicate`, { 'duplicate-of': other.reference })).text, /joined to an earlier one already/);
    assert.equal((await birch.submit(at, said)).status, 409, 'joined once');

    assert.equal((await birch.submit(`/case/${later.reference}/do/not-known-before`, { 'not-known-before-why': 'It was a cousin. (Invented.)' })).status, 303);
    await walk.house.settled();
    assert.equal(await person(db, later.file), was, 'back with the person it came from');
    assert.equal(await person(db, earlier.file), into);
    assert.equal((await birch.submit(at, said)).status, 303, 'and may be joined again');
    await walk.house.settled();
    assert.equal(await person(db, later.file), into);
  });
});

onEveryEngine('figures count a further referral after support ended from the day that it was joined, and no longer once it is parted', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    standAt(walk, '2023-10-02T09:00:00.000Z');
    const willow = await sit(walk, 'practice-willow');
    const first = await begun(walk, willow);
    const referral = await sendAs(walk.house, 'practice-amber', { ...adult, ...ivy });
    const known = `/support/${first.reference}/step/known-before`;
    assert.equal(
      (await willow.submit(known, { 'known-before-reference': referral.reference, 'known-before-words': why })).status,
      303,
      'a record that began before any referral takes in the one that came after',
    );
    await walk.house.settled();
    standAt(walk, '2023-10-20T09:00:00.000Z');
    const leaving = { 'leave-why': 'needs-met', sure: 'yes' };
    assert.equal((await willow.submit(`/support/${first.reference}/step/leave-support`, leaving)).status, 303);
    await walk.house.settled();

    standAt(walk, '2024-01-15T12:00:00.000Z');
    // No bed tonight: emergency support begins for them at once, as for somebody nobody knows yet.
    const later = await sendAs(walk.house, 'practice-amber', { ...adult, ...ivy, needs: ['bed-tonight'] });
    await walk.house.settled();
    const birch = await sit(walk, 'practice-birch');
    await take(birch, later.reference, 'practice-birch');
    await take(birch, referral.reference, 'practice-birch');
    const again = async () =>
      (await kit.db.as(theService, 'support', (tx) => counted(tx, first.file)))
        .filter((row) => /again/.test(row.question))
        .map(({ question, code, validFrom }) => `${question} ${code} ${validFrom}`)
        .sort();
    assert.deepEqual(await again(), []);
    const said = { 'known-before-of': referral.reference, 'known-before-since': 'new', 'known-before-why': why };
    assert.equal((await birch.submit(`/case/${later.reference}/do/known-before`, said)).status, 303);
    await walk.house.settled();
    assert.deepEqual(await again(), ['support-again emergency 2024-01-15', 'support-referred-again new 2024-01-15'], 'came back, and exploited anew');

    assert.equal((await birch.submit(`/case/${later.reference}/do/not-known-before`, { 'not-known-before-why': why })).status, 303);
    await walk.house.settled();
    assert.deepEqual(await again(), []);
    const kept = await db.as(theService, 'support', (tx) =>
      tx.query<{ n: number }>(`select count(*)::int as n from event where kind in ('FileJoined', 'FileParted')`),
    );
    assert.ok((kept[0]?.n ?? 0) >= 6, 'every step stands in the record');
  });
});

onEveryEngine('a person found under another name: a worker joins two records that their organisation keeps, and parts them again', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const [willow, hornbeam] = [await sit(walk, 'practice-willow'), await sit(walk, 'practice-hornbeam')];
    const [one, two] = [await begun(walk, willow), await begun(walk, hornbeam)];
    const [was, into] = [await person(db, one.file), await person(db, two.file)];
    const at = `/support/${one.reference}/step/known-before`;
    const say = (reference: string) => willow.submit(at, { 'known-before-reference': reference, 'known-before-words': why });
    const away = await begun(walk, hornbeam);
    await ownerOf(db)(`update file set organisation = 'practice-elsewhere' where id = '${away.file}'`);
    for (const wrong of ['AAAA-0000-0000', 'nothing', away.reference]) {
      const answer = await say(wrong);
      assert.equal(answer.status, 400, 'no such record, no reference and one of another organisation look alike');
      assert.match(answer.text, /Write the reference of a support record that your organisation keeps/);
      assert.ok(answer.text.includes('Invented'), 'what was typed stays');
    }
    assert.match((await say(one.reference)).text, /already one of this person’s/);
    assert.equal((await hornbeam.submit(`/support/${two.reference}`, { 'known-before-reference': two.reference, 'known-before-words': why }, at)).status, 404);
    // Words that were given in a record open the person's door whichever person it stands with.
    const door = randomBytes(32).toString('hex');
    const how = { day: kit.clock.today(), nation: 'england' };
    const given = await kit.ledger.perform(
      theService,
      'support',
      supportStream,
      one.file,
      (state) => giveDoor(state, { door }, { by: 'practice-willow', now: kit.clock.now() }),
      how,
    );
    assert.ok(given.ok);
    const doorOf = async () => (await past<{ person: string }>(db, 'select person from own_door where door = $1', [door]))[0]?.person;
    assert.equal(await doorOf(), was);
    assert.equal((await say(two.reference)).status, 303);
    await walk.house.settled();
    assert.equal(await person(db, one.file), into);
    assert.equal(await doorOf(), into);
    const page = (await willow.go(`/support/${one.reference}`)).text;
    assert.match(page, new RegExp(`Other records of this person.*${two.reference}.*open.*Two records are open`, 's'));
    assert.match(page, /found to be known here before/);
    assert.doesNotMatch((await willow.go(`/support/${two.reference}`)).text, /Write a note|Do something/, 'a colleague’s record stays theirs');
    await assert.rejects(
      kit.ledger.perform(theService, 'support', supportStream, one.file, () => done({ kind: 'KnownBefore' as const, of: two.file } as never), {
        day: kit.clock.today(),
        nation: 'england',
      }),
      /known_by_people/,
    );
    assert.equal((await willow.submit(`/support/${one.reference}/step/not-known-before`, { 'not-known-before-words': 'A cousin. (Invented.)' })).status, 303);
    await walk.house.settled();
    assert.equal(await person(db, one.file), was);
    assert.equal(await doorOf(), was);
    assert.doesNotMatch((await willow.go(`/support/${one.reference}`)).text, /Other records of this person/);
  });
});
