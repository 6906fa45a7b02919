// Typed text to answers, or mistakes to show beside the fields: for a page, and for a whole form.
import type { Body } from './clean.ts';
import { known, type Form, type Page } from './form.ts';
import { mistake, type Mistake } from './mistakes.ts';
import { isNone, type Answers, type Origins, type Source, type Value } from './question.ts';
import { readQuestion, type Context, type Lists } from './read.ts';
import { isSourced, pageSource, readSource } from './source.ts';
import { typed } from './typed.ts';

export type { Body, Context, Lists, Mistake };

export type Checked =
  | { readonly ok: true; readonly answers: Answers; readonly origins: Origins }
  | {
      readonly ok: false;
      readonly errors: readonly Mistake[];
      readonly typed: Body;
      /** What could be read all the same, so that a half-done page can be kept. */
      readonly answers: Answers;
      readonly origins: Origins;
    };

/** Checks a page. `before`, where given, are the form's answers so far: the page's cross-field rules see them too. */
export function check(page: Omit<Page, 'applies'>, body: Body, context: Context & { readonly before?: Answers }): Checked {
  const answers: [string, Value][] = [];
  const origins: [string, Source][] = [];
  const errors: Mistake[] = [];
  const once = readSource(pageSource(page), body);
  if (once === 'unknown') errors.push(mistake(pageSource(page), 'not-a-source'));
  for (const [id, question] of Object.entries(page.questions)) {
    const read = readQuestion(question, id, body, context);
    errors.push(...read.mistakes);
    if (read.value === undefined) continue;
    answers.push([id, read.value]);
    const origin = isSourced(question) ? (readSource(`${id}.source`, body) ?? once) : undefined;
    if (origin === 'unknown' && once !== 'unknown') errors.push(mistake(`${id}.source`, 'not-a-source'));
    else if (origin && origin !== 'unknown' && !isNone(read.value)) origins.push([id, origin]);
  }
  const given = { answers: Object.fromEntries(answers), origins: Object.fromEntries(origins) };
  if (errors.length === 0) errors.push(...contradictions(page, { ...without(context.before ?? {}, page), ...given.answers }, context));
  return errors.length === 0 ? { ok: true, ...given } : { ok: false, errors, typed: body, ...given };
}

function without(answers: Answers, page: Omit<Page, 'applies'>): Answers {
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !Object.hasOwn(page.questions, id)));
}

/** What answers say against each other, by the page's own rules: e.g. a birth date against "under 18". */
function contradictions(page: Omit<Page, 'applies'>, answers: Answers, context: Context): readonly Mistake[] {
  const found = page.checks?.(known(answers), context.today) ?? [];
  return found.map(({ field, id, english, values }) => ({ field, text: { id, english, values: values ?? {} } }));
}

/** Every contradiction in a form's answers, on the pages that apply. */
export function consistent(form: Form, answers: Answers, context: Context): readonly Mistake[] {
  const seen: Record<string, unknown> = {};
  const errors: Mistake[] = [];
  for (const page of form.pages) {
    if (!page.applies(seen)) continue;
    const own = Object.fromEntries(Object.entries(known(answers)).filter(([id]) => Object.hasOwn(page.questions, id)));
    Object.assign(seen, own);
    errors.push(...contradictions(page, answers, context));
  }
  return errors;
}

/**
 * Checks a whole form at once, page by page as a person would have been asked. Pages of the short path must be
 * answered; any other page only if something on it is. What is given to a page that does not apply is a mistake.
 */
export function checkForm(form: Form, body: Body, context: Context): Checked {
  let answers: Answers = {};
  let origins: Origins = {};
  const errors: Mistake[] = [];
  for (const page of form.pages) {
    const touched = Object.keys(page.questions).filter((id) => Object.keys(body).some((key) => key === id || key.startsWith(`${id}.`)));
    if (!page.applies(known(answers))) {
      errors.push(...touched.map((id) => mistake(id, 'not-asked')));
      continue;
    }
    if (touched.length === 0 && !page.tonight) continue;
    const checked = check(page, body, { ...context, before: answers });
    if (!checked.ok) errors.push(...checked.errors);
    answers = { ...answers, ...checked.answers };
    origins = { ...origins, ...checked.origins };
  }
  return errors.length === 0 ? { ok: true, answers, origins } : { ok: false, errors, typed: body, answers, origins };
}

/** Checks kept answers again: an older edition's, or before sending. Answers to questions no longer asked are left out. */
export function recheck(form: Form, answers: Answers, origins: Origins, context: Context): Checked {
  return checkForm(form, typed(form.pages, answers, origins), context);
}
