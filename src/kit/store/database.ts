// Opens a database: the embedded one for practice, or PostgreSQL. Migrates it, checks the login, settles the installation's keys.
import { createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg, { type ClientBase } from 'pg';
import type { LoginFamily } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import { giveContext, openContext } from './context.ts';
import { migrate, migrationsFolder, missing, readMigrations, samePolicy, type Ask, type Migration } from './migrate.ts';
import { startEmbedded, type Embedded } from './pglite.ts';
import { databaseOn, onePool, type Database, type Pool, type Pools } from './pool.ts';
import { unfitLogin, type LoginNames } from './roles.ts';
import { localRoot, newRootBytes, rootOf, type Root } from './root.ts';
import { unwrap, wrap } from './seal.ts';
import type { Keys, Tx } from './transaction.ts';
import { typesOf } from './values.ts';
import { openWrapping, type Wrapped, type Wrapping } from './wrapping.ts';

export { FolderBusy } from './folder.ts';
export type { Database } from './pool.ts';
export { afterCommit, type PublicTx, type Row, type Tx } from './transaction.ts';

/** The program itself, where nobody else acts. */
export const theService: Actor = { person: 'system', name: 'OpenNRM', role: 'system', organisation: 'service', kind: 'service', team: 'service' };

/** The URL of each family's login, and the public's. */
export type Logins = Readonly<Record<LoginFamily, string>>;

export type PostgresAsked = {
  /** The program's login: no superuser, no owner. */
  readonly url: string;
  /** The owner's login, used for migrating and nothing else. Without it the database must be migrated already. */
  readonly migrateUrl?: string | undefined;
  /** A login for each family of purposes and one for the public, each a member of its own role alone. Without them one login takes on every role. */
  readonly logins?: Logins | undefined;
  /** The root of all keys: 32 bytes, or what a key service answers for. */
  readonly master: Uint8Array | Root;
  /** Null: whatever it was made for. Throws where nobody has served on it yet. */
  readonly practice: boolean | null;
  /** Whose law the installation is under: said once, at its first opening. The United Kingdom's where not said; with `practice` null, whichever it is. */
  readonly country?: string | undefined;
  readonly migrations?: string | undefined;
  readonly most?: number | undefined;
  /** Opens what a restore has not finished yet: for the restore itself. */
  readonly restoring?: boolean | undefined;
  /** Lets the process end while connections idle (tests). */
  readonly mayEnd?: boolean | undefined;
};

/** A database that has its tables, and was not yet made for practice nor for real files. */
export class NothingServed extends Error {}

/** Opens the embedded database in a folder (or in memory), for practice and tests: nobody real is ever in it. */
export async function openPractice(folder: string | 'memory', { country, root }: { readonly country?: string; readonly root?: Root } = {}): Promise<Database> {
  return openEmbedded(folder, { migrations: await readMigrations(migrationsFolder), country, root });
}

/** As openPractice, with an image of a migrated database to start from (tests). */
export async function openEmbedded(
  folder: string | 'memory',
  asked: {
    migrations: readonly Migration[];
    country?: string | undefined;
    root?: Root | undefined;
    restoring?: boolean | undefined;
    image?: Uint8Array<ArrayBuffer> | undefined;
    prepare?: (embedded: Embedded, owner: Ask) => Promise<void>;
  },
): Promise<Database> {
  const embedded = await startEmbedded(folder, asked.image);
  const pool = new pg.Pool({
    host: embedded.host,
    port: 5432,
    user: 'postgres',
    database: 'postgres',
    max: 1,
    idleTimeoutMillis: 0,
    allowExitOnIdle: folder === 'memory',
    types: typesOf,
  });
  pool.on('error', () => undefined);
  try {
    const client = await pool.connect();
    try {
      await migrate(asking(client), asked.migrations);
      if (!asked.restoring) await refuseUnfinished(asking(client));
    } finally {
      client.release();
    }
    await asked.prepare?.(embedded, async (sql) => asking(pool)(sql));
    const root = asked.root ?? localRoot(folder === 'memory' ? newRootBytes() : await masterIn(folder));
    await giveContext(asking(pool), root);
    const db = await settled(onePool(pool), 'pglite', root, { practice: true, country: asked.country }, embedded.close);
    await embedded.finished();
    return db;
  } catch (wrong) {
    await pool.end();
    await embedded.close();
    throw wrong;
  }
}

/** Opens PostgreSQL 15 or later. Throws with a sentence where the login is unfit, a migration is missing or the key is the wrong one. */
export async function openPostgres(asked: PostgresAsked): Promise<Database> {
  const root = rootOf(asked.master);
  const migrations = await readMigrations(asked.migrations ?? migrationsFolder);
  const urls: Logins | { readonly all: string } = asked.logins ?? { all: asked.url };
  if (asked.migrateUrl) await migrateAt(asked.migrateUrl, migrations, loginsOf(urls), root);
  const pools = new Map(Object.entries(urls).map(([family, url]) => [family, poolAt(url, asked)] as const));
  const all: Pools = {
    of: (family) => pools.get(asked.logins ? family : 'all') ?? missingLogin(family),
    end: async () => void (await Promise.all([...pools.values()].map((pool) => pool.end()))),
  };
  try {
    for (const [family, pool] of pools) {
      const client = await pool.connect();
      try {
        await fit(asking(client), migrations, family === 'all' ? null : (family as LoginFamily), asked.restoring ?? false);
      } finally {
        client.release();
      }
    }
    return await settled(all, 'postgresql', root, asked, () => Promise.resolve());
  } catch (wrong) {
    await all.end();
    throw wrong;
  }
}

function poolAt(url: string, asked: Pick<PostgresAsked, 'most' | 'mayEnd'>): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: asked.most ?? 10,
    allowExitOnIdle: asked.mayEnd ?? false,
    types: typesOf,
    // A forgotten transaction must not hold others up for ever.
    statement_timeout: 300_000,
    idle_in_transaction_session_timeout: 60_000,
  });
  pool.on('error', () => undefined);
  return pool;
}

