// A PostgreSQL server of a test's own: made in a temporary folder, killed without warning, started again, read byte by byte.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { accessSync, chownSync, closeSync, constants, existsSync, mkdtempSync, openSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';

export type Cluster = {
  /** The superuser's login. */
  readonly url: string;
  readonly folder: string;
  readonly start: () => Promise<void>;
  /** kill -9 of the postmaster, as a power switch would: nothing is tidied up. */
  readonly kill: () => Promise<void>;
  /** kill -9 of one process that serves a connection of the program; the server then starts over by itself. Says whether there was one. */
  readonly killOne: () => Promise<boolean>;
  readonly stop: () => Promise<void>;
  /** What the server wrote to its own log. */
  readonly log: () => string;
  readonly remove: () => Promise<void>;
};

const has = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
};

function binaries(): string | undefined {
  const debian = '/usr/lib/postgresql';
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const places = [...versions.map((version) => join(debian, version, 'bin')), ...(process.env['PATH'] ?? '').split(':')];
  return places.find((place) => place !== '' && has(join(place, 'initdb')) && has(join(place, 'postgres')));
}

type Who = { readonly uid?: number; readonly gid?: number };

/** PostgreSQL does not run as root: then as the account that its package made, or as nobody. */
function account(): Who {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string): number => {
    try {
      return Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
    } catch {
      return 65534;
    }
  };
  return { uid: idOf('-u'), gid: idOf('-g') };
}

/** Why no server of one's own can be started here; null where it can. */
export function whyNoCluster(): string | null {
  if (process.platform === 'win32') return 'there is no kill -9 on this system';
  return binaries() ? null : 'no initdb and postgres are installed here';
}

async function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

/** `settings`: further lines of postgresql.conf. */
export async function makeCluster(settings: readonly string[] = []): Promise<Cluster> {
  const bin = binaries();
  if (!bin) throw new Error('no PostgreSQL is installed here');
  const who = account();
  const home = mkdtempSync(join(tmpdir(), 'nrm-cluster-'));
  if (who.uid !== undefined && who.gid !== undefined) chownSync(home, who.uid, who.gid);
  const folder = join(home, 'data');
  const port = await freePort();
  execFileSync(join(bin, 'initdb'), ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C', '-N'], { ...who, cwd: home, stdio: 'ignore' });
  const conf = ['listen_addresses = 127.0.0.1', `port = ${port}`, `unix_socket_directories = '${home}'`, 'max_connections = 60', 'shared_buffers = 32MB'];
  writeFileSync(join(folder, 'postgresql.auto.conf'), [...conf.map((line) => line.replace('= 127.0.0.1', "= '127.0.0.1'")), ...settings, ''].join('\n'));
  const logFile = join(home, 'server.log');
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  let child: ChildProcess | undefined;
  let ended: Promise<unknown> = Promise.resolve();

  const launch = (): void => {
    const out = openSync(logFile, 'a');
    child = spawn(join(bin, 'postgres'), ['-D', folder], { ...who, cwd: home, stdio: ['ignore', out, out] });
    closeSync(out);
    ended = new Promise((resolve) => child?.once('exit', resolve));
  };
  const start = async (): Promise<void> => {
    // What the dead server held (its processes, its memory) goes within moments: until then a start is refused. Its files are never touched.
    for (let tries = 0; tries < 600; tries += 1) {
      if (!child || child.exitCode !== null || child.signalCode !== null) launch();
      if (await answers(url)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server does not start: ${readFileSync(logFile, 'utf8').slice(-2000)}`);
  };
  const signal = async (name: 'SIGKILL' | 'SIGINT'): Promise<void> => {
    child?.kill(name);
    await ended;
  };
  await start();
  return {
    url,
    folder,
    start,
    kill: () => signal('SIGKILL'),
    killOne: async () => {
      const pid = await oneOf(url);
      if (!pid) return false;
      process.kill(pid, 'SIGKILL');
      return true;
    },
    stop: () => signal('SIGINT'),
    log: () => readFileSync(logFile, 'utf8'),
    remove: async () => {
      await signal('SIGINT');
      rmSync(dirname(folder), { recursive: true, force: true });
    },
  };
}

async function answers(url: string): Promise<boolean> {
  return asking(url, async () => Promise.resolve(true)).catch(() => false);
}

/** A process of this very server that serves the program. */
async function oneOf(url: string): Promise<number | undefined> {
  return asking(url, async (client) => {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity where backend_type = 'client backend' and usename <> 'postgres' order by state <> 'idle' desc, random() limit 1`,
    );
    return rows[0]?.pid;
  }).catch(() => undefined);
}

async function asking<T>(url: string, work: (client: InstanceType<typeof pg.Client>) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
