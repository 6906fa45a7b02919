// How whoever reported may be reached, as fields of a page and read back from them: on the call screen and on its own page.
import { check } from '#form/check.ts';
import type { Questions } from '#form/form.ts';
import type { Mistake } from '#form/mistakes.ts';
import { questionFields } from '#kit/view/fields.ts';
import type { Html } from '#kit/view/html.ts';
import type { Staff } from '#kit/web/page.ts';
import { reachQuestions } from './reach.ts';
import type { Wrong } from './room.ts';

export const reachFields = ({ say, today }: Staff, questions: Questions, typed: Staff['body'], wrong: Wrong): Html =>
  questionFields({ say, form: 'line', questions, typed, errors: Object.entries(wrong).map(([field, text]) => ({ field, text })), lists: {}, today });

export const readAnswers = ({ today }: Staff, questions: Questions, body: Staff['body']) =>
  check({ id: 'reach', title: 'reach', section: 'line', questions }, body, { lists: {}, today });

export const readReach = (ask: Staff, body: Staff['body']) => readAnswers(ask, reachQuestions, body);

export const wrongOf = ({ say }: Staff, errors: readonly Mistake[]): Wrong =>
  Object.fromEntries(errors.map(({ field, text }) => [field, say(text.id, text.english, text.values)]));
