// What a page of questions is drawn from, and the words around one question: label, hint, why, mistake.
import type { Say } from '#base/words.ts';
import type { Body } from '#form/clean.ts';
import type { Page } from '#form/form.ts';
import type { Mistake } from '#form/mistakes.ts';
import type { Question } from '#form/question.ts';
import type { Context } from '#form/read.ts';
import { pageSource } from '#form/source.ts';
import { questionAt, sayMistake, wordsOf } from '#form/texts.ts';
import { details, errorSummary } from './govuk.ts';
import { nothing, type Html } from './html.ts';

/** What a page of questions is drawn from. */
export type Drawing = {
  readonly say: Say;
  /** The reader's language, for days; English where absent. */
  readonly lang?: string;
  readonly form: string;
  readonly page: Page;
  /** What was typed, or kept answers as they would be typed. */
  readonly body: Body;
  readonly mistakes: readonly Mistake[];
  readonly context: Context;
};

/** One question at one place: `name` is the field's, `path` the texts', e.g. `episodes.0.when` and `episodes.when`. */
export type At = { readonly name: string; readonly path: string; readonly heading: boolean; readonly hideLabel: boolean };

/** The first question's label says what the title says: it is then the heading, and no other is shown. */
export function isHeading(page: Page): boolean {
  const [first] = Object.values(page.questions);
  return first !== undefined && first.label === page.title && first.kind !== 'group' && first.kind !== 'indicators';
}

export const mistakesAt = (drawing: Drawing, name: string): readonly Mistake[] => drawing.mistakes.filter((each) => each.field === name);

/** The sentence beside a field, for upstream's components. */
export function errorAt(drawing: Drawing, name: string): { text: string; visuallyHiddenText: string } | undefined {
  const [first] = mistakesAt(drawing, name);
  return first
    ? { text: sayMistake(drawing.say, drawing.form, drawing.page, first, true), visuallyHiddenText: drawing.say('form.error', 'Please check') }
    : undefined;
}

export function legendOf(drawing: Drawing, question: Question, at: At): { legend: { text: string; classes: string; isPageHeading: boolean } } {
  const { label } = wordsOf(drawing.say, drawing.form, at.path, question);
  const classes = at.hideLabel ? 'govuk-visually-hidden' : `govuk-fieldset__legend--${at.heading ? 'l' : at.path.includes('.') ? 's' : 'm'}`;
  return { legend: { text: marked(drawing.say, question, label), classes, isPageHeading: at.heading } };
}

export function labelOf(drawing: Drawing, question: Question, at: At): { text: string; classes: string; isPageHeading: boolean } {
  const { label } = wordsOf(drawing.say, drawing.form, at.path, question);
  const classes = at.hideLabel ? 'govuk-visually-hidden' : `govuk-label--${at.heading ? 'l' : at.path.includes('.') ? 's' : 'm'}`;
  return { text: marked(drawing.say, question, label), classes, isPageHeading: at.heading };
}

/** Only what may be left empty is marked: most may not. */
function marked(say: Say, question: Question, label: string): string {
  return question.optional && !/\b(optional|if you know|if known)\b/i.test(question.label) ? say('form.optional', '{label} (optional)', { label }) : label;
}

export function hintOf(drawing: Drawing, question: Question, at: At): { hint: { text: string } } | Record<never, never> {
  const { hint } = wordsOf(drawing.say, drawing.form, at.path, question);
  return hint ? { hint: { text: hint } } : {};
}

export function whyOf(drawing: Drawing, question: Question, at: At): Html {
  const words = wordsOf(drawing.say, drawing.form, at.path, question);
  if (at.path.includes('.')) return nothing;
  return details({ summaryText: drawing.say('form.why', 'Why we ask'), text: words.why, classes: 'nrm-why' });
}

/** The mistakes of a page above it, each a link to its box. */
export function mistakeSummary(drawing: Drawing): Html {
  if (drawing.mistakes.length === 0) return nothing;
  const { say } = drawing;
  return errorSummary({
    titleText: say('form.summary', 'Please look at this again'),
    descriptionText: say('form.summary.kept', 'What you typed is still here.'),
    errorList: drawing.mistakes.map((each) => ({ href: `#${anchorOf(drawing.page, each)}`, text: sayMistake(say, drawing.form, drawing.page, each) })),
  });
}

/** The id of the box that a mistake is about. */
export function anchorOf(page: Page, mistake: Mistake): string {
  const question = questionAt(page, mistake.field)?.question;
  if (mistake.field.endsWith('.source') || mistake.field === pageSource(page)) return mistake.field;
  if (question?.kind === 'date') return `${mistake.field}.${mistake.part ?? 'day'}`;
  if (question?.kind === 'span') return `${mistake.field}.${mistake.part ?? 'earliest.day'}`;
  if (question?.kind === 'pick' && question.most > 1 && !/\.\d+$/.test(mistake.field)) return `${mistake.field}.0`;
  return mistake.field;
}
