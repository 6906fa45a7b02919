// Whether an interpreter stands in what was told of the person: then they are no stranger to it, and another is booked.
import { refuse, type Refused } from '#base/outcome.ts';
import type { RefusalCode } from '#journey/refusals.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { namesThem } from '#kit/store/standing.ts';
import type { Said } from '#rooms/support/step.ts';
import type { OpenRecord } from './support-record.ts';

/** Compared by search tokens alone: nothing of the case is opened, and where they stand in it is not said. */
export async function namesInterpreter(kit: Kit, record: OpenRecord, said: Said): Promise<Refused | undefined> {
  const [name, phone] = [said['interpreter-name'], said['interpreter-phone']];
  const facts = [
    ...(typeof name === 'string' && name !== '' ? [{ how: 'name', text: name } as const] : []),
    ...(typeof phone === 'string' && phone !== '' ? [{ how: 'phone', text: phone } as const] : []),
  ];
  if (facts.length === 0) return undefined;
  const bound = await kit.db.as(theService, 'identification', async (tx) => {
    for (const one of record.cases) if (await namesThem(tx, one.file, facts)) return true;
    return false;
  });
  const code: RefusalCode = 'interpreter-bound';
  return bound ? refuse(code) : undefined;
}
