// One step of support work: its questions, its page and the pure act behind it; and where what was typed is kept, sealed.
import type { Day } from '#base/day.ts';
import { list, type List } from '#base/list.ts';
import type { Outcome } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { pick, text, type Question } from '#form/question.ts';
import type { Doing } from '#journey/contact.ts';
import type { Clearance } from '#journey/safe-contact.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import type { Law } from '#law/law.ts';
import type { Rule } from '#law/rule.ts';

export type Said = Readonly<Record<string, unknown>>;

/** Parts of a record's page. */
export const parts = ['now', 'plan', 'services', 'household', 'agreed', 'danger', 'onward'] as const;
export type Part = (typeof parts)[number];

/** What a step is handed besides moment and person: a fresh id, the thing it is about, and what only the asking knows. */
export type StepNow = Doing & {
  readonly law: Law;
  readonly id: string;
  readonly item: string;
  /** Whether they may be reached at this moment, and how often it had been said how when the page was shown. */
  readonly clear: (codeWord: boolean) => Clearance;
  readonly seen: number;
  readonly onCall: string | null;
  /** The file id behind the reference that the step names. */
  readonly other: string;
  /** A case of theirs was decided positively at last. */
  readonly positive: boolean;
};

export type CareStep = {
  readonly id: string;
  readonly part: Part;
  readonly title: (say: Say) => string;
  readonly lead: (say: Say) => string;
  readonly questions: Readonly<Record<string, Question>>;
  /** Under which id each text is kept: `*` stands for the fresh id, or for the thing it is about. */
  readonly keeps: Readonly<Record<string, string>>;
  /** Offered by itself on its part of the page; else beside the thing it is about. */
  readonly offered: (support: Support, positive: boolean) => boolean;
  readonly about?: (support: Support, item: string) => boolean;
  readonly act: (support: Support, said: Said, how: StepNow) => Outcome<SupportEvent>;
  /** The question that names another file of the person by its reference: the act is handed that file’s id instead. */
  readonly names?: string;
  readonly rules?: (law: Law) => readonly Rule<unknown>[];
  /** The page stops and asks once more. */
  readonly grave?: true;
  /** Words of the person themselves. */
  readonly theirs?: true;
};

export const open = (support: Support): boolean => support.since !== null && support.ended === null;

/** The edition of these questions, kept with each answer. */
export const careEdition = 'care-1';

/** The version of the words that somebody is read before they agree. */
export const consentText = 'consent-1';

const own = (id: string, codes: readonly string[]): List =>
  list(
    id,
    'This service',
    codes.map((code) => ({ code, label: code })),
  );
/** Half hours from seven to half past eight, to make an appointment at. */
export const times = own(
  'times',
  Array.from({ length: 28 }, (_none, at) => `${String(7 + Math.floor(at / 2)).padStart(2, '0')}:${at % 2 === 0 ? '00' : '30'}`),
);

export const inLanguage: Question = pick({
  label: 'In which language?',
  why: 'So that the words can be read again as they were said.',
  holds: 'administrative',
  list: 'languages',
});

export const words = (
  label: string,
  more: { readonly hint?: string; readonly optional?: true; readonly why?: string; readonly rows?: number } = {},
): Question =>
  text({
    label,
    why: more.why ?? 'Whoever helps next need not ask again.',
    holds: 'narrative',
    rows: more.rows ?? 4,
    most: 8000,
    ...(more.hint ? { hint: more.hint } : {}),
    ...(more.optional ? { optional: true } : {}),
  });

export const dayIn = (value: unknown): Day | null => (typeof value === 'string' && value !== '' ? (value as Day) : null);
