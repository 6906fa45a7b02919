// What is joined for signals: what anybody reports, and the helpline that receives it.
import { signalStream } from '#journey/signal.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import { keepSignals } from '#rooms/signal/store.ts';

export function followSignals(ledger: Ledger): void {
  ledger.after(signalStream, keepSignals);
}
