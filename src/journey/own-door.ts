// A person's own door: given by hand, shut in one press by either side, and the silent call for help of words said under duress.
import type { Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import { no } from './refusals.ts';

/** `door` is a random name, `by` a staff id, or the door's own name where the person did it. No word that opens it stands here. */
export type DoorEvent =
  | { kind: 'DoorGiven'; door: string; by: string; at: Instant }
  | { kind: 'DoorClosed'; door: string; why: 'by-person' | 'by-worker' | 'replaced'; by: string; at: Instant }
  | { kind: 'DoorAlarm'; door: string; at: Instant }
  | { kind: 'DoorAlarmSeen'; door: string; by: string; at: Instant }
  | { kind: 'ComplaintMade'; complaint: number }
  | { kind: 'ComplaintHeard'; complaint: number; by: string };

export type Door = {
  readonly door: string;
  readonly given: Instant;
  readonly closed: Instant | null;
  readonly why: (DoorEvent & { kind: 'DoorClosed' })['why'] | null;
};

export type OwnDoor = {
  /** The newest one; nothing where none was ever given. */
  readonly door: Door | null;
  /** Since when somebody asks for help without words, and nobody has looked yet. It outlives the door. */
  readonly alarm: Instant | null;
  readonly complaints: { readonly made: number; readonly heard: readonly number[] };
};

export const noDoor: OwnDoor = { door: null, alarm: null, complaints: { made: 0, heard: [] } };

const kinds = new Set<string>(['DoorGiven', 'DoorClosed', 'DoorAlarm', 'DoorAlarmSeen', 'ComplaintMade', 'ComplaintHeard'] satisfies DoorEvent['kind'][]);
export const isAboutDoor = (event: { readonly kind: string }): event is DoorEvent => kinds.has(event.kind);

export function evolveDoor(own: OwnDoor, event: DoorEvent): OwnDoor {
  switch (event.kind) {
    case 'DoorGiven':
      return { ...own, door: { door: event.door, given: event.at, closed: null, why: null } };
    case 'DoorClosed':
      return { ...own, door: own.door?.door === event.door ? { ...own.door, closed: event.at, why: event.why } : own.door };
    case 'DoorAlarm':
      return { ...own, alarm: own.alarm ?? event.at };
    case 'DoorAlarmSeen':
      return { ...own, alarm: null };
    case 'ComplaintMade':
      return { ...own, complaints: { ...own.complaints, made: own.complaints.made + 1 } };
    case 'ComplaintHeard':
      return { ...own, complaints: { ...own.complaints, heard: [...own.complaints.heard, event.complaint] } };
  }
}

type Record = { readonly since: string | null; readonly own: OwnDoor };
type Moment = { readonly by: string; readonly now: Instant };

export const openDoor = ({ own }: Pick<Record, 'own'>): Door | undefined => (own.door && !own.door.closed ? own.door : undefined);

/** A new one takes the place of the one before: words that somebody else may have learnt open nothing any more. */
export function giveDoor(record: Record, what: { readonly door: string }, { by, now }: Moment): Outcome<DoorEvent> {
  if (!record.since) return no('no-open-support');
  const before = openDoor(record);
  return done(...(before ? [{ kind: 'DoorClosed', door: before.door, why: 'replaced', by, at: now } as const] : []), {
    kind: 'DoorGiven',
    door: what.door,
    by,
    at: now,
  });
}

export function closeDoor(record: Record, why: 'by-person' | 'by-worker' | 'replaced', { by, now }: Moment): Outcome<DoorEvent> {
  const open = openDoor(record);
  return open ? done({ kind: 'DoorClosed', door: open.door, why, by, at: now }) : no('already-so');
}

/** Once for each time that somebody has to look: said again before anybody looked, it rings already. */
export function raiseAlarm({ own }: Record, door: string, now: Instant): Outcome<DoorEvent> {
  return own.alarm ? done() : done({ kind: 'DoorAlarm', door, at: now });
}

export function seeAlarm({ own }: Record, { by, now }: Moment): Outcome<DoorEvent> {
  return own.alarm && own.door ? done({ kind: 'DoorAlarmSeen', door: own.door.door, by, at: now }) : no('already-so');
}

export function complain(record: Record, complaint: number): Outcome<DoorEvent> {
  return record.since ? done({ kind: 'ComplaintMade', complaint }) : no('no-open-support');
}

/** Somebody who answers for the provider has dealt with it. */
export function hearComplaint({ own }: Record, complaint: number, by: string): Outcome<DoorEvent> {
  return own.complaints.heard.includes(complaint) ? no('already-so') : done({ kind: 'ComplaintHeard', complaint, by });
}
