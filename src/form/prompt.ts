// The form as a sheet to print and take along where there is no computer: what may be asked, why, and what never to ask twice.
import { inForceOn } from '#base/list.ts';
import type { Form } from './form.ts';
import { offersNoneAmongOptions, listOf, type Context } from './read.ts';
import type { NonAnswer, Question } from './question.ts';
import { isSourced } from './source.ts';

export type PromptQuestion = {
  /** The question's place among the form's texts: its id, or `<group>.<question>`. */
  readonly path: string;
  readonly question: Question;
  /** Names to tick, where they are few; nothing where they are written down. */
  readonly options: readonly { readonly code: string; readonly label: string; readonly from: 'question' | 'list' }[];
  readonly none: readonly NonAnswer[];
  /** Room to write: none for boxes to tick, a line, or several. */
  readonly room: 'none' | 'line' | 'lines';
  readonly rows: readonly PromptQuestion[];
};

export type PromptPage = {
  readonly id: string;
  readonly title: string;
  readonly lead?: string;
  readonly hard: boolean;
  readonly tonight: boolean;
  /** Whether something on it carries how it is known. */
  readonly sourced: boolean;
  readonly questions: readonly PromptQuestion[];
};
export type PromptSheet = {
  readonly form: string;
  readonly sections: readonly { readonly id: string; readonly title: string; readonly lead?: string; readonly pages: readonly PromptPage[] }[];
  /** Facts that are kept current: asked once, then only whether they changed. */
  readonly current: readonly PromptQuestion[];
};

/** Every page in order, whatever it depends on: on paper nothing can be left out beforehand. */
export function promptSheet(form: Form, context: Context): PromptSheet {
  const prompts = (questions: Readonly<Record<string, Question>>, prefix = ''): PromptQuestion[] =>
    Object.entries(questions).map(([id, question]) => prompt(prefix + id, question, context));
  const sections = form.sections.map(({ id, title, lead }) => ({
    id,
    title,
    ...(lead ? { lead } : {}),
    pages: form.pages
      .filter((page) => page.section === id)
      .map((page) => ({
        id: page.id,
        title: page.title,
        ...(page.lead ? { lead: page.lead } : {}),
        hard: page.hard === true,
        tonight: page.tonight === true,
        sourced: Object.values(page.questions).some(isSourced),
        questions: prompts(page.questions),
      })),
  }));
  const current = sections.flatMap((section) => section.pages.flatMap((page) => page.questions)).filter((each) => each.question.current);
  return { form: form.id, sections: sections.filter((section) => section.pages.length > 0), current };
}

function prompt(path: string, question: Question, context: Context): PromptQuestion {
  const options = optionsOf(question, context);
  const long = question.kind === 'text' && question.rows !== undefined;
  return {
    path,
    question,
    options,
    none: question.none ?? [],
    room: options.length > 0 || question.kind === 'group' ? 'none' : long ? 'lines' : 'line',
    rows: question.kind === 'group' ? Object.entries(question.of).map(([id, sub]) => prompt(`${path}.${id}`, sub, context)) : [],
  };
}

function optionsOf(question: Question, context: Context): PromptQuestion['options'] {
  if (offersNoneAmongOptions(question)) return question.options.map(({ code, label }) => ({ code, label, from: 'question' }));
  if (question.kind !== 'pick' && question.kind !== 'indicators') return [];
  const items = inForceOn(listOf(context.lists, question.list), context.today);
  return question.kind === 'indicators' || items.length <= 12 ? items.map(({ code, label }) => ({ code, label, from: 'list' })) : [];
}
