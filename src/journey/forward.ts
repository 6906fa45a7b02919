// A case that comes up again on a day somebody chose, and a colleague's leave that is covered until a day.
import type { Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { allocate } from './decision.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile } from './file.ts';
import { open } from './ground.ts';
import { no } from './refusals.ts';

export function bringForward(file: CaseFile, what: { readonly on: Day; readonly bulk?: string }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (!what.on || what.on <= act.day) return no('day-to-come');
  return what.on === file.decision.comesUp ? no('already-so') : done({ kind: 'BroughtForward', ...what });
}

/** Somebody has looked at it, or it need not come up any more. */
export function endForward(file: CaseFile, _what: Record<never, never>, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  return file.decision.comesUp ? done({ kind: 'ForwardEnded' }) : no('not-forward');
}

export const comesUp = (file: CaseFile, today: Day): boolean => file.decision.comesUp !== null && file.decision.comesUp <= today;

/** A colleague is away up to and with a day: their case is given to another, and comes back by itself the day after. */
export function coverLeave(
  file: CaseFile,
  what: { readonly to: string; readonly for: string; readonly until: Day; readonly bulk?: string },
  law: Law,
  act: Act,
): Outcome<CaseEvent> {
  if (file.decision.allocatedTo !== what.for) return open(file, act) ?? no('not-theirs');
  if (what.until < act.day) return no('day-to-come');
  const given = allocate(file, { to: what.to, ...(what.bulk ? { bulk: what.bulk } : {}) }, law, act);
  if (!given.ok) return given;
  return done(...given.events.map((event) => (event.kind === 'Allocated' ? { ...event, coverFor: what.for, coverUntil: what.until } : event)));
}

/** The last day of leave has passed: as whoever covered it said, the case goes back. */
export function endCover(file: CaseFile, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const { cover } = file.decision;
  return cover && cover.until < act.day ? done({ kind: 'CoverEnded', to: cover.for }) : no('not-covered');
}
