// Audit leaves: each read or write of a file leaves one in its own transaction. Codes only; who and when are the database's word.
import type { FileId } from '#base/id.ts';
import { keptIn, type Tx } from './transaction.ts';

type Leaf = { readonly file: FileId | null; readonly what: Set<string> };

/** Notes that something of a file was read or written: `read:answers.medical`, `wrote:event.Decided`. Written at the end of the transaction. */
export function note(tx: Tx, file: FileId | null, what: string): void {
  if (!/^(read|wrote|destroyed|searched):[\w.-]+$/.test(what)) throw new Error(`not a code an audit leaf may hold: ${what}`);
  const leaves = leavesOf(tx);
  const key = `${file ?? ''}`;
  const leaf = leaves.get(key) ?? { file, what: new Set<string>() };
  leaf.what.add(what);
  leaves.set(key, leaf);
}

/** Writes the leaves of a transaction: one per file touched. Called by as() before it commits. */
export async function leave(tx: Tx): Promise<void> {
  const leaves = [...leavesOf(tx).values()];
  if (leaves.length === 0) return;
  await tx.query(
    `insert into audit_leaf (file, what)
     select (leaf ->> 'file')::uuid, array(select jsonb_array_elements_text(leaf -> 'what')) from jsonb_array_elements($1::jsonb) leaf`,
    [JSON.stringify(leaves.map((leaf) => ({ file: leaf.file, what: [...leaf.what].sort() })))],
  );
}

function leavesOf(tx: Tx): Map<string, Leaf> {
  return keptIn(tx, 'leaves', () => new Map<string, Leaf>());
}
