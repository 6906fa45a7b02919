// The same comparison as `judge`, worked out in a thread of its own: nobody else's page stands still for it.
import { apart } from '#kit/apart.ts';
import type { judge, Judgement } from './judge.ts';

export const judgeApart = apart<Parameters<typeof judge>, Judgement>(new URL('./judge-thread.ts', import.meta.url), 'compares a pilot');
