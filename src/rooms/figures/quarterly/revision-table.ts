// The table of revisions: of each earlier quarter what was first published, what is known by now, and the net change.
import { keyOf } from '#methods/disclosure/linked.ts';
import { total } from '#methods/disclosure/table.ts';
import type { Part } from './count.ts';
import { dimensions, type Category, type Dimension } from './dimension.ts';
import type { Revised } from './revised.ts';
import type { Line, OfficialTable, Value } from './sheet.ts';

/** Under this name a revised number stands in the ledger of numbers: as of the day of the release that let it out. */
export const revisedKey = (key: string): string => `revised:${key}`;
export const revisionsId = 'revisions';

/** Only wholes of a part of a quarter of which nothing finer is revised. The newest quarter stands first. */
export function revisionTable(all: readonly Revised[]): OfficialTable {
  const newestFirst = [...all].sort((one, other) => (one.period < other.period ? 1 : one.period > other.period ? -1 : 0));
  return {
    id: revisionsId,
    version: 1,
    title: 'Revisions of earlier quarters: first published, now, and the net change',
    unit: 'People counted',
    down: [
      { id: 'quarter', heading: 'Quarter' },
      { id: 'counted', heading: 'Counted' },
      { id: 'by', heading: 'By' },
      { id: 'category', heading: 'Group' },
      { id: 'flag', heading: 'Revised' },
    ],
    across: {
      id: 'measure',
      heading: 'Measure',
      columns: [
        { code: 'first', label: 'First published', kind: 'count' },
        { code: 'now', label: 'Now', kind: 'count' },
        { code: 'change', label: 'Net change', kind: 'change' },
      ],
    },
    lines: newestFirst.flatMap(linesOf),
    notes: ['revised', 'referral', 'first-decision'],
  };
}

const whole: Category = { code: total, label: 'Total' };

function linesOf(revised: Revised): readonly Line[] {
  const [first] = revised.parts;
  if (!first || revised.did === 'never') return [];
  const finer = revised.parts.flatMap((part) => categoriesOf(part).filter(({ key }) => revised.now.has(key)));
  return [
    lineOf(revised, first, 'all', 'All', { category: whole, key: first.universe }),
    ...finer.map((one) => lineOf(revised, one.part, one.by, one.heading, one)),
  ];
}

function categoriesOf(part: Part) {
  const [by] = part.definition.by;
  if (!by) return [];
  const { heading }: Dimension = dimensions[by];
  return (part.categories[0] ?? []).map((category) => ({ part, by, heading, category, key: keyOf(part.universe, [by], [category.code]) }));
}

function lineOf(
  { period, first, now }: Revised,
  part: Part,
  by: string,
  heading: string,
  { category, key }: { readonly category: Category; readonly key: string },
): Line {
  const [was, is] = [first.get(key) ?? null, now.get(key)];
  const values: readonly Value[] = [
    was === null ? { key: `first:${key}`, mark: 'c' } : { key: `first:${key}`, value: was },
    typeof is === 'number' ? { key: revisedKey(key), value: is } : { key: revisedKey(key), mark: is === null ? 'c' : 'x' },
    typeof is === 'number' && was !== null ? { key: `change:${key}`, value: is - was } : { key: `change:${key}`, mark: is === null ? 'c' : 'x' },
  ];
  const changed = typeof is === 'number' && is !== was;
  const { apart, definition } = part;
  const counted = apart ? `${definition.title}: ${apart.label}` : definition.title;
  return {
    codes: [period, apart ? `${definition.universe}-${apart.code}` : definition.universe, by, category.code, changed ? 'r' : 'as-first'],
    labels: [period, counted, heading, category.label, changed ? '[r] revised' : 'As first published'],
    values,
  };
}
