// The stand of a measurement: a PostgreSQL database of its own, filled by SQL, and the program serving it as a process of its own.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { cloneServer, type Cloned } from '#tests/engines.ts';

const main = fileURLToPath(new URL('../../src/main.ts', import.meta.url));
export const today = '2024-01-15';

export type Served = { readonly base: string; readonly process: ChildProcess; readonly stop: () => Promise<void> };

/** Starts the program's own command line and waits until it says that it is ready. */
export async function serveWith(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Served> {
  const child = spawn(process.execPath, [main, ...args, '--port', '0', '--today', today], {
    // A measurement asks faster than people do.
    env: { ...process.env, OPENNRM_RATE_TIMES: '1000', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const base = await new Promise<string>((resolve, reject) => {
    void ended.then(() => reject(new Error('the program ended before it was ready')));
    if (!child.stdout) return;
    createInterface(child.stdout).on('line', (line) => {
      const found = /ready: (\S+)/.exec(line)?.[1];
      if (found) resolve(found);
    });
  });
  const stop = async (): Promise<void> => {
    child.kill('SIGTERM');
    await ended;
  };
  return { base, process: child, stop };
}

/** The owner's session, to fill and look. */
export type Owner = InstanceType<typeof pg.Client>;
export type Stand = Cloned & { readonly served: Served; readonly owner: Owner; readonly close: () => Promise<void> };

/** A database of its own, filled by `fill`, and the program serving it. */
export async function standOnPostgres(fill: (cloned: Cloned, owner: Owner) => Promise<void>): Promise<Stand> {
  const cloned = await cloneServer();
  const owner = new pg.Client({ connectionString: cloned.ownerUrl });
  await owner.connect();
  await fill(cloned, owner);
  const folder = await mkdtemp(join(tmpdir(), 'nrm-bench-'));
  const key = join(folder, 'key');
  await writeFile(key, Buffer.from(cloned.master).toString('base64'), { mode: 0o600 });
  const served = await serveWith(['serve', '--practice'], { DATABASE_URL: cloned.url, OPENNRM_MASTER_KEY_FILE: key });
  const close = async (): Promise<void> => {
    await served.stop();
    await owner.end();
    await cloned.db.close();
    await rm(folder, { recursive: true, force: true });
  };
  return { ...cloned, served, owner, close };
}

/** Waits until the program has done what it does by itself after a start: no measurement runs beside that. */
export async function quiet({ owner }: Pick<Stand, 'owner'>): Promise<void> {
  const done = async (): Promise<number> => {
    const { rows } = await owner.query<{ done: string }>('select xact_commit as done from pg_stat_database where datname = current_database()');
    return Number(rows[0]?.done ?? 0);
  };
  for (let before = -1, now = await done(); now - before > 8 || before < 0;) {
    await new Promise((resolve) => setTimeout(resolve, 4000));
    [before, now] = [now, await done()];
  }
}

/** Rows written by SQL as the owner: no trigger stamps them, no foreign key is looked up. For measurements alone. */
export async function asFilled(owner: Owner, fill: () => Promise<void>): Promise<void> {
  await owner.query('set session_replication_role = replica');
  await owner.query(`select set_config('nrm.actor', 'bench', false), set_config('nrm.organisation', 'service', false), set_config('nrm.team', 'service', false),
    set_config('nrm.role', 'system', false), set_config('nrm.purpose', 'operations', false)`);
  await fill();
  await owner.query('set session_replication_role = origin');
}

/** A number from the command line (`--cases 10000`), or the usual one. */
export function asked(name: string, usual: number): number {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? usual : Number(process.argv[at + 1]);
}

/** Ends a measurement without the empty summary of the test runner, whose databases it borrowed. */
export function end(): never {
  process.exit(process.exitCode);
}
