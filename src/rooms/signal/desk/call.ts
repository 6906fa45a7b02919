// A call as it is taken: kept with every press, sealed to the team, and made the signal's first message when the caller has rung off.
import type { Refused } from '#base/outcome.ts';
import { dayOf } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Answers } from '#form/question.ts';
import { bucketOf, openSignal, receive, sayReporterContact, signalStream, triage, type DangerSaid } from '#journey/signal.ts';
import { openSealedTo, sealTo } from '#kit/store/age-bytes.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { createFile } from '#kit/store/files.ts';
import type { Staff } from '#kit/web/page.ts';
import { sheetOf } from '#rooms/signal/intake/sheet.ts';
import { beginSignal, keepMessage, openerOf, queueOf, signalAt } from '#rooms/signal/store.ts';
import type { LineRoom } from './room.ts';
import { keepMarksOf } from './marks.ts';
import { callOf, endCall, keepCall, keepContact } from './store.ts';

export const talks = ['yes', 'not-now', 'silent', 'forced'] as const;
/** `silent`: nobody speaks, and the line is open. `forced`: somebody listens, or makes them say things. */
export type Talk = (typeof talks)[number];
export type CallSheet = {
  readonly talk: Talk | '';
  readonly danger: DangerSaid | '';
  readonly child: DangerSaid | '';
  readonly held: DangerSaid | '';
  readonly place: string;
  readonly language: string;
  readonly words: string;
  readonly caller: string;
  readonly contact: string;
  /** What was typed of how they may be reached, by the fields of its questions. */
  readonly reach: Readonly<Record<string, string | string[]>>;
};
export const emptySheet: CallSheet = { talk: '', danger: '', child: '', held: '', place: '', language: '', words: '', caller: '', contact: '', reach: {} };

const writing = (room: LineRoom, ask: Staff) => ({ day: dayOf(ask.now, room.kit.law.zone), nation: room.helplineOf(ask.actor).nation });

/** The signal is there from the first second on: a call that breaks off is not lost with the page. */
export async function beginCall(room: LineRoom, ask: Staff): Promise<FileId> {
  const { kit } = room;
  const { team, nation } = room.helplineOf(ask.actor);
  const queue = await kit.db.as(theService, 'intake', (tx) => queueOf(tx, team, nation));
  let file: FileId | undefined;
  await kit.ledger.together(ask.actor, 'intake', async (tx) => {
    file = await createFile(tx, { kind: 'signal', child: false, nation });
    await beginSignal(tx, file, queue, { channel: 'phone', danger: 'not-known', bucket: bucketOf(ask.now) }, null);
    await keepCall(tx, file, bucketOf(ask.now), await sealTo([queue.recipient], Buffer.from(JSON.stringify(emptySheet))));
    const what = { channel: 'phone', queue: queue.queue, danger: 'not-known', files: 0 } as const;
    const done = await kit.ledger.within(tx, signalStream, file, (state) => receive(state, what, { now: ask.now }), writing(room, ask));
    return done.ok ? undefined : done;
  });
  if (!file) throw new Error('The call was not begun.');
  return file;
}

export type OpenCall = { readonly file: FileId; readonly sheet: CallSheet };

/** Any adviser of the team may take a call over that another had to leave. */
export async function callAt(tx: Tx, reference: string): Promise<OpenCall | undefined> {
  const line = await signalAt(tx, reference);
  const call = line && (await callOf(tx, line.file));
  const identity = line && call && (await openerOf(tx, line.opener));
  const bytes = identity && (await openSealedTo(identity, call.sealed));
  return line && bytes ? { file: line.file, sheet: { ...emptySheet, ...(JSON.parse(bytes.toString()) as Partial<CallSheet>) } } : undefined;
}

const recipientOf = (room: LineRoom, ask: Staff): Promise<string> => {
  const { team, nation } = room.helplineOf(ask.actor);
  return room.kit.db.as(theService, 'intake', async (tx) => (await queueOf(tx, team, nation)).recipient);
};

export async function saveCall(room: LineRoom, ask: Staff, file: FileId, sheet: CallSheet): Promise<void> {
  const sealed = await sealTo([await recipientOf(room, ask)], Buffer.from(JSON.stringify(sheet)));
  await room.kit.db.as(ask.actor, 'intake', (tx) => keepCall(tx, file, bucketOf(ask.now), sealed));
}

/** Words under duress, and a line on which nobody speaks, count as danger whatever was said. */
export const dangerOf = ({ talk, danger }: CallSheet): DangerSaid => (talk === 'forced' || talk === 'silent' ? 'yes' : danger || 'not-known');

/**
 * The sheet becomes the first message, is read by whoever wrote it, and stands in the queue by its harm, with what they said of reaching them (`safe`,
 * where they said anything): all of it or nothing.
 */
export async function endOfCall(room: LineRoom, ask: Staff, file: FileId, sheet: CallSheet, safe: Answers | null): Promise<Refused | undefined> {
  const { kit } = room;
  const { talk, danger, child, held, place, language, words, caller, contact } = sheet;
  const said = { talk, danger, child, held, place, language, caller, contact };
  const recipient = await recipientOf(room, ask);
  const sealed = await sealTo([recipient], Buffer.from(JSON.stringify(sheetOf({ words, claims: null, relaySays: null, said, files: [], left: [] }))));
  const doing = { by: ask.actor.person, now: ask.now };
  const found = { danger: dangerOf(sheet), child: child || 'not-known', held: held || 'not-known', placeKnown: place !== '' } as const;
  const { organisation, team } = ask.actor;
  return kit.ledger.together(ask.actor, 'intake', async (tx) => {
    if (!(await callOf(tx, file))) return undefined;
    await keepMessage(tx, { file, organisation, team }, { number: 1, by: 'reporter', forTeam: sealed, forReporter: null, once: null });
    await endCall(tx, file);
    const opened = await kit.ledger.within(tx, signalStream, file, (state) => openSignal(state, doing), writing(room, ask));
    if (!opened.ok) return opened;
    const sorted = await kit.ledger.within(tx, signalStream, file, (state) => triage(state, found, doing), writing(room, ask));
    if (!sorted.ok) return sorted;
    if (safe) {
      const told = await kit.ledger.within(tx, signalStream, file, (state) => sayReporterContact(state, doing), writing(room, ask));
      if (!told.ok) return told;
      await keepContact(tx, file, told.events[0]?.number ?? 0, await sealTo([recipient], Buffer.from(JSON.stringify(safe))));
    }
    await keepMarksOf(tx, file, { words, place });
    return undefined;
  });
}
