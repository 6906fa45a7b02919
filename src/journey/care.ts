// What is done for somebody in support, as its ledger says: codes, days and random ids. What was said stands sealed under those ids.
import type { Day, Instant } from '#base/day.ts';
import type { Recorded } from '#base/stream.ts';

export type TryOutcome = 'reached' | 'no-answer' | 'not-them' | 'not-safe-to-talk';
export type Urgency = 'now' | 'within-days' | 'later';
export type PlanKind = 'plan' | 'safety' | 'circumstances';
export type WrittenHow = 'together' | 'by-them' | 'read-back';
export type ServiceOutcome = 'helped' | 'partly' | 'not-wanted' | 'not-available' | 'refused-by-service' | 'moved-elsewhere' | 'consent-withdrawn';
export type DangerKind = 'self-harm' | 'adult-at-risk' | 'child-at-risk' | 'threat' | 'health';
export type DangerEnd = 'safe-now' | 'others-have-it' | 'mistaken';
export type OutcomeSaid = 'there' | 'on-the-way' | 'not-yet' | 'rather-not-say';

/** `by` is a staff id. Kinds of service, purposes, steps and domains are codes of the country's lists. */
export type CareEvent =
  | { kind: 'SafeContactSaid'; by: string }
  | { kind: 'ContactTried'; way: string; outcome: TryOutcome; at: Instant; by: string }
  | { kind: 'NeedsNoted'; id: string; urgency: Urgency; by: string }
  | { kind: 'PlanWritten'; id: string; what: PlanKind; how: WrittenHow; language: string; by: string }
  | { kind: 'InterpreterRulesSaid'; by: string }
  | { kind: 'ServiceArranged'; id: string; service: string; at: Instant | null; shares: string | null; by: string }
  | { kind: 'ServiceEnded'; id: string; outcome: ServiceOutcome; by: string }
  | { kind: 'DependantJoined'; id: string; by: string }
  | { kind: 'DependantLeft'; id: string; by: string }
  | { kind: 'ConsentGiven'; purpose: string; language: string; text: string; by: string }
  | { kind: 'ConsentWithdrawn'; purpose: string; at: Instant; by: string }
  | { kind: 'Escalated'; id: string; about: DangerKind; to: string; at: Instant; by: string }
  | { kind: 'EscalationTaken'; id: string; at: Instant; by: string }
  | { kind: 'EscalationEnded'; id: string; how: DangerEnd; at: Instant; by: string }
  | { kind: 'MissingReported'; at: Instant; by: string }
  | { kind: 'MissingStepDone'; step: string; at: Instant; by: string }
  | { kind: 'MissingFound'; at: Instant; by: string }
  | { kind: 'RecoveryNeedsAssessed'; id: string; stays: readonly string[]; moves: readonly string[]; by: string }
  | { kind: 'RecoveryNeedsDecided'; id: string; agreed: readonly string[]; until: Day | null; by: string }
  | { kind: 'MoveOnPlanned'; id: string; by: string }
  | { kind: 'OutcomeNoted'; id: string; domain: string; said: OutcomeSaid; by: string }
  | { kind: 'ReachedIn'; id: string; service: string; by: string };

type Of<K extends CareEvent['kind']> = Omit<Extract<CareEvent, { kind: K }>, 'kind'>;
export type Try = Of<'ContactTried'>;
export type Plan = Of<'PlanWritten'> & { readonly on: Day };
export type Service = Of<'ServiceArranged'> & { readonly on: Day; readonly ended: { readonly on: Day; readonly outcome: ServiceOutcome } | null };
export type Danger = Of<'Escalated'> & { readonly taken: Of<'EscalationTaken'> | null; readonly ended: Of<'EscalationEnded'> | null };
export type Missing = { readonly since: Instant; readonly by: string; readonly steps: readonly Of<'MissingStepDone'>[]; readonly found: Instant | null };
export type RecoveryNeeds = Of<'RecoveryNeedsAssessed'> & { readonly on: Day; readonly decided: (Of<'RecoveryNeedsDecided'> & { readonly on: Day }) | null };
export type Dependant = { readonly id: string; readonly from: Day; readonly until: Day | null };
export type Household = { readonly dependants: readonly Dependant[] };

