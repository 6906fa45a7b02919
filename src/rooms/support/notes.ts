// Notes of support, each a question of its own, so that the person can let one pass to who decides and no other.

/** How the ids of notes begin, and the class each holds. Ids are for ever (data.md 14). */
export const noteKinds = { 'support-note.': 'narrative', 'support-health.': 'medical' } as const;
export const plainNote = 'support-note.';
export const healthNote = 'support-health.';

export const noteOf = (kind: keyof typeof noteKinds, id: string): string => `${kind}${id}`;
export const isNote = (question: string): boolean => Object.keys(noteKinds).some((kind) => question.startsWith(kind));
/** The class that a note holds; nothing where the id is none of a note's. */
export const classOfNote = (question: string): 'narrative' | 'medical' | undefined =>
  Object.entries(noteKinds).find(([kind]) => question.startsWith(kind))?.[1];
