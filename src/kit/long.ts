// Work that takes minutes, in a thread of its own that begins with it and ends with it: it tells how far it is, and it can be stopped.
import { parentPort, Worker, workerData } from 'node:worker_threads';

type Told<Given> = { readonly share: number } | { readonly given: Given } | { readonly wrong: string };
export type Long<Given> = { readonly made: Promise<Given | null>; readonly stop: () => void };

/** `file` calls `working`. What passes must be data. `share`: told how much is done, from 0 to 1. `made` is nothing where it was stopped. */
export function long<Asked extends readonly unknown[], Given>(file: URL): (share: (done: number) => void, ...asked: Asked) => Long<Given> {
  return (share, ...asked) => {
    const thread = new Worker(file, { execArgv: [], workerData: asked });
    let stopped = false;
    const made = new Promise<Given | null>((resolve, reject) => {
      thread.on('message', (told: Told<Given>) => {
        if ('share' in told) share(told.share);
        else if ('given' in told) resolve(told.given);
        else reject(new Error(told.wrong));
      });
      thread.on('error', reject);
      thread.on('exit', () => (stopped ? resolve(null) : reject(new Error('The thread has ended before its work.'))));
    });
    // Nobody may be waiting for it: what goes wrong is then nobody's to hear.
    made.catch(() => undefined);
    thread.unref();
    return {
      made,
      stop: () => {
        stopped = true;
        void thread.terminate();
      },
    };
  };
}

/** In the thread: does the work that was asked, and tells how far it is. */
export function working<Asked extends readonly unknown[]>(work: (share: (done: number) => void, ...asked: Asked) => unknown): void {
  const port = parentPort;
  if (!port) throw new Error('this file runs as a worker thread');
  try {
    port.postMessage({ given: work((share) => port.postMessage({ share }), ...(workerData as Asked)) });
  } catch (wrong) {
    port.postMessage({ wrong: (wrong as Error).message });
  }
}
