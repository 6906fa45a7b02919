// Somebody's stays in safe places, from the offer to the day they leave. Which house it is stands in no event: the book of beds knows it by the stay's id.
import { addDays, daysBetween, type Day, type Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import { isOpen } from './bed.ts';
import type { RuleKind } from './fitting.ts';
import { no } from './refusals.ts';
import type { Support, SupportEvent } from './support.ts';

/** Whatever the reason, a no is never held against the person. `taken-back`: the house could not keep what it offered. */
export type DeclineReason = 'afraid' | 'too-far' | 'not-suited' | 'sharing' | 'family' | 'work-or-school' | 'other' | 'not-said' | 'taken-back';
export type LeaveReason = 'moved' | 'own-home' | 'with-family' | 'other-service' | 'asked-to-leave' | 'left-unsaid' | 'never-came' | 'died';
export type Rings = 'worker' | 'manager';
export type Rung = 'person' | 'referrer' | 'police' | 'hospital';
/** What is planned anew after a move. */
export type Replan = 'school' | 'doctor' | 'lawyer' | 'visits';
export const replans: readonly Replan[] = ['school', 'doctor', 'lawyer', 'visits'];

/** Whoever leaves for somewhere else has moved, wherever it is. Who goes to another place of ours is planned for there. */
const plansAnew: readonly LeaveReason[] = ['own-home', 'with-family', 'other-service', 'asked-to-leave', 'left-unsaid'];
/** The service's own rule: within a week of a move it is planned anew, or somebody has said that there is nothing to plan. */
export const replannedWithin = 7;

export type StayStep = Extract<
  SupportEvent,
  {
    kind: 'PlaceOffered' | 'PlaceAccepted' | 'PlaceDeclined' | 'Arrived' | 'NotArrived' | 'StayExtended' | 'MovedOut' | 'PlaceNotFound' | 'MoveReplanned';
  }
>;
export type StayState = 'offered' | 'accepted' | 'declined' | 'arrived' | 'not-arrived' | 'left';
export type Stay = {
  readonly stay: string;
  readonly state: StayState;
  readonly from: Day;
  /** The last night. */
  readonly until: Day;
  readonly people: number;
  readonly offeredBy: string;
  readonly arrived: Day | null;
  /** Nobody came: who rings whom. */
  readonly worried: { readonly worried: boolean; readonly rings: Rings; readonly whom: readonly Rung[]; readonly on: Day } | null;
  readonly replan: readonly Replan[];
};
export type NotFound = { readonly why: readonly RuleKind[]; readonly tonight: boolean; readonly on: Day };
export type Housing = { readonly stays: readonly Stay[]; readonly notFound: NotFound | null };
export const unhoused: Housing = { stays: [], notFound: null };

const kinds: ReadonlySet<string> = new Set([
  'PlaceOffered',
  'PlaceAccepted',
  'PlaceDeclined',
  'Arrived',
  'NotArrived',
  'StayExtended',
  'MovedOut',
  'PlaceNotFound',
  'MoveReplanned',
]);
export const isAboutStay = (event: { readonly kind: string }): event is StayStep => kinds.has(event.kind);

export function evolveStay(now: Housing, event: StayStep, day: Day): Housing {
  if (event.kind === 'PlaceNotFound') return { ...now, notFound: { why: event.why, tonight: event.tonight, on: day } };
  const { stay } = event;
  if (event.kind === 'PlaceOffered') {
    const { from, until, people, by: offeredBy } = event;
    const offered: Stay = { stay, state: 'offered', from, until, people, offeredBy, arrived: null, worried: null, replan: [] };
    return { stays: [...now.stays, offered], notFound: null };
  }
  const before = (one: Stay): Stay => (event.kind === 'Arrived' ? { ...one, replan: [] } : one);
  return { ...now, stays: now.stays.map((one) => (one.stay === stay ? { ...one, ...changed(now, one, event, day) } : before(one))) };
}

function changed(now: Housing, stay: Stay, event: Exclude<StayStep, { kind: 'PlaceNotFound' | 'PlaceOffered' }>, day: Day): Partial<Stay> {
  switch (event.kind) {
    case 'PlaceAccepted':
      return { state: 'accepted' };
    case 'PlaceDeclined':
      return { state: 'declined' };
    case 'Arrived':
      // Only who lived somewhere else of ours before has moved. What was left of planning for the place before is planned for this one.
      return { state: 'arrived', arrived: day, worried: null, replan: now.stays.some((one) => one.arrived && one.stay !== stay.stay) ? replans : [] };
    case 'NotArrived':
      return { state: 'not-arrived', worried: { worried: event.worried, rings: event.rings, whom: event.whom, on: day } };
    case 'StayExtended':
      return { until: event.until };
    case 'MovedOut':
      return { state: 'left', until: day < stay.from ? stay.from : day, replan: plansAnew.includes(event.why) ? replans : [] };
    case 'MoveReplanned':
      return { replan: stay.replan.filter((one) => one !== event.what) };
  }
}

/** Where they live now, and the place that is on its way: offered, agreed to, or awaited. */
export const homeOf = ({ stays }: Housing): Stay | undefined => stays.find((one) => one.state === 'arrived');
export const comingOf = ({ stays }: Housing): Stay | undefined => stays.find((one) => ['offered', 'accepted', 'not-arrived'].includes(one.state));

export type ToReplan = { readonly stay: string; readonly what: Replan; readonly by: Day };
/** What a move still asks for, and by which day. */
export const toReplan = ({ stays }: Housing): readonly ToReplan[] =>
  stays.flatMap(({ stay, state, arrived, from, until, replan }) => {
    const by = addDays(state === 'left' ? until : (arrived ?? from), replannedWithin);
    return replan.map((what) => ({ stay, what, by }));
  });

/** The service's own rule: a stay is looked at again at the latest after half a year. */
export const longestStay = 183;
type By = { readonly by: string; readonly day: Day; readonly now: Instant };

/** What is true as somebody acts: what they saw may have changed since they opened the page. */
export type AsSeen = { readonly contactChanged: boolean };
export type Offer = {
  readonly stay: string;
  readonly from: Day;
  readonly until: Day;
  readonly people: number;
  readonly beds: number;
  /** All beds are free on all nights; the place fits what is written now; another record of the same person has a place. */
  readonly free: boolean;
  readonly fits: boolean;
  readonly elsewhere: boolean;
};

export function offerPlace(support: Support, what: Offer & AsSeen, { by, day }: By): Outcome<SupportEvent> {
  const { stay, from, until, people } = what;
  if (!support.since || support.ended) return no('no-open-support');
  if (what.contactChanged) return no('contact-changed');
  if (what.elsewhere) return no('housed-elsewhere');
  if (comingOf(support.housing)) return no('offer-open');
  if (from < day) return no('stay-in-past');
  if (until < from) return no('stay-ends-before');
  if (daysBetween(from, until) >= longestStay) return no('stay-too-long');
  if (people < 1 || people > what.beds) return no('more-people-than-beds');
  if (!what.fits) return no('not-fitting');
  return what.free ? done({ kind: 'PlaceOffered', stay, from, until, people, by }) : no('bed-not-free');
}

const at = (support: Support, stay: string, ...states: readonly StayState[]): Stay | undefined =>
  support.housing.stays.find((one) => one.stay === stay && states.includes(one.state));

/** A request for a bed tonight that this worker took on is settled with it: there is one truth about whether a place was found. */
export function acceptPlace(support: Support, { stay, contactChanged }: AsSeen & { readonly stay: string }, { by, now }: By): Outcome<SupportEvent> {
  if (support.ended) return no('no-open-support');
  if (contactChanged) return no('contact-changed');
  if (!at(support, stay, 'offered')) return no('no-such-offer');
  return done({ kind: 'PlaceAccepted', stay, by }, ...(isOpen(support.bed) ? [{ kind: 'BedFound' as const, by, at: now }] : []));
}

export function declinePlace(support: Support, stay: string, why: DeclineReason, { by }: By): Outcome<SupportEvent> {
  const offered = why === 'taken-back' ? at(support, stay, 'offered', 'accepted') : at(support, stay, 'offered', 'accepted', 'not-arrived');
  return offered ? done({ kind: 'PlaceDeclined', stay, why, by }) : no('no-such-offer');
}

/** Whoever lived in another place of ours has left it with that. */
export function arrive(support: Support, stay: string, { by, day, now }: By): Outcome<SupportEvent> {
  const coming = at(support, stay, 'accepted', 'not-arrived');
  if (!coming) return no('no-such-offer');
  if (day < coming.from) return no('before-the-stay');
  const before = homeOf(support.housing);
  return done(...(before ? [{ kind: 'MovedOut' as const, stay: before.stay, why: 'moved' as const, by }] : []), { kind: 'Arrived', stay, at: now, by });
}

export function notArrived(
  support: Support,
  what: { readonly stay: string; readonly worried: boolean; readonly rings: Rings; readonly whom: readonly Rung[] },
  { by, day }: By,
): Outcome<SupportEvent> {
  const coming = at(support, what.stay, 'accepted', 'not-arrived');
  if (!coming) return no('no-such-offer');
  if (day < coming.from) return no('before-the-stay');
  // Somebody who worries and rings nobody helps nobody.
  if (what.worried && what.whom.length === 0) return no('ring-somebody');
  return done({ kind: 'NotArrived', ...what, by });
}

/** `free`: the same beds, on the nights that are added. */
export function extendStay(
  support: Support,
  what: { readonly stay: string; readonly until: Day; readonly free: boolean },
  { by, day }: By,
): Outcome<SupportEvent> {
  const stay = at(support, what.stay, 'arrived', 'accepted');
  if (!stay) return no('no-such-stay');
  if (what.until <= stay.until) return no('stay-ends-before');
  if (daysBetween(day, what.until) >= longestStay) return no('stay-too-long');
  const { stay: of, until } = what;
  return what.free ? done({ kind: 'StayExtended', stay: of, until, by }) : no('bed-not-free');
}

export function moveOut(support: Support, what: { readonly stay: string; readonly why: LeaveReason }, { by }: By): Outcome<SupportEvent> {
  const stay = what.why === 'never-came' ? at(support, what.stay, 'not-arrived') : at(support, what.stay, 'arrived');
  return stay ? done({ kind: 'MovedOut', ...what, by }) : no('no-such-stay');
}

/** That no place was found is an outcome, and not the end: tonight it rings for everybody, and who stands above is told. */
export function placeNotFound(
  support: Support,
  what: { readonly why: readonly RuleKind[]; readonly tonight: boolean },
  { by, now }: By,
): Outcome<SupportEvent> {
  if (!support.since || support.ended) return no('no-open-support');
  if (comingOf(support.housing)) return no('offer-open');
  const { bed } = support;
  const asks = what.tonight && !isOpen(bed);
  return done(
    { kind: 'PlaceNotFound', ...what, by, at: now },
    ...(asks ? [{ kind: 'BedAsked' as const, at: now }] : []),
    ...(what.tonight && bed?.state !== 'none' ? [{ kind: 'NoPlaceFound' as const, by, at: now }] : []),
  );
}

export function replanned(support: Support, what: { readonly stay: string; readonly what: Replan }, { by }: By): Outcome<SupportEvent> {
  const stay = at(support, what.stay, 'arrived', 'left');
  if (!stay) return no('no-such-stay');
  return stay.replan.includes(what.what) ? done({ kind: 'MoveReplanned', ...what, by }) : no('already-so');
}

/** Whoever lives there past the last night agreed on: somebody must say what is next, and nobody is put out by a date. */
export const isOverdue = (stay: Stay, today: Day): boolean => stay.state === 'arrived' && today > stay.until;
