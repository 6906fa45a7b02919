// The key of a receiving team: renewed by two of the team, and kept for reading until nothing is left that may have been sealed to it.
import { addMinutes, type Instant } from '#base/day.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import type { Team } from '#rooms/signal/store.ts';
import { endOfRecipient, retireKeys } from './store.ts';

/**
 * A form that was open when the key changed seals in the browser to the old half, and who writes there must not lose it: for so many days after the
 * change it is taken as before. The service's own rule; the database counts the same days before it lets an old key go (0396). A form left open for
 * longer is answered that it was not kept, with the new half in it.
 */
export const oldPageDays = 7;

/** Whether what a browser has sealed to a half of the team's key opens still, and for some time. Another's key, or one long ended: it is not taken. */
export async function stillTaken(kit: Kit, team: Team, recipient: string, now: Instant): Promise<boolean> {
  const found = await kit.db.as(theService, 'intake', (tx) => endOfRecipient(tx, team, recipient));
  return found !== undefined && (found.ended === null || now <= addMinutes(found.ended, oldPageDays * 24 * 60));
}

/** Each night: keys that open nothing any more go. Gives how many. */
export const endOldKeys = (kit: Kit): Promise<number> => kit.db.as(theService, 'operations', retireKeys);
