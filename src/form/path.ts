// Which pages apply, in what order; what goes stale when an answer changes; how far each section has come.
import { known, type Form, type Page, type Section } from './form.ts';
import type { Answers } from './question.ts';

/** The pages that apply. A condition sees only answers of pages that apply themselves, so nothing rests on a stale answer. */
export function path(form: Form, answers: Answers): readonly Page[] {
  const pages: Page[] = [];
  const seen: Record<string, unknown> = {};
  const all = known(answers);
  for (const page of form.pages) {
    if (!page.applies(seen)) continue;
    pages.push(page);
    for (const id of Object.keys(page.questions)) if (Object.hasOwn(all, id)) seen[id] = all[id];
  }
  return pages;
}

/** Questions answered whose page no longer applies: these answers are to be destroyed. */
export function stale(form: Form, answers: Answers): readonly string[] {
  const asked = new Set(path(form, answers).flatMap((page) => Object.keys(page.questions)));
  const inForm = new Set(form.pages.flatMap((page) => Object.keys(page.questions)));
  return Object.keys(answers).filter((id) => inForm.has(id) && !asked.has(id));
}

/** Answers without the stale ones, and without questions this edition of the form does not ask. */
export function live(form: Form, answers: Answers): Answers {
  const asked = new Set(path(form, answers).flatMap((page) => Object.keys(page.questions)));
  return Object.fromEntries(Object.entries(answers).filter(([id]) => asked.has(id)));
}

/** The short first path: at most eight pages before a referral may be sent. */
export function tonight(form: Form, answers: Answers): readonly Page[] {
  return path(form, answers).filter((page) => page.tonight);
}

/** The page after one, among the pages that apply; within `only` where given. */
export function next(form: Form, answers: Answers, after: string, only: (page: Page) => boolean = () => true): Page | undefined {
  const pages = path(form, answers);
  // A page that has stopped applying still has its place in the form.
  const place = form.pages.findIndex((page) => page.id === after);
  return pages.find((page) => form.pages.indexOf(page) > place && only(page));
}

/** The first page of the given ones with a required question still open. */
export function firstOpen(pages: readonly Page[], answers: Answers): Page | undefined {
  return pages.find((page) => open(page, answers).length > 0);
}

/** Required questions of a page without any answer; a non-answer is an answer. */
export function open(page: Page, answers: Answers): readonly string[] {
  return Object.entries(page.questions)
    .filter(([id, question]) => !question.optional && question.kind !== 'indicators' && !Object.hasOwn(answers, id))
    .map(([id]) => id);
}

export type Progress = {
  readonly section: Section;
  readonly pages: readonly Page[];
  readonly state: 'not-started' | 'part' | 'done';
  /** Questions answered, of those answered and those that still need an answer. */
  readonly answered: number;
  readonly of: number;
  /** Nothing in the section needs an answer. */
  readonly optional: boolean;
  readonly hard: boolean;
};

/** How far each section has come; sections none of whose pages apply are left out. */
export function progress(form: Form, answers: Answers): readonly Progress[] {
  const pages = path(form, answers);
  return form.sections.flatMap((section) => {
    const own = pages.filter((page) => page.section === section.id);
    if (own.length === 0) return [];
    const answered = own.flatMap((page) => Object.keys(page.questions)).filter((id) => Object.hasOwn(answers, id)).length;
    const missing = own.flatMap((page) => open(page, answers)).length;
    const state = answered === 0 ? 'not-started' : missing === 0 ? 'done' : 'part';
    const optional = own.every((page) => Object.values(page.questions).every((question) => question.optional === true || question.kind === 'indicators'));
    return [{ section, pages: own, state, answered, of: answered + missing, optional, hard: own.some((page) => page.hard === true) }];
  });
}
