// Who may stand near a file, as its own ledger says: conflicts, seals, broken glass, and what the person chose. Shared by cases and support.
import type { Day, Instant } from '#base/day.ts';
import type { Recorded } from '#base/stream.ts';

export type ConflictReason = 'family' | 'friend' | 'other-work' | 'money' | 'was-involved' | 'own-list' | 'wrote-referral' | 'looks-after' | 'stands-beside';
export type SealReason = 'at-risk' | 'public-attention' | 'staff-member' | 'court-order' | 'consent-wrong';
export type ConsentMistake = 'not-given' | 'withdrawn-at-once' | 'pretended';
export type ConsentFinding = 'valid' | 'wrong';
export type GlassReason = 'attack' | 'missing' | 'suicide' | 'medical' | 'child';
export type GlassFinding = 'right' | 'not-needed' | 'wrong';
export type ActsAs = 'legal-representative' | 'independent-advocate' | 'decision-recipient';
export type Present = 'alone' | 'interpreter' | 'trusted' | 'other';
export type DisclosureGround = 'court-order' | 'statute' | 'life-at-risk' | 'safeguarding' | 'crime' | 'asked-by-person';
export type ToldHow = 'in-person' | 'interpreter' | 'letter';
export type DisclosedTo = 'police' | 'council' | 'health' | 'court' | 'immigration' | 'embassy' | 'other';
export type NotTold = 'told' | 'unsafe' | 'not-reached';

/** Staff ids, codes and moments only. `until` and `ends` are moments at which something is over. */
export type AccessEvent =
  | { kind: 'ConflictFound'; person: string; how: 'declared' | 'computed'; why: ConflictReason }
  | { kind: 'ConflictLiftProposed'; person: string; maker: string }
  | { kind: 'ConflictLifted'; person: string; maker: string; checker: string }
  | { kind: 'NoticeSeen'; number: number }
  | { kind: 'FileSealed'; to: readonly string[]; why: SealReason }
  | { kind: 'UnsealProposed'; maker: string }
  | { kind: 'FileUnsealed'; maker: string; checker: string }
  | { kind: 'ConsentWrong'; what: ConsentMistake; from: 'referrer' | 'authority'; reporter: string }
  | { kind: 'ConsentReviewProposed'; finding: ConsentFinding; maker: string }
  | { kind: 'ConsentReviewReturned'; checker: string }
  | { kind: 'ConsentUpheld'; maker: string; checker: string }
  | { kind: 'ConsentConverted'; maker: string; checker: string; duty: boolean }
  | {
      kind: 'GlassBroken';
      person: string;
      organisation: string;
      role: string;
      classes: readonly string[];
      why: GlassReason;
      starts: Instant;
      ends: Instant;
      second: string | null;
      reviewBy: Day | null;
    }
  | { kind: 'GlassReviewed'; number: number; by: string; finding: GlassFinding }
  | { kind: 'GrantGiven'; grant: string; holder: string; as: ActsAs; starts: Instant; ends: Instant; language: string; present: Present; by: string }
  | { kind: 'GrantRevoked'; grant: string; at: Instant; by: string }
  // `over`: why, where the worker then has more people than was agreed.
  | { kind: 'WorkerNamed'; person: string; ends: Instant; by: string; over?: string }
  | { kind: 'NamingEnded'; person: string; at: Instant; by: string }
  | { kind: 'ItemReleased'; question: string; to: string; at: Instant; language: string; present: Present; by: string }
  | { kind: 'ReleaseWithdrawn'; question: string; to: string; at: Instant; by: string }
  | { kind: 'CovertProposed'; maker: string; until: Day }
  | { kind: 'CovertAgreed'; maker: string; checker: string; from: Day; until: Day }
  | {
      kind: 'DisclosureAsked';
      ground: DisclosureGround;
      to: DisclosedTo;
      classes: readonly string[];
      interest: 'outweighs' | 'required-by-law' | 'person-asks';
      told: NotTold;
      maker: string;
    }
  | { kind: 'DisclosureAgreed'; number: number; ground?: DisclosureGround; to?: DisclosedTo; told?: NotTold; maker: string; checker: string }
  | { kind: 'DisclosureRefused'; number: number; checker: string }
  | { kind: 'DisclosureTold'; number: number; how: ToldHow; by: string }
  | { kind: 'DisclosurePassed'; number: number; by: string }
  | { kind: 'OwnCopyMade'; maker: string }
  | { kind: 'OwnCopyReleased'; number: number; maker: string; checker: string; hidden: number };

