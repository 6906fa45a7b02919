// Notes of support, each a question of its own, so that the person can let one pass to who decides and no other.
import { recoveryItem } from '#journey/helped.ts';

/** How the ids of notes begin, and the class each holds. Ids are for ever (data.md 14). */
export const noteKinds = {
  // As they were kept before the three were told apart.
  'support-note.': 'narrative',
  'support-health.': 'medical',
  'support-fact.': 'narrative',
  'support-words.': 'narrative',
  'support-view.': 'narrative',
  'support-health-fact.': 'medical',
  'support-health-words.': 'medical',
  'support-health-view.': 'medical',
  // For who has the next shift.
  'support-handover.': 'narrative',
} as const;
/** What happened or was seen, what the person said, and what the worker thinks: never mixed. */
export const noteSorts = ['fact', 'words', 'view'] as const;
export type NoteSort = (typeof noteSorts)[number];
export const handoverNote = 'support-handover.';

export const kindOf = (sort: NoteSort, health: boolean): keyof typeof noteKinds => (health ? `support-health-${sort}.` : `support-${sort}.`);
export const sortOf = (question: string): NoteSort | undefined =>
  noteSorts.find((sort) => question.startsWith(`support-${sort}.`) || question.startsWith(`support-health-${sort}.`));

export const noteOf = (kind: keyof typeof noteKinds, id: string): string => `${kind}${id}`;
export const isNote = (question: string): boolean => Object.keys(noteKinds).some((kind) => question.startsWith(kind));
/** What somebody needs to recover, which may pass to who decides as a note may. */
export const recoveryText: string = recoveryItem('');
/** The class that a note holds; nothing where the id is none of a note's. */
export const classOfNote = (question: string): 'narrative' | 'medical' | undefined =>
  question.startsWith(recoveryText) ? 'narrative' : Object.entries(noteKinds).find(([kind]) => question.startsWith(kind))?.[1];
