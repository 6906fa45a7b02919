// The thread behind hide-apart.ts.
import { answering } from '#kit/apart.ts';
import { hideOverlap } from './hide.ts';

answering(hideOverlap);
