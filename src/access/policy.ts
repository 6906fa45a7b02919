// How the policy is written down: what may be asked for, what can be true of a record, and the shape of a row. Pure data.
import type { FieldClass } from './classes.ts';
import type { Purpose } from './purposes.ts';
import type { OrganisationKind, Role } from './roles.ts';

/** What can be read or written besides the answers of a class, with what it is in words. */
export const views = {
  receipt: 'that the referral arrived, and when',
  stage: 'where the case stands',
  questions: 'questions asked about the case, and their answers',
  result: 'the word of a decision',
  course: 'what happened in a record, as codes and days',
  worklist: 'a line of a list of records: reference, days, what it waits for',
  evidence: 'files added to a referral',
  letters: 'letters of a case',
  figures: 'figures made fit to publish',
  'exact-figures': 'figures before they are made fit to publish',
  log: 'who read and wrote what',
  rules: 'rules of law that wait to be confirmed',
  access: 'sign-ins, and tokens for programs',
  allocation: 'who has a case: giving and taking it',
  complaints: 'what a person complains of to who supports them',
  payments: 'what is paid for a person: amounts, days and what they rest on',
  post: 'that a letter of a case waits, since when, and whether it may go; not what it says',
  releases: 'releases of statistics before they are out: plans, files, and the ledger of numbers decided on',
  jobs: 'work that the program does by itself',
  retention: 'how long records are kept, and their erasure: kinds and days',
  ledger: 'the codes and days of a record, which the program puts together to know what may be done in it; nothing of them is shown for that',
  standing: 'how people stand to a record: conflicts, seals, grants, namings, releases, broken glass',
  keys: 'the key of a record, its search tokens and its way to the figures: wrapped anew or destroyed, never opened',
} as const;

export type View = keyof typeof views;
export type Field = FieldClass | View;
export const verbs = ['read', 'write'] as const;
export type Verb = (typeof verbs)[number];

/** What can be true of somebody, a record and the moment. A relation holds where all of its conditions do. */
export const conditions = {
  'no-record': 'it is about no record',
  'a-draft': 'the record is a draft',
  'a-case': 'the record is a case',
  'a-support-record': 'the record is a support record',
  'a-counselling-record': 'the record is a counselling record',
  'a-guardian-record': 'the record is a guardian record',
  'a-signal': 'the record is a signal',
  'behind-the-wall': 'the record is a support, counselling or guardian record',
  'a-place': 'the record is a place',
  'a-person-ledger': 'the record is a person',
  'own-organisation': 'their organisation wrote or keeps it',
  'own-team': 'their team wrote or keeps it',
  handed: 'it was handed to them',
  'in-time': 'the time in which a referrer may look has not ended',
  undecided: 'nothing has been decided in it',
  'own-authority': 'their organisation decides the case',
  allocated: 'the case is allocated to them, and the allocation has not ended',
  unheld: 'nobody has the case: it was allocated to nobody, or the allocation has ended',
  'waits-for-team': 'the case waits for anybody of who decides: to be taken, or for a second person',
  'waits-for-manager': 'the case waits for a manager to see what happened in it',
  themselves: 'they are the person it is about, at a door of their own that stands open',
  named: 'they are named in it to look after the person, and the naming has not ended',
  'granted-lawyer': 'the person granted it to them as legal representative; the grant has begun, has not ended and is not revoked',
  'granted-advocate': 'the person granted it to them as independent advocate; the grant has begun, has not ended and is not revoked',
  'granted-recipient': 'the person granted it to them as decision recipient; the grant has begun, has not ended and is not revoked',
  'glass-broken': 'they broke the glass on it for this class, and the hour has not ended',
  released: 'the person agreed that this item passes to who decides',
  conflict: 'a conflict of interest of theirs with it is known',
  sealed: 'it is sealed',
  'not-on-list': 'they are not among those it is sealed to',
  'not-the-program': 'they are not the program itself',
} as const;

export type Condition = keyof typeof conditions;

/** Whose decision the reading is in law, and on what ground it rests. Proposed by us: each controller confirms its own. */
export const controllers = {
  referrer: 'the organisation that refers',
  authority: 'the authority that decides (UK: the Home Office, or a council for its panel)',
  provider: 'the provider of support',
  guardians: 'the guardian service',
  chosen: 'who the person has chosen: their lawyer, advocate or other recipient',
  analysts: 'the body that analyses signals',
  helpline: 'the helpline that receives what people report',
  statistics: 'the body that publishes the figures',
  service: 'who runs this service',
} as const;
export type Controller = keyof typeof controllers;

export const bases = {
  'public-task': { regime: 'UK GDPR', says: 'Art. 6(1)(e) and 9(2)(g) with DPA 2018 Sch. 1 para. 6: a task in the public interest' },
  'criminal-facts': { regime: 'UK GDPR', says: 'Art. 6(1)(e) and 10 with DPA 2018 Sch. 1 para. 6: facts about offences, for a task in the public interest' },
  policing: { regime: 'law enforcement', says: 'DPA 2018 Part 3, s. 35: finding and stopping an offence' },
  care: { regime: 'UK GDPR', says: 'Art. 6(1)(e) and 9(2)(h) with DPA 2018 Sch. 1 para. 2: health and social care' },
  safeguarding: { regime: 'UK GDPR', says: 'Art. 6(1)(e) and 9(2)(g) with DPA 2018 Sch. 1 para. 18: safeguarding of children and of people at risk' },
  claims: { regime: 'UK GDPR', says: 'Art. 6(1)(f) and 9(2)(f): legal claims of the person' },
  consent: { regime: 'UK GDPR', says: 'Art. 6(1)(a) and 9(2)(a): the person’s own agreement, taken back at will' },
  figures: { regime: 'UK GDPR', says: 'Art. 6(1)(e) and 89: statistics in the public interest' },
  accountability: { regime: 'UK GDPR', says: 'Art. 6(1)(c), 5(2) and 32: keeping the service safe and answerable' },
} as const satisfies Record<string, { regime: 'UK GDPR' | 'law enforcement'; says: string }>;
export type Basis = keyof typeof bases;

export type Row<R extends string = string> = {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly kinds: readonly OrganisationKind[];
  readonly purposes: readonly Purpose[];
  readonly relations: readonly R[];
  readonly read: readonly Field[];
  readonly write: readonly Field[];
  readonly why: string;
  readonly controller: Controller;
  readonly basis: Basis;
};

/** Comes before every row: where all of its conditions hold, nothing is allowed. */
export type Bar = { readonly id: string; readonly when: readonly Condition[]; readonly why: string };

/** What no row may ever allow; a part left out means any. A test holds the rows to it. */
export type Never = {
  readonly id: string;
  readonly says: string;
  readonly roles?: readonly Role[];
  readonly kinds?: readonly OrganisationKind[];
  readonly purposes?: readonly Purpose[];
  readonly relations?: readonly string[];
  readonly fields?: readonly Field[];
  readonly verb?: Verb;
};

export type Policy<R extends string = string> = {
  readonly bars: readonly Bar[];
  readonly relations: Readonly<Record<R, readonly Condition[]>>;
  readonly rows: readonly Row<R>[];
  readonly nevers: readonly Never[];
};
