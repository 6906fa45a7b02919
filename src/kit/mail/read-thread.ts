// The thread that reads one e-mail and ends: a message made to take for ever takes only its own thread with it.
import { parentPort, workerData } from 'node:worker_threads';
import { readMail } from './read.ts';

const { raw, relay } = workerData as { readonly raw: Uint8Array; readonly relay: string | null };
parentPort?.postMessage(await readMail(raw, relay));
