// Writing many rows at once with a past of their own: for practice/load.ts alone, on a practice installation only (data.md 15).
import type { Row, Tx } from './transaction.ts';

const atOnce = 4000;

/**
 * Inserts rows of one table as they are, `recorded_at` and actor included. The database refuses it on an installation
 * that is not for practice. Bytes are given as Buffers; jsonb as plain values.
 */
export async function bulk(tx: Tx, table: string, columns: readonly string[], rows: readonly Row[]): Promise<void> {
  if (![table, ...columns].every((name) => /^[a-z_.]+$/.test(name))) throw new Error('not a name of a table or column');
  await tx.query(`select set_config('nrm.practice_load', 'on', true)`);
  const names = columns.join(', ');
  for (let from = 0; from < rows.length; from += atOnce) {
    const part = rows.slice(from, from + atOnce).map((row) => Object.fromEntries(columns.map((name) => [name, written(row[name])])));
    await tx.query(`insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1::json)`, [JSON.stringify(part)]);
  }
  await tx.query(`select set_config('nrm.practice_load', 'off', true)`);
}

function written(value: unknown): unknown {
  return value instanceof Uint8Array ? `\\x${Buffer.from(value.buffer, value.byteOffset, value.length).toString('hex')}` : value;
}
