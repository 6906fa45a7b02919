// Why a number changed between two releases, as far as published tables say: by which groups it rose and fell. It proves no cause.
import { isMarked, type Line, type OfficialTable, type Value } from './sheet.ts';

/** Tables of an earlier release, as they were let out. */
export type Earlier = { readonly period: string; readonly tables: readonly OfficialTable[] };

/** Of which tables the margins are compared, by the dimension they are read along. */
const compared = [
  { table: 'age_place', along: 'age' },
  { table: 'nationality_gender', along: 'nationality' },
  { table: 'exploitation_gender', along: 'exploitation' },
  { table: 'responder', along: 'responder' },
] as const;

type Margin = { readonly code: string; readonly label: string; readonly value: Value };

/** The numbers of a table along one dimension, all others in total. */
function marginOf(tables: readonly OfficialTable[], id: string, along: string): { readonly heading: string; readonly margin: readonly Margin[] } | undefined {
  const table = tables.find((one) => one.id === id);
  if (!table) return undefined;
  const at = table.down.findIndex((one) => one.id === along);
  if (at < 0) {
    const line = table.lines.find(({ codes }) => codes.every((code) => code === 'Total'));
    return {
      heading: table.across.heading,
      margin: table.across.columns.flatMap(({ code, label }, i) => (line?.values[i] ? [{ code, label, value: line.values[i] }] : [])),
    };
  }
  const lines = table.lines.filter(({ codes }) => codes.every((code, i) => i === at || code === 'Total'));
  const margin = lines.flatMap(({ codes, labels, values }) => {
    const value = values.at(-1);
    return value ? [{ code: codes[at] ?? '', label: labels[at] ?? '', value }] : [];
  });
  return { heading: table.down[at]?.heading ?? along, margin };
}

/** A table of what changed. A group that either release hides, or does not show, has no difference: two numbers would give away a third. */
export function whyChanged(now: readonly OfficialTable[], period: string, earlier: Earlier): OfficialTable {
  const lines = compared.flatMap(({ table, along }): readonly Line[] => {
    const [after, before] = [marginOf(now, table, along), marginOf(earlier.tables, table, along)];
    if (!after || !before) return [];
    return after.margin.map(({ code, label, value }) => {
      const was = before.margin.find((one) => one.code === code)?.value ?? { key: `${earlier.period}:${code}`, mark: 'x' as const };
      const key = `changed:${earlier.period}:${period}|${along}=${code}`;
      const mark = isMarked(was) ? was.mark : isMarked(value) ? value.mark : undefined;
      const change: Value = isMarked(was) || isMarked(value) ? { key, mark: mark ?? 'c' } : { key, value: value.value - was.value };
      return { codes: [along, code], labels: [after.heading, label], values: [was, value, change] };
    });
  });
  return {
    id: 'what_changed',
    version: 1,
    title: `Referrals in ${earlier.period} and ${period}, and where the difference lies`,
    unit: 'Referrals',
    down: [
      { id: 'by', heading: 'By' },
      { id: 'category', heading: 'Group' },
    ],
    across: {
      id: 'measure',
      heading: 'Measure',
      columns: [
        { code: 'before', label: earlier.period, kind: 'count' },
        { code: 'now', label: period, kind: 'count' },
        { code: 'change', label: 'Change', kind: 'change' },
      ],
    },
    lines,
    notes: ['changed', 'referral'],
  };
}

/** Tables of an earlier release, read from its JSON; nothing where the text is none. */
export function readEarlier(text: string): Earlier | undefined {
  try {
    const read = JSON.parse(text) as { readonly period?: unknown; readonly tables?: unknown };
    return typeof read.period === 'string' && Array.isArray(read.tables) ? { period: read.period, tables: read.tables as readonly OfficialTable[] } : undefined;
  } catch {
    return undefined;
  }
}
