// How traits go with the share that comes to one end (Fine and Gray 1999): whoever came to another end stays at risk, by the chance of still being followed.
import { climb, type Fitted, type Slope } from './cox.ts';
import { tallies } from './kaplan-meier.ts';
import { addOuter, dot, product, zeros } from './small-matrix.ts';

/** `cause` 0: not known, since followed no longer. */
export type Row = { readonly x: readonly number[]; readonly days: number; readonly cause: number };

/** On a day on which the end that is asked about came: to how many, and how likely somebody was still followed just before. */
type Day = { readonly days: number; readonly events: number; readonly followed: number };
/** A person beside the same: how likely somebody was followed just before their own end. */
type Known = Row & { readonly followed: number };

/** Errors take in that being followed is itself estimated. Nothing where there is no best, or nothing came. */
export function fineGray(rows: readonly Row[], cause = 1): Fitted | undefined {
  const p = rows[0]?.x.length ?? 0;
  const lost = tallies(
    rows.map(({ days, cause: came }) => ({ from: -Infinity, to: days, kind: came === 0 ? 1 : 0, people: 1 })),
    1,
  );
  let still = 1;
  const curve = lost.map(({ days, atRisk, by: [gone = 0] }) => ({ days, still: (still *= 1 - gone / atRisk) }));
  const before = followedBefore(curve);
  const known = rows.map((row) => ({ ...row, followed: before(row.days) })).sort((one, other) => one.days - other.days);
  const on = Map.groupBy(
    known.filter((row) => row.cause === cause),
    (row) => row.days,
  );
  const days = [...on].map(([at, some]) => ({ days: at, events: some.length, followed: before(at) }));
  if (p === 0 || days.length === 0) return undefined;
  const fitted = climb((at) => slopeAt(known, days, cause, at).slope, p);
  if (!fitted) return undefined;
  const swayed = product(product(fitted.covariance, meat(known, days, cause, fitted.coefficients, lost)), fitted.covariance);
  return { ...fitted, covariance: swayed, errors: swayed.map((row, i) => Math.sqrt(row[i] ?? 0)) };
}

/** The curve just before a day, found by halves. */
function followedBefore(curve: readonly { readonly days: number; readonly still: number }[]): (days: number) => number {
  return (days) => {
    let [low, high] = [0, curve.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((curve[middle]?.days ?? Infinity) < days) low = middle + 1;
      else high = middle;
    }
    return curve[low - 1]?.still ?? 1;
  };
}

type Mean = { readonly days: number; readonly rise: number; readonly mean: readonly number[]; readonly followed: number };
type Sums = { w: number; readonly wx: number[]; readonly wxx: number[][] };

function slopeAt(known: readonly Known[], days: readonly Day[], cause: number, coefficients: readonly number[]): { slope: Slope; means: readonly Mean[] } {
  const p = coefficients.length;
  const slope: Slope = { logLikelihood: 0, score: new Array<number>(p).fill(0), information: zeros(p) };
  const empty = (): Sums => ({ w: 0, wx: new Array<number>(p).fill(0), wxx: zeros(p) });
  // Those to whom nothing has come yet, and those who came to another end, each by the inverse of being followed then.
  const [there, gone] = [empty(), empty()];
  const add = (sums: Sums, { x }: Known, weight: number): void => {
    sums.w += weight;
    x.forEach((value, i) => (sums.wx[i] = (sums.wx[i] ?? 0) + weight * value));
    addOuter(sums.wxx, x, weight);
  };
  const risk = (row: Known): number => Math.exp(dot(row.x, coefficients));
  for (const row of known) add(there, row, risk(row));
  let i = 0;
  const means = days.map(({ days: at, events, followed }): Mean => {
    for (let row = known[i]; row && row.days < at; row = known[(i += 1)]) {
      add(there, row, -risk(row));
      if (row.cause > 0 && row.cause !== cause) add(gone, row, risk(row) / row.followed);
    }
    const w = there.w + followed * gone.w;
    const mean = there.wx.map((value, k) => (value + followed * (gone.wx[k] ?? 0)) / w);
    slope.logLikelihood -= events * Math.log(w);
    mean.forEach((one, k) => {
      slope.score[k] = (slope.score[k] ?? 0) - events * one;
      const line = slope.information[k];
      mean.forEach(
        (other, j) => line && (line[j] = (line[j] ?? 0) + events * (((there.wxx[k]?.[j] ?? 0) + followed * (gone.wxx[k]?.[j] ?? 0)) / w - one * other)),
      );
    });
    return { days: at, rise: events / w, mean, followed };
  });
  for (const row of known)
    if (row.cause === cause) {
      slope.logLikelihood += dot(row.x, coefficients);
      row.x.forEach((value, k) => (slope.score[k] = (slope.score[k] ?? 0) + value));
    }
  return { slope, means };
}

