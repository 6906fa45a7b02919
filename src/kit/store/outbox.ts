// Letters waiting to be printed or handed over. What they say is sealed; whether they may go is decided before they come here.
import { randomUUID } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { note } from './audit.ts';
import { seal, unseal, type Place } from './seal.ts';
import type { Tx } from './transaction.ts';

export type Waiting = {
  readonly file: FileId;
  readonly id: string;
  /** The letter's code; `number` is the event it follows. */
  readonly letter: string;
  readonly number: number;
  readonly state: 'held' | 'ready' | 'handed-over';
  readonly why: string | null;
  readonly channel: string | null;
  readonly writtenAt: Instant;
  readonly handedOverAt: Instant | null;
};

const columns = `file, id, letter, number, state, why, channel, written_at as "writtenAt", handed_over_at as "handedOverAt"`;
const place = (file: FileId, id: string): Place => ({ file, table: 'outbox', what: id, version: 1 });

/** Puts a letter in the outbox, once per event and letter: a second time gives nothing. `why` holds it, as a code. */
export async function post(
  tx: Tx,
  file: FileId,
  about: { letter: string; number: number; why?: string | null; organisation?: string; team?: string },
  content: unknown,
): Promise<string | undefined> {
  const id = randomUUID() as string;
  const rows = await tx.query(
    `insert into outbox (file, id, letter, number, state, why, sealed, organisation, team)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning id`,
    [
      file,
      id,
      about.letter,
      about.number,
      about.why ? 'held' : 'ready',
      about.why ?? null,
      await seal(tx, place(file, id), content),
      about.organisation ?? tx.actor.organisation,
      about.team ?? tx.actor.team,
    ],
  );
  if (rows.length === 0) return undefined;
  note(tx, file, 'wrote:letter');
  return id;
}

/** Letters of an organisation that are not handed over yet. */
export function waiting(tx: Tx, organisation: string): Promise<Waiting[]> {
  return tx.query<Waiting>(`select ${columns} from outbox where organisation = $1 and state <> 'handed-over' order by written_at, id`, [organisation]);
}

export function lettersOf(tx: Tx, file: FileId): Promise<Waiting[]> {
  return tx.query<Waiting>(`select ${columns} from outbox where file = $1 order by number, letter`, [file]);
}

/** A letter with what it says; nothing where there is none. */
export async function openLetter(tx: Tx, file: FileId, id: string): Promise<(Waiting & { content: unknown }) | undefined> {
  const [row] = await tx.query<Waiting & { sealed: Buffer }>(`select ${columns}, sealed from outbox where file = $1 and id = $2`, [file, id]);
  if (!row) return undefined;
  const { sealed, ...letter } = row;
  note(tx, file, 'read:letter');
  return { ...letter, content: await unseal(tx, place(file, id), sealed) };
}

/** Lets a held letter go, once the contact is safe again. */
export async function release(tx: Tx, file: FileId, id: string): Promise<boolean> {
  const rows = await tx.query(`update outbox set state = 'ready', why = null where file = $1 and id = $2 and state = 'held' returning id`, [file, id]);
  return rows.length > 0;
}

/** A ready letter was printed or handed over; a held one cannot be. */
export async function handOver(tx: Tx, file: FileId, id: string, channel: 'print' | 'hand-over'): Promise<boolean> {
  const rows = await tx.query(
    `update outbox set state = 'handed-over', channel = $3, handed_over_at = clock_timestamp() where file = $1 and id = $2 and state = 'ready' returning id`,
    [file, id, channel],
  );
  if (rows.length > 0) note(tx, file, 'wrote:letter.handed-over');
  return rows.length > 0;
}
