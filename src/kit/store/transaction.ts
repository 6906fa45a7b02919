// A transaction as the rooms see it, and what the store keeps behind it.
import type { KeyObject } from 'node:crypto';
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import type { Wrapping } from './wrapping.ts';

export type Row = Record<string, unknown>;

/** One open transaction. It ends with the function it was handed to. */
export type Tx = {
  readonly actor: Actor;
  readonly purpose: Purpose;
  query<R = Row>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** The database's clock. */
  now(): Promise<Instant>;
};

/** One statement after another for the public, who have no context: the database answers them with next to nothing. */
export type PublicTx = Pick<Tx, 'query'>;

/** The keys of an installation: the wrapping keys wrap files' keys, the index key makes tokens of searchable facts, the actors' key hides staff in the log. */
export type Keys = { readonly wrapping: Wrapping; readonly context: Uint8Array; readonly index: KeyObject; readonly actors: KeyObject };

type Behind = {
  readonly keys: () => Keys;
  readonly lastly: (() => Promise<unknown>)[];
  readonly afterwards: (() => void)[];
  readonly kept: Map<string, unknown>;
};

const hidden = new WeakMap<PublicTx, Behind>();

/** For pool.ts alone: what stands behind a transaction just begun. */
export function stand(tx: PublicTx, keys: () => Keys): Behind {
  const made: Behind = { keys, lastly: [], afterwards: [], kept: new Map() };
  hidden.set(tx, made);
  return made;
}

function behind(tx: PublicTx): Behind {
  const found = hidden.get(tx);
  if (!found) throw new Error('This is not a transaction of this database.');
  return found;
}

/** For the store's own files: the installation's keys. */
export const keysOf = (tx: PublicTx): Keys => behind(tx).keys();

/** For the store's own files: something worked out once per transaction. */
export function keptIn<V>(tx: Tx, name: string, make: () => V): V {
  const { kept } = behind(tx);
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as V;
}

/** Does something as the last of the transaction: after it who acts may no longer stand near the file. */
export function beforeCommit(tx: Tx, last: () => Promise<unknown>): void {
  behind(tx).lastly.push(last);
}

/** Does something once the transaction is stored, and outside it. It must not throw. */
export function afterCommit(tx: Tx, next: () => void): void {
  behind(tx).afterwards.push(next);
}

/** Codes of PostgreSQL's that mean: somebody else was at it, begin again. */
export function isConflict(wrong: unknown): boolean {
  const { code, constraint } = wrong as { code?: string; constraint?: string };
  return code === '40001' || code === '40P01' || (code === '23505' && (constraint === 'event_pkey' || (constraint ?? '').startsWith('answer_')));
}
