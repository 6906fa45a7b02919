// What is counted of a referral and of a notification: read off the form's questions that say `counts`, so that a new one touches one file.
import type { Form, Page } from '#form/form.ts';
import type { Day } from '#base/day.ts';
import { isNone, type Answers, type Plain, type Question, type Row, type Value } from '#form/question.ts';
import { ageThenOf } from './facts.ts';

export type Counted = { readonly question: string; readonly code: string; readonly validFrom: Day };

/** The section whose pages make a notification; every other page is the referral's. */
const notifying = 'notify';

/** Codes that are more than what was ticked. Age is as answered, and a child now was a child then (data.md 7). */
const workedOut: Readonly<Record<string, (answers: Answers) => string>> = {
  'age-at-exploitation': ageThenOf,
};

/** What stands for "nobody has said". The published tables hold a third gender beside two: another, and not known. */
const gapOf: Readonly<Record<string, string>> = { gender: 'other' };
const gaps = ['not-specified', 'unknown'] as const;

type Counting = { readonly id: string; readonly question: Question; readonly said: (answers: Answers) => readonly string[] };

/**
 * The statistics rows that a referral's answers make. What nobody has said yet has a code too, so that every referral
 * stands in every table.
 */
export function countsOf(form: Form, answers: Answers, sent: Day): readonly Counted[] {
  return [...ofQuestions(form, answers, sent), ...ofEarlierReports(answers, sent)];
}

/** Whether it has happened again since an earlier report, or is about the same events; nothing where nobody said so. New events outweigh. */
function ofEarlierReports(answers: Answers, sent: Day): readonly Counted[] {
  const rows = Array.isArray(answers['earlier-reports']) ? (answers['earlier-reports'] as readonly Row[]) : [];
  const [code] = ['new', 'same'].filter((one) => rows.some((row) => row['same'] === one));
  return code ? [{ question: 'earlier-report', code, validFrom: sent }] : [];
}

function ofQuestions(form: Form, answers: Answers, sent: Day): readonly Counted[] {
  return countedIn(form, (page) => page.section !== notifying).flatMap((counting) => {
    const { id } = counting;
    const code = workedOut[id]?.(answers);
    const gap = gapFor(counting);
    // In a set the gap is said by its absence; in an ordered few it is somebody's word ("Albanian, and one that is unknown").
    const said = counting.said(answers).filter((each) => counting.question.kind === 'pick' || each !== gap);
    return rowsOf(counting, code !== undefined ? [code] : said.length > 0 ? said : [gap], sent);
  });
}

/** The codes of a notification by question; none where one is still open. */
export function notifiedCodes(form: Form, answers: Answers): readonly (readonly [string, readonly string[]])[] {
  // A set is sorted: the order of ticking is nobody's business. An ordered few keep their order.
  return notified(form).map(({ id, question, said }) => [id, question.kind === 'pick' ? said(answers) : said(answers).toSorted()]);
}

/** The rows that a notification's codes make. */
export function notifiedRows(form: Form, codes: Readonly<Record<string, readonly string[]>>, validFrom: Day): readonly Counted[] {
  return notified(form).flatMap((counting) => rowsOf(counting, codes[counting.id] ?? [], validFrom));
}

const notified = (form: Form): readonly Counting[] => countedIn(form, (page) => page.section === notifying);

/** An ordered few are numbered; a set has a row each. */
function rowsOf({ id, question }: Counting, codes: readonly string[], validFrom: Day): readonly Counted[] {
  const numbered = question.kind === 'pick' && question.most > 1;
  return codes.map((code, i) => ({ question: numbered ? `${id}-${i + 1}` : id, code, validFrom }));
}

function countedIn(form: Form, which: (page: Page) => boolean): readonly Counting[] {
  return form.pages.filter(which).flatMap((page) => Object.entries(page.questions).flatMap(([id, question]) => countings(id, question)));
}

function countings(id: string, question: Question): readonly Counting[] {
  if (question.kind === 'group') return Object.entries(question.of).flatMap(([sub, of]) => inRows(id, sub, of));
  if (!question.counts) return [];
  countable(id, question);
  return [{ id, question, said: (answers) => once(codesSaid(question, answers[id])) }];
}

/** A question asked in every row of a group: each code once, whatever the row. */
function inRows(id: string, sub: string, question: Plain): readonly Counting[] {
  if (!question.counts) return [];
  countable(`${id}.${sub}`, question);
  const rows = (answers: Answers): readonly Row[] => (Array.isArray(answers[id]) ? (answers[id] as readonly Row[]) : []);
  return [{ id: `${id}.${sub}`, question, said: (answers) => once(rows(answers).flatMap((row) => codesSaid(question, row[sub]))) }];
}

/** A sentence or a day is no code: counting it would put it into a table that outlives the case. */
function countable(id: string, question: Question): void {
  if (['text', 'date', 'span'].includes(question.kind)) throw new Error(`the question ${id} says that it counts, but ${question.kind} is no code`);
}

const once = (codes: readonly string[]): readonly string[] => [...new Set(codes)];

function codesSaid(question: Question, value: Value | undefined): readonly string[] {
  if (value === undefined || isNone(value)) return [];
  switch (question.kind) {
    case 'choice':
      return question.options.some((option) => option.code === value) ? [String(value)] : [];
    case 'many':
      return (value as readonly string[]).filter((code) => question.options.some((option) => option.code === code));
    case 'pick':
      return (value as readonly string[]).slice(0, question.most);
    case 'number':
      return [String(value)];
    case 'indicators':
      return Object.entries(value).flatMap(([code, seen]) => (seen === 'seen' || seen === 'told' ? [code] : []));
    default:
      return [];
  }
}

function gapFor({ id, question }: Counting): string {
  const own = 'options' in question ? gaps.find((gap) => question.options.some((option) => option.code === gap)) : undefined;
  return gapOf[id] ?? own ?? 'unknown';
}
