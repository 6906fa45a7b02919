// Work for a processor, done in a thread of its own: a program that serves people does not stand still for it.
import { parentPort, Worker } from 'node:worker_threads';

type Question = { readonly id: number; readonly asked: readonly unknown[] };
type Answer = { readonly id: number; readonly given?: unknown; readonly wrong?: string };
type Asker = { readonly resolve: (given: unknown) => void; readonly reject: (wrong: Error) => void };

/**
 * The same function, asked in another thread: `file` calls `answering` with it. One thread answers one question after the other; it begins
 * with the first question and keeps no process alive. What passes must be data. `what`: what it does, for the error where it has ended.
 */
export function apart<Asked extends readonly unknown[], Given>(file: URL, what: string): (...asked: Asked) => Promise<Given> {
  let thread: Worker | undefined;
  let questions = 0;
  const askers = new Map<number, Asker>();
  const begin = (): Worker => {
    const worker = new Worker(file, { execArgv: [] });
    worker.on('message', ({ id, given, wrong }: Answer) => {
      const asker = askers.get(id);
      askers.delete(id);
      if (askers.size === 0) worker.unref();
      if (wrong === undefined) asker?.resolve(given);
      else asker?.reject(new Error(wrong));
    });
    // A thread that died answers nobody: whoever waits is told, and the next question begins another.
    const lost = (why: Error): void => {
      if (thread === worker) thread = undefined;
      for (const { reject } of askers.values()) reject(why);
      askers.clear();
    };
    worker.on('error', lost);
    worker.on('exit', () => lost(new Error(`The thread that ${what} has ended.`)));
    return worker;
  };
  return (...asked) => {
    thread ??= begin();
    const question: Question = { id: (questions += 1), asked };
    thread.ref();
    return new Promise<Given>((resolve, reject) => {
      askers.set(question.id, { resolve: (given) => resolve(given as Given), reject });
      thread?.postMessage(question);
    });
  };
}

/** In the thread: answers each question with this function. */
export function answering<Asked extends readonly unknown[]>(work: (...asked: Asked) => unknown): void {
  const port = parentPort;
  if (!port) throw new Error('this file runs as a worker thread');
  const answer = async ({ id, asked }: Question): Promise<Answer> => {
    try {
      return { id, given: await work(...(asked as unknown as Asked)) };
    } catch (wrong) {
      return { id, wrong: (wrong as Error).message };
    }
  };
  port.on('message', (question: Question) => void answer(question).then((said) => port.postMessage(said)));
}
