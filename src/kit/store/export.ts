// The audit's log as a file that anybody can check without this program: every leaf as it was hashed, and every checkpoint.
import { bytesOf, columns, type LeafRow } from './leaf.ts';
import type { Tx } from './transaction.ts';

const atOnce = 5000;

/** Writes the lines that the newest checkpoint vouches for. Gives how many leaves and checkpoints were written. */
export async function exportLog(tx: Tx, write: (text: string) => Promise<void>): Promise<{ leaves: number; checkpoints: number }> {
  await tx.query(`set local timezone to 'UTC'`);
  const kept = await tx.query<{ size: number; note: string }>('select size, note from audit_checkpoint order by size');
  const leaves = kept.at(-1)?.size ?? 0;
  await write(line({ log: 'opennrm-1', leaves, checkpoints: kept.length }));
  for (let from = 0; from < leaves; from += atOnce) {
    const rows = await tx.query<LeafRow & { position: number }>(
      `select position, ${columns} from audit_leaf where position >= $1 and position < $2 order by position`,
      [from, Math.min(leaves, from + atOnce)],
    );
    await write(rows.map((row) => line({ leaf: row.position, bytes: bytesOf(row).toString() })).join(''));
  }
  await write(kept.map((one) => line({ checkpoint: one.note })).join(''));
  return { leaves, checkpoints: kept.length };
}

const line = (value: object): string => `${JSON.stringify(value)}\n`;
