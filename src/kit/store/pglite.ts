// Starts the embedded database for practice: its worker, its socket, and the lock of its folder.
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { holdFolder } from './folder.ts';

export type Embedded = {
  /** The folder of the socket, as PostgreSQL's clients want it. */
  readonly host: string;
  /** Says that the database is whole: until then a killed process leaves nothing that would be kept. */
  finished(): Promise<void>;
  /** The whole database as one image, to start others from. */
  dump(): Promise<Uint8Array<ArrayBuffer>>;
  close(): Promise<void>;
};

const unfinished = 'unfinished.txt';
const socketName = '.s.PGSQL.5432';
/** The kernel's limit for a socket's path is 108 bytes on Linux and 104 elsewhere. */
const longestPath = 100;

export async function startEmbedded(named: string | 'memory', image?: Uint8Array<ArrayBuffer>): Promise<Embedded> {
  // A client takes a host that does not begin with a slash for a machine's name, so the socket's folder is a whole path.
  const folder = named === 'memory' ? named : resolve(named);
  if (folder !== 'memory') await mkdir(folder, { recursive: true, mode: 0o700 });
  const held = folder === 'memory' ? undefined : await holdFolder(folder);
  let host: string | undefined;
  try {
    if (folder !== 'memory') await clearUnfinished(folder);
    const own = folder !== 'memory' && Buffer.byteLength(join(folder, socketName)) <= longestPath;
    host = own ? folder : await mkdtemp(join(tmpdir(), 'nrm-'));
    await rm(join(host, socketName), { force: true });
    const worker = new Worker(new URL('./pglite-worker.ts', import.meta.url), {
      workerData: { folder: folder === 'memory' ? null : join(folder, 'pg'), socket: join(host, socketName), image: image ?? null },
      // Handed over, not copied: it is large, and nobody here looks at it again.
      transferList: image ? [image.buffer] : [],
      execArgv: [],
    });
    await said(worker, 'ready');
    worker.unref();
    const at = host;
    return {
      host: at,
      finished: async () => {
        if (folder !== 'memory') await rm(join(folder, unfinished), { force: true });
      },
      dump: async () => {
        worker.postMessage('dump');
        return (await said<{ image: Uint8Array<ArrayBuffer> }>(worker, 'image')).image;
      },
      close: async () => {
        worker.ref();
        const closed = said(worker, 'closed');
        worker.postMessage('close');
        await closed;
        await worker.terminate();
        await rm(own ? join(at, socketName) : at, { recursive: true, force: true });
        held?.release();
      },
    };
  } catch (wrong) {
    held?.release();
    throw wrong;
  }
}

/** A first start that was killed half-way is begun anew: nothing was acknowledged before its end. */
async function clearUnfinished(folder: string): Promise<void> {
  const begun = existsSync(join(folder, 'pg'));
  if (begun && !existsSync(join(folder, unfinished))) return;
  await rm(join(folder, 'pg'), { recursive: true, force: true });
  await writeFile(join(folder, unfinished), 'This folder is being made.\n');
}

function said<M>(worker: Worker, kind: string): Promise<M> {
  return new Promise((resolve, reject) => {
    const listen = (message: { kind: string }): void => {
      if (message.kind !== kind) return;
      worker.off('message', listen).off('error', reject);
      resolve(message as M);
    };
    worker.on('message', listen).once('error', reject);
  });
}
