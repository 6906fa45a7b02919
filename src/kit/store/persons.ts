// Persons: ledgers without a key that group files; which file stands with whom.
import type { FileId } from '#base/id.ts';
import { note } from './audit.ts';
import type { FileKind } from './files.ts';
import type { Tx } from './transaction.ts';

/** Makes the row of a person's ledger. It holds no answer, so it has no key, and nobody asks for it, so it has no reference. */
export async function createPerson(tx: Tx, person: FileId, nation: string): Promise<void> {
  await tx.query(`insert into file (id, kind, nation) values ($1, 'person', $2)`, [person, nation]);
  note(tx, person, 'wrote:file');
}

/** The person a file is about; nothing where nobody has been named yet. */
export async function personOf(tx: Tx, file: FileId): Promise<FileId | undefined> {
  const [row] = await tx.query<{ person: FileId }>('select person from person_file where file = $1', [file]);
  if (row) note(tx, row.person, 'read:person');
  return row?.person;
}

export type PersonsFile = { readonly id: FileId; readonly kind: FileKind };

export async function filesOf(tx: Tx, person: FileId): Promise<PersonsFile[]> {
  note(tx, person, 'read:person');
  return tx.query<PersonsFile>(
    `select file.id, file.kind from person_file join file on file.id = person_file.file where person_file.person = $1 order by file.created_at, file.id`,
    [person],
  );
}

/** Fails where the file stands with another person: one person a file. */
export async function keepJoined(tx: Tx, person: FileId, file: FileId): Promise<void> {
  await tx.query('insert into person_file (file, person) values ($1, $2)', [file, person]);
}

export async function keepParted(tx: Tx, person: FileId, file: FileId): Promise<void> {
  await tx.query('delete from person_file where file = $1 and person = $2', [file, person]);
}
