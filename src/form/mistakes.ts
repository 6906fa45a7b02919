// What is said beside a field when an answer cannot be kept: what to do next, never blame. One sentence per code.

export type Sentence = { readonly id: string; readonly english: string; readonly values: Readonly<Record<string, string | number>> };

/** `field` is the name the input has; `part` the one box of several that is meant, e.g. `month`. */
export type Mistake = {
  readonly field: string;
  readonly part?: string;
  readonly text: Sentence;
  /** Only missing: a half-done page may still be kept for later. */
  readonly missing?: true;
};

/** {label} is the question's label, put in by whoever shows the sentence, in the reader's language. */
export const sentences = {
  missing: 'Answer this question: {label}',
  'missing-or-none': 'Answer this question, or say why there is no answer yet: {label}',
  several: 'Give one answer only: {label}',
  'both-answer-and-none': 'You gave an answer and also “{none}”. Keep one of the two: {label}',
  'unknown-none': 'Choose one of the answers shown: {label}',
  'not-an-option': 'Choose one of the answers shown: {label}',
  'not-a-source': 'Choose how you know this: told me, I saw, or from a record',
  'too-long': 'Shorten this to {most} characters or fewer. It has {length} now: {label}',
  email: 'Write an e-mail address with one @ and a full stop after it, like name@example.org',
  phone: 'Write a telephone number with 7 to 15 digits, like 01632 960 001 or +44 1632 960 001',
  postcode: 'Write a full UK postcode, like AB1 2CD',
  'unknown-item': 'We do not have “{typed}” in this list. Choose one of the names shown, type another spelling, or say there is no answer yet',
  'near-item': 'Is it one of these? Choose the name that fits “{typed}”, or type another',
  'nothing-like-it': 'We do not have “{typed}” in this list. Try another spelling, or the first letters only',
  'item-twice': '“{typed}” is in the list twice. Take one of them out',
  'too-many': 'Keep {most} at most. There are {count} now: {label}',
  'date-part-missing': 'The date also needs a {part}: {label}',
  'date-not-numbers': 'Write the date in numbers, for example 27 3 2021: {label}',
  'date-short-year': 'Write the year with all four numbers, for example {example}: {label}',
  'date-impossible': 'There is no such day in the calendar. Check the day and the month: {label}',
  'date-too-early': 'Check the year. It must be 1900 or later: {label}',
  'date-too-late': 'Check the year. It must be 2100 or earlier: {label}',
  'date-not-past': 'This must be today or a day before today: {label}',
  'date-not-future': 'This must be today or a day after today: {label}',
  'span-needs-year': 'Give at least a year, even a rough one. The words you wrote are kept: {label}',
  'span-needs-month': 'A day also needs its month. Add the month, or take the day out: {label}',
  'span-order': 'The latest date is before the earliest. Check both: {label}',
  'not-a-number': 'Write a whole number, like 3: {label}',
  'number-range': 'Write a number from {least} to {most}: {label}',
  'not-asked': 'This is not asked where the other answers are as they are. Take it out',
  'unknown-question': 'This form has no question with this name. Check the spelling',
  'wrong-type': 'This must be {wanted}',
} as const;

export type Code = keyof typeof sentences;
type Values = Readonly<Record<string, string | number>>;

export function mistake(field: string, code: Code, values: Values = {}, part?: string): Mistake {
  const text = { id: `form.mistake.${code}`, english: sentences[code], values };
  const missing = code === 'missing' || code === 'missing-or-none' || code === 'date-part-missing' || code === 'span-needs-month';
  return { field, text, ...(part ? { part } : {}), ...(missing ? { missing: true as const } : {}) };
}

/** For the translators' file: every sentence under its id. */
export function mistakeTexts(): readonly { readonly id: string; readonly english: string }[] {
  return Object.entries(sentences).map(([code, english]) => ({ id: `form.mistake.${code}`, english }));
}
