// The book of beds and what is kept beside it: which bed is kept for which stay in which night, whose stay that is, and who waits.
import type { Day, Instant } from '#base/day.ts';
import type { FileId, Reference } from '#base/id.ts';
import { isAboutStay, type StayState, type StayStep } from '#journey/stay.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import type { Law } from '#law/law.ts';
import { regionOf } from '#law/region.ts';
import { answersTo } from '#kit/store/answers.ts';
import type { Tx } from '#kit/store/database.ts';
import { unbarred } from '#kit/store/bars.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { personOf } from '#kit/store/persons.ts';
import { count, type Counted } from '#kit/store/statistics.ts';

export type HouseListed = { readonly file: FileId; readonly reference: Reference };

/** Houses of an organisation that the asker may see, whether open or closed. */
export const housesOf = (tx: Tx, organisation: string): Promise<HouseListed[]> =>
  tx.query<HouseListed>(
    `select file.id as file, reference.reference from file join reference on reference.file = file.id
     where file.kind = 'place' and file.organisation = $1 and ${unbarred('file.id', '$2::text')} order by file.created_at, file.id`,
    [organisation, tx.actor.person],
  );

export type Night = { readonly file: FileId; readonly bed: number; readonly night: Day; readonly stay: string };

/** What is kept in some houses over some nights, both ends included. */
export const nightsOf = (tx: Tx, houses: readonly FileId[], from: Day, until: Day): Promise<Night[]> =>
  tx.query<Night>(
    'select file, bed, night::text as night, stay from bed_night where file = any($1::uuid[]) and night between $2::date and $3::date order by file, bed, night',
    [houses, from, until],
  );

export type Held = { readonly file: FileId; readonly bed: number; readonly stay: string };

/**
 * Beds that are not free on some of these nights: kept for somebody, or lived in by somebody whose last night has passed and who has not left.
 * Nobody is put out by a date.
 */
export const heldOf = (tx: Tx, houses: readonly FileId[], from: Day, until: Day): Promise<Held[]> =>
  tx.query<Held>(
    `select distinct file, bed, stay from bed_night where file = any($1::uuid[]) and night between $2::date and $3::date
     union select b.file, b.bed, b.stay from bed_night b join stay on stay.stay = b.stay and stay.state = 'arrived' and stay.last_night < $2::date
       where b.file = any($1::uuid[]) and b.night = stay.last_night`,
    [houses, from, until],
  );

/** One writer of a house's book at a time, so that who comes second sees what the first wrote and is told. */
export async function openBook(tx: Tx, house: FileId): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1::text, 5))', [house]);
}

/** Keeps beds for a stay, if they are free on all of its nights. The primary key says so too, whoever writes. */
export async function keepBeds(tx: Tx, of: { house: FileId; beds: readonly number[]; stay: string; from: Day; until: Day }): Promise<boolean> {
  const { house, beds, stay, from, until } = of;
  await openBook(tx, house);
  const held = await heldOf(tx, [house], from, until);
  if (held.some((one) => beds.includes(one.bed) && one.stay !== stay)) return false;
  await tx.query(
    `insert into bed_night (file, bed, night, stay)
     select $1, bed, night::date, $5 from unnest($2::int[]) as bed, generate_series($3::date, $4::date, interval '1 day') as night`,
    [house, beds, from, until, stay],
  );
  return true;
}

export type KeptFor = { readonly file: FileId; readonly beds: readonly number[] };

/** Where a stay is; nothing where no bed was ever kept for it, or where its house is not the asker's to see. */
export async function keptFor(tx: Tx, stay: string): Promise<KeptFor | undefined> {
  const [row] = await tx.query<KeptFor>('select file, array_agg(distinct bed order by bed) as beds from bed_night where stay = $1 group by file', [stay]);
  return row;
}

export type StayListed = {
  readonly file: FileId;
  readonly stay: string;
  readonly state: StayState;
  readonly reference: Reference;
  readonly first: Day;
  readonly last: Day;
  readonly people: number;
};

/** Whose stays these are, for who keeps the house. */
export const staysOf = (tx: Tx, stays: readonly string[]): Promise<StayListed[]> =>
  tx.query<StayListed>(
    `select stay.file, stay.stay, stay.state, reference.reference, stay.first_night::text as first, stay.last_night::text as last, stay.people
     from stay join reference on reference.file = stay.file where stay.stay = any($1::uuid[]) and ${unbarred('stay.file', '$2::text')}
     order by stay.first_night, stay.stay`,
    [stays, tx.actor.person],
  );

