// What is done behind the answer once somebody came in by a door: words said under duress ring for who looks after the person.
import { raiseAlarm } from '#journey/own-door.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { heard, unheard } from './store.ts';

/** It looks at who came in and not at the job, so that it may run twice, late or after a crash half-way: nothing rings twice. */
export async function raiseAlarms(kit: Kit): Promise<void> {
  for (const { visit, file, door } of await kit.db.as(theService, 'operations', unheard)) {
    const now = kit.clock.now();
    await kit.ledger.perform(theService, 'support', supportStream, file, (state) => raiseAlarm(state, door, now), {
      day: kit.clock.today(),
      at: now,
      nation: await nationOf(kit, file),
    });
    await kit.db.as(theService, 'operations', (tx) => heard(tx, visit));
  }
}

const nationOf = (kit: Kit, file: Parameters<typeof kit.ledger.load>[2]): Promise<string> =>
  kit.db.as(theService, 'support', async (tx) => (await kit.ledger.load(tx, supportStream, file)).state.nation);
