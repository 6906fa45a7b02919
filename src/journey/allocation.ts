// Who has a case and until when, and for whom it waits: what need to know is worked out from.
import { addDays, startOf, type Day, type Instant } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import type { CaseFile } from './file.ts';
import { waiting } from './stages.ts';

/** The service's own rule: an allocation in which nobody did anything for half a year is asked about again. Each step renews it. */
export const idleDays = 183;
/** The service's own rule: a closed case stays with who had it for six weeks: the month in which somebody may ask to look again, and time for its letters. */
export const closedDays = 42;

export type Standing = { readonly heldBy: string | null; readonly heldUntil: Instant | null; readonly asks: 'team' | 'manager' | null };

/** Follows from the ledger alone; the mere passing of days ends an allocation and changes nothing else. */
export function standingOf(file: CaseFile, law: Law): Standing {
  const { allocatedTo, ended } = file.decision;
  const open = !ended && !file.access.quarantine && waiting(file, law) !== undefined;
  // What the program does by itself, such as holding a letter again, keeps nobody's door open.
  const last = file.past.reduce<Day | null>((latest, { day, role }) => (role !== 'system' && (latest === null || day > latest) ? day : latest), null);
  return {
    heldBy: last && allocatedTo,
    heldUntil: last && allocatedTo ? startOf(addDays(last, (open ? idleDays : closedDays) + 1)) : null,
    asks: asks(file, open),
  };
}

/** Whether somebody has the case on that day: their time has not ended. */
export function isHeld(file: CaseFile, law: Law, on: Day): boolean {
  const { heldUntil } = standingOf(file, law);
  return heldUntil !== null && startOf(on) < heldUntil;
}

function asks({ decision, overlay, access }: CaseFile, open: boolean): Standing['asks'] {
  const second =
    (!decision.ended && (decision.proposed !== null || overlay.proposed !== null || decision.reconsiderations.some((one) => one.state === 'asked'))) ||
    access.conflicts.some((one) => one.liftedBy !== null) ||
    (access.seal?.openedBy ?? null) !== null ||
    (access.quarantine !== null && !access.quarantine.converted) ||
    access.covertBy !== null ||
    access.disclosures.some((one) => one.state === 'asked') ||
    access.copies.some((one) => one.checker === null);
  if (second || (open && decision.allocatedTo === null)) return 'team';
  return access.notices.length > 0 ? 'manager' : null;
}
