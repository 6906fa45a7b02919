// A bed for tonight, over real HTTP and on both engines: it rings from the sending until somebody takes it on, and tells nobody more than that.
import assert from 'node:assert/strict';
import type { Actor } from '#access/roles.ts';
import { addMinutes, type Instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import { askBed, settleBed } from '#journey/bed.ts';
import { caseStream } from '#journey/file.ts';
import { changeNeeds } from '#journey/referral.ts';
import { supportStream, type Support, type SupportEvent } from '#journey/support.ts';
import { theService } from '#kit/store/database.ts';
import { bedOfCase } from '#rooms/support/store.ts';
import { bedAlarmOf } from '#rooms/support/bed-view.ts';
import { followBed } from '#rooms/support/bed-job.ts';
import { personaOf } from '#practice/people.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, later, sendAs, sit, walking, type Walk } from '#tests/walk.ts';

const alarm = /nrm-alarm__link" href="\/beds">A bed is needed tonight, and none is found yet/;
const needing = { ...adult, needs: ['bed-tonight'], 'given-name': 'Invented', 'family-name': 'Nobody' };
const say = ((_id: string, english: string) => english) as never;
const rings = async ({ house: { kit } }: Walk, persona: string, now: Instant): Promise<boolean> => {
  const actor: Actor = personaOf(persona).actor;
  return (await bedAlarmOf(kit, { actor, say, now } as never)) !== null;
};

onEveryEngine('a bed asked for at night rings for who is on call and the supervisor until somebody takes it on, and a place is found', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference, file } = await sendAs(walk.house, 'practice-amber', needing);
    const [amber, copper, willow, birch] = await Promise.all(
      ['practice-amber', 'practice-copper', 'practice-willow', 'practice-birch'].map((who) => sit(walk, who)),
    );
    assert.ok(amber && copper && willow && birch);
    assert.match((await copper.go('/sent')).text, alarm);
    assert.match((await willow.go('/support')).text, alarm);
    for (const silent of [amber, birch, await sit(walk, 'practice-elm')])
      assert.doesNotMatch((await silent.go('/')).text + (await silent.go('/law')).text, alarm);
    assert.match(
      (await amber.go(`/sent/${reference}`)).text,
      /Nobody has it yet: it rings for every support worker on call[^]*How often does a request for a bed/,
    );

    const listed = (await willow.go('/beds')).text;
    assert.doesNotMatch(listed, new RegExp(`${reference}|${file}|Invented|Nobody<|07700|Metropolitan`), 'neither case nor name nor place');
    const [, record = ''] = /\/beds\/([0-9A-Z-]{14})"/.exec(listed) ?? [];
    assert.equal((await willow.go(`/beds/${record}`)).status, 404, 'nothing is open before it is taken on');
    for (const other of [amber, birch]) assert.equal((await other.go('/beds')).status, 404);

    assert.equal((await willow.submit('/beds', { do: 'take' }, `/beds/${record}`)).to, `/beds/${record}`);
    const { text } = await willow.go(`/beds/${record}`);
    assert.match(text, /Invented[^]*Nobody/);
    assert.match(text, /Invented Town/);
    assert.match(text, /07700 900001/);
    assert.doesNotMatch(text, /wages were kept/, 'no account');
    assert.doesNotMatch(text, alarm);
    assert.doesNotMatch((await copper.go('/sent')).text, alarm);
    assert.match((await amber.go(`/sent/${reference}`)).text, /Practice Support Worker Willow has taken it on at|has taken it on at/);

    assert.equal((await willow.submit(`/beds/${record}`, { do: 'found' })).status, 303);
    assert.match((await amber.go(`/sent/${reference}`)).text, /A place was found at/);
    assert.match((await willow.go('/beds')).text, /No bed is asked for now/);
    const kinds = await past<{ kind: string }>(db, `select kind from event where stream = 'support' and kind like '%Bed%' order by number`);
    assert.deepEqual(
      kinds.map((row) => row.kind),
      ['BedAsked', 'BedAcknowledged', 'BedFound'],
    );
    // The program may do its job twice: nothing more is asked.
    const asked = await walk.house.kit.db.as(theService, 'support', (tx) => bedOfCase(tx, file));
    await followBed(walk.house.kit, file, asked?.number ?? 0);
    assert.equal((await past(db, 'select from bed_of_case where file = $1', [file])).length, 1);
  });
});

