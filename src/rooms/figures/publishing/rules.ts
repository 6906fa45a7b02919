// What a plan of a release must fit, in one place for the page and whoever else plans: Code of Practice for Statistics 3.0, standard 3.
import { addDays, dayOf, momentAt, readDay, readQuarter, weekday, type Day, type Instant } from '#base/day.ts';
import type { ReleaseRow } from './store.ts';

/** Announced at least so many days ahead where possible (standard 3: four weeks). */
export const announcedDays = 28;
/** The usual minute, on a weekday, for everybody at once (standard 3). */
export const usualTime = '09:30';

export type Typed = {
  readonly period: string;
  readonly asOf: string;
  readonly day: string;
  readonly time: string;
  /** The release that it puts right, and what was wrong. */
  readonly replaces: string;
  readonly notice: string;
};
export type Mistake =
  | { readonly field: 'period'; readonly code: 'not-a-quarter' | 'out-already' | 'planned-already' }
  | { readonly field: 'as-of'; readonly code: 'not-a-day' | 'quarter-runs' | 'other-day'; readonly day?: Day }
  | { readonly field: 'day'; readonly code: 'not-a-day' | 'past' | 'before-as-of' | 'weekend' }
  | { readonly field: 'time'; readonly code: 'not-a-time' }
  | { readonly field: 'notice'; readonly code: 'missing' };
export type Fits = { readonly period: string; readonly asOf: Day; readonly outAt: Instant; readonly replaces: string | null; readonly notice: string | null };

/** Reads a plan. Gives every mistake at once, each with its field. */
export function readPlan(typed: Typed, known: readonly ReleaseRow[], now: Instant, zone: string): Fits | readonly Mistake[] {
  const mistakes: Mistake[] = [];
  const replaced = known.find((one) => one.id === typed.replaces);
  const period = replaced?.period ?? typed.period.trim();
  const span = readQuarter(period);
  const same = known.filter((one) => one.kind === 'quarter' && one.period === period);
  if (!span) mistakes.push({ field: 'period', code: 'not-a-quarter' });
  else if (!replaced && same.length > 0) mistakes.push({ field: 'period', code: same.some((one) => one.approvedAt) ? 'out-already' : 'planned-already' });
  const asOf = replaced ? replaced.asOf : readDay(typed.asOf);
  if (!asOf) mistakes.push({ field: 'as-of', code: 'not-a-day' });
  else if (span && asOf < span.last) mistakes.push({ field: 'as-of', code: 'quarter-runs' });
  const outDay = readDay(typed.day);
  const time = /^([01]\d|2[0-3]):[0-5]\d$/.test(typed.time.trim()) ? typed.time.trim() : undefined;
  if (!outDay) mistakes.push({ field: 'day', code: 'not-a-day' });
  if (!time) mistakes.push({ field: 'time', code: 'not-a-time' });
  const outAt = outDay && time ? momentAt(outDay, time, zone) : undefined;
  if (outDay && outAt) {
    if (outAt <= now) mistakes.push({ field: 'day', code: 'past' });
    else if (asOf && outDay <= asOf) mistakes.push({ field: 'day', code: 'before-as-of' });
    else if (weekday(outDay) > 5) mistakes.push({ field: 'day', code: 'weekend' });
  }
  const notice = typed.notice.trim();
  if (replaced && notice.length < 10) mistakes.push({ field: 'notice', code: 'missing' });
  if (mistakes.length > 0 || !asOf || !outAt) return mistakes;
  return { period, asOf, outAt, replaces: replaced?.id ?? null, notice: replaced ? notice : null };
}

/** The id of a release: its quarter, and from the second on its number. Given once. */
export function idFor(period: string, known: readonly ReleaseRow[], practice: boolean): string {
  const count = known.filter((one) => one.kind === 'quarter' && one.period === period).length;
  return `${practice ? 'practice-' : ''}${period.toLowerCase()}${count > 0 ? `-${count + 1}` : ''}`;
}

/** Whether a plan is announced as early as it should be; where not, the page says so. */
export const isEarlyEnough = (outAt: Instant, today: Day): boolean => addDays(today, announcedDays) <= dayOf(outAt);
