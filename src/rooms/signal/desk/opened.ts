// A signal as an adviser of its team opens it: what came, what was added, and what was passed on, read with the half of the key that only they have.
import { readReference, type FileId } from '#base/id.ts';
import { signalStream, type Signal, type SignalEvent } from '#journey/signal.ts';
import type { Recorded } from '#base/stream.ts';
import type { Kit } from '#kit/kit.ts';
import { openSealedTo } from '#kit/store/age-bytes.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Staff } from '#kit/web/page.ts';
import { readSheet, withoutName, type Sheet } from '#rooms/signal/intake/sheet.ts';
import { placeIn, readMessage, wordsIn, type Message } from '#rooms/signal/message.ts';
import { fileOf, messagesOf, openerOf, signalAt, type Line } from '#rooms/signal/store.ts';
import { alikeTo, passedOf, type Alike } from './store.ts';
import { reachOf, type Reach } from './reach.ts';
import { alikeFrom } from './likeness.ts';

/** `sheet`: where it came otherwise than by a form of ours. */
export type Said = Message & { readonly sheet: Sheet | undefined };
export type Opened = {
  readonly line: Line;
  readonly state: Signal;
  readonly past: readonly Recorded<SignalEvent>[];
  readonly said: readonly Said[];
  readonly passed: ReadonlyMap<number, string>;
  readonly alike: readonly Alike[];
  readonly reach: Reach;
};

export async function openedSignal(kit: Kit, tx: Tx, ask: Staff, reference: string): Promise<Opened | undefined> {
  const line = await signalAt(tx, reference);
  const identity = line && (await openerOf(tx, line.opener));
  if (!line || !identity) return undefined;
  const { state, events } = await kit.ledger.load(tx, signalStream, line.file);
  const said = await Promise.all(
    (await messagesOf(tx, line.file, 'team')).map(async ({ number, by, sealed }): Promise<Said> => {
      const bytes = await openSealedTo(identity, sealed);
      return { ...readMessage(number, by, bytes), sheet: bytes && readSheet(bytes) };
    }),
  );
  const passed = await Promise.all(
    (await passedOf(tx, line.file)).map(async ({ number, sealed }) => [number, (await openSealedTo(identity, sealed))?.toString() ?? ''] as const),
  );
  return {
    line,
    state,
    past: events,
    said,
    passed: new Map(passed),
    alike: await alikeTo(tx, line.file, alikeFrom),
    reach: await reachOf(tx, line, state, ask, kit.law.zone),
  };
}

/** The same of the page's address, read by itself. */
export const openedAt = (kit: Kit, ask: Staff): Promise<Opened | undefined> =>
  kit.db.as(ask.actor, 'intake', (tx) => openedSignal(kit, tx, ask, readReference(ask.params['reference'] ?? '') ?? ''));

/** What came, however it came: its words, and the place as it was named. Not how who told us may be reached. */
export const wordsOf = ({ sheet, told }: Said): string => sheet?.words ?? (told ? wordsIn(told) : '');
export const placeOf = ({ sheet, told }: Said): string => sheet?.said['place'] ?? (told ? placeIn(told) : '');

/** The words that signals are compared by: of the first message. */
export const firstWords = ({ said: [first] }: Opened): { readonly words: string; readonly place: string } => ({
  words: first ? wordsOf(first) : '',
  place: first ? placeOf(first) : '',
});

/** The beginning of a mail as it came, to lay beside what was read of it: its signs, and nothing of it run or shown as it would look. */
export async function originalOf(tx: Tx, file: FileId, opener: FileId): Promise<string | undefined> {
  const [identity, sealed] = [await openerOf(tx, opener), await fileOf(tx, file, { message: 1, number: 1 })];
  const bytes = identity && sealed && (await openSealedTo(identity, sealed));
  return bytes
    ? withoutName(bytes)
        .subarray(0, 20_000)
        .toString('latin1')
        .replace(/[^\n\t\x20-\x7e]/g, '·')
    : undefined;
}
