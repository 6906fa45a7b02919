// From definitions to counted tables: one reading a universe, codes to categories, small categories put together where it is to be published.
import type { Law } from '#law/law.ts';
import type { Tx } from '#kit/store/database.ts';
import { tableOf, type Given, type Hierarchy, type Table } from '#methods/disclosure/table.ts';
import type { Definition } from './definitions.ts';
import { dimensions, namingOf, type Category, type Dimension, type DimensionId, type Naming } from './dimension.ts';
import { micro, universes, type Micro, type Reading, type UniverseName } from './tables.ts';

export type Row = { readonly codes: readonly string[]; readonly people: number };
/** One part of a table: a universe of its own, in which the same codes mean the same people. */
export type Part = {
  readonly definition: Definition;
  /** The category that this part is for, where the table has parts. */
  readonly apart?: Category;
  readonly universe: string;
  /** Of each dimension its categories in the order in which they are shown, wider ones before what stands under them. */
  readonly categories: readonly (readonly Category[])[];
  readonly rows: readonly Row[];
};
/** Whether small categories are put together, or every code stands for itself. */
export type Grain = 'coarse' | 'exact';

/**
 * Counts every table of a period. Needs the statistics purpose: nothing here is protected. `rankedAs`: by whose counts categories are large, where an earlier
 * release has settled that: then the same category means the same codes.
 */
export async function countTables(
  tx: Tx,
  law: Law,
  wanted: readonly Definition[],
  period: string,
  reading: Reading,
  grain: Grain,
  rankedAs: Reading = reading,
): Promise<readonly Part[]> {
  const naming = namingOf(law);
  const names = (Object.keys(universes) as UniverseName[]).filter((name) => name === 'referrals' || wanted.some((one) => one.universe === name));
  const parts = new Map<string, readonly Part[]>();
  let largest: Largest = new Map();
  // Referrals come first: which categories are large is read off them, for all tables alike.
  for (const name of names) {
    const tables = wanted.filter((one) => one.universe === name);
    const ranked = name === 'referrals' ? rankedDimensions : [];
    const [rankedBy, sets] = [ranked.map((id) => [dimensions[id].from]), tables.map((one) => columnsOf(one, grain))];
    // Of the same moment both are one reading.
    const once = rankedAs === reading ? [...rankedBy, ...sets] : sets;
    const read = once.length > 0 ? await micro(tx, name, once, reading) : [];
    const ranks = rankedAs === reading || ranked.length === 0 ? read : await micro(tx, name, rankedBy, rankedAs);
    if (name === 'referrals') largest = new Map(ranked.map((id, at) => [id, rankOf(id, ranks[at] ?? [], naming)]));
    const tallied = tables.map((one, at) => partsOf(one, read[once.length - sets.length + at] ?? [], { period, grain, naming, largest, reading }));
    for (const [at, one] of tables.entries()) parts.set(one.id, tallied[at] ?? []);
  }
  return wanted.flatMap((one) => parts.get(one.id) ?? []);
}

type Largest = ReadonlyMap<DimensionId, ReadonlySet<string>>;
type Counting = { readonly period: string; readonly grain: Grain; readonly naming: Naming; readonly largest: Largest; readonly reading: Reading };

const rankedDimensions = (Object.keys(dimensions) as DimensionId[]).filter((id) => 'largest' in dimensions[id]);

function rankOf(id: DimensionId, read: readonly Micro[], naming: Naming): ReadonlySet<string> {
  const dimension: Dimension = dimensions[id];
  const sums = new Map<string, number>();
  for (const row of read) {
    const { code } = dimension.category(row[dimension.from] ?? '', naming);
    sums.set(code, (sums.get(code) ?? 0) + row.people);
  }
  const order = [...sums].filter(([code]) => code !== 'unknown').sort(([one, a], [other, b]) => b - a || (one < other ? -1 : 1));
  return new Set(order.slice(0, dimension.largest?.keep).map(([code]) => code));
}

export const byOf = (definition: Definition, grain: Grain): readonly DimensionId[] => (grain === 'exact' ? definition.exactBy : undefined) ?? definition.by;

function columnsOf(definition: Definition, grain: Grain): readonly string[] {
  const { apart } = definition;
  return [...new Set([...(apart ? [apart] : []), ...byOf(definition, grain)].map((id) => dimensions[id].from))];
}

function categoryOf(id: DimensionId, code: string, { grain, naming, largest }: Counting): Category {
  const dimension: Dimension = dimensions[id];
  const found = dimension.category(code, naming);
  const kept = largest.get(id);
  return grain === 'coarse' && dimension.largest && kept && !kept.has(found.code) ? dimension.largest.others(found) : found;
}

function partsOf(definition: Definition, read: readonly Micro[], counting: Counting): readonly Part[] {
  const { apart } = definition;
  if (!apart) return [partOf(definition, read, counting, `${definition.universe}:${counting.period}`)];
  const from = dimensions[apart].from;
  return counting.reading.stages.map((code) => {
    const own = read.filter((row) => row[from] === code);
    const category = dimensions[apart].category(code, counting.naming);
    return { ...partOf(definition, own, counting, `${definition.universe}:${counting.period}:${code}`, code), apart: category };
  });
}

