// Checkpoints of the audit's tree (C2SP tlog-checkpoint): its head, signed, kept, and handed to a witness outside the database.
import type { Actor } from '#access/roles.ts';
import { aloneAtLog, headOf, nodesOf, sequence, type Head } from './log.ts';
import { rootOf } from './merkle.ts';
import { openNote, signNote, type Signer, type Verifier } from './note.ts';
import type { Database } from './pool.ts';
import type { Tx } from './transaction.ts';
import { addToWitness, lastWitnessed } from './witness.ts';

/** How an installation vouches for its log: with which key, and in which file outside the database. */
export type Vouching = { readonly signer: Signer; readonly witness: string | null };

/** The log does not continue what was signed before: no further checkpoint may be made. */
export class LogDiverged extends Error {}

/** A checkpoint is made once a minute at most; the timer that asks may come a little early. */
const leastSeconds = 59;

export function writeHead(name: string, head: Head): string {
  return `${name}\n${head.size}\n${head.root.toString('base64')}\n`;
}

/** The head in a checkpoint's text, or null where it is none of this log's. */
export function readHead(name: string, text: string): Head | null {
  const [, origin, size, encoded = ''] = /^([^\n]+)\n([1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n$/.exec(text) ?? [];
  const root = Buffer.from(encoded, 'base64');
  return origin === name && root.toString('base64') === encoded ? { size: Number(size), root } : null;
}

/** The head of a signed checkpoint, or what is wrong with it. The name of the log is that of the first verifier. */
export function openCheckpoint(note: string, verifiers: readonly Verifier[]): Head | { readonly wrong: string } {
  const opened = openNote(note, verifiers);
  if ('wrong' in opened) return opened;
  return readHead(verifiers[0]?.name ?? '', opened.text) ?? { wrong: 'it is no checkpoint of this log' };
}

/** Places the waiting leaves; signs the head where the tree grew; sees that the witness has every checkpoint. Throws LogDiverged. */
export async function keepLog(db: Database, actor: Actor, vouching: Vouching | null, after = leastSeconds): Promise<void> {
  await sequence(db, actor);
  if (!vouching) return;
  const { signer, witness } = vouching;
  // First what was kept already: the program may have been stopped between keeping and handing over.
  if (witness) await db.as(actor, 'audit', (tx) => handOver(tx, witness));
  await db.as(actor, 'audit', (tx) => signHead(tx, signer, after));
  // Only a checkpoint that is surely kept is handed over.
  if (witness) await db.as(actor, 'audit', (tx) => handOver(tx, witness));
}

/** Of how many lines the newest checkpoint kept speaks. */
export async function newestCheckpoint(tx: Tx): Promise<number> {
  const [last] = await tx.query<{ size: number }>('select max(size) as size from audit_checkpoint having max(size) is not null');
  return last?.size ?? 0;
}

async function signHead(tx: Tx, signer: Signer, after: number): Promise<void> {
  await aloneAtLog(tx);
  const head = await headOf(tx);
  const [last] = await tx.query<{ note: string; size: number; fresh: boolean }>(
    `select note, size, made_at > clock_timestamp() - make_interval(secs => $1) as fresh from audit_checkpoint order by size desc limit 1`,
    [after],
  );
  if (last) {
    const before = last.size <= head.size && writeHead(signer.name, { size: last.size, root: await rootOf(nodesOf(tx), last.size) });
    if (before === false || !last.note.startsWith(`${before}\n`)) {
      throw new LogDiverged(`The log does not continue its checkpoint of ${last.size} lines. See: ./opennrm verify-log`);
    }
  }
  if (head.size === (last?.size ?? 0) || last?.fresh) return;
  await tx.query('insert into audit_checkpoint (size, note) values ($1, $2)', [head.size, signNote(writeHead(signer.name, head), signer)]);
}

/** Hands the witness what it lacks. What it has must be what was kept: a database that was taken back is found out here. */
async function handOver(tx: Tx, witness: string): Promise<void> {
  await aloneAtLog(tx);
  const last = await lastWitnessed(witness);
  const [known] = last === null ? [{ size: 0 }] : await tx.query<{ size: number }>('select size from audit_checkpoint where note = $1', [last]);
  if (!known) throw new LogDiverged('The witness holds a checkpoint that the database does not. See: ./opennrm verify-log');
  const lacking = await tx.query<{ note: string }>('select note from audit_checkpoint where size > $1 order by size', [known.size]);
  await addToWitness(
    witness,
    lacking.map((one) => one.note),
  );
}
