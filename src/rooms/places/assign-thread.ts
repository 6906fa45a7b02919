// The thread behind assign-apart.ts.
import { answering } from '#kit/apart.ts';
import { assign } from '#methods/assign.ts';

answering(assign);