/** What a step of a stay amounts to in the figures: of each bed that is kept for it. `came`: they lived there before this step. */
export function countsOfStay(kind: StayStep['kind'], beds: readonly number[], day: Day, came: boolean): readonly Counted[] {
  const of = (...questions: readonly string[]): readonly Counted[] =>
    questions.flatMap((question) => beds.map((bed) => ({ question, code: String(bed), validFrom: day })));
  if (kind === 'PlaceOffered') return of('bed-offered');
  if (kind === 'PlaceDeclined' || (kind === 'MovedOut' && !came)) return of('bed-offer-closed');
  if (kind === 'Arrived') return of('bed-offer-closed', 'bed-lived-in');
  return kind === 'MovedOut' ? of('bed-left') : [];
}

/** In which region somebody lives from a day on, as counted under their record; nothing where the house names no council area. */
export function homeAreaOf(law: Pick<Law, 'lists'>, council: string | undefined, day: Day): readonly Counted[] {
  return [{ question: 'support-home-area', code: regionOf(law, council) ?? 'not-known', validFrom: day }];
}

async function councilOf(tx: Tx, house: FileId): Promise<string | undefined> {
  const [said] = await answersTo(tx, house, 'refuge', ['house-area']);
  return Array.isArray(said?.value) ? String(said.value[0] ?? '') : undefined;
}

/** What follows a step of a stay: its row, and the nights that nobody needs any more. Who left goes before who arrives. */
export const keepStays =
  (law: Pick<Law, 'lists'>): Reaction<Support, SupportEvent> =>
  async (tx, { file, before, after, events }) => {
    const steps = events.flatMap(({ event, day }) =>
      isAboutStay(event) && event.kind !== 'PlaceNotFound' ? [{ stay: event.stay, kind: event.kind, day }] : [],
    );
    if (steps.length === 0) return;
    const person = (await personOf(tx, file)) ?? file;
    for (const { stay, kind, day } of steps) {
      const now = after.housing.stays.find((one) => one.stay === stay);
      if (!now || kind === 'MoveReplanned') continue;
      const came = before.housing.stays.find((one) => one.stay === stay)?.arrived;
      await tx.query(
        `insert into stay (file, stay, person, state, first_night, last_night, people) values ($1, $2, $3, $4, $5, $6, $7)
       on conflict (file, stay) do update set state = excluded.state, last_night = excluded.last_night`,
        [file, stay, person, now.state, now.from, now.until, now.people],
      );
      // Counted under the house, which names nobody, before the nights go that lead to it.
      const at = kind === 'StayExtended' ? undefined : await keptFor(tx, stay);
      const rows = at ? countsOfStay(kind, at.beds, day, came !== null && came !== undefined) : [];
      if (at && rows.length > 0) await count(tx, at.file, rows);
      // Under the person’s record stands the region alone, and never the house.
      if (at && kind === 'Arrived') await count(tx, file, homeAreaOf(law, await councilOf(tx, at.file), day));
      if (kind === 'PlaceDeclined') await tx.query('delete from bed_night where stay = $1', [stay]);
      // Who never came slept there in no night.
      if (kind === 'MovedOut') await tx.query('delete from bed_night where stay = $1 and night >= $2::date', [stay, came ? day : now.from]);
    }
  };

export type Urgency = 'tonight' | 'soon' | 'planned' | 'settled';

/** `houses`: which kinds they said they can live in; how many want one is counted by them. */
export async function wants(tx: Tx, file: FileId, urgency: Urgency, { day, houses }: { readonly day: Day; readonly houses: readonly string[] }): Promise<void> {
  await waits(tx, file, urgency);
  const [only] = houses;
  const code = houses.length > 1 ? 'several' : (only ?? 'not-said');
  if (urgency !== 'settled') await count(tx, file, [{ question: 'place-wanted', code, validFrom: day }]);
}

export async function waits(tx: Tx, file: FileId, urgency: Urgency): Promise<void> {
  await tx.query(
    `insert into place_wanted (file, urgency) values ($1, $2)
     on conflict (file) do update set urgency = excluded.urgency, since = case when place_wanted.urgency = 'settled' then clock_timestamp() else place_wanted.since end`,
    [file, urgency],
  );
}

export type Waiting = { readonly file: FileId; readonly reference: Reference; readonly urgency: Exclude<Urgency, 'settled'>; readonly since: Instant };

/** Everybody of an organisation who waits, the most urgent and then the longest first. */
export const waitingOf = (tx: Tx, organisation: string, most = 1000): Promise<Waiting[]> =>
  tx.query<Waiting>(
    `select w.file, r.reference, w.urgency, to_char(w.since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as since
     from place_wanted w join file on file.id = w.file join reference r on r.file = w.file
     where file.organisation = $1 and w.urgency <> 'settled' and ${unbarred('w.file', '$2::text')}
     order by array_position(array['tonight', 'soon', 'planned'], w.urgency), w.since, w.file limit $3`,
    [organisation, tx.actor.person, most],
  );
