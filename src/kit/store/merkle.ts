// The mathematics of a transparency log (RFC 9162, section 2.1): roots and proofs over hashes of complete subtrees.
import { createHash } from 'node:crypto';

export type Hash = Buffer;
/** Reads the hash of the complete subtree at `level` (0: leaves) whose number from the left is `place`. */
export type Node = (level: number, place: number) => Promise<Hash>;

export const emptyRoot: Hash = createHash('sha256').digest();

export function hashLeaf(leaf: Uint8Array): Hash {
  return createHash('sha256').update(Uint8Array.of(0)).update(leaf).digest();
}

export function hashPair(left: Hash, right: Hash): Hash {
  return createHash('sha256').update(Uint8Array.of(1)).update(left).update(right).digest();
}

/** The largest power of two smaller than `size`. */
function split(size: number): number {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
}

/** The hash of leaves `from` to `to` (not included); `from` is a multiple of the largest subtree within. */
async function range(node: Node, from: number, to: number): Promise<Hash> {
  const size = to - from;
  if (Number.isInteger(Math.log2(size))) return node(Math.log2(size), from / size);
  const half = split(size);
  return hashPair(await range(node, from, from + half), await range(node, from + half, to));
}

/** The root over the first `size` leaves. */
export async function rootOf(node: Node, size: number): Promise<Hash> {
  return size === 0 ? emptyRoot : range(node, 0, size);
}

/** The complete subtrees of a tree that is read from left to right, the largest first: all that its root needs. */
export type Peaks = { readonly level: number; readonly hash: Hash }[];

export function addLeaf(peaks: Peaks, leaf: Hash): void {
  let [level, hash] = [0, leaf];
  for (let left = peaks.at(-1); left?.level === level; left = peaks.at(-1)) {
    peaks.pop();
    [level, hash] = [level + 1, hashPair(left.hash, hash)];
  }
  peaks.push({ level, hash });
}

export function rootOfPeaks(peaks: Peaks): Hash {
  const last = peaks.at(-1)?.hash ?? emptyRoot;
  return peaks.slice(0, -1).reduceRight((right, left) => hashPair(left.hash, right), last);
}

/** Proof that leaf `place` is among the first `size` leaves. */
export async function inclusion(node: Node, place: number, size: number): Promise<Hash[]> {
  if (place < 0 || place >= size) throw new RangeError('the leaf is not in a tree of that size');
  const walk = async (at: number, from: number, to: number): Promise<Hash[]> => {
    if (to - from === 1) return [];
    const middle = from + split(to - from);
    return at < middle
      ? [...(await walk(at, from, middle)), await range(node, middle, to)]
      : [...(await walk(at, middle, to)), await range(node, from, middle)];
  };
  return walk(place, 0, size);
}

/** Proof that the tree of `first` leaves is the beginning of the tree of `second` leaves. */
export async function consistency(node: Node, first: number, second: number): Promise<Hash[]> {
  if (first < 1 || first > second) throw new RangeError('the first tree is not the smaller one');
  const walk = async (size: number, from: number, to: number, whole: boolean): Promise<Hash[]> => {
    if (size === to - from) return whole ? [] : [await range(node, from, to)];
    const half = split(to - from);
    return size <= half
      ? [...(await walk(size, from, from + half, whole)), await range(node, from + half, to)]
      : [...(await walk(size - half, from + half, to, false)), await range(node, from, from + half)];
  };
  return walk(first, 0, second, true);
}

/** RFC 9162, 2.1.3.2. */
export function includes(leaf: Hash, place: number, size: number, proof: readonly Hash[], root: Hash): boolean {
  if (place < 0 || place >= size) return false;
  let at = place;
  let last = size - 1;
  let hash = leaf;
  for (const other of proof) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      hash = hashPair(other, hash);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      hash = hashPair(hash, other);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}

/** RFC 9162, 2.1.4.2. */
export function extendsTree(first: number, second: number, proof: readonly Hash[], firstRoot: Hash, secondRoot: Hash): boolean {
  if (first < 1 || first > second) return false;
  if (first === second) return proof.length === 0 && firstRoot.equals(secondRoot);
  const path = Number.isInteger(Math.log2(first)) ? [firstRoot, ...proof] : [...proof];
  const start = path.shift();
  if (!start) return false;
  let [at, last] = [first - 1, second - 1];
  while (at % 2 === 1) [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  let [before, after] = [start, start];
  for (const other of path) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      before = hashPair(other, before);
      after = hashPair(other, after);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      after = hashPair(after, other);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  return last === 0 && before.equals(firstRoot) && after.equals(secondRoot);
}
