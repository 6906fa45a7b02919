// From who waits and what staff are planned to what becomes of the backlog: the forecast of arrivals, the office, the answers. Pure.
import { bestForecast, type Way } from '#methods/forecast.ts';
import { seeded } from '#methods/seeded.ts';
import { backlog, staffNeeded, type Backlog, type Office } from '#methods/staffing.ts';
import type { WeekCell } from './store.ts';

/** Whole weeks back, the oldest first. */
export type Now = {
  readonly open: readonly number[];
  readonly total: number;
  readonly came: readonly number[];
  readonly cameAWeek: number;
  readonly closedAWeek: number;
  readonly weeks: number;
};

/** Means are taken over the last half year, or the weeks since the first case. */
const recent = 26;
const remembered = 156;

export function nowOf(cells: readonly WeekCell[]): Now {
  const of = (what: WeekCell['what']): ReadonlyMap<number, number> => new Map(cells.filter((one) => one.what === what).map((one) => [one.weeks, one.people]));
  const [waiting, came, closed] = [of('open'), of('came'), of('closed')];
  const oldest = Math.max(-1, ...came.keys());
  const weeks = Math.min(recent, oldest + 1);
  const series = Array.from({ length: Math.min(remembered, oldest + 1) }, (_unused, at) => came.get(at) ?? 0).reverse();
  const mean = (counts: ReadonlyMap<number, number>): number =>
    weeks > 0 ? Array.from({ length: weeks }, (_unused, at) => counts.get(at) ?? 0).reduce((sum, one) => sum + one, 0) / weeks : 0;
  const open = Array.from({ length: Math.max(-1, ...waiting.keys()) + 1 }, (_unused, at) => waiting.get(at) ?? 0);
  return { open, total: open.reduce((sum, one) => sum + one, 0), came: series, cameAWeek: mean(came), closedAWeek: mean(closed), weeks };
}

export type Planned = {
  readonly staff: number;
  readonly rate: number;
  readonly away: number;
  readonly later: number | undefined;
  readonly joining: number;
  readonly learning: number;
  readonly target: number;
  readonly weeks: number;
};

export type Answered = {
  readonly backlog: Backlog;
  readonly way: Way | 'mean';
  readonly expected: number;
  /** Whole-time staff that keep the backlog as it is, and those that reach the target, in half and in 90 of 100 paths. */
  readonly keeping: number;
  readonly half: number | undefined;
  readonly sure: number | undefined;
};

/** Enough for shares to a hundredth or so, and quick enough to wait for. */
const paths = 2000;
const learnedShare = 0.5;
const season = 52;

/**
 * Arrivals on the scale of square roots, where counts vary alike: by whichever of two ways did better on weeks it had not seen. With less
 * than two years behind it none can be scored, and the mean of the last half year stands, give or take its own error.
 */
export function arrivalsOf({ came, cameAWeek, weeks }: Now, ahead: number): { readonly way: Answered['way']; readonly at: Office['arrivals'] } {
  const roots = came.map((count) => Math.sqrt(count));
  const chosen = roots.length >= 2 * season + 8 ? bestForecast(roots.slice(-2 * season - 26), season, ahead) : undefined;
  if (chosen) return { way: chosen.won, at: (week, luck) => Math.max(0, (chosen.forecast[week]?.mean ?? 0) + luck * (chosen.forecast[week]?.error ?? 0)) ** 2 };
  const some = came.slice(-Math.max(1, weeks));
  const variance = some.reduce((sum, one) => sum + (one - cameAWeek) ** 2, 0) / Math.max(1, some.length - 1);
  const error = Math.sqrt(Math.max(variance, cameAWeek) / Math.max(1, some.length));
  return { way: 'mean', at: (_week, luck) => Math.max(0, cameAWeek + luck * error) };
}

export function answerOf(now: Now, planned: Planned): Answered {
  const { way, at } = arrivalsOf(now, planned.weeks);
  const { rate, weeks, target } = planned;
  const away = planned.away / 100;
  const rest: Omit<Office, 'staff'> = {
    ...{ open: now.open, arrivals: at, rate, away, least: 0, again: { share: 0, weeks: 0 } },
    ...{ learning: { weeks: planned.learning, share: learnedShare }, order: 'oldest-first', chance: true },
  };
  const staff = (week: number): number => (planned.later !== undefined && week >= planned.joining ? planned.later : planned.staff);
  const expected = Array.from({ length: weeks }, (_unused, week) => at(week, 0)).reduce((sum, one) => sum + one, 0) / weeks;
  const asked = { week: weeks, target, paths: 400, most: 5000, now: planned.staff };
  const needed = (sure: number): number | undefined => staffNeeded(rest, { ...asked, sure }, () => seeded(7));
  return {
    backlog: backlog({ ...rest, staff }, { weeks, paths, target }, seeded(2024)),
    way,
    expected,
    keeping: expected / (rate * (1 - away)),
    half: needed(0.5),
    sure: needed(0.9),
  };
}
