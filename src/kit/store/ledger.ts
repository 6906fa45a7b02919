// The ledger: events of a file, appended at the version the act was decided on, with all that follows in one transaction.
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Day, Instant } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded, Stream } from '#base/stream.ts';
import { note } from './audit.ts';
import type { Database } from './pool.ts';
import { unbarred } from './bars.ts';
import { isConflict, type Tx } from './transaction.ts';

export type { Recorded, Stream } from '#base/stream.ts';

export type Performed<S, E> = { ok: true; state: S; events: readonly Recorded<E>[] } | (Refused & { state: S });

/** What the act's caller says of it: the legal day, the instant where known, the nation whose law governs, the form's edition. */
export type Writing = { readonly day: Day; readonly at?: Instant; readonly nation: string; readonly edition?: string };

/** What follows an event in the same transaction. One level deep: it may not perform. */
export type Reaction<S, E> = (tx: Tx, what: { file: FileId; before: S; after: S; events: readonly Recorded<E>[] }) => Promise<void>;

export type Loaded<S, E> = { readonly state: S; readonly events: readonly Recorded<E>[] };

export type Ledger = {
  perform<S, E extends { kind: string }>(
    actor: Actor,
    purpose: Purpose,
    stream: Stream<S, E>,
    file: FileId,
    act: (state: S, tx: Tx) => Outcome<E> | Promise<Outcome<E>>,
    writing: Writing,
    also?: (tx: Tx, done: Performed<S, E> & { ok: true }) => Promise<void>,
  ): Promise<Performed<S, E>>;
  /**
   * As `perform`, inside a transaction that stands: for what has to happen in two files together or in neither, under one purpose. Who
   * calls it ends the transaction where it is refused, and never begins one inside another.
   */
  within<S, E extends { kind: string }>(
    tx: Tx,
    stream: Stream<S, E>,
    file: FileId,
    act: (state: S, tx: Tx) => Outcome<E> | Promise<Outcome<E>>,
    writing: Writing,
  ): Promise<Performed<S, E>>;
  /** Several files in one transaction or none of them: a refusal takes everything back, and a conflict begins the whole again. */
  together(actor: Actor, purpose: Purpose, work: (tx: Tx) => Promise<Refused | undefined>): Promise<Refused | undefined>;
  load<S, E>(tx: Tx, stream: Stream<S, E>, file: FileId): Promise<Loaded<S, E>>;
  /** The same for the rows of a list, in one question. Each file asked for is in it; a barred one is empty. */
  loadEach<S, E>(tx: Tx, stream: Stream<S, E>, files: readonly FileId[]): Promise<ReadonlyMap<FileId, Loaded<S, E>>>;
  after<S, E>(stream: Stream<S, E>, reaction: Reaction<S, E>): void;
};

/** A conflict aborts the transaction, so the whole of it is begun again, and the act decides on what is now true. */
const mostTries = 8;

async function untilStored<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (wrong) {
      if (!isConflict(wrong) || tries >= mostTries) throw wrong;
    }
  }
}

/** Ends a transaction in which one of several files was refused. */
class TakenBack extends Error {
  readonly refused: Refused;
  constructor(refused: Refused) {
    super(refused.code);
    this.refused = refused;
  }
}

export function makeLedger(db: Database): Ledger {
  const reactions = new Map<string, Reaction<unknown, unknown>[]>();

  const ledger: Ledger = {
    load: async (tx, stream, file) => (await loadEach(tx, stream, [file])).get(file) ?? { state: stream.start, events: [] },
    loadEach,
    after: (stream, reaction) => {
      reactions.set(stream.name, [...(reactions.get(stream.name) ?? []), reaction as Reaction<unknown, unknown>]);
    },
    within: async (tx, stream, file, act, writing) => {
      const before = await ledger.load(tx, stream, file);
      const outcome = await act(before.state, tx);
      if (!outcome.ok) return { ...outcome, state: before.state };
      const events = await append(tx, stream, file, before.events.length, outcome.events, writing);
      const done = { ok: true as const, state: events.reduce(stream.evolve, before.state), events };
      for (const reaction of reactions.get(stream.name) ?? []) {
        await reaction(tx, { file, before: before.state, after: done.state, events });
      }
      return done;
    },
    perform: (actor, purpose, stream, file, act, writing, also) =>
      untilStored(() =>
        db.as(actor, purpose, async (tx) => {
          const done = await ledger.within(tx, stream, file, act, writing);
          if (done.ok) await also?.(tx, done);
          return done;
        }),
      ),
    together: async (actor, purpose, work) => {
      try {
        await untilStored(() =>
          db.as(actor, purpose, async (tx) => {
            const refused = await work(tx);
            if (refused) throw new TakenBack(refused);
          }),
        );
        return undefined;
      } catch (wrong) {
        if (wrong instanceof TakenBack) return wrong.refused;
        throw wrong;
      }
    },
  };
  return ledger;
}

type EventRow = Omit<Recorded<unknown>, 'event'> & { readonly kind: string; readonly stream: string; readonly body: Record<string, unknown> };

const columns = `file, number, stream, kind, kind_version as "kindVersion", day, at, recorded_at as "recordedAt", actor, organisation,
  role, purpose, nation, edition, body`;

/** To whom a bar keeps from the file it is empty: an act then finds no case, and nothing is appended. */
async function loadEach<S, E>(tx: Tx, stream: Stream<S, E>, files: readonly FileId[]): Promise<ReadonlyMap<FileId, Loaded<S, E>>> {
  const rows = await tx.query<EventRow & { readonly file: FileId }>(
    `select ${columns} from nrm_ledgers($1::uuid[]) as event where ${unbarred('event.file', '$2::text')} order by file, number`,
    [files, tx.actor.person],
  );
  const ledgers = new Map(files.map((file) => [file, [] as Recorded<E>[]]));
  for (const row of rows) {
    const events = ledgers.get(row.file);
    if (row.stream !== stream.name) throw new Error(`This file is a ledger of ${row.stream}, not of ${stream.name}.`);
    if (row.number !== (events?.length ?? 0) + 1) throw new Error('An event is missing from this ledger.');
    events?.push(recorded<E>(row));
  }
  for (const [file, events] of ledgers) if (events.length > 0) note(tx, file, 'read:events');
  return new Map([...ledgers].map(([file, events]) => [file, { state: events.reduce(stream.evolve, stream.start), events }]));
}

function recorded<E>(row: EventRow): Recorded<E> {
  const { kind, body, stream: _stream, ...envelope } = row;
  return { ...envelope, event: { kind, ...body } as E };
}

async function append<S, E extends { kind: string }>(
  tx: Tx,
  stream: Stream<S, E>,
  file: FileId,
  version: number,
  events: readonly E[],
  writing: Writing,
): Promise<readonly Recorded<E>[]> {
  if (events.length === 0) return [];
  const rows = await tx.query<EventRow>(
    `insert into event (file, number, stream, kind, day, at, nation, edition, body)
     select $1, $2 + n, $3, e ->> 'kind', $4, $5, $6, $7, e - 'kind' from jsonb_array_elements($8::jsonb) with ordinality as given (e, n)
     order by n returning ${columns}`,
    [file, version, stream.name, writing.day, writing.at ?? null, writing.nation, writing.edition ?? null, JSON.stringify(events)],
  );
  for (const event of events) note(tx, file, `wrote:event.${event.kind}`);
  return rows.sort((one, other) => one.number - other.number).map((row) => recorded<E>(row));
}
