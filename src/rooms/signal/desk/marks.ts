// Marks of a signal made in an adviser's own transaction, where alone the half of the key is that they are made with.
import type { FileId } from '#base/id.ts';
import type { Tx } from '#kit/store/database.ts';
import { openerOf } from '#rooms/signal/store.ts';
import { markKey, marksOf } from './likeness.ts';
import { keepMarks, openerFileOf } from './store.ts';

export async function keepMarksOf(tx: Tx, file: FileId, of: { readonly words: string; readonly place: string }): Promise<void> {
  const opener = await openerFileOf(tx, file);
  const identity = opener && (await openerOf(tx, opener));
  if (identity) await keepMarks(tx, file, marksOf(markKey(identity), of));
}
