// The embedded database in a thread of its own, so that a long query does not stop the program; spoken to over a socket.
import { PGlite } from '@electric-sql/pglite';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import { subscribe } from 'node:diagnostics_channel';
import type { Socket } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread');
const asked = workerData as { folder: string | null; socket: string; image: Uint8Array<ArrayBuffer> | null };

const db = await PGlite.create({
  ...(asked.folder ? { dataDir: asked.folder } : {}),
  ...(asked.image ? { loadDataDir: new Blob([asked.image]) } : {}),
});
// A statement comes as five messages, and each is answered by a write of its own, which wakes the other thread. What is written in one turn of the
// loop leaves together: a third of all the work of answering was these writes.
subscribe('net.server.socket', (message) => {
  const { socket } = message as { readonly socket: Socket };
  const write = socket.write.bind(socket) as (...given: unknown[]) => boolean;
  socket.write = (...given: unknown[]): boolean => {
    if (socket.writableCorked === 0) {
      socket.cork();
      setImmediate(() => socket.uncork());
    }
    return write(...given);
  };
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
