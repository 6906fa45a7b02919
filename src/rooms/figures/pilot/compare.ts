// What a pilot changed: cases before and after, where it ran and where it did not, with how sure each difference is. Pure.
import { addDays, daysBetween, quarterOf, type Day } from '#base/day.ts';
import { incidences, shareAt, type Ended, type Stage } from '#methods/competing.ts';
import { cox, type Traits } from '#methods/cox.ts';
import { leastFound } from '#methods/differences.ts';
import { normalAbove, z95 } from '#methods/distributions.ts';
import { fineGray } from '#methods/fine-gray.ts';
import { gray } from '#methods/gray.ts';
import { wilson, type Interval } from '#methods/interval.ts';
import { lastSeen, restrictedMean, stillAfter, stillWaiting, type Point } from '#methods/kaplan-meier.ts';
import { logRank } from '#methods/log-rank.ts';
import { quantile8 } from '#methods/quantile.ts';
import type { Asked } from './asked.ts';
import type { PilotCase } from './store.ts';

export const sides = ['pilot', 'compared'] as const;
export const times = ['before', 'after'] as const;
export type Side = (typeof sides)[number];
export type Time = (typeof times)[number];

/** Ends: 1 a positive decision, 2 a negative one, 3 it ended otherwise, 0 it waits. */
export type Subject = Ended & { readonly side: Side; readonly time: Time; readonly of: PilotCase };
export const positive = 1;

/** Of how many days a difference is said: of days waited, and of positive decisions. */
export const horizons = { mean: 365, share: 90 } as const;

/** A group of fewer says too little, and may point at somebody. */
export const fewest = 20;

export type Cohort = {
  readonly side: Side;
  readonly time: Time;
  readonly people: number;
  readonly decided: number;
  /** Of whom it was not known yet how they end. */
  readonly open: number;
  readonly followed: number;
  readonly still: readonly Point[];
  readonly stages: readonly Stage[];
  readonly subjects: readonly Subject[];
};
export type Difference = { readonly value: number; readonly error: number; readonly low: number; readonly high: number; readonly p: number };

/** Those who count, each on its side and time. Cases from before are followed up to the day before their area (or the first) began. */
export function subjectsOf(cases: readonly PilotCase[], asked: Asked, until: Day): readonly Subject[] {
  const compared = new Set(asked.compare);
  return cases
    .filter((one) => eligible(one, asked))
    .flatMap((one): Subject[] => {
      const start = asked.starts.get(one.area) ?? (compared.has(one.area) ? asked.from : undefined);
      if (!start) return [];
      const time: Time = one.sent < start ? 'before' : 'after';
      const side: Side = asked.starts.has(one.area) ? 'pilot' : 'compared';
      return [{ ...endOf(one, time === 'before' ? earlier(addDays(start, -1), until) : until), side, time, of: one }];
    });
}

const earlier = (one: Day, other: Day): Day => (one < other ? one : other);

function eligible(one: PilotCase, { age, exploitation, gender }: Asked): boolean {
  return (
    (age === '' || one.age === age) && (gender === '' || one.gender === gender) && (exploitation === '' || one.exploitation.split(' ').includes(exploitation))
  );
}

/** What had come of a case by a day. A decision that was made stands, whatever ended later. */
export function endOf({ sent, decided, outcome, stopped }: PilotCase, by: Day): Ended {
  const days = (to: Day): number => Math.max(0, daysBetween(sent, to));
  if (decided && decided <= by && !(stopped && stopped < decided)) return { days: days(decided), cause: outcome === 'positive' ? 1 : 2 };
  if (stopped && stopped <= by) return { days: days(stopped), cause: 3 };
  return { days: days(by), cause: 0 };
}

export function cohortsOf(subjects: readonly Subject[]): readonly Cohort[] {
  return sides.flatMap((side) =>
    times.map((time) => {
      const own = subjects.filter((one) => one.side === side && one.time === time);
      const spells = own.map(({ days, cause }) => ({ to: days, event: cause === 1 || cause === 2 }));
      return {
        side,
        time,
        people: own.length,
        decided: own.filter((one) => one.cause === 1 || one.cause === 2).length,
        open: own.filter((one) => one.cause === 0).length,
        followed: lastSeen(spells),
        still: stillWaiting(spells),
        stages: incidences(own, 3),
        subjects: own,
      };
    }),
  );
}

