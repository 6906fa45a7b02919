// Marks of a signal made in an adviser's own transaction, where alone the half of the key is that they are made with.
import type { FileId } from '#base/id.ts';
import type { Tx } from '#kit/store/database.ts';
import { openSealedTo } from '#kit/store/age-bytes.ts';
import { readSheet } from '#rooms/signal/intake/sheet.ts';
import { readMessage } from '#rooms/signal/message.ts';
import { messagesOf, openerOf } from '#rooms/signal/store.ts';
import { markKey, marksOf } from './likeness.ts';
import { placeOf, wordsOf } from './opened.ts';
import { keepMarks, openerFileOf, unmarked } from './store.ts';

/** So many are compared at one press. */
export const mostCompared = 500;

/**
 * Marks of what nobody has read yet, so that a flood can be folded: the program reads each in the adviser's name, which the log keeps, and shows
 * nobody a word of it. It counts as unread as before.
 */
export async function compareUnread(tx: Tx): Promise<void> {
  const keys = new Map<FileId, string | undefined>();
  for (const { file, opener } of await unmarked(tx, mostCompared)) {
    if (!keys.has(opener)) keys.set(opener, await openerOf(tx, opener));
    const identity = keys.get(opener);
    const [first] = await messagesOf(tx, file, 'team');
    const plain = identity && first && (await openSealedTo(identity, first.sealed));
    if (!identity || !plain) continue;
    const said = { ...readMessage(1, 'reporter', plain), sheet: readSheet(plain) };
    await keepMarks(tx, file, marksOf(markKey(identity), { words: wordsOf(said), place: placeOf(said) }));
  }
}

export async function keepMarksOf(tx: Tx, file: FileId, of: { readonly words: string; readonly place: string }): Promise<void> {
  const opener = await openerFileOf(tx, file);
  const identity = opener && (await openerOf(tx, opener));
  if (identity) await keepMarks(tx, file, marksOf(markKey(identity), of));
}
