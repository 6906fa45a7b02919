// Legal hold: a trial, an appeal or an inquiry needs the record, so nothing of it is erased until the hold is lifted.
import { done, type Outcome } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile } from './file.ts';
import { sent } from './ground.ts';
import { no } from './refusals.ts';

export const holdReasons = ['trial', 'appeal', 'inquiry'] as const;
export type Hold = { readonly why: (typeof holdReasons)[number] };

/** A closed case can be held as well as a running one: that is when it matters most. */
export function placeHold(file: CaseFile, what: Hold, _law: Law, act: Act): Outcome<CaseEvent> {
  return sent(file, act) ?? (file.overlay.holds.includes(what.why) ? no('already-so') : done({ kind: 'HoldPlaced', why: what.why }));
}

export function liftHold(file: CaseFile, what: Hold, _law: Law, act: Act): Outcome<CaseEvent> {
  return sent(file, act) ?? (file.overlay.holds.includes(what.why) ? done({ kind: 'HoldLifted', why: what.why }) : no('not-held'));
}
