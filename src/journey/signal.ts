// A signal: what somebody has seen or lives through, as a file of its own. Received, opened, coded, answered, passed on, closed. No word of it stands here.
import type { Day, Instant } from '#base/day.ts';
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { evolveAsks, noAsks, openAsk, type AskEvent, type Asks } from './ask.ts';
import type { TryOutcome } from './care.ts';
import { no } from './refusals.ts';
import { refusalOfWay, type Clearance, type Way, type Why } from './safe-contact.ts';

export type SignalChannel = 'web' | 'phone' | 'e-mail' | 'letter' | 'partner';
export type DangerSaid = 'yes' | 'no' | 'not-known';
export type ReplyHow = 'phrases' | 'words' | 'waits-for-translator';
/** Who may know who the reporter is, by their own choice. */
export type MayKnow = 'nobody' | 'helpline' | 'named-body' | 'all';
export type PassedTo = 'police' | 'safeguarding' | 'referral' | 'intelligence' | 'labour-inspectorate';
/** A life at risk and a child are passed on whatever was chosen; that is said before the first question. */
export type PassedGround = 'their-choice' | 'life-at-risk' | 'child' | 'names-nobody';
export type SignalCloseReason = 'passed-on' | 'answered' | 'no-sign' | 'too-little' | 'same-as-another' | 'not-a-report';
export type SignalKind = 'sexual' | 'labour' | 'domestic' | 'criminal' | 'organs' | 'not-known';
export type SignalAge = 'adult' | 'child' | 'both' | 'not-known';

/**
 * Codes, numbers and moments alone. `bucket` is the quarter of an hour in which it came, never the moment; `by` a staff id; `once` no event knows.
 * `place` is the code of a nation or council area, `body` of an organisation.
 */
export type SignalEvent =
  | AskEvent
  | { kind: 'SignalReceived'; channel: SignalChannel; queue: string; bucket: Instant; danger: DangerSaid; files: number }
  | { kind: 'SignalOpened'; by: string; at: Instant }
  | {
      kind: 'SignalCoded';
      by: string;
      at: Instant;
      kinds: readonly SignalKind[];
      setting: string;
      place: string | null;
      people: string;
      age: SignalAge;
      sure: string;
    }
  | { kind: 'SignalTriaged'; by: string; at: Instant; danger: DangerSaid; child: DangerSaid; held: DangerSaid; placeKnown: boolean }
  | { kind: 'SignalReplied'; by: string; at: Instant; message: number; how: ReplyHow }
  | { kind: 'ReplyTranslated'; by: string; at: Instant; message: number }
  | { kind: 'ReporterWrote'; bucket: Instant; message: number; files: number }
  | { kind: 'IdentityChosen'; bucket: Instant; to: MayKnow; body: string | null }
  | { kind: 'ReporterContactSaid'; by: string; at: Instant }
  | { kind: 'ReporterTried'; by: string; at: Instant; way: Way; outcome: TryOutcome }
  | { kind: 'SignalPassedOn'; by: string; at: Instant; to: PassedTo; ground: PassedGround; file: string | null }
  | { kind: 'SignalFileSealed'; by: string; at: Instant; message: number; number: number }
  | { kind: 'SignalFileHandedOver'; by: string; at: Instant; message: number; number: number }
  | { kind: 'SignalFileHandOverSeen'; by: string; at: Instant; message: number; number: number }
  | { kind: 'SignalClosed'; by: string; at: Instant; why: SignalCloseReason };

type Of<K extends SignalEvent['kind']> = Omit<Extract<SignalEvent, { kind: K }>, 'kind'>;
/** What whoever read it found of the harm. Before that, only the answer "danger now" is known. */
export type Triage = Omit<Of<'SignalTriaged'>, 'by' | 'at'>;
export type Coded = Omit<Of<'SignalCoded'>, 'by' | 'at'>;

export type FileAt = { readonly message: number; readonly number: number };
export type SealedFile = FileAt & { readonly by: string; readonly handedBy: string | null; readonly seenBy: string | null };
export const sameFile = (one: FileAt, other: FileAt): boolean => one.message === other.message && one.number === other.number;

