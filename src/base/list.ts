// Code lists whose items have a first and a last day: a code, once used, keeps its meaning for ever.
import type { Day } from './day.ts';

export type Item = {
  readonly code: string;
  readonly label: string;
  readonly from?: Day;
  /** The last day on which the item may still be chosen. */
  readonly until?: Day;
  /** Codes of other lists this one belongs to, e.g. a police force's nation. */
  readonly in?: Readonly<Record<string, string>>;
  /** Other spellings people type. */
  readonly also?: readonly string[];
};

export type List = { readonly id: string; readonly source: string; readonly items: readonly Item[] };

export function list(id: string, source: string, items: readonly Item[]): List {
  const seen = new Set<string>();
  for (const item of items) {
    if (seen.has(item.code)) throw new Error(`list ${id} has the code ${item.code} twice`);
    seen.add(item.code);
  }
  return { id, source, items };
}

/** The items that may be chosen on a day. ISO days compare as text. */
export function inForceOn(of: List, on: Day): readonly Item[] {
  return of.items.filter((item) => (!item.from || item.from <= on) && (!item.until || on <= item.until));
}

export function itemOf(of: List, code: string): Item | undefined {
  return of.items.find((item) => item.code === code);
}
