// The audit's tree, built behind the leaves by one sequencer, so that no leaf can later be changed or left out unseen (data.md 12).
import type { Actor } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { bytesOf, columns, hashOfActor, isAsPlaced, type LeafRow } from './leaf.ts';
import { addLeaf, consistency, hashLeaf, hashPair, inclusion, rootOf, rootOfPeaks, type Hash, type Node, type Peaks } from './merkle.ts';
import type { Database } from './pool.ts';
import { keysOf, type Tx } from './transaction.ts';

export type Head = { readonly size: number; readonly root: Hash };
export type Leaf = {
  readonly id: string;
  readonly at: Instant;
  readonly actor: string;
  readonly organisation: string;
  readonly role: string;
  readonly purpose: string;
  readonly file: FileId | null;
  readonly what: readonly string[];
  readonly position: number | null;
};

const atOnce = 2000;
/** Places every waiting leaf. One sequencer works at a time; a second one waits for it. Gives the new head. */
export async function sequence(db: Database, actor: Actor): Promise<Head> {
  for (;;) {
    const { head, placed } = await db.as(actor, 'audit', placeSome);
    if (placed < atOnce) return head;
  }
}

/** One at a time: whoever places leaves or signs heads. */
export async function aloneAtLog(tx: Tx): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(7240581003554)');
}

async function placeSome(tx: Tx): Promise<{ head: Head; placed: number }> {
  await aloneAtLog(tx);
  const size = await sizeOf(tx);
  await tx.query(`set local timezone to 'UTC'`);
  const waiting = await tx.query<LeafRow>(`select ${columns} from audit_leaf where position is null order by at, id limit ${atOnce}`);
  const key = keysOf(tx).actors;
  const leaves = waiting.map((leaf) => ({ ...leaf, actor_hash: hashOfActor(key, leaf.actor) }));
  if (leaves.length === 0) return { head: { size, root: await rootOf(nodesOf(tx), size) }, placed: 0 };
  await tx.query(
    `update audit_leaf set position = given.position, actor_hash = given.actor_hash
     from unnest($1::uuid[], $2::bigint[], $3::bytea[]) as given (id, position, actor_hash) where audit_leaf.id = given.id`,
    [leaves.map((leaf) => leaf.id), leaves.map((_, i) => size + i), leaves.map((leaf) => leaf.actor_hash)],
  );
  const grown = await grow(
    nodesOf(tx),
    size,
    leaves.map((leaf) => hashLeaf(bytesOf(leaf))),
  );
  await tx.query('insert into audit_node (level, place, hash) select * from unnest($1::smallint[], $2::bigint[], $3::bytea[])', [
    grown.map((node) => node.level),
    grown.map((node) => node.place),
    grown.map((node) => node.hash),
  ]);
  const head = { size: size + leaves.length, root: await rootOf(nodesOf(tx), size + leaves.length) };
  await tx.query('insert into audit_head (size, root) values ($1, $2)', [head.size, head.root]);
  return { head, placed: leaves.length };
}

type Grown = { readonly level: number; readonly place: number; readonly hash: Hash };

/** The subtrees that become complete when leaves are added. */
async function grow(node: Node, size: number, leaves: readonly Hash[]): Promise<Grown[]> {
  const made = new Map<string, Hash>();
  const grown: Grown[] = [];
  for (const [i, leaf] of leaves.entries()) {
    let [level, place, hash] = [0, size + i, leaf];
    for (;;) {
      made.set(`${level}|${place}`, hash);
      grown.push({ level, place, hash });
      if (place % 2 === 0) break;
      const left = made.get(`${level}|${place - 1}`) ?? (await node(level, place - 1));
      [level, place, hash] = [level + 1, (place - 1) / 2, hashPair(left, hash)];
    }
  }
  return grown;
}

/** The stored subtrees, as the proofs want them. */
export function nodesOf(tx: Tx): Node {
  return async (level, place) => {
    const [row] = await tx.query<{ hash: Buffer }>('select hash from audit_node where level = $1 and place = $2', [level, place]);
    if (!row) throw new Error(`The log lacks the subtree ${level}/${place}.`);
    return row.hash;
  };
}

async function sizeOf(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ size: number }>('select coalesce(max(place) + 1, 0) as size from audit_node where level = 0');
  return row?.size ?? 0;
}

export async function headOf(tx: Tx): Promise<Head> {
  const size = await sizeOf(tx);
  return { size, root: await rootOf(nodesOf(tx), size) };
}

/** Proof that a leaf stands in the log of a given size. */
export const proveInclusion = (tx: Tx, position: number, size: number): Promise<Hash[]> => inclusion(nodesOf(tx), position, size);
/** Proof that an earlier head is the beginning of a later one. */
export const proveConsistency = (tx: Tx, first: number, second: number): Promise<Hash[]> => consistency(nodesOf(tx), first, second);

/** Who read and wrote a file, oldest first. */
export function leavesOf(tx: Tx, file: FileId): Promise<Leaf[]> {
  return tx.query<Leaf>(`select id, at, actor, organisation, role, purpose, file, what, position from audit_leaf where file = $1 order by at, id`, [file]);
}

/** The latest leaves, newest first. */
export function latestLeaves(tx: Tx, most: number): Promise<Leaf[]> {
  return tx.query<Leaf>(`select id, at, actor, organisation, role, purpose, file, what, position from audit_leaf order by at desc, id limit $1`, [most]);
}

/** Reads the whole log again and says at which places it is not what it was; its size, where the newest head is not. Empty: nothing was changed. */
export async function recheck(tx: Tx): Promise<number[]> {
  await tx.query(`set local timezone to 'UTC'`);
  const size = await sizeOf(tx);
  const wrong: number[] = [];
  const peaks: Peaks = [];
  for (let from = 0; from < size; from += atOnce) {
    const leaves = await tx.query<LeafRow & { hash: Buffer; place: number }>(
      `select ${columns}, audit_node.place, audit_node.hash from audit_node left join audit_leaf on audit_leaf.position = audit_node.place
       where level = 0 and place >= $1 and place < $2 order by place`,
      [from, from + atOnce],
    );
    for (const leaf of leaves) {
      if (leaf.id === null || !isAsPlaced(leaf, leaf.hash, keysOf(tx).actors)) wrong.push(leaf.place);
      addLeaf(peaks, leaf.hash);
    }
  }
  const [newest] = await tx.query<Head>('select size, root from audit_head order by size desc limit 1');
  if (newest && (newest.size !== size || !newest.root.equals(rootOfPeaks(peaks)))) wrong.push(size);
  return wrong;
}

/** Erases somebody's id from the leaves already placed. The tree stays whole, since it holds a keyed hash of the id. Gives how many leaves. */
export async function eraseActor(tx: Tx, actor: string): Promise<number> {
  const erased = await tx.query(`update audit_leaf set actor = '' where actor = $1 and actor_hash is not null returning id`, [actor]);
  return erased.length;
}
