// The invented houses as the caseload holds them, open since last spring, and who has which bed in which night. Played by the same acts as every house.
import type { Day } from '#base/day.ts';
import { addDays } from '#base/day.ts';
import type { FileId } from '#base/id.ts';
import { addRoom, openHouse, placeStream, putBack, takeOut, type House, type LivesThere, type PlaceEvent } from '#journey/place.ts';
import { boundTo, sealWith } from '#kit/store/seal.ts';
import { answerTable } from '#kit/store/tables.ts';
import type { Tx } from '#kit/store/transaction.ts';
import type { Law } from '#law/law.ts';
import { countsOfHouseStep } from '#rooms/figures/beds.ts';
import { houseQuestions } from '#rooms/places/form.ts';
import { givenFrom, needsFrom } from '#rooms/places/house.ts';
import { houses, lastBed, type Invented } from './houses.ts';
import { playOn, putFile, type Kept, type Move, type When } from './ledgers.ts';
import { personaOf } from './people.ts';
import { momentOf } from './play.ts';
import { put, type Rows } from './rows.ts';

type Held = { readonly from: Day; readonly until: Day };
export type Bed = { readonly house: Kept; readonly bed: number; readonly who: LivesThere; readonly council: string };
export type Homes = {
  /** A bed for these nights in that nation, in a house of one of these kinds. */
  readonly find: (nation: string, kinds: readonly LivesThere[], from: Day, until: Day) => Bed | undefined;
  readonly hold: (bed: Bed, nights: Held) => void;
};

/** So many months before today the houses opened. */
const openedBefore = 240;

export function openHomes(rows: Rows, tx: Tx, law: Law, today: Day): Homes {
  const open = houses.map((one) => ({ ...build(rows, tx, one, law, today), held: new Map<number, Held[]>() }));
  const isFree = (nights: readonly Held[], { from, until }: Held): boolean => nights.every((one) => one.until < from || until < one.from);
  return {
    find: (nation, kinds, from, until) => {
      for (const { house, state, held, learners, council } of open) {
        if (state.nation !== nation || !kinds.includes(state.needs.who)) continue;
        // Some beds stay free around today, for whoever learns to offer one.
        const beds = state.rooms.flatMap((room) => room.beds).filter((one) => !one.out && !(learners.has(one.bed) && until >= addDays(today, -14)));
        const bed = beds.find((one) => isFree(held.get(one.bed) ?? [], { from, until }));
        if (bed) return { house, bed: bed.bed, who: state.needs.who, council };
      }
      return undefined;
    },
    hold: ({ house, bed }, nights) => {
      const of = open.find((one) => one.house.file === house.file);
      of?.held.set(bed, [...(of.held.get(bed) ?? []), nights]);
    },
  };
}

type Built = { readonly house: Kept; readonly council: string; readonly state: House; readonly learners: ReadonlySet<number> };

function build(rows: Rows, tx: Tx, { said, rooms }: Invented, law: Law, today: Day): Built {
  const { actor } = personaOf('practice-sycamore');
  const owner = { organisation: actor.organisation, team: actor.team };
  const nation = String(said['house-nation']);
  const first = addDays(today, -openedBefore);
  let minute = 540;
  const on = (day: Day): When => ({ day, at: momentOf(day, (minute += 1)), actor, purpose: 'support' });
  const house = putFile(rows, tx, { kind: 'place', child: false, nation, at: momentOf(first, minute), owner });
  const given = givenFrom(houseQuestions(law), said, actor, 'en', 'place-1');
  for (const { question, holds, value, origin, saidBy, edition, language } of given) {
    const table = answerTable(holds);
    const place = { file: house.file, table, what: question, version: 1 };
    const sealed = sealWith(house.key, Buffer.from(JSON.stringify({ value, origin, saidBy })), boundTo(place));
    const stamp = { recorded_at: momentOf(first, minute), actor: actor.person };
    put(rows, table, { file: house.file, question, version: 1, sealed, edition, language, ...stamp, ...owner });
  }
  const moves: Move<House, PlaceEvent>[] = [
    [(state) => openHouse(state, { nation, needs: needsFrom(said) }), on(first)],
    ...rooms.map(([beds, ...has]): Move<House, PlaceEvent> => [(state) => addRoom(state, { beds, has }), on(first)]),
  ];
  const broken = lastBed(rooms);
  if (said['house-cover'] === 'visits') {
    // Broken twice: mended after some weeks, and broken again now.
    moves.push([(state) => takeOut(state, { bed: broken, why: 'safety' }, new Set()), on(addDays(first, 60))]);
    moves.push([(state) => putBack(state, { bed: broken }), on(addDays(first, 88))]);
    moves.push([(state) => takeOut(state, { bed: broken, why: 'repair' }, new Set()), on(addDays(today, -20))]);
  }
  const { state } = playOn(rows, placeStream, house.file, nation, moves, { counts: { of: countsOfHouseStep, statistics: house.statistics } });
  const council = [said['house-area']].flat().map(String)[0] ?? '';
  return { house, council, state, learners: new Set(Array.from({ length: Math.ceil(broken / 3) }, (_unused, i) => i + 1)) };
}

export type Nights = { readonly bed: Bed; readonly stay: string; readonly from: Day; readonly until: Day };

/** The book of beds: one row a night, both ends included. */
export function putNights(rows: Rows, { bed: { house, bed }, stay, from, until }: Nights): void {
  const { organisation, team } = personaOf('practice-sycamore').actor;
  for (let night = from; night <= until; night = addDays(night, 1))
    put(rows, 'bed_night', { file: house.file as FileId, bed, night, stay, organisation, team });
}
