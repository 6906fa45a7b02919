// Rotation: every key is wrapped anew under a new root, in small transactions; what was broken off is taken up again where it stopped.
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { Actor } from '#access/roles.ts';
import { contextBound } from './context.ts';
import type { Database } from './pool.ts';
import type { Root } from './root.ts';
import { unwrap, wrap } from './seal.ts';
import { isConflict, keysOf, type Tx } from './transaction.ts';
import { aloneAtKeys, boundTo, rows } from './wrapping.ts';

const atOnce = 200;

export type Rotated = { readonly generation: number; readonly files: number };

/**
 * Wraps every key anew under `to`. `db` was opened with the root there was before; others may go on working meanwhile. At the end the old
 * generation is destroyed, and the old root opens nothing any more. `each` is told after every transaction how many were wrapped.
 */
export async function rotate(db: Database, actor: Actor, from: Root, to: Root, each: (files: number) => void = () => undefined): Promise<Rotated> {
  if (from.name === to.name) throw new Error('The new root is the old one.');
  const as = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => db.as(actor, 'operations', fn);
  const generation = await begin(as, from, to);
  let files = 0;
  for (;;) {
    const done = await as((tx) => sweep(tx, generation));
    files += done;
    each(files);
    if (done === 0 && (await as((tx) => finish(tx, generation, to)).catch(stillNeeded))) return { generation, files };
  }
}

type As = <T>(fn: (tx: Tx) => Promise<T>) => Promise<T>;

/** The generation that is being made: one begun before, or a new one. The roots are asked outside any transaction. */
async function begin(as: As, from: Root, to: Root): Promise<number> {
  const before = await as(rows);
  const newest = Math.max(...before.map((row) => row.generation));
  const others = new Set(before.map((row) => row.root).filter((name) => name !== from.name));
  if (others.has(to.name)) return newest;
  if (others.size > 0) throw new Error('A rotation to another new root was begun and is not at its end. End that one first.');
  const fresh = randomBytes(32);
  const generation = newest + 1;
  const context = await as((tx) => Promise.resolve(keysOf(tx).context));
  const wrapped = {
    old: await from.wrap(fresh, boundTo(generation)),
    new: await to.wrap(fresh, boundTo(generation)),
    context: await to.wrap(context, contextBound),
  };
  // A root that does not give back what it was given would lose every file.
  if (!fresh.equals(await to.unwrap(wrapped.new, boundTo(generation)))) throw new Error('The new root does not give back what it was given to wrap.');
  return as(async (tx) => {
    await aloneAtKeys(tx);
    if ((await rows(tx)).some((row) => row.generation >= generation)) throw new Error('Another rotation began at the same moment.');
    await tx.query('insert into keys.generation (number) values ($1)', [generation]);
    await tx.query('insert into keys.wrapping_key (generation, root, wrapped) values ($1, $2, $3), ($1, $4, $5)', [
      generation,
      from.name,
      wrapped.old,
      to.name,
      wrapped.new,
    ]);
    await tx.query('insert into upkeep.context_copy (root, wrapped) values ($1, $2)', [to.name, wrapped.context]);
    return generation;
  });
}

type Held = { readonly file: string; readonly generation: number; readonly wrapped: Buffer };

async function sweep(tx: Tx, generation: number): Promise<number> {
  const held = await tx.query<Held>(
    `select file, generation, wrapped from keys.file_key where generation < $1 order by generation, file limit ${atOnce} for update skip locked`,
    [generation],
  );
  const { wrapping } = keysOf(tx);
  const to = await wrapping.of(tx, generation);
  const again = await Promise.all(held.map(async (row) => anew(await wrapping.of(tx, row.generation), to, row.wrapped, row.file)));
  await tx.query(
    `update keys.file_key set generation = $1, wrapped = given.wrapped from unnest($2::uuid[], $3::bytea[]) as given (file, wrapped)
     where file_key.file = given.file`,
    [generation, held.map((row) => row.file), again],
  );
  return held.length;
}

function anew(from: KeyObject, to: KeyObject, wrapped: Buffer, owner: string, name?: string): Buffer {
  return wrap(to, createSecretKey(unwrap(from, wrapped, owner, name)).export(), owner, name);
}

/** The installation's own keys, then the end of the old generation: in one transaction. Fails where a file's key was made in it meanwhile. */
async function finish(tx: Tx, generation: number, to: Root): Promise<boolean> {
  await aloneAtKeys(tx);
  const { wrapping } = keysOf(tx);
  const own = await tx.query<{ name: string; generation: number; wrapped: Buffer }>(
    'select name, generation, wrapped from keys.installation_key where generation < $1',
    [generation],
  );
  for (const row of own) {
    const wrapped = anew(await wrapping.of(tx, row.generation), await wrapping.of(tx, generation), row.wrapped, 'installation', row.name);
    await tx.query('update keys.installation_key set generation = $1, wrapped = $2 where name = $3', [generation, wrapped, row.name]);
  }
  await tx.query('delete from keys.wrapping_key where generation < $1 or root <> $2', [generation, to.name]);
  await tx.query('delete from upkeep.context_copy where root <> $1', [to.name]);
  await tx.query('delete from keys.generation where number < $1', [generation]);
  return true;
}

function stillNeeded(wrong: unknown): false {
  if ((wrong as { code?: string }).code === '23503' || isConflict(wrong)) return false;
  throw wrong;
}
