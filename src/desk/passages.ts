// Passages of a case that may be cited: each answer and document by a stable name, in words, and without what is only an absence.
import type { FieldClass } from '#access/classes.ts';
import { citable } from '#form/citable.ts';
import { questionsOf } from '#form/form.ts';
import { wordsOf } from '#form/texts.ts';
import type { Stored } from '#kit/store/answers.ts';
import type { Kit } from '#kit/kit.ts';
import type { Wording } from '#kit/view/summary.ts';
import type { Ask } from '#kit/web/page.ts';
import { inText } from '#rooms/referral/copy.ts';

export const wordingIn = (kit: Kit, { say, lang }: Pick<Ask, 'say' | 'lang'>): Wording => ({
  ...{ say, lang, form: kit.form.id },
  lists: new Map(Object.values(kit.law.lists).map((one) => [one.id, one])),
});

/** Where an answer stands on a page: the same for every version. */
export const anchorOf = (holds: FieldClass, question: string): string => `said.${holds}.${question}`;

export type Said = { readonly title: string; readonly words: string };

/** An answer as it may be quoted; nothing where it says nothing, or is of no question of this form. */
export function quotable(kit: Kit, ask: Pick<Ask, 'say' | 'lang'>, stored: Stored): Said | undefined {
  const questions = questionsOf(kit.form);
  const question = Object.hasOwn(questions, stored.question) ? questions[stored.question] : undefined;
  const value = question && citable(question, stored.value);
  if (!question || value === undefined) return undefined;
  const wording = wordingIn(kit, ask);
  const words = inText(stored.question, question, value, wording).trim();
  return words === '' ? undefined : { title: wordsOf(ask.say, kit.form.id, stored.question, question).label, words };
}