export type Signal = {
  readonly received: Of<'SignalReceived'> | null;
  readonly opened: { readonly by: string; readonly at: Instant } | null;
  readonly coded: Coded | null;
  /** What whoever read it found of the harm; nothing before. */
  readonly triage: Triage | null;
  /** How many messages there are: the report is the first. */
  readonly messages: number;
  /** Since when something the reporter sent waits for somebody to read it; nothing where all was read. */
  readonly waits: Instant | null;
  /** Replies that wait for a translator, by their number. */
  readonly untranslated: readonly number[];
  readonly mayKnow: { readonly to: MayKnow; readonly body: string | null };
  /** How often it was said how they may be reached, and on which day last; on which day they last wrote themselves. */
  readonly reach: { readonly said: number; readonly on: Day | null; readonly wrote: Day | null };
  /** Files that nobody opens here any more: they may be unlawful. */
  readonly sealed: readonly SealedFile[];
  readonly passedOn: readonly Of<'SignalPassedOn'>[];
  /** First responders asked for somebody, and what they chose. */
  readonly asking: Asks;
  /** Somebody answered, tried to reach them or passed it on: more was done than reading. */
  readonly acted: boolean;
  readonly closed: { readonly why: SignalCloseReason; readonly at: Instant; readonly on: Day } | null;
};

export const signalStream: Stream<Signal, SignalEvent> = {
  name: 'signal',
  start: {
    received: null,
    opened: null,
    coded: null,
    triage: null,
    messages: 0,
    waits: null,
    untranslated: [],
    mayKnow: { to: 'nobody', body: null },
    reach: { said: 0, on: null, wrote: null },
    sealed: [],
    passedOn: [],
    asking: noAsks,
    acted: false,
    closed: null,
  },
  evolve: (signal, { event, day }) => {
    switch (event.kind) {
      case 'SignalReceived': {
        const { kind: _kind, ...received } = event;
        return { ...signal, received, messages: 1, waits: event.bucket, reach: { ...signal.reach, wrote: day } };
      }
      case 'SignalOpened':
        return { ...signal, opened: signal.opened ?? { by: event.by, at: event.at }, waits: null };
      case 'SignalCoded': {
        const { kind: _kind, by: _by, at: _at, ...coded } = event;
        return { ...signal, coded };
      }
      case 'SignalTriaged':
        return { ...signal, triage: { danger: event.danger, child: event.child, held: event.held, placeKnown: event.placeKnown } };
      case 'SignalReplied':
        return {
          ...signal,
          acted: true,
          messages: event.message,
          untranslated: event.how === 'waits-for-translator' ? [...signal.untranslated, event.message] : signal.untranslated,
        };
      case 'ReplyTranslated':
        return { ...signal, untranslated: signal.untranslated.filter((one) => one !== event.message) };
      case 'ReporterWrote':
        return { ...signal, messages: event.message, waits: signal.waits ?? event.bucket, closed: null, reach: { ...signal.reach, wrote: day } };
      case 'IdentityChosen':
        return { ...signal, mayKnow: { to: event.to, body: event.body }, waits: signal.waits ?? event.bucket, closed: null };
      case 'ReporterContactSaid':
        return { ...signal, reach: { ...signal.reach, said: signal.reach.said + 1, on: day } };
      case 'SignalFileSealed':
        return { ...signal, sealed: [...signal.sealed, { message: event.message, number: event.number, by: event.by, handedBy: null, seenBy: null }] };
      case 'SignalFileHandedOver':
        return { ...signal, sealed: signal.sealed.map((one) => (sameFile(one, event) ? { ...one, handedBy: event.by } : one)) };
      case 'SignalFileHandOverSeen':
        return { ...signal, sealed: signal.sealed.map((one) => (sameFile(one, event) ? { ...one, seenBy: event.by } : one)) };
      case 'ReporterTried':
        return { ...signal, acted: true };
      case 'SignalPassedOn': {
        const { kind: _kind, ...passed } = event;
        return { ...signal, acted: true, passedOn: [...signal.passedOn, passed] };
      }
      case 'ResponderAnswered':
      case 'ReferralChosen': {
        // What an organisation declines, and what somebody chooses under their number, waits for an adviser and opens the signal again.
        const anew = event.kind === 'ReferralChosen' || !event.accepted;
        const at = event.kind === 'ReferralChosen' ? event.bucket : bucketOf(event.at);
        return { ...signal, asking: evolveAsks(signal.asking, event, day), ...(anew ? { waits: signal.waits ?? at, closed: null } : {}) };
      }
      case 'IdentityTold':
        return { ...signal, mayKnow: { to: event.to, body: event.body } };
      case 'ResponderAsked':
      case 'AskTakenBack':
      case 'ReferralChoiceTold':
      case 'AskedReferralBegun':
        return { ...signal, asking: evolveAsks(signal.asking, event, day) };
      case 'SignalClosed':
        return { ...signal, closed: { why: event.why, at: event.at, on: day } };
    }
  },
};

