// A question that goes out on paper, to a body that has no page here: printed to be sent, and asked again by a further letter.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile, OpenQuestion } from './file.ts';
import { open } from './ground.ts';
import { no } from './refusals.ts';

/** Bodies that the service itself reaches in no other way. A lawyer or a worker is asked here, with the person's word. */
export const byLetter: readonly string[] = ['council', 'police'];

export type QuestionLetter = Extract<CaseEvent, { kind: 'QuestionSent' }>['letter'];

/** Which letter comes next: the first asks, every later one asks again. */
export const nextLetter = ({ sent }: Pick<OpenQuestion, 'sent'>): QuestionLetter => (sent.length === 0 ? 'first' : 'again');

/** The open question that may go out as a letter; or why it may not. */
export function toSend(file: CaseFile, question: string, act: Act): OpenQuestion | Refused {
  const stop = open(file, act);
  if (stop) return stop;
  const asked = file.decision.questions.find((one) => one.question === question && byLetter.includes(one.to));
  if (!asked) return no('not-asked');
  return asked.answered ? no('already-answered') : asked;
}

/**
 * Printed to be sent, once a day at most. `naming`: its words name the person, whom nobody outside learns of in this way: that takes a
 * disclosure by two people. A further letter asks again, and counts as that.
 */
export function sendQuestion(file: CaseFile, what: { readonly question: string; readonly naming: boolean }, _law: Law, act: Act): Outcome<CaseEvent> {
  const asked = toSend(file, what.question, act);
  if ('ok' in asked) return asked;
  if (what.naming) return no('question-names');
  if (asked.sent.includes(act.day)) return no('already-so');
  const { question } = asked;
  const letter = nextLetter(asked);
  const today = asked.chased.some((one) => one.day === act.day);
  const again: readonly CaseEvent[] = letter === 'again' && !today ? [{ kind: 'Chased', question, how: 'hand' }] : [];
  return done({ kind: 'QuestionSent', question, letter }, ...again);
}
