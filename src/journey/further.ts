// Somebody known before comes back: a further referral or record of theirs, joined to the person by a judgement that can be taken back.
import { done, type Outcome } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent, Further } from './events.ts';
import type { CaseFile } from './file.ts';
import { sent } from './ground.ts';
import { no } from './refusals.ts';
import type { Support, SupportEvent } from './support.ts';

/** Whatever was decided of it. What was found to be the same referral as another already stands with the person. */
export function joinFurther(file: CaseFile, what: Further, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  if (file.access.quarantine) return no('in-quarantine');
  if (what.of === file.past[0]?.file) return no('further-of-itself');
  return file.decision.further || file.decision.duplicateOf ? no('further-already') : done({ kind: 'FurtherReferral', of: what.of, since: what.since });
}

export function partFurther(file: CaseFile, _what: Record<never, never>, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  return file.decision.further ? done({ kind: 'FurtherReferralUndone' }) : no('not-further');
}

/** Of a support record: the person turns out to be known here under another name. `by` is the worker who judges it. */
export function knownBefore(support: Support, what: { readonly of: string; readonly by: string }): Outcome<SupportEvent> {
  if (!support.since) return no('no-open-support');
  return support.knownBefore ? no('further-already') : done({ kind: 'KnownBefore', ...what });
}

export function notKnownBefore(support: Support, by: string): Outcome<SupportEvent> {
  return support.knownBefore ? done({ kind: 'KnownBeforeUndone', by }) : no('not-further');
}