/** The service's own rule: a moment is kept as the quarter of an hour it falls in, so that it is not matched with what a phone or a network notes. */
export const bucketMinutes = 15;

/** The beginning of the quarter of an hour of a moment. */
export function bucketOf(at: Instant): Instant {
  const minute = Math.floor(Number(at.slice(14, 16)) / bucketMinutes) * bucketMinutes;
  return `${at.slice(0, 14)}${String(minute).padStart(2, '0')}:00.000Z` as Instant;
}

type Moment = { readonly by: string; readonly now: Instant };

export function receive(signal: Signal, what: Omit<Of<'SignalReceived'>, 'bucket'>, { now }: Pick<Moment, 'now'>): Outcome<SignalEvent> {
  return signal.received ? no('already-so') : done({ kind: 'SignalReceived', ...what, bucket: bucketOf(now) });
}

/** Each time somebody reads what came since the last time. */
export function openSignal(signal: Signal, { by, now }: Moment): Outcome<SignalEvent> {
  if (!signal.received) return no('no-signal');
  return signal.waits ? done({ kind: 'SignalOpened', by, at: now }) : no('already-so');
}

/** Coded once it was read, and again as often as more is known. */
export function codeSignal(signal: Signal, what: Coded, { by, now }: Moment): Outcome<SignalEvent> {
  if (!signal.opened) return no('signal-unread');
  if (what.kinds.length === 0) return no('signal-no-kind');
  return JSON.stringify(signal.coded) === JSON.stringify(what) ? no('already-so') : done({ kind: 'SignalCoded', by, at: now, ...what });
}

/** Said anew as often as more is known: the queue orders by it. */
export function triage(signal: Signal, what: Triage, { by, now }: Moment): Outcome<SignalEvent> {
  if (!signal.opened) return no('signal-unread');
  const { danger, child, held, placeKnown } = what;
  const found = { danger, child, held, placeKnown };
  return JSON.stringify(signal.triage) === JSON.stringify(found) ? no('already-so') : done({ kind: 'SignalTriaged', by, at: now, ...found });
}

/** Answers stop at a bound, so that a thread can always be read whole. */
export const mostMessages = 500;

const notReached = (why: Why): Refused => no(why === 'not-at-this-hour' || why === 'says-too-much' || why === 'no-code-word' ? why : 'reporter-not-safe');

/** How whoever reported may be reached, in their own words, said anew as often as it changes. */
export function sayReporterContact(signal: Signal, { by, now }: Moment): Outcome<SignalEvent> {
  return signal.opened ? done({ kind: 'ReporterContactSaid', by, at: now }) : no('signal-unread');
}

/** By a way that is safe at this moment and no other; not on the strength of what was read before somebody said it anew. */
export function tryReporter(
  signal: Signal,
  what: { readonly way: Way; readonly outcome: TryOutcome; readonly seen: number },
  gate: Clearance,
  { by, now }: Moment,
): Outcome<SignalEvent> {
  if (!signal.opened) return no('signal-unread');
  if (signal.reach.said !== what.seen) return no('contact-changed');
  if (!gate.open) return notReached(gate.why);
  if (!gate.ways.includes(what.way)) return no(refusalOfWay(gate, what.way));
  return done({ kind: 'ReporterTried', by, at: now, way: what.way, outcome: what.outcome });
}

