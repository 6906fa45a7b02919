// Reads answers as the codes the ledger keeps: needs, age then, consent. No text leaves here.
import { isNone, type Answers, type Value } from '#form/question.ts';
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

/** Whether anything was said for a question: a value, not a gap. */
export function said(answers: Answers, id: string): boolean {
  const value = answers[id];
  if (value === undefined || isNone(value)) return false;
  if (typeof value === 'string') return value.trim() !== '';
  if (Array.isArray(value)) return value.length > 0;
  return true;
}
