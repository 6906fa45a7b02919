// The thread behind protect-apart.ts.
import { answering } from '#kit/apart.ts';
import { protectRelease } from '#rooms/figures/quarterly/protect.ts';

answering(protectRelease);
