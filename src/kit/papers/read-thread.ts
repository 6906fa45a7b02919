// The thread that reads one paper and ends: a paper made to take for ever takes only its own thread with it.
import { parentPort, workerData } from 'node:worker_threads';
import { wordsOfPaper } from './words.ts';

parentPort?.postMessage(wordsOfPaper(workerData as Uint8Array));
