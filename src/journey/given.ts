// For tests: the law of an invented little country, and cases brought to a point by playing acts. No source here is real.
import { calendarDays, day, workingDays, type Calendar, type Day } from '#base/day.ts';
import { done, type Outcome, type Standing } from '#base/outcome.ts';
import type { Clock, Force, Term } from '#law/clock.ts';
import { rateKinds, type BedAlarm, type DueAt, type Element, type Law, type NegativeRelease, type PaymentHold } from '#law/law.ts';
import type { Prioritised, Rate, RateKind, SupportRuns } from '#law/law.ts';
import { rule, type Rule, type Version } from '#law/rule.ts';
import type { Act, CaseEvent, Recorded } from './events.ts';
import { caseStream, emptyFile, type CaseFile } from './file.ts';
import type { ReferralFacts } from './referral.ts';

const start = day('2009-04-01');
type Part<T> = { value: T; from?: Day; until?: Day; nations?: readonly string[]; standing?: Standing };

const little = <T>(id: string, ...parts: readonly Part<NoInfer<T>>[]): Rule<T> =>
  rule(
    `little.${id}`,
    `What does the little country say of ${id}?`,
    parts.map(({ standing, ...one }): Version<T> => ({ from: start, ...one, source: { cite: 'Little Country Act', standing: standing ?? 'read' } })),
  );

const clock = (name: string, force: Force, ...parts: readonly Part<Term>[]): Clock => ({
  name,
  question: `How long is ${name}?`,
  starts: 'start',
  ends: 'end',
  force,
  length: little(`clock.${name}`, ...parts),
});

const calendar: Calendar = { name: 'Little Country', first: start, last: day('2030-12-31'), holiday: (on) => (on === '2024-01-01' ? 'New Year' : undefined) };
const act: Element = { id: 'act', label: 'Act', asks: 'Was the person moved, held or taken in?', notNeededFor: [] };
const means: Element = { id: 'means', label: 'Means', asks: 'Was there force or deception?', notNeededFor: ['child', 'not-sure'] };
const purpose: Element = { id: 'purpose', label: 'Purpose', asks: 'Was it to exploit the person?', notNeededFor: [] };
const elements = [act, means, purpose];
const none: Term = { unit: 'nothing' };

/** In pence until 3 January 2024, and since then, a Thursday. The south has none; what a child under 1 is given more is assumed. */
const amounts: Readonly<Record<RateKind, readonly [number, number]>> = {
  catered: [3500, 3600],
  'self-catered': [6500, 6600],
  outreach: [3960, 4030],
  'with-asylum-support': [6500, 6600],
  'first-child': [2050, 3960],
  'further-child': [1355, 3960],
  'under-1': [500, 500],
  '1-to-under-3': [300, 300],
  pregnancy: [300, 300],
  maternity: [30_000, 30_000],
};
const littleRates = Object.fromEntries(
  rateKinds.map((kind) => {
    const part = (pence: number) => ({ value: { pence, per: kind === 'maternity' ? ('once' as const) : ('week' as const) }, nations: ['north'] });
    const standing: Standing = kind === 'under-1' ? 'assumed' : 'read';
    const [early, later] = amounts[kind];
    return [kind, little<Rate>(`rate.${kind}`, { ...part(early), until: day('2024-01-03') }, { ...part(later), from: day('2024-01-04'), standing })];
  }),
) as Law['rates'];