/** Sums over days up to each of them: of the rise, and of the rise times the mean; plain and times the chance of being followed. */
type Upto = { readonly rise: number; readonly mean: readonly number[]; readonly followed: number; readonly followedMean: readonly number[] };

function upTo(means: readonly Mean[], p: number): readonly Upto[] {
  let at: Upto = { rise: 0, mean: new Array<number>(p).fill(0), followed: 0, followedMean: new Array<number>(p).fill(0) };
  const plus = (sums: readonly number[], mean: readonly number[], by: number): number[] => sums.map((sum, k) => sum + by * (mean[k] ?? 0));
  return means.map(({ rise, mean, followed }) => {
    const by = rise * followed;
    at = { rise: at.rise + rise, mean: plus(at.mean, mean, rise), followed: at.followed + by, followedMean: plus(at.followedMean, mean, by) };
    return at;
  });
}

/** What each person's own rows add to the score, and what they add by being followed or lost: summed as squares. */
function meat(
  known: readonly Known[],
  days: readonly Day[],
  cause: number,
  coefficients: readonly number[],
  lost: readonly { readonly days: number; readonly atRisk: number; readonly by: readonly number[] }[],
): number[][] {
  const p = coefficients.length;
  const { means } = slopeAt(known, days, cause, coefficients);
  const sums = upTo(means, p);
  const none: Upto = { rise: 0, mean: new Array<number>(p).fill(0), followed: 0, followedMean: new Array<number>(p).fill(0) };
  const last = sums.at(-1) ?? none;
  const upToDay = (at: number): Upto => sums[means.findLastIndex((one) => one.days <= at)] ?? none;
  const lose = byBeingLost(known, cause, coefficients, lost, (at) => sums[means.findLastIndex((one) => one.days < at)] ?? none, last);
  const squares = zeros(p);
  for (const row of known) {
    const risk = Math.exp(dot(row.x, coefficients));
    const own = upToDay(row.days);
    const mean = row.cause === cause ? means.find((one) => one.days === row.days)?.mean : undefined;
    const other = row.cause > 0 && row.cause !== cause ? risk / row.followed : 0;
    const score = row.x.map(
      (value, k) =>
        (mean ? value - (mean[k] ?? 0) : 0) -
        risk * (value * own.rise - (own.mean[k] ?? 0)) -
        other * (value * (last.followed - own.followed) - ((last.followedMean[k] ?? 0) - (own.followedMean[k] ?? 0))),
    );
    const more = lose(row);
    addOuter(
      squares,
      score.map((value, k) => value + (more[k] ?? 0)),
      1,
    );
  }
  return squares;
}

/** On each day on which somebody was lost: how that sways the weights of all who came to another end before. */
function byBeingLost(
  known: readonly Known[],
  cause: number,
  coefficients: readonly number[],
  lost: readonly { readonly days: number; readonly atRisk: number; readonly by: readonly number[] }[],
  beforeDay: (at: number) => Upto,
  last: Upto,
): (row: Known) => readonly number[] {
  const p = coefficients.length;
  let [i, w] = [0, 0];
  const wx = new Array<number>(p).fill(0);
  let hazard: readonly number[] = new Array<number>(p).fill(0);
  const steps = lost.map(({ days, atRisk, by: [gone = 0] }) => {
    for (let row = known[i]; row && row.days < days; row = known[(i += 1)])
      if (row.cause > 0 && row.cause !== cause) {
        const by = Math.exp(dot(row.x, coefficients)) / row.followed;
        w += by;
        row.x.forEach((value, k) => (wx[k] = (wx[k] ?? 0) + by * value));
      }
    const earlier = beforeDay(days);
    const sway = wx.map(
      (value, k) => (value * (last.followed - earlier.followed) - w * ((last.followedMean[k] ?? 0) - (earlier.followedMean[k] ?? 0))) / atRisk,
    );
    hazard = hazard.map((sum, k) => sum + (sway[k] ?? 0) * (gone / atRisk));
    return { days, sway, hazard };
  });
  const zero = new Array<number>(p).fill(0);
  return (row) => {
    const found = steps.findLast((one) => one.days <= row.days);
    if (!found) return zero;
    const own = row.cause === 0 && found.days === row.days ? found.sway : zero;
    return own.map((value, k) => value - (found.hazard[k] ?? 0));
  };
}
