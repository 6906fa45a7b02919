// The thread behind judge-apart.ts.
import { answering } from '#kit/apart.ts';
import { judge } from './judge.ts';

answering(judge);
