// Databases for tests, on both engines: each test gets its own, cloned from one that was migrated once.
import { createHash, randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { after, test, type TestContext } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { migrateAt, openEmbedded, openPostgres, type Database } from '#kit/store/database.ts';
import { giveContext } from '#kit/store/context.ts';
import { localRoot } from '#kit/store/root.ts';
import { fingerprint, readMigrations, type Ask } from '#kit/store/migrate.ts';
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

/** An embedded database in memory. Closing it empties it for the next test of this process, which is far quicker than a new one. */
export const openMemory = (): Promise<Database> => borrow('pglite', startMemory);

/** A PostgreSQL database, emptied at closing likewise; dropped when the tests of this process are over. */
export const openServer = (): Promise<Database> => borrow('postgresql', startServer);

async function borrow(name: Engine['name'], start: () => Promise<Spare>): Promise<Database> {
  const spare = spares[name].pop() ?? (await start());
  const { db } = spare;
  const lent: Database = {
    ...db,
    practice: db.practice,
    close: async () => {
      db.tellTime(null);
      await spare.empty();
      spares[name].push(spare);
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

/** Starts one from a cached image of a migrated database; makes the image where there is none. */
async function startMemory(): Promise<Spare> {
  const migrations = await readMigrations();
  const cache = fileURLToPath(new URL('../node_modules/.cache/opennrm', import.meta.url));
  const path = `${cache}/pglite-${fingerprint(migrations)}.tar`;
  const image = await readFile(path).catch(() => undefined);
  let owner: Ask | undefined;
  const db = await openEmbedded('memory', {
    migrations,
    image: image && new Uint8Array(image),
    prepare: async (embedded, ask) => {
      owner = ask;
      process.on('exit', () => rmSync(embedded.host, { recursive: true, force: true }));
      if (image) return;
      await mkdir(cache, { recursive: true });
      const part = `${path}.${process.pid}`;
      await writeFile(part, await embedded.dump());
      await rename(part, path);
    },
  });
  if (!owner) throw new Error('the embedded database handed over no owner');
  return { db, owner, empty: await emptier(owner) };
}

/** What a new database holds is remembered; emptying brings every table back to that. */
async function emptier(ask: Ask): Promise<() => Promise<void>> {
  const tables = (await ask(`select schemaname || '.' || tablename as name from pg_tables where schemaname in ('public', 'keys') order by 1`)).map((row) =>
    String(row['name']),
  );
  const filled = async (): Promise<string[]> => {
    const rows = await ask(tables.map((name) => `select '${name}' as name where exists (select from ${name})`).join(' union all '));
    return rows.map((row) => String(row['name']));
  };
  const first = new Map<string, string>();
  for (const name of await filled()) {
    const [all] = await ask(`select json_agg(t)::text as rows from ${name} t`);
    first.set(name, String(all?.['rows']).replaceAll("'", "''"));
  }
  return async () => {
    const now = await filled();
    const back = [...first].map(([name, rows]) => `insert into ${name} select * from json_populate_recordset(null::${name}, '${rows}');`);
    await ask(
      `begin; set local lock_timeout = '20s'; set local session_replication_role = replica; truncate ${now.join(', ')} cascade; ${back.join('\n')} commit;`,
    );
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

/** A PostgreSQL database of its own, cloned from the template; dropped when it is closed. */
export async function cloneServer(mayEnd = false): Promise<Cloned> {
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
  const ownerUrl = at(name);
  const url = at(name, programLogin, programPassword);
  await asked(ownerUrl, (ask) => giveContext(ask, localRoot(master)));
  const db = await openPostgres({ url, master, practice: true, mayEnd });
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
