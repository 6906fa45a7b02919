// One act on a case: its questions, its page and the pure act behind it; and what several acts share.
import type { Role } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import type { Outcome } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { text, type Question } from '#form/question.ts';
import type { AtWork } from '#journey/access.ts';
import type { Act, CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Clearance } from '#journey/safe-contact.ts';
import type { Law } from '#law/law.ts';
import type { Rule } from '#law/rule.ts';

export type Known = Readonly<Record<string, unknown>>;

/** What an act is handed besides the legal day: the moment; who works where, for what takes others; and under which questions a text was written, never the text. */
export type ActNow = Act & {
  readonly now: Instant;
  readonly people?: readonly AtWork[];
  readonly written?: ReadonlySet<string>;
  /** Of an act that `reaches` the person: whether a letter may be given to them at this moment, the word asked for first or not. */
  readonly reach?: (giving: { readonly codeWord: boolean }) => Clearance;
};

export type CaseAct = {
  readonly id: string;
  readonly title: (say: Say) => string;
  readonly lead: (say: Say) => string;
  readonly questions: Readonly<Record<string, Question>>;
  /** Whether the act makes sense now; the act itself has the last word. */
  readonly offered: (file: CaseFile, law: Law) => boolean;
  /** `notice` is the version of what is explained before somebody is asked to agree. */
  readonly act: (file: CaseFile, known: Known, law: Law, act: ActNow, notice: string) => Outcome<CaseEvent>;
  /** The question that names another case: its reference is read, and the act is handed that case's file id instead. */
  readonly other?: string;
  /** Cases that may be the one it names stand above its form. */
  readonly suggests?: true;
  /** For these roles only; else for everybody who decides. */
  readonly who?: readonly Role[];
  /** It is about who may see the case: listed apart. */
  readonly about?: 'access';
  /** It says that something reached the person: the gate of safe contact is asked where it is recorded. */
  readonly reaches?: true;
  /** Whoever does it may not see the case afterwards. */
  readonly leaves?: true;
  /** It belongs to the review of consent that was wrong: while that goes on, there is no other act. */
  readonly review?: true;
  /** The questions whose texts the second of two decides on: they stand on the page. */
  readonly reads?: readonly string[];
  /** The rules it rests on, as in force today: they stand on its page. */
  readonly rules?: (law: Law) => readonly Rule<unknown>[];
  /** A grave act: the page stops and asks once more. */
  readonly grave?: true;
};

/** Why something was done, in the worker's own words. Like every text of an act it is sealed under its class, never in the ledger. */
export const note = text({
  label: 'Why, in a sentence or two',
  why: 'Whoever opens this case next will understand it.',
  holds: 'analysis',
  rows: 3,
  most: 4000,
  optional: true,
});

export const running = (file: CaseFile): boolean => file.exists && !file.decision.ended;

/** The code chosen, whether the question takes one or several. */
export const one = (value: unknown): string => (Array.isArray(value) ? String(value[0] ?? '') : typeof value === 'string' ? value : '');

export const several = (value: unknown): readonly string[] => (Array.isArray(value) ? value.map(String) : []);
