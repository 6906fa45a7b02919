// Databases for tests, on both engines: each test gets its own, cloned from one that was migrated once.
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { existsSync, rmSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrateAt, openEmbedded, openPostgres, type Database } from '#kit/store/database.ts';
import { giveContext } from '#kit/store/context.ts';
import { localRoot } from '#kit/store/root.ts';
import { fingerprint, readMigrations, type Ask, type Migration } from '#kit/store/migrate.ts';
import { ensureRoles } from '#kit/store/roles.ts';

/** The server for tests, reached as its superuser; the program itself is given a login of its own. */
export const serverUrl = process.env['TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';
const programLogin = 'nrm_test_program';
const programPassword = 'for-tests-only';
/** Test databases older than this were left over by a run that was stopped. */
const leftOverAfterMinutes = 60;

export type Engine = { readonly name: 'pglite' | 'postgresql'; readonly open: () => Promise<Database> };

/** The engines to test on. PostgreSQL missing: left out on a developer's machine, an error where CI=true. */
export async function engines(): Promise<readonly Engine[]> {
  const embedded: Engine = { name: 'pglite', open: openMemory };
  if (await serverAnswers()) return [embedded, { name: 'postgresql', open: openServer }];
  if (process.env['CI'] === 'true') throw new Error(`No PostgreSQL answers at ${serverUrl}, and CI tests on both engines.`);
  return [embedded];
}

/** Runs a test once on each engine, each with an empty, migrated database of its own. */
export function onEveryEngine(title: string, body: (t: TestContext, db: Database) => Promise<void>): void {
  test(`${title} (pglite)`, (t) => withDatabase(t, openMemory, body));
  test(`${title} (postgresql)`, async (t) => {
    if (await mayTest(t)) await withDatabase(t, openServer, body);
  });
}

/** For what one engine alone can show: separate logins, two sessions, time-outs. */
export function onPostgres(title: string, body: (t: TestContext, db: Database, where: Cloned) => Promise<void>): void {
  test(`${title} (postgresql)`, async (t) => {
    if (!(await mayTest(t))) return;
    const cloned = await cloneServer();
    try {
      await body(t, cloned.db, cloned);
    } finally {
      await cloned.db.close();
    }
  });
}

async function mayTest(t: TestContext): Promise<boolean> {
  if (await serverAnswers()) return true;
  if (process.env['CI'] === 'true') throw new Error(`No PostgreSQL answers at ${serverUrl}, and CI tests on both engines.`);
  t.skip('no PostgreSQL answers here');
  return false;
}

async function withDatabase(t: TestContext, open: () => Promise<Database>, body: (t: TestContext, db: Database) => Promise<void>): Promise<void> {
  const db = await open();
  try {
    await body(t, db);
  } finally {
    await db.close();
  }
}

const owners = new WeakMap<Database, Ask>();

/** The owner's session with a test's database, past every policy. */
export function ownerOf(db: Database): Ask {
  const found = owners.get(db);
  if (!found) throw new Error('This database was not opened for a test here.');
  return found;
}

type Spare = { readonly db: Database; readonly owner: Ask; readonly empty: () => Promise<void> };
const spares: Record<Engine['name'], Spare[]> = { pglite: [], postgresql: [] };

/** An embedded database in memory. The next test of this process that wants one gets the same, emptied, which is far quicker than a new one. */
export const openMemory = (): Promise<Database> => borrow('pglite', startMemory);

/** A PostgreSQL database, emptied for the next test likewise; dropped when the tests of this process are over. */
export const openServer = (): Promise<Database> => borrow('postgresql', startServer);

/** Emptied when somebody wants it and not when it is closed: the last one of a process is never emptied for nobody. */
async function borrow(name: Engine['name'], start: () => Promise<Spare>): Promise<Database> {
  const used = spares[name].pop();
  await used?.empty();
  const spare = used ?? (await start());
  const { db } = spare;
  const lent: Database = {
    ...db,
    practice: db.practice,
    close: () => {
      db.tellTime(null);
      spares[name].push(spare);
      return Promise.resolve();
    },
  };
  owners.set(lent, spare.owner);
  return lent;
}

async function startServer(): Promise<Spare> {
  const cloned = await cloneServer(true);
  const owner: Ask = (sql) => asked(cloned.ownerUrl, (ask) => ask(sql));
  drops.push(() => cloned.db.close());
  return { db: cloned.db, owner, empty: await emptier(owner) };
}

const drops: (() => Promise<void>)[] = [];
after(async () => {
  for (const drop of drops.splice(0)) await drop();
});

/** Where the image of a database with these migrations is kept, between runs too. */
const imageOf = (migrations: readonly Migration[]): string =>
  fileURLToPath(new URL(`../node_modules/.cache/opennrm/pglite-${fingerprint(migrations)}.tar`, import.meta.url));

/** Starts one from a cached image of a migrated database; makes the image where there is none. */
async function startMemory(): Promise<Spare> {
  const migrations = await readMigrations();
  const path = imageOf(migrations);
  const image = await readFile(path).catch(() => undefined);
  let owner: Ask | undefined;
  const db = await openEmbedded('memory', {
    migrations,
    image: image && new Uint8Array(image.buffer as ArrayBuffer, image.byteOffset, image.byteLength),
    prepare: async (embedded, ask) => {
      owner = ask;
      process.on('exit', () => rmSync(embedded.host, { recursive: true, force: true }));
      if (image) return;
      await mkdir(dirname(path), { recursive: true });
      const part = `${path}.${process.pid}`;
      await writeFile(part, await embedded.dump());
      await rename(part, path);
    },
  });
  if (!owner) throw new Error('the embedded database handed over no owner');
  return { db, owner, empty: await emptier(owner) };
}

/** A data folder as a first start leaves it, in a quarter of the time. For tests of something else than a first start. */
export async function startedFolder(folder: string): Promise<string> {
  const path = imageOf(await readMigrations());
  if (!existsSync(path)) await (await openMemory()).close();
  await mkdir(join(folder, 'pg'), { recursive: true });
  execFileSync('tar', ['--extract', '--file', path, '--directory', join(folder, 'pg')], { stdio: ['ignore', 'ignore', 'pipe'] });
  return folder;
}

/** What a new database holds is remembered; emptying brings every table back to that. */
async function emptier(ask: Ask): Promise<() => Promise<void>> {
  const rows = await ask(`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'keys') order by 1`);
  const tables = rows.map((row) => String(row['name']));
  const ofEach = (what: (name: string) => string): Promise<Record<string, unknown>[]> => ask(tables.map(what).join(' union all '));
  const first = await ofEach((name) => `select '${name}' as name, json_agg(t)::text as rows from ${name} t having count(*) > 0`);
  const back = first.map(({ name, rows }) => {
    const text = String(rows).replaceAll("'", "''");
    return `insert into ${String(name)} select * from json_populate_recordset(null::${String(name)}, '${text}');`;
  });
  return async () => {
    // A few rows are deleted: to truncate makes new files for the table and each of its indexes, which takes a hundred times as long.
    const now = await ofEach((name) => `select '${name}' as name, pg_relation_size('${name}') > 1000000 as large where exists (select from ${name})`);
    const out = now.map(({ name, large }) => (large ? `truncate ${String(name)} cascade;` : `delete from ${String(name)};`));
    await ask(`begin; set local lock_timeout = '20s'; set local session_replication_role = replica; ${[...out, ...back].join('\n')} commit;`);
  };
}

export type Cloned = {
  readonly db: Database;
  /** The program's login on this database. */
  readonly url: string;
  /** The owner's login on this database. */
  readonly ownerUrl: string;
  readonly master: Uint8Array;
};

let answering: Promise<boolean> | undefined;
function serverAnswers(): Promise<boolean> {
  answering ??= onServer(async () => true).catch(() => false);
  return answering;
}

/**
 * A PostgreSQL database of its own, cloned from the template; dropped when it is closed. `spare`: one that lets its process end with connections
 * idle, and whose commits do not wait for the disk: nobody pulls its plug. What is proved by killing a server has one that waits.
 */
export async function cloneServer(spare = false): Promise<Cloned> {
  const name = `nrm_test_${Math.floor(Date.now() / 60_000)}_${randomBytes(6).toString('hex')}`;
  for (let round = 0; ; round += 1) {
    const from = await ensureTemplate();
    try {
      await onServer((ask) => ask(`create database ${name} template ${from}`));
      break;
    } catch (wrong) {
      // Somebody still looks at the template, or another run with other migrations dropped it.
      if (round > 20 || !['55006', '3D000'].includes((wrong as { code?: string }).code ?? '')) throw wrong;
      template = undefined;
    }
  }
  const master = createHash('sha256').update(name).digest();
  if (spare) await onServer((ask) => ask(`alter database ${name} set synchronous_commit = off`));
  const ownerUrl = at(name);
  const url = at(name, programLogin, programPassword);
  await asked(ownerUrl, (ask) => giveContext(ask, localRoot(master)));
  const db = await openPostgres({ url, master, practice: true, mayEnd: spare });
  const closed: Database = {
    ...db,
    practice: db.practice,
    close: async () => {
      await db.close();
      await onServer((ask) => ask(`drop database if exists ${name} with (force)`));
    },
  };
  owners.set(closed, (sql) => asked(ownerUrl, (ask) => ask(sql)));
  return { db: closed, url, ownerUrl, master };
}

let template: Promise<string> | undefined;
function ensureTemplate(): Promise<string> {
  template ??= makeTemplate();
  return template;
}

/** Makes the template once per set of migrations; other test processes wait for it. Old ones go. */
async function makeTemplate(): Promise<string> {
  const migrations = await readMigrations();
  const name = `nrm_template_${fingerprint(migrations)}`;
  await onServer(async (ask) => {
    await ask('select pg_advisory_lock(7240581003553)');
    await ask(`do $$ begin
      if not exists (select from pg_roles where rolname = '${programLogin}') then
        create role ${programLogin} login nosuperuser nobypassrls password '${programPassword}';
      end if; end $$`);
    await ensureRoles(ask, { all: programLogin });
    await clearOut(ask, name);
    const [made] = await ask(`select shobj_description(oid, 'pg_database') as state from pg_database where datname = '${name}'`);
    if (made?.['state'] === 'ready') return;
    await ask(`drop database if exists ${name} with (force)`);
    await ask(`create database ${name} template template0`);
    await migrateAt(at(name), migrations, { all: programLogin });
    await ask(`comment on database ${name} is 'ready'`);
  });
  return name;
}

async function clearOut(ask: Ask, keep: string): Promise<void> {
  const oldest = Math.floor(Date.now() / 60_000) - leftOverAfterMinutes;
  const left = await ask(`select datname as name from pg_database d where
    (datname ~ '^nrm_test_[0-9]+_' and split_part(datname, '_', 3)::bigint < ${oldest})
    or (datname like 'nrm\\_template\\_%' and datname <> '${keep}'
        and (pg_stat_file('base/' || d.oid || '/PG_VERSION')).modification < now() - interval '${leftOverAfterMinutes} minutes')`);
  for (const row of left) await ask(`drop database if exists ${String(row['name'])} with (force)`);
}

function at(database: string, user?: string, password?: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  if (user !== undefined) url.username = user;
  if (password !== undefined) url.password = password;
  return url.href;
}

/** One session with the server's own database; ending it lets its locks go. */
const onServer = <T>(work: (ask: Ask) => Promise<T>): Promise<T> => asked(serverUrl, work);

async function asked<T>(url: string, work: (ask: Ask) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  await client.connect();
  try {
    return await work(async (sql) => {
      const answer = await client.query<Record<string, unknown>>(sql);
      return Array.isArray(answer) ? [] : answer.rows;
    });
  } finally {
    await client.end();
  }
}
