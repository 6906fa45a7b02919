// The only way to a transaction: as(actor, purpose, fn). Everything it sets is local to the transaction (data.md 10).
import { AsyncLocalStorage } from 'node:async_hooks';
import type { Pool as DriversPool, PoolClient, QueryConfig } from 'pg';
import { familyOf, type LoginFamily, type Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import { leave } from './audit.ts';
import { nameOf } from './statements.ts';
import { begin, renewAfterMilliseconds, sign, type Context } from './context.ts';
import { stand, type Keys, type PublicTx, type Tx } from './transaction.ts';

export type Database = {
  readonly engine: 'pglite' | 'postgresql';
  /** Nobody in here is real. Said at the first opening and never changed. */
  readonly practice: boolean;
  as<T>(actor: Actor, purpose: Purpose, fn: (tx: Tx) => Promise<T>): Promise<T>;
  /** For what anybody may do without signing in: the public's login, without context, purpose or trace. It reads no table. */
  publicly<T>(fn: (tx: PublicTx) => Promise<T>): Promise<T>;
  /** Practice pretends a day: its clock says which moment grants and times of access are judged at. Real files go by the database's clock. */
  tellTime(clock: (() => Instant) | null): void;
  close(): Promise<void>;
};

/** A pool of connections, as the driver makes it. */
export type Pool = InstanceType<typeof DriversPool>;

/** Where each family of purposes gets its connections: from a login of its own, or all from one. */
export type Pools = { readonly of: (family: LoginFamily) => Pool; readonly end: () => Promise<void> };

export const onePool = (pool: Pool): Pools => ({ of: () => pool, end: () => pool.end() });

const inside = new AsyncLocalStorage<true>();

/** Opens the program's pool on a connection already prepared. Used by database.ts alone. */
export function databaseOn(
  pools: Pools,
  about: { engine: Database['engine']; practice: () => boolean; contextKey: Uint8Array; keys: () => Keys; closing: () => Promise<void> },
): Database {
  let open = true;
  let clock: (() => Instant) | null = null;
  return {
    engine: about.engine,
    get practice() {
      return about.practice();
    },
    as: async (actor, purpose, fn) => {
      if (inside.getStore()) throw new Error('A transaction is already open here. One inside another would wait for itself for ever.');
      const context = { actor, purpose, moment: about.practice() ? (clock?.() ?? null) : null };
      return connected(pools.of(familyOf(purpose)), (client) => inTransaction(client, about, context, fn));
    },
    publicly: (fn) => connected(pools.of('public'), (client) => asPublic(client, about, fn)),
    tellTime: (to) => {
      clock = to;
    },
    close: async () => {
      if (!open) return;
      open = false;
      await pools.end();
      await about.closing();
    },
  };
}

/** What every transaction of a database rests on. */
type Behind = { readonly engine: Database['engine']; readonly contextKey: Uint8Array; readonly keys: () => Keys };

async function connected<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let fault: Error | undefined;
  // The server may end this connection between two statements. Unheard, that would end the program, with the server's words on its last page.
  const lost = (wrong: Error): void => void (fault = wrong);
  client.on('error', lost);
  try {
    return await work(client);
  } catch (wrong) {
    await client.query('rollback').catch((worse: Error) => (fault = worse));
    throw wrong;
  } finally {
    client.off('error', lost);
    client.release(fault);
  }
}

async function asPublic<T>(client: PoolClient, { engine, keys }: Pick<Behind, 'engine' | 'keys'>, fn: (tx: PublicTx) => Promise<T>): Promise<T> {
  await client.query(`begin; set local role nrm_public`);
  const tx: PublicTx = { query: (sql, params = []) => oneStatement(client, nameOn(engine, 'public', sql), sql, params) };
  stand(tx, keys);
  const answer = await fn(tx);
  await commit(client);
  return answer;
}

/** The embedded database has one session for all who connect to it: a name outlives the connection that gave it, and would be given twice. */
const nameOn = (engine: Database['engine'], family: LoginFamily, sql: string): string | undefined =>
  engine === 'postgresql' ? nameOf(family, sql) : undefined;

/** One statement at a time, even without values: nothing can be added behind it. */
async function oneStatement<R>(client: PoolClient, name: string | undefined, sql: string, values: readonly unknown[]): Promise<R[]> {
  return (await client.query({ text: sql, values: values as unknown[], queryMode: 'extended', ...(name ? { name } : {}) } as QueryConfig)).rows as R[];
}

/** A transaction in which a statement went wrong answers COMMIT with ROLLBACK: nothing was stored, and that must be said. */
async function commit(client: PoolClient): Promise<void> {
  const end = await client.query('commit');
  if (end.command !== 'COMMIT') throw new Error('The transaction was not stored, since a statement in it had failed.');
}

async function inTransaction<T>(client: PoolClient, about: Behind, context: Context, fn: (tx: Tx) => Promise<T>): Promise<T> {
  const family = familyOf(context.purpose);
  const begun = await begin(client);
  await sign(client, about.contextKey, begun, context);
  const started = performance.now();
  let signed = { as: context, at: started };
  /** Whose turn it is. Two at once on one connection would write under each other's names. */
  let turn = context;
  let ended = false;
  const txOf = (own: Context): Tx => {
    const tx: Tx = {
      actor: own.actor,
      purpose: own.purpose,
      query: async <R>(sql: string, params: readonly unknown[] = []) => {
        if (ended) throw new Error('This transaction is over. Something was not awaited.');
        if (turn !== own) throw new Error('Somebody else acts in this transaction at this moment.');
        const now = performance.now();
        if (signed.as !== own || now - signed.at > renewAfterMilliseconds) {
          signed = { as: own, at: now };
          await sign(client, about.contextKey, begun, own, now - started);
        }
        return oneStatement<R>(client, nameOn(about.engine, family, sql), sql, params);
      },
      now: async () => (await tx.query<{ now: Instant }>('select clock_timestamp() as now'))[0]?.now ?? ('' as Instant),
    };
    return tx;
  };
  const finished = async <T>(tx: Tx, lastly: readonly (() => Promise<unknown>)[], fn: (tx: Tx) => Promise<T>): Promise<T> => {
    const answer = await fn(tx);
    for (const last of lastly) await last();
    await leave(tx);
    return answer;
  };
  const tx = txOf(context);
  const behind = stand(tx, about.keys, async (actor, work) => {
    if (context.actor.role !== 'system' || turn !== context) throw new Error('Only the program lets somebody act in its transaction, one at a time.');
    turn = { ...context, actor };
    try {
      const own = txOf(turn);
      const theirs = stand(own, about.keys);
      const answer = await finished(own, theirs.lastly, work);
      behind.afterwards.push(...theirs.afterwards);
      return answer;
    } finally {
      turn = context;
    }
  });
  const result = await inside.run(true, async () => {
    try {
      return await finished(tx, behind.lastly, fn);
    } finally {
      ended = true;
    }
  });
  await commit(client);
  for (const next of behind.afterwards) next();
  return result;
}
