// The wiring of the rules about people: what keeps access in step with the ledgers, the pages of it, and whom a person may choose.
import type { Actor } from '#access/roles.ts';
import type { ActsAs } from '#journey/access.ts';
import { caseStream } from '#journey/file.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { glassPages } from '#desk/glass-pages.ts';
import { copyPages } from '#desk/copy-pages.ts';
import { outsidePages } from '#desk/outside-pages.ts';
import { readersPages } from '#desk/readers-pages.ts';
import { beginPages } from '#desk/begin-pages.ts';
import { caseloadMovePages } from '#desk/caseload-move-pages.ts';
import { caseloadPages } from '#desk/caseload-pages.ts';
import { dayPages } from '#desk/day-pages.ts';
import { handoverPages } from '#desk/handover-pages.ts';
import { onCallPages } from '#desk/on-call-pages.ts';
import type { SupportRoom } from '#desk/support-print-pages.ts';
import { supportRecordPages } from '#desk/support-record-pages.ts';
import { supportStepPages } from '#desk/support-step-pages.ts';
import { complaintPages } from '#desk/complaint-pages.ts';
import { doorPagesForWorkers } from '#desk/door-pages.ts';
import { ownFurtherPages } from '#desk/own-further-pages.ts';
import { ownHomePages } from '#desk/own-pages.ts';
import { doorPages } from '#rooms/door/pages.ts';
import { grantedPages } from '#desk/granted-pages.ts';
import { boundPages } from '#rooms/access/bound-pages.ts';
import { keepAccess } from '#rooms/access/store.ts';

export function followAccess(ledger: Ledger): void {
  ledger.after(
    caseStream,
    keepAccess((state) => state.decision.authority),
  );
  ledger.after(
    supportStream,
    keepAccess(() => null),
  );
}

/** `known` says who is at work now. */
export function accessPages(kit: Kit, organisation: (code: string) => string, known: () => readonly Actor[]): Route[] {
  const room: SupportRoom = { kit, organisation, holders: () => holders(known()), people: (of) => workersOf(known(), of) };
  return [
    ...boundPages(kit),
    ...glassPages(kit, organisation),
    ...grantedPages(kit),
    ...outsidePages(kit, organisation),
    ...copyPages({ kit, organisation }),
    ...readersPages(kit, organisation),
    ...supportRecordPages(room),
    ...supportStepPages(room),
    ...beginPages(kit),
    ...[caseloadPages, caseloadMovePages].flatMap((pages) => pages({ kit, workers: (of) => workersOf(known(), of, 'support-worker'), people: room.people })),
    ...onCallPages(room),
    ...dayPages(room),
    ...handoverPages(room),
    ...doorPagesForWorkers(kit),
    ...complaintPages(kit),
    ...doorPages(kit),
    ...ownHomePages(kit),
    ...ownFurtherPages({ kit, known, organisation }),
  ];
}

/** Who works for a provider now, each once whatever their roles. */
function workersOf(known: readonly Actor[], of: string, role?: Actor['role']): readonly { readonly id: string; readonly name: string }[] {
  const there = known.filter((one) => one.organisation === of && (!role || one.role === role)).map((one) => ({ id: one.person, name: one.name }));
  return [...new Map(there.map((one) => [one.id, one])).values()];
}

/** Whom of those at work the person may let see their case. */
export function holders(known: readonly Actor[]): readonly { readonly id: string; readonly name: string; readonly as: ActsAs }[] {
  return known.flatMap(({ person, name, role }) =>
    role === 'legal-representative' || role === 'independent-advocate' || role === 'decision-recipient' ? [{ id: person, name, as: role }] : [],
  );
}
