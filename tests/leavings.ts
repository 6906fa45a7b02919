// People who are taken out while they ask for pages: no page that was asked for after the end may be answered.
import { sessionsIn, staffIdleMinutes } from '#kit/web/store.ts';
import { people } from '#kit/web/sign-in/entry.ts';
import { officesOf } from '#kit/web/sign-in/store.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { endOne, endVisitsOf, grantsOf, leave } from '#rooms/staff/store.ts';
import { firstTwo, organisation, somebody, startAtWork, type Both } from './at-work.ts';
import { freePort, liar } from './issuer.ts';

export type Left = { readonly endings: number; readonly before: number; readonly after: number; readonly late: number };

type Ending = (db: Database, by: Both, staff: string) => Promise<unknown>;
const endings: readonly Ending[] = [
  (db, by, staff) => db.as(by.one, 'operations', (tx) => leave(tx, staff)),
  (db, by, staff) => db.as(by.two, 'operations', (tx) => endVisitsOf(tx, staff)),
  (db, by, staff) => db.as(by.one, 'operations', async (tx) => endOne(tx, 'staff_grant', (await grantsOf(tx, staff))[0]?.id ?? '')),
];

/** `late`: pages served although they were asked for after the end had been acknowledged. */
export async function leavings(db: Database, rounds: number): Promise<Left> {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const issuer = await liar(() => ({ sub: 'nobody' }));
  const work = await startAtWork(db, origin, issuer.url, 1000);
  const visits = sessionsIn(db, staffIdleMinutes, people);
  let [before, after, late] = [0, 0, 0];
  try {
    const { one, two } = await firstTwo(db);
    const by = { one, two };
    await organisation(db, by, { code: 'heron-police', kind: 'police' });
    for (let round = 0; round < rounds; round += 1) {
      const staff = await somebody(db, by, { name: 'Invented Leaver', email: `leaver-${round}@police.example`, at: 'heron-police', role: 'first-responder' });
      const [office] = await db.as(theService, 'operations', (tx) => officesOf(tx, staff));
      if (!office) throw new Error('nobody was let in');
      const cookie = await visits.begin({ id: staff, actor: office, grant: office.grant }, 'en');
      let ended = Infinity;
      const asks = async (): Promise<void> => {
        // Some pages before the end, some around it, some after: however the moments fall, each is judged by when it was asked for.
        for (let page = 0; page < 12; page += 1) {
          const from = performance.now();
          const { status } = await fetch(`${origin}/sent`, { redirect: 'manual', headers: { cookie: `nrm_session=${cookie}` } });
          if (status !== 200 && status !== 303) throw new Error(`a page answered ${status}`);
          if (status === 200) before += 1;
          else after += 1;
          if (from > ended && status === 200) late += 1;
        }
      };
      const end = async (): Promise<void> => {
        await fetch(`${origin}/sent`, { redirect: 'manual', headers: { cookie: `nrm_session=${cookie}` } });
        await endings[round % endings.length]?.(db, by, staff);
        ended = performance.now();
      };
      await Promise.all([asks(), asks(), asks(), end()]);
    }
    return { endings: rounds, before, after, late };
  } finally {
    await work.close();
    await issuer.close();
  }
}
