// Reaching somebody in support: how they may be reached is said and kept current, tries are written down, needs are asked from the first call.
import { addMinutes, type Instant } from '#base/day.ts';
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { ContactTries, Law } from '#law/law.ts';
import type { Care, Try, Urgency } from './care.ts';
import type { Act } from './events.ts';
import { find, isRefused } from './ground.ts';
import { no } from './refusals.ts';
import { refusalOf, refusalOfWay, type Clearance, type Way } from './safe-contact.ts';
import type { Support, SupportEvent } from './support.ts';

type Done = Outcome<SupportEvent>;
export type Doing = Act & { readonly now: Instant };

/** Most of what is done is done while support runs. */
export function running(support: Support): Refused | undefined {
  return !support.since || support.ended ? no('no-open-support') : undefined;
}

export function sayContact(support: Support, { by }: Doing): Done {
  return support.since ? done({ kind: 'SafeContactSaid', by }) : no('no-open-support');
}

/** To a lawyer or to who referred them: never to the person’s own number. */
export const throughOthers = ['lawyer', 'referrer'] as const;
export type Tried = { readonly way: Way | (typeof throughOthers)[number]; readonly outcome: Try['outcome'] };

/**
 * A try is made by a way that is safe at this moment and no other. `seen`: how often it had been said how to reach them when the worker read
 * it; where somebody has said it anew meanwhile, nobody rings on the strength of the old.
 */
export function tryContact(support: Support, what: Tried & { readonly seen: number }, gate: Clearance, { by, now }: Doing): Done {
  const { way, outcome, seen } = what;
  const wrong = running(support);
  if (wrong) return wrong;
  if (way !== 'lawyer' && way !== 'referrer') {
    if (support.care.contactSaid !== seen) return no('contact-changed');
    if (!gate.open) return no(refusalOf(gate.why));
    if (!gate.ways.includes(way)) return no(refusalOfWay(gate, way));
  }
  return done({ kind: 'ContactTried', way, outcome, at: now, by });
}

/** Whether they were tried as often and at as different hours as the rule says, since they were last reached. */
export function triedEnough({ tries }: Care, { least, apart }: ContactTries): boolean {
  const since = tries.slice(tries.findLastIndex((one) => one.outcome === 'reached') + 1);
  let counted = 0;
  let last: Instant | null = null;
  for (const { at } of since) {
    if (last !== null && at < addMinutes(last, apart * 60)) continue;
    counted += 1;
    last = at;
  }
  return counted >= least;
}

/** What is needed, asked from the first call on: how soon is the law's word, what they said is theirs and stands sealed. */
export function noteNeeds(support: Support, what: { readonly id: string; readonly urgency: Urgency }, { by }: Doing): Done {
  return running(support) ?? done({ kind: 'NeedsNoted', ...what, by });
}

/** Help before any decision: without a place now, or soon as the rule says, or nowhere safe. */
export function openForEmergency(
  support: Support,
  what: { readonly id: string; readonly urgency: Urgency; readonly safe: boolean },
  law: Law,
  how: Doing,
): Done {
  if (support.since) return no('support-opened-before');
  const rule = find(law.emergencyNeed, how.day, how.nation, how);
  if (isRefused(rule)) return rule;
  if (what.urgency === 'later' && what.safe) return no('no-emergency', rule.because);
  return done(
    { kind: 'SupportOpened', nation: how.nation, because: 'emergency' },
    { kind: 'NeedsNoted', id: what.id, urgency: what.urgency, by: how.by },
    { kind: 'SafeContactSaid', by: how.by },
  );
}
