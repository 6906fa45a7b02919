// Signals as they are kept: sealed to a team before they come here and again with the file's key; and how they are listed.
import { createSecretKey, type KeyObject } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { DangerSaid, FileAt, Signal, SignalChannel, SignalEvent } from '#journey/signal.ts';
import { newIdentity } from '#kit/store/age-bytes.ts';
import { note } from '#kit/store/audit.ts';
import { createFile } from '#kit/store/files.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { openWith, seal, sealBytes, sealWith, unseal, unsealBytes } from '#kit/store/seal.ts';
import type { PublicTx, Tx } from '#kit/store/database.ts';
import { keysOf } from '#kit/store/transaction.ts';
import type { Unlocked } from './code.ts';

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const message = (file: FileId, number: number, whose: 'team' | 'reporter') => ({ file, table: 'signal_message', what: `${number}.${whose}`, version: 1 });
const filePart = (file: FileId, at: string, part: number, parts: number) => ({ file, table: 'signal_file', what: `${at}.${part}.${parts}`, version: 1 });
const sameQueue = '(one.organisation, one.team, one.queue) = (q.organisation, q.team, q.queue)';
const openerAt = (file: FileId) => ({ file, table: 'signal_opener', what: 'identity', version: 1 });

/** Where reports go, and the half of the team's key that seals. `first` stays the same however often the key is renewed. */
export type Queue = Team & { readonly file: FileId; readonly first: FileId; readonly recipient: string };
export type Team = { readonly organisation: string; readonly team: string; readonly queue: string };

/** For the program: the queue of a team. It makes the key at the first asking, and cannot read back the half that opens. */
export async function queueOf(tx: Tx, { organisation, team, queue }: Team, nation: string): Promise<Queue> {
  const find = () =>
    tx.query<Queue>(
      `select q.file, q.queue, q.recipient, q.organisation, q.team,
         (select one.file from signal_queue one where ${sameQueue} order by one.made_at, one.file limit 1) as first
       from signal_queue q where q.organisation = $1 and q.team = $2 and q.queue = $3 and q.ended_at is null`,
      [organisation, team, queue],
    );
  const [found] = await find();
  if (found) return found;
  await aloneInQueue(tx, { organisation, team, queue });
  const [made] = await find();
  if (made) return made;
  const { identity, recipient } = await newIdentity();
  const file = await createFile(tx, { kind: 'signal', child: false, nation, organisation, team });
  await keepQueue(tx, { file, queue, recipient, organisation, team }, identity);
  return { file, first: file, queue, recipient, organisation, team };
}

/** One at a time makes a key of a queue. */
export const aloneInQueue = (tx: Tx, { organisation, team, queue }: Team): Promise<unknown> =>
  tx.query('select pg_advisory_xact_lock(hashtextextended($1, 9))', [`${organisation} ${team} ${queue}`]);

/** Both halves of a key: from here on what comes is sealed to it. */
export async function keepQueue(tx: Tx, { file, queue, recipient, organisation, team }: Omit<Queue, 'first'>, identity: string): Promise<void> {
  const owned = [organisation, team];
  await tx.query('insert into signal_queue (file, queue, recipient, organisation, team) values ($1, $2, $3, $4, $5)', [file, queue, recipient, ...owned]);
  await tx.query('insert into signal_opener (file, sealed, organisation, team) values ($1, $2, $3, $4)', [
    file,
    await seal(tx, openerAt(file), identity),
    ...owned,
  ]);
}

/** The half that seals now, of the queue that a signal came by: the key may have been renewed since. */
export async function recipientOf(tx: Tx, queue: FileId): Promise<string> {
  const [row] = await tx.query<{ recipient: string }>(
    `select one.recipient from signal_queue q join signal_queue one on ${sameQueue} where q.file = $1 and one.ended_at is null`,
    [queue],
  );
  if (!row) throw new Error('This queue has no key.');
  return row.recipient;
}

/**
 * For an adviser of the team alone: what opens the reports of a queue, a line for each key it had and has, the newest first: what was added to a
 * report after a renewal is sealed to another key than its beginning. The database shows it to nobody else, the program included.
 */
export async function openerOf(tx: Tx, queue: FileId): Promise<string | undefined> {
  const rows = await tx.query<{ file: FileId; sealed: Buffer }>(
    `select o.file, o.sealed from signal_queue q join signal_queue one on ${sameQueue} join signal_opener o on o.file = one.file
     where q.file = $1 order by one.ended_at desc nulls first, one.made_at desc`,
    [queue],
  );
  const lines: string[] = [];
  for (const { file, sealed } of rows) lines.push(String(await unseal(tx, openerAt(file), sealed)));
  return lines.length > 0 ? lines.join('\n') : undefined;
}

/** Keeps the list in step with the ledger. What the reporter chose and who opened it stand in the ledger alone. */
export const keepSignals: Reaction<Signal, SignalEvent> = async (tx, { file, after }) => {
  await tx.query('update signal set waits_since = $2, untranslated = $3, closed = $4 where file = $1', [
    file,
    after.waits,
    after.untranslated.length,
    after.closed !== null,
  ]);
};

