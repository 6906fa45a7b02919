// Reads answers as the codes the ledger and the figures keep: needs, age then, consent, counted rows. No text leaves here.
import { isNone, type Answers, type Value } from '#form/question.ts';
import type { Day } from '#base/day.ts';
import type { Age, AgeThen, ConsentState, Need } from '#journey/events.ts';

export const codeOf = (value: Value | undefined): string | undefined => (typeof value === 'string' ? value : undefined);
export const codesOf = (value: Value | undefined): readonly string[] =>
  Array.isArray(value) ? (value.filter((one) => typeof one === 'string') as string[]) : [];

export function ageOf(answers: Answers): Age {
  const age = codeOf(answers['age']);
  return age === 'adult' || age === 'child' ? age : 'not-sure';
}

/** Age at exploitation as answered, never computed from a birth date (data.md 7); a child now was a child then. */
export function ageThenOf(answers: Answers): AgeThen {
  if (codeOf(answers['age']) === 'child') return 'child';
  const then = codeOf(answers['age-at-exploitation']);
  return then === 'adult' || then === 'child' ? then : 'unknown';
}

/** A person who is or may be under 18 needs none. */
export function consentOf(answers: Answers): ConsentState {
  if (ageOf(answers) !== 'adult') return 'not-needed';
  const consent = codeOf(answers['consent']);
  return consent === 'given' || consent === 'refused' || consent === 'cannot-decide' ? consent : 'not-yet-asked';
}

const fromNeeds: readonly Need[] = ['bed-tonight', 'arrested', 'charged', 'court', 'detained', 'removal', 'visa-end'];

/** What outranks every due date. A day given counts as the need itself, whether or not the tick was made. */
export function needsOf(answers: Answers): readonly Need[] {
  const ticked = new Set(codesOf(answers['needs']));
  if (codeOf(answers['court-date'])) ticked.add('court');
  if (codeOf(answers['removal-date'])) ticked.add('removal');
  if (codeOf(answers['visa-end-date'])) ticked.add('visa-end');
  return [
    ...(codeOf(answers['danger-now']) === 'yes' ? (['danger-now'] as const) : []),
    ...(codeOf(answers['still-held']) === 'yes' ? (['still-held'] as const) : []),
    ...fromNeeds.filter((need) => ticked.has(need)),
  ];
}

export function interpreterOf(answers: Answers): 'none' | 'independent' | 'other' {
  const said = codeOf(answers['interpreter']);
  return said === 'independent' ? 'independent' : said === 'other' ? 'other' : 'none';
}

export type Counted = { readonly question: string; readonly code: string; readonly validFrom: Day };

/**
 * The statistics rows that a referral's answers make. What nobody has said yet has a code too, so that every referral
 * stands in every table; a third gender code holds "another" and "not known", as the published tables have it.
 */
export function countsOf(answers: Answers, sent: Day): readonly Counted[] {
  const kinds = codesOf(answers['exploitation']).filter((code) => code !== 'not-specified');
  const [first, second] = codesOf(answers['nationality']);
  const gender = codeOf(answers['gender']);
  const place = codeOf(answers['exploitation-place']);
  const rows: [string, string][] = [
    ...(kinds.length > 0 ? kinds : ['not-specified']).map((code) => ['exploitation', code] as [string, string]),
    ['age-at-exploitation', ageThenOf(answers)],
    ['gender', gender === 'female' || gender === 'male' ? gender : 'other'],
    ['nationality-1', first ?? 'unknown'],
    ...(second && second !== first ? [['nationality-2', second] as [string, string]] : []),
    ['exploitation-place', place === 'uk' || place === 'overseas' || place === 'uk-and-overseas' ? place : 'not-specified'],
  ];
  return rows.map(([question, code]) => ({ question, code, validFrom: sent }));
}

/** Whether anything was said for a question: a value, not a gap. */
export function said(answers: Answers, id: string): boolean {
  const value = answers[id];
  if (value === undefined || isNone(value)) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return true;
}
