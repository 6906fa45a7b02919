// The same answer as `assign`, worked out in a thread of its own: a program that serves people does not stand still for it.
import { Worker } from 'node:worker_threads';
import type { assign, Given } from '#methods/assign.ts';

type Asked = Parameters<typeof assign>;
export type Question = { readonly id: number; readonly asked: Asked };
export type Answer = { readonly id: number; readonly given?: readonly Given[]; readonly wrong?: string };
type Asker = { readonly resolve: (given: readonly Given[]) => void; readonly reject: (wrong: Error) => void };

let thread: Worker | undefined;
let questions = 0;
const askers = new Map<number, Asker>();

/** One thread answers one question after the other. It begins with the first question and keeps no process alive. */
export function assignApart(...asked: Asked): Promise<readonly Given[]> {
  thread ??= begin();
  const question: Question = { id: (questions += 1), asked };
  thread.ref();
  return new Promise<readonly Given[]>((resolve, reject) => {
    askers.set(question.id, { resolve, reject });
    thread?.postMessage(question);
  });
}

function begin(): Worker {
  const worker = new Worker(new URL('./assign-thread.ts', import.meta.url), { execArgv: [] });
  worker.on('message', ({ id, given, wrong }: Answer) => {
    const asker = askers.get(id);
    askers.delete(id);
    if (askers.size === 0) worker.unref();
    if (given) asker?.resolve(given);
    else asker?.reject(new Error(wrong ?? 'No best answer was found.'));
  });
  // A thread that died answers nobody: whoever waits is told, and the next question begins another.
  const lost = (why: Error): void => {
    if (thread === worker) thread = undefined;
    for (const { reject } of askers.values()) reject(why);
    askers.clear();
  };
  worker.on('error', lost);
  worker.on('exit', () => lost(new Error('The thread that works out places has ended.')));
  return worker;
}
