// Commands for whoever must bring an installation back: backup, restore, and the keys they need.
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { newIdentity } from '#kit/store/age-file.ts';
import { backUp, keysFileOf, keysLastDays, UnreadableBackup } from '#kit/store/backup.ts';
import { giveContext } from '#kit/store/context.ts';
import { loginsOf, openEmbedded, openPostgres, sessionAt, type Database } from '#kit/store/database.ts';
import { readMigrations, type Ask } from '#kit/store/migrate.ts';
import { readBackup, restore, RestoreRefused, type Source } from '#kit/store/restore.ts';
import { localRoot } from '#kit/store/root.ts';
import { writeAnew } from '#kit/store/sweep.ts';
import { readTombstones, TombstonesBroken, type Tombstones } from '#kit/store/tombstones.ts';
import type { Command } from './command.ts';
import { keepNew } from './key-commands.ts';
import { afterRestore } from './restored.ts';
import { rootKeyIn, UnsafeSetting, type Settings } from './settings.ts';

type Values = Parameters<Command['run']>[0];
type Print = (line: string) => void;

/** `settings` reads the environment and the flags. */
export function backupCommands(settings: (values: Values) => Settings): readonly Command[] {
  return [
    {
      name: 'new-backup-key',
      does: 'make the key that opens backups, and print whom to encrypt them to',
      example: './opennrm new-backup-key --out backup.identity',
      flags: { out: 'string' },
      run: (values, print) => newKey(text(values, 'out', 'backup.identity'), print),
    },
    {
      name: 'backup',
      does: 'write everything into two encrypted files, the keys apart, and read them again',
      example: 'BACKUP_URL=postgres://… ./opennrm backup --to age1… --out nrm-2024-01-15.age',
      flags: { data: 'string', to: 'string', out: 'string' },
      run: (values, print) => said(() => back(settings(values), values, print)),
    },
    {
      name: 'check-backup',
      does: 'read both files of a backup to their end, and say what they hold',
      example: './opennrm check-backup --from nrm-2024-01-15.age --identity backup.identity',
      flags: { from: 'string', identity: 'string' },
      run: (values, print) => said(() => look(values, print)),
    },
    {
      name: 'restore',
      does: 'bring a backup back into an empty database or folder, without those erased since',
      example: './opennrm restore --from nrm-2024-01-15.age --identity backup.identity --tombstones tombstones.log --root-key root.key --data DIR',
      flags: { from: 'string', identity: 'string', tombstones: 'string', data: 'string', 'root-key': 'string' },
      run: (values, print) => said(() => bring(settings(values), values, print)),
    },
    {
      name: 'sweep',
      does: 'write the tables anew that erasure empties, so that freed pages hold nothing (each night)',
      example: 'MIGRATE_URL=postgres://… ./opennrm sweep',
      flags: { data: 'string' },
      run: (values, print) => said(() => sweep(settings(values), print)),
    },
  ];
}

function text(values: Values, flag: string, example: string): string {
  const value = values[flag];
  if (typeof value !== 'string' || value === '') throw new UnsafeSetting(`--${flag} is needed, for example --${flag} ${example}`);
  return value;
}

/** What is wrong with a file or a place is a sentence, not a fault of the program. */
async function said(work: () => Promise<number>): Promise<number> {
  return work().catch((wrong: unknown) => {
    const known = wrong instanceof UnreadableBackup || wrong instanceof RestoreRefused || wrong instanceof TombstonesBroken;
    throw known ? new UnsafeSetting(wrong.message) : wrong;
  });
}

async function newKey(out: string, print: Print): Promise<number> {
  const { identity, recipient } = await newIdentity();
  await keepNew(out, `${identity}\n`);
  print(`${out}: opens backups. Keep it, and a copy, away from the machines that are backed up.`);
  print('Encrypt backups to (OPENNRM_BACKUP_TO):');
  print(recipient);
  return 0;
}

/** A session that may read every row: of a login of its own, or of a practice folder that nobody else holds. */
async function withReader(given: Settings, work: (ask: Ask) => Promise<void>): Promise<void> {
  if (!given.databaseUrl && !given.backupUrl) {
    if (!existsSync(given.dataFolder)) throw new UnsafeSetting(`There is no data folder ${given.dataFolder}.`);
    await (await openEmbedded(given.dataFolder, { migrations: await readMigrations(), prepare: (_embedded, ask) => work(ask) })).close();
    return;
  }
  if (!given.backupUrl) throw new UnsafeSetting('BACKUP_URL is needed: a login that reads every row (bypassrls, pg_read_all_data), used for backups alone.');
  const session = await sessionAt(given.backupUrl);
  await work(session.ask).finally(session.end);
}

