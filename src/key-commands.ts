// Commands about keys: make a root key, and wrap every key anew under another root.
import { existsSync } from 'node:fs';
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { openPostgres, openPractice, theService, type Database } from '#kit/store/database.ts';
import { localRoot, newRootBytes, type Root } from '#kit/store/root.ts';
import { rotate } from '#kit/store/rotate.ts';
import { WrongRoot } from '#kit/store/wrapping.ts';
import type { Command } from './command.ts';
import { rootKeyIn, UnsafeSetting, type Settings } from './settings.ts';

type Values = Parameters<Command['run']>[0];
type Print = (line: string) => void;

/** `settings` reads the environment and the flags. */
export function keyCommands(settings: (values: Values) => Settings): readonly Command[] {
  return [
    {
      name: 'new-root-key',
      does: 'make a root key: what wraps all others, to be kept outside the database',
      example: './opennrm new-root-key --out root-2.key',
      flags: { out: 'string' },
      run: async (values, print) => {
        const out = values['out'];
        if (typeof out !== 'string' || out === '') throw new UnsafeSetting('--out is needed, for example --out root-2.key');
        await keepNew(out, `${newRootBytes().toString('base64')}\n`);
        print(`${out}: a new root key. Keep a copy where neither the database nor its backups are kept.`);
        return 0;
      },
    },
    {
      name: 'rotate-key',
      does: 'wrap every key anew under another root; the old one opens nothing afterwards',
      example: 'DATABASE_URL=postgres://… OPENNRM_MASTER_KEY_FILE=root-1.key ./opennrm rotate-key --to root-2.key',
      flags: { data: 'string', to: 'string' },
      run: (values, print) => {
        const given = settings(values);
        return given.databaseUrl ? onServer(given, values['to'], print) : inFolder(given.dataFolder, print);
      },
    },
  ];
}

/** Writes where there is no file yet; only the program's own user can read it, and it is on the disk before this ends. */
export async function keepNew(path: string, text: string): Promise<void> {
  if (existsSync(path)) throw new UnsafeSetting(`${path} is there already. A key is never written over.`);
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function onServer(given: Settings, to: Values[string], print: Print): Promise<number> {
  const { databaseUrl: url, masterKey: master } = given;
  if (!url || !master) throw new UnsafeSetting('DATABASE_URL and OPENNRM_MASTER_KEY_FILE, the root there is now, are needed.');
  if (typeof to !== 'string' || to === '') throw new UnsafeSetting('--to is needed, for example --to root-2.key. Make one: ./opennrm new-root-key');
  const next = localRoot(rootKeyIn(to, '--to'));
  const opened = (root: Root): Promise<Database> => openPostgres({ url, master: root, practice: null });
  await between(opened, localRoot(master), next, print);
  print(`Give the program ${to} from now on. Keep the old root only until a backup made after this was verified, then destroy it.`);
  return 0;
}

/** Practice keeps its root in its folder: the new one stands beside it until every key is wrapped by it. */
async function inFolder(folder: string, print: Print): Promise<number> {
  const now = join(folder, 'master.key');
  const next = join(folder, 'master.key.new');
  if (!existsSync(now)) throw new UnsafeSetting(`There is no practice folder with a root key at ${folder}.`);
  if (!existsSync(next)) await keepNew(next, `${newRootBytes().toString('hex')}\n`);
  const rootIn = async (path: string): Promise<Root> => localRoot(Buffer.from((await readFile(path, 'utf8')).trim(), 'hex'));
  await between((root) => openPractice(folder, { root }), await rootIn(now), await rootIn(next), print);
  await rename(next, now);
  return 0;
}

/** Also after a rotation that had ended, where only what comes after it was broken off. */
async function between(opened: (root: Root) => Promise<Database>, from: Root, to: Root, print: Print): Promise<void> {
  const db = await opened(from).catch(async (wrong: unknown) => {
    if (!(wrong instanceof WrongRoot)) throw wrong;
    await (await opened(to).catch(() => Promise.reject(new UnsafeSetting(wrong.message)))).close();
    return null;
  });
  if (!db) return print('Every key is wrapped by the new root already.');
  try {
    const { files, generation } = await rotate(db, theService, from, to);
    print(`${files} keys of files wrapped anew, in generation ${generation}. The old root opens nothing any more.`);
  } finally {
    await db.close();
  }
}
