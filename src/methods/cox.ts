// How traits go with how soon something comes: the model of Cox (1972), with ties after Efron (1977) or Breslow (1974).
import { dot, inverse, times, zeros, addOuter, type Matrix } from './small-matrix.ts';

/** `x`: one number a trait. People of different strata are never compared. `from`: at risk after that day. `weight`: how often the row counts. */
export type Traits = {
  readonly x: readonly number[];
  readonly from?: number;
  readonly days: number;
  readonly event: boolean;
  readonly stratum?: string | number;
  readonly weight?: number;
};
export type Ties = 'efron' | 'breslow';
export type Fitted = {
  readonly coefficients: readonly number[];
  readonly errors: readonly number[];
  readonly covariance: Matrix;
  readonly logLikelihood: number;
  readonly logLikelihoodAtZero: number;
};

export type Slope = { logLikelihood: number; readonly score: number[]; readonly information: number[][] };

/**
 * The partial likelihood at given coefficients, with its slope and curvature. Nothing of the risk sets is kept: rows enter and leave sums
 * of w, w x and w x x as the days go down.
 */
export function partialLikelihood(rows: readonly Traits[], coefficients: readonly number[], ties: Ties = 'efron'): Slope {
  const slope: Slope = { logLikelihood: 0, score: coefficients.map(() => 0), information: zeros(coefficients.length) };
  for (const within of Map.groupBy(rows, (row) => row.stratum ?? '').values()) addStratum(slope, within, coefficients, ties);
  return slope;
}

/** Sums over the people at risk. */
type Sums = { w: number; readonly wx: number[]; readonly wxx: number[][] };
const emptySums = (p: number): Sums => ({ w: 0, wx: new Array<number>(p).fill(0), wxx: zeros(p) });
function addTo(sums: Sums, x: readonly number[], weight: number): void {
  sums.w += weight;
  x.forEach((value, i) => (sums.wx[i] = (sums.wx[i] ?? 0) + weight * value));
  addOuter(sums.wxx, x, weight);
}

function addStratum(slope: Slope, rows: readonly Traits[], coefficients: readonly number[], ties: Ties): void {
  const p = coefficients.length;
  const risk = (row: Traits): number => Math.exp(dot(row.x, coefficients)) * (row.weight ?? 1);
  const [downByEnd, downByStart] = [rows.toSorted((a, b) => b.days - a.days), rows.toSorted((a, b) => (b.from ?? -Infinity) - (a.from ?? -Infinity))];
  const sums = emptySums(p);
  let [i, j] = [0, 0];
  while (i < downByEnd.length) {
    const day = downByEnd[i]?.days ?? 0;
    const dying = emptySums(p);
    let [events, count] = [0, 0];
    for (; j < downByStart.length && (downByStart[j]?.from ?? -Infinity) >= day; j += 1) {
      const row = downByStart[j];
      // Whoever left the observation before this day was in the sums since their end, which is later than their start.
      if (row && row.days > day) addTo(sums, row.x, -risk(row));
    }
    for (let row = downByEnd[i]; row && row.days === day; row = downByEnd[(i += 1)]) {
      if ((row.from ?? -Infinity) >= day) continue;
      addTo(sums, row.x, risk(row));
      if (!row.event) continue;
      addTo(dying, row.x, risk(row));
      events += row.weight ?? 1;
      count += 1;
      slope.logLikelihood += (row.weight ?? 1) * dot(row.x, coefficients);
      row.x.forEach((value, at) => (slope.score[at] = (slope.score[at] ?? 0) + (row.weight ?? 1) * value));
    }
    for (let k = 0; k < count; k += 1) take(slope, sums, dying, ties === 'efron' ? k / count : 0, events / count);
  }
}

/** One of the events of a day: those who had it on the same day leave the risk by equal parts (Efron), or not at all (Breslow). */
function take(slope: Slope, sums: Sums, dying: Sums, part: number, weight: number): void {
  const w = sums.w - part * dying.w;
  const mean = sums.wx.map((value, i) => (value - part * (dying.wx[i] ?? 0)) / w);
  slope.logLikelihood -= weight * Math.log(w);
  mean.forEach((one, i) => {
    slope.score[i] = (slope.score[i] ?? 0) - weight * one;
    const row = slope.information[i];
    mean.forEach((other, j) => row && (row[j] = (row[j] ?? 0) + weight * (((sums.wxx[i]?.[j] ?? 0) - part * (dying.wxx[i]?.[j] ?? 0)) / w - one * other)));
  });
}

/** Newton's steps on any such slope, halved where they go down. Nothing where no finite coefficients are the best, or traits say the same. */
export function climb(slopeAt: (coefficients: readonly number[]) => Slope, p: number): Fitted | undefined {
  let at: readonly number[] = new Array<number>(p).fill(0);
  let slope = slopeAt(at);
  const logLikelihoodAtZero = slope.logLikelihood;
  const atZero = slope.information.map((row, i) => row[i] ?? 0);
  for (let round = 0; round < 60; round += 1) {
    const covariance = inverse(slope.information);
    if (!covariance) return undefined;
    const step = times(covariance, slope.score);
    const moved = (part: number): number[] => at.map((value, i) => value + part * (step[i] ?? 0));
    if (step.every((one, i) => Math.abs(one) < 1e-11 * Math.max(1, Math.abs(at[i] ?? 0))))
      return {
        coefficients: at,
        errors: covariance.map((row, i) => Math.sqrt(row[i] ?? 0)),
        covariance,
        logLikelihood: slope.logLikelihood,
        logLikelihoodAtZero,
      };
    let part = 1;
    let next = slopeAt(moved(part));
    while (!(next.logLikelihood >= slope.logLikelihood - 1e-9) && part > 1e-6) next = slopeAt(moved((part /= 2)));
    at = moved(part);
    slope = next;
    // The likelihood has gone flat: it rises without end.
    if (slope.information.some((row, i) => !((row[i] ?? 0) > 1e-6 * (atZero[i] ?? 0)))) return undefined;
  }
  return undefined;
}

export function cox(rows: readonly Traits[], ties: Ties = 'efron'): Fitted | undefined {
  const p = rows[0]?.x.length ?? 0;
  return p > 0 && rows.some((row) => row.event) ? climb((at) => partialLikelihood(rows, at, ties), p) : undefined;
}
