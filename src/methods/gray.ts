// Whether groups come alike to one end where others may come before it: the test of Gray (1988).
import type { Ended } from './competing.ts';
import { riskOn, testOf } from './log-rank.ts';
import { zeros } from './small-matrix.ts';

export type OfGroup = Ended & { readonly group: number };
export type Gray = { readonly scores: readonly number[]; readonly chiSquare: number; readonly degrees: number; readonly p: number };

/** Of one group as the days go by: who is at risk, who has come to nothing yet, who has come to the end that is asked about. */
type Going = { still: number; share: number };
type Counts = { readonly atRisk: number; readonly asked: number; readonly others: number };

/**
 * `cause`: which end is compared, of the others none. With h = at risk / still waiting, G = 1 - share of all groups together, and
 * weights R = h G of each group, the scores sum R (dF / G of the group - dF / G of all). How they vary follows from the influence of each
 * event on the shares that come after it, so it is summed up backwards: `later` is what a weight is still to be multiplied with.
 */
export function gray(rows: readonly OfGroup[], cause = 1, groups = 1 + Math.max(0, ...rows.map((row) => row.group))): Gray | undefined {
  const days = daysOf(rows, groups);
  const going = Array.from({ length: groups }, (): Going => ({ still: 1, share: 0 }));
  const scores = new Array<number>(groups).fill(0);
  const steps: Step[] = [];
  let together = 0;
  for (const counts of days(cause)) {
    const step = stepOf(counts, going, together);
    together = step.after;
    step.scores.forEach((score, g) => (scores[g] = (scores[g] ?? 0) + score));
    steps.push(step);
  }
  const tested = testOf(scores, varianceOf(steps, groups));
  return tested && { scores, ...tested };
}

/** On each day on which any end came, the counts of each group. */
function daysOf(rows: readonly OfGroup[], groups: number): (cause: number) => readonly (readonly Counts[])[] {
  const on = [...new Set(rows.filter((row) => row.cause > 0).map((row) => row.days))].sort((one, other) => one - other).map((days) => ({ days }));
  const place = new Map(on.map((one, i) => [one.days, i]));
  const risk = Array.from({ length: groups }, (_unused, g) =>
    riskOn(
      rows.filter((row) => row.group === g).map(({ from = -Infinity, days, people = 1 }) => ({ from, to: days, people })),
      on,
    ),
  );
  return (cause) => {
    const counts = on.map((_one, k) => risk.map((of) => ({ atRisk: of[k] ?? 0, asked: 0, others: 0 })));
    for (const { days, cause: came, group, people = 1 } of rows) {
      const one = counts[place.get(days) ?? -1]?.[group];
      if (one && came > 0) one[came === cause ? 'asked' : 'others'] += people;
    }
    return counts;
  };
}

type Step = {
  /** Score of each group on that day. */
  readonly scores: readonly number[];
  /** Weights of group against group: h (1 where the same, less the other's part of all h). */
  readonly weights: readonly (readonly number[])[];
  /** dF / G of all groups together. */
  readonly rise: number;
  readonly after: number;
  /** How much an event of the end asked about, and of the others, sways each group's share; and the ratio G / still. */
  readonly asked: readonly number[];
  readonly others: readonly number[];
  readonly ratio: readonly number[];
};

function stepOf(counts: readonly Counts[], going: Going[], before: number): Step {
  const h = counts.map(({ atRisk }, g) => (atRisk > 0 ? atRisk / (going[g]?.still ?? 1) : 0));
  const sum = (of: readonly number[]): number => of.reduce((all, one) => all + one, 0);
  const [allH, events] = [sum(h), sum(counts.map((one) => one.asked))];
  const weight = h.map((one, g) => one * (1 - (going[g]?.share ?? 0)));
  const scores = counts.map((one, g) => one.asked - (events * (weight[g] ?? 0)) / sum(weight));
  const weights = h.map((one, g) => h.map((other, r) => one * ((g === r ? 1 : 0) - other / allH)));
  const after = before + events / allH;
  const [asked, others, ratio]: [number[], number[], number[]] = [[], [], []];
  counts.forEach((one, g) => {
    const was = going[g] ?? { still: 1, share: 0 };
    const still = one.atRisk > 0 ? was.still * (1 - (one.asked + one.others) / one.atRisk) : was.still;
    if (one.atRisk > 0) {
      // Tied ends are drawn without replacement.
      const tied = events > 1 ? 1 - (events - 1) / (allH * was.still - 1) : 1;
      const tiedOthers = one.others > 1 ? 1 - (one.others - 1) / (one.atRisk - 1) : 1;
      asked[g] = (tied * was.still * events) / (allH * one.atRisk);
      others[g] = (tiedOthers * was.still ** 2 * one.others) / one.atRisk ** 2;
    } else [asked[g], others[g]] = [0, 0];
    ratio[g] = still > 0 ? (1 - after) / still : 0;
    going[g] = { still, share: was.share + (one.atRisk > 0 ? (was.still * one.asked) / one.atRisk : 0) };
  });
  return { scores, weights, rise: events / (allH * (1 - before)), after, asked, others, ratio };
}

function varianceOf(steps: readonly Step[], groups: number): number[][] {
  const variance = zeros(groups);
  // later[g][r]: what the weights of the days after this one come to, of group g's score on group r's share.
  const later = zeros(groups);
  for (const { weights, rise, asked, others, ratio } of [...steps].reverse()) {
    for (let r = 0; r < groups; r += 1) {
      const ratioOf = ratio[r] ?? 0;
      const sway = later.map((row, g) => {
        const own = weights[g]?.[r] ?? 0;
        return { asked: own + ((ratioOf > 0 ? 1 : 0) - ratioOf) * (row[r] ?? 0), others: ratioOf * (row[r] ?? 0) };
      });
      sway.forEach((one, g) =>
        sway.forEach((other, k) => {
          const row = variance[g];
          if (row) row[k] = (row[k] ?? 0) + one.asked * other.asked * (asked[r] ?? 0) + one.others * other.others * (others[r] ?? 0);
        }),
      );
    }
    // From the day before on, this day's weights are later ones too.
    weights.forEach((row, g) => row.forEach((own, r) => later[g] && (later[g][r] = (later[g][r] ?? 0) + own * rise)));
  }
  return variance;
}
