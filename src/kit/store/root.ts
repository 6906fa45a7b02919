// The root of all keys, outside the database: a key from a file or the environment now; a key service answers the same three questions.
import { createHmac, createSecretKey, randomBytes } from 'node:crypto';
import { openWith, sealWith } from './seal.ts';

/**
 * Asked when a database is opened and when keys are rotated, at most once for each generation: never for a single file. So it may be far
 * away and slow. `bound` says what is wrapped; what was bound otherwise must not open.
 */
export type Root = {
  /** Its name and version, for example `kms/nrm-root/3`. Another key has another name. It stands in the database and tells nothing of the key. */
  readonly name: string;
  wrap(key: Uint8Array, bound: string): Promise<Buffer>;
  unwrap(wrapped: Uint8Array, bound: string): Promise<Buffer>;
  /** What wrapped keys itself, before there were generations. Only a local root has it. */
  readonly direct?: Uint8Array;
};

/** A root whose 32 bytes are at hand. */
export function localRoot(bytes: Uint8Array): Root {
  if (bytes.length !== 32) throw new Error('The master key must have 32 bytes.');
  const key = createSecretKey(bytes);
  const name = `local/${createHmac('sha256', key).update('opennrm root').digest('hex').slice(0, 16)}`;
  return {
    name,
    wrap: (plain, bound) => Promise.resolve(sealWith(key, plain, bound)),
    unwrap: (wrapped, bound) => Promise.resolve(openWith(key, wrapped, bound)),
    direct: bytes,
  };
}

export const newRootBytes = (): Buffer => randomBytes(32);

export const rootOf = (given: Uint8Array | Root): Root => (given instanceof Uint8Array ? localRoot(given) : given);
