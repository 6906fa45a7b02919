// The thread behind answer-apart.ts.
import { answering } from '#kit/apart.ts';
import { answerOf } from './plan.ts';

answering(answerOf);