export type Received = { readonly channel: SignalChannel; readonly danger: DangerSaid; readonly bucket: Instant };

/** The row that the ledger's first event is listed by: made in its transaction, before it. `reporter` seals answers to who has the code. */
export async function beginSignal(tx: Tx, file: FileId, queue: Queue, { channel, danger, bucket }: Received, reporter: string | null): Promise<void> {
  await tx.query(
    'insert into signal (file, opener, queue, channel, danger, bucket, reporter, organisation, team) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [file, queue.file, queue.queue, channel, danger, bucket, reporter, queue.organisation, queue.team],
  );
}

/** What opens answers is sealed with what the code makes, so that the code alone opens them. */
export async function keepCode(tx: Tx, file: FileId, queue: Queue, { name, opens }: Unlocked, identity: string): Promise<void> {
  const sealed = await sealBytes(
    tx,
    { file, table: 'signal_code', what: 'identity', version: 1 },
    sealWith(createSecretKey(opens), Buffer.from(identity), file),
  );
  await tx.query('insert into signal_code (file, name, sealed, organisation, team) values ($1, $2, $3, $4, $5)', [
    file,
    name,
    sealed,
    queue.organisation,
    queue.team,
  ]);
}

export type Behind = { readonly file: FileId; readonly organisation: string; readonly team: string };

/** For the program: whose code it is. One question for every code. */
export async function behindCode(tx: Tx, name: Buffer): Promise<(Behind & { readonly sealed: Buffer }) | undefined> {
  const [row] = await tx.query<Behind & { sealed: Buffer }>('select file, sealed, organisation, team from signal_code where name = $1', [name]);
  return row;
}

/** What opens the answers of a signal, for who brought its code. */
export async function identityOf(tx: Tx, file: FileId, sealed: Buffer, { opens }: Unlocked): Promise<string> {
  return openWith(createSecretKey(opens), await unsealBytes(tx, { file, table: 'signal_code', what: 'identity', version: 1 }, sealed), file).toString();
}

/** An age file for the team, and, of an answer, one for the reporter. `once` is the hashed mark of the form, where it came by one. */
export type NewMessage = {
  readonly number: number;
  readonly by: 'reporter' | 'team';
  readonly forTeam: Buffer;
  readonly forReporter: Buffer | null;
  readonly once: Buffer | null;
};

export async function keepMessage(tx: Tx, { file, organisation, team }: Behind, one: NewMessage): Promise<void> {
  await tx.query('insert into signal_message (file, number, said_by, once, sealed, for_reporter, organisation, team) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    file,
    one.number,
    one.by,
    one.once,
    await sealBytes(tx, message(file, one.number, 'team'), one.forTeam),
    one.forReporter && (await sealBytes(tx, message(file, one.number, 'reporter'), one.forReporter)),
    organisation,
    team,
  ]);
  note(tx, file, 'wrote:signal_message');
}

/** Puts what a translator wrote in the place of what waited. */
export async function replaceForReporter(tx: Tx, file: FileId, number: number, forReporter: Buffer): Promise<void> {
  await tx.query('update signal_message set for_reporter = $3 where file = $1 and number = $2', [
    file,
    number,
    await sealBytes(tx, message(file, number, 'reporter'), forReporter),
  ]);
  note(tx, file, 'wrote:signal_message');
}

/** Whether this very form was taken before. */
export const takenBefore = async (tx: Tx, file: FileId, once: Buffer): Promise<boolean> =>
  (await tx.query('select from signal_message where file = $1 and once = $2', [file, once])).length > 0;

const partBytes = 1024 * 1024;

/** An age file for the team, as it came. */
export async function keepFile(
  tx: Tx,
  { file, organisation, team }: Behind,
  at: { readonly message: number; readonly number: number },
  sealed: Buffer,
): Promise<void> {
  const parts = Math.max(1, Math.ceil(sealed.length / partBytes));
  for (let part = 0; part < parts; part += 1)
    await tx.query('insert into signal_file (file, message, number, part, parts, sealed, organisation, team) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
      file,
      at.message,
      at.number,
      part,
      parts,
      await sealBytes(tx, filePart(file, `${at.message}.${at.number}`, part, parts), sealed.subarray(part * partBytes, (part + 1) * partBytes)),
      organisation,
      team,
    ]);
  note(tx, file, 'wrote:signal_file');
}

export type Kept = { readonly number: number; readonly by: 'reporter' | 'team'; readonly sealed: Buffer };

/** The age files of a thread, for the team or for the reporter; what is not for that reader is left out. */
export async function messagesOf(tx: Tx, file: FileId, whose: 'team' | 'reporter'): Promise<Kept[]> {
  const column = whose === 'team' ? 'sealed' : 'for_reporter';
  const rows = await tx.query<Kept>(
    `select number, said_by as by, ${column} as sealed from signal_message where file = $1 and ${column} is not null and ${unbarred('signal_message.file', '$2::text')} order by number`,
    [file, tx.actor.person],
  );
  if (rows.length > 0) note(tx, file, 'read:signal_message');
  return Promise.all(rows.map(async (row) => ({ ...row, sealed: await unsealBytes(tx, message(file, row.number, whose), row.sealed) })));
}

