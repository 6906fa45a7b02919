// What the program does on the worklist when a day has come: it asks again where the rule says so, and gives back
// what was covered; and what it puts down for those who answered beside the case.
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Outcome } from '#base/outcome.ts';
import { chaseDue } from '#journey/chase.ts';
import { answer } from '#journey/decision.ts';
import type { Act, CaseEvent } from '#journey/events.ts';
import { caseStream, type CaseFile } from '#journey/file.ts';
import { endCover } from '#journey/forward.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { leavesOver, toAskAgain, type DayCame, type Named } from './tables.ts';

type Doing = (state: CaseFile, act: Act) => Outcome<CaseEvent>;

/** Case by case, each in a transaction of its own. What the act refuses (answered meanwhile, closed) is left as it is. */
async function inEach(kit: Kit, today: Day, came: DayCame, act: Doing, ended: () => boolean): Promise<void> {
  const confirmed = await kit.confirmed();
  for (let after: FileId | null = null; !ended();) {
    const from: FileId | null = after;
    const some: readonly Named[] = await kit.db.as(theService, 'operations', (tx) => came(tx, today, from));
    for (const { file, nation } of some) {
      const how: Act = { day: today, by: theService.person, nation, confirmed };
      await kit.ledger.perform(theService, 'identification', caseStream, file, (state) => act(state, how), { day: today, nation });
    }
    after = some.at(-1)?.file ?? null;
    if (!after) return;
  }
}

export const askAgain = (kit: Kit, today: Day, ended: () => boolean = () => false): Promise<void> =>
  inEach(kit, today, toAskAgain, (state, how) => chaseDue(state, kit.law, how), ended);

export const endLeaves = (kit: Kit, today: Day, ended: () => boolean = () => false): Promise<void> => inEach(kit, today, leavesOver, endCover, ended);

/** An answer that somebody beside the case wrote is put down in its course, in their name. Done again it finds it answered. */
export async function putDownAnswer(kit: Kit, file: FileId, needs: Readonly<Record<string, unknown>>): Promise<void> {
  const { question, by } = needs;
  if (typeof question !== 'string' || typeof by !== 'string') return;
  const { nation } = await kit.db.as(theService, 'identification', async (tx) => (await kit.ledger.load(tx, caseStream, file)).state);
  const today = kit.clock.today();
  const how: Act = { day: today, by, nation, confirmed: await kit.confirmed() };
  await kit.ledger.perform(theService, 'identification', caseStream, file, (state) => answer(state, { question, by }, kit.law, how), { day: today, nation });
}
