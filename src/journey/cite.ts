// Whether a passage may be cited, or a citation taken back, now: while findings are being written, and not once they are proposed.
import type { Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { CaseFile } from './file.ts';
import { no } from './refusals.ts';
import { waiting } from './stages.ts';

/** `of`: the second person of a proposed negative, who writes findings of their own. */
export type Writing = { readonly stage: string; readonly round: number; readonly of?: string };

/** The stage and round whose findings are being written by this person. */
export function writing(file: CaseFile, law: Law, by: string): Writing | Refused {
  if (file.decision.ended) return no('nothing-to-decide');
  const waits = file.decision.proposed;
  if (!waits) return waiting(file, law) ?? no('nothing-to-decide');
  const found = waits.reviews.some((one) => one.reviewer === by || one.outcome !== waits.outcome);
  if (waits.outcome !== 'negative' || waits.maker === by || found) return no('cited-before-proposal');
  return { stage: waits.stage, round: waits.round, of: by };
}

/** What is cited has to be there for the reader. */
export function there<T>(passage: T | undefined): T | Refused {
  return passage ?? no('no-such-passage');
}

/** What is cited has to say something: that a thing was not seen, not asked or not said is no evidence of anything. */
export function evidence<T>(said: T | undefined): T | Refused {
  return said ?? no('absence-is-no-evidence');
}
