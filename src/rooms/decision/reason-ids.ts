// Under which ids the texts of a decision are kept in the file.

import type { FieldClass } from '#access/classes.ts';

/** How every id begins under which a text is kept, and its class. A note's class is that of its question. Ids are for ever (data.md 14). */
export const keptUnder: Readonly<
  Record<
    'reason.' | 'cite.' | 'mismatch.' | 'asked.' | 'answered.' | 'note.' | 'letter-there.' | 'letter-wrong.' | 'recovery-because.',
    FieldClass | 'as-asked'
  >
> = {
  'reason.': 'analysis',
  'cite.': 'analysis',
  'mismatch.': 'analysis',
  'asked.': 'narrative',
  'answered.': 'narrative',
  'note.': 'as-asked',
  'letter-there.': 'safe-contact',
  'letter-wrong.': 'analysis',
  'recovery-because.': 'analysis',
};

/** Ids of one stage and round: an element's reason, its tick, the outcome ticked, and what the second person sent back. */
export const reasonIds = (stage: string, round: number) => under(`reason.${stage}.${round}`);

/** The same for what a second person finds: theirs alone, so that neither finding takes the place of the other. */
export const reviewIds = (stage: string, round: number, reviewer: string) => under(`reason.${stage}.${round}.of.${reviewer}`);

/** Of whoever writes: the first person's, or those of one second person. */
export const idsOf = ({ stage, round, of }: { readonly stage: string; readonly round: number; readonly of?: string }) =>
  of ? reviewIds(stage, round, of) : reasonIds(stage, round);

function under(of: string) {
  return {
    all: `${of}.`,
    reason: (element: string) => `${of}.${element}`,
    tick: (element: string) => `${of}.${element}.tick`,
    outcome: `${of}.outcome`,
    /** Why nothing can be cited, what of the law was put in, and what a window wrote that another was ahead of. */
    uncited: (element: string) => `${of}.${element}.uncited`,
    /** Whether the finding rests on things that do not fit together. */
    rests: (element: string) => `${of}.${element}.rests`,
    lawUsed: (element: string) => `${of}.${element}.law`,
    aside: (element: string) => `${of}.${element}.aside`,
    sentBack: `${of}.sent-back`,
  };
}

/** A passage cited at a stage and round; by a second person under ids that are theirs alone. */
export function citeIds(stage: string, round: number, of?: string) {
  const all = `cite.${stage}.${round}.${of ? `of.${of}.` : ''}`;
  return { all, one: (id: string) => `${all}${id}` };
}

/** What was written of two things that do not fit together. */
export const mismatchIds = (stage: string, round: number) => ({
  all: `mismatch.${stage}.${round}.`,
  one: (mismatch: string) => `mismatch.${stage}.${round}.${mismatch}`,
});

/** Who stands by when a letter is given, or is told first; and what was wrong in the version before. By the letter's own id. */
export const thereId = (letter: string): string => `letter-there.${letter}`;
export const wrongId = (letter: string): string => `letter-wrong.${letter}`;

export const askedId = (question: string): string => `asked.${question}`;
export const answeredId = (question: string): string => `answered.${question}`;
/** The question whose answer is kept under an id; nothing where it is no such id. */
export const readAnsweredId = (id: string): string | undefined => /^answered\.(.+)$/.exec(id)?.[1];
/** A question as it went out as a letter: the first, the second and so on. */
export const questionLetterId = (question: string, nth: number): string => `asked.letter.${question}.${nth}`;
/** A text of an act: its question, and the number of the first event it stands behind. */
export const noteId = (question: string, event: number): string => `note.${question}.${event}`;

export type Noted = { readonly question: string; readonly event: number };

export function readNoteId(id: string): Noted | undefined {
  const [, question, event] = /^note\.(.+)\.(\d+)$/.exec(id) ?? [];
  return question && event ? { question, event: Number(event) } : undefined;
}