function partOf(definition: Definition, read: readonly Micro[], counting: Counting, universe: string, apart?: string): Part {
  const by = byOf(definition, counting.grain);
  const rows = new Map<string, Row>();
  const met = by.map((id) => {
    const always = (dimensions[id] as Dimension).always ?? [];
    return new Map([...always, ...impliedBy(id, apart, counting)].map((code) => categoryOf(id, code, counting)).map((one) => [one.code, { one, people: 0 }]));
  });
  for (const row of read) {
    const found = by.map((id) => categoryOf(id, row[dimensions[id].from] ?? 'unknown', counting));
    for (const [at, one] of found.entries()) met[at]?.set(one.code, { one, people: (met[at].get(one.code)?.people ?? 0) + row.people });
    const codes = found.map(({ code }) => code);
    const key = codes.join('\u0000');
    rows.set(key, { codes, people: row.people + (rows.get(key)?.people ?? 0) });
  }
  const categories = by.map((id, at) => (met[at]?.size ? ordered(id, notAlone([...met[at].values()])) : [nobody]));
  return { definition, universe, categories, rows: [...rows.entries()].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, row]) => row) };
}

/** Where nobody was counted and no category stands in any case. */
const nobody: Category = { code: 'none', label: 'Nobody in this period' };

type Met = { readonly one: Category; readonly people: number };

/** A wider category with one part alone would say the same twice: the part stands without it. */
function notAlone(met: readonly Met[]): readonly Met[] {
  const beside = ({ one }: Met): number => met.filter((other) => topOf(other.one).code === topOf(one).code).length;
  return met.map((each) => (each.one.under && beside(each) === 1 ? { ...each, one: { code: each.one.code, label: each.one.label } } : each));
}

/** Categories that a stage has whether or not somebody stands in them. */
function impliedBy(id: DimensionId, stage: string | undefined, { reading: { stages } }: Counting): readonly string[] {
  if (id === 'came') return stage === stages[0] ? ['before', 'sent'] : ['before', 'positive', 'again'];
  if (id === 'waited') return stages;
  if (id !== 'reached') return [];
  const through = (at: number): string =>
    stages
      .slice(0, at)
      .map((one) => `${one}=positive`)
      .join(' ');
  return [...stages.flatMap((one, at) => [through(at), `${through(at)} ended=withdrawn`, `${through(at)} ${one}=negative`]), through(stages.length)];
}

/** The largest first, or in an order of their own; what was put together and what is not known last; wider ones before their parts. */
function ordered(id: DimensionId, met: readonly Met[]): readonly Category[] {
  const dimension: Dimension = dimensions[id];
  const last = (code: string): number => (code === 'unknown' ? 2 : code === 'others' || code.endsWith(': others') ? 1 : 0);
  const fixed = dimension.always !== undefined || dimension.inOrder === true;
  const order = fixed ? [...met] : [...met].sort((a, b) => last(a.one.code) - last(b.one.code) || b.people - a.people || (a.one.label < b.one.label ? -1 : 1));
  const shown: Category[] = [];
  const seen = new Set<string>();
  const show = (category: Category): void => {
    if (seen.has(category.code)) return;
    seen.add(category.code);
    if (category.under) show(category.under);
    shown.push(category);
    for (const { one } of order) if (one.under?.code === category.code) show(one);
    for (const wider of widerOf(order, category.code)) show(wider);
  };
  for (const { one } of order) show(topOf(one));
  return shown;
}

const topOf = (category: Category): Category => (category.under ? topOf(category.under) : category);

/** Wider categories that stand right under another, though nobody is counted in them directly. */
function widerOf(met: readonly Met[], code: string): readonly Category[] {
  const up = (category: Category): readonly Category[] => (category.under ? [category.under, ...up(category.under)] : []);
  return met.flatMap(({ one }) => up(one)).filter((wider) => wider.under?.code === code);
}

/** A part with every margin and every sum in it. */
export function wholeTable({ definition, categories, rows }: Part): Table {
  const hierarchies = categories.map((all): Hierarchy => new Map(all.flatMap(({ code, under }) => (under ? [[code, under.code] as const] : []))));
  const leaves = categories.map((all) => all.filter(({ code }) => !all.some((other) => other.under?.code === code)));
  const held = new Map(rows.map((row) => [row.codes.join('\u0000'), row.people]));
  const combined = leaves.reduce<string[][]>((some, all) => some.flatMap((codes) => all.map(({ code }) => [...codes, code])), [[]]);
  const given = combined.map((codes, row): Given => ({ row, codes, count: String(held.get(codes.join('\u0000')) ?? 0) }));
  const table = tableOf(
    definition.by.map((name, at) => ({ name, ...(hierarchies[at] ? { hierarchy: hierarchies[at] } : {}) })),
    given,
  );
  if ('wrong' in table) throw new Error(`the table ${definition.id} cannot be made whole: ${table.wrong}`);
  return table;
}
