// By what something sent again is known: hashes under the installation's key, never what it said.
import type { FileId } from '#base/id.ts';
import type { Tx } from '#kit/store/database.ts';
import { keyedHash } from '#kit/store/find.ts';
import type { Queue } from '#rooms/signal/store.ts';
import type { Incoming } from './incoming.ts';

type Once = NonNullable<Incoming['once']>;
const hashes = (tx: Tx, queue: Queue, { key, content }: Once) => ({
  key: keyedHash(tx, `arrived|${queue.first}|${key}`),
  content: keyedHash(tx, `said|${content}`),
});

/** The signal it became when it came before; `same` where it says the same as then. Two that come at once wait for one another. */
export async function arrivedBefore(tx: Tx, queue: Queue, once: Once): Promise<{ readonly file: FileId; readonly same: boolean } | undefined> {
  const { key, content } = hashes(tx, queue, once);
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 10))', [key.toString('hex')]);
  const [before] = await tx.query<{ file: FileId; content: Buffer }>('select file, content from signal_arrived where once = $1', [key]);
  return before && { file: before.file, same: content.equals(before.content) };
}

export async function markArrived(tx: Tx, queue: Queue, file: FileId, once: Once): Promise<void> {
  const { key, content } = hashes(tx, queue, once);
  await tx.query('insert into signal_arrived (once, content, file, organisation, team) values ($1, $2, $3, $4, $5)', [
    key,
    content,
    file,
    queue.organisation,
    queue.team,
  ]);
}

/** What a partner is told of what it handed over: never more than where it stands. */
export type HandedState = 'received' | 'asked' | 'accepted' | 'declined' | 'referred';
const toldAs: Readonly<Record<string, HandedState>> = { asked: 'asked', accepted: 'accepted', declined: 'declined', begun: 'referred' };

/** Nothing where no such mark came from them. */
export async function stateOfMark(tx: Tx, queue: Queue, key: string): Promise<HandedState | undefined> {
  const [row] = await tx.query<{ state: string | null }>(
    `select (select a.state from signal_referral a where a.file = s.file order by a.number desc limit 1) as state from signal_arrived s where s.once = $1`,
    [hashes(tx, queue, { key, content: '' }).key],
  );
  return row && (toldAs[row.state ?? ''] ?? 'received');
}