export function reply(signal: Signal, how: ReplyHow, gate: Clearance, { by, now }: Moment): Outcome<SignalEvent> {
  if (!signal.opened) return no('signal-unread');
  if (!gate.open) return notReached(gate.why);
  if (signal.messages >= mostMessages) return no('signal-full');
  return done({ kind: 'SignalReplied', by, at: now, message: signal.messages + 1, how });
}

/** What waited for a translator was put into the reader's language by a person. */
export function translateReply(signal: Signal, message: number, gate: Clearance, { by, now }: Moment): Outcome<SignalEvent> {
  if (!gate.open) return notReached(gate.why);
  return signal.untranslated.includes(message) ? done({ kind: 'ReplyTranslated', by, at: now, message }) : no('already-so');
}

/** A closed signal opens again by what its reporter adds: nothing that somebody writes goes unread. */
export function reporterWrites(signal: Signal, what: { readonly files: number }, { now }: Pick<Moment, 'now'>): Outcome<SignalEvent> {
  if (!signal.received) return no('no-signal');
  if (signal.messages >= mostMessages) return no('signal-full');
  return done({ kind: 'ReporterWrote', bucket: bucketOf(now), message: signal.messages + 1, files: what.files });
}

/** A body is named for `named-body` and for nothing else. It is taken back by choosing `nobody`. */
export function chooseWhoKnows(
  signal: Signal,
  what: { readonly to: MayKnow; readonly body: string | null },
  { now }: Pick<Moment, 'now'>,
): Outcome<SignalEvent> {
  if (!signal.received) return no('no-signal');
  const body = what.to === 'named-body' ? what.body : null;
  if (what.to === 'named-body' && !body) return no('signal-no-body');
  if (signal.mayKnow.to === what.to && signal.mayKnow.body === body) return no('already-so');
  return done({ kind: 'IdentityChosen', bucket: bucketOf(now), to: what.to, body });
}

/** The bodies that a reporter may name alone, as whom a signal is passed to. */
const bodyOf: Partial<Readonly<Record<PassedTo, string>>> = {
  police: 'police',
  safeguarding: 'council',
  'labour-inspectorate': 'labour-inspectorate',
  referral: 'first-responder',
};

/** Who chose one body did not choose another. A first responder may be of any kind: who asked for one chose that. */
const chose = (mayKnow: Signal['mayKnow'], to: PassedTo): boolean => mayKnow.to === 'all' || (mayKnow.to === 'named-body' && mayKnow.body === bodyOf[to]);

/**
 * Police, council and others are told by the reporter's choice, or because a life is at risk or a child is concerned, or where what is told
 * names nobody (which intelligence always is). `file` is the draft of a referral.
 */
export function passOn(
  signal: Signal,
  what: { readonly to: PassedTo; readonly ground: PassedGround; readonly file: string | null },
  { by, now }: Moment,
): Outcome<SignalEvent> {
  if (!signal.opened) return no('signal-unread');
  if (what.ground === 'their-choice' && !chose(signal.mayKnow, what.to)) return no('signal-not-chosen');
  if (what.to === 'intelligence' && what.ground !== 'names-nobody') return no('signal-names-somebody');
  return done({ kind: 'SignalPassedOn', by, at: now, ...what });
}

/** Not while something waits to be read, or before it was coded: figures count what was closed. */
export function closeSignal(signal: Signal, why: SignalCloseReason, { by, now }: Moment): Outcome<SignalEvent> {
  if (!signal.opened || signal.waits) return no('signal-unread');
  if (openAsk(signal.asking)?.state === 'asked') return no('ask-open');
  if (signal.closed) return no('already-so');
  if (!signal.coded && why !== 'not-a-report') return no('signal-uncoded');
  if (why === 'passed-on' && signal.passedOn.length === 0) return no('signal-not-passed');
  return done({ kind: 'SignalClosed', by, at: now, why });
}
