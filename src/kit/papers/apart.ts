// Reads the words of a paper in a thread of its own, within a time and a memory; what cannot be read within them is not shown.
import { Worker } from 'node:worker_threads';
import { isPdf, paperLimits, type PaperWords } from './words.ts';

/** Never refuses: nothing where it holds no words that can be shown, or is made to do harm. */
export function wordsApart(bytes: Uint8Array, within: number = isPdf(bytes) ? paperLimits.readPdfMs : paperLimits.readMs): Promise<PaperWords | undefined> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read-thread.ts', import.meta.url), {
      execArgv: [],
      workerData: bytes,
      resourceLimits: { maxOldGenerationSizeMb: paperLimits.readMiB },
      stderr: true,
      stdout: true,
    });
    const end = (words?: PaperWords): void => {
      clearTimeout(late);
      clearInterval(watch);
      resolve(words);
      void worker.terminate();
    };
    const late = setTimeout(end, within);
    // The thread's own bound counts no buffers, and what a PDF unpacks to stands in buffers.
    const most = process.memoryUsage.rss() + paperLimits.growMiB * 2 ** 20;
    const watch = setInterval(() => process.memoryUsage.rss() > most && end(), 20);
    worker.once('message', (words: PaperWords | undefined) => end(words));
    worker.once('error', () => end());
    worker.once('exit', () => end());
  });
}
