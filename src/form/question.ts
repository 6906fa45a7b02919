// A question: what is asked, what class of fact it holds, why it is asked, and what a given answer looks like.
import type { FieldClass } from '#access/classes.ts';
import type { Day } from '#base/day.ts';

/** Real answers that are not a value. */
export const nonAnswers = ['not-known', 'not-asked', 'prefers-not-to-say', 'skipped'] as const;
export type NonAnswer = (typeof nonAnswers)[number];
/** How an answer came to us. */
export const sources = ['told-me', 'i-saw', 'from-a-record'] as const;
export type Source = (typeof sources)[number];

export type None = { readonly none: NonAnswer };
/** An uncertain date: the earliest and latest day it can be, and the words said. */
export type Span = { readonly earliest: Day; readonly latest: Day; readonly words?: string };
export type Seen = 'seen' | 'told' | 'not-seen' | 'not-looked-for';

/** What every question says of itself. Texts are English; their stable ids are `form.<form>.<question>.<part>`. */
export type About = {
  readonly label: string;
  readonly hint?: string;
  readonly why: string;
  readonly holds: FieldClass;
  readonly optional?: true;
  /** The answer's code goes to the statistics table under the question's id. */
  readonly counts?: true;
  /** The answer may be searched for by a keyed token, normalised in this way. */
  readonly find?: 'name' | 'date' | 'phone' | 'reference';
  /** Which of the non-answers may be given besides a value. */
  readonly none?: readonly NonAnswer[];
  /** Ask beside the question how its answer came to us, and not only once for the page: it often came another way than the rest. */
  readonly source?: true;
  /** What the writer did or decided: they are its source, and none is asked. */
  readonly own?: true;
  /** One of the compulsory essays (at most three in a form). */
  readonly essay?: true;
  /** Part of the printable prompt sheet's "never ask twice" list: the fact is kept current after sending. */
  readonly current?: true;
};

export type Option = { readonly code: string; readonly label: string; readonly hint?: string };
/** A code list offered as options: its id, resolved from the country's lists on the day. */
export type FromList = { readonly list: string };

export type Text = About & { readonly kind: 'text'; readonly most: number; readonly rows?: number; readonly shape?: 'email' | 'phone' | 'postcode' };
export type Choice<C extends string = string> = About & { readonly kind: 'choice'; readonly options: readonly (Option & { readonly code: C })[] };
export type Many<C extends string = string> = About & { readonly kind: 'many'; readonly options: readonly (Option & { readonly code: C })[] };
/** One code of a list (type-ahead with script, a plain text box with datalist or select without). `most` > 1: an ordered few. */
export type Pick = About & FromList & { readonly kind: 'pick'; readonly most: number };
export type DateQuestion = About & { readonly kind: 'date'; readonly past?: true; readonly future?: true };
export type SpanQuestion = About & { readonly kind: 'span' };
export type NumberQuestion = About & { readonly kind: 'number'; readonly least: number; readonly most: number };
/** Each item of the list is seen / told / not seen / not looked for (the default). */
export type Indicators = About & FromList & { readonly kind: 'indicators'; readonly group: string };
/** A repeating group: several rows of plain questions, e.g. exploitation episodes. */
export type Group<Q extends Record<string, Plain> = Record<string, Plain>> = About & {
  readonly kind: 'group';
  readonly of: Q;
  readonly most: number;
  readonly each: string;
};

export type Plain = Text | Choice | Many | Pick | DateQuestion | SpanQuestion | NumberQuestion;
export type Question = Plain | Indicators | Group;

/** The value a question takes, as the program sees it. */
export type ValueOf<Q> = Q extends Text
  ? string
  : Q extends Choice<infer C>
    ? C
    : Q extends Many<infer C>
      ? readonly C[]
      : Q extends Pick
        ? readonly string[]
        : Q extends DateQuestion
          ? Day
          : Q extends SpanQuestion
            ? Span
            : Q extends NumberQuestion
              ? number
              : Q extends Indicators
                ? Readonly<Record<string, Seen>>
                : Q extends Group<infer R>
                  ? readonly { readonly [K in keyof R]?: ValueOf<R[K]> | None }[]
                  : never;

/** A stored answer's value, of whatever question. */
export type Value = string | number | readonly string[] | Span | Readonly<Record<string, Seen>> | readonly Row[] | None;
export type Row = { readonly [question: string]: Exclude<Value, readonly Row[]> };
/** Answers by question id. */
export type Answers = { readonly [question: string]: Value };
/** How each answer came to us, by question id. */
export type Origins = { readonly [question: string]: Source };

type Without<Q> = Omit<Q, 'kind'>;
export const text = (q: Omit<Text, 'kind' | 'most'> & { most?: number }): Text => ({ most: 200, ...q, kind: 'text' });
export const choice = <const C extends string>(q: Without<Choice<C>>): Choice<C> => ({ ...q, kind: 'choice' });
export const many = <const C extends string>(q: Without<Many<C>>): Many<C> => ({ ...q, kind: 'many' });
export const pick = (q: Omit<Pick, 'kind' | 'most'> & { most?: number }): Pick => ({ most: 1, ...q, kind: 'pick' });
export const date = (q: Without<DateQuestion>): DateQuestion => ({ ...q, kind: 'date' });
export const span = (q: Without<SpanQuestion>): SpanQuestion => ({ ...q, kind: 'span' });
export const number = (q: Without<NumberQuestion>): NumberQuestion => ({ ...q, kind: 'number' });
export const indicators = (q: Without<Indicators>): Indicators => ({ ...q, kind: 'indicators' });
export const group = <Q extends Record<string, Plain>>(q: Without<Group<Q>>): Group<Q> => ({ ...q, kind: 'group' });

export function isNone(value: unknown): value is None {
  return typeof value === 'object' && value !== null && 'none' in value;
}
