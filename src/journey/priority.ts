// Which cases the policy of the day puts before others where the same presses: criteria of law, dated, met or not by what is recorded.
import type { Day } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import type { Criterion, Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import type { Facts } from './clocks.ts';
import type { CaseFile } from './file.ts';
import { urgency } from './urgency.ts';
import { waiting } from './stages.ts';

export type Priority = { readonly met: readonly Criterion[]; readonly because: Because };

/** The criteria a case meets on a day. It is the day of the reading that governs: the policy says in which order work is done now. */
export function priorityOf(file: CaseFile, facts: Facts, law: Law, today: Day): Priority {
  const { value, because } = inForce(law.priority, today, file.nation);
  const stage = waiting(file, law)?.stage;
  if (!stage || !value.stages.includes(stage)) return { met: [], because };
  const pressing = urgency(file, facts, today).reasons.map((one) => one.code);
  const met: Readonly<Record<Criterion, boolean>> = {
    detained: pressing.includes('detained'),
    'criminal-proceedings': pressing.some((code) => code === 'charged' || code === 'court' || code === 'court-soon'),
    'turning-18': pressing.some((code) => code === 'turning-18' || code === 'turning-18-soon'),
    'court-order': file.overlay.courtOrdered,
  };
  return { met: value.criteria.filter((one) => met[one]), because };
}

export function criterionIn(say: Say, code: Criterion): string {
  const words: Readonly<Record<Criterion, string>> = {
    detained: say('priority.detained', 'in detention'),
    'criminal-proceedings': say('priority.criminal-proceedings', 'in criminal proceedings'),
    'turning-18': say('priority.turning-18', 'about to turn 18'),
    'court-order': say('priority.court-order', 'a court has ordered a decision'),
  };
  return words[code];
}
