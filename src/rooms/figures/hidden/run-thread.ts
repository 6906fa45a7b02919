// The thread behind run.ts.
import { answering } from '#kit/apart.ts';
import { estimate } from '#methods/capture/estimate.ts';

answering(estimate);
