// A provider's house as a file of its own: its rooms and beds, who may live there, and which bed is out of service. Where it stands is sealed beside it.
import type { Day } from '#base/day.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { Stream } from '#base/stream.ts';
import { no } from './refusals.ts';

export type LivesThere = 'women' | 'men' | 'any';
/** Somebody is in the house by night too; by day; or comes when called. */
export type Cover = 'night' | 'day' | 'visits';
export type Admits = 'children' | 'pets' | 'smoking';
export type RoomHas = 'ground-floor' | 'step-free' | 'own-bathroom';
/** What a house has that somebody may ask for. Nobody is asked whether they want it because of who they are. */
export type HouseHas = 'halal-kitchen' | 'kosher-kitchen' | 'vegetarian-kitchen' | 'prayer-room';
export type OutReason = 'repair' | 'safety' | 'cleaning' | 'staffing';
export type CloseReason = 'address-known' | 'lease-ended' | 'repair' | 'not-needed';

/** Codes, numbers and days: no name, no address, and nobody who lives there. */
export type PlaceEvent =
  | { kind: 'HouseOpened'; nation: string }
  | { kind: 'NeedsSet'; who: LivesThere; cover: Cover; admits: readonly Admits[]; has: readonly HouseHas[]; speaks: readonly string[] }
  | { kind: 'RoomAdded'; room: number; has: readonly RoomHas[] }
  | { kind: 'BedAdded'; room: number; bed: number }
  | { kind: 'OutOfService'; bed: number; why: OutReason }
  | { kind: 'BackInService'; bed: number }
  | { kind: 'HouseClosed'; why: CloseReason };

type Of<K extends PlaceEvent['kind']> = Omit<Extract<PlaceEvent, { kind: K }>, 'kind'>;
export type HouseNeeds = Of<'NeedsSet'>;
export type Bed = { readonly bed: number; readonly out: OutReason | null };
export type RoomOf = { readonly room: number; readonly has: readonly RoomHas[]; readonly beds: readonly Bed[] };
export type House = {
  readonly nation: string;
  readonly opened: Day | null;
  readonly closed: Day | null;
  readonly needs: HouseNeeds;
  readonly rooms: readonly RoomOf[];
};

export const placeStream: Stream<House, PlaceEvent> = {
  name: 'place',
  start: { nation: '', opened: null, closed: null, needs: { who: 'any', cover: 'visits', admits: [], has: [], speaks: [] }, rooms: [] },
  evolve: (house, { event, day }) => {
    switch (event.kind) {
      case 'HouseOpened':
        return { ...house, nation: event.nation, opened: day };
      case 'NeedsSet': {
        const { kind: _kind, ...needs } = event;
        return { ...house, needs };
      }
      case 'RoomAdded':
        return { ...house, rooms: [...house.rooms, { room: event.room, has: event.has, beds: [] }] };
      case 'BedAdded':
        return {
          ...house,
          rooms: house.rooms.map((one) => (one.room === event.room ? { ...one, beds: [...one.beds, { bed: event.bed, out: null }] } : one)),
        };
      case 'OutOfService':
        return withBed(house, event.bed, event.why);
      case 'BackInService':
        return withBed(house, event.bed, null);
      case 'HouseClosed':
        return { ...house, closed: day };
    }
  },
};

const withBed = (house: House, bed: number, out: OutReason | null): House => ({
  ...house,
  rooms: house.rooms.map((room) => ({ ...room, beds: room.beds.map((one) => (one.bed === bed ? { ...one, out } : one)) })),
});

export const bedsOf = (house: House): readonly Bed[] => house.rooms.flatMap((room) => room.beds);
export const roomOfBed = (house: House, bed: number): RoomOf | undefined => house.rooms.find((room) => room.beds.some((one) => one.bed === bed));
const isOpen = (house: House): boolean => house.opened !== null && house.closed === null;

/** The service's own bounds: more in one house or room is a mistake of typing. */
export const mostBeds = 200;
export const mostInRoom = 12;

export function openHouse(house: House, what: { readonly nation: string; readonly needs: HouseNeeds }): Outcome<PlaceEvent> {
  return house.opened ? no('house-opened-before') : done({ kind: 'HouseOpened', nation: what.nation }, { kind: 'NeedsSet', ...what.needs });
}

export function setNeeds(house: House, needs: HouseNeeds): Outcome<PlaceEvent> {
  if (!isOpen(house)) return no('house-closed');
  return JSON.stringify(house.needs) === JSON.stringify(needs) ? no('already-so') : done({ kind: 'NeedsSet', ...needs });
}

/** A room comes with its beds; rooms and beds are numbered through the house. */
export function addRoom(house: House, what: { readonly has: readonly RoomHas[]; readonly beds: number }): Outcome<PlaceEvent> {
  if (!isOpen(house)) return no('house-closed');
  const before = bedsOf(house).length;
  if (what.beds < 1 || what.beds > mostInRoom || before + what.beds > mostBeds) return no('too-many-beds');
  const room = house.rooms.length + 1;
  const beds = Array.from({ length: what.beds }, (_, at) => ({ kind: 'BedAdded' as const, room, bed: before + at + 1 }));
  return done<PlaceEvent>({ kind: 'RoomAdded', room, has: what.has }, ...beds);
}

/** `held`: beds in which somebody lives or is expected. Nobody's bed goes from under them: they move first. */
export function takeOut(house: House, what: { readonly bed: number; readonly why: OutReason }, held: ReadonlySet<number>): Outcome<PlaceEvent> {
  const bed = bedsOf(house).find((one) => one.bed === what.bed);
  if (!bed) return no('no-such-bed');
  if (bed.out) return no('already-so');
  return held.has(what.bed) ? no('bed-is-held') : done({ kind: 'OutOfService', ...what });
}

export function putBack(house: House, what: { readonly bed: number }): Outcome<PlaceEvent> {
  const bed = bedsOf(house).find((one) => one.bed === what.bed);
  if (!bed) return no('no-such-bed');
  if (!isOpen(house)) return no('house-closed');
  return bed.out ? done({ kind: 'BackInService', ...what }) : no('already-so');
}

export function closeHouse(house: House, what: { readonly why: CloseReason }, held: ReadonlySet<number>): Outcome<PlaceEvent> {
  if (!isOpen(house)) return no('house-closed');
  return held.size > 0 ? no('bed-is-held') : done({ kind: 'HouseClosed', ...what });
}