async function back(given: Settings, values: Values, print: Print): Promise<number> {
  const out = text(values, 'out', 'nrm-2024-01-15.age');
  const to = (typeof values['to'] === 'string' ? values['to'] : (given.backupTo ?? '')).split(',').filter((one) => one !== '');
  if (to.length === 0) throw new UnsafeSetting('Whom to encrypt it to? Give --to, or OPENNRM_BACKUP_TO. Make a key: ./opennrm new-backup-key');
  if (to.some((one) => !/^age1[a-z0-9]+$/.test(one))) throw new UnsafeSetting('--to must be age recipients (age1…), parted by commas.');
  for (const name of [out, keysFileOf(out)]) if (existsSync(name)) throw new UnsafeSetting(`${name} is there already. A backup is never written over.`);
  await withReader(given, async (ask) => {
    const [keys, data] = await backUp(ask, out, to);
    print(`${out}: ${data?.rows} rows of ${data?.tables.size} tables, ${data?.head.log.size} lines of the log.`);
    print(`${keysFileOf(out)}: ${keys?.rows} wrapped keys and their generations. Keep it apart, and destroy it after ${keysLastDays} days.`);
    print('Both were read again from the disk and hold what the database held.');
  });
  return 0;
}

async function sourceOf(values: Values, tombstones: Tombstones): Promise<Source> {
  const identity = (await readFile(text(values, 'identity', 'backup.identity'), 'utf8')).trim();
  return { path: text(values, 'from', 'nrm-2024-01-15.age'), identity, tombstones };
}

const noTombstones: Tombstones = { marks: new Set(), chain: '' };

async function look(values: Values, print: Print): Promise<number> {
  const { data, keys } = await readBackup(await sourceOf(values, noTombstones), await readMigrations());
  print(
    `Made ${data.head.made}: ${data.rows + keys.rows} rows of ${data.tables.size + keys.tables.size} tables, ${data.head.log.size} lines of the log. Whole.`,
  );
  return 0;
}

async function tombstonesOf(given: Settings, values: Values): Promise<{ readonly path: string | null; readonly known: Tombstones }> {
  const named = typeof values['tombstones'] === 'string' ? values['tombstones'] : given.tombstonesFile;
  if (named === 'none') return { path: null, known: noTombstones };
  if (!named || !existsSync(named))
    throw new UnsafeSetting(
      '--tombstones is needed: the newest file of tombstones, else erased people would come back. If nobody was ever erased: --tombstones none',
    );
  return { path: named, known: await readTombstones(named) };
}

async function bring(given: Settings, values: Values, print: Print): Promise<number> {
  const { path: tombstones, known } = await tombstonesOf(given, values);
  const source = await sourceOf(values, known);
  const migrations = await readMigrations();
  const { databaseUrl: url, migrateUrl, masterKey } = given;
  if (url) {
    if (!migrateUrl || !masterKey) throw new UnsafeSetting('DATABASE_URL, MIGRATE_URL and OPENNRM_MASTER_KEY_FILE are needed.');
    const owner = await sessionAt(migrateUrl);
    try {
      const restored = await restore(owner.ask, source, migrations, loginsOf(given.logins ?? { all: url }));
      await giveContext(owner.ask, localRoot(masterKey));
      const db = await openPostgres({ url, logins: given.logins ?? undefined, master: masterKey, practice: null, restoring: true });
      return await afterRestore(db, owner.ask, restored, { ...given, tombstones }, print);
    } finally {
      await owner.end();
    }
  }
  return intoFolder(given, values, { source, tombstones }, print);
}

async function intoFolder(given: Settings, values: Values, from: { source: Source; tombstones: string | null }, print: Print): Promise<number> {
  const folder = given.dataFolder;
  const root = rootKeyIn(text(values, 'root-key', 'master.key'), '--root-key');
  if (existsSync(folder) && (await readdir(folder)).length > 0)
    throw new UnsafeSetting(`${folder} is not empty. A backup is restored into an empty place only.`);
  const migrations = await readMigrations();
  // What is wrong with the files is said before anything is made.
  const { data } = await readBackup(from.source, migrations);
  if (!data.head.practice) throw new UnsafeSetting('This backup holds real people’s files: it goes into PostgreSQL (DATABASE_URL), never into a folder.');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await writeFile(join(folder, 'master.key'), `${Buffer.from(root).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  const held: { ask?: Ask; restored?: Awaited<ReturnType<typeof restore>> } = {};
  const prepare = async (_embedded: unknown, ask: Ask): Promise<void> => {
    held.ask = ask;
    held.restored = await restore(ask, from.source, migrations);
  };
  const db: Database = await openEmbedded(folder, { migrations: [], root: localRoot(root), restoring: true, prepare });
  if (!held.ask || !held.restored) throw new Error('The folder was opened and nothing was restored.');
  return afterRestore(db, held.ask, held.restored, { ...given, tombstones: from.tombstones }, print);
}

async function sweep(given: Settings, print: Print): Promise<number> {
  const work = async (ask: Ask): Promise<void> => print(`${await writeAnew(ask)} tables written anew.`);
  if (!given.databaseUrl && !given.migrateUrl) {
    await withReader({ ...given, backupUrl: null }, work);
    return 0;
  }
  if (!given.migrateUrl) throw new UnsafeSetting('MIGRATE_URL, the owner’s login, is needed.');
  const owner = await sessionAt(given.migrateUrl);
  await work(owner.ask).finally(owner.end);
  return 0;
}