/** Shaped like the United Kingdom's, with dates of its own clearly stated; `south` has no duty to notify, and support runs to the earlier. */
export const littleLaw: Law = {
  country: 'little',
  name: 'Little Country',
  nations: [
    { code: 'north', name: 'North' },
    { code: 'south', name: 'South' },
  ],
  zone: 'Europe/London',
  stages: [
    { id: 'first', name: 'First decision', short: 'First' },
    { id: 'final', name: 'Final decision', short: 'Final' },
  ],
  mayRefer: little('may-refer', { value: ['police', 'ngo'] }),
  consentNeeded: little('consent-needed', { value: { adult: true, child: false, 'not-sure': false } }),
  mayBeChild: little<'treated-as-child'>('may-be-child', { value: 'treated-as-child' }),
  dutyToNotify: little<readonly string[]>('duty-to-notify', { value: ['police'], nations: ['north'] }, { value: [], nations: ['south'] }),
  authority: little('authority', { value: (facts) => (facts.age === 'child' && facts.area === 'here' ? 'local-panel' : 'central') }),
  test: {
    first: little(
      'test.first',
      { value: { standard: 'may be', elements: [act, purpose] }, until: day('2023-01-29') },
      { value: { standard: 'is', elements }, from: day('2023-01-30') },
    ),
    final: little('test.final', { value: { standard: 'more likely than not', elements } }),
  },
  secondPerson: little('second-person', { value: true }),
  askedFirst: little('asked-first', { value: { question: true, through: ['support', 'lawyer'] } }),
  mismatchCauses: little<readonly string[]>('mismatch-causes', { value: ['trauma', 'interpreter', 'other'] }),
  daysToThink: little('days-to-think', { value: { days: 3 } }),
  askAnswer: little('ask-answer', { value: { hours: 24, urgent: 1 } }),
  smallNumbers: little('small-numbers', { value: 5 }),
  otherDecider: little('other-decider', { value: true }),
  againElsewhere: little<Readonly<Record<string, string>>>('again-elsewhere', { value: { 'local-panel': 'central' } }),
  noGroundAlone: little<readonly string[]>('no-ground-alone', { value: ['no-answer', 'lost-contact'] }),
  referrerSees: little('referrer-sees', { value: {} }),
  referrerSeesFor: little('referrer-sees-for', { value: 365 }),
  reconsideration: little('reconsideration-who', { value: { who: ['person', 'referrer'], grounds: ['new-evidence', 'guidance-not-followed'] } }),
  disqualification: little(
    'disqualification',
    { value: { grounds: ['public-order', 'bad-faith'], assessmentFirst: false }, from: day('2023-01-30'), until: day('2023-12-31') },
    { value: { grounds: ['public-order', 'bad-faith'], assessmentFirst: true }, from: day('2024-01-01') },
  ),
  supportRuns: little<SupportRuns>('support-runs', { value: 'later', nations: ['north'] }, { value: 'earlier', nations: ['south'] }),
  consentAt18: little('consent-at-18', { value: true }),
  statutoryDefence: little('statutory-defence', { value: { adult: ['compelled'], child: ['consequence'], notFor: null } }),
  breachReport: little('breach-report', { value: { hours: 72 } }),
  entitlements: {
    accommodation: little<DueAt>('entitlement.accommodation', {
      value: { emergency: 'A place tonight.', recovery: 'A place to live.', 'after-positive': 'A place while you move on.' },
    }),
    advice: little<DueAt>('entitlement.advice', { value: { 'reach-in': 'Advice, for as long as you like.' }, from: day('2021-01-04') }),
  },
  rates: littleRates,
  paymentHold: little<PaymentHold>('payment-hold', { value: { days: 14, reasons: ['not-seen'] } }),
  bedAlarm: little<BedAlarm>('bed-alarm', { value: { again: 10, holds: 40, upAfter: 20, upTo: 'decision-manager' } }),
  contactTries: little('contact-tries', { value: { least: 3, apart: 4, ringAfter: 48 } }),
  emergencyNeed: little('emergency-need', { value: { days: 14 } }),
  recoveryNeeds: little('recovery-needs', { value: { months: 6 } }),
  reachIn: little('reach-in', { value: false, until: day('2021-01-03') }, { value: true, from: day('2021-01-04') }),
  letterHold: little('letter-hold', { value: { minutes: 30 } }),
  negativeRelease: little<NegativeRelease>('negative-release', {
    value: { noneFrom: { weekday: 5, hour: 12 }, holidays: true, birthday: true, somebodyThere: true, workerFirst: true },
  }),
  findLawyer: little('find-lawyer', { value: 'Ask the little bar.' }),
  priority: little<Prioritised>(
    'priority',
    { value: { stages: [], criteria: [] }, until: day('2024-02-21') },
    { value: { stages: ['final'], criteria: ['detained', 'court-order'] }, from: day('2024-02-22') },
  ),
  chasers: little('chasers', { value: { after: 1, every: 7, most: 3 } }),
  standardTexts: {},
  retention: little('retention', { value: { adult: 12, child: 60 } }),
  signalRetention: little(
    'signal-retention',
    { value: { months: 12, notAReport: 1 }, from: day('2023-01-01'), until: day('2023-06-30') },
    { value: { months: 6, notAReport: 2 }, from: day('2023-07-01') },
  ),
  clocks: {
    first: clock('first', 'target', { value: workingDays(5) }),
    'child-panel-first': clock('child-panel-first', 'duty', { value: calendarDays(45) }),
    'recovery-minimum': clock(
      'recovery-minimum',
      'minimum',
      { value: calendarDays(45), until: day('2022-12-12') },
      { value: calendarDays(30), from: day('2022-12-13') },
    ),
    'support-period': clock('support-period', 'duty', { value: calendarDays(30), nations: ['north'] }, { value: calendarDays(90), nations: ['south'] }),
    'information-request': clock(
      'information-request',
      'service',
      { value: none, until: day('2022-12-31') },
      { value: calendarDays(14), from: day('2023-01-01') },
    ),
    reconsideration: clock('reconsideration', 'duty', { value: none, until: day('2024-02-11') }, { value: calendarDays(30), from: day('2024-02-12') }),
    'move-on-after-positive': clock('move-on-after-positive', 'duty', { value: calendarDays(45) }),
    'move-on-after-negative': clock('move-on-after-negative', 'duty', { value: calendarDays(14) }),
  },
  calendar: () => calendar,
  lists: {},
  exploitationLabel: (types) => types.join(', '),
  nationalityLabel: (codes) => codes.join(', '),
  ringNow: () => [],
  helplines: [],
};

