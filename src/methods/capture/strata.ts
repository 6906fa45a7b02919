// A table that is also split by something else (area, sex, age): each part estimated by itself, and their sum beside the whole.
import { csvLines } from '#base/csv.ts';
import { beside } from './otherwise.ts';
import { limit, numberOf, type Beside } from './result.ts';
import { overlapsOf, type Given, type Overlaps, type Wrong } from './table.ts';

export type Stratum = { readonly name: string; readonly table: Overlaps | Wrong };
/** `sum`: of all parts; where one part has no estimate, it has none. */
export type Stratified = {
  readonly parts: readonly (Beside & { readonly observed: number })[];
  readonly refused: readonly Stratum[];
  readonly sum: Beside | null;
};

/**
 * Reads the same text as a table of lists alone, with more columns: those named in `by` say which part a row belongs to; other columns that are not all 0 and 1
 * are let go, and rows that then say the same are added up. Gives the whole table first, then its parts in the order they come.
 */
export function readStrata(text: string, by: readonly string[]): { readonly whole: Overlaps | Wrong; readonly strata: readonly Stratum[] } | Wrong {
  const [head, ...rows] = csvLines(text);
  const columns = (head?.cells ?? []).map((one) => one.trim());
  if (columns.at(-1) !== 'count' || new Set(columns).size !== columns.length || by.some((one) => !columns.includes(one))) return { wrong: 'no-head', row: 1 };
  const short = rows.find(({ cells }) => cells.length !== columns.length);
  if (short) return { wrong: 'columns-missing', row: short.line };
  const binary = (at: number): boolean => rows.every(({ cells }) => /^\s*[01]\s*$/.test(cells[at] ?? ''));
  const lists = columns.flatMap((name, at) => (at < columns.length - 1 && !by.includes(name) && binary(at) ? [at] : []));
  const parts = new Map<string, Map<string, Given>>();
  for (const { line, cells } of rows) {
    const count = (cells.at(-1) ?? '').trim();
    if (!/^\d{1,12}$/.test(count)) return { wrong: 'not-a-count', row: line };
    const name = by.map((column) => cells[columns.indexOf(column)]?.trim() ?? '').join(', ');
    const on = lists.map((at) => cells[at] ?? '');
    for (const part of [name, '']) {
      const given = parts.get(part) ?? new Map<string, Given>();
      const before = given.get(on.join());
      given.set(on.join(), { row: before?.row ?? line, on, count: String(Number(before?.count ?? 0) + Number(count)) });
      parts.set(part, given);
    }
  }
  const names = lists.map((at) => columns[at] ?? '');
  const tableOf = (part: string): Overlaps | Wrong => overlapsOf(names, [...(parts.get(part)?.values() ?? [])]);
  return { whole: tableOf(''), strata: [...parts.keys()].filter((part) => part !== '').map((name) => ({ name, table: tableOf(name) })) };
}

export function estimateStrata(strata: readonly Stratum[], maxOrder: number | undefined, threshold: number): Stratified {
  const parts = strata.flatMap(({ name, table }) => ('wrong' in table ? [] : [{ ...beside(name, table, maxOrder, threshold), observed: table.people }]));
  const refused = strata.filter(({ table }) => 'wrong' in table);
  if (refused.length > 0) return { parts, refused, sum: null };
  const total = (of: 'stepwise' | 'bic'): number => parts.reduce((sum, part) => sum + numberOf(part[of] ?? 'infinite'), 0);
  return { parts, refused, sum: { name: 'sum', stepwise: limit(total('stepwise')), bic: limit(total('bic')) } };
}