export type Conflict = { readonly person: string; readonly how: 'declared' | 'computed'; readonly why: ConflictReason; readonly liftedBy: string | null };
export type Glass = Omit<Extract<AccessEvent, { kind: 'GlassBroken' }>, 'kind'> & {
  readonly number: number;
  readonly day: Day;
  readonly reviewed: { readonly by: string; readonly finding: GlassFinding } | null;
};
export type GrantOf = Omit<Extract<AccessEvent, { kind: 'GrantGiven' }>, 'kind'> & { readonly revoked: Instant | null };
export type Release = Omit<Extract<AccessEvent, { kind: 'ItemReleased' }>, 'kind'> & { readonly withdrawn: Instant | null };
export type Disclosure = Omit<Extract<AccessEvent, { kind: 'DisclosureAsked' }>, 'kind'> & {
  readonly number: number;
  readonly day: Day;
  readonly state: 'asked' | 'agreed' | 'refused';
  readonly checker: string | null;
  /** When the person was told, and when it passed. */
  readonly toldOn: Day | null;
  readonly passedOn: Day | null;
};
export type OwnCopy = { readonly number: number; readonly day: Day; readonly maker: string; readonly checker: string | null; readonly hidden: number };

/** An adult's referral that should not have been sent: closed to all but two people who look at it. `before`: the seal that stood earlier. */
export type Quarantine = {
  readonly number: number;
  readonly what: ConsentMistake;
  readonly reporter: string;
  readonly since: Day;
  readonly before: Access['seal'];
  readonly proposed: { readonly finding: ConsentFinding; readonly maker: string } | null;
  /** Two people found that there was no consent: what identifies is being destroyed. */
  readonly converted: boolean;
};

export type Access = {
  readonly conflicts: readonly Conflict[];
  readonly seal: { readonly to: readonly string[]; readonly why: SealReason; readonly openedBy: string | null } | null;
  readonly quarantine: Quarantine | null;
  readonly glass: readonly Glass[];
  readonly grants: readonly GrantOf[];
  readonly named: readonly { readonly person: string; readonly ends: Instant; readonly by: string }[];
  readonly releases: readonly Release[];
  readonly covert: readonly { readonly from: Day; readonly until: Day }[];
  readonly covertBy: { readonly maker: string; readonly until: Day } | null;
  readonly disclosures: readonly Disclosure[];
  readonly copies: readonly OwnCopy[];
  /** Events that somebody who looks after the work is to see, and has not. */
  readonly notices: readonly { readonly number: number; readonly what: 'conflict' | 'glass'; readonly person: string }[];
};

export const openToAll: Access = {
  conflicts: [],
  seal: null,
  quarantine: null,
  glass: [],
  grants: [],
  named: [],
  releases: [],
  covert: [],
  covertBy: null,
  disclosures: [],
  copies: [],
  notices: [],
};

type Of<K extends AccessEvent['kind']> = Extract<AccessEvent, { kind: K }>;
type Folds = { readonly [K in AccessEvent['kind']]: (now: Access, event: Of<K>, number: number, day: Day) => Partial<Access> };

