// Who could live where tonight: everybody of a provider who waits, and every free bed, matched at once. The program proposes; a person offers.
import { addDays, type Day } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { itemOf } from '#base/list.ts';
import { brokenBy, roomFits, wishesMet, type RuleKind, type Wanted } from '#journey/fitting.ts';
import type { RoomOf } from '#journey/place.ts';
import { comingOf } from '#journey/stay.ts';
import { supportStream } from '#journey/support.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Tx } from '#kit/store/database.ts';
import { assign, type Fit, type Party, type Room } from '#methods/assign.ts';
import { exclusionsAmong, forbiddenFor } from './apart.ts';
import { assignApart } from './assign-apart.ts';
import { houseQuestions } from './form.ts';
import { houseIn, standingOf, type HouseKept } from './house.ts';
import { heldOf, housesOf, waitingOf, type Waiting } from './store.ts';
import { wantedOf } from './wanted.ts';

/** A bed counts as free that nobody holds on these nights. The service's own rule: a place for fewer is none. */
export const nightsFree = 7;

export type Free = { readonly kept: HouseKept; readonly held: ReadonlySet<number> };

/** An organisation's open houses, with the beds that are held on any of these nights. Read by the program, for it sees where a house stands. */
export async function freeIn(kit: Kit, tx: Tx, organisation: string, from: Day, until: Day): Promise<readonly Free[]> {
  const houses: HouseKept[] = [];
  for (const listed of await housesOf(tx, organisation)) {
    const kept = await houseIn(kit, tx, listed, houseQuestions(kit.law));
    if (kept.house.opened && !kept.house.closed) houses.push(kept);
  }
  const ids = houses.map((one) => one.file);
  const held = await heldOf(tx, ids, from, until);
  return houses.map((kept) => ({ kept, held: new Set(held.filter((one) => one.file === kept.file).map((one) => one.bed)) }));
}

/** Beds of a room that are in service and not held. */
export const freeBeds = (room: RoomOf, held: ReadonlySet<number>): readonly number[] =>
  room.beds.filter((one) => !one.out && !held.has(one.bed)).map((one) => one.bed);

const idsOf = (all: readonly Free[]): readonly FileId[] => all.map(({ kept }) => kept.file);
const idOf = (house: FileId, room: RoomOf): string => `${house}.${String(room.room).padStart(3, '0')}`;
const partyOf = (id: string, wanted: Wanted, rank = 0): Party => ({ id, size: wanted.takes === 'bed' ? 1 : wanted.people, rank, takes: wanted.takes });

function roomsOf({ kept, held }: Free): readonly Room[] {
  return kept.house.rooms.map((room) => ({
    id: idOf(kept.file, room),
    house: kept.file,
    free: freeBeds(room, held).length,
    whole: room.beds.every((one) => one.out !== null || !held.has(one.bed)),
  }));
}

type Judged = { readonly fit: Fit | undefined; readonly against: readonly RuleKind[] };

/** Several people who only ask for a bed would be parted: they have to have a room, or rooms, to themselves. */
export function judge(kit: Kit, id: string, wanted: Wanted, { kept, held }: Free, forbidden: ReadonlySet<FileId>): Judged {
  const areaName = (code: string): string | undefined => {
    const list = kit.law.lists['local-authorities'];
    return list && itemOf(list, code)?.label;
  };
  const at = standingOf(kept.said);
  const broken = brokenBy(wanted, kept.house, at, areaName);
  // The same kind as for what stands on their own map: that somebody lives there is not to be told apart from it.
  const against = forbidden.has(kept.file) && !broken.includes('feared-near') ? [...broken, 'feared-near' as const] : broken;
  if (against.length > 0) return { fit: undefined, against };
  const rooms = kept.house.rooms.filter((room) => roomFits(wanted, room));
  if (rooms.length === 0) return { fit: undefined, against: ['room'] };
  const fit = { party: id, house: kept.file, gain: wishesMet(wanted, kept.house, at), rooms: rooms.map((room) => idOf(kept.file, room)) };
  const most = rooms.reduce((sum, room) => sum + freeBeds(room, held).length, 0);
  return most >= wanted.people ? { fit, against: [] } : { fit: undefined, against: ['no-bed'] };
}

