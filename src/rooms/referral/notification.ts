// The Duty to Notify: what is sent of an adult who has not agreed to be named, and what is destroyed at sending.
import type { Day } from '#base/day.ts';
import { english, type Say } from '#base/words.ts';
import type { FieldClass } from '#access/classes.ts';
import { questionsOf, type Form } from '#form/form.ts';
import type { Answers } from '#form/question.ts';
import { wordsOf } from '#form/texts.ts';
import { notifiedCodes, notifiedRows, type Counted } from './counts.ts';

/**
 * Closed codes only. Modern Slavery Act 2015 s52(3): a notification must not identify an adult who has not agreed,
 * alone or with anything else. So there is a month and no day, a force and no town, and no sentence.
 */
export type Notification = {
  readonly nation: string;
  readonly organisation: string;
  readonly month: string;
  /** By question of the notification's pages. */
  readonly codes: Readonly<Record<string, readonly string[]>>;
};

/** Reads the notification from the answers; nothing where one of its codes is still open. */
export function notificationOf(
  form: Form,
  answers: Answers,
  of: { readonly nation: string; readonly organisation: string; readonly day: Day },
): Notification | undefined {
  const codes = Object.fromEntries(notifiedCodes(form, answers));
  if (Object.values(codes).some((each) => each.length === 0)) return undefined;
  return { nation: of.nation, organisation: of.organisation, month: of.day.slice(0, 7), codes };
}

/** Statistics rows of a notification; they hang on a random id of their own and on no file. */
export function notifiedCounts(form: Form, of: Notification): readonly Counted[] {
  // The month's first day: the day itself would be one more thing to be recognised by.
  const validFrom = `${of.month}-01` as Day;
  return [
    { question: 'notified', code: of.nation, validFrom },
    { question: 'notified-responder', code: of.organisation, validFrom },
    ...notifiedRows(form, of.codes, validFrom),
  ];
}

export type Doomed = { readonly holds: FieldClass; readonly labels: readonly string[] };

/** Everything typed that a notification does not carry, by class, for the page that says what will be deleted. */
export function toBeDeleted(form: Form, answers: Answers, say: Say = english): readonly Doomed[] {
  const questions = questionsOf(form);
  const kept = new Set(['nation', ...notifiedCodes(form, answers).map(([id]) => id)]);
  const byClass = new Map<FieldClass, string[]>();
  for (const id of Object.keys(answers)) {
    const question = questions[id];
    if (!question || kept.has(id)) continue;
    byClass.set(question.holds, [...(byClass.get(question.holds) ?? []), wordsOf(say, form.id, id, question).label]);
  }
  return [...byClass].map(([holds, labels]) => ({ holds, labels }));
}
