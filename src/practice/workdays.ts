// The working days of one calendar, worked out once, for a plan that asks for them tens of thousands of times.
import { addDays, weekday, type Calendar, type Day } from '#base/day.ts';

export type Workdays = {
  /** The working days from the first to the last day, both included. */
  readonly between: (first: Day, last: Day) => readonly Day[];
  /** The working days that are at least `least` and at most `most` working days after a day. */
  readonly after: (on: Day, least: number, most: number) => readonly Day[];
};

export function workdays(first: Day, last: Day, calendar: Calendar): Workdays {
  const all: Day[] = [];
  for (let at = first; at <= last; at = addDays(at, 1)) {
    if (weekday(at) < 6 && !calendar.holiday(at)) all.push(at);
  }
  /** How many of them lie before the day. */
  const before = (on: Day): number => {
    let [low, high] = [0, all.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((all[middle] ?? on) < on) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const upTo = (on: Day): number => before(on) + (all[before(on)] === on ? 1 : 0);
  return {
    between: (from, to) => all.slice(before(from), upTo(to)),
    after: (on, least, most) => all.slice(upTo(on) + least - 1, upTo(on) + most),
  };
}
