// The same answer as `assign`, worked out in a thread of its own.
import { apart } from '#kit/apart.ts';
import type { assign, Given } from '#methods/assign.ts';

export const assignApart = apart<Parameters<typeof assign>, readonly Given[]>(new URL('./assign-thread.ts', import.meta.url), 'works out places');
