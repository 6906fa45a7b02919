// The plan of the practice caseload: from published tables to a list of invented people and what happens to them. Pure and seeded.
import { addDays, quarterOf, readQuarter, type Calendar, type Day } from '#base/day.ts';
import { referredAgain } from './again.ts';
import { maker, peopleOf, readCells, type Cell, type Codes, type Difference, type Person } from './cells.ts';
import { decideQuarter, type Desk } from './decided.ts';
import { sinceThen } from './lively.ts';
import type { PublishedQuarter } from './published.ts';
import { chance, type Chance } from './random.ts';
import { workdays, type Workdays } from './workdays.ts';

/** A notification without consent: no file, no person record, only what is counted. */
export type Notification = { readonly day: Day; readonly minute: number; readonly nation: string; readonly nationalities: readonly string[] };

export type Caseload = {
  readonly today: Day;
  /** The quarters held whole; every other quarter that has cases is incomplete. */
  readonly quarters: readonly string[];
  readonly people: readonly Person[];
  readonly notifications: readonly Notification[];
  /** Where age × place cannot equal the published table, since the detail holds other numbers of people. */
  readonly differences: readonly Difference[];
};

export type Wanted = {
  /** Oldest first, without gaps. */
  readonly published: readonly PublishedQuarter[];
  readonly codes: Codes;
  readonly calendar: Calendar;
  readonly nations: readonly string[];
  /** The nations with a duty to notify. */
  readonly notifying: readonly string[];
  readonly conclusiveFrom: (positive: Day, nation: string) => Day;
  readonly today: Day;
  readonly seed: number;
};

/** The seed of every installation's caseload: the same invented people everywhere, so that a lesson can name a case. */
export const usualSeed = 20240115;

export function planCaseload(wanted: Wanted): Caseload {
  const { published, codes, today, seed } = wanted;
  const [first, last] = [spanOf(published[0]?.quarter), spanOf(published.at(-1)?.quarter)];
  const days = workdays(addDays(first.first, -420), today > last.last ? today : last.last, wanted.calendar);
  const { make, made } = maker(wanted.nations, chance(seed, 'people'));
  const random = chance(seed, 'quarters');
  const cells = published.map((quarter) => readCells(quarter.detail, codes));
  const desk: Desk = {
    workdays: days,
    random: chance(seed, 'decisions'),
    conclusiveFrom: remembered(wanted.conclusiveFrom),
    older: olderOf(cells[0] ?? [], make, chance(seed, 'older')),
    heldFrom: first.first,
  };

  const differences: Difference[] = [];
  const notifications: Notification[] = [];
  published.forEach((quarter, i) => {
    differences.push(...peopleOf(quarter, cells[i] ?? [], make, days, random).differences);
    decideQuarter(quarter.quarter, [...made], quarter.decisions, desk);
    notifications.push(...notified(quarter, codes, wanted.notifying, days, random));
  });
  if (today > last.last) {
    sinceThen([...made], { today, since: addDays(last.last, 1), workdays: days, random: chance(seed, 'since'), cells: cells.at(-1) ?? [], make });
  }
  detain(made, chance(seed, 'detained'));
  referredAgain([...made], make, { first: first.first, until: addDays(last.last, -10) }, days, chance(seed, 'again'));
  return { today, quarters: published.map((one) => one.quarter), people: made, notifications, differences };
}

/** Invents somebody from before the quarters held, like somebody of the same age in the first of them. */
function olderOf(cells: readonly Cell[], make: (cell: Cell, sent: Day) => Person, random: Chance): Desk['older'] {
  const byAge = new Map<string, Cell[]>();
  for (const cell of cells) {
    const some = byAge.get(cell.ageThen) ?? [];
    byAge.set(cell.ageThen, some);
    for (let i = 0; i < cell.people; i += 1) some.push(cell);
  }
  return (age, sent) => {
    const person = make(random.pick(byAge.get(age) ?? []), sent);
    person.place = random.pick(['uk', 'uk', 'overseas', 'uk-and-overseas']);
    return person;
  };
}

function notified(of: PublishedQuarter, codes: Codes, nations: readonly string[], days: Workdays, random: Chance): Notification[] {
  const span = spanOf(of.quarter);
  const working = days.between(span.first, span.last);
  return of.notified.flatMap((row) => {
    const nationalities = codes.nationalities(row.nationality);
    return Array.from({ length: row.people }, () => ({
      day: random.pick(working),
      minute: 480 + random.below(600),
      nation: random.sometimes(0.95) ? (nations[0] ?? 'england') : random.pick(nations),
      nationalities,
    }));
  });
}

/** Some adults are in immigration detention when they are referred: another authority decides about them. */
function detain(people: readonly Person[], random: Chance): void {
  for (const person of people) {
    const share = person.responder.kind === 'immigration' ? 0.4 : 0.03;
    if (random.sometimes(share) && person.age === 'adult') person.detained = true;
  }
}

/** Whether a quarter's cases are only a part of that quarter. */
export function isIncomplete(caseload: Pick<Caseload, 'quarters'>, quarter: string): boolean {
  return !caseload.quarters.includes(quarter);
}

/** Every quarter with somebody sent in it, oldest first. */
export function quartersOf(people: readonly Pick<Person, 'sent'>[]): readonly string[] {
  return [...new Set(people.map((person) => quarterOf(person.sent)))].sort();
}

function spanOf(quarter: string | undefined): { first: Day; last: Day } {
  const span = quarter === undefined ? undefined : readQuarter(quarter);
  if (!span) throw new Error(`${quarter} is no quarter`);
  return span;
}

function remembered(of: (positive: Day, nation: string) => Day): (positive: Day, nation: string) => Day {
  const known = new Map<string, Day>();
  return (positive, nation) => {
    const key = `${positive} ${nation}`;
    const found = known.get(key) ?? of(positive, nation);
    known.set(key, found);
    return found;
  };
}
