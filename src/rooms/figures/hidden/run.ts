// An estimate worked out in a thread of its own, so that whoever else asks for a page does not wait for it.
import { long } from '#kit/long.ts';
import type { Estimation, Options } from '#methods/capture/result.ts';
import type { Overlaps } from '#methods/capture/table.ts';
import type { Begin } from './runs.ts';

const estimate = long<readonly [table: Overlaps, options: Partial<Options>], Estimation>(new URL('./run-thread.ts', import.meta.url));

export const beginApart: Begin = (table, options, share) => estimate(share, table, options);
