// The wrapping keys of an installation, one a generation: unwrapped by the root at the opening, kept in memory, and learnt anew after a rotation.
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Root } from './root.ts';
import type { Tx } from './transaction.ts';

/** A data key as it is kept: in which generation, and wrapped by that generation's key. */
export type Wrapped = { readonly generation: number; readonly wrapped: Buffer };

export type Wrapping = {
  /** The newest generation as it was last seen: for many keys at once (the practice loader). */
  readonly newest: () => { readonly generation: number; readonly key: KeyObject };
  /** The newest generation as the database says it is now. */
  readonly now: (tx: Tx) => Promise<{ readonly generation: number; readonly key: KeyObject }>;
  readonly of: (tx: Tx, generation: number) => Promise<KeyObject>;
};

/** Not the root that this installation's keys are wrapped by. Its message is a sentence to show as it is. */
export class WrongRoot extends Error {}

type As = <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;
type Row = { readonly generation: number; readonly root: string; readonly wrapped: Buffer };

export const boundTo = (generation: number): string => `wrapping|${generation}`;

/** Opens every generation that the root opens. Makes the first at the first opening. The root is asked outside any transaction. */
export async function openWrapping(as: As, root: Root): Promise<Wrapping> {
  const { mine, all, older } = await as(async (tx) => {
    const all = await rows(tx);
    const older = await tx.query('select from keys.installation_key limit 1');
    return { all, mine: all.filter((row) => row.root === root.name), older: older.length > 0 };
  });
  if (all.length === 0) {
    if (older && !root.direct) throw wrongRoot();
    const bytes = older && root.direct ? root.direct : randomBytes(32);
    const wrapped = await root.wrap(bytes, boundTo(1));
    await as(async (tx) => {
      await aloneAtKeys(tx);
      if ((await rows(tx)).length === 0) await tx.query('insert into keys.wrapping_key (generation, root, wrapped) values (1, $1, $2)', [root.name, wrapped]);
    });
    return openWrapping(as, root);
  }
  if (mine.length === 0) throw wrongRoot();
  const known = new Map<number, KeyObject>();
  for (const row of mine) known.set(row.generation, await unwrapped(root, row));
  return wrapping(root, known);
}

function wrapping(root: Root, known: Map<number, KeyObject>): Wrapping {
  const of = async (tx: Tx, generation: number): Promise<KeyObject> => {
    const have = known.get(generation);
    if (have) return have;
    // Keys were rotated while this process ran: it learns the new one, once, as long as the rotation lasts.
    const row = (await rows(tx)).find((one) => one.generation === generation && one.root === root.name);
    if (!row) throw wrongRoot();
    const key = await unwrapped(root, row);
    known.set(generation, key);
    return key;
  };
  return {
    of,
    newest: () => {
      const generation = Math.max(...known.keys());
      const key = known.get(generation);
      if (!key) throw wrongRoot();
      return { generation, key };
    },
    now: async (tx) => {
      const [last] = await tx.query<{ generation: number }>('select max(number) as generation from keys.generation');
      const generation = last?.generation ?? 1;
      return { generation, key: await of(tx, generation) };
    },
  };
}

/** One at a time: whoever makes or destroys a generation. */
export async function aloneAtKeys(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(7240581003555)');
}

export const rows = (tx: Tx): Promise<Row[]> => tx.query<Row>('select generation, root, wrapped from keys.wrapping_key order by generation, root');

async function unwrapped(root: Root, row: Row): Promise<KeyObject> {
  try {
    return createSecretKey(await root.unwrap(row.wrapped, boundTo(row.generation)));
  } catch (cause) {
    throw new WrongRoot('The root did not open the wrapping key kept for it. Is its service there, and may this program use it?', { cause });
  }
}

export const wrongRoot = (): WrongRoot =>
  new WrongRoot('The master key given is not the one this installation was made with, or keys were rotated to another since.');
