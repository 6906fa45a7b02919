// From the final decision to a life of one's own: needs that come from the exploitation, what the authority agrees to, moving on, leaving, coming back.
import { addMonths, type Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { running, triedEnough, type Doing } from './contact.ts';
import { find, isRefused } from './ground.ts';
import { agrees, forRecoveryNeeds } from './helped.ts';
import { no } from './refusals.ts';
import { endSupport, type Support, type SupportEnding, type SupportEvent } from './support.ts';

type Done = Outcome<SupportEvent>;

/** What stays with the provider of support and what other services take over; each need once. `positive`: a case of theirs was decided so at last. */
export function assessRecovery(
  support: Support,
  what: { readonly id: string; readonly stays: readonly string[]; readonly moves: readonly string[]; readonly positive: boolean },
  { by }: Doing,
): Done {
  const { id, stays, moves, positive } = what;
  const wrong = running(support);
  if (wrong) return wrong;
  if (!positive) return no('no-positive-final');
  if (stays.length + moves.length === 0) return no('no-need-named');
  if (stays.some((one) => moves.includes(one))) return no('need-named-twice');
  if (support.care.recovery.some((one) => !one.decided)) return no('recovery-waits');
  return done({ kind: 'RecoveryNeedsAssessed', id, stays, moves, by });
}

/** The authority decides on each recommendation, and on no more than was recommended; what it agrees to holds for as long as the rule says at most. */
export function decideRecovery(
  support: Support,
  what: { readonly id: string; readonly agreed: readonly string[]; readonly until: Day | null },
  law: Law,
  how: Doing,
): Done {
  const { id, agreed, until } = what;
  const asked = support.care.recovery.find((one) => one.id === id);
  if (!asked || asked.decided) return no('nothing-to-decide-here');
  if (!agrees(support.care, forRecoveryNeeds)) return no('consent-for-this');
  if (agreed.some((one) => !asked.stays.includes(one))) return no('not-recommended');
  const rule = find(law.recoveryNeeds, how.day, support.nation, how);
  if (isRefused(rule)) return rule;
  if (agreed.length > 0 && (until === null || until <= how.day)) return no('day-needed');
  if (until !== null && until > addMonths(how.day, rule.value.months)) return no('recovery-too-long', rule.because);
  return done({ kind: 'RecoveryNeedsDecided', id, agreed, until: agreed.length > 0 ? until : null, by: how.by });
}

export function planMoveOn(support: Support, { id }: { readonly id: string }, { by }: Doing): Done {
  return running(support) ?? done({ kind: 'MoveOnPlanned', id, by });
}

/** What support itself records of each reason; the reason stands beside it. */
const whyOf = (exit: string): SupportEnding['why'] => {
  if (exit === 'died') return 'died';
  return ['negative-first', 'negative-final', 'disqualified', 'not-entitled'].includes(exit) ? 'no-longer-owed' : 'moved-on';
};

/** Nobody leaves as lost who was not tried as the rule says, who is missing, or for whom somebody is being called. */
export function leaveSupport(support: Support, { exit }: { readonly exit: string }, law: Law, how: Doing): Done {
  const wrong = running(support);
  if (wrong) return wrong;
  const { care } = support;
  if (care.dangers.some((one) => !one.ended) && exit !== 'died') return no('danger-open');
  if (care.missing && !care.missing.found && exit !== 'died') return no('missing-keeps-support');
  if (exit === 'lost-contact') {
    const rule = find(law.contactTries, how.day, support.nation, how);
    if (isRefused(rule)) return rule;
    if (!triedEnough(care, rule.value)) return no('not-tried-enough', rule.because);
  }
  return endSupport(support, { why: whyOf(exit), exit, by: how.by }, how.day);
}

/** For life, after a positive final decision, by the rule of the day on which they left. */
export function reachBackIn(support: Support, what: { readonly id: string; readonly service: string; readonly positive: boolean }, law: Law, how: Doing): Done {
  const { id, service, positive } = what;
  if (!support.ended) return no('still-in-support');
  if (!positive) return no('no-positive-final');
  const rule = find(law.reachIn, support.ended, support.nation, how);
  if (isRefused(rule)) return rule;
  return rule.value ? done({ kind: 'ReachedIn', id, service, by: how.by }) : no('no-reach-in', rule.because);
}
