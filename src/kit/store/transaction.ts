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

/** Part of a transaction done by somebody else; see inTheirName. */
type Turn = <T>(actor: Actor, work: (own: Tx) => Promise<T>) => Promise<T>;

type Behind = {
  readonly keys: () => Keys;
  readonly turn: Turn;
  readonly lastly: (() => Promise<unknown>)[];
  readonly afterwards: (() => void)[];
  readonly kept: Map<string, unknown>;
};

const hidden = new WeakMap<PublicTx, Behind>();

const nobodyElse: Turn = () => Promise.reject(new Error('Nobody else acts in this transaction.'));

/** For pool.ts alone: what stands behind a transaction just begun. */
export function stand(tx: PublicTx, keys: () => Keys, turn: Turn = nobodyElse): Behind {
  const made: Behind = { keys, turn, lastly: [], afterwards: [], kept: new Map() };
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

/**
 * What a person at work writes in the program's own transaction, so that their words and the step they belong to are there together or not
 * at all. The context is signed anew for them: the database judges each of these statements as theirs, and they leave their own line in the
 * audit. Only the program lets somebody in; a person's transaction never becomes another's.
 */
export const inTheirName: <T>(tx: Tx, actor: Actor, work: (own: Tx) => Promise<T>) => Promise<T> = (tx, actor, work) => behind(tx).turn(actor, work);

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
