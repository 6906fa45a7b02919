// The turn of the day, case by case, on both engines.
import assert from 'node:assert/strict';
import { addDays, day } from '#base/day.ts';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, startWalk } from '#tests/walk.ts';
import { turnOfDay } from './turn-job.ts';

onEveryEngine('a removal that was far off presses once it is near, and has passed the day after it, in every case of a long list', async (_t, db) => {
  const today = day('2024-01-15');
  const removal = day('2024-03-01');
  const walk = await startWalk(db, today);
  try {
    const { house } = walk;
    const answers = { ...adult, needs: ['removal'], 'removal-date': removal };
    for (let i = 0; i < 23; i += 1) await sendAs(house, 'practice-amber', answers);
    const harms = (): Promise<string[]> =>
      db.as(theService, 'operations', async (tx) =>
        (await tx.query<{ said: string }>(`select distinct array_to_string(harms, ' ') as said from queue`)).map((row) => row.said),
      );
    assert.deepEqual(await harms(), ['removal']);
    await turnOfDay(house.kit, addDays(removal, -3));
    assert.deepEqual(await harms(), ['removal-soon']);
    await turnOfDay(house.kit, addDays(removal, 1));
    assert.deepEqual(await harms(), ['date-passed']);
    let asked = 0;
    await turnOfDay(house.kit, today, () => (asked += 1) > 0);
    assert.equal(asked, 1, 'it stops between two lots when the program does');
    assert.deepEqual((await harms()).sort(), ['date-passed', 'removal'], 'and goes on from the beginning another time');
  } finally {
    await walk.close();
  }
});
