// The same hiding of small counts, worked out in a thread of its own.
import { apart } from '#kit/apart.ts';
import type { hideOverlap } from './hide.ts';

export const hideApart = apart<Parameters<typeof hideOverlap>, string | null>(new URL('./hide-thread.ts', import.meta.url), 'hides small counts of lists');
