// Ready to decide: what the law needs before the next decision is there, and nobody is asked or away whose word is still to come.
import type { Day } from '#base/day.ts';
import type { Law } from '#law/law.ts';
import { openQuestions } from './chase.ts';
import { mayDecide } from './decision.ts';
import type { CaseFile } from './file.ts';
import { waiting } from './stages.ts';

/**
 * Says nothing of what is held: whether that is enough is the decider's to judge. The rules are asked as in practice: a rule that nobody
 * has confirmed stops the decision itself, with its reason, and not the list.
 */
export function readyToDecide(file: CaseFile, law: Law, today: Day): boolean {
  const next = waiting(file, law);
  if (!next || file.decision.proposed || openQuestions(file).length > 0) return false;
  if (file.decision.reconsiderations.some((one) => one.state === 'asked')) return false;
  return typeof mayDecide(file, { stage: next.stage }, law, { day: today, by: '', nation: file.nation, confirmed: 'practice' }) === 'number';
}
