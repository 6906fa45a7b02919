// What is written with the person in support: plans, who lives with them, and outcomes, which are never a condition of help.
import { done, type Outcome } from '#base/outcome.ts';
import type { OutcomeSaid, PlanKind, WrittenHow } from './care.ts';
import { running, type Doing } from './contact.ts';
import { no } from './refusals.ts';
import type { Support, SupportEvent } from './support.ts';

type Done = Outcome<SupportEvent>;

/** Each writing is a version of its own; the one before stays. */
export function writePlan(
  support: Support,
  what: { readonly id: string; readonly what: PlanKind; readonly how: WrittenHow; readonly language: string },
  { by }: Doing,
): Done {
  return running(support) ?? done({ kind: 'PlanWritten', ...what, by });
}

export function dependantJoins(support: Support, { id }: { readonly id: string }, { by }: Doing): Done {
  if (support.household.dependants.some((one) => one.id === id)) return no('already-so');
  return running(support) ?? done({ kind: 'DependantJoined', id, by });
}

export function dependantLeaves(support: Support, { id }: { readonly id: string }, { by, day }: Doing): Done {
  const here = support.household.dependants.find((one) => one.id === id && !one.until);
  if (!here) return no('no-such-dependant');
  return day < here.from ? no('before-support') : done({ kind: 'DependantLeft', id, by });
}

/** In the person's own judgement, if they wish: nothing is opened, closed or refused by it, and nobody need say anything. */
export function noteOutcome(support: Support, what: { readonly id: string; readonly domain: string; readonly said: OutcomeSaid }, { by }: Doing): Done {
  return support.since ? done({ kind: 'OutcomeNoted', ...what, by }) : no('no-open-support');
}