function missingLogin(family: LoginFamily): never {
  throw new Error(`No login was given for the purposes of ${family}.`);
}

/** One session of a login of its own: the owner's, or one that reads for backups. */
export async function sessionAt(url: string): Promise<{ readonly ask: Ask; readonly end: () => Promise<void> }> {
  const client = new pg.Client({ connectionString: url, types: typesOf });
  await client.connect();
  return { ask: asking(client), end: () => client.end() };
}

/** Migrates with the owner's login, lets the program's logins take on the family roles and gives the database the key of contexts. */
export async function migrateAt(url: string, migrations: readonly Migration[], logins?: LoginNames, root?: Root): Promise<readonly string[]> {
  const owner = new pg.Client({ connectionString: url });
  await owner.connect();
  try {
    const applied = await migrate(asking(owner), migrations, logins);
    if (root) await giveContext(asking(owner), root);
    return applied;
  } finally {
    await owner.end();
  }
}

/** What a restore has written and not yet checked opens for nobody. */
async function refuseUnfinished(ask: Ask): Promise<void> {
  const rows = await ask(`select from pg_tables where schemaname = 'upkeep' and tablename = 'unfinished'`);
  if (rows.length > 0) throw new Error('A restore into this database was not finished. Make an empty one and begin again: ./opennrm restore');
}

async function fit(ask: Ask, migrations: readonly Migration[], family: LoginFamily | null, restoring: boolean): Promise<void> {
  const [server] = await ask(`select current_setting('server_version_num')::int as version`);
  if (Number(server?.['version']) < 150000) throw new Error('OpenNRM needs PostgreSQL 15 or later.');
  // The public's login reads nothing, not even which migrations there are.
  if (family !== 'public') await current(ask, migrations, restoring);
  const faults = await unfitLogin(ask, family);
  if (faults.length > 0) {
    throw new Error(`The program's login is not fit to hold people's files: ${faults.join('; ')}. Give it a login of its own, and the owner's as MIGRATE_URL.`);
  }
}

