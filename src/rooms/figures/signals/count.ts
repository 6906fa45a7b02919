// Signals and situations as they are counted: codes under the day of what happened, and counted anew when more is known (data.md 6).
import type { Day, Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Recorded } from '#base/stream.ts';
import { signalStream, type Signal, type SignalEvent } from '#journey/signal.ts';
import type { Situation, SituationEvent } from '#journey/situation.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import type { Tx } from '#kit/store/database.ts';
import { count, counted, retire, statisticsOf, type Counted } from '#kit/store/statistics.ts';

/** From the beginning of the quarter of an hour in which it came to the first reading by a person, and to the first thing done about it. */
export const readBands = ['15-minutes', '1-hour', '4-hours', '1-day', 'longer'] as const;
export type ReadBand = (typeof readBands)[number];
const upTo: Readonly<Record<Exclude<ReadBand, 'longer'>, number>> = { '15-minutes': 15, '1-hour': 60, '4-hours': 240, '1-day': 1440 };

export function bandOf(came: Instant, read: Instant): ReadBand {
  const minutes = (Date.parse(read) - Date.parse(came)) / 60_000;
  return readBands.find((band) => band !== 'longer' && minutes <= upTo[band]) ?? 'longer';
}

export type SignalCounts = { readonly retires: readonly string[]; readonly rows: readonly Counted[] };

/** What a step adds to the counts, and what it makes out of date. Nothing of who or of a place smaller than a nation. */
export function countsOfSignal(before: Signal, { event, day }: Recorded<SignalEvent>): SignalCounts {
  const row = (question: string, code: string): Counted => ({ question, code, validFrom: day });
  switch (event.kind) {
    case 'SignalReceived':
      return { retires: [], rows: [row('signal-channel', event.channel)] };
    case 'SignalOpened':
      return before.opened || !before.received ? none : { retires: [], rows: [row('signal-first-read', bandOf(before.received.bucket, event.at))] };
    case 'SignalReplied':
    case 'ReporterTried':
    case 'SignalPassedOn':
      return before.acted || !before.received ? none : { retires: [], rows: [row('signal-first-response', bandOf(before.received.bucket, event.at))] };
    case 'SignalCoded':
      return {
        retires: ['signal-kind', 'signal-place', 'signal-setting'],
        rows: [...event.kinds.map((kind) => row('signal-kind', kind)), row('signal-place', event.place ?? 'not-known'), row('signal-setting', event.setting)],
      };
    case 'SignalClosed':
      return { retires: ['signal-outcome'], rows: [row('signal-outcome', event.why)] };
    case 'ReporterWrote':
    case 'IdentityChosen':
      return before.closed ? { retires: ['signal-outcome'], rows: [] } : none;
    default:
      return none;
  }
}
const none: SignalCounts = { retires: [], rows: [] };

export const countSignals: Reaction<Signal, SignalEvent> = async (tx, { file, before, events }) => {
  let now = before;
  for (const recorded of events) {
    const { retires, rows } = countsOfSignal(now, recorded);
    for (const question of retires) await retire(tx, file, question);
    if (rows.length > 0) await count(tx, file, rows);
    now = signalStream.evolve(now, recorded);
  }
};

/**
 * Of a situation stands that it began; of each of its signals the random id of the situation it lies in, and nothing else of the two. So a signal
 * that is coded anew, closed or taken out changes its situation's figures by itself.
 */
export const countSituations: Reaction<Situation, SituationEvent> = async (tx, { file, events }) => {
  for (const { event, day } of events) {
    if (event.kind === 'SituationBegun') await count(tx, file, [{ question: 'situation-begun', code: 'yes', validFrom: day }]);
    if (event.kind === 'SignalPut') await lies(tx, event.signal as FileId, { in: await situationId(tx, file), on: day });
    if (event.kind === 'SignalTakenOut') await lies(tx, event.signal as FileId, { out: await situationId(tx, file) });
  }
};

async function situationId(tx: Tx, file: FileId): Promise<string> {
  const id = await statisticsOf(tx, file);
  if (id === undefined) throw new Error('This situation was never counted.');
  return id;
}

/** A signal may lie in several; what is counted of one question is retired as a whole, and the others are counted again. */
async function lies(tx: Tx, signal: FileId, change: { readonly in: string; readonly on: Day } | { readonly out: string }): Promise<void> {
  if ('in' in change) return void (await count(tx, signal, [{ question: 'signal-situation', code: change.in, validFrom: change.on }]));
  const others = (await counted(tx, signal)).filter((row) => row.question === 'signal-situation' && row.code !== change.out);
  await retire(tx, signal, 'signal-situation');
  if (others.length > 0) await count(tx, signal, others);
}

export type Months = { readonly first: Day; readonly last: Day };
