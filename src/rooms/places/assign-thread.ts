// The thread behind assign-apart.ts: a question in, its answer out.
import { parentPort } from 'node:worker_threads';
import type { Answer, Question } from './assign-apart.ts';
import { assign } from '#methods/assign.ts';

const port = parentPort;
if (!port) throw new Error('this file runs as a worker thread');

async function answer({ id, asked }: Question): Promise<Answer> {
  try {
    return { id, given: await assign(...asked) };
  } catch (wrong) {
    return { id, wrong: (wrong as Error).message };
  }
}

port.on('message', (question: Question) => void answer(question).then((said) => port.postMessage(said)));
