// Difference in differences where areas begin at different times: an effect for each wave and period (Callaway and Sant'Anna 2021), and what chance alone gives.
import { normalBelow, normalQuantile } from './distributions.ts';
import { shuffled, type Draw } from './seeded.ts';

/** One area in one period: what was measured, and of how many. Periods are whole numbers that rise by one. */
export type Cell = { readonly area: string; readonly period: number; readonly value: number; readonly people: number };
/** When each area began; areas that never did are those compared with. */
export type Starts = ReadonlyMap<string, number>;

export type Effect = { readonly start: number; readonly period: number; readonly effect: number; readonly people: number };
export type Effects = {
  readonly each: readonly Effect[];
  /** Of each wave over its periods, and of all waves together: by people. */
  readonly byStart: readonly { readonly start: number; readonly effect: number; readonly people: number }[];
  readonly whole: number | undefined;
  /** The same before each wave began: the second half of its periods before, against the first. Far from nothing means that areas were already moving apart. */
  readonly before: number | undefined;
};

type Mean = { readonly value: number; readonly people: number };
/** What was measured times people, and people, in each period of the areas that began together. */
type Sums = { readonly start: number; readonly values: readonly number[]; readonly people: readonly number[] };

function sumsByStart(cells: readonly Cell[], starts: Starts, periods: ReadonlyMap<number, number>): readonly Sums[] {
  const held = new Map<number, { start: number; values: number[]; people: number[] }>();
  for (const { area, period, value, people } of cells) {
    const start = starts.get(area) ?? Infinity;
    const one = held.get(start) ?? { start, values: new Array<number>(periods.size).fill(0), people: new Array<number>(periods.size).fill(0) };
    held.set(start, one);
    const at = periods.get(period) ?? 0;
    one.values[at] = (one.values[at] ?? 0) + value * people;
    one.people[at] = (one.people[at] ?? 0) + people;
  }
  return [...held.values()];
}

function pooled(sums: readonly Sums[], from: number, to: number): Mean | undefined {
  let [value, people] = [0, 0];
  for (const one of sums)
    for (let at = from; at < to; at += 1) {
      value += one.values[at] ?? 0;
      people += one.people[at] ?? 0;
    }
  return people > 0 ? { value: value / people, people } : undefined;
}

/**
 * For the areas of one start: how they moved from all periods before it to each period after, less how areas that had not begun by then
 * moved. Waves are never compared with waves that had begun before them.
 */
export function effects(cells: readonly Cell[], starts: Starts): Effects {
  const periods = [...new Set(cells.map((cell) => cell.period))].sort((one, other) => one - other);
  const sums = sumsByStart(cells, starts, new Map(periods.map((period, at) => [period, at])));
  const waves = sums.filter((one) => one.start !== Infinity).sort((one, other) => one.start - other.start);
  const firstOf = (period: number): number => periods.filter((one) => one < period).length;
  /** From the periods of [0, before) to those of [from, to), of a wave and of whoever has not begun by `by`. */
  const moved = (wave: Sums, before: number, from: number, to: number, by: number): Mean | undefined => {
    const others = sums.filter((one) => one.start > by && one !== wave);
    const [ownAfter, ownBefore] = [pooled([wave], from, to), pooled([wave], 0, before)];
    const [otherAfter, otherBefore] = [pooled(others, from, to), pooled(others, 0, before)];
    if (!ownAfter || !ownBefore || !otherAfter || !otherBefore) return undefined;
    return { value: ownAfter.value - ownBefore.value - (otherAfter.value - otherBefore.value), people: ownAfter.people };
  };
  const each = waves.flatMap((wave) => {
    const first = firstOf(wave.start);
    return periods.slice(first).flatMap((period, k) => {
      const found = moved(wave, first, first + k, first + k + 1, period);
      return found ? [{ start: wave.start, period, effect: found.value, people: found.people }] : [];
    });
  });
  const byStart = waves.flatMap(({ start }) => mean(each.filter((one) => one.start === start)).map((one) => ({ start, ...one })));
  const before = waves.flatMap((wave) => {
    const first = firstOf(wave.start);
    const half = Math.floor(first / 2);
    const found = first > 1 ? moved(wave, half, half, first, wave.start - 1) : undefined;
    return found ? [{ effect: found.value, people: found.people }] : [];
  });
  return { each, byStart, whole: mean(each)[0]?.effect, before: mean(before)[0]?.effect };
}

