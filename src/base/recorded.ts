// A recorded event's envelope, and a ledger's shape: how its events fold into what they amount to.
import type { Day } from './day.ts';

/** The envelope of a recorded event (data.md 2). `recordedAt` is set by the database alone. */
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

export type Stream<S, E> = { readonly name: string; readonly start: S; readonly evolve: (state: S, recorded: Recorded<E>) => S };
