// A court looks at a decision: an overlay beside the case. The decision stands meanwhile, and nothing of the record is erased.
import { done, type Outcome } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent, Stage } from './events.ts';
import type { CaseFile } from './file.ts';
import { sent } from './ground.ts';
import { no } from './refusals.ts';
import { standing } from './stages.ts';

type Ended = Extract<CaseEvent, { kind: 'JudicialReviewEnded' }>;

/** Of any decision that stands, ended cases too. The record is kept for the appeal from then on. */
export function startJudicialReview(file: CaseFile, what: { readonly stage: Stage }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  if (file.overlay.judicialReview) return no('already-so');
  const decision = standing(file, what.stage);
  if (!decision || act.day < decision.day) return no('nothing-to-review-in-court');
  const started: CaseEvent = { kind: 'JudicialReviewStarted', stage: decision.stage, round: decision.round };
  return file.overlay.holds.includes('appeal') ? done(started) : done<CaseEvent>(started, { kind: 'HoldPlaced', why: 'appeal' });
}

/** What the court commands is carried out by its own step (a court's order opens the next round); the hold is lifted by somebody's word. */
export function endJudicialReview(file: CaseFile, what: { readonly how: Ended['how'] }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  const running = file.overlay.judicialReview;
  if (!running) return no('no-judicial-review');
  return act.day < running.since ? no('before-it-began') : done({ kind: 'JudicialReviewEnded', how: what.how });
}
