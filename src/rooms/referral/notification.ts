// The Duty to Notify: what is sent of an adult who has not agreed to be named, and what is destroyed at sending.
import type { Day } from '#base/day.ts';
import type { FieldClass } from '#access/classes.ts';
import { questionsOf, type Form } from '#form/form.ts';
import type { Answers } from '#form/question.ts';
import { codeOf, codesOf } from './facts.ts';

/**
 * Closed codes only. Modern Slavery Act 2015 s52(3): a notification must not identify an adult who has not agreed,
 * alone or with anything else. So there is a month and no day, a force and no town, and no sentence.
 */
export type Notification = {
  readonly nation: string;
  readonly organisation: string;
  readonly month: string;
  readonly force: string;
  readonly gender: string;
  readonly nationalities: readonly string[];
  readonly exploitation: readonly string[];
  readonly why: readonly string[];
};

/** Reads the notification from the answers; nothing where one of its codes is still open. */
export function notificationOf(answers: Answers, of: { readonly nation: string; readonly organisation: string; readonly day: Day }): Notification | undefined {
  const force = codesOf(answers['notified-force'])[0] ?? codeOf(answers['notified-force']);
  const gender = codeOf(answers['notified-gender']);
  const nationalities = codesOf(answers['notified-nationality']).slice(0, 2);
  const exploitation = codesOf(answers['notified-exploitation']).toSorted();
  const why = codesOf(answers['notified-why']).toSorted();
  if (!force || !gender || nationalities.length === 0 || exploitation.length === 0 || why.length === 0) return undefined;
  return { nation: of.nation, organisation: of.organisation, month: of.day.slice(0, 7), force, gender, nationalities, exploitation, why };
}

/** Statistics rows of a notification; they hang on a random id of their own and on no file. */
export function notifiedCounts(of: Notification): readonly { question: string; code: string; validFrom: Day }[] {
  // The month's first day: the day itself would be one more thing to be recognised by.
  const validFrom = `${of.month}-01` as Day;
  const rows: [string, string][] = [
    ['notified', of.nation],
    ['notified-responder', of.organisation],
    ['notified-force', of.force],
    ['notified-gender', of.gender],
    ...of.nationalities.map((code, i) => [`notified-nationality-${i + 1}`, code] as [string, string]),
    ...of.exploitation.map((code) => ['notified-exploitation', code] as [string, string]),
    ...of.why.map((code) => ['notified-why', code] as [string, string]),
  ];
  return rows.map(([question, code]) => ({ question, code, validFrom }));
}

const kept = new Set(['nation', 'notified-exploitation', 'notified-why', 'notified-gender', 'notified-nationality', 'notified-force']);

export type Doomed = { readonly holds: FieldClass; readonly labels: readonly string[] };

/** Everything typed that a notification does not carry, by class, for the page that says what will be deleted. */
export function toBeDeleted(form: Form, answers: Answers): readonly Doomed[] {
  const questions = questionsOf(form);
  const byClass = new Map<FieldClass, string[]>();
  for (const id of Object.keys(answers)) {
    const question = questions[id];
    if (!question || kept.has(id)) continue;
    byClass.set(question.holds, [...(byClass.get(question.holds) ?? []), question.label]);
  }
  return [...byClass].map(([holds, labels]) => ({ holds, labels }));
}
