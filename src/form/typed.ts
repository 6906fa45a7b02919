// The way back: answers as they would be typed, so that a page can be filled again and kept answers checked again.
import type { Page } from './form.ts';
import { isNone, type Answers, type Origins, type Question, type Span, type Value } from './question.ts';

type Typed = Record<string, string | string[]>;

/** The fields of the given pages, filled from answers. Checking them gives the same answers. */
export function typed(pages: readonly Pick<Page, 'questions'>[], answers: Answers, origins: Origins = {}): Typed {
  const out: Typed = {};
  for (const page of pages) {
    for (const [id, question] of Object.entries(page.questions)) {
      const value = Object.hasOwn(answers, id) ? answers[id] : undefined;
      if (value === undefined) continue;
      type(out, id, question, value);
      const origin = Object.hasOwn(origins, id) ? origins[id] : undefined;
      if (origin) out[`${id}.source`] = origin;
    }
  }
  return out;
}

function type(out: Typed, name: string, question: Question, value: Value): void {
  if (isNone(value)) {
    out[`${name}.none`] = value.none;
    return;
  }
  switch (question.kind) {
    case 'text':
    case 'choice':
    case 'number':
      out[name] = String(value);
      return;
    case 'many':
      out[name] = [...(value as readonly string[])];
      return;
    case 'pick':
      (value as readonly string[]).forEach((code, at) => (out[question.most === 1 ? name : `${name}.${at}`] = code));
      return;
    case 'date':
      typeDay(out, name, String(value));
      return;
    case 'span':
      typeSpan(out, name, value as Span);
      return;
    case 'indicators':
      for (const [code, seen] of Object.entries(value)) out[`${name}.${code}`] = String(seen);
      // An empty set of findings is an answer too: the page was looked at.
      if (Object.keys(value).length === 0) out[`${name}.none`] = '';
      return;
    case 'group':
      typeRows(out, name, question.of, value as readonly Answers[]);
  }
}

function typeRows(out: Typed, name: string, of: Readonly<Record<string, Question>>, rows: readonly Answers[]): void {
  rows.forEach((row, at) => {
    for (const [id, sub] of Object.entries(of)) {
      const value = Object.hasOwn(row, id) ? row[id] : undefined;
      if (value !== undefined) type(out, `${name}.${at}.${id}`, sub, value);
    }
  });
}

const plainNumber = (text: string): string => text.replace(/^0+(?=\d)/, '');

function typeDay(out: Typed, name: string, day: string): void {
  out[`${name}.day`] = plainNumber(day.slice(8, 10));
  out[`${name}.month`] = plainNumber(day.slice(5, 7));
  out[`${name}.year`] = day.slice(0, 4);
}

/** A whole year shows as its year, a whole month as month and year: as it was typed. */
function typeSpan(out: Typed, name: string, span: Span): void {
  if (span.words) out[`${name}.words`] = span.words;
  const { earliest, latest } = span;
  const year = earliest.slice(0, 4);
  const sameYear = year === latest.slice(0, 4);
  if (sameYear && earliest.endsWith('-01-01') && latest.endsWith('-12-31')) {
    out[`${name}.earliest.year`] = year;
  } else if (earliest.slice(0, 7) === latest.slice(0, 7) && earliest.endsWith('-01') && Number(latest.slice(8)) === lastDay(earliest)) {
    out[`${name}.earliest.year`] = year;
    out[`${name}.earliest.month`] = plainNumber(earliest.slice(5, 7));
  } else {
    typeDay(out, `${name}.earliest`, earliest);
    if (latest !== earliest) typeDay(out, `${name}.latest`, latest);
  }
}

function lastDay(first: string): number {
  const [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))];
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
