// What must be done next for somebody in support, worked out of the ledger: the worst first, each with its day and the rule it rests on.
import { addDays, addMinutes, dayOf, startOf, type Day, type Instant } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { versionOf, inForce } from '#law/rule.ts';
import { triedEnough } from './contact.ts';
import { openDangers } from './danger.ts';
import { agrees, openServices } from './helped.ts';
import { isOpen } from './bed.ts';
import { toReplan } from './stay.ts';
import type { Support } from './support.ts';

export type NextKind =
  'danger' | 'missing' | 'bed' | 'urgent-need' | 'contact' | 'consent' | 'needs' | 'appointment' | 'replan' | 'plan' | 'safety' | 'recovery' | 'recovery-again';
/** `step`: which step of the missing-person protocol, which service, or what a move asks to plan anew. `by`: until when, where anything says so. */
export type Next = { readonly kind: NextKind; readonly id?: string; readonly step?: string; readonly by: Instant | null; readonly because?: Because };

/** The service's own rules: so long ahead appointments are shown, and so long before its end a decision on recovery needs is asked for again. */
export const shownAhead = 7;
export const askedAgainBefore = 28;

export type Knowing = { readonly law: Law; readonly now: Instant; readonly positiveFinal: boolean };

export function nextFor(support: Support, { law, now, positiveFinal }: Knowing): readonly Next[] {
  const { care, since } = support;
  if (!since) return [];
  const dangers = openDangers(care).map(({ id, at }): Next => ({ kind: 'danger', id, by: at }));
  if (support.ended) return dangers;
  return [
    ...dangers,
    ...missingSteps(support, law),
    ...(isOpen(support.bed) ? [{ kind: 'bed', by: support.bed.asked } as const] : []),
    ...urgentNeed(support, law),
    ...contact(support, since, law),
    ...(agrees(care, 'support') ? [] : [{ kind: 'consent', by: null } as const]),
    ...(care.needs.length > 0 ? [] : [{ kind: 'needs', by: null } as const]),
    ...appointments(support, now, law.zone),
    ...toReplan(support.housing).map(({ what, by }): Next => ({ kind: 'replan', step: what, by: startOf(by, law.zone) })),
    ...(care.plans.some((one) => one.what === 'plan') ? [] : [{ kind: 'plan', by: null } as const]),
    ...(care.plans.some((one) => one.what === 'safety') ? [] : [{ kind: 'safety', by: null } as const]),
    ...recovery(support, positiveFinal, dayOf(now, law.zone), law.zone),
  ];
}

function missingSteps({ care: { missing } }: Support, law: Law): readonly Next[] {
  if (!missing || missing.found) return [];
  const left = (law.lists['missing-steps']?.items ?? []).filter((item) => !missing.steps.some((one) => one.step === item.code));
  return left.map((item) => ({ kind: 'missing', step: item.code, by: missing.since }));
}

/** The last word on what is needed stands until it is asked again: within how many days is the law's. */
function urgentNeed({ care, nation }: Support, law: Law): readonly Next[] {
  const last = care.needs.at(-1);
  const rule = last && last.urgency !== 'later' && versionOf(law.emergencyNeed, last.on, nation) ? inForce(law.emergencyNeed, last.on, nation) : undefined;
  if (!last || !rule) return [];
  const days = last.urgency === 'now' ? 0 : rule.value.days;
  return [{ kind: 'urgent-need', id: last.id, by: startOf(addDays(last.on, days), law.zone), because: rule.because }];
}

/** Nobody was reached yet and they were not tried as the rule says: again, and by then they may ring by themselves. */
function contact({ care, nation }: Support, since: Day, law: Law): readonly Next[] {
  const found = versionOf(law.contactTries, since, nation) && inForce(law.contactTries, since, nation);
  if (!found || care.tries.at(-1)?.outcome === 'reached' || (care.tries.length > 0 && triedEnough(care, found.value))) return [];
  return [{ kind: 'contact', by: addMinutes(startOf(since, law.zone), found.value.ringAfter * 60), because: found.because }];
}

function appointments({ care }: Support, now: Instant, zone: string): readonly Next[] {
  const [from, until] = [startOf(dayOf(now, zone), zone), startOf(addDays(dayOf(now, zone), shownAhead), zone)];
  return openServices(care)
    .flatMap(({ id, at, service }): Next[] => (at && from <= at && at < until ? [{ kind: 'appointment', id, step: service, by: at }] : []))
    .sort((one, other) => ((one.by ?? '') < (other.by ?? '') ? -1 : 1));
}

function recovery({ care }: Support, positiveFinal: boolean, today: Day, zone: string): readonly Next[] {
  const last = care.recovery.at(-1);
  if (positiveFinal && !last) return [{ kind: 'recovery', by: null }];
  const until = last?.decided?.until;
  return until && addDays(until, -askedAgainBefore) <= today ? [{ kind: 'recovery-again', by: startOf(until, zone) }] : [];
}
