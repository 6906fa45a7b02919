// The desk's own tables: what was found of a signal, calls being taken, what was passed on, marks of likeness, and situations.
import type { Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { DangerSaid, Signal, SignalChannel, SignalEvent, Triage } from '#journey/signal.ts';
import type { Situation, SituationEvent } from '#journey/situation.ts';
import { note } from '#kit/store/audit.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { sealBytes, unsealBytes } from '#kit/store/seal.ts';
import type { MarksKept } from './flood.ts';
import type { Marks } from './likeness.ts';

const moment = (column: string): string => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
const callAt = (file: FileId) => ({ file, table: 'signal_call', what: 'sheet', version: 1 });
const passedAt = (file: FileId, number: number) => ({ file, table: 'signal_passed', what: `passed.${number}`, version: 1 });

/** Keeps what the queue orders by in step with the ledger. */
export const keepTriage: Reaction<Signal, SignalEvent> = async (tx, { file, after, events }) => {
  if (!after.triage || !events.some(({ event }) => event.kind === 'SignalTriaged')) return;
  const { danger, child, held, placeKnown } = after.triage;
  await tx.query(
    `insert into signal_triage (file, danger, child, held, place_known) values ($1, $2, $3, $4, $5)
     on conflict (file) do update set danger = excluded.danger, child = excluded.child, held = excluded.held, place_known = excluded.place_known`,
    [file, danger, child, held, placeKnown],
  );
};

/** Keeps which signals lie in which situation. */
export const keepSituations: Reaction<Situation, SituationEvent> = async (tx, { file, events }) => {
  for (const { event } of events) {
    if (event.kind === 'SignalPut')
      await tx.query(
        `insert into situation_signal (file, signal, why) values ($1, $2, $3)
         on conflict (file, signal) do update set why = excluded.why, taken_out = false`,
        [file, event.signal, event.why],
      );
    if (event.kind === 'SignalTakenOut') await tx.query('update situation_signal set taken_out = true where file = $1 and signal = $2', [file, event.signal]);
  }
};

export type Queued = {
  readonly file: FileId;
  readonly reference: Reference;
  readonly channel: SignalChannel;
  readonly danger: DangerSaid;
  readonly bucket: Instant;
  readonly waits: Instant | null;
  readonly triage: Triage | null;
  readonly situation: Reference | null;
  readonly untranslated: number;
};

/** The most that is read at once. Unread and dangerous come first in it, so that no flood pushes one out. */
export const mostQueued = 2000;

/** Every open signal of the team, calls still being taken aside; the order among them is the journey's. */
export async function openSignals(tx: Tx): Promise<readonly Queued[]> {
  const rows = await tx.query<Omit<Queued, 'triage'> & { said: DangerSaid | null; child: DangerSaid; held: DangerSaid; placeKnown: boolean }>(
    `select signal.file, reference.reference, signal.channel, signal.danger, ${moment('signal.bucket')} as bucket, ${moment('signal.waits_since')} as waits, signal.untranslated,
       t.danger as said, t.child, t.held, t.place_known as "placeKnown",
       (select r.reference from situation_signal s join reference r on r.file = s.file where s.signal = signal.file and not s.taken_out order by r.reference limit 1) as situation
     from signal join reference on reference.file = signal.file left join signal_triage t on t.file = signal.file
     where not signal.closed and ${unbarred('signal.file', '$1::text')}
       and not exists (select from signal_call c where c.file = signal.file and not c.ended)
     order by (signal.waits_since is null), case coalesce(t.danger, signal.danger) when 'yes' then 0 else 1 end, coalesce(signal.waits_since, signal.bucket), signal.file
     limit $2`,
    [tx.actor.person, mostQueued],
  );
  return rows.map(({ said, child, held, placeKnown, ...row }) => ({ ...row, triage: said && { danger: said, child, held, placeKnown } }));
}

/** The newest first. */
export const closedSignals = (tx: Tx, most: number): Promise<Pick<Queued, 'reference' | 'channel' | 'bucket'>[]> =>
  tx.query(
    `select reference.reference, signal.channel, ${moment('signal.bucket')} as bucket from signal join reference on reference.file = signal.file
     where signal.closed and ${unbarred('signal.file', '$1::text')} order by signal.bucket desc, signal.file limit $2`,
    [tx.actor.person, most],
  );

export type CallListed = { readonly file: FileId; readonly reference: Reference; readonly by: string; readonly began: Instant };

export const callsNow = (tx: Tx): Promise<CallListed[]> =>
  tx.query<CallListed>(
    `select c.file, r.reference, c.taken_by as "by", ${moment('c.began')} as began from signal_call c join reference r on r.file = c.file
     where not c.ended and ${unbarred('c.file', '$1::text')} order by c.began, c.file`,
    [tx.actor.person],
  );

/** A call's sheet as it stands, sealed to the team; it is overwritten while the call goes on. */
export async function keepCall(tx: Tx, file: FileId, began: Instant, sealed: Buffer): Promise<void> {
  await tx.query(
    `insert into signal_call (file, taken_by, began, sealed) values ($1, $2, $3, $4)
     on conflict (file) do update set sealed = excluded.sealed where not signal_call.ended`,
    [file, tx.actor.person, began, await sealBytes(tx, callAt(file), sealed)],
  );
  note(tx, file, 'wrote:signal_call');
}

export async function callOf(tx: Tx, file: FileId): Promise<{ readonly by: string; readonly began: Instant; readonly sealed: Buffer } | undefined> {
  const [row] = await tx.query<{ by: string; began: Instant; sealed: Buffer }>(
    `select taken_by as "by", ${moment('began')} as began, sealed from signal_call where file = $1 and not ended for update`,
    [file],
  );
  return row && { ...row, sealed: await unsealBytes(tx, callAt(file), row.sealed) };
}

/** The sheet has become the signal's first message: what was written on the way is destroyed. */
export const endCall = (tx: Tx, file: FileId): Promise<unknown> => tx.query('update signal_call set ended = true, sealed = null where file = $1', [file]);

export async function keepPassed(tx: Tx, file: FileId, number: number, sealed: Buffer): Promise<void> {
  await tx.query('insert into signal_passed (file, number, sealed) values ($1, $2, $3)', [file, number, await sealBytes(tx, passedAt(file, number), sealed)]);
  note(tx, file, 'wrote:signal_passed');
}

export async function passedOf(tx: Tx, file: FileId): Promise<readonly { readonly number: number; readonly sealed: Buffer }[]> {
  const rows = await tx.query<{ number: number; sealed: Buffer }>('select number, sealed from signal_passed where file = $1 order by number', [file]);
  return Promise.all(rows.map(async ({ number, sealed }) => ({ number, sealed: await unsealBytes(tx, passedAt(file, number), sealed) })));
}

export async function keepMarks(tx: Tx, file: FileId, { words, place, grave }: Marks): Promise<void> {
  const marks = [
    ...words.map((mark, at) => ({ kind: 'words', at, mark })),
    ...(place ? [{ kind: 'place', at: 0, mark: place }] : []),
    ...(grave ? [{ kind: 'grave', at: 0, mark: grave }] : []),
  ];
  for (const { kind, at, mark } of marks)
    await tx.query(
      `insert into signal_mark (file, kind, at, mark) values ($1, $2, $3, decode($4, 'hex')) on conflict (file, kind, at) do update set mark = excluded.mark`,
      [file, kind, at, mark],
    );
}

const contactAt = (file: FileId, number: number) => ({ file, table: 'signal_contact', what: `said.${number}`, version: 1 });

/** How whoever reported may be reached, sealed to the team; each saying stays, and the last counts. */
export async function keepContact(tx: Tx, file: FileId, number: number, sealed: Buffer): Promise<void> {
  await tx.query('insert into signal_contact (file, number, sealed) values ($1, $2, $3)', [file, number, await sealBytes(tx, contactAt(file, number), sealed)]);
  note(tx, file, 'wrote:signal_contact');
}

export async function contactSaid(tx: Tx, file: FileId): Promise<Buffer | undefined> {
  const [row] = await tx.query<{ number: number; sealed: Buffer }>('select number, sealed from signal_contact where file = $1 order by number desc limit 1', [
    file,
  ]);
  return row && unsealBytes(tx, contactAt(file, row.number), row.sealed);
}

/** Of every open signal of the team that has marks. */
export async function marksKept(tx: Tx): Promise<ReadonlyMap<FileId, MarksKept>> {
  const rows = await tx.query<{ file: FileId; words: string[]; place: string | null; grave: string | null }>(
    `select m.file, coalesce(array_agg(encode(m.mark, 'hex') order by m.at) filter (where m.kind = 'words'), '{}') as words,
       max(encode(m.mark, 'hex')) filter (where m.kind = 'place') as place, max(encode(m.mark, 'hex')) filter (where m.kind = 'grave') as grave
     from signal_mark m join signal s on s.file = m.file where not s.closed and ${unbarred('m.file', '$1::text')} group by m.file`,
    [tx.actor.person],
  );
  return new Map(rows.map(({ file, words, place, grave }) => [file, { words, place: place ?? '', grave: grave ?? '' }]));
}

/** What waits and was compared with nothing yet, the longest waiting first. */
export const unmarked = (tx: Tx, most: number): Promise<{ file: FileId; opener: FileId }[]> =>
  tx.query(
    `select s.file, s.opener from signal s where not s.closed and s.waits_since is not null and ${unbarred('s.file', '$1::text')}
       and not exists (select from signal_mark m where m.file = s.file) and not exists (select from signal_call c where c.file = s.file and not c.ended)
     order by s.waits_since, s.file limit $2`,
    [tx.actor.person, most],
  );

export type Alike = { readonly file: FileId; readonly reference: Reference; readonly words: number; readonly place: boolean; readonly bucket: Instant };

/** Others of the team that share marks with this one, the most alike first. */
export const alikeTo = (tx: Tx, file: FileId, least: number): Promise<Alike[]> =>
  tx.query<Alike>(
    `select o.file, r.reference, count(*) filter (where o.kind = 'words')::integer as words, bool_or(o.kind = 'place') as place, ${moment('s.bucket')} as bucket
     from signal_mark m join signal_mark o on o.mark = m.mark and o.kind = m.kind and o.at = m.at and o.file <> m.file
       join signal s on s.file = o.file join reference r on r.file = o.file
     where m.file = $1 and ${unbarred('o.file', '$2::text')}
     group by o.file, r.reference, s.bucket
     having count(*) filter (where o.kind = 'words') >= $3 or bool_or(o.kind = 'place')
     order by 3 desc, 4 desc, s.bucket desc, o.file limit 50`,
    [file, tx.actor.person, least],
  );

export type SituationListed = { readonly file: FileId; readonly reference: Reference; readonly signals: number };

export const situationsOf = (tx: Tx): Promise<SituationListed[]> =>
  tx.query<SituationListed>(
    `select s.file, r.reference, count(*)::integer as signals from situation_signal s join reference r on r.file = s.file
     where not s.taken_out and ${unbarred('s.file', '$1::text')} group by s.file, r.reference order by 3 desc, r.reference limit 200`,
    [tx.actor.person],
  );

export type InSituation = { readonly file: FileId; readonly reference: Reference; readonly why: string; readonly closed: boolean; readonly bucket: Instant };

export async function situationAt(tx: Tx, reference: string): Promise<{ readonly file: FileId; readonly signals: readonly InSituation[] } | undefined> {
  const [row] = await tx.query<{ file: FileId }>(
    `select s.file from situation_signal s join reference r on r.file = s.file where r.reference = $1 and ${unbarred('s.file', '$2::text')} limit 1`,
    [reference, tx.actor.person],
  );
  if (!row) return undefined;
  const signals = await tx.query<InSituation>(
    `select g.file, r.reference, s.why, g.closed, ${moment('g.bucket')} as bucket from situation_signal s join signal g on g.file = s.signal join reference r on r.file = g.file
     where s.file = $1 and not s.taken_out and ${unbarred('g.file', '$2::text')} order by g.bucket, g.file`,
    [row.file, tx.actor.person],
  );
  return { file: row.file, signals };
}

export async function openerFileOf(tx: Tx, file: FileId): Promise<FileId | undefined> {
  const [row] = await tx.query<{ opener: FileId }>('select opener from signal where file = $1', [file]);
  return row?.opener;
}

/** A situation in which one of these signals lies now. */
export async function situationOf(tx: Tx, signals: readonly FileId[]): Promise<FileId | undefined> {
  const [row] = await tx.query<{ file: FileId }>(
    `select s.file from situation_signal s where s.signal = any ($1::uuid[]) and not s.taken_out and ${unbarred('s.file', '$2::text')} order by s.file limit 1`,
    [signals, tx.actor.person],
  );
  return row?.file;
}
