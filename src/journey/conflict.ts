// Conflicts of interest and sealed files: what denies before anything else, and the two people it takes to open it again.
import { done, type Outcome } from '#base/outcome.ts';
import type { Access, AccessEvent, ConflictReason, SealReason } from './access.ts';
import { no } from './refusals.ts';

type Done = Outcome<AccessEvent>;
type By = { readonly by: string };

const of = (now: Access, person: string) => now.conflicts.find((one) => one.person === person);

/** Somebody says of themselves, or the program finds, that they are bound to the person. It denies at once. */
export function findConflict(now: Access, what: { readonly person: string; readonly how: 'declared' | 'computed'; readonly why: ConflictReason }): Done {
  return of(now, what.person) ? no('already-so') : done({ kind: 'ConflictFound', ...what });
}

/** The first of two people says that the conflict does not stand, or no longer. Never the one it is about. */
export function proposeLift(now: Access, what: { readonly person: string }, { by }: By): Done {
  const known = of(now, what.person);
  if (!known) return no('no-such-conflict');
  if (what.person === by) return no('own-conflict');
  return known.liftedBy ? no('already-so') : done({ kind: 'ConflictLiftProposed', person: what.person, maker: by });
}

export function lift(now: Access, what: { readonly person: string }, { by }: By): Done {
  const known = of(now, what.person);
  if (!known?.liftedBy) return no('nothing-proposed');
  if (what.person === by) return no('own-conflict');
  return known.liftedBy === by ? no('second-person-needed') : done({ kind: 'ConflictLifted', person: what.person, maker: known.liftedBy, checker: by });
}

/** Whoever looks after the work has seen that a conflict was found. Of broken glass more is asked: a review. */
export function seen(now: Access, what: { readonly number: number }, { by }: By): Done {
  const notice = now.notices.find((one) => one.number === what.number && one.what === 'conflict');
  if (!notice || notice.person === by) return no('nothing-to-see');
  return done({ kind: 'NoticeSeen', number: what.number });
}

/** Two people at least stand on the list, the sealer among them: else nobody could open it again. `always` is the program itself. */
export function sealFile(
  now: Access,
  what: { readonly to: readonly string[]; readonly why: SealReason; readonly always: readonly string[] },
  { by }: By,
): Done {
  // What was closed because consent was wrong is opened by its own review and by nothing else.
  if (now.quarantine) return no('in-quarantine');
  const people = [...new Set([by, ...what.to])];
  if (people.length < 2) return no('seal-needs-two');
  if (people.some((person) => of(now, person))) return no('conflict-on-list');
  return done({ kind: 'FileSealed', to: [...people, ...what.always], why: what.why });
}

export function proposeUnseal(now: Access, { by }: By): Done {
  if (now.quarantine) return no('in-quarantine');
  if (!now.seal) return no('file-not-sealed');
  return now.seal.openedBy ? no('already-so') : done({ kind: 'UnsealProposed', maker: by });
}

export function unseal(now: Access, { by }: By): Done {
  if (now.quarantine) return no('in-quarantine');
  const maker = now.seal?.openedBy;
  if (!maker) return no('nothing-proposed');
  return maker === by ? no('second-person-needed') : done({ kind: 'FileUnsealed', maker, checker: by });
}
