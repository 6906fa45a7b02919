// When somebody is told that they were turned down: never on a day or at an hour at which nobody can help, never alone, the worker first.
import { addDays, dayOf, hourOf, weekday, type Calendar, type Day, type Instant } from '#base/day.ts';
import type { Refused } from '#base/outcome.ts';
import { knows, type Law, type NegativeRelease } from '#law/law.ts';
import type { Act } from './events.ts';
import type { CaseFile } from './file.ts';
import { find, isRefused } from './ground.ts';
import { no, type RefusalCode } from './refusals.ts';

/** Of the person's birth only whether a day is its anniversary is used; it is written nowhere. */
export type Negative = {
  readonly born: Day | null;
  /** Somebody is named who will be with the person. */
  readonly there: boolean;
  /** The id of the letter that tells the worker; nothing where none was called for. */
  readonly worker: string | null;
  /** It is given to the person now, and not only released: the worker must have been told by then. */
  readonly given?: true;
};

const free = (calendar: Calendar, on: Day): boolean => weekday(on) > 5 || calendar.holiday(on) !== undefined;

/** The eve of a holiday is the last working day before it, a weekend between them counted in. */
function eve(calendar: Calendar, on: Day): boolean {
  for (let next = addDays(on, 1); free(calendar, next); next = addDays(next, 1)) if (calendar.holiday(next) !== undefined) return true;
  return false;
}

/** Born on 29 February, a person has their birthday on 28 February where the year has no other. */
function birthday(born: Day, on: Day): boolean {
  const leap = Number(on.slice(0, 4)) % 4 === 0 && (Number(on.slice(0, 4)) % 100 !== 0 || Number(on.slice(0, 4)) % 400 === 0);
  return (born.slice(5) === '02-29' && !leap ? '02-28' : born.slice(5)) === on.slice(5);
}

function barred(rule: NegativeRelease, calendar: Calendar, born: Day | null, on: Day, hour: number): RefusalCode | undefined {
  // A day near the end of the list of holidays may be an eve that nobody can see.
  if (rule.holidays && !(knows(calendar, on) && knows(calendar, addDays(on, 7)))) return 'holidays-not-known';
  if (rule.holidays && free(calendar, on)) return 'not-on-a-holiday';
  if (rule.birthday && born && birthday(born, on)) return 'not-on-their-birthday';
  if (rule.noneFrom && weekday(on) === rule.noneFrom.weekday && hour >= rule.noneFrom.hour) return 'not-before-a-weekend';
  return rule.holidays && eve(calendar, on) ? 'not-before-a-holiday' : undefined;
}

/** `leaving` is the moment at which it would leave or be given. */
export function negativeMayLeave(file: CaseFile, facts: Negative, leaving: Instant, law: Law, act: Act): Refused | undefined {
  const found = find(law.negativeRelease, act.day, file.nation, act);
  if (isRefused(found)) return found;
  const { value: rule, because } = found;
  const stop = barred(rule, law.calendar(file.nation), facts.born, dayOf(leaving, law.zone), hourOf(leaving, law.zone));
  if (stop) return no(stop, because);
  if (rule.workerFirst && facts.worker !== null) {
    const told = file.letters.find((one) => one.letter === facts.worker)?.state;
    if (told !== 'handed-over' && (facts.given || told !== 'released')) return no('worker-first', because);
  }
  return rule.somebodyThere && !facts.there ? no('nobody-there', because) : undefined;
}

/** The next day, from tomorrow on, on which it may leave in the morning; nothing where the list of holidays ends before. */
export function nextDayFor(file: CaseFile, born: Day | null, today: Day, law: Law, act: Act): Day | undefined {
  const found = find(law.negativeRelease, act.day, file.nation, act);
  if (isRefused(found)) return undefined;
  const calendar = law.calendar(file.nation);
  for (let on = addDays(today, 1), tries = 0; tries < 30; on = addDays(on, 1), tries += 1) if (!barred(found.value, calendar, born, on, 9)) return on;
  return undefined;
}

/** Refusals that another day lifts. */
export const waitsForADay: ReadonlySet<string> = new Set<RefusalCode>([
  'not-on-a-holiday',
  'not-on-their-birthday',
  'not-before-a-weekend',
  'not-before-a-holiday',
]);
