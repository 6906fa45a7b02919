// Whether a room of a house can be offered to somebody: rules that are never broken, and wishes that count. Neither names anybody else.
import { isNear, speaksOf, type Spot } from './near.ts';
import type { Admits, Cover, House, HouseHas, LivesThere, RoomHas, RoomOf } from './place.ts';

/** What the person needs of a place, as they said. Nothing here is inferred from who they are or where they come from. */
export type Wanted = {
  /** Which houses may be offered. */
  readonly houses: readonly LivesThere[];
  readonly people: number;
  readonly children: boolean;
  readonly takes: 'bed' | 'room' | 'house';
  readonly room: readonly RoomHas[];
  readonly house: readonly ('staff-at-night' | 'no-smoking' | 'pets')[];
  /** The person's own map of what they must stay away from. */
  readonly avoid: readonly Spot[];
  /** What is written, in the referral, of where those who exploited them are. */
  readonly exploiters: readonly string[];
  readonly near: readonly Spot[];
  readonly language: string | null;
  readonly asks: readonly HouseHas[];
};

/** Where a house stands, and what it is near to as its keeper knows. */
export type Standing = { readonly spot: Spot; readonly beside: readonly Spot[] };
/** Kinds of rule: all that is ever said of why a house cannot be offered. */
export type RuleKind = 'who-lives-there' | 'children' | 'room' | 'house' | 'feared-near' | 'no-bed';

const admits = (house: House, what: Admits): boolean => house.needs.admits.includes(what);
const atNight = (cover: Cover): boolean => cover === 'night';

/** Rules of the whole house that it would break for this person. */
export function brokenBy(wanted: Wanted, house: House, at: Standing, areaName: (code: string) => string | undefined): readonly RuleKind[] {
  const spots = [at.spot, ...at.beside];
  const broken: readonly (readonly [RuleKind, boolean])[] = [
    ['who-lives-there', !wanted.houses.includes(house.needs.who)],
    ['children', wanted.children && !admits(house, 'children')],
    [
      'house',
      (wanted.house.includes('staff-at-night') && !atNight(house.needs.cover)) ||
        (wanted.house.includes('no-smoking') && admits(house, 'smoking')) ||
        (wanted.house.includes('pets') && !admits(house, 'pets')),
    ],
    [
      'feared-near',
      wanted.avoid.some((feared) => spots.some((spot) => isNear(feared, spot))) ||
        wanted.exploiters.some((text) => spots.some((spot) => speaksOf(text, spot, areaName))),
    ],
  ];
  return broken.filter(([, is]) => is).map(([kind]) => kind);
}

export const roomFits = (wanted: Wanted, room: RoomOf): boolean => wanted.room.every((one) => room.has.includes(one));

/** Wishes that a house meets: each counts one, and none outweighs a rule or another person's safety. */
export function wishesMet(wanted: Wanted, house: House, at: Standing): number {
  const spots = [at.spot, ...at.beside];
  const near = wanted.near.filter((wish) => spots.some((spot) => isNear(wish, spot))).length;
  const spoken = wanted.language !== null && house.needs.speaks.includes(wanted.language) ? 1 : 0;
  return near + spoken + wanted.asks.filter((one) => house.needs.has.includes(one)).length;
}

export const wishesOf = (wanted: Wanted): number => wanted.near.length + (wanted.language === null ? 0 : 1) + wanted.asks.length;
