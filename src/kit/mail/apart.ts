// Reads an e-mail in a thread of its own, within a time and a memory; what cannot be read within them is kept unread.
import { Worker } from 'node:worker_threads';
import { mailLimits, unreadMail, type Mail } from './mail.ts';

/** Never refuses: what is wrong with a message is told in `left`, and its original is what counts. */
export function mailApart(raw: Uint8Array, relay: string | null, within: number = mailLimits.readMs): Promise<Mail> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./read-thread.ts', import.meta.url), {
      execArgv: [],
      workerData: { raw, relay },
      resourceLimits: { maxOldGenerationSizeMb: mailLimits.readMiB },
      stderr: true,
      stdout: true,
    });
    const end = (mail: Mail): void => {
      clearTimeout(late);
      resolve(mail);
      void worker.terminate();
    };
    const late = setTimeout(() => end(unreadMail), within);
    worker.once('message', (mail: Mail) => end(mail));
    worker.once('error', () => end(unreadMail));
    worker.once('exit', () => end(unreadMail));
  });
}
