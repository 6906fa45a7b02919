// With which key this installation signs its log's checkpoints, and which file witnesses them.
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Vouching } from '#kit/store/checkpoint.ts';
import { newSigner, readSigner, writeSigner, type Signer } from '#kit/store/note.ts';
import { UnsafeSetting, type Settings } from './settings.ts';

type Named = Pick<Settings, 'logKey' | 'witnessFile' | 'databaseUrl' | 'dataFolder'>;

/** Null where no key is named: then no checkpoint is made. Practice in a data folder makes its own key there. */
export async function vouchingOf(settings: Named): Promise<Vouching | null> {
  const { logKey, witnessFile, databaseUrl, dataFolder } = settings;
  if (logKey) return { signer: logKey, witness: witnessFile ?? (databaseUrl ? null : join(dataFolder, 'witness.log')) };
  if (databaseUrl) return null;
  return { signer: await keyIn(dataFolder), witness: witnessFile ?? join(dataFolder, 'witness.log') };
}

async function keyIn(folder: string): Promise<Signer> {
  const path = join(folder, 'log.key');
  if (!existsSync(path)) {
    await mkdir(folder, { recursive: true });
    await keepSigner(path, newSigner(`practice.invalid/opennrm-${randomBytes(4).toString('hex')}`));
  }
  const signer = readSigner(await readFile(path, 'utf8'));
  if (!signer) throw new UnsafeSetting(`${path} holds no key of the log. The checkpoints already made need the one that was there.`);
  return signer;
}

/** Writes a new key where there is no file yet; only the program's own user can read it. */
export async function keepSigner(path: string, signer: Signer): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  try {
    await file.writeFile(`${writeSigner(signer)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** What is missing of it, in sentences, before real people's data. */
export function vouchingBlockers(settings: Pick<Settings, 'logKey' | 'witnessFile'>): readonly string[] {
  return [
    ...(settings.logKey ? [] : ['Log: no key is named (OPENNRM_LOG_KEY_FILE), so no checkpoint of the log is made. Make one: ./opennrm new-log-key']),
    ...(settings.witnessFile
      ? []
      : ['Log: no witness is named (OPENNRM_WITNESS_FILE), a file on another machine or in other hands that every checkpoint is added to.']),
  ];
}
