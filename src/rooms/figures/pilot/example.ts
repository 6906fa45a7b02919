// A worked example of a pilot: invented cases that a practice house hands in, with the questions its page opens with.
import type { Say } from '#base/words.ts';
import type { InventedRow } from './store.ts';

export type PilotExample = {
  readonly id: string;
  readonly title: (say: Say) => string;
  /** What was invented, and that it says nothing about anybody. */
  readonly note: (say: Say) => string;
  /** The rest of the address, without the example's own name. */
  readonly query: string;
  readonly rows: () => readonly InventedRow[];
};
