// On whose lists a person stands: by referrals and confirmed links alone, under one case a person, kept in step when files join and part.
import assert from 'node:assert/strict';
import { addDays } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { uk } from '#countries/uk/uk.ts';
import { theService } from '#kit/store/database.ts';
import { counted } from '#kit/store/statistics.ts';
import { personaOf } from '#practice/people.ts';
import { overlapOf } from '#rooms/figures/hidden/overlap.ts';
import { listedTogether } from '#rooms/figures/hidden/store.ts';
import { asOf } from '#rooms/figures/tables.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, sit, take, walking, type Walk } from '#tests/walk.ts';

const listedOf = async ({ house: { kit } }: Walk, file: FileId): Promise<readonly string[]> =>
  (await kit.db.as(theService, 'identification', (tx) => counted(tx, file))).filter((row) => row.question === 'listed').map((row) => row.code);

onEveryEngine('who was referred by the police and by a charity stands on both lists, once; and on one again when the match is undone', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const kept = await sendAs(walk.house, 'practice-amber', adult);
    const again = await sendAs(walk.house, 'practice-saffron', adult);
    await walk.house.settled();
    assert.deepEqual([await listedOf(walk, kept.file), await listedOf(walk, again.file)], [['police-metropolitan'], ['salvation-army']]);

    const birch = await sit(walk, 'practice-birch');
    await take(birch, again.reference, 'practice-birch');
    assert.equal((await birch.submit(`/case/${again.reference}/do/duplicate`, { 'duplicate-of': kept.reference })).status, 303);
    await walk.house.settled();
    const both = await Promise.all([kept, again].map(({ file }) => listedOf(walk, file)));
    assert.deepEqual(both.flat().sort(), ['police-metropolitan', 'salvation-army']);
    assert.ok(
      both.some((one) => one.length === 0),
      'all of it stands under one case',
    );

    const today = kit.clock.today();
    const table = async () =>
      overlapOf(
        uk,
        await kit.db.as(personaOf('practice-heather').actor, 'statistics', async (tx) =>
          listedTogether(tx, { first: addDays(today, -30), last: today }, await asOf(tx)),
        ),
      );
    assert.deepEqual(await table(), { lists: ['NGO and third sector', 'Police'], rows: [{ on: [true, true], people: 1 }] });

    assert.equal((await birch.submit(`/case/${again.reference}/do/not-duplicate`, {})).status, 303);
    await walk.house.settled();
    assert.deepEqual((await table()).rows, [
      { on: [true, false], people: 1 },
      { on: [false, true], people: 1 },
    ]);
  });
});
