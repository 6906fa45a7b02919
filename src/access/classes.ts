// The field classes: what kind of fact an answer holds (data.md 4; exact ids, never changed).

export const fieldClasses = [
  'identity',
  'locator',
  'safe-contact',
  'narrative',
  'medical',
  'immigration',
  'suspect',
  'analysis',
  'legal',
  'refuge',
  'administrative',
] as const;

export type FieldClass = (typeof fieldClasses)[number];
