// The turn of the day: each hour, and at the start, worklist rows that change by the mere passing of days are worked out anew.
import type { Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { turnSome } from './queue.ts';

/** A few cases a transaction: whoever reads a page meanwhile gets their turn in between. `ended`: the program stops, the rest waits. */
export async function turnOfDay(kit: Pick<Kit, 'db' | 'law' | 'ledger'>, today: Day, ended: () => boolean = () => false): Promise<void> {
  let after: FileId | null = null;
  do {
    const from: FileId | null = after;
    after = await kit.db.as(theService, 'operations', (tx) => turnSome(kit, tx, today, from));
  } while (after && !ended());
}
