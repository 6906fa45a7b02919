// A situation: signals that may be about one place or the same people, laid side by side. None is merged: each stays a file of its own, with its own answers.
import type { Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { no } from './refusals.ts';

/** Why a signal was put beside others. */
export type Likeness = 'same-place' | 'same-people' | 'same-words' | 'same-reporter' | 'other';

/** `signal` is a file's id, `by` a staff id. No word of what was reported. */
export type SituationEvent =
  | { kind: 'SituationBegun'; by: string; at: Instant }
  | { kind: 'SignalPut'; signal: string; why: Likeness; by: string; at: Instant }
  | { kind: 'SignalTakenOut'; signal: string; by: string; at: Instant };

export type Situation = { readonly since: Instant | null; readonly signals: ReadonlyMap<string, Likeness> };

export const situationStream: Stream<Situation, SituationEvent> = {
  name: 'situation',
  start: { since: null, signals: new Map() },
  evolve: (situation, { event }) => {
    switch (event.kind) {
      case 'SituationBegun':
        return { ...situation, since: event.at };
      case 'SignalPut':
        return { ...situation, signals: new Map([...situation.signals, [event.signal, event.why]]) };
      case 'SignalTakenOut':
        return { ...situation, signals: new Map([...situation.signals].filter(([signal]) => signal !== event.signal)) };
    }
  },
};

type Moment = { readonly by: string; readonly now: Instant };

/** A bound, so that a situation can be read whole; a flood of more begins another. */
export const mostTogether = 1000;

/** It begins with the first signal that is put into it. */
export function putTogether(situation: Situation, what: { readonly signal: string; readonly why: Likeness }, { by, now }: Moment): Outcome<SituationEvent> {
  if (situation.signals.has(what.signal)) return no('already-so');
  if (situation.signals.size >= mostTogether) return no('signal-full');
  const put: SituationEvent = { kind: 'SignalPut', ...what, by, at: now };
  return situation.since ? done(put) : done<SituationEvent>({ kind: 'SituationBegun', by, at: now }, put);
}

export function takeOut(situation: Situation, signal: string, { by, now }: Moment): Outcome<SituationEvent> {
  return situation.signals.has(signal) ? done({ kind: 'SignalTakenOut', signal, by, at: now }) : no('already-so');
}
