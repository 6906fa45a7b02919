// Evidence: sealed in the database in parts of 1 MiB (data.md 13). What looks unlawful is sealed away and opened by nobody here.
import { createHash, randomUUID } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { refuse, type Refused } from '#base/outcome.ts';
import { note } from './audit.ts';
import { agrees, looksLike, safeName, type Declared } from './content.ts';
import { seal, sealBytes, unseal, unsealBytes, type Place } from './seal.ts';
import { unbarred } from './bars.ts';
import type { Tx } from './transaction.ts';

export const partBytes = 1024 * 1024;
export const mostBytes = 25 * partBytes;
export const mostDocuments = 20;

export type Document = {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly image: boolean;
  readonly size: number;
  /** SHA-256 of the original, to name it to the police without opening it. */
  readonly fingerprint: string;
  readonly by: string;
  readonly state: 'kept' | 'sealed-away' | 'entered-in-error';
  readonly keptAt: Instant;
};

type Said = Omit<Document, 'id' | 'state' | 'keptAt'>;
type DocumentRow = { id: string; sealed: Buffer; parts: number; state: Document['state']; keptAt: Instant };

/**
 * Keeps a document. `once` is the mark of the form it came by: the same file sent by the same form twice (a button pressed twice, a page sent
 * again) is kept once, and the second time `again` is true. Refused: `document-too-large`, `document-empty`, `document-kind`, `document-lies`,
 * `documents-too-many`.
 */
export async function keep(
  tx: Tx,
  file: FileId,
  given: { name: string; bytes: Uint8Array; by: string; declared?: Declared; once?: string },
): Promise<{ ok: true; document: Document; again?: true } | Refused> {
  if (given.bytes.length === 0) return refuse('document-empty');
  if (given.bytes.length > mostBytes) return refuse('document-too-large');
  const content = looksLike(given.bytes);
  if (!content) return refuse('document-kind');
  // What calls itself a picture and is none was damaged on its way, or somebody hopes that nobody looks.
  if (given.declared && !agrees(given.declared, content)) return refuse('document-lies');
  // Two uploads at once on one file must not both be the twentieth.
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 1))', [file]);
  const held = async () => (await tx.query<{ number: number }>('select nrm_documents($1) as number', [file]))[0]?.number ?? 0;
  const before = await held();
  if (before >= mostDocuments) return refuse('documents-too-many');
  const said: Said = {
    name: safeName(given.name, content),
    type: content.type,
    image: content.image,
    size: given.bytes.length,
    fingerprint: createHash('sha256').update(given.bytes).digest('hex'),
    by: given.by,
  };
  const id = given.once ? sameForSame(given.once, said) : (randomUUID() as string);
  const parts = Math.ceil(given.bytes.length / partBytes);
  const keptAt = await tx.now();
  const document: Document = { ...said, id, state: 'kept', keptAt };
  // Nothing is read back: who may add is not always shown what stands there. Whether it was there already, the number tells.
  await tx.query('insert into document (file, id, sealed, parts) values ($1, $2, $3, $4) on conflict do nothing', [
    file,
    id,
    await seal(tx, aboutIt(file, id), said),
    parts,
  ]);
  if ((await held()) === before) return { ok: true, document, again: true };
  for (let part = 0; part < parts; part += 1) {
    const bytes = given.bytes.subarray(part * partBytes, (part + 1) * partBytes);
    await tx.query('insert into document_part (file, document, part, sealed) values ($1, $2, $3, $4)', [
      file,
      id,
      part,
      await sealBytes(tx, partOf(file, id, part, parts), bytes),
    ]);
  }
  note(tx, file, 'wrote:document');
  return { ok: true, document };
}

/** The identifier of a file that came by one form: the form's own mark is not guessed, so neither is this. */
function sameForSame(once: string, { name, fingerprint }: Said): string {
  const hex = createHash('sha256')
    .update(JSON.stringify([once, name, fingerprint]))
    .digest('hex');
  // RFC 9562, section 5.8: version 8 is for identifiers made in a way of one's own.
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Opens a document; nothing where there is none, or where it was sealed away. */
export async function open(tx: Tx, file: FileId, id: string): Promise<(Document & { bytes: Uint8Array }) | undefined> {
  const [row] = await rowsOf(tx, file, id);
  if (!row || row.state !== 'kept') return undefined;
  const parts = await tx.query<{ sealed: Buffer }>('select sealed from document_part where file = $1 and document = $2 order by part', [file, id]);
  if (parts.length !== row.parts) throw new Error('A part of this document is missing.');
  const bytes = Buffer.concat(await Promise.all(parts.map((part, i) => unsealBytes(tx, partOf(file, id, i, row.parts), part.sealed))));
  note(tx, file, 'read:document');
  return { ...(await told(tx, file, row)), bytes };
}

/** Every document of a file, those sealed away included (by name and fingerprint only). */
export async function list(tx: Tx, file: FileId): Promise<Document[]> {
  const rows = await rowsOf(tx, file);
  return Promise.all(rows.map((row) => told(tx, file, row)));
}

/** "Stop: unlawful image": the original stays, sealed, and no path of the program opens it again. */
export async function sealAway(tx: Tx, file: FileId, id: string): Promise<boolean> {
  const rows = await tx.query(`update document set state = 'sealed-away' where file = $1 and id = $2 and state = 'kept' returning id`, [file, id]);
  if (rows.length > 0) note(tx, file, 'wrote:document.sealed-away');
  return rows.length > 0;
}

/** It was another person's: the original stays, sealed, and nobody opens it here any more. Gives when it was kept here. */
export async function hideDocument(tx: Tx, file: FileId, id: string): Promise<boolean> {
  const rows = await tx.query(`update document set state = 'entered-in-error' where file = $1 and id = $2 and state = 'kept' returning id`, [file, id]);
  if (rows.length > 0) note(tx, file, 'wrote:document.entered-in-error');
  return rows.length > 0;
}

/** Destroys a document of a draft. What was sealed away stays. */
export async function discard(tx: Tx, file: FileId, id: string): Promise<boolean> {
  const rows = await tx.query(
    `delete from document where file = $1 and id = $2 and state = 'kept' and not (select frozen from file where id = $1) returning id`,
    [file, id],
  );
  if (rows.length > 0) note(tx, file, 'destroyed:document');
  return rows.length > 0;
}

function rowsOf(tx: Tx, file: FileId, id?: string): Promise<DocumentRow[]> {
  return tx.query<DocumentRow>(
    `select id, sealed, parts, state, kept_at as "keptAt" from document where file = $1 and ($2::uuid is null or id = $2) and state <> 'entered-in-error'
       and ${unbarred('$1::uuid', '$3::text')} order by kept_at, id`,
    [file, id ?? null, tx.actor.person],
  );
}

async function told(tx: Tx, file: FileId, row: DocumentRow): Promise<Document> {
  const said = (await unseal(tx, aboutIt(file, row.id), row.sealed)) as Said;
  return { ...said, id: row.id, state: row.state, keptAt: row.keptAt };
}

const aboutIt = (file: FileId, id: string): Place => ({ file, table: 'document', what: id, version: 1 });
/** The number of parts is bound in too, so that a document cannot be shortened. */
const partOf = (file: FileId, id: string, part: number, parts: number): Place => ({ file, table: 'document_part', what: `${id}.${part}.${parts}`, version: 1 });
