// A table as it is let out: labels and values or marks, one object for the workbook, the text file, the page and the picture.
import { keyOf, type Shown } from '#methods/disclosure/linked.ts';
import { total } from '#methods/disclosure/table.ts';
import type { Part } from './count.ts';
import { dimensions, type Category, type Dimension } from './dimension.ts';
import type { NoteId } from './notes.ts';

/** c: hidden so that nobody can be singled out. x: not available. */
export type Mark = 'c' | 'x';
export type Kind = 'count' | 'days' | 'percent' | 'change';
/** `key`: what the number is a number of, for ever: by it a sentence refers to it. */
export type Value = { readonly key: string; readonly value: number } | { readonly key: string; readonly mark: Mark };
export type Measured = { readonly code: string; readonly label: string; readonly kind: Kind };
export type Line = { readonly codes: readonly string[]; readonly labels: readonly string[]; readonly values: readonly Value[] };
export type OfficialTable = {
  readonly id: string;
  readonly version: number;
  readonly title: string;
  /** What a number counts; where columns are categories, all count the same. */
  readonly unit: string;
  /** Headings of the labels down the sheet. */
  readonly down: readonly { readonly id: string; readonly heading: string }[];
  /** What runs across; `heading` where the columns are categories of one dimension. */
  readonly across: { readonly id: string; readonly heading: string; readonly columns: readonly Measured[] };
  readonly lines: readonly Line[];
  readonly notes: readonly NoteId[];
};

const whole: Category = { code: total, label: 'Total' };
export const isMarked = (value: Value): value is Extract<Value, { mark: Mark }> => 'mark' in value;

/** Tables of counts, by what became of each cell. A cell that nothing is known of is hidden: the safe way round. */
export function countedTables(parts: readonly Part[], counts: ReadonlyMap<string, number>, shown: ReadonlyMap<string, Shown>): readonly OfficialTable[] {
  const ids = [...new Set(parts.map(({ definition }) => definition.id))];
  return ids.map((id) => {
    const own = parts.filter(({ definition }) => definition.id === id);
    const [first] = own;
    if (!first) throw new Error(`no part of ${id}`);
    const { definition } = first;
    const down = definition.by.slice(0, -1);
    const last = definition.by.at(-1);
    if (!last) throw new Error(`${id} is by nothing`);
    // A table by one dimension alone runs down, with its numbers in one column.
    const alone = down.length === 0;
    const across = alone ? [whole] : [...union(own.map((part) => part.categories.at(-1) ?? [])), whole];
    const lines = own.flatMap((part) => linesOf(part, alone ? part.definition.by.length : part.definition.by.length - 1, across, counts, shown));
    const heading = (of: string) => ({ id: of, heading: (dimensions[of as keyof typeof dimensions] as Dimension).heading });
    return {
      id,
      version: definition.version,
      title: definition.title,
      unit: definition.unit,
      down: [...(definition.apart ? [heading(definition.apart)] : []), ...(alone ? [last] : down).map(heading)],
      across: {
        ...(alone ? { id: 'measure', heading: 'Measure' } : heading(last)),
        columns: across.map(({ code, label }) => ({ code, label: alone ? definition.unit : label, kind: 'count' as const })),
      },
      lines,
      notes: definition.notes,
    };
  });
}

const union = (lists: readonly (readonly Category[])[]): readonly Category[] => [...new Map(lists.flat().map((one) => [one.code, one])).values()];

function linesOf(
  part: Part,
  deep: number,
  across: readonly Category[],
  counts: ReadonlyMap<string, number>,
  shown: ReadonlyMap<string, Shown>,
): readonly Line[] {
  const down = part.categories.slice(0, deep).map((all) => [...all, whole]);
  const combined = down.reduce<Category[][]>((some, all) => some.flatMap((line) => all.map((one) => [...line, one])), [[]]);
  const { by } = part.definition;
  return combined.map((line) => {
    const valueOf = (column: Category): Value => {
      const codes = deep === by.length ? line : [...line, column];
      const key = keyOf(
        part.universe,
        by,
        codes.map(({ code }) => code),
      );
      const count = counts.get(key);
      return count !== undefined && shown.get(key)?.status === 'published' ? { key, value: count } : { key, mark: 'c' };
    };
    const apart = part.apart ? [part.apart] : [];
    return {
      codes: [...apart, ...line].map(({ code }) => code),
      labels: [...apart, ...line].map(({ label }) => label),
      values: across.map(valueOf),
    };
  });
}

/** Every value that is let out, by its key. */
export function letOut(tables: readonly OfficialTable[]): ReadonlyMap<string, { readonly value: number; readonly kind: Kind; readonly table: string }> {
  return new Map(
    tables.flatMap(({ id, across, lines }) =>
      lines.flatMap(({ values }) =>
        values.flatMap((one, at) => (isMarked(one) ? [] : [[one.key, { value: one.value, kind: across.columns[at]?.kind ?? 'count', table: id }] as const])),
      ),
    ),
  );
}
