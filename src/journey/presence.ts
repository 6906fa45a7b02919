// Where the person is and how a case ends without a decision: missing, found, gone, died, withdrawn, 18, duplicate.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile } from './file.ts';
import { find, isRefused, open, sent } from './ground.ts';
import { no } from './refusals.ts';
import { lastStageClosed, standing } from './stages.ts';

type Nothing = Record<never, never>;

/** Where somebody is can be recorded in any state of the case: worry does not end with it. */
function alive(file: CaseFile, act: Act): Refused | undefined {
  return sent(file, act) ?? (file.presence.state === 'died' ? no('person-died') : undefined);
}

export function wentMissing(file: CaseFile, _what: Nothing, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = alive(file, act);
  if (stop) return stop;
  return file.presence.state === 'missing' ? no('already-so') : done({ kind: 'WentMissing' });
}

export function found(file: CaseFile, _what: Nothing, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = alive(file, act);
  if (stop) return stop;
  if (file.presence.state === 'present') return no('not-missing');
  return file.presence.since && act.day < file.presence.since ? no('before-it-began') : done({ kind: 'Found' });
}

export function leftCountry(file: CaseFile, _what: Nothing, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = alive(file, act);
  if (stop) return stop;
  return file.presence.state === 'left-country' ? no('already-so') : done({ kind: 'LeftCountry' });
}

export function died(file: CaseFile, _what: Nothing, _law: Law, act: Act): Outcome<CaseEvent> {
  return alive(file, act) ?? done({ kind: 'Died' });
}

/** An adult may withdraw until the last decision. A child's referral never rested on consent, so none can be taken back. */
export function withdraw(file: CaseFile, what: { readonly by: 'person' | 'left-country' }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (lastStageClosed(file, law)) return no('nothing-to-decide');
  const needed = find(law.consentNeeded, act.day, file.nation, act);
  if (isRefused(needed)) return needed;
  if (!needed.value[file.age]) return no('child-cannot-withdraw', needed.because);
  if (what.by === 'left-country' && !leftBeforeFirst(file, law)) return no('has-not-left');
  return done({ kind: 'Withdrawn', by: what.by });
}

function leftBeforeFirst(file: CaseFile, law: Law): boolean {
  const first = law.stages[0];
  return file.presence.state === 'left-country' && first !== undefined && !standing(file, first.id);
}

/** From 18 on the person decides: consent to stay is then asked (`recordConsent` with `at18`). */
export function turnedEighteen(file: CaseFile, _what: Nothing, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (file.age === 'adult') return no('already-adult');
  const at18 = find(law.consentAt18, act.day, file.nation, act);
  return isRefused(at18) ? at18 : done({ kind: 'TurnedEighteen' });
}

/** The same person and the same events referred twice; `of` is the file id of the case that goes on. */
export function markDuplicate(file: CaseFile, what: { readonly of: string }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (file.decision.further) return no('further-already');
  return what.of === file.past[0]?.file ? no('duplicate-of-itself') : done({ kind: 'MarkedDuplicate', of: what.of });
}

export function undoDuplicate(file: CaseFile, _what: Nothing, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  return file.decision.ended === 'duplicate' ? done({ kind: 'DuplicateUndone' }) : no('not-a-duplicate');
}
