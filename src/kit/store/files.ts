// Files: a random id, a data key of its own, a reference people can read aloud; and the end of them.
import { createSecretKey, randomBytes, randomUUID } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import { reference as referenceOf, type FileId, type Reference } from '#base/id.ts';
import { answerTables } from './tables.ts';
import { note } from './audit.ts';
import { opens } from './facts.ts';
import { keptIn, keysOf, type Tx } from './transaction.ts';
import { wrap } from './seal.ts';

export type FileKind = 'case' | 'support' | 'signal' | 'place' | 'person' | 'installation';

export type File = {
  readonly id: FileId;
  readonly kind: FileKind;
  readonly child: boolean;
  readonly nation: string;
  readonly reference: Reference | null;
  /** Sent: answers are versions from now on. */
  readonly frozen: boolean;
  readonly createdAt: Instant;
  readonly organisation: string;
  readonly team: string;
};

/** The installation's own ledger: confirmed rules and the like. It has no key and no reference. */
export const installationFile = '00000000-0000-0000-0000-000000000000' as FileId;

export const newFileId = (): FileId => randomUUID() as string as FileId;

/** `id` is named by who needs it before the file is there; it is random all the same. */
export async function createFile(
  tx: Tx,
  about: { kind: Exclude<FileKind, 'person' | 'installation'>; child: boolean; nation: string; organisation?: string; team?: string; id?: FileId },
): Promise<FileId> {
  const id = about.id ?? newFileId();
  const key = randomBytes(32);
  await tx.query(`insert into file (id, kind, child, nation, organisation, team) values ($1, $2, $3, $4, $5, $6)`, [
    id,
    about.kind,
    about.child,
    about.nation,
    about.organisation ?? tx.actor.organisation,
    about.team ?? tx.actor.team,
  ]);
  const by = await keysOf(tx).wrapping.now(tx);
  await tx.query('insert into keys.file_key (file, generation, wrapped) values ($1, $2, $3)', [id, by.generation, wrap(by.key, key, id)]);
  void keptIn(tx, `key|${id}`, () => Promise.resolve(createSecretKey(key)));
  await refer(tx, id);
  note(tx, id, 'wrote:file');
  return id;
}

/** Draws references until one is free: 60 random bits, so once is enough for ever. */
async function refer(tx: Tx, id: FileId): Promise<void> {
  for (let round = 0; round < 5; round += 1) {
    const made = await tx.query('insert into reference (reference, file) values ($1, $2) on conflict do nothing returning file', [
      referenceOf(randomBytes(8)),
      id,
    ]);
    if (made.length > 0) return;
  }
  throw new Error('No free reference was found.');
}

const columns = `file.id, file.kind, file.child, file.nation, reference.reference, file.frozen,
  file.created_at as "createdAt", file.organisation, file.team`;

export async function fileOf(tx: Tx, id: FileId): Promise<File | undefined> {
  const [found] = await tx.query<File>(`select ${columns} from file left join reference on reference.file = file.id where file.id = $1`, [id]);
  if (!found || !(await opens(tx, id))) return undefined;
  note(tx, id, 'read:file');
  return found;
}

/** The case of a reference. A support record's reference opens it only where that kind (or any) is asked for. */
export async function byReference(tx: Tx, reference: Reference, kind: FileKind | 'any' = 'case'): Promise<File | undefined> {
  const [found] = await tx.query<File>(
    `select ${columns} from file join reference on reference.file = file.id where reference.reference = $1 and $2 in ('any', file.kind)`,
    [reference, kind],
  );
  if (!found || !(await opens(tx, found.id))) return undefined;
  note(tx, found.id, 'read:file');
  return found;
}

/** Corrects what the file says of itself, or hands it to another team. */
export async function changeFile(tx: Tx, id: FileId, change: { child?: boolean; nation?: string; organisation?: string; team?: string }): Promise<void> {
  await tx.query(
    `update file set child = coalesce($2, child), nation = coalesce($3, nation), organisation = coalesce($4, organisation), team = coalesce($5, team)
     where id = $1`,
    [id, change.child ?? null, change.nation ?? null, change.organisation ?? null, change.team ?? null],
  );
  note(tx, id, 'wrote:file');
}

/** Destroys the file's key: everything sealed with it can never be read again, and its search tokens and statistics link go too. */
export async function destroyKey(tx: Tx, id: FileId): Promise<void> {
  // To anybody else the database would show no key to destroy, and that must not pass for done.
  if (tx.purpose === 'operations' && tx.actor.role !== 'system') throw new Error('Under operations only the program itself destroys keys.');
  await tx.query('delete from blind_index where file = $1', [id]);
  await tx.query('delete from statistic_link where file = $1', [id]);
  await tx.query('delete from keys.file_key where file = $1', [id]);
  note(tx, id, 'destroyed:key');
}

/** Destroys a draft as if it had never been: answers, evidence, tokens, key, reference and the file. Refused once anything was recorded. */
export async function dropFile(tx: Tx, id: FileId): Promise<void> {
  if ((await tx.query('select from event where file = $1 limit 1', [id])).length > 0) {
    throw new Error('Something was recorded on this file, so it is no draft and cannot be dropped.');
  }
  for (const table of answerTables) await tx.query(`delete from ${table} where file = $1`, [id]);
  await tx.query('delete from document where file = $1', [id]);
  await destroyKey(tx, id);
  await tx.query('delete from file where id = $1', [id]);
  note(tx, id, 'destroyed:draft');
}