function mean(of: readonly { readonly effect: number; readonly people: number }[]): { readonly effect: number; readonly people: number }[] {
  const people = of.reduce((sum, one) => sum + one.people, 0);
  return people > 0 ? [{ effect: of.reduce((sum, one) => sum + one.effect * one.people, 0) / people, people }] : [];
}

export type Permuted = {
  readonly p: number;
  /** Ways in which the areas could have been chosen: all of them where they are few enough, else so many by chance. */
  readonly ways: number;
  readonly all: boolean;
};

/**
 * How often a choice of areas by chance gives an effect as far from nothing as the one seen. With few areas no p can be smaller than one in
 * all ways, and that is said by `ways`.
 */
export function permuted(cells: readonly Cell[], starts: Starts, draw: Draw, most = 2000): Permuted | undefined {
  const areas = [...new Set(cells.map((cell) => cell.area))].sort();
  const held = areas.map((area) => starts.get(area));
  const seen = effects(cells, starts).whole;
  if (seen === undefined) return undefined;
  const every = arrangements(held, most);
  const ways = every ?? Array.from({ length: most }, () => shuffled(draw, held));
  let [asFar, counted] = [0, 0];
  for (const way of ways) {
    const found = effects(cells, startsOf(areas, way)).whole;
    if (found === undefined) continue;
    counted += 1;
    if (Math.abs(found) >= Math.abs(seen) - 1e-12) asFar += 1;
  }
  // A way drawn by chance may miss the one that was seen: it is counted in, so that p is never nothing.
  return every ? { p: asFar / counted, ways: counted, all: true } : { p: (asFar + 1) / (counted + 1), ways: counted, all: false };
}

const startsOf = (areas: readonly string[], way: readonly (number | undefined)[]): Starts =>
  new Map(areas.flatMap((area, i) => (way[i] === undefined ? [] : [[area, way[i]] as const])));

/** Every different order of some values, some of them alike; nothing where there are more than `most`. */
function arrangements(values: readonly (number | undefined)[], most: number): readonly (readonly (number | undefined)[])[] | undefined {
  const left = new Map<number | undefined, number>();
  for (const value of values) left.set(value, (left.get(value) ?? 0) + 1);
  const found: (number | undefined)[][] = [];
  const fill = (so: (number | undefined)[]): boolean => {
    if (so.length === values.length) return found.push(so) <= most;
    return [...left].every(([value, count]) => {
      if (count === 0) return true;
      left.set(value, count - 1);
      const fits = fill([...so, value]);
      left.set(value, count);
      return fits;
    });
  };
  return fill([]) ? found : undefined;
}

/** The least difference that would be found so often (0.8: in 80 of 100 such pilots), at 5 in 100, where an estimate has this error. */
export const leastFound = (error: number, power = 0.8, level = 0.05): number => error * (normalQuantile(1 - level / 2) + normalQuantile(power));

/** How often a true difference would be found, at 5 in 100. */
export function powerOf(difference: number, error: number, level = 0.05): number {
  const z = normalQuantile(1 - level / 2);
  const away = Math.abs(difference) / error;
  return normalBelow(away - z) + normalBelow(-away - z);
}

/** People in each of two groups of one size to find the difference of two shares so often. `alike`: how alike people of one area are (the intraclass correlation), in areas of `each`. */
export function peopleNeeded(one: number, other: number, power = 0.8, level = 0.05, alike = 0, each = 1): number {
  const z = normalQuantile(1 - level / 2) + normalQuantile(power);
  const plain = (z * z * (one * (1 - one) + other * (1 - other))) / (one - other) ** 2;
  return Math.ceil(plain * (1 + (each - 1) * alike));
}

/** Events needed in two groups together to find a hazard ratio so often (Schoenfeld 1983); `share` of all are in the first. */
export const eventsNeeded = (ratio: number, share = 0.5, power = 0.8, level = 0.05): number =>
  Math.ceil((normalQuantile(1 - level / 2) + normalQuantile(power)) ** 2 / (share * (1 - share) * Math.log(ratio) ** 2));