/** How long a group can be followed, at most so many days: up to the last who was seen, or to the end where everybody was decided. */
export const lengthOf = ({ followed, open, still }: Pick<Cohort, 'followed' | 'open' | 'still'>, most: number): number =>
  open === 0 && stillAfter(still, most).still === 0 ? most : Math.min(most, followed);

export const horizonOf = (cohorts: readonly Pick<Cohort, 'followed' | 'open' | 'still'>[], most: number): number =>
  Math.min(...cohorts.map((one) => lengthOf(one, most)));

type Measured = { readonly value: number; readonly error: number };
const difference = (plus: readonly Measured[], minus: readonly Measured[]): Difference => {
  const value = plus.reduce((sum, one) => sum + one.value, 0) - minus.reduce((sum, one) => sum + one.value, 0);
  const error = Math.sqrt([...plus, ...minus].reduce((sum, one) => sum + one.error ** 2, 0));
  return { value, error, low: value - z95 * error, high: value + z95 * error, p: error > 0 ? 2 * normalAbove(Math.abs(value) / error) : NaN };
};

export type Estimand = {
  readonly horizon: number;
  /** Side against side since it began. */
  readonly since: Difference;
  /** How the pilot moved, less how the others moved. */
  readonly moved: Difference;
  readonly each: readonly { readonly side: Side; readonly time: Time; readonly value: number; readonly error: number }[];
  /** The least difference that would be found in 80 of 100 such pilots. */
  readonly least: number;
};

function estimand(cohorts: readonly Cohort[], horizon: number, of: (cohort: Cohort, horizon: number) => Measured): Estimand {
  const each = cohorts.map((cohort) => ({ side: cohort.side, time: cohort.time, ...of(cohort, horizon) }));
  const at = (side: Side, time: Time): Measured => each.find((one) => one.side === side && one.time === time) ?? { value: NaN, error: NaN };
  const [before, after, beforeOthers, afterOthers] = [at('pilot', 'before'), at('pilot', 'after'), at('compared', 'before'), at('compared', 'after')];
  const moved = difference([after, beforeOthers], [before, afterOthers]);
  return { horizon, since: difference([after], [afterOthers]), moved, each, least: leastFound(moved.error) };
}

/** Days waited on average out of the first 365, were nobody to withdraw. */
export const daysWaited = (cohorts: readonly Cohort[]): Estimand =>
  estimand(cohorts, horizonOf(cohorts, horizons.mean), ({ still }, horizon) => {
    const { days, error } = restrictedMean(still, horizon);
    return { value: days, error };
  });

/** The share with a positive decision within 90 days. */
export const positiveBy = (cohorts: readonly Cohort[]): Estimand =>
  estimand(cohorts, horizonOf(cohorts, horizons.share), ({ stages }, horizon) => {
    const { share, error } = shareAt(stages, positive, horizon);
    return { value: share, error };
  });

export type Tests = {
  readonly logRank: number | undefined;
  readonly gray: number | undefined;
  readonly before: number | undefined;
  /** How many times as fast decisions come where and since it ran, the rest taken into account; and of positive ones (Fine and Gray). */
  readonly speed: Ratio | undefined;
  readonly positives: Ratio | undefined;
};
export type Ratio = { readonly ratio: number; readonly low: number; readonly high: number };

/** Side against side, quarter by quarter of sending; and a model with what was so before, age and gender beside. */
export function testsOf(subjects: readonly Subject[]): Tests {
  const group = (one: Subject): number => (one.side === 'pilot' ? 0 : 1);
  const ranked = (time: Time) =>
    logRank(
      subjects
        .filter((one) => one.time === time)
        .map((one) => ({ group: group(one), days: one.days, event: one.cause === 1 || one.cause === 2, stratum: quarterOf(one.of.sent) })),
      2,
    )?.p;
  const since = subjects.filter((one) => one.time === 'after').map((one) => ({ group: group(one), days: one.days, cause: one.cause }));
  const traits = (one: Subject): readonly number[] => {
    const [pilot, after] = [one.side === 'pilot' ? 1 : 0, one.time === 'after' ? 1 : 0];
    return [pilot * after, pilot, after];
  };
  const beside = [(one: Subject) => Number(one.of.age === 'child'), (one: Subject) => Number(one.of.gender === 'female')].filter(
    (trait) => new Set(subjects.map(trait)).size > 1,
  );
  const x = (one: Subject): readonly number[] => [...traits(one), ...beside.map((trait) => trait(one))];
  const fitted = cox(subjects.map((one): Traits => ({ x: x(one), days: one.days, event: one.cause === 1 || one.cause === 2 })));
  const shares = fineGray(
    subjects.map((one) => ({ x: x(one), days: one.days, cause: one.cause })),
    positive,
  );
  return { logRank: ranked('after'), gray: gray(since, positive, 2)?.p, before: ranked('before'), speed: ratioOf(fitted), positives: ratioOf(shares) };
}

