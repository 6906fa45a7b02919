// The same protection as `protectRelease`, worked out in a thread of its own: it takes half a minute of a processor.
import { apart } from '#kit/apart.ts';
import type { Protected, protectRelease } from '#rooms/figures/quarterly/protect.ts';

export const protectApart = apart<Parameters<typeof protectRelease>, Protected>(new URL('./protect-thread.ts', import.meta.url), 'hides small counts');
