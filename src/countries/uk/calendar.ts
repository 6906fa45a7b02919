// The three bank-holiday calendars of the United Kingdom: England and Wales share one.
import type { Calendar, Day } from '#base/day.ts';
import { bankHolidays, firstKnown, lastKnown } from './bank-holidays.ts';

type Division = keyof typeof bankHolidays;

const divisionOf: Readonly<Record<string, Division>> = {
  england: 'england-and-wales',
  wales: 'england-and-wales',
  scotland: 'scotland',
  'northern-ireland': 'northern-ireland',
};

const names: Readonly<Record<Division, string>> = {
  'england-and-wales': 'England and Wales',
  scotland: 'Scotland',
  'northern-ireland': 'Northern Ireland',
};

/** The calendar of a nation. The list begins in 2019 and ends in 2028; outside these years nothing is guessed. */
export function calendar(nation: string): Calendar {
  const division = divisionOf[nation];
  if (!division) throw new Error(`the United Kingdom has no nation ${nation}`);
  const holidays = bankHolidays[division];
  return { name: names[division], first: firstKnown, last: lastKnown, holiday: (on: Day) => holidays[on] };
}
