// Answers as they were given, in the words of the referral: for every page that shows what is held, of those classes its reader may see.
import type { Answers, Origins } from '#form/question.ts';
import { join } from '#form/split.ts';
import { path } from '#form/path.ts';
import type { Stored } from '#kit/store/answers.ts';
import type { Kit } from '#kit/kit.ts';
import type { Html } from '#kit/view/html.ts';
import { answersSummary } from '#kit/view/summary.ts';
import type { Ask } from '#kit/web/page.ts';

type Reader = Pick<Ask, 'say' | 'lang'>;

/** Pages on which nothing was answered, or nothing that may be read, are left out. */
export function saidIn(kit: Kit, { say, lang }: Reader, stored: readonly Stored[], level: 2 | 3 = 3): Html {
  const { form } = kit;
  const answers: Answers = join(stored);
  const origins: Origins = Object.fromEntries(stored.flatMap((one) => (one.origin ? [[one.question, one.origin]] : [])));
  // Which pages apply rests on answers that this reader may not see: a page with an answer applied.
  const pages = path(form, answers)
    .concat(form.pages)
    .filter((one, at, all) => all.findIndex((other) => other.id === one.id) === at)
    .filter((one) => Object.keys(one.questions).some((id) => answers[id] !== undefined))
    .map((one) => ({ ...one, questions: Object.fromEntries(Object.entries(one.questions).filter(([id]) => answers[id] !== undefined)) }));
  const wording = { say, lang, form: form.id, lists: new Map(Object.values(kit.law.lists).map((one) => [one.id, one])) };
  return answersSummary({ form, pages, answers, origins, level, change: null }, wording);
}
