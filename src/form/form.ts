// A form: pages of questions in order, each page with the condition under which it applies.
import type { Day } from '#base/day.ts';
import { isNone, type Answers, type Question, type ValueOf } from './question.ts';

export type Questions = Readonly<Record<string, Question>>;
/** What conditions see: values by question id; a non-answer reads as undefined here. */
export type Known<Q extends Questions> = { readonly [K in keyof Q]?: ValueOf<Q[K]> };

export type PageOptions = {
  /** The task-list section the page stands in. */
  readonly section: string;
  /** Also part of the short first path (safe tonight). */
  readonly tonight?: true;
  /** Announced beforehand, pausable. */
  readonly hard?: true;
  /** A sentence above the questions. */
  readonly lead?: string;
  /** What the answers so far say against each other, e.g. a birth date against "under 18". Sees every answer; non-answers read as undefined. */
  readonly checks?: (known: Readonly<Record<string, unknown>>, today: Day) => readonly Contradiction[];
};

/** `field` is the question beside which the sentence stands; `id` and `english` as for every text. */
export type Contradiction = {
  readonly field: string;
  readonly id: string;
  readonly english: string;
  readonly values?: Readonly<Record<string, string | number>>;
};

export type Page = PageOptions & {
  readonly id: string;
  readonly title: string;
  readonly questions: Questions;
  readonly applies: (known: Readonly<Record<string, unknown>>) => boolean;
};

export type Section = { readonly id: string; readonly title: string; readonly lead?: string };

export type Form<Q extends Questions = Questions> = {
  readonly id: string;
  readonly sections: readonly Section[];
  readonly pages: readonly Page[];
  /** Adds a page; its condition sees the questions asked before it, with their types. */
  readonly page: <const P extends Questions>(
    id: string,
    title: string,
    questions: P,
    options: PageOptions,
    applies?: (known: Known<Q>) => boolean,
  ) => Form<Q & P>;
};

/** Starts a form. Question ids are unique in the whole form and are for ever; a changed meaning needs a new id. */
export function form(id: string, sections: readonly Section[]): Form<Record<never, never>> {
  return extend(id, sections, []);
}

function extend<Q extends Questions>(id: string, sections: readonly Section[], pages: readonly Page[]): Form<Q> {
  return {
    id,
    sections,
    pages,
    page: (pageId, title, questions, options, applies = () => true) => {
      if (pages.some((page) => page.id === pageId)) throw new Error(`form ${id} has the page ${pageId} twice`);
      if (!sections.some((section) => section.id === options.section)) throw new Error(`form ${id} has no section ${options.section}`);
      for (const question of Object.keys(questions)) {
        if (pages.some((page) => question in page.questions)) throw new Error(`form ${id} asks ${question} twice`);
      }
      const page: Page = { ...options, id: pageId, title, questions, applies: applies as Page['applies'] };
      return extend(id, sections, [...pages, page]);
    },
  };
}

/** Every question of a form by id. */
export function questionsOf(of: Form): Questions {
  return Object.assign({}, ...of.pages.map((page) => page.questions)) as Questions;
}

/** Answers as conditions see them: non-answers left out. */
export function known(answers: Answers): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(answers).filter(([, value]) => !isNone(value)));
}