function ratioOf(fitted: { readonly coefficients: readonly number[]; readonly errors: readonly number[] } | undefined): Ratio | undefined {
  const [coefficient, error] = [fitted?.coefficients[0], fitted?.errors[0]];
  if (coefficient === undefined || error === undefined) return undefined;
  return { ratio: Math.exp(coefficient), low: Math.exp(coefficient - z95 * error), high: Math.exp(coefficient + z95 * error) };
}

export type Accuracy = {
  readonly side: Side;
  readonly time: Time;
  readonly negatives: number;
  readonly asked: number;
  readonly overturned: number;
  readonly askedShare: Interval | undefined;
  readonly overturnedShare: Interval | undefined;
};

/** Of negative decisions: how many somebody asked to look at again, and how many became positive. */
export const accuracyOf = (cohorts: readonly Cohort[]): readonly Accuracy[] =>
  cohorts.map(({ side, time, subjects }) => {
    const negatives = subjects.filter((one) => one.cause === 2);
    const [asked, overturned] = [negatives.filter((one) => one.of.asked).length, negatives.filter((one) => one.of.again === 'positive').length];
    return {
      side,
      time,
      negatives: negatives.length,
      asked,
      overturned,
      askedShare: wilson(asked, negatives.length),
      overturnedShare: wilson(overturned, negatives.length),
    };
  });

export type Balance = { readonly trait: string; readonly code: string; readonly counts: readonly number[]; readonly apart: number };

/** How alike the two sides are since it began: counts of each cohort, and the standardised difference of the shares. */
export function balanceOf(cohorts: readonly Cohort[]): readonly Balance[] {
  const traits: Readonly<Record<string, (one: PilotCase) => readonly string[]>> = {
    age: (one) => [one.age],
    gender: (one) => [one.gender],
    exploitation: (one) => one.exploitation.split(' '),
    place: (one) => [one.place],
  };
  return Object.entries(traits).flatMap(([trait, of]) => {
    const codes = [...new Set(cohorts.flatMap(({ subjects }) => subjects.flatMap((one) => of(one.of))))].sort();
    return codes.map((code) => {
      const counts = cohorts.map(({ subjects }) => subjects.filter((one) => of(one.of).includes(code)).length);
      const share = (side: Side): number => {
        const at = cohorts.findIndex((one) => one.side === side && one.time === 'after');
        return (counts[at] ?? 0) / Math.max(1, cohorts[at]?.people ?? 1);
      };
      const [one, other] = [share('pilot'), share('compared')];
      const spread = Math.sqrt((one * (1 - one) + other * (1 - other)) / 2);
      return { trait, code, counts, apart: spread > 0 ? (one - other) / spread : 0 };
    });
  });
}

/** The median days of cases decided since it began: of those decided alone, so that old cases lengthen it and new ones that wait are not in it. */
export function medianOfDecided(cases: readonly PilotCase[], asked: Asked, until: Day): Readonly<Record<Side, number | undefined>> {
  const of = (side: Side): number | undefined => {
    const days = cases
      .filter((one) => eligible(one, asked) && (side === 'pilot' ? asked.starts.has(one.area) : asked.compare.includes(one.area)))
      .flatMap(({ sent, decided }) => (decided && decided >= asked.from && decided <= earlier(asked.to, until) ? [daysBetween(sent, decided)] : []))
      .sort((one, other) => one - other);
    return days.length >= fewest ? quantile8(days, 0.5) : undefined;
  };
  return { pilot: of('pilot'), compared: of('compared') };
}

/** A share that a reader may see: nothing where it rests on fewer than `least` on either side. */
export const shown = (count: number, all: number, least: number): number | undefined =>
  (count > 0 && count < least) || (count < all && all - count < least) || all < least ? undefined : count / all;
