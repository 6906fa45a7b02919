// A leaf of the audit as the tree hashes it: codes as they are, the staff member as a keyed hash, so that a name can be erased and the tree stay.
import { createHmac, type KeyObject } from 'node:crypto';
import type { FileId } from '#base/id.ts';
import { hashLeaf, type Hash } from './merkle.ts';

export type LeafRow = {
  readonly id: string;
  /** The moment to the microsecond; the reading transaction's time zone is UTC. */
  readonly exact: string;
  /** Empty once it was erased. */
  readonly actor: string;
  readonly actor_hash: Buffer | null;
  readonly organisation: string;
  readonly team: string;
  readonly role: string;
  readonly purpose: string;
  readonly file: FileId | null;
  readonly what: readonly string[];
};

export const columns = ['id', 'at::text as exact', 'actor', 'actor_hash', 'organisation', 'team', 'role', 'purpose', 'file', 'what']
  .map((name) => `audit_leaf.${name}`)
  .join(', ');

/** Who has the key and a list of staff ids can tell who it was; nobody else can. */
export function hashOfActor(key: KeyObject, actor: string): Buffer {
  return createHmac('sha256', key).update(`actor|${actor}`).digest();
}

/** What is hashed of a leaf: everything but its place, in a fixed order. Form 1, of older leaves, holds the staff id itself. */
export function bytesOf(leaf: LeafRow): Buffer {
  const [form, who] = leaf.actor_hash ? [2, leaf.actor_hash.toString('hex')] : [1, leaf.actor];
  return Buffer.from(JSON.stringify([form, leaf.id, leaf.exact, who, leaf.organisation, leaf.team, leaf.role, leaf.purpose, leaf.file, leaf.what]));
}

/** Whether a leaf is still what was hashed into the tree. An erased staff id is; another one put in its place is not. */
export function isAsPlaced(leaf: LeafRow, hash: Hash, key: KeyObject): boolean {
  if (!hash.equals(hashLeaf(bytesOf(leaf)))) return false;
  return leaf.actor_hash === null || leaf.actor === '' || hashOfActor(key, leaf.actor).equals(leaf.actor_hash);
}
