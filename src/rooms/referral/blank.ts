// Pages for who may write and not read back: they start empty, and what is left empty changes nothing.
import type { Form, Page } from '#form/form.ts';
import type { Answers, Question, Value } from '#form/question.ts';
import { unseenAt } from './contradictions.ts';
import { codesOf, said } from './facts.ts';

/** What changes after sending and cannot wait for a question. Only these are asked again of who cannot see the answers. */
const urgent = new Set(['danger', 'place', 'safe-contact']);

export const startsBlank = (page: Pick<Page, 'id'>): boolean => urgent.has(page.id);

/**
 * The form with those pages to be filled anew. Any question may be left empty. None offers "not known": said by somebody who
 * cannot see what is known, it would take that away.
 */
export function blankForm(form: Form): Form {
  return { ...form, pages: form.pages.map((page) => (startsBlank(page) ? blank(page) : page)) };
}

function blank(page: Page): Page {
  const questions = Object.fromEntries(Object.entries(page.questions).map(([id, question]) => [id, mayStayEmpty(question)]));
  return { ...page, questions, ...(page.id === 'safe-contact' ? { checks: unseenAt('contact-checked') } : {}) };
}

function mayStayEmpty(question: Question): Question {
  const { none: _none, ...rest } = question;
  return { ...rest, optional: true } as Question;
}

const reachedBy = ['contact', 'contact-phone', 'contact-someone'];
const days = ['court-date', 'removal-date', 'visa-end-date'];

/** What was said before and does not stand beside what is said now; elsewhere the page itself would have shown the two together. */
export function madeUntrue(before: Answers, now: Answers): Answers {
  const gone: Record<string, Value> = {};
  const given = (id: string): boolean => Object.hasOwn(now, id);
  // That somebody made sure was said of the earlier contact; the new one waits until somebody makes sure of it (data.md 17).
  if (reachedBy.some(given) && !given('contact-checked')) gone['contact-checked'] = { none: 'not-asked' };
  if (codesOf(now['needs']).includes('none-of-these')) for (const id of days) if (said(before, id)) gone[id] = { none: 'not-known' };
  if (days.some(given) && !given('needs') && codesOf(before['needs']).includes('none-of-these')) gone['needs'] = { none: 'not-known' };
  return gone;
}
