// Invented tables of counts, of every kind there is: two and three dimensions, with groups, and several linked by what they share.
import assert from 'node:assert/strict';
import { linked, type System } from '#methods/disclosure/linked.ts';
import { tableOf, type Dimension, type Given, type Table } from '#methods/disclosure/table.ts';

/** Lehmer's generator, as the tables of reference were made: from 0 to 1. */
export function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (16807 * state) % 2147483647) / 2147483647;
}

export const groupsOf = (size: number, each: number): ReadonlyMap<string, string> =>
  new Map(Array.from({ length: size }, (_, at) => [`a${at}`, `group ${Math.floor(at / each)}`]));

/** Inner cells row by row, the last dimension fastest; most are small. `groups`: what stands over the codes of the first dimension. */
export function invented(shape: readonly number[], seed: number, groups?: ReadonlyMap<string, string>): Table {
  const next = chance(seed);
  return tableFrom(shape, () => Math.floor(30 * next() ** 3), groups);
}

export function tableFrom(shape: readonly number[], count: (codes: readonly string[]) => number, groups?: ReadonlyMap<string, string>): Table {
  const codes = shape.reduce<string[][]>(
    (all, size, at) => all.flatMap((some) => Array.from({ length: size }, (_, i) => [...some, `${'abc'[at] ?? ''}${i}`])),
    [[]],
  );
  const given = codes.map((one, at): Given => ({ row: at + 2, codes: one, count: String(count(one)) }));
  const dimensions = shape.map((_, at): Dimension => ({ name: 'abc'[at] ?? '', ...(at === 0 && groups ? { hierarchy: groups } : {}) }));
  const table = tableOf(dimensions, given);
  assert.ok(!('wrong' in table));
  return table;
}

/** The two tables a by b and a by c of people who have all three marks: they share the sums over a, and neither says how b and c go together. */
export function inventedLinked([a = 2, b = 2, c = 2]: readonly number[], seed: number): System {
  const whole = invented([a, b, c], seed);
  const countOf = new Map(whole.cells.map(({ codes, count }) => [codes.join(), count]));
  const side = (at: 1 | 2): Table =>
    tableFrom(
      [a, at === 1 ? b : c],
      ([one = '', other = '']) => countOf.get(at === 1 ? [one, other, 'Total'].join() : [one, 'Total', other.replace('b', 'c')].join()) ?? -1,
    );
  const renamed = { ...side(2), names: ['a', 'c'] };
  const system = linked([
    { universe: 'q1', table: side(1) },
    { universe: 'q1', table: renamed },
  ]);
  assert.ok(!('wrong' in system));
  return system;
}

/** The kinds in turn: each of them with this seed. */
export const kinds = [
  { name: 'two dimensions', make: (seed: number) => invented([3 + (seed % 4), 3 + (seed % 3)], seed) },
  { name: 'three dimensions', make: (seed: number) => invented([2 + (seed % 2), 3, 2 + (seed % 3)], seed) },
  { name: 'with groups', make: (seed: number) => invented([6, 3 + (seed % 2)], seed, groupsOf(6, 2 + (seed % 2))) },
  { name: 'linked', make: (seed: number) => inventedLinked([2 + (seed % 3), 3, 3], seed) },
] as const;
