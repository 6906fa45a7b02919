// A table of counts with all its margins, and every sum in it: what somebody who reads it can add and subtract.

/** Which code stands under which: a code not named stands right under the total. */
export type Hierarchy = ReadonlyMap<string, string>;
export type Dimension = { readonly name: string; readonly hierarchy?: Hierarchy };
/** One inner cell as it was given: its code in each dimension, and its count as it was written. `row` names it in a refusal. */
export type Given = { readonly row: number; readonly codes: readonly string[]; readonly count: string };

export type Cell = { readonly codes: readonly string[]; readonly count: number };
/** The first cell is the sum of the others; both by their place in `cells`. */
export type Sum = { readonly total: number; readonly parts: readonly number[] };
/** Whatever adds up: a table, or all tables of a release together. Cells are named by their place. */
export type Additive = {
  /** `most`: more than this everybody knows it is not; where it is not said, the largest count of all. */
  readonly cells: readonly { readonly count: number; readonly most?: number }[];
  readonly sums: readonly Sum[];
  /** Known to everybody already, so that they cannot be hidden any more. */
  readonly out?: ReadonlySet<number>;
  /** Hidden whatever their count: hidden before, and so for ever. */
  readonly kept?: ReadonlySet<number>;
  /** Printed nowhere, so that hiding them costs nothing. */
  readonly unseen?: ReadonlySet<number>;
};
export type Table = { readonly names: readonly string[]; readonly cells: readonly Cell[]; readonly sums: readonly Sum[] };

export const total = 'Total';
/** More than this is no table that anybody reads, and more than can be protected. */
export const mostCells = 20_000;

export type WrongTable = 'not-a-count' | 'twice' | 'codes-missing' | 'empty-table' | 'loop' | 'does-not-add-up' | 'too-many-cells';
/** What is wrong, and in which row of what was given, or in which dimension. */
export type Wrong = { readonly wrong: WrongTable; readonly row?: number; readonly dimension?: string };

/**
 * Makes every margin. A row may give a margin itself, and it must then be the sum of what stands under it. What is not given is 0.
 * Cells stand in the order of their codes as first met, the total last in each dimension.
 */
export function tableOf(dimensions: readonly Dimension[], given: readonly Given[]): Table | Wrong {
  if (given.length === 0 || dimensions.length === 0) return { wrong: 'empty-table' };
  const short = given.find(({ codes }) => codes.length !== dimensions.length || codes.includes(''));
  if (short) return { wrong: 'codes-missing', row: short.row };
  const trees: Tree[] = [];
  for (const [at, { name, hierarchy = new Map<string, string>() }] of dimensions.entries()) {
    const made = treeOf(
      given.map(({ codes }) => codes[at] ?? ''),
      hierarchy,
    );
    if (!made) return { wrong: 'loop', dimension: name };
    trees.push(made);
  }
  if (trees.some(({ nodes }) => nodes.length === 1)) return { wrong: 'empty-table' };
  const size = trees.reduce((product, { nodes }) => product * nodes.length, 1);
  if (size > mostCells) return { wrong: 'too-many-cells' };
  const read = readCounts(trees, given);
  return 'wrong' in read ? read : filled(dimensions, trees, read);
}

/** Every code of a dimension, the total last; and what stands right under each. */
type Tree = { readonly nodes: readonly string[]; readonly under: ReadonlyMap<string, readonly string[]> };

function treeOf(met: readonly string[], hierarchy: Hierarchy): Tree | undefined {
  const codes = new Set<string>();
  for (const code of [...met, ...hierarchy.keys(), ...hierarchy.values()]) if (code !== total && code !== '') codes.add(code);
  const under = new Map<string, string[]>();
  for (const code of codes) {
    const seen = new Set([code]);
    for (let up = hierarchy.get(code); up !== undefined && up !== total; up = hierarchy.get(up)) {
      if (seen.has(up)) return undefined;
      seen.add(up);
    }
    const parent = hierarchy.get(code) ?? total;
    under.set(parent, [...(under.get(parent) ?? []), code]);
  }
  return { nodes: [...codes, total], under };
}

type Counts = {
  readonly inner: ReadonlyMap<string, number>;
  readonly margins: readonly { readonly key: string; readonly count: number; readonly row: number }[];
};
const keyOf = (codes: readonly string[]): string => codes.join('\u0000');

function readCounts(trees: readonly Tree[], given: readonly Given[]): Counts | Wrong {
  const inner = new Map<string, number>();
  const margins: { key: string; count: number; row: number }[] = [];
  const seen = new Set<string>();
  for (const { row, codes, count } of given) {
    // A count is a whole number, 0 or more, and no more than a number holds exactly.
    if (!/^\d{1,12}$/.test(count)) return { wrong: 'not-a-count', row };
    const key = keyOf(codes);
    if (seen.has(key)) return { wrong: 'twice', row };
    seen.add(key);
    if (codes.every((code, at) => !trees[at]?.under.has(code))) inner.set(key, Number(count));
    else margins.push({ key, count: Number(count), row });
  }
  return inner.size === 0 ? { wrong: 'empty-table' } : { inner, margins };
}

function filled(dimensions: readonly Dimension[], trees: readonly Tree[], { inner, margins }: Counts): Table | Wrong {
  const all = trees.reduce<string[][]>((some, { nodes }) => some.flatMap((codes) => nodes.map((node) => [...codes, node])), [[]]);
  const place = new Map(all.map((codes, at) => [keyOf(codes), at]));
  const counts = all.map((codes) => inner.get(keyOf(codes)) ?? 0);
  const sums: Sum[] = [];
  for (const [at, { nodes, under }] of trees.entries()) {
    // From the leaves up, so that what is summed is there; the total stands last and is summed last.
    const deepFirst = [...nodes].filter((node) => under.has(node)).sort((one, other) => depthOf(trees[at], other) - depthOf(trees[at], one));
    for (const node of deepFirst) {
      for (const [cell, codes] of all.entries()) {
        if (codes[at] !== node) continue;
        const parts = (under.get(node) ?? []).map((code) => place.get(keyOf(codes.with(at, code))) ?? -1);
        counts[cell] = parts.reduce((sum, part) => sum + (counts[part] ?? 0), 0);
        sums.push({ total: cell, parts });
      }
    }
  }
  for (const { key, count, row } of margins) if (counts[place.get(key) ?? -1] !== count) return { wrong: 'does-not-add-up', row };
  return { names: dimensions.map(({ name }) => name), cells: all.map((codes, at) => ({ codes, count: counts[at] ?? 0 })), sums };
}

function depthOf(tree: Tree | undefined, node: string): number {
  if (node === total) return 0;
  for (const [parent, codes] of tree?.under ?? []) if (codes.includes(node)) return depthOf(tree, parent) + 1;
  return 1;
}
