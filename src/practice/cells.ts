// Turns the cells of a published table into as many invented people, and allots days and places to them.
import { readQuarter, type Day } from '#base/day.ts';
import type { Age } from '#journey/events.ts';
import { personas } from './people.ts';
import { ageOf, type DetailRow, type PlaceRow, type PublishedAge, type PublishedOutcome, type PublishedPlace, type PublishedQuarter } from './published.ts';
import type { Chance } from './random.ts';
import type { Workdays } from './workdays.ts';

/** One who may have sent a referral: a code of the list of organisations. */
export type Responder = { readonly code: string; readonly kind: string; readonly nation: string | null; readonly force: string | null };

/** How published labels are read as codes of the country's lists. */
export type Codes = {
  readonly responders: (type: string, label: string) => readonly Responder[];
  readonly exploitation: (label: string) => readonly string[];
  readonly nationalities: (label: string) => readonly string[];
  readonly gender: (label: string) => string;
};

/** One decision of the plan. Who makes it is settled when it is played, by the authority the law names. */
export type PlannedDecision = { readonly stage: string; readonly outcome: PublishedOutcome; readonly day: Day };

/** What one published cell says of each person in it. */
export type Cell = {
  readonly responders: readonly Responder[];
  readonly exploitation: readonly string[];
  readonly ageThen: PublishedAge;
  readonly gender: string;
  readonly nationalities: readonly string[];
  readonly people: number;
};

/** An invented person. Fields that are filled while planning are written once, by the part of the plan that owns them. */
export type Person = {
  readonly key: number;
  readonly cell: Cell;
  readonly responder: Responder;
  readonly nation: string;
  readonly age: Age;
  readonly sent: Day;
  /** Minute of the day, 08:00 to 17:59. */
  readonly minute: number;
  place: PublishedPlace;
  detained: boolean;
  decisions: PlannedDecision[];
  special: string | null;
  /** Of somebody who was referred before: what they say of it, the same events or new ones. Settled when they are played. */
  earlier: 'new' | 'same' | 'not-said' | null;
  /** Whom another body had referred before: a duplicate of theirs. */
  again: Person | null;
};

/** A cell of the table by age and place that the detail leaves short (people missing) or over (people more). */
export type Difference = {
  readonly quarter: string;
  readonly age: PublishedAge;
  readonly place: PublishedPlace;
  readonly published: number;
  readonly ours: number;
};

export function readCells(detail: readonly DetailRow[], codes: Codes): readonly Cell[] {
  return detail.map((row) => ({
    responders: codes.responders(row.first_responder_type, row.first_responder),
    exploitation: codes.exploitation(row.exploitation_type),
    ageThen: ageOf(row.age_at_exploitation),
    gender: codes.gender(row.gender),
    nationalities: codes.nationalities(row.nationality),
    people: row.people,
  }));
}

/** Makes people of cells; keys are handed out in one row for the whole plan. */
export type Maker = { readonly make: (cell: Cell, sent: Day) => Person; readonly made: readonly Person[] };

/** Organisations one can sit down at: of a label that stands for many, they get a little more than their share. */
const sittable = new Set(personas.map((one) => one.actor.organisation));
export const isSittable = (person: Pick<Person, 'responder'>): boolean => sittable.has(person.responder.code);

export function maker(nations: readonly string[], random: Chance): Maker {
  const made: Person[] = [];
  const make = (cell: Cell, sent: Day): Person => {
    const sat = cell.responders.filter((one) => sittable.has(one.code));
    const responder = random.pick(sat.length > 0 && random.sometimes(0.1) ? sat : cell.responders);
    const person: Person = {
      key: made.length + 1,
      cell,
      responder,
      nation: responder.nation && nations.includes(responder.nation) ? responder.nation : 'england',
      age: ageNow(cell.ageThen, random),
      sent,
      minute: 480 + random.below(600),
      place: 'not-specified',
      detained: false,
      decisions: [],
      special: null,
      earlier: null,
      again: null,
    };
    made.push(person);
    return person;
  };
  return { make, made };
}

/** Age at exploitation and age now are two questions; some who were children then are adults when they are referred. */
function ageNow(then: PublishedAge, random: Chance): Age {
  if (then === 'adult') return 'adult';
  if (then === 'child') return random.sometimes(0.85) ? 'child' : 'adult';
  return random.sometimes(0.3) ? 'not-sure' : 'adult';
}

/** Everybody of one quarter's detail, spread over its working days, with places allotted. */
export function peopleOf(
  of: PublishedQuarter,
  cells: readonly Cell[],
  make: Maker['make'],
  workdays: Workdays,
  random: Chance,
): { people: Person[]; differences: Difference[] } {
  const span = readQuarter(of.quarter);
  if (!span) throw new Error(`${of.quarter} is no quarter`);
  const days = workdays.between(span.first, span.last);
  const people = cells.flatMap((cell) => Array.from({ length: cell.people }, () => make(cell, random.pick(days))));
  return { people, differences: allotPlaces(of.quarter, people, of.places, random) };
}

/**
 * Gives each person a place so that age × place equals the published table. Where the detail holds fewer people than that table, the
 * largest place of that age stays short; where it holds more, their place is not specified. Both are reported, never hidden.
 */
function allotPlaces(quarter: string, people: readonly Person[], published: readonly PlaceRow[], random: Chance): Difference[] {
  const differences: Difference[] = [];
  for (const age of ['adult', 'child', 'unknown'] as const) {
    const rows = published.filter((row) => row.age === age).sort((a, b) => Number(b.place === 'uk') - Number(a.place === 'uk'));
    const group = random.shuffled(people.filter((person) => person.cell.ageThen === age)).sort((a, b) => Number(isUk(b)) - Number(isUk(a)));
    const over = group.length - rows.reduce((sum, row) => sum + row.people, 0);
    const largest = rows.reduce((one, other) => (other.people > one.people ? other : one));
    const tokens = rows.flatMap((row) => {
      const ours = over < 0 && row === largest ? row.people + over : over > 0 && row.place === 'not-specified' ? row.people + over : row.people;
      if (ours !== row.people) differences.push({ quarter, age, place: row.place, published: row.people, ours });
      return Array.from({ length: ours }, () => row.place);
    });
    group.forEach((person, i) => (person.place = tokens[i] ?? 'not-specified'));
  }
  return differences;
}

function isUk(person: Person): boolean {
  return person.cell.nationalities[0] === 'uk';
}
