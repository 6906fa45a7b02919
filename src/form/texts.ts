// The texts of a form under stable ids: `form.<form>.<question>.<part>`. Here for whoever shows them and for translators.
import type { List } from '#base/list.ts';
import type { Say } from '#base/words.ts';
import type { Form, Page, Section } from './form.ts';
import { mistakeTexts, sentences, type Code, type Mistake } from './mistakes.ts';
import { noneLabels } from './read.ts';
import type { NonAnswer, Question, Source } from './question.ts';

export type Worded = { readonly id: string; readonly english: string };

/** Says one question's texts. `path` is the question's id, or `<group>.<question>`. */
export function wordsOf(
  say: Say,
  form: string,
  path: string,
  question: Question,
): {
  readonly label: string;
  readonly hint: string | undefined;
  readonly why: string;
  readonly option: (code: string) => string;
  readonly optionHint: (code: string) => string | undefined;
  readonly each: string;
} {
  const id = `form.${form}.${path}`;
  const options = question.kind === 'choice' || question.kind === 'many' ? question.options : [];
  const optionOf = (code: string) => options.find((each) => each.code === code);
  return {
    label: say(`${id}.label`, question.label),
    hint: question.hint ? say(`${id}.hint`, question.hint) : undefined,
    why: say(`${id}.why`, question.why),
    option: (code) => say(`${id}.option.${code}`, optionOf(code)?.label ?? code),
    optionHint: (code) => {
      const hint = optionOf(code)?.hint;
      return hint ? say(`${id}.option.${code}.hint`, hint) : undefined;
    },
    each: question.kind === 'group' ? say(`${id}.each`, question.each) : '',
  };
}

export const pageTitle = (say: Say, form: string, page: Page): string => say(`form.${form}.page.${page.id}.title`, page.title);
export const pageLead = (say: Say, form: string, page: Page): string | undefined =>
  page.lead ? say(`form.${form}.page.${page.id}.lead`, page.lead) : undefined;
export const sectionTitle = (say: Say, form: string, section: Section): string => say(`form.${form}.section.${section.id}.title`, section.title);
export const sectionLead = (say: Say, form: string, section: Section): string | undefined =>
  section.lead ? say(`form.${form}.section.${section.id}.lead`, section.lead) : undefined;
export const sayNone = (say: Say, none: NonAnswer): string => say(`form.none.${none}`, noneLabels[none]);
const sourceLabels: Readonly<Record<Source, string>> = { 'told-me': 'Told me', 'i-saw': 'I saw', 'from-a-record': 'From a record' };
export const saySource = (say: Say, source: Source): string => say(`form.source.${source}`, sourceLabels[source]);
export const sayItem = (say: Say, list: List, item: { readonly code: string; readonly label: string }): string =>
  say(`list.${list.id}.${item.code}`, item.label);

/** The question a field name belongs to, also inside a group's row. */
export function questionAt(page: Pick<Page, 'questions'>, field: string): { readonly path: string; readonly question: Question } | undefined {
  const [id = '', row, sub] = field.split('.');
  const question = Object.hasOwn(page.questions, id) ? page.questions[id] : undefined;
  if (!question) return undefined;
  if (question.kind !== 'group' || row === undefined || sub === undefined) return { path: id, question };
  const inner = Object.hasOwn(question.of, sub) ? question.of[sub] : undefined;
  return inner ? { path: `${id}.${sub}`, question: inner } : { path: id, question };
}

/** A mistake in the reader's language; with the question's label in it, unless it stands `beside` the question. */
export function sayMistake(say: Say, form: string, page: Pick<Page, 'questions'>, mistake: Mistake, beside = false): string {
  const at = questionAt(page, mistake.field);
  const values = { ...mistake.text.values };
  if (beside && 'label' in values) values['label'] = '';
  else if (at && at.question.kind !== 'indicators' && 'label' in values) values['label'] = wordsOf(say, form, at.path, at.question).label;
  if ('part' in values) values['part'] = sayPart(say, String(values['part']));
  const code = mistake.text.id.replace('form.mistake.', '') as Code;
  return say(mistake.text.id, Object.hasOwn(sentences, code) ? sentences[code] : mistake.text.english, values).replace(/[:：]\s*$/u, '');
}

export function sayPart(say: Say, part: string): string {
  if (part === 'day') return say('form.part.day', 'day');
  return part === 'month' ? say('form.part.month', 'month') : say('form.part.year', 'year');
}

/** Every text that a form needs to be shown, for the translators' file: its own, the ways not to answer, and the mistakes. */
export function formTexts(form: Form): readonly Worded[] {
  const nones = Object.entries(noneLabels).map(([none, english]) => ({ id: `form.none.${none}`, english }));
  const known = Object.entries(sourceLabels).map(([source, english]) => ({ id: `form.source.${source}`, english }));
  const found: Worded[] = [...nones, ...known, ...mistakeTexts()];
  const add = (id: string, english: string | undefined): void => {
    if (english) found.push({ id: `form.${form.id}.${id}`, english });
  };
  for (const section of form.sections) {
    add(`section.${section.id}.title`, section.title);
    add(`section.${section.id}.lead`, section.lead);
  }
  for (const page of form.pages) {
    add(`page.${page.id}.title`, page.title);
    add(`page.${page.id}.lead`, page.lead);
    for (const [id, question] of Object.entries(page.questions)) questionTexts(add, id, question);
  }
  return found;
}

function questionTexts(add: (id: string, english: string | undefined) => void, path: string, question: Question): void {
  add(`${path}.label`, question.label);
  add(`${path}.hint`, question.hint);
  add(`${path}.why`, question.why);
  if (question.kind === 'choice' || question.kind === 'many') {
    for (const option of question.options) {
      add(`${path}.option.${option.code}`, option.label);
      add(`${path}.option.${option.code}.hint`, option.hint);
    }
  }
  if (question.kind !== 'group') return;
  add(`${path}.each`, question.each);
  for (const [id, sub] of Object.entries(question.of)) questionTexts(add, `${path}.${id}`, sub);
}
