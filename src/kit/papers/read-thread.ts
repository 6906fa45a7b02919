// The thread that reads one paper and ends: a paper made to take for ever takes only its own thread with it.
import { parentPort, workerData } from 'node:worker_threads';
import { isPdf, wordsOfPaper } from './words.ts';

const bytes = workerData as Uint8Array;
// What reads a PDF is loaded for one alone.
parentPort?.postMessage(isPdf(bytes) ? await (await import('./pdf.ts')).wordsOfPdf(bytes) : wordsOfPaper(bytes));