async function current(ask: Ask, migrations: readonly Migration[], restoring: boolean): Promise<void> {
  const ready = await ask(`select from pg_tables where schemaname = 'upkeep' and tablename = 'migration'`);
  if (!restoring) await refuseUnfinished(ask);
  const left = ready.length === 0 ? migrations : await missing(ask, migrations);
  if (left.length > 0) throw new Error(`The database lacks ${left.length} migration(s), first ${left[0]?.name}. Give MIGRATE_URL, the owner's login.`);
  if (!(await samePolicy(ask))) {
    throw new Error('The database judges by another access policy than this program. Give MIGRATE_URL, the owner’s login, and it is copied anew.');
  }
}

/** Says once what the installation is, and makes or unwraps its own keys. */
async function settled(
  pools: Pools,
  engine: Database['engine'],
  root: Root,
  about: Pick<PostgresAsked, 'practice' | 'country'>,
  closing: () => Promise<void>,
): Promise<Database> {
  const { practice: asked, country = asked === null ? undefined : 'uk' } = about;
  let practice = asked ?? true;
  const made: { keys?: Keys } = {};
  const contextKey = await openContext(asking(pools.of('operations')), root);
  const db = databaseOn(pools, {
    engine,
    practice: () => practice,
    contextKey,
    keys: () => {
      if (!made.keys) throw new Error('The installation has no keys yet.');
      return made.keys;
    },
    closing,
  });
  await db.as(theService, 'operations', async (tx) => {
    if (!(await knowsUs(tx))) throw new Error('The database takes no context signed by this program. Give MIGRATE_URL once.');
    if (asked !== null) await tx.query('insert into installation (practice, country) values ($1, $2) on conflict do nothing', [asked, country]);
    const [is] = await tx.query<{ practice: boolean; country: string }>('select practice, country from installation');
    if (!is) throw new NothingServed('Nobody has served on this database yet.');
    practice = is.practice;
    if (asked !== null && practice !== asked) {
      throw new Error(
        asked ? 'This database holds real files and cannot be opened for practice.' : 'This database was made for practice and can never hold real files.',
      );
    }
    if (country !== undefined && is.country !== country)
      throw new Error(`This database was made for the country ${is.country} and cannot be opened for ${country}.`);
  });
  const wrapping = await openWrapping((fn) => db.as(theService, 'operations', fn), root);
  made.keys = await db.as(theService, 'operations', async (tx) => ({
    wrapping,
    context: contextKey,
    index: await installationKey(tx, wrapping, 'index'),
    actors: await installationKey(tx, wrapping, 'actors'),
  }));
  return db;
}

async function knowsUs(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ known: boolean }>('select nrm_context() as known');
  return row?.known === true;
}

/** One of the installation's own keys; made at the first opening. */
async function installationKey(tx: Tx, wrapping: Wrapping, name: string): Promise<KeyObject> {
  const by = await wrapping.now(tx);
  const fresh = wrap(by.key, randomBytes(32), 'installation', name);
  await tx.query(`insert into keys.installation_key (name, generation, wrapped) values ($1, $2, $3) on conflict do nothing`, [name, by.generation, fresh]);
  const [kept] = await tx.query<Wrapped>('select generation, wrapped from keys.installation_key where name = $1', [name]);
  if (!kept) throw new Error(`The installation's key ${name} is missing.`);
  return createSecretKey(unwrap(await wrapping.of(tx, kept.generation), kept.wrapped, 'installation', name));
}

function asking(client: Pick<ClientBase, 'query'>): Ask {
  return async (sql) => {
    const answer = await client.query<Record<string, unknown>>(sql);
    return Array.isArray(answer) ? [] : answer.rows;
  };
}

/** Whose logins these URLs name. */
export function loginsOf(urls: Readonly<Record<string, string>>): LoginNames {
  return Object.fromEntries(Object.entries(urls).map(([family, url]) => [family, new pg.Client({ connectionString: url }).user]));
}

async function masterIn(folder: string): Promise<Buffer> {
  const path = join(folder, 'master.key');
  if (existsSync(path)) return Buffer.from((await readFile(path, 'utf8')).trim(), 'hex');
  const made = newRootBytes();
  await writeFile(path, `${made.toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  return made;
}