/** Which beds of one house somebody would get; nothing where there are not enough together. */
export async function bedsFor(wanted: Wanted, free: Free, fit: Fit): Promise<readonly number[]> {
  const [given] = await assign([partyOf(fit.party, wanted)], roomsOf(free), [fit]);
  const rooms = free.kept.house.rooms.filter((room) => given?.rooms.includes(idOf(free.kept.file, room)));
  const beds = rooms.flatMap((room) => freeBeds(room, free.held));
  return wanted.takes === 'bed' ? beds.slice(0, 1) : beds;
}

export type Option = { readonly free: Free; readonly fit: Fit; readonly beds: readonly number[] };
export type Found = {
  readonly wanted: Wanted | undefined;
  /** Houses that break no rule and hold them, the one that meets most wishes first. */
  readonly options: readonly Option[];
  /** How many houses each kind of rule stands against. No house is named. */
  readonly against: ReadonlyMap<RuleKind, number>;
};

/** For one person alone. */
export async function optionsFor(kit: Kit, tx: Tx, of: { file: FileId; organisation: string; from: Day; until: Day }): Promise<Found> {
  const wanted = await wantedOf(tx, of.file);
  const against = new Map<RuleKind, number>();
  const options: Option[] = [];
  if (!wanted) return { wanted, options, against };
  const all = await freeIn(kit, tx, of.organisation, of.from, of.until);
  const forbidden = await forbiddenFor(kit, tx, of.file, idsOf(all), of);
  for (const free of all) {
    const judged = judge(kit, of.file, wanted, free, forbidden);
    const beds = judged.fit ? await bedsFor(wanted, free, judged.fit) : [];
    if (judged.fit && beds.length >= wanted.people) options.push({ free, fit: judged.fit, beds });
    else for (const kind of judged.fit ? (['no-bed'] as const) : judged.against) against.set(kind, (against.get(kind) ?? 0) + 1);
  }
  return { wanted, options: options.sort((one, other) => other.fit.gain - one.fit.gain), against };
}

export type Proposed = { readonly waiting: Waiting; readonly wanted: Wanted; readonly house: HouseKept | undefined; readonly gain: number };
const ranks = { tonight: 0, soon: 1, planned: 2 } as const;

/** For everybody who waits and has no place on its way, all at once. */
export async function proposals(kit: Kit, organisation: string, today: Day): Promise<readonly Proposed[]> {
  const { people, free, fits, excluded } = await kit.db.as(theService, 'support', async (tx) => {
    const people: { readonly waiting: Waiting; readonly wanted: Wanted }[] = [];
    for (const waiting of await waitingOf(tx, organisation)) {
      const { state } = await kit.ledger.load(tx, supportStream, waiting.file);
      const wanted = state.ended || comingOf(state.housing) ? undefined : await wantedOf(tx, waiting.file);
      if (wanted) people.push({ waiting, wanted });
    }
    const nights = { from: today, until: addDays(today, nightsFree - 1) };
    const free = await freeIn(kit, tx, organisation, nights.from, nights.until);
    const fits: Fit[] = [];
    for (const { waiting, wanted } of people) {
      const forbidden = await forbiddenFor(kit, tx, waiting.file, idsOf(free), nights);
      fits.push(...free.flatMap((one) => judge(kit, waiting.file, wanted, one, forbidden).fit ?? []));
    }
    return { people, free, fits, excluded: await exclusionsAmong(kit, tx, fits) };
  });
  const parties = people.map(({ waiting, wanted }) => partyOf(waiting.file, wanted, ranks[waiting.urgency]));
  const given = await assignApart(parties, free.flatMap(roomsOf), fits, excluded);
  return people.map(({ waiting, wanted }) => {
    const one = given.find((each) => each.party === waiting.file);
    return { waiting, wanted, house: free.find(({ kept }) => kept.file === one?.house)?.kept, gain: one?.gain ?? 0 };
  });
}
