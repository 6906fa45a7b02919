// A table of counts as somebody hands it in, protected and handed back: read from comma-separated text, written as text and as JSON.
import { csvLines } from '#base/csv.ts';
import type { Protection } from '#methods/disclosure/suppress.ts';
import { tableOf, type Dimension, type Given, type Hierarchy, type Table, type WrongTable } from '#methods/disclosure/table.ts';
import { quoted } from './exact.ts';

/** Reads a table, or says in a sentence what is wrong with it, and in which row. */
export function readTable(text: string, hierarchies: ReadonlyMap<string, string>): Table | string {
  const [head, ...rows] = csvLines(text);
  const columns = head?.cells ?? [];
  const names = columns.slice(0, -1);
  if (names.length === 0 || new Set(columns).size !== columns.length || columns.includes(''))
    return 'The first row must name the columns, each by another name: one for each dimension, and the count last.';
  const unknown = [...hierarchies.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) return `There is no column ${unknown} for the hierarchy.`;
  const taken = names.find((name) => fields.includes(name));
  if (taken !== undefined) return `A column cannot be called ${taken}: the answer uses that name.`;
  const dimensions: Dimension[] = [];
  for (const name of names) {
    const hierarchy = readHierarchy(hierarchies.get(name) ?? '');
    if (typeof hierarchy === 'string') return `Hierarchy of ${name}: ${hierarchy}`;
    dimensions.push({ name, hierarchy });
  }
  const given = rows.map(({ line, cells }): Given => ({ row: line, codes: cells.slice(0, -1), count: (cells.at(-1) ?? '').trim() }));
  const made = tableOf(dimensions, given);
  return 'wrong' in made ? sentence(made.wrong, made) : made;
}

const fields: readonly string[] = ['value', 'status', 'low', 'high'];

function readHierarchy(text: string): Hierarchy | string {
  const under = new Map<string, string>();
  for (const { line, cells } of csvLines(text)) {
    const [code = '', parent = '', ...more] = cells.map((cell) => cell.trim());
    if (code === '' || parent === '' || more.length > 0) return `row ${line} must be a code and the code it stands under.`;
    if (under.has(code)) return `row ${line}: ${code} stands under something already.`;
    under.set(code, parent);
  }
  return under;
}

function sentence(wrong: WrongTable, { row, dimension }: { readonly row?: number; readonly dimension?: string }): string {
  const says: Readonly<Record<WrongTable, string>> = {
    'not-a-count': `Row ${row}: the count must be a whole number, 0 or more.`,
    twice: `Row ${row}: this cell was given in an earlier row.`,
    'codes-missing': `Row ${row}: it has not as many columns as the first row, or one is empty.`,
    'empty-table': 'There is no inner cell in this table.',
    loop: `Hierarchy of ${dimension}: it goes round in a circle.`,
    'does-not-add-up': `Row ${row}: this total is not the sum of what stands under it.`,
    'too-many-cells': 'With all its margins this table has more cells than can be protected. Put categories together first.',
  };
  return says[wrong];
}

/** For who protects: with the true counts. It is not to be passed on. */
export function asJson({ names, cells }: Table, { status, cost, optimal, audit }: Protection): string {
  const of = cells.map(({ codes, count }, at) => ({
    ...Object.fromEntries(names.map((name, i) => [name, codes[i] ?? ''])),
    value: count,
    status: status[at],
    low: audit.found.get(at)?.low ?? count,
    high: audit.found.get(at)?.high ?? count,
  }));
  const { passed, failed, whole } = audit;
  return JSON.stringify({ cells: of, cost, optimal, audit: { passed, failed: failed.length, whole } });
}

/** For everybody: what is hidden is marked [c], whether it is small itself or hidden for others. */
export function asCsv({ names, cells }: Table, { status }: Protection): string {
  const lines = cells.map(({ codes, count }, at) => [...codes.map(quoted), status[at] === 'published' ? String(count) : '[c]'].join(','));
  return [[...names.map(quoted), 'count'].join(','), ...lines].join('\n') + '\n';
}
