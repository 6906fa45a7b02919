// Every question that a country must answer. The compiler names each country that has not answered a new one.
import type { Calendar, Day } from '#base/day.ts';
import type { List } from '#base/list.ts';
import type { Clock } from './clock.ts';
import type { Rule } from './rule.ts';

/** A legal element of a test, e.g. act, means, purpose. */
export type Element = {
  readonly id: string;
  readonly label: string;
  readonly asks: string;
  /** Ages for which the element need not be shown, e.g. means for a child. */
  readonly notNeededFor: readonly ('adult' | 'child' | 'not-sure')[];
};

export type Test = { readonly standard: string; readonly elements: readonly Element[] };

/** The defence of somebody made to do what is an offence, by their age when they did it. Empty: the statutes give none. */
export type Defence = { readonly adult: readonly string[]; readonly child: readonly string[]; readonly notFor: string | null };

export type SupportRuns = 'later' | 'earlier' | 'later-if-positive';

/** What must have been tried before somebody is turned down because too little is known: a question, and one through who stands beside them. */
export type AskedFirst = { readonly question: boolean; readonly through: readonly string[] };
/**
 * In minutes: how often a request for a bed rings until somebody takes it on, for how long it is silent then, and after how long it also
 * rings for those of a role who stand above.
 */
export type BedAlarm = { readonly again: number; readonly holds: number; readonly upAfter: number; readonly upTo: 'decision-manager' };

/** How often somebody is tried by their safe way, how many hours apart at least, and after how many hours they may ring by themselves. */
export type ContactTries = { readonly least: number; readonly apart: number; readonly ringAfter: number };

/**
 * When a letter that turns somebody down may leave: not on a weekday from an hour on, not on the eve of a holiday, not on a holiday or at a
 * weekend, not on the person's birthday; only where somebody is named who will be with them, and after the worker was told.
 */
export type NegativeRelease = {
  readonly noneFrom: { readonly weekday: number; readonly hour: number } | null;
  readonly holidays: boolean;
  readonly birthday: boolean;
  readonly somebodyThere: boolean;
  readonly workerFirst: boolean;
};
/** What can put a decision before others. */
export type Criterion = 'detained' | 'criminal-proceedings' | 'turning-18' | 'court-order';
/** At which stages the criteria put a case before others. */
export type Prioritised = { readonly stages: readonly string[]; readonly criteria: readonly Criterion[] };
/** In calendar days after the answer was due, and between one asking and the next; at most so often. */
export type Chasers = { readonly after: number; readonly every: number; readonly most: number };

/** Facts that route a case to who decides. */
export type Routing = { readonly age: 'adult' | 'child' | 'not-sure'; readonly detained: boolean; readonly area: string | null };

/** A paragraph that states the law; at which stages it helps, none named meaning all. */
export type StandardText = { readonly title: string; readonly says: string; readonly stages?: readonly string[] };

/** Where somebody stands on their way through support. */
export const supportStages = ['emergency', 'recovery', 'after-positive', 'after-negative', 'reach-in', 'disqualified'] as const;
export type SupportStage = (typeof supportStages)[number];
/** At which stages something is due, each in a plain sentence to the person. A stage not named: it is not due there. */
export type DueAt = Readonly<Partial<Record<SupportStage, string>>>;

/** What is paid: by the kind of place, with asylum support (the sum of both), and what is added. */
export const rateKinds = [
  'catered',
  'self-catered',
  'outreach',
  'with-asylum-support',
  'first-child',
  'further-child',
  'under-1',
  '1-to-under-3',
  'pregnancy',
  'maternity',
] as const;
export type RateKind = (typeof rateKinds)[number];
/** In pence, a week or once; 0: none is paid. */
export type Rate = { readonly pence: number; readonly per: 'week' | 'once' };
/** For how many days at most payments may be held at once, and for which reasons alone. */
export type PaymentHold = { readonly days: number; readonly reasons: readonly string[] };