const folds: Folds = {
  ConflictFound: (now, { person, how, why }, number) => ({
    conflicts: [...now.conflicts.filter((one) => one.person !== person), { person, how, why, liftedBy: null }],
    named: now.named.filter((one) => one.person !== person),
    notices: [...now.notices, { number, what: 'conflict', person }],
  }),
  ConflictLiftProposed: (now, { person, maker }) => ({ conflicts: now.conflicts.map((one) => (one.person === person ? { ...one, liftedBy: maker } : one)) }),
  ConflictLifted: (now, { person }) => ({
    conflicts: now.conflicts.filter((one) => one.person !== person),
    notices: now.notices.filter((one) => one.what !== 'conflict' || one.person !== person),
  }),
  NoticeSeen: (now, { number }) => ({ notices: now.notices.filter((one) => one.number !== number) }),
  FileSealed: (_now, { to, why }) => ({ seal: { to, why, openedBy: null } }),
  UnsealProposed: (now, { maker }) => (now.seal ? { seal: { ...now.seal, openedBy: maker } } : {}),
  FileUnsealed: () => ({ seal: null }),
  ConsentWrong: (now, { what, reporter }, number, day) => ({
    quarantine: { number, what, reporter, since: day, before: now.seal, proposed: null, converted: false },
  }),
  ConsentReviewProposed: (now, { finding, maker }) => reviewed(now, { proposed: { finding, maker } }),
  ConsentReviewReturned: (now) => reviewed(now, { proposed: null }),
  ConsentUpheld: () => ({ quarantine: null }),
  ConsentConverted: (now) => reviewed(now, { proposed: null, converted: true }),
  GlassBroken: (now, { kind: _kind, ...broken }, number, day) => ({
    glass: [...now.glass, { ...broken, number, day, reviewed: null }],
    notices: [...now.notices, { number, what: 'glass', person: broken.person }],
  }),
  GlassReviewed: (now, { number, by, finding }) => ({
    glass: now.glass.map((one) => (one.number === number ? { ...one, reviewed: { by, finding } } : one)),
    notices: now.notices.filter((one) => one.number !== number),
  }),
  GrantGiven: (now, { kind: _kind, ...grant }) => ({ grants: [...now.grants, { ...grant, revoked: null }] }),
  GrantRevoked: (now, { grant, at }) => ({ grants: now.grants.map((one) => (one.grant === grant && !one.revoked ? { ...one, revoked: at } : one)) }),
  WorkerNamed: (now, { person, ends, by }) => ({ named: [...now.named.filter((one) => one.person !== person), { person, ends, by }] }),
  NamingEnded: (now, { person }) => ({ named: now.named.filter((one) => one.person !== person) }),
  ItemReleased: (now, { kind: _kind, ...item }) => ({ releases: [...without(now, item), { ...item, withdrawn: null }] }),
  ReleaseWithdrawn: (now, { question, to, at }) => ({
    releases: now.releases.map((one) => (one.question === question && one.to === to && !one.withdrawn ? { ...one, withdrawn: at } : one)),
  }),
  CovertProposed: (_now, { maker, until }) => ({ covertBy: { maker, until } }),
  CovertAgreed: (now, { from, until }) => ({ covertBy: null, covert: [...now.covert, { from, until }] }),
  DisclosureAsked: (now, { kind: _kind, ...asked }, number, day) => ({
    disclosures: [...now.disclosures, { ...asked, number, day, state: 'asked', checker: null, toldOn: null, passedOn: null }],
  }),
  DisclosureAgreed: (now, { number, checker }) => ({ disclosures: changed(now, number, { state: 'agreed', checker }) }),
  DisclosureRefused: (now, { number, checker }) => ({ disclosures: changed(now, number, { state: 'refused', checker }) }),
  DisclosureTold: (now, { number }, _at, day) => ({ disclosures: changed(now, number, { toldOn: day }) }),
  DisclosurePassed: (now, { number }, _at, day) => ({ disclosures: changed(now, number, { passedOn: day }) }),
  OwnCopyMade: (now, { maker }, number, day) => ({ copies: [...now.copies, { number, day, maker, checker: null, hidden: 0 }] }),
  OwnCopyReleased: (now, { number, checker, hidden }) => ({ copies: now.copies.map((one) => (one.number === number ? { ...one, checker, hidden } : one)) }),
};

const reviewed = (now: Access, change: Partial<Quarantine>): Partial<Access> => (now.quarantine ? { quarantine: { ...now.quarantine, ...change } } : {});
const without = (now: Access, item: { question: string; to: string }): readonly Release[] =>
  now.releases.filter((one) => one.question !== item.question || one.to !== item.to);
const changed = (now: Access, number: number, change: Partial<Disclosure>): readonly Disclosure[] =>
  now.disclosures.map((one) => (one.number === number ? { ...one, ...change } : one));

export function isAboutAccess(event: { readonly kind: string }): event is AccessEvent {
  return Object.hasOwn(folds, event.kind);
}

/** Folds one event. Never throws: what no longer fits changes nothing. */
export function evolveAccess(now: Access, { event, number, day }: Pick<Recorded<AccessEvent>, 'event' | 'number' | 'day'>): Access {
  const change = folds[event.kind] as (now: Access, event: AccessEvent, number: number, day: Day) => Partial<Access>;
  return { ...now, ...change(now, event, number, day) };
}

/** Whether a bar stands between somebody and the file; bars come before everything else that may be true of them. */
/** Whoever has one of these roles at an authority decides there. */
export const deciders: readonly string[] = ['decision-maker', 'decision-manager'];

/** Somebody at work, under one of their roles. */
export type AtWork = { readonly person: string; readonly role: string; readonly organisation: string };

export function barredFrom(now: Access, person: string): boolean {
  return now.conflicts.some((one) => one.person === person) || (now.seal !== null && !now.seal.to.includes(person));
}
