// Taking back what was done in several cases at once: for a short time, by a further event, and only where nothing happened since.
import { addMinutes, type Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Act, CaseEvent } from './events.ts';
import { effective, type CaseFile } from './file.ts';
import { sent } from './ground.ts';
import { no } from './refusals.ts';

/** The service's own rule: for so many minutes a step in several cases can be taken back as a whole. */
export const takenBackWithin = 30;

export const undoEnds = (madeAt: Instant): Instant => addMinutes(madeAt, takenBackWithin);

/** The events of one step, as long as they stand. */
export const ofBulk = (file: CaseFile, bulk: string): readonly number[] =>
  effective(file.past)
    .filter(({ event }) => 'bulk' in event && event.bulk === bulk)
    .map((one) => one.number);

/** What undoes the step, by the kind of its events: somebody answered, took the case on, or the day was changed. */
const follows: Readonly<Record<string, readonly CaseEvent['kind'][]>> = {
  Chased: ['Answered'],
  Allocated: ['Allocated', 'CoverEnded', 'Asked', 'Proposed', 'Decided', 'Reviewed'],
  BroughtForward: ['BroughtForward', 'ForwardEnded'],
};

export function takeBack(file: CaseFile, what: { readonly bulk: string; readonly madeAt: Instant }, act: Act & { readonly now: Instant }): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  if (undoEnds(what.madeAt) < act.now) return no('too-late-to-undo');
  const numbers = ofBulk(file, what.bulk);
  if (numbers.length === 0) return no('already-so');
  const standing = effective(file.past);
  const ours = standing.filter((one) => numbers.includes(one.number));
  const since = standing.filter((one) => one.number > Math.max(...numbers));
  const questions = ours.flatMap(({ event }) => (event.kind === 'Chased' ? [event.question] : []));
  const wentOn = since.some(
    ({ event }) => ours.some((one) => follows[one.event.kind]?.includes(event.kind)) && (event.kind !== 'Answered' || questions.includes(event.question)),
  );
  if (wentOn) return no('went-on');
  return done(...numbers.map((number) => ({ kind: 'Corrected' as const, number, why: 'taken-back' as const, day: null })));
}