export type Stage = { readonly id: string; readonly name: string; readonly short: string };

export type Law = {
  readonly country: string;
  readonly name: string;
  readonly nations: readonly { readonly code: string; readonly name: string }[];
  readonly zone: string;
  readonly stages: readonly Stage[];

  readonly mayRefer: Rule<readonly string[]>;
  /** Which consent opens a referral at which age. */
  readonly consentNeeded: Rule<{ readonly adult: boolean; readonly child: boolean; readonly 'not-sure': boolean }>;
  readonly mayBeChild: Rule<'treated-as-child'>;
  /** Which kinds of organisation owe a notification without consent; empty where there is no such duty. */
  readonly dutyToNotify: Rule<readonly string[]>;
  readonly authority: Rule<(facts: Routing) => string>;
  readonly test: Readonly<Record<string, Rule<Test>>>;
  /** Whether a negative at the stage needs a second person. */
  readonly secondPerson: Rule<boolean>;
  /** What must come before a negative that rests on too little being known. */
  readonly askedFirst: Rule<AskedFirst>;
  /** What may explain that two things do not fit together, and is considered before a reason may rest on it. */
  readonly mismatchCauses: Rule<readonly string[]>;
  /** Whether a decision that is made again is made by somebody who took no part in it before. */
  readonly otherDecider: Rule<boolean>;
  /** Which authority looks again where too few are left of the one that decided; an authority not named: none does. */
  readonly againElsewhere: Rule<Readonly<Record<string, string>>>;
  /** What a referrer later sees, by kind of organisation. */
  readonly referrerSees: Rule<Readonly<Record<string, readonly ('receipt' | 'stage' | 'questions' | 'result')[]>>>;
  readonly referrerSeesFor: Rule<number>;
  readonly reconsideration: Rule<{ readonly who: readonly string[]; readonly grounds: readonly string[] }>;
  readonly disqualification: Rule<{ readonly grounds: readonly string[]; readonly assessmentFirst: boolean }>;
  /** What is never by itself a reason to take protection away. */
  readonly noGroundAlone: Rule<readonly string[]>;
  /** Whether support runs to the later or the earlier of its length and the conclusive decision; or to the later only where that is positive. */
  readonly supportRuns: Rule<SupportRuns>;
  readonly consentAt18: Rule<boolean>;
  /** What must be true for the defence; whether it is, the courts decide. The governing day is that of the question. */
  readonly statutoryDefence: Rule<Defence>;
  /** What a person in support is due, one rule each. The governing day is that of the question, and of the leaving for who has left. */
  readonly entitlements: Readonly<Record<string, Rule<DueAt>>>;
  /** The governing day is each day that is paid for. */
  readonly rates: Readonly<Record<RateKind, Rule<Rate>>>;
  readonly paymentHold: Rule<PaymentHold>;
  readonly bedAlarm: Rule<BedAlarm>;
  readonly contactTries: Rule<ContactTries>;
  /** For how many days somebody may think about being referred after an organisation has said yes, unless they do not want to wait. */
  readonly daysToThink: Rule<{ readonly days: number }>;
  /** In hours: by when an organisation that is asked to refer somebody is to answer; `urgent` where a life is at risk or a child may be hurt. */
  readonly askAnswer: Rule<{ readonly hours: number; readonly urgent: number }>;
  /** How soon somebody must be without a place for help to begin before any decision. */
  readonly emergencyNeed: Rule<{ readonly days: number }>;
  /** For how many months at most a decision on recovery needs holds. */
  readonly recoveryNeeds: Rule<{ readonly months: number }>;
  /** Whether who left after a positive final decision may come back for help. The governing day is that on which they left. */
  readonly reachIn: Rule<boolean>;
  /** For how many minutes a letter that was released can be recalled; only then does it leave. */
  readonly letterHold: Rule<{ readonly minutes: number }>;
  readonly negativeRelease: Rule<NegativeRelease>;
  /** Where somebody without a lawyer finds one, in a sentence. */
  readonly findLawyer: Rule<string>;
  /** The governing day is that of the reading: in which order work is done now. */
  readonly priority: Rule<Prioritised>;
  /** The governing day is that of the question. */
  readonly chasers: Rule<Chasers>;
  /** What of the law may be put into reasons, word for word, while it is in force: never what happened to anybody. Silent on a day: not offered. */
  readonly standardTexts: Readonly<Record<string, Rule<StandardText>>>;
  /** How many of each outcome there are at least before a share of them is shown to anybody who compares decisions. */
  readonly smallNumbers: Rule<number>;
  /** For how many months a record is kept after the last step in it. The governing day is that of the last step. */
  readonly retention: Rule<{ readonly adult: number; readonly child: number }>;
  /** For how many months a report from the public is kept after it was last closed; `notAReport` where it was none. The governing day is that of the closing. */
  readonly signalRetention: Rule<{ readonly months: number; readonly notAReport: number }>;
  /** Within how many hours of becoming aware of it a breach of personal data is reported, unless a risk to people is unlikely. */
  readonly breachReport: Rule<{ readonly hours: number }>;

  readonly clocks: Readonly<Record<string, Clock>>;
  readonly calendar: (nation: string) => Calendar;
  readonly lists: Readonly<Record<string, List>>;
  /** The published label of a set of exploitation types, in the published order. */
  readonly exploitationLabel: (types: readonly string[]) => string;
  /** The published label of one nationality or two, in the order they were answered. */
  readonly nationalityLabel: (codes: readonly string[]) => string;
  /** Numbers to ring, by nation, area and hour (0 to 23). `id` and `open` are those of their words for translators; `area` is named in `who`. */
  readonly ringNow: (facts: {
    readonly nation: string;
    readonly age: 'adult' | 'child' | 'not-sure' | undefined;
    /** A council's code, and a police force's where that is known apart from the council's own. */
    readonly area: string | null;
    readonly force: string | null;
    readonly hour: number;
    /** Whether offices are open on this day at all. */
    readonly workday: boolean;
    /** Numbers of councils and forces that this installation keeps. */
    readonly local: readonly LocalNumber[];
  }) => readonly {
    readonly id: string;
    readonly who: string;
    readonly area?: string;
    /** Meant for people at work: not printed in a letter to the person. */
    readonly atWork?: true;
    readonly number: string;
    readonly open: string;
    readonly when: string;
    readonly source: string;
  }[];
  /** Numbers that anybody may ring about exploitation, in any nation: shown to the public, not to whoever refers. */
  readonly helplines: ReturnType<Law['ringNow']>;
};

