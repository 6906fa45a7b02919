// One step in several cases: who did it and when, what came of it in each; and the cases whose day has come, for the program.
import type { Day, Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import type { Tx } from '#kit/store/database.ts';

export const severalKinds = ['chase', 'allocate', 'cover', 'forward'] as const;
export type SeveralKind = (typeof severalKinds)[number];

/** Begins it once, however often it is sent. Nothing where the id is somebody else’s. */
export async function beginBulk(tx: Tx, id: string, what: SeveralKind): Promise<boolean> {
  await tx.query('insert into bulk_act (id, person, what) values ($1, $2, $3) on conflict (id) do nothing', [id, tx.actor.person, what]);
  const [own] = await tx.query<{ what: string }>('select what from bulk_act where id = $1 and person = $2', [id, tx.actor.person]);
  return own?.what === what;
}

export type Came = { readonly number: number; readonly events: number } | { readonly refused: string };

/** What came of it in one case: the first answer stands. */
export async function keepCame(tx: Tx, bulk: string, file: FileId, came: Came): Promise<void> {
  const [number, events, refused] = 'refused' in came ? [null, null, came.refused] : [came.number, came.events, null];
  await tx.query('insert into bulk_item (bulk, file, number, events, refused) values ($1, $2, $3, $4, $5) on conflict (bulk, file) do nothing', [
    ...[bulk, file],
    ...[number, events, refused],
  ]);
}

export async function bulkOf(tx: Tx, id: string): Promise<{ readonly what: SeveralKind; readonly madeAt: Instant } | undefined> {
  const [row] = await tx.query<{ what: SeveralKind; madeAt: Instant }>('select what, made_at as "madeAt" from bulk_act where id = $1 and person = $2', [
    id,
    tx.actor.person,
  ]);
  return row;
}

export type BulkItem = { readonly file: FileId; readonly reference: Reference; readonly number: number | null; readonly refused: string | null };

export async function itemsOf(tx: Tx, bulk: string): Promise<BulkItem[]> {
  return tx.query<BulkItem>(
    `select bulk_item.file, reference, number, refused from bulk_item join reference on reference.file = bulk_item.file
     where bulk = $1 order by refused nulls first, reference`,
    [bulk],
  );
}

/** One’s own last steps in several cases that may still be looked at. */
export async function lastBulks(tx: Tx, since: Instant): Promise<{ readonly id: string; readonly what: SeveralKind; readonly madeAt: Instant }[]> {
  return tx.query('select id, what, made_at as "madeAt" from bulk_act where person = $1 and made_at > $2 order by made_at desc limit 5', [
    tx.actor.person,
    since,
  ]);
}

/** A colleague’s open cases in the order of the worklist. */
export async function casesOfColleague(tx: Tx, person: string, most: number): Promise<Reference[]> {
  const rows = await tx.query<{ reference: Reference }>(
    `select reference from queue where allocated_to = $1 and authority = $2 and waits <> 'done' order by calm, moved_down, due_or_never, file limit $3`,
    [person, tx.actor.organisation, most],
  );
  return rows.map((row) => row.reference);
}

/** Cases looked at in one transaction of the program’s. */
const atOnce = 100;
export type Named = { readonly file: FileId; readonly nation: string };
/** Some of the cases whose day has come, after a file: what is refused stays in the list, and must not stop what comes behind it. */
export type DayCame = (tx: Tx, today: Day, after: FileId | null) => Promise<readonly Named[]>;
const named = (condition: string): DayCame => {
  const text = `select file, nation from queue where ${condition} and file > coalesce($2::uuid, '00000000-0000-0000-0000-000000000000') order by file limit $3`;
  return (tx, today, after) => tx.query<Named>(text, [today, after, atOnce]);
};
/** Somebody is to be asked again. Who has no page here is asked by a person. */
export const toAskAgain = named(`waits <> 'done' and chase_on <= $1`);
/** The last day of a covered leave has passed. */
export const leavesOver = named(`covered_until < $1`);
