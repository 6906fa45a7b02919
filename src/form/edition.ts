// The fingerprint of a form as worded, with the wording itself, so that old answers keep the words they were given to.
import { fingerprint } from './fingerprint.ts';
import type { Form, Page } from './form.ts';
import type { Question } from './question.ts';

/** A form's whole wording as plain data, to be stored at its first use (data.md 3). */
export type Wording = {
  readonly form: string;
  readonly sections: Form['sections'];
  readonly pages: readonly (Pick<Page, 'id' | 'title' | 'section'> & {
    readonly lead?: string;
    readonly questions: Readonly<Record<string, Question>>;
  })[];
};

export type Edition = { readonly id: string; readonly wording: Wording };

// A form is never changed once made, and its fingerprint takes milliseconds: worked out once.
const made = new WeakMap<Form, Edition>();

/** `id` is `<form>-<twelve digits>`: the same words give the same edition on every machine. */
export function edition(form: Form): Edition {
  const known = made.get(form);
  if (known) return known;
  const worded = wordedAs(form);
  made.set(form, worded);
  return worded;
}

function wordedAs(form: Form): Edition {
  const wording: Wording = {
    form: form.id,
    sections: form.sections,
    pages: form.pages.map(({ id, title, section, lead, questions }) => ({ id, title, section, ...(lead ? { lead } : {}), questions })),
  };
  return { id: `${form.id}-${fingerprint(inOrder(wording)).slice(0, 12)}`, wording };
}

/** The edition of one question: changes only when its own words do. */
export function editionOf(question: Question): string {
  return fingerprint(inOrder(question)).slice(0, 12);
}

/** Answers' fingerprint, to notice that somebody else has changed them meanwhile. */
export function stampOf(value: unknown): string {
  return fingerprint(inOrder(value)).slice(0, 16);
}

/** JSON whose keys stand in one order, so that it is the same text wherever it is written. */
export function inOrder(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inOrder).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).filter(([, each]) => each !== undefined && typeof each !== 'function');
  return `{${entries
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, each]) => `${JSON.stringify(key)}:${inOrder(each)}`)
    .join(',')}}`;
}

/** A question's wording in an edition kept earlier. */
export function wordedIn(wording: Wording, question: string): Question | undefined {
  return wording.pages.map((page) => (Object.hasOwn(page.questions, question) ? page.questions[question] : undefined)).find((each) => each);
}
