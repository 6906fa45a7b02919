// Where an ask stands behind a number, and what whoever has it chooses. A number that is nobody's costs the same and shows nothing.
import type { Day, Instant } from '#base/day.ts';
import { chooseReferral, noAsks, type Asks, type ReferralChoice } from '#journey/ask.ts';
import { bucketOf, signalStream } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { newFileId } from '#kit/store/files.ts';
import { unlocked, type ReceiptCode } from '#rooms/signal/code.ts';
import { paced } from '#rooms/signal/pace.ts';
import { alone, behindCode, indexKey } from '#rooms/signal/store.ts';

export type Choosing = { readonly choice: ReferralChoice; readonly atOnce: boolean };
type When = { readonly day: Day; readonly now: Instant };

/** As it stands after the choice, where one is made. A choice that has nothing to choose changes nothing and says nothing. */
export const asksBehind = (kit: Kit, code: ReceiptCode, choosing: Choosing | null, when: When): Promise<Asks> => paced(() => found(kit, code, choosing, when));

async function found(kit: Kit, code: ReceiptCode, choosing: Choosing | null, { day, now }: When): Promise<Asks> {
  const key = await kit.db.publicly((tx) => Promise.resolve(indexKey(tx)));
  const { name } = await unlocked(key, code);
  let asks = noAsks;
  await kit.ledger.together(theService, 'intake', async (tx) => {
    await alone(tx, name);
    const file = (await behindCode(tx, name))?.file ?? newFileId();
    const before = (await kit.ledger.load(tx, signalStream, file)).state;
    asks = before.asking;
    if (!choosing || chooseReferral(before, choosing, bucketOf(now)).ok === false) return undefined;
    const how = { day, nation: kit.law.nations[0]?.code ?? '' };
    const done = await kit.ledger.within(tx, signalStream, file, (state) => chooseReferral(state, choosing, bucketOf(now)), how);
    if (!done.ok) return done;
    asks = done.state.asking;
    return undefined;
  });
  return asks;
}
