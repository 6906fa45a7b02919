// Passages of a case that may be cited: each answer and document by a stable name, in words, and without what is only an absence.
import type { FieldClass } from '#access/classes.ts';
import { citable, saysNothing } from '#form/citable.ts';
import { questionsOf } from '#form/form.ts';
import { wordsOf } from '#form/texts.ts';
import type { Stored } from '#kit/store/answers.ts';
import type { Kit } from '#kit/kit.ts';
import type { Wording } from '#kit/view/summary.ts';
import type { Ask } from '#kit/web/page.ts';
import { askedId, readAnsweredId } from '#rooms/decision/reason-ids.ts';
import { inText } from '#rooms/referral/copy.ts';

export const wordingIn = (kit: Kit, { say, lang }: Pick<Ask, 'say' | 'lang'>): Wording => ({
  ...{ say, lang, form: kit.form.id },
  lists: new Map(Object.values(kit.law.lists).map((one) => [one.id, one])),
});

/** Where an answer stands on a page: the same for every version. */
export const anchorOf = (holds: FieldClass, question: string): string => `said.${holds}.${question}`;

export type Said = { readonly title: string; readonly words: string };

/**
 * An answer as it may be quoted; nothing where it says nothing, or is of no question. `among`: the answers it stands with, where the words of
 * the question stand too that somebody was asked by who decides.
 */
export function quotable(kit: Kit, ask: Pick<Ask, 'say' | 'lang'>, stored: Stored, among: readonly Stored[]): Said | undefined {
  const put = readAnsweredId(stored.question);
  if (put !== undefined) return answeredTo(ask, stored, among.findLast((one) => one.question === askedId(put))?.value);
  const questions = questionsOf(kit.form);
  const question = Object.hasOwn(questions, stored.question) ? questions[stored.question] : undefined;
  const value = question && citable(question, stored.value);
  if (!question || value === undefined) return undefined;
  const wording = wordingIn(kit, ask);
  const words = inText(stored.question, question, value, wording).trim();
  return words === '' ? undefined : { title: wordsOf(ask.say, kit.form.id, stored.question, question).label, words };
}

/** The answer to a question of whoever decides, called by that question. */
function answeredTo({ say }: Pick<Ask, 'say'>, { value }: Stored, asked: Stored['value'] | undefined): Said | undefined {
  if (typeof value !== 'string' || saysNothing(value)) return undefined;
  const question = typeof asked === 'string' ? asked : '…';
  return { title: say('cite.answer-to', 'Answer to: {question}', { question: question.length > 200 ? `${question.slice(0, 200)}…` : question }), words: value };
}