/** A number of one council or police force, kept by whoever runs the installation; `code` stands in the list named. */
export type LocalNumber = {
  readonly list: 'local-authorities' | 'police-forces';
  readonly code: string;
  readonly open: 'always' | 'office' | 'out-of-hours';
  readonly number: string;
  readonly source: string;
};

/** Every rule a country has, clocks' lengths included, for the page of rules and the `law` command. */
export function rulesOf(law: Law): readonly Rule<unknown>[] {
  const found: Rule<unknown>[] = [];
  for (const value of Object.values(law)) {
    if (isRule(value)) found.push(value);
  }
  found.push(...(Object.values(law.test) as Rule<unknown>[]));
  found.push(...(Object.values(law.standardTexts) as Rule<unknown>[]));
  found.push(...(Object.values(law.entitlements) as Rule<unknown>[]));
  found.push(...(Object.values(law.rates) as Rule<unknown>[]));
  found.push(...Object.values(law.clocks).map((clock) => clock.length as Rule<unknown>));
  return found;
}

function isRule(value: unknown): value is Rule<unknown> {
  return typeof value === 'object' && value !== null && 'versions' in value && 'question' in value;
}

/** The holiday list's day span differs from a clock's: a caller may ask beforehand. */
export function knows(calendar: Calendar, on: Day): boolean {
  return calendar.first <= on && on <= calendar.last;
}
