// In which order signals are read, and by when: by the harm that is known of them, never by how many came.
import { addMinutes, type Instant } from '#base/day.ts';
import type { DangerSaid, Triage } from './signal.ts';

/** 0 is read first. Somebody in danger now before a child, a child before somebody held; among equals, where somebody can be found. */
export const harms = ['danger', 'child', 'held', 'not-known', 'other'] as const;
export type Harm = (typeof harms)[number];

/** The worst of what is known. What was not read counts as not known, never as harmless. */
export function harmOf(danger: DangerSaid, triage: Triage | null): Harm {
  if ((triage?.danger ?? danger) === 'yes') return 'danger';
  if (triage?.child === 'yes') return 'child';
  if (triage?.held === 'yes') return 'held';
  if (!triage || [triage.danger, triage.child, triage.held].includes('not-known')) return 'not-known';
  return 'other';
}

/** Minutes within which a signal is to be read, by its harm. */
export type ReadWithin = Readonly<Record<Harm, number>>;

/**
 * Assumed: no law or standard was found that sets these; each page that shows them says so. Counted from the beginning of the quarter of an
 * hour in which it came, since the moment is not kept: never later than it seems, at most 15 minutes earlier.
 */
export const readWithin: ReadWithin = { danger: 15, child: 60, held: 60, 'not-known': 120, other: 24 * 60 };

/** By when it is to be read: nothing where nothing waits. */
export function readBy(waits: Instant | null, harm: Harm, within: ReadWithin = readWithin): Instant | null {
  return waits && addMinutes(waits, within[harm]);
}

/** Whether the bell rings for it. Danger rings from the first moment on, the rest when its time is over. */
export function ringsNow(waits: Instant | null, harm: Harm, now: Instant): boolean {
  const by = readBy(waits, harm);
  return by !== null && (harm === 'danger' || by <= now);
}

export type Waiting = { readonly harm: Harm; readonly placeKnown: boolean; readonly waits: Instant | null; readonly bucket: Instant; readonly file: string };

/** The order of the queue: unread before read, then by harm, then where a place is known, then who has waited longest. */
export function beforeOf(one: Waiting, other: Waiting): number {
  return (
    Number(one.waits === null) - Number(other.waits === null) ||
    harms.indexOf(one.harm) - harms.indexOf(other.harm) ||
    Number(other.placeKnown) - Number(one.placeKnown) ||
    compare(one.waits ?? one.bucket, other.waits ?? other.bucket) ||
    compare(one.file, other.file)
  );
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
