// Asking somebody again who has not answered: when the next time is, whom the program can reach by itself, and the asking.
import { addDays, startOf, type Day } from '#base/day.ts';
import { done, type Because, type Outcome } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { inForce } from '#law/rule.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile, OpenQuestion } from './file.ts';
import { open } from './ground.ts';
import { no } from './refusals.ts';

export const openQuestions = (file: CaseFile): readonly OpenQuestion[] => file.decision.questions.filter((one) => !one.answered);

/** Where a question is read: on a page of this service, or only in what somebody writes or says outside it. */
export type Reach = 'here' | 'outside';

/** Whoever referred has a page; a lawyer while the person's grant holds, a support worker while they are named. Nobody else does. */
export function reachOf({ access }: Pick<CaseFile, 'access'>, to: string, today: Day): Reach {
  const [begins, ends] = [startOf(today), startOf(addDays(today, 1))];
  if (to === 'referrer') return 'here';
  if (to === 'lawyer')
    return access.grants.some((one) => one.as === 'legal-representative' && !one.revoked && one.starts < ends && one.ends > begins) ? 'here' : 'outside';
  return to === 'support' && access.named.some((one) => one.ends > begins) ? 'here' : 'outside';
}

export type NextChase = { readonly on: Day; readonly because: Because };

/** When whoever was asked is asked again; nothing once that was done as often as the rule says. The governing day is that of the question. */
export function nextChase(asked: OpenQuestion, law: Law, nation: string): NextChase | undefined {
  const { value, because } = inForce(law.chasers, asked.asked, nation);
  if (asked.answered || asked.chased.length >= value.most) return undefined;
  const last = asked.chased.at(-1)?.day;
  const first = addDays(asked.by, value.after);
  return { on: last ? addDays(last, value.every) : first, because };
}

/** The first day on which somebody is to be asked again. */
export function firstChase(file: CaseFile, law: Law): Day | null {
  if (file.decision.ended) return null;
  const days = openQuestions(file).flatMap((one) => nextChase(one, law, file.nation)?.on ?? []);
  return days.sort()[0] ?? null;
}

/** Asks again at every open question of the case: those of the list, where there is one. Once a day at most. */
export function chase(file: CaseFile, what: { readonly questions?: readonly string[]; readonly bulk?: string }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const { questions, bulk } = what;
  const waiting = openQuestions(file).filter((one) => !questions || questions.includes(one.question));
  if (waiting.length === 0) return no('nothing-asked');
  const due = waiting.filter((one) => !one.chased.some((each) => each.day === act.day));
  if (due.length === 0) return no('chased-today');
  return done(...due.map(({ question }) => ({ kind: 'Chased' as const, question, how: 'hand' as const, ...(bulk ? { bulk } : {}) })));
}

/** What the program does by itself when the day has come: it asks again where the question can be read here. Outside, a person does. */
export function chaseDue(file: CaseFile, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const due = openQuestions(file).filter((one) => {
    const next = nextChase(one, law, file.nation);
    return next && next.on <= act.day && reachOf(file, one.to, act.day) === 'here';
  });
  if (due.length === 0) return no('nothing-asked');
  return done(...due.map(({ question }) => ({ kind: 'Chased' as const, question, how: 'program' as const })));
}

/** A person must write or ring: the day to ask again has come, and whoever was asked has no page here. */
export function toChaseOutside(file: CaseFile, law: Law, today: Day): boolean {
  return openQuestions(file).some((one) => {
    const next = nextChase(one, law, file.nation);
    return next !== undefined && next.on <= today && reachOf(file, one.to, today) === 'outside';
  });
}
