// The thread behind estimate-apart.ts: does one piece of an estimate after the other.
import { work } from '#methods/capture/work.ts';
import { answering } from '#kit/apart.ts';

answering(work);
