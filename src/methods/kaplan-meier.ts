// How many still wait after so many days (Kaplan and Meier 1958), where some came late under observation, and a clock may be stopped.
import { z95 } from './distributions.ts';

/**
 * A row of a counting process: somebody is seen waiting after `from` (all along where absent) up to and on the day `to`; `event`: it
 * came on that day. One person may have several rows, with gaps where they could not have been seen.
 */
export type Spell = { readonly from?: number; readonly to: number; readonly event: boolean; readonly people?: number };

/** `error`: Greenwood's (1926). The interval is taken on the scale of the logarithm and ends at 1. */
export type Point = {
  readonly days: number;
  readonly atRisk: number;
  readonly events: number;
  readonly still: number;
  readonly error: number;
  readonly low: number;
  readonly high: number;
  /** Sum of d / (r (r - d)) up to here. */
  readonly hazardVariance: number;
};

/** Who is at risk on each day on which something came, and how much came, by any count of kinds. Days rise. */
export type Tally = { readonly days: number; readonly atRisk: number; readonly by: readonly number[] };

type Row = { readonly from: number; readonly to: number; readonly kind: number; readonly people: number };

/** `kind` 0: nothing came. A row is at risk on a day after its `from`, up to its `to`. */
export function tallies(rows: readonly Row[], kinds: number): readonly Tally[] {
  const counted = rows.filter((row) => row.people > 0 && row.to > row.from);
  const days = [...new Set(counted.filter((row) => row.kind > 0).map((row) => row.to))].sort((one, other) => one - other);
  const place = new Map(days.map((at, i) => [at, i]));
  const by = days.map(() => new Array<number>(kinds).fill(0));
  for (const { to, kind, people } of counted) {
    const found = by[place.get(to) ?? -1];
    if (found && kind > 0) found[kind - 1] = (found[kind - 1] ?? 0) + people;
  }
  const [ins, outs] = [sums(counted, 'from'), sums(counted, 'to')];
  let [entered, left, i, j] = [0, 0, 0, 0];
  return days.map((at, k) => {
    for (; (ins[i]?.at ?? Infinity) < at; i += 1) entered += ins[i]?.people ?? 0;
    for (; (outs[j]?.at ?? Infinity) < at; j += 1) left += outs[j]?.people ?? 0;
    return { days: at, atRisk: entered - left, by: by[k] ?? [] };
  });
}

function sums(rows: readonly Row[], what: 'from' | 'to'): readonly { readonly at: number; readonly people: number }[] {
  const held = new Map<number, number>();
  for (const row of rows) held.set(row[what], (held.get(row[what]) ?? 0) + row.people);
  return [...held].map(([at, people]) => ({ at, people })).sort((one, other) => one.at - other.at);
}

/** One point a day on which something came. */
export function stillWaiting(spells: readonly Spell[], z = z95): readonly Point[] {
  const rows = spells.map(({ from = -Infinity, to, event, people = 1 }) => ({ from, to, kind: event ? 1 : 0, people }));
  let [still, hazardVariance] = [1, 0];
  return tallies(rows, 1).map(({ days, atRisk, by: [events = 0] }) => {
    still *= 1 - events / atRisk;
    // Where all of them had it nobody is left, and nothing can be said of how sure that is.
    hazardVariance += events < atRisk ? events / (atRisk * (atRisk - events)) : 0;
    const spread = still > 0 ? Math.sqrt(hazardVariance) : 0;
    const [low, high] = still > 0 ? [still * Math.exp(-z * spread), Math.min(1, still * Math.exp(z * spread))] : [0, 0];
    return { days, atRisk, events, still, error: still * spread, low, high, hazardVariance };
  });
}

const whole: Omit<Point, 'days' | 'atRisk' | 'events'> = { still: 1, error: 0, low: 1, high: 1, hazardVariance: 0 };

/** What was so after so many days. */
export const stillAfter = (points: readonly Point[], days: number): typeof whole => points.findLast((one) => one.days <= days) ?? whole;

/** Days after which half no longer wait, with the days at which the limits reach a half; nothing where they have not. */
export function median(points: readonly Point[]): { readonly days: number | undefined; readonly low: number | undefined; readonly high: number | undefined } {
  const first = (of: 'still' | 'low' | 'high'): number | undefined => points.find((one) => one[of] <= 0.5 + 1e-12)?.days;
  return { days: first('still'), low: first('low'), high: first('high') };
}

/** The last day on which anybody was still under observation. */
export const lastSeen = (spells: readonly Spell[]): number => spells.reduce((last, one) => ((one.people ?? 1) > 0 && one.to > last ? one.to : last), 0);

/** Days waited on average out of the first so many: the restricted mean, the area under the curve (Irwin 1949). */
export function restrictedMean(points: readonly Point[], upTo: number): { readonly days: number; readonly error: number } {
  const within = points.filter((one) => one.days <= upTo);
  // Areas from each event's day to the end, summed from the last backwards.
  const areas = new Array<number>(within.length).fill(0);
  let area = 0;
  for (let i = within.length - 1; i >= 0; i -= 1) {
    area += (within[i]?.still ?? 0) * ((within[i + 1]?.days ?? upTo) - (within[i]?.days ?? upTo));
    areas[i] = area;
  }
  const variance = within.reduce(
    (sum, { events, atRisk }, i) => sum + (events < atRisk ? ((areas[i] ?? 0) ** 2 * events) / (atRisk * (atRisk - events)) : 0),
    0,
  );
  return { days: area + (within[0]?.days ?? upTo), error: Math.sqrt(variance) };
}

/**
 * The rows of somebody whose clock was stopped from one day to another: while it stands nobody is at risk, and no day of it is counted.
 * Stops rise and do not overlap; one that is still on has no end. `to` and the stops are days since the beginning.
 */
export function withStops(to: number, event: boolean, stops: readonly { readonly from: number; readonly to?: number }[]): readonly Spell[] {
  const rows: Spell[] = [];
  let [at, lost] = [0, 0];
  for (const stop of stops) {
    if (stop.from >= to) break;
    if (stop.from > at) rows.push({ ...(at > 0 ? { from: at - lost } : {}), to: stop.from - lost, event: false });
    const end = Math.min(stop.to ?? to, to);
    lost += end - Math.max(stop.from, at);
    at = Math.max(at, end);
  }
  if (at < to || rows.length === 0) rows.push({ ...(at > 0 ? { from: at - lost } : {}), to: to - lost, event });
  else if (event) rows[rows.length - 1] = { ...(rows.at(-1) as Spell), event };
  return rows;
}
