// Whether a passage may be cited, or a citation taken back, now: while findings are being written, and not once they are proposed.
import type { Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { CaseFile } from './file.ts';
import { no } from './refusals.ts';
import { waiting } from './stages.ts';

export type Writing = { readonly stage: string; readonly round: number };

/** The stage and round whose findings are being written. */
export function writing(file: CaseFile, law: Law): Writing | Refused {
  if (file.decision.ended) return no('nothing-to-decide');
  if (file.decision.proposed) return no('cited-before-proposal');
  return waiting(file, law) ?? no('nothing-to-decide');
}

/** What is cited has to be there for the reader. */
export function there<T>(passage: T | undefined): T | Refused {
  return passage ?? no('no-such-passage');
}

/** What is cited has to say something: that a thing was not seen, not asked or not said is no evidence of anything. */
export function evidence<T>(said: T | undefined): T | Refused {
  return said ?? no('absence-is-no-evidence');
}
