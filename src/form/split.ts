// Answers parted by field class, so that a role can be denied a whole class; and put together again from what may be read.
import type { FieldClass } from '#access/classes.ts';
import { questionsOf, type Form, type Questions } from './form.ts';
import { isNone, type Answers, type Group, type Row, type Value } from './question.ts';

/**
 * Answers by the class each question holds. A group whose rows hold several classes stands in each of them with
 * that class's part of every row, at the same place, so that `join` can lay the parts together.
 */
export function split(form: Form, answers: Answers): ReadonlyMap<FieldClass, Answers> {
  const questions = questionsOf(form);
  const parts = new Map<FieldClass, [string, Value][]>();
  const put = (holds: FieldClass, id: string, value: Value): void => {
    parts.set(holds, [...(parts.get(holds) ?? []), [id, value]]);
  };
  for (const [id, value] of Object.entries(answers)) {
    const question = Object.hasOwn(questions, id) ? questions[id] : undefined;
    if (!question) continue;
    if (question.kind !== 'group' || isNone(value)) put(question.holds, id, value);
    else for (const holds of classesOf(question)) put(holds, id, rowsHolding(question, value as readonly Row[], holds));
  }
  return new Map([...parts].map(([holds, entries]) => [holds, Object.fromEntries(entries)]));
}

/** Every class that a group's rows hold; its own first. */
export function classesOf(group: Group): readonly FieldClass[] {
  return [...new Set([group.holds, ...Object.values(group.of).map((sub) => sub.holds)])];
}

/** Every class that some questions hold. */
export function classesIn(questions: Questions): readonly FieldClass[] {
  return [...new Set(Object.values(questions).flatMap((question) => (question.kind === 'group' ? classesOf(question) : [question.holds])))];
}

function rowsHolding(group: Group, rows: readonly Row[], holds: FieldClass): readonly Row[] {
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([id]) => group.of[id]?.holds === holds)));
}

/** The classes of a question's answers. */
export function classesHeld(form: Form, id: string): readonly FieldClass[] {
  const question = questionsOf(form)[id];
  return question ? (question.kind === 'group' ? classesOf(question) : [question.holds]) : [];
}

/** Answers from their parts; a class that may not be read is simply absent, also from the rows of a group. */
export function join(parts: Iterable<{ readonly question: string; readonly value: Value }>): Answers {
  const answers = new Map<string, Value>();
  for (const { question, value } of parts) {
    const before = answers.get(question);
    answers.set(question, isRows(before) && isRows(value) ? layTogether(before, value) : value);
  }
  return Object.fromEntries(answers);
}

function isRows(value: Value | undefined): value is readonly Row[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'object');
}

function layTogether(one: readonly Row[], other: readonly Row[]): readonly Row[] {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => ({ ...one[at], ...other[at] }));
}
