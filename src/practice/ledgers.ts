// Files of the practice caseload beside the cases: a row, a key and a reference of their own, their ledger played by the acts, and what is counted of it.
import { createSecretKey, randomBytes, randomUUID, type KeyObject } from 'node:crypto';
import type { Purpose } from '#access/purposes.ts';
import type { Actor } from '#access/roles.ts';
import type { Day, Instant } from '#base/day.ts';
import { reference as referenceOf, type FileId } from '#base/id.ts';
import type { Outcome } from '#base/outcome.ts';
import type { Recorded, Stream } from '#base/stream.ts';
import { theService } from '#kit/store/database.ts';
import { boundTo, sealWith, wrap } from '#kit/store/seal.ts';
import { keysOf, type Tx } from '#kit/store/transaction.ts';
import type { Counted } from '#rooms/figures/measures.ts';
import { eventRow, put, type Rows } from './rows.ts';

export type Owner = { readonly organisation: string; readonly team: string };
export const service: Owner = { organisation: theService.organisation, team: theService.team };

export type When = { readonly day: Day; readonly at: Instant; readonly actor: Actor; readonly purpose: Purpose };
export type Move<S, E> = readonly [act: (state: S) => Outcome<E>, when: When];

/** A file with a key: what is sealed with it, and the random id under which it is counted. */
export type Kept = { readonly file: FileId; readonly key: KeyObject; readonly statistics: string };

type About = { readonly kind: 'support' | 'place'; readonly child: boolean; readonly nation: string; readonly at: Instant; readonly owner?: Owner };

export function putFile(rows: Rows, tx: Tx, { kind, child, nation, at, owner = service }: About): Kept {
  const file = randomUUID() as string as FileId;
  put(rows, 'file', { id: file, kind, child, nation, frozen: false, created_at: at, ...owner });
  const { generation, key: wrapping } = keysOf(tx).wrapping.newest();
  const bytes = randomBytes(32);
  const key = createSecretKey(bytes);
  put(rows, 'keys.file_key', { file, generation, wrapped: wrap(wrapping, bytes, file), ...owner });
  put(rows, 'reference', { reference: referenceOf(randomBytes(8)), file, ...owner });
  const statistics = randomUUID() as string;
  const place = { file, table: 'statistic_link', what: 'statistics', version: 1 };
  put(rows, 'statistic_link', { file, sealed: sealWith(key, Buffer.from(JSON.stringify(statistics)), boundTo(place)), ...owner });
  return { file, key, statistics };
}

/** Counted when the step behind it was recorded. */
export function putCounts(rows: Rows, statistics: string, counts: readonly Counted[], at: string): void {
  for (const { question, code, validFrom } of counts)
    put(rows, 'statistic', { statistics_id: statistics, question, code, valid_from: validFrom, recorded_from: at, recorded_to: 'infinity', ...service });
}

export type Ledger<S> = { readonly state: S; readonly version: number };

/** Plays acts on a ledger and puts its events; gives what they amount to. What is refused cannot be in the caseload. */
export function playOn<S, E extends { readonly kind: string }>(
  rows: Rows,
  stream: Stream<S, E>,
  file: string,
  nation: string,
  moves: readonly Move<S, E>[],
  then: {
    readonly from?: Ledger<S>;
    readonly counts?: { readonly of: (before: S, recorded: Recorded<E>) => readonly Counted[]; readonly statistics: string };
  } = {},
): Ledger<S> {
  let [state, version] = [then.from?.state ?? stream.start, then.from?.version ?? 0];
  for (const [act, { day, at, actor, purpose }] of moves) {
    const outcome = act(state);
    if (!outcome.ok) throw new Error(`the practice ledger of a ${stream.name} could not go on, ${day}: ${outcome.code}`);
    for (const event of outcome.events) {
      version += 1;
      const { person, organisation, role, team } = actor;
      const recorded: Recorded<E> = {
        file,
        number: version,
        kindVersion: 1,
        day,
        at,
        recordedAt: at,
        actor: person,
        organisation,
        role,
        purpose,
        nation,
        edition: null,
        event,
      };
      put(rows, 'event', eventRow(recorded, stream.name, { organisation, team }));
      if (then.counts) putCounts(rows, then.counts.statistics, then.counts.of(state, recorded), at);
      state = stream.evolve(state, recorded);
    }
  }
  return { state, version };
}
