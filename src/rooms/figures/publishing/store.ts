// Releases as they are kept: plans, files byte for byte, the list of who may look early, and the ledger of every number decided on.
import { dayOf, type Day, type Instant } from '#base/day.ts';
import { note } from '#kit/store/audit.ts';
import type { PublicTx, Tx } from '#kit/store/database.ts';
import type { Before } from '#methods/disclosure/linked.ts';
import { readEarlier, type Earlier } from '#rooms/figures/quarterly/changed.ts';
import type { DimensionId } from '#rooms/figures/quarterly/dimension.ts';
import type { Release } from '#rooms/figures/quarterly/release.ts';
import type { Ruling } from '#rooms/figures/quarterly/revised.ts';
import { isMarked } from '#rooms/figures/quarterly/sheet.ts';

export type ReleaseKind = 'quarter' | 'answer';
export type Planned = {
  readonly id: string;
  readonly kind: ReleaseKind;
  readonly period: string;
  /** As recorded by the end of that day. */
  readonly asOf: Day;
  readonly outAt: Instant;
  readonly replaces: string | null;
  /** What was wrong with the release that this one replaces. */
  readonly notice: string | null;
};
export type ReleaseRow = Planned & {
  readonly plannedBy: string;
  readonly plannedAt: Instant;
  readonly makingAt: Instant | null;
  readonly failed: string | null;
  readonly madeBy: string | null;
  readonly madeAt: Instant | null;
  readonly how: MadeHow | null;
  readonly approvedBy: string | null;
  readonly approvedAt: Instant | null;
  readonly place: number | null;
  /** What became of later knowledge about earlier quarters. */
  readonly rulings: readonly Ruling[];
};

const columns = `id, kind, period, as_of as "asOf", out_at as "outAt", replaces, notice, planned_by as "plannedBy", planned_at as "plannedAt", making_at as "makingAt", failed,
  made_by as "madeBy", made_at as "madeAt", approved_by as "approvedBy", approved_at as "approvedAt", place,
  case when made_at is not null then jsonb_build_object('behind', behind, 'code', code, 'next', definitions -> 'next') end as how,
  coalesce(definitions -> 'rulings', '[]') as rulings`;

/** All releases, the next first and then the newest. Needs the statistics purpose, as everything here that is not for the public. */
export const releases = (tx: Tx, most = 200): Promise<ReleaseRow[]> =>
  tx.query<ReleaseRow>(`select ${columns} from release order by out_at desc, id limit $1`, [most]);

export async function releaseOf(tx: Tx, id: string): Promise<ReleaseRow | undefined> {
  const [row] = await tx.query<ReleaseRow>(`select ${columns} from release where id = $1`, [id]);
  if (row) note(tx, null, `read:release.${id}`);
  return row;
}

/** When the next quarter's release comes out, as the calendar stood when this one was planned or later made. */
export async function nextAfter(tx: Tx, { outAt }: Planned): Promise<Instant | undefined> {
  const [row] = await tx.query<{ next: Instant | null }>(
    `select min(out_at) as next from release where kind = 'quarter' and replaces is null and out_at > $1`,
    [outAt],
  );
  return row?.next ?? undefined;
}

/** Says whether it was planned: an id is given once. */
export async function plan(tx: Tx, { id, kind, period, asOf, outAt, replaces, notice }: Planned): Promise<boolean> {
  const made = await tx.query(
    `insert into release (id, kind, period, as_of, out_at, replaces, notice, planned_by) values ($1, $2, $3, $4, $5, $6, $7, $8) on conflict (id) do nothing returning id`,
    [id, kind, period, asOf, outAt, replaces, notice, tx.actor.person],
  );
  if (made.length > 0) note(tx, null, `wrote:release.${id}`);
  return made.length > 0;
}

/** A line in the log for a release that is there: what somebody typed in its place is kept nowhere. */
function wrote(tx: Tx, rows: readonly { readonly id: string }[]): void {
  for (const { id } of rows) note(tx, null, `wrote:release.${id}`);
}

/** Takes back what was made of a release that is not out, and its approval: an error was found, or it goes out on another day. */
export async function takeBack(tx: Tx, id: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    `update release set making_at = null, made_by = null, made_at = null, definitions = null, code = null, behind = null,
       approved_by = null, approved_at = null, place = null where id = $1 returning id`,
    [id],
  );
  wrote(tx, rows);
}

/** Moves the minute of a release that was announced; the reason stands beside it for everybody. Its files carry the day, so for another day they are made again. */
export async function move(tx: Tx, id: string, to: Instant, because: string): Promise<void> {
  const [is] = await tx.query<{ outAt: Instant }>('select out_at as "outAt" from release where id = $1', [id]);
  if (is && dayOf(is.outAt) !== dayOf(to)) await takeBack(tx, id);
  await tx.query('insert into release_moved (release, was, because, moved_by) select id, out_at, $2, $3 from release where id = $1', [
    id,
    because,
    tx.actor.person,
  ]);
  wrote(tx, await tx.query('update release set out_at = $2 where id = $1 returning id', [id, to]));
}

