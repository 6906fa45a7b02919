// Pausing and taking up a case again, and taking its protection away: what stands beside the decision itself.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile } from './file.ts';
import { find, isRefused, open } from './ground.ts';
import { no } from './refusals.ts';
import { isSuspended, standing, waiting } from './stages.ts';

/** Pauses a case: the person is missing and what is held is not enough, or nobody can answer now. */
export function suspend(file: CaseFile, what: { readonly why: 'missing' | 'no-information' }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (isSuspended(file)) return no('already-suspended');
  if (!waiting(file, law)) return no('nothing-to-decide');
  if (what.why === 'missing' && file.presence.state !== 'missing') return no('not-missing');
  return done({ kind: 'Suspended', why: what.why });
}

export function resume(file: CaseFile, _what: Record<never, never>, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const pause = file.decision.suspended.find((one) => !one.until);
  if (!pause) return no('not-suspended');
  return act.day < pause.from ? no('before-it-began') : done({ kind: 'Resumed' });
}

export type Ground = 'public-order' | 'bad-faith';

/** What it rests on. Facts of the case, or silence: that an answer is missing, that contact was lost. */
export const restsOn = ['conviction', 'threat', 'false-statement', 'other-evidence', 'no-answer', 'lost-contact'] as const;
export type RestsOn = (typeof restsOn)[number];

/** `assessed`: the risk that this person is trafficked again was weighed, in words. */
export type Proposing = { readonly ground: Ground; readonly assessed: boolean; readonly on: readonly RestsOn[] };

/** The first of two persons proposes to disqualify; what the law of that day asks first must have been done. */
export function proposeDisqualification(file: CaseFile, what: Proposing, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayDisqualify(file, what, law, act);
  if (stop) return stop;
  if (file.overlay.proposed) return no('proposal-waiting');
  return done({ kind: 'DisqualificationProposed', ground: what.ground, assessed: what.assessed, maker: act.by, on: what.on });
}

/** The second person makes it stand. */
export function disqualify(file: CaseFile, what: { readonly ground: Ground }, law: Law, act: Act): Outcome<CaseEvent> {
  const waits = file.overlay.proposed;
  if (!waits) return open(file, act) ?? no('nothing-proposed');
  if (waits.ground !== what.ground) return no('proposal-changed');
  if (act.day < waits.day) return no('before-proposal');
  const stop = mayDisqualify(file, waits, law, act);
  if (stop) return stop;
  if (waits.maker === act.by) return no('second-person-needed');
  return done({ kind: 'Disqualified', ground: waits.ground, assessed: waits.assessed, maker: waits.maker, checker: act.by, on: waits.on });
}

/** The second person does not agree: protection goes on, and both what was proposed and that it was rejected stay in the record. */
export function rejectDisqualification(file: CaseFile, _what: Record<never, never>, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const waits = file.overlay.proposed;
  if (!waits) return no('nothing-proposed');
  if (act.day < waits.day) return no('before-proposal');
  return waits.maker === act.by ? no('second-person-needed') : done({ kind: 'DisqualificationRejected', checker: act.by });
}

function mayDisqualify(file: CaseFile, what: { ground: Ground; assessed: boolean; on: readonly string[] }, law: Law, act: Act): Refused | undefined {
  const stop = open(file, act);
  if (stop) return stop;
  if (file.overlay.disqualified) return no('already-disqualified');
  const rule = find(law.disqualification, act.day, file.nation, act);
  if (isRefused(rule)) return rule;
  if (!rule.value.grounds.includes(what.ground)) return no('not-a-ground', rule.because);
  const first = law.stages[0] && standing(file, law.stages[0].id);
  if (first?.outcome !== 'positive' || act.day < first.day) return no('positive-first', rule.because);
  const silence = find(law.noGroundAlone, act.day, file.nation, act);
  if (isRefused(silence)) return silence;
  if (what.on.every((one) => silence.value.includes(one))) return no('silence-is-no-ground', silence.because);
  return rule.value.assessmentFirst && !what.assessed ? no('assessment-first', rule.because) : undefined;
}
