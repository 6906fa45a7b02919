// All tables of a release as one system: a cell that stands in two tables is one cell, and what was published before is known to everybody.
import { protect, type Judging, type Protection, type Status } from './suppress.ts';
import { small, stricter, strictThreshold, type Tells } from './rules.ts';
import { total, type Additive, type Sum, type Table } from './table.ts';

/**
 * A table of counts of one universe, for example referrals of one quarter as of one day: within a universe the same codes mean the same people.
 * `unprinted`: codes by dimension that no table of the release prints; what remains of a total beside the printed ones can still be worked out.
 */
export type Counted = { readonly universe: string; readonly table: Table; readonly unprinted?: ReadonlyMap<string, ReadonlySet<string>> };
/** A number that was decided on before: given out, so that everybody knows it, or hidden, and then hidden for ever. */
export type Before = { readonly key: string; readonly value: number; readonly published: boolean };
/** A sum over universes, by keys: four quarters are a year. */
export type Equation = { readonly total: string; readonly parts: readonly string[] };

export type System = Additive & { readonly keys: readonly string[] };
export type WrongLink = {
  readonly wrong: 'disagree' | 'does-not-add-up' | 'unknown-key' | 'not-a-count' | 'twice';
  readonly key: string;
};

const escaped = (text: string): string => text.replace(/[%|=]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** How a cell is known in whichever table it stands: its universe and its codes, dimensions in the order of their names, totals left out. */
export function keyOf(universe: string, names: readonly string[], codes: readonly string[]): string {
  const said = names.flatMap((name, at) => (codes[at] === total ? [] : [{ name, code: codes[at] ?? '' }]));
  said.sort((one, other) => (one.name < other.name ? -1 : 1));
  return [escaped(universe), ...said.map(({ name, code }) => `${escaped(name)}=${escaped(code)}`)].join('|');
}

/** The codes of a cell by dimension, from its key. */
export const codesOf = (key: string): ReadonlyMap<string, string> =>
  new Map(
    key
      .split('|')
      .slice(1)
      .map((one) => [decodeURIComponent(one.split('=')[0] ?? ''), decodeURIComponent(one.split('=')[1] ?? '')]),
  );

/** One system of several tables; refuses, naming the key, where two of them or an earlier number disagree, and where a sum does not hold. */
export function linked(
  tables: readonly Counted[],
  { before = [], sums: over = [] }: { readonly before?: readonly Before[]; readonly sums?: readonly Equation[] } = {},
): System | WrongLink {
  const { keys, places, counts, place } = cells();
  const unseen = new Set<number>();
  const [out, kept] = [new Set<number>(), new Set<number>()];
  const sums = new Map<string, Sum>();
  const add = (sum: Sum): unknown => sums.set(`${sum.total}=${[...sum.parts].sort((one, other) => one - other).join('+')}`, sum);
  for (const { universe, table, unprinted } of tables) {
    const here: number[] = [];
    for (const { codes, count } of table.cells) {
      const key = keyOf(universe, table.names, codes);
      const at = place(key, count);
      if (at === undefined) return { wrong: 'disagree', key };
      here.push(at);
      if (codes.some((code, i) => unprinted?.get(table.names[i] ?? '')?.has(code))) unseen.add(at);
    }
    for (const sum of table.sums) add({ total: here[sum.total] ?? -1, parts: sum.parts.map((part) => here[part] ?? -1) });
  }
  for (const { key, value, published } of before) {
    if (!Number.isSafeInteger(value) || value < 0) return { wrong: 'not-a-count', key };
    const at = place(key, value);
    if (at === undefined) return { wrong: 'disagree', key };
    if ((published ? kept : out).has(at)) return { wrong: 'twice', key };
    (published ? out : kept).add(at);
    unseen.delete(at);
  }
  for (const { total: whole, parts } of over) {
    const unknown = [whole, ...parts].find((key) => !places.has(key));
    if (unknown !== undefined) return { wrong: 'unknown-key', key: unknown };
    const at = parts.map((key) => places.get(key) ?? -1);
    const sum = { total: places.get(whole) ?? -1, parts: at };
    if (at.reduce((all, part) => all + (counts[part] ?? 0), 0) !== counts[sum.total]) return { wrong: 'does-not-add-up', key: whole };
    add(sum);
  }
  const remaining = remainders([...sums.values()], unseen, keys, counts);
  return { keys, cells: bounded(keys, counts), sums: [...sums.values(), ...remaining], out, kept, unseen };
}

/** Cells by key, each once; a second count for a key is refused unless it is the same. */
function cells() {
  const keys: string[] = [];
  const counts: number[] = [];
  const places = new Map<string, number>();
  const place = (key: string, count: number): number | undefined => {
    const at = places.get(key);
    if (at !== undefined) return counts[at] === count ? at : undefined;
    places.set(key, keys.length);
    counts.push(count);
    return keys.push(key) - 1;
  };
  return { keys, counts, places, place };
}

/** What is left of a total beside all that is printed can be worked out though nobody prints it: it is a cell of its own, to be judged like one. */
function remainders(sums: readonly Sum[], unseen: Set<number>, keys: string[], counts: number[]): readonly Sum[] {
  return sums.flatMap(({ total: whole, parts }) => {
    const left = parts.filter((part) => unseen.has(part));
    if (unseen.has(whole) || left.length < 2 || left.length === parts.length) return [];
    const at =
      keys.push(
        `${keys[whole] ?? ''}|less=${escaped(
          parts
            .filter((part) => !left.includes(part))
            .map((part) => keys[part])
            .join(','),
        )}`,
      ) - 1;
    counts.push(left.reduce((sum, part) => sum + (counts[part] ?? 0), 0));
    unseen.add(at);
    return [
      { total: at, parts: left },
      { total: whole, parts: [at, ...parts.filter((part) => !left.includes(part))] },
    ];
  });
}

/** Nothing in a universe is more than its whole, which everybody may know. */
function bounded(keys: readonly string[], counts: readonly number[]): System['cells'] {
  const whole = new Map<string, number>();
  const universeOf = (key: string): string => key.split('|', 1)[0] ?? '';
  for (const [at, key] of keys.entries()) whole.set(universeOf(key), Math.max(whole.get(universeOf(key)) ?? 0, counts[at] ?? 0));
  return keys.map((key, at) => ({ count: counts[at] ?? 0, most: whole.get(universeOf(key)) ?? 0 }));
}

export type Shown = { readonly status: Status; readonly low: number; readonly high: number };
export type Linked = Omit<Protection, 'status'> & {
  /** What becomes of each cell, by its key, and between what and what everybody can work it out. */
  readonly shown: ReadonlyMap<string, Shown>;
  /** Keys of cells that fail the attack: nothing may be published while there is one. */
  readonly failed: readonly string[];
};

/** Rule b over tables with names: whether a part of a sum says more of a person than the whole does. `nothing`: categories that say nothing of anybody. */
export function tellsMore(keys: readonly string[], nothing: (name: string, code: string) => boolean): Tells {
  const codes = keys.map(codesOf);
  return (whole, part) => ![...(codes[part] ?? [])].some(([name, code]) => codes[whole]?.get(name) !== code && nothing(name, code));
}

/** Hides what must be hidden over all tables at once; for children and for nationalities in areas by the stricter threshold, unless `strict` is false. */
export async function protectLinked(system: System, { dangers = [], strict = true, ...rules }: Judging & { readonly strict?: boolean }): Promise<Linked> {
  const ruleOf = system.keys.map((key) => stricter(codesOf(key)));
  const stricterOnes = (['child', 'nationality-by-area'] as const).flatMap((rule) =>
    small(system, strictThreshold, rule, (at) => strict && ruleOf[at] === rule),
  );
  const { status, ...made } = await protect(system, { ...rules, dangers: [...stricterOnes, ...dangers] });
  const shown = system.keys.map((key, at): [string, Shown] => {
    const { count = 0 } = system.cells[at] ?? {};
    const { low, high } = made.audit.found.get(at) ?? { low: count, high: count };
    return [key, { status: status[at] ?? 'published', low, high }];
  });
  return { ...made, shown: new Map(shown), failed: made.audit.failed.map((at) => system.keys[at] ?? 'a group in one category') };
}
