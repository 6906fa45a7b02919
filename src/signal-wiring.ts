// What is joined for signals: what anybody reports, and the helpline that receives it.
import { signalStream } from '#journey/signal.ts';
import type { Kit } from '#kit/kit.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { askPages } from '#rooms/signal/ask/write-pages.ts';
import { signalFilesPages } from '#rooms/signal/files-pages.ts';
import { keepSignals, type Team } from '#rooms/signal/store.ts';
import { writePages } from '#rooms/signal/write-pages.ts';
import type { Directory } from './directory.ts';

export function followSignals(ledger: Ledger): void {
  ledger.after(signalStream, keepSignals);
}

/** The team that receives what people report: that of who is at work there. Where nobody is, nothing is taken. */
export function receiving(directory: Directory): Team | undefined {
  const adviser = directory.now().find((one) => one.role === 'helpline-adviser');
  return adviser && { organisation: adviser.organisation, team: adviser.team, queue: 'helpline' };
}

export const signalRoutes = (kit: Kit, directory: Directory): readonly Route[] => [
  ...writePages(kit, () => receiving(directory)),
  ...askPages(kit, () => receiving(directory)),
  ...signalFilesPages(kit),
];
