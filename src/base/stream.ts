// A ledger's shape: the envelope every recorded event travels in, and how events fold into what they amount to (data.md 2).
import type { Day } from './day.ts';

/** The envelope of a recorded event. `recordedAt` is set by the database alone; `day` is the legal day, handed in. */
export type Recorded<E> = {
  readonly file: string;
  readonly number: number;
  readonly kindVersion: number;
  readonly day: Day;
  readonly at: string | null;
  readonly recordedAt: string;
  readonly actor: string;
  readonly organisation: string;
  readonly role: string;
  readonly purpose: string;
  readonly nation: string;
  readonly edition: string | null;
  readonly event: E;
};

/** One kind of ledger: its name, the state of an empty file, and the fold. */
export type Stream<S, E> = { readonly name: string; readonly start: S; readonly evolve: (state: S, recorded: Recorded<E>) => S };
