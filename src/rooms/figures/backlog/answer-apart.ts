// The same paths of a backlog as `answerOf`, played in a thread of its own.
import { apart } from '#kit/apart.ts';
import type { answerOf, Answered } from './plan.ts';

export const answerApart = apart<Parameters<typeof answerOf>, Answered>(new URL('./answer-thread.ts', import.meta.url), 'plays out a backlog');
