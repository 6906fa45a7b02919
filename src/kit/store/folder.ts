// One process holds a data folder at a time (data.md 15). The kernel keeps the lock, so it ends with the process however that ends.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process holds the folder. Its message is a sentence to show as it is. */
export class FolderBusy extends Error {}

export type Held = { release(): void };

/**
 * Takes the folder or throws FolderBusy. The lock is SQLite's on an empty file: a lock file with a process id can be
 * stale, and taking over a stale one is a race; a lock of the kernel's is neither.
 */
export async function holdFolder(folder: string): Promise<Held> {
  const lock = new DatabaseSync(join(folder, 'in-use.lock'), { timeout: 0 });
  const note = join(folder, 'in-use.txt');
  try {
    lock.exec('pragma journal_mode = memory; begin exclusive');
  } catch {
    lock.close();
    throw new FolderBusy(`The folder ${folder} is in use by another process${holder(note)}. Stop that one first, or choose another folder with --data.`);
  }
  writeFileSync(note, `${process.pid}\n`, { mode: 0o600 });
  return { release: () => lock.close() };
}

function holder(note: string): string {
  try {
    const pid = readFileSync(note, 'utf8').trim();
    return /^\d+$/.test(pid) ? ` (process ${pid})` : '';
  } catch {
    return '';
  }
}
