// The table that overlapping lists amount to: how many people are on exactly these lists and no others. Read, judged and put in order.
import { csvLines } from '#base/csv.ts';

/** `on`: a bit for each list, the first list the lowest. */
export type Cell = { readonly on: number; readonly count: number };

/**
 * Cells with somebody in them, by how many lists and then by which; so nothing hangs on the order of the rows that were handed in. `left`: lists on which
 * nobody is. `same`: lists that hold the same people as one before them, which is kept.
 */
export type Overlaps = {
  readonly lists: readonly string[];
  readonly cells: readonly Cell[];
  readonly people: number;
  readonly left: readonly string[];
  readonly same: readonly (readonly [kept: string, gone: string])[];
};

export type WrongOverlaps =
  | 'no-head'
  | 'few-lists'
  | 'many-lists'
  | 'not-zero-or-one'
  | 'columns-missing'
  | 'not-a-count'
  | 'twice'
  | 'on-no-list'
  | 'nobody'
  | 'too-many-people'
  | 'holds-everybody'
  | 'no-overlap';

export type Wrong = { readonly wrong: WrongOverlaps; readonly row?: number; readonly list?: string };

/** As it was handed in: `on` holds "0" or "1" for each list. */
export type Given = { readonly row: number; readonly on: readonly string[]; readonly count: string };

export const mostLists = 10;

/** Reads comma-separated text: a column of 0 and 1 for each list, and the column `count` last. */
export function readOverlaps(text: string): Overlaps | Wrong {
  const [head, ...rows] = csvLines(text);
  const columns = (head?.cells ?? []).map((one) => one.trim());
  if (columns.length < 2 || columns.at(-1) !== 'count' || new Set(columns).size !== columns.length || columns.some((one) => one === '' || /[:[\]]/.test(one)))
    return { wrong: 'no-head', row: 1 };
  const given = rows.map(({ line, cells }): Given => ({ row: line, on: cells.slice(0, -1), count: cells.at(-1) ?? '' }));
  return overlapsOf(columns.slice(0, -1), given);
}

/** The first thing that is wrong is named with its row, counted as the rows were handed in. */
export function overlapsOf(lists: readonly string[], given: readonly Given[]): Overlaps | Wrong {
  if (lists.length < 2) return { wrong: 'few-lists', row: 1 };
  if (lists.length > mostLists) return { wrong: 'many-lists', row: 1 };
  const counts = new Map<number, number>();
  const rows = new Map<number, number>();
  for (const { row, on, count } of given) {
    const read = readRow(lists.length, on, count);
    if (typeof read === 'string') return { wrong: read, row };
    if (rows.has(read.on)) return { wrong: 'twice', row };
    rows.set(read.on, row);
    if (read.count > 0) counts.set(read.on, read.count);
  }
  return judged(
    lists,
    [...counts].map(([on, count]) => ({ on, count })),
    rows,
  );
}

function readRow(lists: number, on: readonly string[], count: string): Cell | WrongOverlaps {
  if (on.length !== lists) return 'columns-missing';
  let mask = 0;
  for (const [at, one] of on.entries()) {
    const sign = one.trim();
    if (sign !== '0' && sign !== '1') return 'not-zero-or-one';
    if (sign === '1') mask |= 1 << at;
  }
  if (!/^\d{1,12}$/.test(count.trim())) return 'not-a-count';
  const people = Number(count);
  if (mask === 0 && people > 0) return 'on-no-list';
  return { on: mask, count: people };
}

function judged(lists: readonly string[], cells: readonly Cell[], rows: ReadonlyMap<number, number>): Overlaps | Wrong {
  const people = cells.reduce((sum, { count }) => sum + count, 0);
  if (people === 0) return { wrong: 'nobody' };
  if (people > 1e9) return { wrong: 'too-many-people' };
  const everybody = lists.findIndex((_, at) => cells.every(({ on }) => (on >> at) & 1));
  if (everybody >= 0) return { wrong: 'holds-everybody', list: lists[everybody] ?? '', ...rowOf(cells, rows) };
  const made = cleaned(lists, cells, people);
  if (made.lists.length < 2) return { wrong: 'few-lists', row: 1 };
  if (made.cells.every(({ on }) => listsOn(on) < 2)) return { wrong: 'no-overlap', ...rowOf(cells, rows) };
  return made;
}

/** The row with most people, as the one to look at first. */
function rowOf(cells: readonly Cell[], rows: ReadonlyMap<number, number>): { readonly row?: number } {
  const most = cells.reduce<Cell | undefined>((best, one) => (best && best.count >= one.count ? best : one), undefined);
  const row = rows.get(most?.on ?? 0);
  return row === undefined ? {} : { row };
}

/** Without lists that say nothing: those on which nobody is, and those that say the same as another. */
function cleaned(lists: readonly string[], cells: readonly Cell[], people: number): Overlaps {
  const left: string[] = [];
  const same: (readonly [string, string])[] = [];
  const kept: number[] = [];
  for (const [at, name] of lists.entries()) {
    const twin = kept.find((other) => cells.every(({ on }) => ((on >> at) & 1) === ((on >> other) & 1)));
    if (!cells.some(({ on }) => (on >> at) & 1)) left.push(name);
    else if (twin === undefined) kept.push(at);
    else same.push([lists[twin] ?? '', name]);
  }
  const shrunk = cells.map(({ on, count }) => ({ on: kept.reduce((mask, from, to) => mask | (((on >> from) & 1) << to), 0), count }));
  return { lists: kept.map((at) => lists[at] ?? ''), cells: inOrder(shrunk), people, left, same };
}

/** The same cell may come twice (where lists were put together): counts are added. Cells without anybody are left out. */
export function inOrder(cells: readonly Cell[]): readonly Cell[] {
  const counts = new Map<number, number>();
  for (const { on, count } of cells) counts.set(on, (counts.get(on) ?? 0) + count);
  return [...counts]
    .filter(([, count]) => count > 0)
    .map(([on, count]) => ({ on, count }))
    .sort((one, other) => listsOn(one.on) - listsOn(other.on) || lexical(one.on, other.on));
}

/** Of as many lists each: whichever holds the earliest list that the other lacks comes first. */
function lexical(one: number, other: number): number {
  const differ = one ^ other;
  return differ === 0 ? 0 : one & (differ & -differ) ? -1 : 1;
}

/** How many lists a cell or a term names. */
export function listsOn(mask: number): number {
  let left = mask;
  let many = 0;
  for (; left !== 0; left &= left - 1) many += 1;
  return many;
}

/** A term as people write it: its lists with colons between them. */
export const named = (lists: readonly string[], term: number): string => lists.filter((_, at) => (term >> at) & 1).join(':');
