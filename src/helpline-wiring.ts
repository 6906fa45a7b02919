// What is joined for the helpline's desk: what came in by any way, calls, situations, what was passed on, and the counts.
import { signalStream } from '#journey/signal.ts';
import { situationStream } from '#journey/situation.ts';
import type { Kit } from '#kit/kit.ts';
import type { Ledger } from '#kit/store/ledger.ts';
import type { Route } from '#kit/web/page.ts';
import { askedToReferPages } from '#desk/asked-to-refer-pages.ts';
import { countSignals, countSituations } from '#rooms/figures/signals/count.ts';
import { signalFiguresPages } from '#rooms/figures/signals/pages.ts';
import { offerPages } from '#rooms/signal/ask/offer-pages.ts';
import { responderPages } from '#rooms/signal/ask/responders-pages.ts';
import { keepAsks } from '#rooms/signal/ask/store.ts';
import { toldPages } from '#rooms/signal/ask/told-pages.ts';
import { answerPages } from '#rooms/signal/desk/answer-pages.ts';
import { callPages } from '#rooms/signal/desk/call-pages.ts';
import { queuePages } from '#rooms/signal/desk/queue-pages.ts';
import { reachPages } from '#rooms/signal/desk/reach-pages.ts';
import type { LineRoom } from '#rooms/signal/desk/room.ts';
import { situationPages } from '#rooms/signal/desk/situation-pages.ts';
import { keepSituations, keepTriage } from '#rooms/signal/desk/store.ts';
import { workPages } from '#rooms/signal/desk/work-pages.ts';
import { handedPages } from '#rooms/signal/intake/handed-pages.ts';
import { intakePages } from '#rooms/signal/intake/rows-pages.ts';
import { keyPages } from '#rooms/signal/key/pages.ts';
import type { Helpline } from '#rooms/signal/intake/take.ts';
import type { Directory } from './directory.ts';
import { receiving } from './signal-wiring.ts';

export function followHelpline(ledger: Ledger): void {
  for (const reaction of [keepTriage, keepAsks, countSignals]) ledger.after(signalStream, reaction);
  for (const reaction of [keepSituations, countSituations]) ledger.after(situationStream, reaction);
}

export function helplineIn(kit: Kit, directory: Directory): Helpline | undefined {
  const team = receiving(directory);
  return team && { kit, team, nation: kit.law.nations[0]?.code ?? '' };
}

/** The desk: what came in by any way, calls, letters, partners, situations, what was passed on, and the counts. */
export function helplineRoutes(kit: Kit, directory: Directory): readonly Route[] {
  const nation = kit.law.nations[0]?.code ?? '';
  const room: LineRoom = {
    kit,
    helplineOf: ({ organisation, team }) => ({ kit, nation, team: { organisation, team, queue: 'helpline' } }),
    helpline: () => helplineIn(kit, directory),
    responders: kit.law.lists['organisations']?.items.map(({ code, label }) => ({ code, label })) ?? [],
  };
  return [
    ...queuePages(room),
    ...callPages(room),
    ...workPages(room),
    ...answerPages(room),
    ...reachPages(room),
    ...situationPages(room),
    ...intakePages(room),
    ...handedPages(room),
    ...responderPages(room),
    ...toldPages(room),
    ...keyPages(room),
    ...offerPages(kit),
    ...askedToReferPages(kit),
    ...signalFiguresPages(kit),
  ];
}
