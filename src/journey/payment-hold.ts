// Holding a person's payments: two people, a day on which it ends by itself, and nobody left without money.
import { addDays, type Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act } from './events.ts';
import { find, isRefused } from './ground.ts';
import { no } from './refusals.ts';
import type { Support, SupportEvent } from './support.ts';

export type HoldStep = Extract<SupportEvent, { kind: 'PaymentHeld' | 'PaymentHoldAgreed' | 'PaymentHoldEnded' | 'EmergencyCash' }>;

export type PaymentHold = {
  readonly asked: Day;
  readonly by: string;
  readonly why: string;
  readonly until: Day;
  readonly agreed: { readonly by: string; readonly on: Day } | null;
  readonly ended: Day | null;
};

const kinds: readonly string[] = ['PaymentHeld', 'PaymentHoldAgreed', 'PaymentHoldEnded', 'EmergencyCash'];
export const isAboutHold = (event: { readonly kind: string }): event is HoldStep => kinds.includes(event.kind);

export function evolveHold(hold: PaymentHold | null, event: HoldStep, day: Day): PaymentHold | null {
  switch (event.kind) {
    case 'PaymentHeld':
      return { asked: day, by: event.by, why: event.why, until: event.until, agreed: null, ended: null };
    case 'PaymentHoldAgreed':
      return hold && { ...hold, agreed: { by: event.by, on: day } };
    case 'PaymentHoldEnded':
      return hold && { ...hold, ended: day };
    case 'EmergencyCash':
      return hold;
  }
}

/** It stands from the day on which the second person agrees, to its last day: nobody need end it. */
export const holds = (hold: PaymentHold | null, on: Day): boolean =>
  hold !== null && hold.agreed !== null && !hold.ended && hold.agreed.on <= on && on <= hold.until;
export const waitsForSecond = (hold: PaymentHold | null, on: Day): boolean => hold !== null && !hold.agreed && !hold.ended && on <= hold.until;

export function askHold(support: Support, what: { readonly why: string; readonly until: Day }, law: Law, act: Act): Outcome<SupportEvent> {
  if (!support.since || support.ended) return no('no-open-support');
  if (holds(support.hold, act.day) || waitsForSecond(support.hold, act.day)) return no('held-already');
  const rule = find(law.paymentHold, act.day, support.nation, act);
  if (isRefused(rule)) return rule;
  if (what.until < act.day) return no('ends-before-it-begins');
  if (what.until > addDays(act.day, rule.value.days - 1) || !rule.value.reasons.includes(what.why)) return no('hold-too-long', rule.because);
  return done({ kind: 'PaymentHeld', by: act.by, ...what });
}

/** The one reason for which no cash can be given. */
export const noCashFor = 'not-in-contact';

/** The second person agrees on the day on which the person is told, with the cash that they were given. */
export function agreeHold(support: Support, what: { readonly cash: number }, act: Act): Outcome<SupportEvent> {
  const { hold } = support;
  if (!hold || !waitsForSecond(hold, act.day)) return no('no-hold');
  if (hold.by === act.by) return no('second-person-needed');
  if (what.cash <= 0 && hold.why !== noCashFor) return no('cash-needed');
  return done({ kind: 'PaymentHoldAgreed', by: act.by }, ...(what.cash > 0 ? [{ kind: 'EmergencyCash' as const, by: act.by }] : []));
}

/** One person is enough to end it, or to take the asking back. */
export function endHold(support: Support, act: Act): Outcome<SupportEvent> {
  if (!holds(support.hold, act.day) && !waitsForSecond(support.hold, act.day)) return no('no-hold');
  return done({ kind: 'PaymentHoldEnded', by: act.by });
}
