// What is agreed to and arranged in support: consent for each purpose by itself, taken back at once, and services with how they went.
import type { Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Care, Service, ServiceOutcome } from './care.ts';
import { running, type Doing } from './contact.ts';
import { no } from './refusals.ts';
import type { Support, SupportEvent } from './support.ts';

type Done = Outcome<SupportEvent>;

export const agrees = ({ consents }: Care, purpose: string): boolean => consents.some((one) => one.purpose === purpose && !one.withdrawn);
export const openServices = ({ services }: Care): readonly Service[] => services.filter((one) => !one.ended);
/** The purpose under which who decides reads what somebody needs to recover. */
export const forRecoveryNeeds = 'recovery-needs';

/** `text`: the version of the words that were read to them. */
export function giveConsent(support: Support, what: { readonly purpose: string; readonly language: string; readonly text: string }, { by }: Doing): Done {
  if (agrees(support.care, what.purpose)) return no('already-so');
  return running(support) ?? done({ kind: 'ConsentGiven', ...what, by });
}

/** At any time and at once: whatever is being shared under it stops in the same moment. */
export function withdrawConsent(support: Support, { purpose }: { readonly purpose: string }, { by, now }: Doing): Done {
  const { care, access } = support;
  if (!agrees(care, purpose)) return no('already-so');
  const stopped = openServices(care).filter((one) => one.shares === purpose);
  const assessed = new Set(care.recovery.map((one) => recoveryItem(one.id)));
  const passing = purpose === forRecoveryNeeds ? access.releases.filter((one) => !one.withdrawn && assessed.has(one.question)) : [];
  const events: SupportEvent[] = [
    { kind: 'ConsentWithdrawn', purpose, at: now, by },
    ...stopped.map(({ id }) => ({ kind: 'ServiceEnded', id, outcome: 'consent-withdrawn', by }) as const),
    ...passing.map(({ question, to }) => ({ kind: 'ReleaseWithdrawn', question, to, at: now, by }) as const),
  ];
  return done(...events);
}

/** The sealed text of an assessment of recovery needs. */
export const recoveryItem = (id: string): string => `support-recovery.${id}`;

type Arranged = { readonly id: string; readonly service: string; readonly at: Instant | null; readonly shares: string | null };

/** `shares`: the purpose under which something about the person is passed on for it; nothing where nothing is. */
export function arrangeService(support: Support, what: Arranged, { by }: Doing): Done {
  const wrong = running(support);
  if (wrong) return wrong;
  if (what.shares !== null && !agrees(support.care, what.shares)) return no('consent-for-this');
  return done({ kind: 'ServiceArranged', ...what, by });
}

export function endService(support: Support, what: { readonly id: string; readonly outcome: ServiceOutcome }, { by }: Doing): Done {
  return openServices(support.care).some((one) => one.id === what.id) ? done({ kind: 'ServiceEnded', ...what, by }) : no('no-such-service');
}

/** That the person said who may interpret for them: what they said stands sealed. */
export function sayInterpreterRules(support: Support, { by }: Doing): Done {
  return running(support) ?? done({ kind: 'InterpreterRulesSaid', by });
}