export type Care = {
  /** How often it was said how to reach the person: who acts on what they read says which one they saw. */
  readonly contactSaid: number;
  readonly contactSaidOn: Day | null;
  readonly tries: readonly Try[];
  readonly needs: readonly (Of<'NeedsNoted'> & { readonly on: Day })[];
  readonly plans: readonly Plan[];
  readonly services: readonly Service[];
  /** The last word for each purpose. */
  readonly consents: readonly (Of<'ConsentGiven'> & { readonly on: Day; readonly withdrawn: Instant | null })[];
  readonly dangers: readonly Danger[];
  readonly missing: Missing | null;
  readonly recovery: readonly RecoveryNeeds[];
  readonly moveOn: readonly (Of<'MoveOnPlanned'> & { readonly on: Day })[];
  readonly outcomes: readonly (Of<'OutcomeNoted'> & { readonly on: Day })[];
  readonly reachedIn: readonly (Of<'ReachedIn'> & { readonly on: Day })[];
};

export const noCare: Care = {
  contactSaid: 0,
  contactSaidOn: null,
  tries: [],
  needs: [],
  plans: [],
  services: [],
  consents: [],
  dangers: [],
  missing: null,
  recovery: [],
  moveOn: [],
  outcomes: [],
  reachedIn: [],
};
export const nobodyElse: Household = { dependants: [] };

const changed = <T extends { readonly id: string }>(all: readonly T[], id: string, more: Partial<T>): readonly T[] =>
  all.map((one) => (one.id === id ? { ...one, ...more } : one));

type Folds = { readonly [K in CareEvent['kind']]: (care: Care, event: Of<K>, day: Day) => Partial<Care> };

/** The compiler names a kind that is not folded. */
const folds: Folds = {
  SafeContactSaid: ({ contactSaid }, _event, on) => ({ contactSaid: contactSaid + 1, contactSaidOn: on }),
  ContactTried: ({ tries }, event) => ({ tries: [...tries, event] }),
  NeedsNoted: ({ needs }, event, on) => ({ needs: [...needs, { ...event, on }] }),
  PlanWritten: ({ plans }, event, on) => ({ plans: [...plans, { ...event, on }] }),
  InterpreterRulesSaid: () => ({}),
  ServiceArranged: ({ services }, event, on) => ({ services: [...services, { ...event, on, ended: null }] }),
  ServiceEnded: ({ services }, { id, outcome }, on) => ({ services: changed(services, id, { ended: { on, outcome } }) }),
  DependantJoined: () => ({}),
  DependantLeft: () => ({}),
  ConsentGiven: ({ consents }, event, on) => ({
    consents: [...consents.filter((one) => one.purpose !== event.purpose), { ...event, on, withdrawn: null }],
  }),
  ConsentWithdrawn: ({ consents }, { purpose, at }) => ({ consents: consents.map((one) => (one.purpose === purpose ? { ...one, withdrawn: at } : one)) }),
  Escalated: ({ dangers }, event) => ({ dangers: [...dangers, { ...event, taken: null, ended: null }] }),
  EscalationTaken: ({ dangers }, event) => ({ dangers: changed(dangers, event.id, { taken: event }) }),
  EscalationEnded: ({ dangers }, event) => ({ dangers: changed(dangers, event.id, { ended: event }) }),
  MissingReported: (_care, { at, by }) => ({ missing: { since: at, by, steps: [], found: null } }),
  MissingStepDone: ({ missing }, event) => ({ missing: missing && { ...missing, steps: [...missing.steps, event] } }),
  MissingFound: ({ missing }, { at }) => ({ missing: missing && { ...missing, found: at } }),
  RecoveryNeedsAssessed: ({ recovery }, event, on) => ({ recovery: [...recovery, { ...event, on, decided: null }] }),
  RecoveryNeedsDecided: ({ recovery }, event, on) => ({ recovery: changed(recovery, event.id, { decided: { ...event, on } }) }),
  MoveOnPlanned: ({ moveOn }, event, on) => ({ moveOn: [...moveOn, { ...event, on }] }),
  OutcomeNoted: ({ outcomes }, event, on) => ({ outcomes: [...outcomes, { ...event, on }] }),
  ReachedIn: ({ reachedIn }, event, on) => ({ reachedIn: [...reachedIn, { ...event, on }] }),
};

export const isAboutCare = (event: { readonly kind: string }): event is CareEvent => Object.hasOwn(folds, event.kind);

export function evolveCare(care: Care, { event, day }: Recorded<CareEvent>): Care {
  const fold = folds[event.kind] as (care: Care, event: CareEvent, day: Day) => Partial<Care>;
  return { ...care, ...fold(care, event, day) };
}

/** Who lives with the person and is looked after with them, each from a day and until one. */
export function evolveHousehold(household: Household, { event, day }: Recorded<CareEvent>): Household {
  const { dependants } = household;
  if (event.kind === 'DependantJoined') return { dependants: [...dependants, { id: event.id, from: day, until: null }] };
  if (event.kind === 'DependantLeft') return { dependants: changed(dependants, event.id, { until: day }) };
  return household;
}
