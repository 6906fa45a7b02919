// A clock of the law: what starts it, how long it runs, what force it has; and how its due day is worked out.
import { addDays, addMonths, weekday, type Calendar, type Day, type Length, type Step } from '#base/day.ts';
import type { Because } from '#base/outcome.ts';
import { inForce, type Rule } from './rule.ts';

/** duty: the law commands it; target: aimed at; minimum: nothing may happen before its end; service: this service's own rule. */
export type Force = 'duty' | 'target' | 'minimum' | 'service';

/** A length, or `nothing` where the law sets none for that nation on that day. */
export type Term = Length | { readonly unit: 'nothing' };

export type Clock = {
  readonly name: string;
  readonly question: string;
  readonly starts: string;
  readonly ends: string;
  readonly force: Force;
  readonly length: Rule<Term>;
  /** Worked examples: started on this day in this nation, it is due on that day. */
  readonly examples?: readonly ClockExample[];
};

export type ClockExample = { readonly from: Day; readonly nation: string; readonly due: Day | 'nothing'; readonly note?: string };

export type Pause = { readonly from: Day; readonly until?: Day };

/** `due` is the last day of the period; what a minimum forbids is first lawful the day after (data.md 9). */
export type Due = {
  readonly clock: string;
  readonly due: Day;
  readonly force: Force;
  readonly steps: readonly Step[];
  readonly because: Because;
};

export class BeyondCalendar extends Error {}

/** Works out a due day. Nothing where the law sets no length. Throws SilentLaw, or BeyondCalendar past the holiday list. */
export function dueOf(clock: Clock, from: Day, nation: string, calendar: Calendar, pauses: readonly Pause[] = []): Due | undefined {
  const found = inForce(clock.length, from, nation);
  if (found.value.unit === 'nothing') return undefined;
  const steps = stepsOf(found.value, from, calendar, pauses);
  const last = steps.at(-1);
  if (!last) throw new Error(`clock ${clock.name} counts no day`);
  return { clock: clock.name, due: last.day, force: clock.force, steps, because: found.because };
}

/** Day 1 is the first day counted after the start. A paused day is not counted; months grow by each paused day. */
function stepsOf(length: Length, from: Day, calendar: Calendar, pauses: readonly Pause[]): Step[] {
  if (!Number.isInteger(length.count) || length.count < 1) throw new Error(`a clock cannot run for ${length.count} ${length.unit}`);
  const steps: Step[] = [];
  let target = length.unit === 'months' ? addMonths(from, length.count) : undefined;
  let counted = 0;
  const still = pauses.find((pause) => !pause.until)?.from;
  for (let at = addDays(from, 1); ; at = addDays(at, 1)) {
    if (still && still <= at) throw new BeyondCalendar(`a clock stands still since ${still}: its pause has no end yet`);
    const why = notCounted(length, at, calendar, pauses);
    if (!why) counted += 1;
    if (why && target) target = addDays(target, 1);
    steps.push({ day: at, counted: !why, why: why ?? `day ${counted}` });
    const reached = target ? at >= target : counted === length.count;
    if (reached && !why) return steps;
  }
}

function notCounted(length: Length, at: Day, calendar: Calendar, pauses: readonly Pause[]): string | undefined {
  if (pauses.some((pause) => pause.from <= at && (!pause.until || at < pause.until))) return 'paused';
  if (length.unit !== 'working-days') return undefined;
  if (at < calendar.first || at > calendar.last) {
    throw new BeyondCalendar(`${at} is outside the holiday list of ${calendar.name} (${calendar.first} to ${calendar.last})`);
  }
  if (weekday(at) === 6) return 'Saturday';
  if (weekday(at) === 7) return 'Sunday';
  return calendar.holiday(at);
}
