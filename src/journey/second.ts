// The second person of a negative: their own finding before they see the first, and a manager where the two differ.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { alsoSaid, judged, mayDecide, sameTest, type Judgement, type Seen } from './decision.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile, Proposal, Review } from './file.ts';
import { find, isRefused, open } from './ground.ts';
import { restsOnNothing } from './mismatch.ts';
import { no } from './refusals.ts';

/** The proposal that waits, where somebody else may still look at it on the test of that day. */
function proposalFor(file: CaseFile, what: { readonly stage: string; readonly enoughWithout?: boolean }, law: Law, act: Act): Proposal | Refused {
  const waits = file.decision.proposed;
  if (waits?.stage !== what.stage) return open(file, act) ?? no('nothing-proposed');
  if (act.day < waits.day) return no('before-proposal');
  // Whether what is held is enough without the person was said when it was proposed.
  const round = mayDecide(file, { ...what, enoughWithout: true }, law, act);
  if (typeof round !== 'number') return round;
  return sameTest(file, waits, law, act) ?? waits;
}

const isRefusal = (one: Proposal | Refused): one is Refused => 'ok' in one;

/** Records what a second person finds on a proposed negative. Both findings are kept, whatever comes of them. */
export function review(file: CaseFile, what: Judgement, law: Law, act: Act): Outcome<CaseEvent> {
  const waits = proposalFor(file, what, law, act);
  if (isRefusal(waits)) return waits;
  if (waits.outcome !== 'negative') return no('no-review-needed');
  const second = find(law.secondPerson, act.day, file.nation, act);
  if (isRefused(second)) return second;
  if (waits.maker === act.by) return no('second-person-needed', second.because);
  if (waits.reviews.some((one) => one.reviewer === act.by)) return no('already-reviewed');
  const test = judged(file.age, what, law, act, file.nation);
  if (isRefused(test)) return test;
  const { stage, round } = waits;
  const { outcome, findings, rests = [] } = what;
  const bare = restsOnNothing(file, { stage, round, of: act.by }, rests, law, act);
  if (bare) return bare;
  return done({ kind: 'Reviewed', stage, round, outcome, findings, reviewer: act.by, ...alsoSaid(rests) });
}

/** The review that differs from what was proposed. */
export const differing = (waits: Proposal | null): Review | undefined => waits?.reviews.find((one) => one.outcome !== waits.outcome);

/** Where the two differ, a third person who made neither finding takes one of them. Which of the two was taken, both texts and who took it stay in the record. */
export function settle(file: CaseFile, what: Omit<Seen, 'outcome'> & { readonly take: 'first' | 'second' }, law: Law, act: Act): Outcome<CaseEvent> {
  const waits = proposalFor(file, what, law, act);
  if (isRefusal(waits)) return waits;
  if (waits.round !== what.round) return no('proposal-changed');
  const other = differing(waits);
  if (!other) return no('no-difference');
  const second = find(law.secondPerson, act.day, file.nation, act);
  if (isRefused(second)) return second;
  if (waits.maker === act.by || waits.reviews.some((one) => one.reviewer === act.by)) return no('third-person-needed', second.because);
  const taken = what.take === 'first' ? { ...waits, by: waits.maker } : { ...other, by: other.reviewer };
  const { stage, round } = waits;
  const bare = restsOnNothing(file, { stage, round, ...(what.take === 'second' ? { of: other.reviewer } : {}) }, taken.rests, law, act);
  if (bare) return bare;
  return done({
    kind: 'Decided',
    ...{ stage, round, outcome: taken.outcome, findings: taken.findings, maker: taken.by, checker: act.by, ...alsoSaid(taken.rests, what.law) },
  });
}
