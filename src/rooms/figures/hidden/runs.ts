// Estimates that are being worked out, or were: kept in memory for who asked, so that a page can show how far one is and stop it.
import type { Long } from '#kit/long.ts';
import type { Overlaps } from '#methods/capture/table.ts';
import type { Estimation, Options } from '#methods/capture/result.ts';
import type { Overlap } from './overlap.ts';

/** Begins the work elsewhere. `share`: told how much of it is done, from 0 to 1. `stop` ends it at once; `made` is then nothing. */
export type Begin = (table: Overlaps, options: Partial<Options>, share: (done: number) => void) => Long<Estimation>;

/** `source`: what was asked of, as its reader reads it. `overlap`: the table of live cases, where it is one. */
export type Asked = { readonly source: string; readonly table: Overlaps; readonly overlap: Overlap | null; readonly options: Partial<Options> };
export type Run = Asked & {
  readonly id: string;
  readonly by: string;
  readonly stop: () => void;
  state: 'working' | 'done' | 'stopped' | 'failed';
  share: number;
  made: Estimation | null;
};

/** The same table, seed and way give the same numbers: what is forgotten here is simply asked for again. */
const mostKept = 40;

export type Runs = { readonly begin: (by: string, asked: Asked, id: string) => Run; readonly of: (by: string, id: string) => Run | undefined };

/** One at a time a person: whoever begins another stops their last. */
export function keepRuns(begin: Begin): Runs {
  const runs = new Map<string, Run>();
  return {
    of: (by, id) => {
      const found = runs.get(id);
      return found?.by === by ? found : undefined;
    },
    begin: (by, asked, id) => {
      for (const one of runs.values()) if (one.by === by && one.state === 'working') one.stop();
      const { made, stop } = begin(asked.table, asked.options, (done) => void (run.share = done));
      const run: Run = { ...asked, id, by, stop, state: 'working', share: 0, made: null };
      runs.set(id, run);
      for (const old of [...runs.keys()].slice(0, Math.max(0, runs.size - mostKept))) {
        runs.get(old)?.stop();
        runs.delete(old);
      }
      made.then(
        (found) => Object.assign(run, found ? { state: 'done', made: found } : { state: 'stopped' }),
        () => void (run.state = 'failed'),
      );
      return run;
    },
  };
}
