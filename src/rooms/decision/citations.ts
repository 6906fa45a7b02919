// A passage cited for or against an element: what is kept of it, how it is read from a page, and what is still lacking. Sealed in the file.
import type { FieldClass } from '#access/classes.ts';
import type { Say } from '#base/words.ts';
import type { Age } from '#journey/events.ts';
import type { Test } from '#law/law.ts';
import type { Typed, Wrong } from './findings.ts';

export const sides = ['for', 'against'] as const;
export const weights = ['much', 'some', 'little'] as const;
export type Side = (typeof sides)[number];
export type Weight = (typeof weights)[number];

/** Which passage: an answer as it then stood, or a document. `title` is what it was called when it was cited. */
export type Passage =
  | { readonly kind: 'answer'; readonly question: string; readonly holds: FieldClass; readonly version: number; readonly title: string }
  | { readonly kind: 'document'; readonly document: string; readonly title: string };

export type Citation = {
  readonly element: string;
  readonly side: Side;
  readonly weight: Weight;
  readonly words: string;
  readonly why: string;
  readonly of: Passage;
  /** Taken back while the findings were written; kept. */
  readonly withdrawn?: true;
};
export type Cited = Citation & { readonly id: string };

/** Those kept under one beginning, in the order in which they were made; a second person’s stand under one of their own. */
export function citationsIn(texts: Readonly<Record<string, string>>, under: string): readonly Cited[] {
  return Object.entries(texts)
    .filter(([id]) => id.startsWith(under) && !id.slice(under.length).includes('.'))
    .map(([id, kept]) => ({ id: id.slice(under.length), ...(JSON.parse(kept) as Citation) }));
}

export const standing = (all: readonly Cited[], element: string): readonly Cited[] => all.filter((one) => one.element === element && !one.withdrawn);

const most = 4000;
const plain = (words: string): string => words.replace(/\s+/g, ' ').trim();

/** Whether the words stand in the passage just so; how lines are broken does not matter. */
export const isVerbatim = (words: string, passage: string): boolean => plain(passage).includes(plain(words));

/** Reads the page. `passage` is the whole text that may be quoted; null where it is a document, which is read elsewhere. */
export function readCitation(typed: Typed, test: Test, passage: string | null, say: Say): Omit<Citation, 'of'> | { readonly errors: readonly Wrong[] } {
  const element = test.elements.find((one) => one.id === typed['element'])?.id;
  const side = sides.find((one) => one === typed['side']);
  const weight = weights.find((one) => one === typed['weight']);
  const words = (typed['words'] ?? '').trim();
  const why = (typed['why'] ?? '').trim();
  const errors: Wrong[] = [];
  if (!element) errors.push({ field: 'element', text: say('cite.element-needed', 'Say which part of the test it is about') });
  if (!side) errors.push({ field: 'side', text: say('cite.side-needed', 'Say whether it speaks for or against') });
  if (!weight) errors.push({ field: 'weight', text: say('cite.weight-needed', 'Say how much weight you give it') });
  if (words === '') errors.push({ field: 'words', text: say('cite.words-needed', 'Quote the words you mean') });
  else if (passage !== null && !isVerbatim(words, passage))
    errors.push({
      field: 'words',
      text: say('cite.words-verbatim', 'Quote the words just as they stand in the answer. You can leave out what comes before and after.'),
    });
  if (why === '') errors.push({ field: 'why', text: say('cite.why-needed', 'Say in a sentence why it matters') });
  if ([...words].length > most * 4) errors.push({ field: 'words', text: say('cite.words-long', 'Quote less of it: what you leave out stays in the file.') });
  if ([...why].length > most) errors.push({ field: 'why', text: say('cite.why-long', 'Shorten this to {most} characters.', { most }) });
  return errors.length > 0 || !element || !side || !weight ? { errors } : { element, side, weight, words, why };
}

/** A decision points at what was read: each element that is needed cites a passage, or says why none can be cited. */
export function lackingCitations(typed: Typed, test: Test, age: Age, cited: readonly Cited[], say: Say): readonly Wrong[] {
  return test.elements
    .filter((element) => !element.notNeededFor.includes(age))
    .filter((element) => standing(cited, element.id).length === 0 && (typed[`uncited.${element.id}`] ?? '').trim() === '')
    .map((element) => ({
      field: `uncited.${element.id}`,
      text: say('decision.cite-needed', 'Cite a passage on {element}, or say why none can be cited. What you wrote is saved.', { element: element.label }),
    }));
}
