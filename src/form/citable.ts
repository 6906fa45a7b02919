// What of an answer may be cited: what was said or seen. That something was not seen, not asked or not said is evidence of nothing.
import { isNone, type Question, type Row, type Seen, type Value } from './question.ts';

/** Words that only say that nothing is known. Anything more than that is said, and may be cited. */
const onlyThatNothingIsKnown = /^\s*((this is )?(not|un)\s?known|((i|we|they) )?(do not|don[’']t) know|not asked|no (answer|information))[\s.]*$/i;

export const saysNothing = (words: string): boolean => words.trim() === '' || onlyThatNothingIsKnown.test(words);

/** The answer without its absences; nothing where there is nothing else in it. */
export function citable(question: Question, value: Value | undefined): Value | undefined {
  if (value === undefined || isNone(value)) return undefined;
  if (typeof value === 'string' && saysNothing(value)) return undefined;
  if (question.kind === 'indicators') return present(value as Readonly<Record<string, Seen>>);
  if (question.kind === 'many') return some((value as readonly string[]).filter((code) => code !== 'none-of-these'));
  if (question.kind !== 'group') return Array.isArray(value) ? some(value as readonly string[]) : value;
  const rows = (value as readonly Row[]).map((row): Row => Object.fromEntries(Object.entries(row).filter(([, one]) => !isNone(one) && one !== '')));
  return rows.some((row) => Object.keys(row).length > 0) ? rows : undefined;
}

function present(value: Readonly<Record<string, Seen>>): Value | undefined {
  const signs = Object.entries(value).filter(([, seen]) => seen === 'seen' || seen === 'told');
  return signs.length > 0 ? Object.fromEntries(signs) : undefined;
}

const some = (codes: readonly string[]): readonly string[] | undefined => (codes.length > 0 ? codes : undefined);
