// The thread behind run.ts: goes through the pieces of an estimate one after the other and tells how many are done.
import { working } from '#kit/long.ts';
import { estimation } from '#methods/capture/estimate.ts';
import type { Estimation, Options } from '#methods/capture/result.ts';
import type { Overlaps } from '#methods/capture/table.ts';
import { work } from '#methods/capture/work.ts';

/** How much of the whole each stage is, roughly: nobody can know before. */
const shares: Readonly<Record<string, readonly [from: number, to: number]>> = { models: [0, 0.2], resamples: [0.2, 0.9], posterior: [0.9, 1] };

working((share: (done: number) => void, table: Overlaps, options: Partial<Options>): Estimation => {
  const steps = estimation(table, options);
  let next = steps.next();
  while (next.done !== true) {
    const { name, jobs } = next.value;
    const [from, to] = shares[name] ?? [0, 1];
    const done = jobs.map((job, at) => {
      const found = work(job);
      share(from + ((to - from) * (at + 1)) / jobs.length);
      return found;
    });
    next = steps.next(done);
  }
  return next.value;
});