/** The same law with one rule assumed only. */
export function assuming<K extends 'secondPerson' | 'mayRefer' | 'reconsideration' | 'negativeRelease'>(key: K): Law {
  const { versions, ...rest } = littleLaw[key] as Rule<unknown>;
  const doubtful = versions.map((one) => ({ ...one, source: { ...one.source, standing: 'assumed' as const } }));
  return { ...littleLaw, [key]: { ...rest, versions: doubtful } };
}

export const on = (text: string, by = 'ada', nation = 'north'): Act => ({ day: day(text), by, nation, confirmed: new Set() });

/** Records events on a file as the ledger would. */
export function record(file: CaseFile, events: readonly CaseEvent[], when: Act): CaseFile {
  return events.reduce((state, event) => caseStream.evolve(state, envelope(event, state.version + 1, when)), file);
}

export function envelope(event: CaseEvent, number: number, { day: on, by, nation }: Act): Recorded<CaseEvent> {
  const organisation = 'test-police';
  return {
    file: 'this-file',
    number,
    kindVersion: 1,
    day: on,
    at: null,
    recordedAt: `${on}T12:00:00.000Z`,
    actor: by,
    organisation,
    role: 'decision-maker',
    purpose: 'identification',
    nation,
    edition: null,
    event,
  };
}

/** One act with its law taken from the test: what it is handed, and when and by whom. */
export type Move = (file: CaseFile) => { readonly outcome: Outcome<CaseEvent>; readonly when: Act };

type ActOf<W> = (file: CaseFile, what: W, law: Law, act: Act) => Outcome<CaseEvent>;

export const move =
  <W>(act: ActOf<W>, what: W, when: Act, law: Law = littleLaw): Move =>
  (file) => ({ outcome: act(file, what, law, when), when });

/** An event put in by hand, where no act makes it (letters). */
export const event =
  (happening: CaseEvent, when: Act): Move =>
  () => ({ outcome: done(happening), when });

/** Plays acts in order; throws where one is refused, since what is given must have been possible. */
export function given(...moves: readonly Move[]): CaseFile {
  return moves.reduce((file, next) => {
    const { outcome, when } = next(file);
    if (!outcome.ok) throw new Error(`refused: ${outcome.code}`);
    return record(file, outcome.events, when);
  }, emptyFile);
}

export const adult: ReferralFacts = { age: 'adult', ageThen: 'adult', consent: 'given', by: 'test-police', byKind: 'police', needs: [] };
export const child: ReferralFacts = { ...adult, age: 'child', ageThen: 'child', consent: 'not-needed' };
export const allMet = { act: 'met', means: 'met', purpose: 'met' } as const;
export const noPurpose = { act: 'met', means: 'met', purpose: 'not-met' } as const;