export const filesOf = (tx: Tx, file: FileId): Promise<FileAt[]> =>
  tx.query('select message, number from signal_file where file = $1 and part = 0 order by message, number', [file]);

export async function fileOf(tx: Tx, file: FileId, { message, number }: FileAt): Promise<Buffer | undefined> {
  const rows = await tx.query<{ parts: number; sealed: Buffer }>(
    'select parts, sealed from signal_file where file = $1 and message = $2 and number = $3 order by part',
    [file, message, number],
  );
  if (rows.length === 0) return undefined;
  if (rows.some((row) => row.parts !== rows.length)) throw new Error('A part of this file is missing.');
  note(tx, file, 'read:signal_file');
  return Buffer.concat(await Promise.all(rows.map((row, part) => unsealBytes(tx, filePart(file, `${message}.${number}`, part, rows.length), row.sealed))));
}

const handedAt = (file: FileId, { message: of, number }: FileAt) => ({ file, table: 'signal_sealed_file', what: `handed.${of}.${number}`, version: 1 });

/** From here on the database shows this file to nobody. */
export async function sealOff(tx: Tx, file: FileId, { message: of, number }: FileAt): Promise<void> {
  await tx.query('insert into signal_sealed_file (file, message, number, sealed_by) values ($1, $2, $3, $4)', [file, of, number, tx.actor.person]);
  note(tx, file, 'wrote:signal_sealed_file');
}

/** `told`: the police's own number and to whom; sealed with the file's key. */
export async function keepHandedOver(tx: Tx, file: FileId, at: FileAt, told: string): Promise<void> {
  await tx.query('update signal_sealed_file set handed_by = $4, told = $5 where file = $1 and message = $2 and number = $3', [
    file,
    at.message,
    at.number,
    tx.actor.person,
    await seal(tx, handedAt(file, at), told),
  ]);
  note(tx, file, 'wrote:signal_sealed_file');
}

export const keepSeen = (tx: Tx, file: FileId, at: FileAt): Promise<unknown> =>
  tx.query('update signal_sealed_file set seen_by = $4 where file = $1 and message = $2 and number = $3', [file, at.message, at.number, tx.actor.person]);

/** What was told of each hand-over, by the file's place. */
export async function handedOver(tx: Tx, file: FileId): Promise<ReadonlyMap<string, string>> {
  const rows = await tx.query<FileAt & { told: Buffer }>('select message, number, told from signal_sealed_file where file = $1 and told is not null', [file]);
  return new Map(
    await Promise.all(rows.map(async (row) => [`${row.message}.${row.number}`, String(await unseal(tx, handedAt(file, row), row.told))] as const)),
  );
}

export type Line = {
  readonly file: FileId;
  readonly reference: Reference;
  readonly opener: FileId;
  readonly queue: string;
  readonly channel: SignalChannel;
  readonly danger: DangerSaid;
  readonly bucket: Instant;
  readonly waits: Instant | null;
  readonly untranslated: number;
  readonly closed: boolean;
  readonly reporter: string | null;
};
const line = `signal.file, reference.reference, signal.opener, signal.queue, signal.channel, signal.danger, ${moment('signal.bucket')} as bucket,
  ${moment('signal.waits_since')} as waits, signal.untranslated, signal.closed, signal.reporter`;
const from = 'signal join reference on reference.file = signal.file';

/** The team's own: unread before read, danger now before others, then who has waited longest. */
export function signalsOf(
  tx: Tx,
  { closed, most, offset = 0 }: { readonly closed: boolean; readonly most: number; readonly offset?: number },
): Promise<Line[]> {
  return tx.query<Line>(
    `select ${line} from ${from} where signal.closed = $1 and ${unbarred('signal.file', '$2::text')}
     order by (signal.waits_since is null), case signal.danger when 'yes' then 0 when 'not-known' then 1 else 2 end, coalesce(signal.waits_since, signal.bucket), signal.file
     limit $3 offset $4`,
    [closed, tx.actor.person, most, offset],
  );
}

/** One of the team's own, by its reference. */
export async function signalAt(tx: Tx, reference: string): Promise<Line | undefined> {
  const [row] = await tx.query<Line>(`select ${line} from ${from} where reference.reference = $1 and ${unbarred('signal.file', '$2::text')}`, [
    reference,
    tx.actor.person,
  ]);
  return row;
}

/** The key that codes are made and kept under. */
export const indexKey = (tx: PublicTx): KeyObject => keysOf(tx).index;

/** One at a time with one code: the same form sent twice at once is kept once. */
export const alone = (tx: Tx, name: Buffer): Promise<unknown> => tx.query('select pg_advisory_xact_lock(hashtextextended($1, 10))', [name.toString('hex')]);
