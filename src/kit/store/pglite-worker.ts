// The embedded database in a thread of its own, so that a long query does not stop the program; spoken to over a socket.
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { parentPort, workerData } from 'node:worker_threads';

const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread');
const asked = workerData as { folder: string | null; socket: string; image: Uint8Array<ArrayBuffer> | null };

const db = await PGlite.create({
  ...(asked.folder ? { dataDir: asked.folder } : {}),
  ...(asked.image ? { loadDataDir: new Blob([asked.image]) } : {}),
});
// Several sockets, since a reconnect after an error comes before the old socket is gone; the program itself holds one client.
const server = new PGLiteSocketServer({ db, path: asked.socket, maxConnections: 8 });
await server.start();

port.on('message', (message: 'close' | 'dump') => void answer(message));
port.postMessage({ kind: 'ready' });

async function answer(message: 'close' | 'dump'): Promise<void> {
  if (message === 'dump') {
    const image = new Uint8Array(await (await db.dumpDataDir('none')).arrayBuffer());
    port?.postMessage({ kind: 'image', image });
    return;
  }
  await server.stop();
  await db.close();
  port?.postMessage({ kind: 'closed' });
  port?.close();
}
