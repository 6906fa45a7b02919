// Answers that cannot both be true: a birth date against "under 18", a day that ends before it begins.
import { addMonths, type Day } from '#base/day.ts';
import type { Contradiction } from '#form/form.ts';
import { isNone, type Answers, type Row, type Span } from '#form/question.ts';
import { codeOf, codesOf } from './facts.ts';

const sentences = {
  'child-of-age': 'This date makes the person 18 or over, but you said under 18. Change one of them, or choose “Not sure”.',
  'adult-under-age':
    'This date makes the person under 18, but you said 18 or over. Change one of them, or choose “Not sure”: they are then treated as a child.',
  'too-old': 'Write the year of birth in full: it is after 1900.',
  'before-birth': 'One of these times ended before the date of birth. Check the year.',
  'episode-under-age': 'By the date of birth the person was under 18 when the earliest of these times began. Change one of them, or choose “Not known”.',
  'none-and-some': 'You ticked “None of these” and also gave something. Untick “None of these”, or take the other away.',
  'ends-before': 'This ended before it began. Check the dates.',
  'not-yet': 'This begins in the future. Check the year.',
  'unseen-contact':
    'What was said before is not shown to you, so “Yes” counts only for what you write here. Write also how they may be reached, with the number, and who it is if it is somebody else.',
} as const;

const clash = (field: string, name: keyof typeof sentences): Contradiction => ({ field, id: `referral.clash.${name}`, english: sentences[name] });

/** For the translators' file. */
export const clashTexts = (): readonly { readonly id: string; readonly english: string }[] =>
  Object.entries(sentences).map(([name, english]) => ({ id: `referral.clash.${name}`, english }));

/** Every contradiction in the answers, on the day they are written. */
export function contradictions(answers: Answers, today: Day): readonly Contradiction[] {
  return [...ofBirth(answers, today), ...ofNeeds(answers), ...ofSpans(answers, today)];
}

/** Those that stand beside these questions: a page shows only its own. */
export function clashesAt(...questions: readonly string[]): (known: Readonly<Record<string, unknown>>, today: Day) => readonly Contradiction[] {
  return (known, today) => contradictions(known as Answers, today).filter((one) => questions.includes(one.field.split('.')[0] ?? ''));
}

/** "Made sure" by who cannot see the earlier contact: it may speak only of a contact that stands written beside it. */
export function unseenAt(question: 'contact-checked'): (known: Readonly<Record<string, unknown>>) => readonly Contradiction[] {
  const beside: Readonly<Record<string, readonly string[]>> = { person: ['contact-phone'], 'someone-else': ['contact-someone', 'contact-phone'] };
  return (known) => {
    if (known[question] !== 'yes') return [];
    const contact = codeOf((known as Answers)['contact']);
    const whole = contact !== undefined && (beside[contact] ?? []).every((id) => known[id] !== undefined);
    // Beside "yes" itself: of a page with a mistake everything else is kept when somebody stops here, and this may not be.
    return whole ? [] : [clash(question, 'unseen-contact')];
  };
}

function ofBirth(answers: Answers, today: Day): Contradiction[] {
  const found: Contradiction[] = [];
  const born = codeOf(answers['birth-date']) as Day | undefined;
  const age = codeOf(answers['age']);
  if (born) {
    const of18 = addMonths(born, 12 * 18);
    if (age === 'child' && of18 <= today) {
      found.push(clash('birth-date', 'child-of-age'));
    }
    if (age === 'adult' && of18 > today) {
      found.push(clash('birth-date', 'adult-under-age'));
    }
    if (born < '1900-01-01') found.push(clash('birth-date', 'too-old'));
  }
  const earliest = earliestEpisode(answers);
  if (born && earliest && earliest.latest < born) {
    found.push(clash('episodes', 'before-birth'));
  }
  if (born && earliest && codeOf(answers['age-at-exploitation']) === 'adult' && earliest.latest < addMonths(born, 12 * 18)) {
    found.push(clash('age-at-exploitation', 'episode-under-age'));
  }
  return found;
}

function ofNeeds(answers: Answers): Contradiction[] {
  const needs = codesOf(answers['needs']);
  if (!needs.includes('none-of-these')) return [];
  const dated = ['court-date', 'removal-date', 'visa-end-date'].some((id) => codeOf(answers[id]));
  return needs.length > 1 || dated ? [clash('needs', 'none-and-some')] : [];
}

function ofSpans(answers: Answers, today: Day): Contradiction[] {
  const found: Contradiction[] = [];
  rowsOf(answers, 'episodes').forEach((row, i) => {
    const from = spanOf(row['from']);
    const to = spanOf(row['to']);
    if (from && to && to.latest < from.earliest) found.push(clash(`episodes.${i}.to`, 'ends-before'));
    if (from && from.earliest > today) found.push(clash(`episodes.${i}.from`, 'not-yet'));
  });
  rowsOf(answers, 'journeys').forEach((row, i) => {
    const when = spanOf(row['journey-when']);
    if (when && when.earliest > today) found.push(clash(`journeys.${i}.journey-when`, 'not-yet'));
  });
  return found;
}

function rowsOf(answers: Answers, id: string): readonly Row[] {
  const value = answers[id];
  return Array.isArray(value) ? (value.filter((row) => typeof row === 'object') as Row[]) : [];
}

function spanOf(value: unknown): Span | undefined {
  return typeof value === 'object' && value !== null && 'earliest' in value && 'latest' in value && !isNone(value) ? (value as Span) : undefined;
}

function earliestEpisode(answers: Answers): Span | undefined {
  return rowsOf(answers, 'episodes')
    .map((row) => spanOf(row['from']))
    .filter((span): span is Span => span !== undefined)
    .toSorted((a, b) => (a.latest < b.latest ? -1 : 1))[0];
}
