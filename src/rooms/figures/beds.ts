// Beds as they are counted: what a step of a house amounts to, and how many beds and people were in which state at the end of each day.
import { addDays, type Day } from '#base/day.ts';
import { placeStream, bedsOf, type House, type PlaceEvent } from '#journey/place.ts';
import type { Recorded } from '#base/stream.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { count } from '#kit/store/statistics.ts';
import type { Counted } from './measures.ts';

/** Who lives in the house and in which nation: a house is counted under these and never by itself. */
export function countsOfHouseStep(before: House, { event, day }: Recorded<PlaceEvent>): readonly Counted[] {
  const row = (question: string, code: string | number): Counted => ({ question, code: String(code), validFrom: day });
  switch (event.kind) {
    case 'HouseOpened':
      return [row('house-nation', event.nation)];
    case 'NeedsSet':
      return before.needs.who === event.who && before.rooms.length > 0 ? [] : [row('house-kind', event.who)];
    case 'RoomAdded':
      return [];
    case 'BedAdded':
      return [row('bed-added', event.bed)];
    case 'OutOfService':
      return [row('bed-out', event.bed)];
    case 'BackInService':
      return [row('bed-back', event.bed)];
    case 'HouseClosed':
      return bedsOf(before).map(({ bed }) => row('bed-gone', bed));
  }
}

export const countHouse: Reaction<House, PlaceEvent> = async (tx, { file, before, events }) => {
  const rows: Counted[] = [];
  events.reduce((now, recorded) => {
    rows.push(...countsOfHouseStep(now, recorded));
    return placeStream.evolve(now, recorded);
  }, before);
  if (rows.length > 0) await count(tx, file, rows);
};

/** A counted row of a house or of somebody's support record. `id` is the random one of the statistics table. */
export type BedRow = { readonly id: string; readonly question: string; readonly code: string; readonly day: Day };
export const ofHouse = [
  'house-nation',
  'house-kind',
  'bed-added',
  'bed-gone',
  'bed-out',
  'bed-back',
  'bed-offered',
  'bed-offer-closed',
  'bed-lived-in',
  'bed-left',
] as const;
export const ofWanting = ['support-nation', 'place-wanted', 'place-settled', 'place-not-found', 'support-home', 'support-ended'] as const;

/** Of every bed there is one word at the end of a day; people who wait, and those for whom no place was found that day, are beside it. */
export const bedStates = ['lived-in', 'out', 'offered', 'free'] as const;
export type BedState = (typeof bedStates)[number] | 'wanted' | 'not-found';
export type BedCell = { readonly day: Day; readonly nation: string; readonly kind: string; readonly state: BedState; readonly number: number };

type Bed = { there: boolean; out: boolean; offered: number; lived: number };
type Home = { nation: string; kind: string; readonly beds: Map<string, Bed> };
type Waits = { nation: string; kind: string; waiting: boolean };

const stateOf = ({ out, offered, lived }: Bed): (typeof bedStates)[number] => (lived > 0 ? 'lived-in' : out ? 'out' : offered > 0 ? 'offered' : 'free');

function bedStep(home: Home, { question, code }: BedRow): void {
  if (question === 'house-nation') home.nation = code;
  else if (question === 'house-kind') home.kind = code;
  else {
    const bed = home.beds.get(code) ?? { there: false, out: false, offered: 0, lived: 0 };
    home.beds.set(code, bed);
    if (question === 'bed-added') bed.there = true;
    if (question === 'bed-gone') bed.there = false;
    if (question === 'bed-out') bed.out = true;
    if (question === 'bed-back') bed.out = false;
    if (question === 'bed-offered') bed.offered += 1;
    if (question === 'bed-offer-closed') bed.offered -= 1;
    if (question === 'bed-lived-in') bed.lived += 1;
    if (question === 'bed-left') bed.lived -= 1;
  }
}

/** The last word on the kind of house stands until another is said: at night nobody asks it first. */
function waitStep(waits: Waits, { question, code }: BedRow): void {
  if (question === 'support-nation') waits.nation = code;
  if (question === 'place-wanted') {
    waits.waiting = true;
    if (code !== 'not-said') waits.kind = code;
  }
  if (question === 'place-settled' || question === 'support-ended' || (question === 'support-home' && code === 'in')) waits.waiting = false;
}

/** What is left standing when somebody is wanted and settled on one day is that they are settled. */
const order = (row: BedRow): number => (row.question === 'place-wanted' ? 0 : 1);

/** Rows from the first ever to the last day asked for, walked day by day. */
export function bedsByDay(rows: readonly BedRow[], span: { readonly first: Day; readonly last: Day }): readonly BedCell[] {
  const sorted = rows
    .map((row, at) => ({ row, at }))
    .sort((one, other) => (one.row.day === other.row.day ? order(one.row) - order(other.row) || one.at - other.at : one.row.day < other.row.day ? -1 : 1))
    .map(({ row }) => row);
  const homes = new Map<string, Home>();
  const waiting = new Map<string, Waits>();
  const cells: BedCell[] = [];
  let next = 0;
  for (let day = span.first; day <= span.last; day = addDays(day, 1)) {
    const notFound = new Set<string>();
    for (let row = sorted[next]; row && row.day <= day; next += 1, row = sorted[next]) {
      if ((ofHouse as readonly string[]).includes(row.question)) {
        const home = homes.get(row.id) ?? { nation: 'unknown', kind: 'any', beds: new Map<string, Bed>() };
        homes.set(row.id, home);
        bedStep(home, row);
      } else {
        const waits = waiting.get(row.id) ?? { nation: 'unknown', kind: 'not-said', waiting: false };
        waiting.set(row.id, waits);
        waitStep(waits, row);
        if (row.question === 'place-not-found' && row.day === day) notFound.add(row.id);
      }
    }
    cells.push(...atEndOf(day, homes, waiting, notFound));
  }
  return cells;
}

function atEndOf(day: Day, homes: ReadonlyMap<string, Home>, waiting: ReadonlyMap<string, Waits>, notFound: ReadonlySet<string>): readonly BedCell[] {
  const sums = new Map<string, BedCell>();
  const add = (nation: string, kind: string, state: BedState): void => {
    const key = `${nation} ${kind} ${state}`;
    sums.set(key, { day, nation, kind, state, number: 1 + (sums.get(key)?.number ?? 0) });
  };
  for (const { nation, kind, beds } of homes.values()) for (const bed of beds.values()) if (bed.there) add(nation, kind, stateOf(bed));
  for (const { nation, kind, waiting: waits } of waiting.values()) if (waits) add(nation, kind, 'wanted');
  for (const id of notFound) {
    const { nation, kind } = waiting.get(id) ?? { nation: 'unknown', kind: 'not-said' };
    add(nation, kind, 'not-found');
  }
  return [...sums.values()];
}