onEveryEngine(
  'nobody came: after half an hour it rings for the managers too; a second worker is told whose it is; the supervisor may end it',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { kit } = walk.house;
      const { file } = await sendAs(walk.house, 'practice-amber', needing);
      const now = kit.clock.now();
      assert.deepEqual([await rings(walk, 'practice-elm', now), await rings(walk, 'practice-willow', now)], [false, true]);
      assert.equal(await rings(walk, 'practice-elm', addMinutes(now, 31)), true);
      assert.equal(await rings(walk, 'practice-birch', addMinutes(now, 31)), false, 'a caseworker is no manager');
      assert.equal(await rings(walk, 'practice-slate', addMinutes(now, 31)), false);

      const copper = await sit(walk, 'practice-copper');
      const [, reference = ''] = /\/beds\/([0-9A-Z-]{14})\/arranged/.exec((await copper.go('/beds')).text) ?? [];
      assert.equal((await copper.submit('/beds', {}, `/beds/${reference}/arranged`)).status, 303);
      assert.equal(await rings(walk, 'practice-willow', addMinutes(now, 31)), false);
      assert.equal((await copper.submit('/beds', {}, `/beds/${reference}/arranged`)).status, 404, 'once');

      // What is said later counts at once, in both directions.
      const amber = personaOf('practice-amber').actor;
      const say = async (needs: readonly string[]) => {
        const how = { day: kit.clock.today(), by: amber.person, nation: 'england', confirmed: 'practice' as const };
        const done = await kit.ledger.perform(amber, 'intake', caseStream, file, (state) => changeNeeds(state, { needs: needs as never }, kit.law, how), how);
        assert.ok(done.ok);
        await walk.house.settled();
      };
      await say(['danger-now']);
      await say(['bed-tonight']);
      assert.equal(await rings(walk, 'practice-willow', kit.clock.now()), true);
      await say(['danger-now']);
      assert.equal(await rings(walk, 'practice-willow', addMinutes(now, 31)), false, 'the need went away');
    });
  },
);

onEveryEngine('a bed that a case asks for stands in the support record that runs, and takes nothing away that their worker asked for', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const { file } = await sendAs(walk.house, 'practice-amber', needing);
    const made = await kit.db.as(theService, 'support', (tx) => bedOfCase(tx, file));
    assert.ok(made);
    const amber = personaOf('practice-amber').actor;
    const how = { day: kit.clock.today(), by: amber.person, nation: 'england', confirmed: 'practice' as const };
    const say = async (needs: readonly string[]) => {
      assert.ok((await kit.ledger.perform(amber, 'intake', caseStream, file, (state) => changeNeeds(state, { needs: needs as never }, kit.law, how), how)).ok);
      await walk.house.settled();
    };
    const inRecord = (act: (state: Support) => Outcome<SupportEvent>) => kit.ledger.perform(theService, 'support', supportStream, made.record, act, how);
    const now = async () => {
      const { state } = await kit.db.as(theService, 'support', (tx) => kit.ledger.load(tx, supportStream, made.record));
      const records = await past<{ n: number }>(db, 'select count(*)::int as n from support_record');
      return [state.bed?.state, (await kit.db.as(theService, 'support', (tx) => bedOfCase(tx, file)))?.state, records[0]?.n];
    };
    await say(['danger-now']);
    assert.deepEqual(await now(), ['not-needed', 'not-needed', 1]);
    later(walk, 1);
    await say(['bed-tonight']);
    assert.deepEqual(await now(), ['asked', 'asked', 1], 'asked again, in the same record');
    await say(['danger-now']);
    later(walk, 1);
    assert.ok((await inRecord((state) => askBed(state, { now: kit.clock.now() }))).ok, 'their worker asks for a bed');
    later(walk, 1);
    await say(['bed-tonight']);
    assert.deepEqual(await now(), ['asked', 'asked', 1]);
    await say(['danger-now']);
    assert.deepEqual(await now(), ['asked', 'asked', 1], 'what their worker asked for stays asked');
    assert.ok((await inRecord((state) => settleBed(state, 'not-needed', { by: 'practice-willow', now: kit.clock.now() }))).ok);
    assert.deepEqual(await now(), ['not-needed', 'not-needed', 1]);
  });
});

onEveryEngine('the database keeps one open request a case, reopens none, and shows no other team or provider’s colleague a row', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const { file } = await sendAs(walk.house, 'practice-amber', needing);
    const made = await kit.db.as(theService, 'support', (tx) => bedOfCase(tx, file));
    assert.ok(made);
    await assert.rejects(
      kit.db.as(theService, 'support', (tx) =>
        tx.query(`insert into bed_of_case (file, number, record, state, asked_at, since_at) values ($1, 999, $2, 'asked', now(), now())`, [file, made.record]),
      ),
      /bed_of_case_one_open|unique/,
    );
    await kit.db.as(theService, 'support', (tx) => tx.query(`update bed_asked set state = 'not-needed', by_person = 'system' where file = $1`, [made.record]));
    await assert.rejects(
      kit.db.as(theService, 'support', (tx) => tx.query(`update bed_asked set state = 'asked' where file = $1`, [made.record])),
      /settled/,
    );
    for (const [persona, purpose, table] of [
      ['practice-slate', 'intake', 'bed_of_case'],
      ['practice-flint', 'intake', 'bed_of_case'],
      ['practice-willow', 'support', 'bed_of_case'],
    ] as const)
      assert.deepEqual(await kit.db.as(personaOf(persona).actor, purpose, (tx) => tx.query(`select file from ${table}`)), [], `${persona} ${table}`);
  });
});
