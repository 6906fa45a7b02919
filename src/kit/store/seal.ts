// Sealing: AES-256-GCM with a key per file; what was sealed for one place cannot be opened in another.
import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { FileId } from '#base/id.ts';
import { keptIn, keysOf, type Tx } from './transaction.ts';
import type { Wrapped } from './wrapping.ts';

/** The file's key was destroyed, or the purpose may not have it: what it sealed is gone for this reader. */
export class KeyGone extends Error {}

/** Where a sealed value stands. All of it is bound into the seal. */
export type Place = { readonly file: FileId; readonly table: string; readonly what: string; readonly version: number };

const format = 1;

/** Layout: format (1 byte), nonce (12), sealed text, tag (16). */
export function sealWith(key: KeyObject, plain: Uint8Array, bound: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(bound));
  return Buffer.concat([Buffer.from([format]), nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

export function openWith(key: KeyObject, sealed: Uint8Array, bound: string): Buffer {
  if (sealed[0] !== format || sealed.length < 29) throw new Error('This is not something sealed here.');
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(1, 13));
  decipher.setAAD(Buffer.from(bound));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(13, -16)), decipher.final()]);
}

/** Wraps a data key with a generation's wrapping key, bound to whose it is. */
export function wrap(wrapping: KeyObject, key: Uint8Array, owner: string, name = 'file'): Buffer {
  return sealWith(wrapping, key, `key|${name}|${owner}`);
}

export function unwrap(wrapping: KeyObject, wrapped: Uint8Array, owner: string, name = 'file'): Buffer {
  return openWith(wrapping, wrapped, `key|${name}|${owner}`);
}

export function boundTo(place: Place): string {
  return `${place.file}|${place.table}|${place.what}|${place.version}`;
}

/** The file's key, unwrapped once per transaction. Throws KeyGone. */
export function keyOf(tx: Tx, file: FileId): Promise<KeyObject> {
  return keptIn(tx, `key|${file}`, async () => {
    const [row] = await tx.query<Wrapped>('select generation, wrapped from keys.file_key where file = $1', [file]);
    if (!row) throw new KeyGone('The key of this file is gone.');
    return createSecretKey(unwrap(await keysOf(tx).wrapping.of(tx, row.generation), row.wrapped, file));
  });
}

/** Whether the file's key still exists for this reader. */
export async function hasKey(tx: Tx, file: FileId): Promise<boolean> {
  return (await tx.query('select from keys.file_key where file = $1', [file])).length > 0;
}

/** Seals a value as JSON in its place. */
export async function seal(tx: Tx, place: Place, value: unknown): Promise<Buffer> {
  return sealWith(await keyOf(tx, place.file), Buffer.from(JSON.stringify(value)), boundTo(place));
}

export async function unseal(tx: Tx, place: Place, sealed: Uint8Array): Promise<unknown> {
  return JSON.parse(openWith(await keyOf(tx, place.file), sealed, boundTo(place)).toString('utf8')) as unknown;
}

/** Seals bytes as they are. */
export async function sealBytes(tx: Tx, place: Place, bytes: Uint8Array): Promise<Buffer> {
  return sealWith(await keyOf(tx, place.file), bytes, boundTo(place));
}

export async function unsealBytes(tx: Tx, place: Place, sealed: Uint8Array): Promise<Buffer> {
  return openWith(await keyOf(tx, place.file), sealed, boundTo(place));
}
