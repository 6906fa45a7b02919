// Days, lengths of time and calendars. Calendar arithmetic is Temporal's; an instant becomes a day in Europe/London.
import { Temporal } from 'temporal-polyfill';

/** A day as `YYYY-MM-DD`. Days compare as text. */
export type Day = string & { readonly brand: 'day' };
/** A moment in UTC as `YYYY-MM-DDTHH:MM:SS.sssZ`. */
export type Instant = string & { readonly brand: 'instant' };

export type Length =
  | { readonly unit: 'calendar-days'; readonly count: number }
  | { readonly unit: 'working-days'; readonly count: number }
  | { readonly unit: 'months'; readonly count: number };

export const calendarDays = (count: number): Length => ({ unit: 'calendar-days', count });
export const workingDays = (count: number): Length => ({ unit: 'working-days', count });
export const months = (count: number): Length => ({ unit: 'months', count });

/** Which days are working days, from the first to the last day the holiday list knows. */
export type Calendar = {
  readonly name: string;
  readonly first: Day;
  readonly last: Day;
  /** The holiday's name, or nothing. */
  readonly holiday: (day: Day) => string | undefined;
};

/** One counted or skipped day on the way to a due day. */
export type Step = { readonly day: Day; readonly counted: boolean; readonly why: string };

/** Reads a real day; nothing where the text is not one. */
export function readDay(text: string): Day | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).toString() as Day;
  } catch {
    return undefined;
  }
}

/** Reads a day written in the program. Throws where it is not one. */
export function day(text: string): Day {
  const read = readDay(text);
  if (!read) throw new Error(`not a day: ${text}`);
  return read;
}

export function instant(text: string): Instant {
  return Temporal.Instant.from(text).toString({ fractionalSecondDigits: 3 }) as Instant;
}

/** The day an instant falls on in the jurisdiction's zone, with no cut-off hour (data.md 9). */
export function dayOf(at: Instant, zone = 'Europe/London'): Day {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainDate().toString() as Day;
}

/** The hour on the wall in the zone, 0 to 23. */
export function hourOf(at: Instant, zone: string): number {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).hour;
}

/** The time on the wall in the zone as `HH:MM`. */
export function timeOf(at: Instant, zone: string): string {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: 'minute' });
}

/** The moment some minutes later. */
export function addMinutes(to: Instant, count: number): Instant {
  return instant(Temporal.Instant.from(to).add({ minutes: count }).toString());
}

/** The first instant of a day in the zone. */
export function startOf(on: Day, zone = 'Europe/London'): Instant {
  const work = (): Instant => instant(Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone }).toInstant().toString());
  return zone === 'Europe/London' ? remembered(starts, on, work) : work();
}

/** The moment at which the clock on the wall shows `HH:MM` on a day. A time that the change of clocks leaves out is the one an hour later. */
export function momentAt(on: Day, time: string, zone: string): Instant {
  return instant(Temporal.PlainDate.from(on).toZonedDateTime({ timeZone: zone, plainTime: time }).toInstant().toString());
}

export function addDays(to: Day, count: number): Day {
  return count === 1 ? nextDay(to) : (Temporal.PlainDate.from(to).add({ days: count }).toString() as Day);
}

// Clocks walk day by day, thousands of times over the same few years: each step is asked of Temporal once and then remembered.
const following = new Map<Day, Day>();
const weekdays = new Map<Day, number>();
const starts = new Map<Day, Instant>();
const mostRemembered = 100_000;

function remembered<T>(memory: Map<Day, T>, of: Day, work: () => T): T {
  const known = memory.get(of);
  if (known !== undefined) return known;
  const found = work();
  if (memory.size < mostRemembered) memory.set(of, found);
  return found;
}

function nextDay(of: Day): Day {
  return remembered(following, of, () => Temporal.PlainDate.from(of).add({ days: 1 }).toString() as Day);
}

/** Adds months; the last day of a shorter month where the day does not exist there. */
export function addMonths(to: Day, count: number): Day {
  return Temporal.PlainDate.from(to).add({ months: count }).toString() as Day;
}

const numbers = new Map<Day, number>();
const firstNumbered = Temporal.PlainDate.from('1970-01-01');
const numberOf = (of: Day): number => remembered(numbers, of, () => firstNumbered.until(Temporal.PlainDate.from(of), { largestUnit: 'days' }).days);

export function daysBetween(from: Day, to: Day): number {
  return numberOf(to) - numberOf(from);
}

/** 1 is Monday, 7 is Sunday. */
export function weekday(of: Day): number {
  return remembered(weekdays, of, () => Temporal.PlainDate.from(of).dayOfWeek);
}

/** Quarter of a day as `2023-Q4`. */
export function quarterOf(of: Day): string {
  return `${of.slice(0, 4)}-Q${Math.ceil(Number(of.slice(5, 7)) / 3)}`;
}

/** First and last day of `2023-Q4`; nothing where the text is no quarter. */
export function readQuarter(text: string): { first: Day; last: Day } | undefined {
  const found = /^(\d{4})-Q([1-4])$/.exec(text);
  if (!found) return undefined;
  const first = day(`${found[1]}-${String(Number(found[2]) * 3 - 2).padStart(2, '0')}-01`);
  return { first, last: addDays(addMonths(first, 3), -1) };
}
