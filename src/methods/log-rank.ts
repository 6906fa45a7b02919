// Whether groups wait alike: the log-rank test (Mantel 1966), in strata where they may differ for other reasons.
import { chiSquareAbove } from './distributions.ts';
import { tallies } from './kaplan-meier.ts';
import { dot, inverse, times, zeros } from './small-matrix.ts';

/** `group` from 0; people of different strata are never compared with one another. */
export type Grouped = {
  readonly group: number;
  readonly from?: number;
  readonly days: number;
  readonly event: boolean;
  readonly stratum?: string | number;
  readonly people?: number;
};
export type LogRank = {
  readonly observed: readonly number[];
  readonly expected: readonly number[];
  readonly chiSquare: number;
  readonly degrees: number;
  readonly p: number;
};

/** Nothing where nothing came, or where nobody could be compared. */
export function logRank(rows: readonly Grouped[], groups = 1 + Math.max(0, ...rows.map((row) => row.group))): LogRank | undefined {
  const [observed, expected] = [new Array<number>(groups).fill(0), new Array<number>(groups).fill(0)];
  const variance = zeros(groups);
  const strata = Map.groupBy(rows, (row) => row.stratum ?? '');
  for (const within of strata.values()) addStratum(within, groups, observed, expected, variance);
  const tested = testOf(
    observed.map((seen, g) => seen - (expected[g] ?? 0)),
    variance,
  );
  return tested && { observed, expected, ...tested };
}

/** The chi-square of scores that add up to nothing. Groups that were never at risk beside another drop out. */
export function testOf(scores: readonly number[], variance: readonly (readonly number[])[]) {
  const kept = scores.map((_one, g) => g).filter((g) => (variance[g]?.[g] ?? 0) > 1e-12);
  const used = kept.slice(1);
  if (used.length === 0) return undefined;
  const inverted = inverse(used.map((g) => used.map((h) => variance[g]?.[h] ?? 0)));
  if (!inverted) return undefined;
  const some = used.map((g) => scores[g] ?? 0);
  const chiSquare = dot(some, times(inverted, some));
  return { chiSquare, degrees: used.length, p: chiSquareAbove(chiSquare, used.length) };
}

function addStratum(rows: readonly Grouped[], groups: number, observed: number[], expected: number[], variance: number[][]): void {
  // A kind of event for each group: then one pass counts deaths by group; those at risk are counted group by group.
  const row = ({ from = -Infinity, days, event, group, people = 1 }: Grouped) => ({ from, to: days, kind: event ? group + 1 : 0, people });
  const together = tallies(rows.map(row), groups);
  const atRisk = Array.from({ length: groups }, (_unused, g) => riskOn(rows.filter((one) => one.group === g).map(row), together));
  together.forEach(({ atRisk: all, by }, k) => {
    const events = by.reduce((sum, one) => sum + one, 0);
    const spread = all > 1 ? (events * (all - events)) / (all - 1) : 0;
    for (let g = 0; g < groups; g += 1) {
      const share = (atRisk[g]?.[k] ?? 0) / all;
      observed[g] = (observed[g] ?? 0) + (by[g] ?? 0);
      expected[g] = (expected[g] ?? 0) + events * share;
      for (let h = 0; h < groups; h += 1) {
        const cell = variance[g];
        if (cell) cell[h] = (cell[h] ?? 0) + spread * share * ((g === h ? 1 : 0) - (atRisk[h]?.[k] ?? 0) / all);
      }
    }
  });
}

type Row = { readonly from: number; readonly to: number; readonly people: number };

/** How many of these rows are at risk on each of the days given, which rise. */
export function riskOn(rows: readonly Row[], on: readonly { readonly days: number }[]): readonly number[] {
  const [ins, outs] = [[...rows].sort((one, other) => one.from - other.from), [...rows].sort((one, other) => one.to - other.to)];
  let [i, j, now] = [0, 0, 0];
  return on.map(({ days }) => {
    for (; i < ins.length && (ins[i]?.from ?? 0) < days; i += 1) now += ins[i]?.people ?? 0;
    for (; j < outs.length && (outs[j]?.to ?? 0) < days; j += 1) now -= outs[j]?.people ?? 0;
    return now;
  });
}
