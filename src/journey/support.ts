// Support's own ledger beside the case: help can come before a decision and outlive it (data.md 1).
import type { Day, Instant, Step } from '#base/day.ts';
import { done, type Because, type Outcome } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { BeyondCalendar, dueOf } from '#law/clock.ts';
import type { Law, SupportRuns } from '#law/law.ts';
import { inForce, SilentLaw, versionOf } from '#law/rule.ts';
import { clocks } from './clocks.ts';
import { evolveAccess, isAboutAccess, openToAll, type Access, type AccessEvent } from './access.ts';
import { evolveApart, isAboutApart, type Apart, type ApartEvent } from './apart.ts';
import { evolveBed, isAboutBed, type Bed } from './bed.ts';
import { evolveCare, evolveHousehold, isAboutCare, noCare, nobodyElse, type Care, type CareEvent, type Household } from './care.ts';
import { evolveDoor, isAboutDoor, noDoor, type DoorEvent, type OwnDoor } from './own-door.ts';
import type { Nation } from './events.ts';
import type { RuleKind } from './fitting.ts';
import type { CaseFile } from './file.ts';
import { evolveHold, isAboutHold, type PaymentHold } from './payment-hold.ts';
import { no } from './refusals.ts';
import { standing } from './stages.ts';
import { evolveStay, isAboutStay, unhoused, type DeclineReason, type Housing, type LeaveReason, type Replan, type Rings, type Rung } from './stay.ts';

/** Why it ends is said no closer than support needs to know: `no-longer-owed` holds no word of the decision behind it. */
export type SupportEvent =
  | AccessEvent
  | CareEvent
  | DoorEvent
  | ApartEvent
  | { kind: 'SupportOpened'; nation: Nation; because: 'reasonable-grounds' | 'emergency' }
  // What began in an emergency is owed from now on, by a decision: the same record goes on.
  | { kind: 'SupportOwed' }
  // `exit` says it as the country's list does, where a worker ended it.
  // The person turns out to be known under another name: `of` is a file of theirs.
  | { kind: 'KnownBefore'; of: string; by: string }
  | { kind: 'KnownBeforeUndone'; by: string }
  | { kind: 'SupportEnded'; why: 'case-ended' | 'no-longer-owed' | 'died' | 'moved-on'; exit?: string; by?: string }
  // A bed for tonight. `by` is a staff id, or the program's where the need went away by itself.
  | { kind: 'BedAsked'; at: Instant }
  | { kind: 'BedAcknowledged'; by: string; at: Instant }
  | { kind: 'BedFound'; by: string; at: Instant }
  | { kind: 'NoPlaceFound'; by: string; at: Instant }
  | { kind: 'BedNotNeeded'; by: string; at: Instant }
  // Safe places: which house it is stands in no event.
  | { kind: 'PlaceOffered'; stay: string; from: Day; until: Day; people: number; by: string }
  | { kind: 'PlaceAccepted'; stay: string; by: string }
  | { kind: 'PlaceDeclined'; stay: string; why: DeclineReason; by: string }
  | { kind: 'Arrived'; stay: string; at: Instant; by: string }
  | { kind: 'NotArrived'; stay: string; worried: boolean; rings: Rings; whom: readonly Rung[]; by: string }
  | { kind: 'StayExtended'; stay: string; until: Day; by: string }
  | { kind: 'MovedOut'; stay: string; why: LeaveReason; by: string }
  | { kind: 'PlaceNotFound'; why: readonly RuleKind[]; tonight: boolean; by: string; at: Instant }
  | { kind: 'MoveReplanned'; stay: string; what: Replan; by: string }
  // A hold of payments: how much cash was given stands in the books, and why is a code of the law's list.
  | { kind: 'PaymentHeld'; by: string; why: string; until: Day }
  | { kind: 'PaymentHoldAgreed'; by: string }
  | { kind: 'PaymentHoldEnded'; by: string }
  | { kind: 'EmergencyCash'; by: string };

type Of<K extends SupportEvent['kind']> = Omit<Extract<SupportEvent, { kind: K }>, 'kind'>;
export type Opening = Of<'SupportOpened'>;
export type SupportEnding = Of<'SupportEnded'>;

export type Support = {
  readonly nation: Nation;
  readonly because: Opening['because'] | null;
  readonly since: Day | null;
  /** Since when it is owed by a decision; nothing while it rests on need alone. */
  readonly owedSince: Day | null;
  readonly ended: Day | null;
  readonly why: SupportEnding['why'] | null;
  readonly exit: string | null;
  /** The other file that the person was found under. */
  readonly knownBefore: string | null;
  readonly bed: Bed | null;
  readonly household: Household;
  readonly care: Care;
  readonly housing: Housing;
  readonly hold: PaymentHold | null;
  readonly own: OwnDoor;
  readonly apart: readonly Apart[];
  readonly access: Access;
};

