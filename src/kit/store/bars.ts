// The bars in the program's own queries: a conflict of interest, or a seal whose list leaves somebody out. They come before everything else.
import type { FileId } from '#base/id.ts';
import type { Tx } from './transaction.ts';

/**
 * The bars as a condition on a row: no conflict of interest of `person` with the file of `column`, and no seal whose list leaves them out.
 * Every list and every opening carries it, whatever the database may refuse by itself.
 */
export function unbarred(column: string, person: string): string {
  return `not exists (select from access_conflict barred where barred.file = ${column} and barred.person = ${person})
    and not exists (select from access_seal seal where seal.file = ${column}
      and not exists (select from access_sealed_to listed where listed.file = seal.file and listed.person = ${person}))`;
}

/** Whether a bar stands between somebody and a file; asked by the program in their name. */
export async function barredFor(tx: Tx, file: FileId, person: string): Promise<boolean> {
  return (await tx.query(`select where ${unbarred('$1::uuid', '$2::text')}`, [file, person])).length === 0;
}