/** Takes the making of a release upon itself: false where somebody is at it, or where it is frozen. What was begun and lost may be begun again after a while. */
export async function beginMaking(tx: Tx, id: string): Promise<boolean> {
  const begun = await tx.query(
    `update release set making_at = clock_timestamp(), failed = null where id = $1 and approved_at is null
       and (making_at is null or making_at < clock_timestamp() - interval '15 minutes') returning id`,
    [id],
  );
  return begun.length > 0;
}

export async function makingFailed(tx: Tx, id: string, why: string): Promise<void> {
  await tx.query('update release set making_at = null, failed = $2 where id = $1 and approved_at is null', [id, why]);
}

/** The place of the newest approved release: behind it a release is made. */
export async function endOfLedger(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ place: number }>('select coalesce(max(place), 0)::int as place from release');
  return row?.place ?? 0;
}

/** The tables of a quarter's newest release up to a place of the ledger, as they were let out; nothing where there is none. */
export async function tablesOf(tx: Tx, period: string, upTo: number): Promise<Earlier | undefined> {
  const [row] = await tx.query<{ bytes: Buffer }>(
    `select bytes from release_file join release on release.id = release_file.release
     where kind = 'quarter' and period = $1 and place <= $2 and name = 'release.json' order by place desc limit 1`,
    [period, upTo],
  );
  return row && readEarlier(row.bytes.toString('utf8'));
}

/** What was decided on, up to a place of the ledger, about cells of a period as of a day: printed numbers, and marks, whose numbers the ledger does not hold. */
export function decidedOn(tx: Tx, period: string, asOf: Day, upTo: number): Promise<{ readonly key: string; readonly value: number | null }[]> {
  return tx.query(
    `select distinct on (key) key, value::float8 as value from release_number join release on release.id = release_number.release
     where place <= $3 and period = $1 and as_of = $2 order by key, value nulls first`,
    [period, asOf, upTo],
  );
}

/** As `linked` wants it: a hidden cell stays hidden, whatever its number is. */
export const beforeOf = (decided: Awaited<ReturnType<typeof decidedOn>>, counts: ReadonlyMap<string, number>): readonly Before[] =>
  decided.flatMap(({ key, value }) => (counts.has(key) ? [{ key, value: value ?? counts.get(key) ?? 0, published: value !== null }] : []));

/** Behind which place of the ledger it was made, by which code, and when the next release was to come out. */
export type MadeHow = { readonly behind: number; readonly code: string; readonly next: Day | null };

/** Keeps a release that was made: its files and numbers in place of earlier ones. */
export async function keepMade(tx: Tx, id: string, made: Release, { behind, code, next }: MadeHow): Promise<void> {
  await tx.query('delete from release_file where release = $1', [id]);
  await tx.query('delete from release_number where release = $1', [id]);
  for (const [name, bytes] of made.files) await tx.query('insert into release_file (release, name, bytes) values ($1, $2, $3)', [id, name, Buffer.from(bytes)]);
  const numbers = new Map(
    made.tables.flatMap(({ lines, across }) =>
      lines.flatMap(({ values }) =>
        values.flatMap((value, at): readonly (readonly [string, number | null])[] => {
          if (across.columns[at]?.kind === 'change') return [];
          return isMarked(value) ? (value.mark === 'c' ? [[value.key, null]] : []) : [[value.key, value.value]];
        }),
      ),
    ),
  );
  await tx.query('insert into release_number (release, key, value) select $1, key, value from unnest($2::text[], $3::bigint[]) as given (key, value)', [
    id,
    [...numbers.keys()],
    [...numbers.values()],
  ]);
  await tx.query(
    `update release set making_at = null, failed = null, made_by = $2, made_at = clock_timestamp(), definitions = $3, code = $4, behind = $5 where id = $1`,
    [id, tx.actor.person, JSON.stringify({ tables: made.definitions, next, rulings: made.rulings }), code, behind],
  );
  note(tx, null, `wrote:release.${id}`);
}

/** The second person's word. The database refuses who made it, a release made before another was approved, and a minute that has passed. */
export async function approve(tx: Tx, id: string): Promise<void> {
  const rows = await tx.query<{ id: string }>(
    'update release set approved_by = $2, approved_at = clock_timestamp(), place = 0 where id = $1 and approved_at is null and made_at is not null returning id',
    [id, tx.actor.person],
  );
  wrote(tx, rows);
}

export type FileLine = { readonly name: string; readonly size: number; readonly hash: string };
export const filesOf = (tx: Tx, id: string): Promise<FileLine[]> =>
  tx.query<FileLine>(`select name, length(bytes) as size, encode(hash, 'hex') as hash from release_file where release = $1 order by name`, [id]);

