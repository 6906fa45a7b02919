// How many have come to each of several ends after so many days (Aalen and Johansen 1978), where only one end can come: never one less Kaplan and Meier for each.
import { z95 } from './distributions.ts';
import { tallies, type Tally } from './kaplan-meier.ts';

/** One row a person, or several alike. `cause` 0: nothing had come when last seen; causes are numbered from 1. `from`: under observation after that day. */
export type Ended = { readonly from?: number; readonly days: number; readonly cause: number; readonly people?: number };

/** `shares[k - 1]` have come to cause k by then; `still` to none. Errors are those of the infinitesimal jackknife: how each person sways the share. */
export type Stage = {
  readonly days: number;
  readonly atRisk: number;
  readonly by: readonly number[];
  readonly still: number;
  readonly shares: readonly number[];
  readonly errors: readonly number[];
};

type Row = { readonly from: number; readonly to: number; readonly kind: number; readonly people: number };

/** One stage a day on which something came. */
export function incidences(ended: readonly Ended[], causes: number): readonly Stage[] {
  const rows = ended
    .map(({ from = -Infinity, days, cause, people = 1 }): Row => ({ from, to: days, kind: cause, people }))
    .filter((row) => row.people > 0 && row.to > row.from);
  let still = 1;
  let shares: readonly number[] = new Array<number>(causes).fill(0);
  const stages = tallies(rows, causes).map((tally) => {
    const before = still;
    shares = shares.map((share, k) => share + (before * (tally.by[k] ?? 0)) / tally.atRisk);
    still *= 1 - sum(tally.by) / tally.atRisk;
    return { ...tally, before, still, shares };
  });
  const errors = shares.map((_share, k) => errorsOf(rows, stages, k));
  return stages.map(({ days, atRisk, by, still: left, shares: come }, at) => ({
    days,
    atRisk,
    by,
    still: left,
    shares: come,
    errors: errors.map((of) => of[at] ?? 0),
  }));
}

const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);

type Counted = Tally & { readonly before: number; readonly shares: readonly number[] };
/** a + b F: how somebody sways the share F of a later day. */
type Sway = { readonly a: number; readonly b: number };
const none: Sway = { a: 0, b: 0 };

/** Sums of squares of a + b F over people, so that those of any F are at hand. */
function squares() {
  let [n, a, b, aa, ab, bb] = [0, 0, 0, 0, 0, 0];
  return {
    add: (one: Sway, people: number): void => {
      n += people;
      a += people * one.a;
      b += people * one.b;
      aa += people * one.a * one.a;
      ab += people * one.a * one.b;
      bb += people * one.b * one.b;
    },
    /** Of all who were added, each less the same sway, at F. */
    at: (share: number, less: Sway = none): number => {
      const [p, q] = [aa - 2 * less.a * a + n * less.a ** 2, bb - 2 * less.b * b + n * less.b ** 2];
      const cross = ab - less.a * b - less.b * a + n * less.a * less.b;
      return p + 2 * cross * share + q * share * share;
    },
  };
}

/**
 * Somebody at risk on a day lowers its hazards for the others, and whoever comes to an end on it raises them:
 * S d_k / r on the share itself, and -(F - f) / (r - d) on whoever comes later, with f the share of that day.
 */
function errorsOf(rows: readonly Row[], stages: readonly Counted[], k: number): readonly number[] {
  const [ins, outs] = [rows.toSorted((one, other) => one.from - other.from), rows.toSorted((one, other) => one.to - other.to)];
  const since = new Map<Row, Sway>();
  const [gone, there] = [squares(), squares()];
  let now: Sway = none;
  const leave = (row: Row, more: Sway): void => {
    const came = since.get(row) ?? none;
    gone.add({ a: more.a - now.a + came.a, b: more.b - now.b + came.b }, row.people);
    there.add(came, -row.people);
  };
  let [i, j] = [0, 0];
  return stages.map(({ days, atRisk, by, before, shares }) => {
    for (let row = ins[i]; row && row.from < days; row = ins[(i += 1)]) {
      since.set(row, now);
      there.add(now, row.people);
    }
    for (let row = outs[j]; row && row.to < days; row = outs[(j += 1)]) leave(row, none);
    const [left, share] = [atRisk - sum(by), shares[k] ?? 0];
    // Where nobody is left, no later share is there to be swayed.
    const later = left > 0 ? 1 / left : 0;
    const hazard = (sum(by) / atRisk) * later;
    now = { a: now.a + (before * (by[k] ?? 0)) / atRisk ** 2 + share * hazard, b: now.b - hazard };
    for (let row = outs[j]; row && row.to === days; row = outs[(j += 1)]) {
      const own = row.kind === k + 1 ? before / atRisk : 0;
      leave(row, row.kind > 0 ? { a: own + share * later, b: -later } : none);
    }
    return Math.sqrt(Math.max(0, gone.at(share) + there.at(share, now)));
  });
}

/** What was so after so many days; before the first stage nothing had come. */
export const after = (stages: readonly Stage[], days: number): Pick<Stage, 'still' | 'shares' | 'errors'> =>
  stages.findLast((one) => one.days <= days) ?? { still: 1, shares: [], errors: [] };

export type Share = { readonly share: number; readonly error: number; readonly low: number; readonly high: number };

/** The share of one cause after so many days, with its interval on the scale of log(-log), which stays within 0 and 1. */
export function shareAt(stages: readonly Stage[], cause: number, days: number, z = z95): Share {
  const found = after(stages, days);
  const [share, error] = [found.shares[cause - 1] ?? 0, found.errors[cause - 1] ?? 0];
  if (share <= 0 || share >= 1 || error === 0) return { share, error, low: share, high: share };
  const spread = (z * error) / (share * Math.log(share));
  return { share, error, low: share ** Math.exp(-spread), high: share ** Math.exp(spread) };
}
