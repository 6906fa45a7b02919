// A mailbox handed over as a folder of .eml files: each is taken once, and goes only after it is kept.
import { constants } from 'node:fs';
import { open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { mailLimits } from './mail.ts';

/** What stays lying because it cannot be taken: by number, never by name, since a file's name may say who wrote. */
export type FolderTaken = { readonly kept: number; readonly tooLong: number; readonly notFiles: number };

/**
 * Takes every whole file (put there by a rename, as mail programs do) whose name ends in `.eml`. Nothing is followed out of the folder: a link
 * is left lying. Stopped between keeping and removing, it takes the file again, and `keep` keeps one message once.
 */
export async function takeFolder(folder: string, keep: (raw: Buffer) => Promise<void>): Promise<FolderTaken> {
  const taken = { kept: 0, tooLong: 0, notFiles: 0 };
  const names = (await readdir(folder)).filter((name) => name.endsWith('.eml')).sort();
  for (const name of names) {
    const path = join(folder, name);
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK).catch(() => undefined);
    const stat = await file?.stat();
    if (!file || !stat?.isFile()) {
      taken.notFiles += 1;
      await file?.close();
      continue;
    }
    try {
      if (stat.size > mailLimits.bytes) {
        taken.tooLong += 1;
        continue;
      }
      await keep(await file.readFile());
    } finally {
      await file.close();
    }
    await unlink(path);
    taken.kept += 1;
  }
  return taken;
}