export async function fileOf(tx: Tx, id: string, name: string): Promise<Uint8Array | undefined> {
  const [row] = await tx.query<{ bytes: Buffer }>('select bytes from release_file where release = $1 and name = $2', [id, name]);
  if (row) note(tx, null, `read:release.${id}`);
  return row?.bytes;
}

export type Early = {
  readonly person: string;
  readonly because: string;
  readonly addedAt: Instant;
  readonly addedBy: string;
  readonly endedAt: Instant | null;
};
export const earlyOf = (tx: Tx, id: string): Promise<Early[]> =>
  tx.query<Early>(
    `select person, because, added_at as "addedAt", added_by as "addedBy", ended_at as "endedAt" from release_early where release = $1 order by added_at`,
    [id],
  );

/** Says whether the person was not on the list yet. */
export async function addEarly(tx: Tx, id: string, person: string, because: string): Promise<boolean> {
  const added = await tx.query(
    `insert into release_early (release, person, because, added_by) values ($1, $2, $3, $4)
     on conflict (release, person) where ended_at is null do nothing returning person`,
    [id, person, because, tx.actor.person],
  );
  return added.length > 0;
}

export async function endEarly(tx: Tx, id: string, person: string): Promise<void> {
  await tx.query('update release_early set ended_at = clock_timestamp() where release = $1 and person = $2 and ended_at is null', [id, person]);
}

/** What somebody on the list sees in the day before the minute; nothing for anybody else. Each look leaves a line in the log. */
export async function seenEarly(
  tx: Tx,
  id: string,
  name = '',
): Promise<{ readonly outAt: Instant; readonly files: readonly string[]; readonly bytes: Buffer | null } | undefined> {
  const [row] = await tx.query<{ outAt: Instant; files: string[]; bytes: Buffer | null }>(
    'select out_at as "outAt", files, bytes from nrm_release_early($1, $2)',
    [id, name],
  );
  if (row) note(tx, null, `read:release.${id}`);
  return row;
}

export type OutRelease = Planned & { readonly replacedBy: string | null; readonly files: readonly FileLine[] };
/** What is out. `pretended`: the moment of practice; a database with real files goes by its own clock. */
export const releasesOut = (tx: PublicTx, pretended: Instant): Promise<OutRelease[]> =>
  tx.query<OutRelease>(
    `select id, kind, period, as_of as "asOf", out_at as "outAt", replaces, notice, replaced_by as "replacedBy", files from nrm_releases_out($1)`,
    [pretended],
  );
export async function fileOut(tx: PublicTx, id: string, name: string, pretended: Instant): Promise<Uint8Array | undefined> {
  const [row] = await tx.query<{ bytes: Buffer | null }>('select nrm_release_file_out($1, $2, $3) as bytes', [id, name, pretended]);
  return row?.bytes ?? undefined;
}

export type Coming = {
  readonly id: string;
  readonly period: string;
  readonly outAt: Instant;
  readonly moved: readonly { readonly was: string; readonly because: string }[];
};
export const releasesPlanned = (tx: PublicTx, pretended: Instant): Promise<Coming[]> =>
  tx.query<Coming>(`select id, period, out_at as "outAt", moved from nrm_releases_planned($1)`, [pretended]);

export type Answer = {
  readonly release: string;
  readonly channel: 'parliament' | 'information-request' | 'press' | 'other';
  readonly reference: string;
  readonly askedOn: Day;
  readonly question: string;
  readonly universe: 'referrals' | 'decisions';
  readonly dimensions: readonly DimensionId[];
  readonly reply: string;
  /** Its release's place in the ledger; null until it is approved. */
  readonly place: number | null;
};

const answers = `select a.release, a.channel, a.reference, a.asked_on as "askedOn", a.question, a.universe, a.dimensions, a.reply, r.place
  from answer_given a join release r on r.id = a.release`;

export const keepAnswer = (
  tx: Tx,
  { release, channel, reference, askedOn, question, universe, dimensions }: Omit<Answer, 'place' | 'reply'>,
): Promise<unknown> =>
  tx.query('insert into answer_given (release, channel, reference, asked_on, question, universe, dimensions) values ($1, $2, $3, $4, $5, $6, $7)', [
    ...[release, channel, reference, askedOn],
    ...[question, universe, dimensions],
  ]);

/** Answers about a quarter as of a day. */
export const answersIn = (tx: Tx, period: string, asOf: Day): Promise<Answer[]> =>
  tx.query<Answer>(`${answers} where r.period = $1 and r.as_of = $2 order by r.planned_at, r.id`, [period, asOf]);

export async function answerOf(tx: Tx, id: string): Promise<Answer | undefined> {
  const [row] = await tx.query<Answer>(`${answers} where a.release = $1`, [id]);
  return row;
}

/** The words of a reply. Its files are made anew after it. */
export async function keepReply(tx: Tx, id: string, reply: string): Promise<void> {
  wrote(tx, await tx.query('update answer_given set reply = $2 where release = $1 returning release as id', [id, reply]));
}
