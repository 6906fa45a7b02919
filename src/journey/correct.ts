// Putting right what was entered in error: an entry's effect is taken away, or its legal day replaced; the record keeps both.
import type { Day } from '#base/day.ts';
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { isAboutAccess } from './access.ts';
import type { Act, CaseEvent, CaseEventKind } from './events.ts';
import { effective, fold, type CaseFile } from './file.ts';
import { isRefused, sent, term } from './ground.ts';
import { no } from './refusals.ts';
import { clockName, stageBefore } from './stages.ts';

/** What may be taken out as never having happened. Decisions, requests and what left the house are put right by a further step. */
export const removable: ReadonlySet<CaseEventKind> = new Set<CaseEventKind>([
  'InformationAdded',
  'NeedsChanged',
  'ConsentRecorded',
  'Assigned',
  'Allocated',
  'CoverEnded',
  'Asked',
  'Chased',
  'Answered',
  'BroughtForward',
  'ForwardEnded',
  'Suspended',
  'Resumed',
  'WentMissing',
  'Found',
  'LeftCountry',
  'Died',
  'TurnedEighteen',
  'Withdrawn',
  'MarkedDuplicate',
  'DuplicateUndone',
  'Corrected',
]);

/** Entries whose day others rest on: a replaced day must keep its place between its neighbours. */
const inOrder: ReadonlySet<CaseEventKind> = new Set<CaseEventKind>([
  'Referred',
  'Proposed',
  'SentBack',
  'Decided',
  'ReconsiderationAsked',
  'ReconsiderationAccepted',
  'ReconsiderationRefused',
  'DisqualificationProposed',
  'DisqualificationRejected',
  'Disqualified',
  'JudicialReviewStarted',
  'JudicialReviewEnded',
]);

/** What may be put right at all: taken out, or given another day. What stands about access and letters has steps of its own. */
export const correctable = (file: CaseFile): CaseFile['past'] =>
  file.past.filter(({ number, event }) => (removable.has(event.kind) || inOrder.has(event.kind)) && !gone(file, number));

const gone = (file: CaseFile, number: number): boolean =>
  file.past.some(({ event }) => event.kind === 'Corrected' && event.number === number && event.day === null);

/** `day` null: it never happened. Else it happened on that day. */
export function correct(file: CaseFile, what: { readonly number: number; readonly day: Day | null | undefined }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  const wrong = file.past.find((one) => one.number === what.number);
  if (!wrong) return no('no-such-event');
  if (what.day === undefined) return no('day-needed');
  const { kind } = wrong.event;
  // Who may see a file is never put right by one person: it has steps of its own, and some of them need two.
  if (isAboutAccess(wrong.event)) return no('not-to-be-undone');
  if (what.day === null ? !removable.has(kind) : kind === 'Corrected') return no('not-to-be-undone');
  if (what.day !== null) {
    const misfit = dayMisfits(file, what.number, kind, what.day, law, act);
    if (misfit) return misfit;
  }
  return done({ kind: 'Corrected', number: what.number, why: 'entered-in-error', day: what.day });
}

function dayMisfits(file: CaseFile, number: number, kind: CaseEventKind, day: Day, law: Law, act: Act): Refused | undefined {
  if (day > act.day) return no('day-ahead');
  if (kind !== 'Referred' && file.referred && day < file.referred) return no('before-referral');
  const standing = effective(file.past);
  if (inOrder.has(kind)) {
    const before = standing.filter((one) => one.number < number && inOrder.has(one.event.kind)).at(-1);
    const after = standing.find((one) => one.number > number && (kind === 'Referred' || inOrder.has(one.event.kind)));
    if ((before && day < before.day) || (after && day > after.day)) return no('day-out-of-order');
  }
  return kind === 'Decided' ? recoveryBroken(file, number, day, law, act) : undefined;
}

/** A replaced day is no way round the recovery period: every later stage must still be after its end. */
function recoveryBroken(file: CaseFile, number: number, day: Day, law: Law, act: Act): Refused | undefined {
  const then = fold(effective(file.past).map((one) => (one.number === number ? { ...one, day } : one)));
  for (const made of then.decision.made) {
    const before = stageBefore(law, made.stage);
    const earlier = then.decision.made.filter((one) => one.stage === before && one.day <= made.day).at(-1);
    if (!earlier) continue;
    const minimum = term(law, clockName(file, law, 'recovery-minimum'), earlier.day, file.nation, act);
    if (isRefused(minimum)) return minimum;
    if (minimum && made.day <= minimum.due) return no('recovery-minimum', minimum.because);
  }
  return undefined;
}
