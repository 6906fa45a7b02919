// Who is in support: one row a support record, kept in step with its ledger, to list by.
import type { Day } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import type { Tx } from '#kit/store/database.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { unbarred } from '#kit/store/bars.ts';

export const keepSupport: Reaction<Support, SupportEvent> = async (tx, { file, after }) => {
  await tx.query(
    `insert into support_record (file, nation, since, ended) values ($1, $2, $3, $4)
     on conflict (file) do update set nation = excluded.nation, since = excluded.since, ended = excluded.ended`,
    [file, after.nation, after.since, after.ended],
  );
};

export type Listed = { readonly file: FileId; readonly reference: Reference; readonly since: Day };
export type After = { readonly since: Day; readonly file: FileId };

/** One page of those in support, the longest first. A cursor, so that each page costs the same however many there are. */
export async function inSupport(tx: Tx, asked: { readonly after: After | null; readonly most: number }): Promise<Listed[]> {
  return tx.query<Listed>(
    `select s.file, r.reference, s.since from support_record s join reference r on r.file = s.file
     where s.ended is null and (s.since, s.file) > ($1::date, $2::uuid) and ${unbarred('s.file', '$4::text')} order by s.since, s.file limit $3`,
    [asked.after?.since ?? '-infinity', asked.after?.file ?? '00000000-0000-0000-0000-000000000000', asked.most, tx.actor.person],
  );
}
