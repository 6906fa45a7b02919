// An estimate worked out in threads: its pieces are shared out as each becomes free, and put together in their order, so that how many threads there are changes nothing.
import { apart } from '#kit/apart.ts';
import type { Stage } from '#methods/capture/estimate.ts';
import type { Done, work } from '#methods/capture/work.ts';

/** `told`: after each piece, how many of its stage are done. `stopped`: asked before each piece; then no more are begun. */
export type Running = {
  readonly workers: number;
  readonly told: (stage: Stage, done: number) => void;
  readonly stopped: () => boolean;
};

/** What the steps come to; nothing where it was stopped. */
export async function inThreads<T>(steps: Generator<Stage, T, readonly Done[]>, running: Running): Promise<T | undefined> {
  const threads = Array.from({ length: running.workers }, () =>
    apart<Parameters<typeof work>, Done>(new URL('./estimate-thread.ts', import.meta.url), 'works out estimates'),
  );
  let next = steps.next();
  while (next.done !== true) {
    const done = await ofStage(next.value, threads, running);
    if (!done) return undefined;
    next = steps.next(done);
  }
  return next.value;
}

async function ofStage(
  stage: Stage,
  threads: readonly ((...job: Parameters<typeof work>) => Promise<Done>)[],
  running: Running,
): Promise<readonly Done[] | undefined> {
  const done: Done[] = [];
  let [begun, ended] = [0, 0];
  const lane = async (thread: (typeof threads)[number]): Promise<void> => {
    for (;;) {
      const at = begun;
      const job = stage.jobs[at];
      if (!job || running.stopped()) return;
      begun += 1;
      done[at] = await thread(job);
      ended += 1;
      running.told(stage, ended);
    }
  };
  running.told(stage, 0);
  await Promise.all(threads.map(lane));
  return ended === stage.jobs.length && !running.stopped() ? done : undefined;
}
