// A file of a signal that may be unlawful: sealed off at once, for good; handed over by the police's own way by one person, and seen by another that it was.
import type { Instant } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import { no } from './refusals.ts';
import { sameFile, type FileAt, type Signal, type SignalEvent } from './signal.ts';

type Moment = { readonly by: string; readonly now: Instant };
const only = ({ message, number }: FileAt): FileAt => ({ message, number });

/** At any time, in any state: nothing that was decided on the report stands in its way. */
export function sealFile(signal: Signal, at: FileAt, { by, now }: Moment): Outcome<SignalEvent> {
  if (!signal.opened) return no('signal-unread');
  return signal.sealed.some((one) => sameFile(one, at)) ? no('already-so') : done({ kind: 'SignalFileSealed', by, at: now, ...only(at) });
}

export function handOverFile(signal: Signal, at: FileAt, { by, now }: Moment): Outcome<SignalEvent> {
  const found = signal.sealed.find((one) => sameFile(one, at));
  if (!found) return no('signal-file-not-sealed');
  return found.handedBy ? no('already-so') : done({ kind: 'SignalFileHandedOver', by, at: now, ...only(at) });
}

/** Two people know that it happened: another than who handed it over has looked at what the police gave back. */
export function seeHandOver(signal: Signal, at: FileAt, { by, now }: Moment): Outcome<SignalEvent> {
  const found = signal.sealed.find((one) => sameFile(one, at));
  if (!found?.handedBy) return no('file-not-handed');
  if (found.seenBy) return no('already-so');
  return found.handedBy === by ? no('second-person-needed') : done({ kind: 'SignalFileHandOverSeen', by, at: now, ...only(at) });
}
