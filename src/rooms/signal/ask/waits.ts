// How long it takes until an organisation says yes or no, in bands: from what was asked of late, and "not known" where that is too little.
import { daysBetween, type Day } from '#base/day.ts';
import { stillWaiting } from '#methods/kaplan-meier.ts';

export const bands = ['2-days', 'week', '2-weeks', 'longer', 'not-known'] as const;
export type Band = (typeof bands)[number];

/** `answered`: nothing while it waits, or where it was taken back on `left`. */
export type Waited = { readonly asked: Day; readonly answered: Day | null; readonly left: Day | null };

/** What was asked in these days counts as of late. */
export const lately = 90;

const most: readonly (readonly [days: number, band: Band])[] = [
  [2, '2-days'],
  [7, 'week'],
  [14, '2-weeks'],
];

/**
 * The band within which four of five had their answer. What still waits counts as waiting for as long as it has, so that a queue which stands is never
 * told as a short one. Fewer answers than `least`: not known.
 */
export function bandOf(waited: readonly Waited[], today: Day, least: number): Band {
  const late = waited.filter(({ asked }) => daysBetween(asked, today) <= lately);
  if (late.filter(({ answered }) => answered).length < least) return 'not-known';
  const spells = late.map(({ asked, answered, left }) => ({ to: daysBetween(asked, answered ?? left ?? today), event: answered !== null }));
  const days = stillWaiting(spells).find(({ still }) => still <= 0.2 + 1e-9)?.days;
  // Nobody knows yet when the fifth in five has an answer; that it takes more than two weeks is known once as many wait that long.
  if (days === undefined) return spells.filter(({ to, event }) => !event && to > 14).length * 5 > spells.length ? 'longer' : 'not-known';
  return most.find(([limit]) => days <= limit)?.[1] ?? 'longer';
}
