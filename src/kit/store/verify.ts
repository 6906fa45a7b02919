// Reads the whole audit again: every leaf, the tree, every checkpoint kept and witnessed, and says where they do not agree.
import type { KeyObject } from 'node:crypto';
import { openCheckpoint } from './checkpoint.ts';
import { bytesOf, columns, isAsPlaced, type LeafRow } from './leaf.ts';
import { addLeaf, hashLeaf, rootOfPeaks, type Hash, type Peaks } from './merkle.ts';
import type { Verifier } from './note.ts';
import { keysOf, type Tx } from './transaction.ts';
import type { Witness } from './witness.ts';

export type Verified = {
  readonly leaves: number;
  /** Leaves not yet placed: nothing vouches for them yet. */
  readonly waiting: number;
  /** Leaves placed since the newest checkpoint. */
  readonly since: number;
  readonly checkpoints: number;
  readonly witnessed: number;
  /** Sentences, each with its place. Empty: nothing was changed. */
  readonly wrong: readonly string[];
};

type Claim = { readonly root: Hash; readonly from: string };
type Claims = ReadonlyMap<number, readonly Claim[]>;

const atOnce = 5000;

export async function verifyLog(tx: Tx, verifiers: readonly Verifier[], witness: Witness | null): Promise<Verified> {
  const wrong: string[] = [];
  const kept = await tx.query<{ size: number; note: string }>('select size, note from audit_checkpoint order by size');
  const claims = new Map<number, Claim[]>();
  const claim = (note: string, from: string): number | null => {
    const head = openCheckpoint(note, verifiers);
    if ('wrong' in head) {
      wrong.push(`${from}: ${head.wrong}.`);
      return null;
    }
    claims.set(head.size, [...(claims.get(head.size) ?? []), { root: head.root, from }]);
    return head.size;
  };
  for (const { size, note } of kept) {
    const said = claim(note, `The checkpoint kept for ${size} lines`);
    if (said !== null && said !== size) wrong.push(`The checkpoint kept for ${size} lines speaks of ${said}.`);
  }
  if (witness) wrong.push(...witness.wrong.map((one) => `The witness's ${one}.`), ...compare(kept, witness, claim));
  const heads = await tx.query<{ size: number; root: Buffer }>('select size, root from audit_head order by size');
  for (const { size, root } of heads) claims.set(size, [...(claims.get(size) ?? []), { root, from: `The head kept for ${size} lines` }]);
  const leaves = await walk(tx, claims, wrong);
  const newest = kept.at(-1)?.size ?? 0;
  if (leaves > 0 && newest === 0) wrong.push('There is no checkpoint: nothing outside vouches for the log. Start the program with a key of the log.');
  const [waits] = await tx.query<{ waiting: number }>('select count(*) as waiting from audit_leaf where position is null');
  const since = Math.max(0, leaves - newest);
  return { leaves, waiting: waits?.waiting ?? 0, since, checkpoints: kept.length, witnessed: witness?.notes.length ?? 0, wrong };
}

/** The witness and the database must hold the same checkpoints, in the same order. */
function compare(kept: readonly { size: number; note: string }[], witness: Witness, claim: (note: string, from: string) => number | null): readonly string[] {
  const wrong: string[] = [];
  const here = new Set(kept.map((one) => one.note));
  const there = new Set<string>();
  let before = 0;
  for (const { line, note } of witness.notes) {
    const at = `The witness's line ${line}`;
    const size = claim(note, at);
    if (size !== null && size <= before) wrong.push(`${at} speaks of ${size} lines, after one of ${before}: an old checkpoint came again.`);
    before = Math.max(before, size ?? 0);
    if (!here.has(note)) wrong.push(`${at} is not among the checkpoints kept in the database.`);
    there.add(note);
  }
  for (const one of kept) if (!there.has(one.note)) wrong.push(`The checkpoint kept for ${one.size} lines is not in the witness.`);
  return wrong;
}

/** Hashes every leaf again, in its place, and compares every head on the way. Gives the size of the tree. */
async function walk(tx: Tx, claims: Claims, wrong: string[]): Promise<number> {
  await tx.query(`set local timezone to 'UTC'`);
  const key = keysOf(tx).actors;
  const size = await sizeOf(tx, claims, wrong);
  const peaks: Peaks = [];
  for (let from = 0; from < size; from += atOnce) {
    const rows = await tx.query<Placed>(
      `select at_place as place, audit_node.hash, ${columns} from generate_series($1::bigint, $2::bigint) as at_place
       left join audit_node on audit_node.level = 0 and audit_node.place = at_place and audit_node.place between $1 and $2
       left join audit_leaf on audit_leaf.position = at_place and audit_leaf.position between $1 and $2 order by at_place`,
      [from, Math.min(size, from + atOnce) - 1],
    );
    for (const row of rows) {
      addLeaf(peaks, again(row, key, wrong));
      for (const said of claims.get(row.place + 1) ?? []) {
        if (!said.root.equals(rootOfPeaks(peaks))) wrong.push(`${said.from} has another fingerprint than the lines 0 to ${row.place} give.`);
      }
    }
  }
  return size;
}

type Placed = LeafRow & { readonly place: number; readonly hash: Buffer | null };

/** The hash of a leaf as it is now; of one that is gone, what the tree remembers. */
function again(row: Placed, key: KeyObject, wrong: string[]): Hash {
  if (row.id === null) wrong.push(`Line ${row.place} is gone.`);
  else if (!row.hash) wrong.push(`Line ${row.place} is gone from the tree.`);
  else if (!isAsPlaced(row, row.hash, key)) wrong.push(`Line ${row.place} is not what was placed there.`);
  return row.id === null ? (row.hash ?? Buffer.alloc(32)) : hashLeaf(bytesOf(row));
}

/** How many lines the tree has; what stands outside it, and heads of a longer one, are said. */
async function sizeOf(tx: Tx, claims: Claims, wrong: string[]): Promise<number> {
  const [is] = await tx.query<{ nodes: number; end: number }>('select count(*) as nodes, coalesce(max(place) + 1, 0) as end from audit_node where level = 0');
  const { nodes, end } = is ?? { nodes: 0, end: 0 };
  if (nodes !== end) wrong.push(`The tree has ${nodes} lines, and its last place is ${end - 1}.`);
  const outside = await tx.query<{ position: number }>('select position from audit_leaf where position >= $1 or position < 0 order by position limit 20', [
    nodes,
  ]);
  for (const { position } of outside) wrong.push(`Line ${position} stands outside the tree.`);
  for (const [size, said] of claims) {
    if (size > nodes) for (const { from } of said) wrong.push(`${from} speaks of ${size} lines, and there are ${nodes}: lines were cut off.`);
  }
  return nodes;
}
