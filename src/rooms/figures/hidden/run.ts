// An estimate worked out in a thread of its own.
import { apart } from '#kit/apart.ts';
import type { estimate } from '#methods/capture/estimate.ts';
import type { Estimation } from '#methods/capture/result.ts';
import type { Begin } from './runs.ts';

const asked = apart<Parameters<typeof estimate>, Estimation>(new URL('./run-thread.ts', import.meta.url), 'estimates');
export const beginApart: Begin = (table, options) => ({ made: asked(table, options), stop: () => undefined });
