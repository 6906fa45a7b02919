// How an answer came to us: asked once for a page, and beside those questions whose answer often came another way.
import { all, type Body } from './clean.ts';
import type { Page } from './form.ts';
import { sources, type Question, type Source } from './question.ts';

/** Whether an answer carries its source. What the writer did is known from who wrote it, and a sign says itself whether it was seen or told. */
export const isSourced = (question: Question): boolean => !question.own && question.kind !== 'indicators';

/** The field of a page's one source; it holds for every answer of the page that has none of its own. */
export const pageSource = (page: Pick<Page, 'id'>): string => `page-source.${page.id}`;

/** Whether a page asks for its source once: where some question is not asked for its own. */
export const asksOnce = (page: Pick<Page, 'questions'>): boolean => Object.values(page.questions).some((question) => isSourced(question) && !question.source);

/** A source as typed; `unknown` where it is none of ours, or several. */
export function readSource(field: string, body: Body): Source | 'unknown' | undefined {
  const chosen = all(body, field).filter((each) => each !== '');
  if (chosen.length === 0) return undefined;
  return sources.find((each) => chosen.every((one) => one === each)) ?? 'unknown';
}

/**
 * What the page's one source is shown as: what was typed, else the one that every answer not asked apart has.
 * An empty text typed for it asks anew, for what is added to a page.
 */
export function shownSource(page: Pick<Page, 'id' | 'questions'>, body: Body): string {
  const typed = all(body, pageSource(page));
  if (typed.length > 0) return typed.find((each) => each !== '') ?? '';
  const given = Object.entries(page.questions).flatMap(([id, question]) => (question.source ? [] : all(body, `${id}.source`)));
  const [first = ''] = given;
  return given.every((each) => each === first) ? first : '';
}

/** Whether a question is shown with a source of its own: one that asks for it, or one whose source is not the page's. */
export function showsOwn(page: Pick<Page, 'id' | 'questions'>, id: string, question: Question, body: Body): boolean {
  if (!isSourced(question)) return false;
  const typed = all(body, `${id}.source`).find((each) => each !== '');
  return question.source === true || (typed !== undefined && typed !== shownSource(page, body));
}