export const supportStream: Stream<Support, SupportEvent> = {
  name: 'support',
  start: {
    nation: '',
    because: null,
    since: null,
    owedSince: null,
    ended: null,
    why: null,
    exit: null,
    knownBefore: null,
    bed: null,
    household: nobodyElse,
    care: noCare,
    housing: unhoused,
    hold: null,
    own: noDoor,
    apart: [],
    access: openToAll,
  },
  evolve: (support, recorded) => {
    const { event, day } = recorded;
    if (isAboutAccess(event)) return { ...support, access: evolveAccess(support.access, { ...recorded, event }) };
    if (isAboutApart(event)) return { ...support, apart: evolveApart(support.apart, event, day) };
    if (isAboutDoor(event)) return { ...support, own: evolveDoor(support.own, event) };
    if (isAboutBed(event)) return { ...support, bed: evolveBed(support.bed, event) };
    if (isAboutCare(event)) {
      const about = { ...recorded, event };
      return { ...support, care: evolveCare(support.care, about), household: evolveHousehold(support.household, about) };
    }
    if (isAboutStay(event)) return { ...support, housing: evolveStay(support.housing, event, day) };
    if (isAboutHold(event)) return { ...support, hold: evolveHold(support.hold, event, day) };
    if (event.kind === 'KnownBefore') return { ...support, knownBefore: event.of };
    if (event.kind === 'KnownBeforeUndone') return { ...support, knownBefore: null };
    if (event.kind === 'SupportOwed') return { ...support, because: 'reasonable-grounds', owedSince: day };
    return event.kind === 'SupportOpened'
      ? { ...support, nation: event.nation, because: event.because, since: day, owedSince: event.because === 'emergency' ? null : day }
      : { ...support, ended: day, why: event.why, exit: event.exit ?? null };
  },
};

/** A record is opened once: help that begins again is another record of the same person. */
export function openSupport(support: Support, what: Opening): Outcome<SupportEvent> {
  return support.since ? no('support-opened-before') : done({ kind: 'SupportOpened', ...what });
}

/** Whoever was helped in an emergency keeps their record, worker, place and plan when a decision makes support owed. */
export function oweSupport(support: Support, on: Day): Outcome<SupportEvent> {
  if (!support.since || support.ended) return no('no-open-support');
  if (support.owedSince) return no('already-so');
  return on < support.since ? no('before-support') : done({ kind: 'SupportOwed' });
}

export function endSupport(support: Support, what: SupportEnding, on: Day): Outcome<SupportEvent> {
  if (!support.since || support.ended) return no('no-open-support');
  return on < support.since ? no('before-support') : done({ kind: 'SupportEnded', ...what });
}

/** Whether a case, as it stands, gives a right to support: its support axis runs and the case goes on. */
export function givesSupport(file: CaseFile): boolean {
  return file.support.state === 'recovery' && !file.decision.ended;
}

/** Why a case that once gave support gives it no longer, and since when. Nothing where it still does or never did. */
export function supportLost(file: CaseFile): (SupportEnding & { readonly on: Day }) | undefined {
  const on = file.support.endedOn ?? file.decision.endedOn;
  if (!file.support.since || !on || givesSupport(file)) return undefined;
  if (file.decision.ended) return { why: file.decision.ended === 'died' ? 'died' : 'case-ended', on };
  return { why: 'no-longer-owed', on };
}

/** The last day of support by the clocks of a decided case, the move-on time included; nothing where it runs on until a decision. */
export function supportRunsTo(file: CaseFile, law: Law): Day | null {
  const last = law.stages.at(-1);
  const { since } = file.support;
  // Most cases still wait for their decision: no clock need be counted for them.
  if (since && last && !standing(file, last.id) && (versionOf(law.supportRuns, since, file.nation)?.value ?? 'earlier') !== 'earlier') return null;
  const running = clocks(file, law).filter((one) => supportClocks.includes(one.name));
  if (running.some((one) => one.openEnded)) return null;
  return running.reduce<Day | null>((latest, { due }) => (due && (!latest || due > latest) ? due : latest), null);
}

export const supportClocks: readonly string[] = ['support-period', 'move-on-after-positive', 'support-after-positive', 'move-on-after-negative'];

export type SupportPeriod = {
  readonly from: Day;
  readonly due: Day;
  /** later: it runs on past `due` until the conclusive decision. earlier: that decision may end it before. */
  readonly runs: SupportRuns;
  readonly steps: readonly Step[];
  readonly because: Because;
};

/** How long support is owed by the clock of the day since which it is; nothing where the law of that nation and day says nothing. */
export function supportPeriod(support: Support, law: Law): SupportPeriod | undefined {
  const clock = law.clocks['support-period'];
  const from = support.owedSince;
  if (!clock || !from) return undefined;
  try {
    const due = dueOf(clock, from, support.nation, law.calendar(support.nation));
    const runs = inForce(law.supportRuns, from, support.nation).value;
    return due && { from, due: due.due, runs, steps: due.steps, because: due.because };
  } catch (error) {
    if (error instanceof SilentLaw || error instanceof BeyondCalendar) return undefined;
    throw error;
  }
}
