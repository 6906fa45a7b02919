// A bed for tonight: asked, taken on by somebody, found or not; and when the asking rings again and whom it goes up to.
import { addMinutes, type Instant } from '#base/day.ts';
import { done, type Because, type Outcome } from '#base/outcome.ts';
import type { BedAlarm } from '#law/law.ts';
import { no } from './refusals.ts';
import type { Support, SupportEvent } from './support.ts';

export type BedStep = Extract<SupportEvent, { kind: 'BedAsked' | 'BedAcknowledged' | 'BedFound' | 'NoPlaceFound' | 'BedNotNeeded' }>;

/** asked: nobody has it. taken: somebody looks for a place. none: no place was found, so somebody else must. */
export type BedState = 'asked' | 'taken' | 'found' | 'none' | 'not-needed';
export type Bed = { readonly state: BedState; readonly asked: Instant; readonly by: string | null; readonly since: Instant };

const states: Readonly<Record<BedStep['kind'], BedState>> = {
  BedAsked: 'asked',
  BedAcknowledged: 'taken',
  BedFound: 'found',
  NoPlaceFound: 'none',
  BedNotNeeded: 'not-needed',
};

export const isAboutBed = (event: { readonly kind: string }): event is BedStep => Object.hasOwn(states, event.kind);

export function evolveBed(bed: Bed | null, event: BedStep): Bed {
  const by = 'by' in event ? event.by : null;
  return { state: states[event.kind], asked: event.kind === 'BedAsked' || !bed ? event.at : bed.asked, by, since: event.at };
}

export const isOpen = (bed: Bed | null): bed is Bed => bed !== null && bed.state !== 'found' && bed.state !== 'not-needed';

/** `times`: how often it has rung. `up`: it also rings for who stands above. */
export type Ringing = { readonly rings: false } | { readonly rings: true; readonly times: number; readonly up: boolean };

/** More than this is not counted: it is said as it is. */
const mostTimes = 99;

/**
 * Nobody has it: it rings from the moment of asking. Somebody took it on: it is silent for a while, and rings again where no place is
 * found by then. No place was found: it rings for everybody at once.
 */
export function ringing(bed: Bed | null, rule: BedAlarm, now: Instant): Ringing {
  if (!isOpen(bed)) return { rings: false };
  if (bed.state === 'none') return { rings: true, times: 1, up: true };
  const from = bed.state === 'taken' ? addMinutes(bed.since, rule.holds) : bed.asked;
  if (now < from) return { rings: false };
  let times = 1;
  while (times < mostTimes && addMinutes(from, rule.again * times) <= now) times += 1;
  return { rings: true, times, up: addMinutes(from, rule.upAfter) <= now };
}

/** The service's own rule: for so many days who took a request on is named in the record and the case, unless they stay longer. */
export const namedForBed = 7;

type Moment = { readonly by: string; readonly now: Instant };

export function askBed(support: Support, { now }: Pick<Moment, 'now'>): Outcome<SupportEvent> {
  if (support.ended) return no('no-open-support');
  return isOpen(support.bed) ? no('already-so') : done({ kind: 'BedAsked', at: now });
}

/** Somebody at work says that they look for a place. What a colleague has taken on is theirs until it rings again. */
export function takeBed(support: Support, { by, now }: Moment, rule: { readonly value: BedAlarm; readonly because: Because }): Outcome<SupportEvent> {
  const { bed } = support;
  if (!isOpen(bed)) return no('no-open-bed');
  const silent = bed.state === 'taken' && !ringing(bed, rule.value, now).rings;
  if (silent) return bed.by === by ? no('already-so') : no('bed-taken', rule.because);
  return done({ kind: 'BedAcknowledged', by, at: now });
}

/** Who took it on says how it went. That it is needed no longer may be said by anybody it rings for. */
export function settleBed(support: Support, how: 'found' | 'none' | 'not-needed', { by, now }: Moment): Outcome<SupportEvent> {
  const { bed } = support;
  if (!isOpen(bed)) return no('no-open-bed');
  if (how === 'not-needed') return done({ kind: 'BedNotNeeded', by, at: now });
  if (bed.state !== 'taken' || bed.by !== by) return no('bed-not-yours');
  return done({ kind: how === 'found' ? 'BedFound' : 'NoPlaceFound', by, at: now });
}
