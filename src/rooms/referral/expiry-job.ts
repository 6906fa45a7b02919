// Destroys drafts that nobody has written to for too long: run by the service each hour, under operations.
import type { Day } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { expiryOf } from './expiry.ts';
import { destroyDraft, lastWritten, waitsForPolice } from './store.ts';

/** Gives how many were destroyed. A draft with an image sealed away stays until the police have it. */
export async function destroyExpired(kit: Pick<Kit, 'db' | 'law'>, today: Day): Promise<number> {
  const all = await kit.db.as(theService, 'operations', (tx) => lastWritten(tx));
  const expired = all.filter((draft) => expiryOf(kit.law, draft.nation, draft.lastDay, today)?.expired);
  let destroyed = 0;
  for (const { file } of expired) {
    destroyed += await kit.db.as(theService, 'operations', async (tx) => {
      const [still] = (await lastWritten(tx)).filter((one) => one.file === file);
      if (!still || !expiryOf(kit.law, still.nation, still.lastDay, today)?.expired) return 0;
      if (await waitsForPolice(tx, file)) return 0;
      await destroyDraft(tx, file);
      return 1;
    });
  }
  return destroyed;
}
