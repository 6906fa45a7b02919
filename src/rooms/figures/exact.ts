// A period's exact tables with published labels, in one settled order, and as comma-separated text. Byte-identical for one as-of.
import type { Law } from '#law/law.ts';
import type { Instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import { labelsOf, type Labels } from './labels.ts';
import { measures, type Measure } from './measures.ts';
import { decisions, inSupport, notifications, referralsByPlace, referralsDetail, type Span } from './tables.ts';

/** Columns of texts and, last, the count. Rows are sorted by their columns; none is zero and none is a total. */
export type Table = {
  readonly measure: Measure;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly cells: readonly string[]; readonly people: number }[];
};

/** Columns of each file, for ever: a file made today is read by the scripts of years to come (data.md 14). */
export const columns = {
  detail: ['first_responder_type', 'first_responder', 'exploitation_type', 'age_at_exploitation', 'gender', 'nationality'],
  places: ['age_at_exploitation', 'location_of_exploitation'],
  decisions: ['stage', 'age_at_exploitation', 'outcome'],
  support: ['measure', 'nation', 'kind'],
  kinds: ['when', 'nation', 'kind'],
  areas: ['when', 'nation', 'area', 'kind'],
  waits: ['wait', 'nation', 'ended', 'days'],
  returns: ['event', 'exit_reason', 'ended', 'days'],
  outcomes: ['outcome', 'first_answer', 'last_answer'],
  beds: ['day', 'nation', 'kind_of_place', 'state'],
  notifications: ['nationality'],
} as const;

export type ExactTables = { readonly detail: Table; readonly places: Table; readonly decisions: Table; readonly support: Table; readonly notifications: Table };

/** In files the labels are English and stay as they are. */
export const supportMoves = { start: 'In support at the start', opened: 'Opened', ended: 'Ended', end: 'In support at the end' } as const;
const supportKinds: Readonly<Record<string, string>> = {
  'reasonable-grounds': 'After a positive first decision',
  emergency: 'Emergency',
  'case-ended': 'The case ended',
  'no-longer-owed': 'No longer owed',
  died: 'Died',
  'moved-on': 'Moved on',
};

export const whyLabel = (labels: Labels, code: string): string => supportKinds[code] ?? labels.exit(code) ?? code;

const agesElsewhere = 'Age not specified or unknown';

/** Everything of one period. Needs the statistics purpose: the counts are not protected. */
export async function exactTables(tx: Tx, law: Law, span: Span, moment: Instant): Promise<ExactTables> {
  const labels = labelsOf(law);
  const stages = law.stages.map((stage) => stage.id);
  return {
    detail: tableOf(
      measures.detail,
      columns.detail,
      (await referralsDetail(tx, span, moment)).map((cell) => {
        const by = labels.responder(cell.responder);
        const nationality = labels.nationality(cell.first, cell.second);
        return {
          cells: [by.type, by.label, labels.exploitation(cell.exploitation), labels.age(cell.age), labels.gender(cell.gender), nationality],
          people: cell.people,
        };
      }),
    ),
    places: tableOf(
      measures.places,
      columns.places,
      (await referralsByPlace(tx, span, moment)).map((cell) => ({ cells: [ageElsewhere(labels, cell.age), labels.place(cell.place)], people: cell.people })),
    ),
    decisions: tableOf(
      measures.decisions,
      columns.decisions,
      (await decisions(tx, span, moment, stages)).map((cell) => ({
        cells: [labels.stage(cell.stage), ageElsewhere(labels, cell.age), cell.outcome === 'positive' ? 'Positive' : 'Negative'],
        people: cell.people,
      })),
    ),
    support: tableOf(
      measures.support,
      columns.support,
      (await inSupport(tx, span, moment)).map(({ move, nation, kind, people }) => ({
        cells: [supportMoves[move], labels.nation(nation), whyLabel(labels, kind)],
        people,
      })),
    ),
    notifications: tableOf(
      measures.notifications,
      columns.notifications,
      (await notifications(tx, span, moment)).map((cell) => ({ cells: [labels.nationality(cell.first, cell.second)], people: cell.people })),
    ),
  };
}

/** The published tables call the unknown age one thing in the detail and another everywhere else. */
function ageElsewhere(labels: Labels, age: string): string {
  return age === 'unknown' ? agesElsewhere : labels.age(age);
}

/** Adds up rows whose labels are the same (all councils are one label), drops what is zero and sorts. */
export function tableOf(measure: Measure, columns: readonly string[], rows: Table['rows']): Table {
  const sums = new Map<string, { cells: readonly string[]; people: number }>();
  for (const row of rows) {
    const key = row.cells.join('\u0000');
    sums.set(key, { cells: row.cells, people: row.people + (sums.get(key)?.people ?? 0) });
  }
  const sorted = [...sums.entries()].filter(([, row]) => row.people > 0).sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0));
  return { measure, columns, rows: sorted.map(([, row]) => row) };
}

export function totalOf(table: Table): number {
  return table.rows.reduce((sum, row) => sum + row.people, 0);
}

/** Sums over all columns but one, greatest first. */
export function sumsBy(table: Table, column: string): readonly { readonly label: string; readonly people: number }[] {
  const at = table.columns.indexOf(column);
  if (at < 0) throw new Error(`${table.measure.id} has no column ${column}`);
  const sums = new Map<string, number>();
  for (const row of table.rows) sums.set(row.cells[at] ?? '', (sums.get(row.cells[at] ?? '') ?? 0) + row.people);
  return [...sums.entries()]
    .map(([label, people]) => ({ label, people }))
    .sort((one, other) => other.people - one.people || (one.label < other.label ? -1 : 1));
}

/** Comma-separated text (RFC 4180, lines ended by a line feed). */
export function csvOf(table: Table): string {
  const lines = [[...table.columns, table.measure.unit ?? 'people'], ...table.rows.map((row) => [...row.cells, String(row.people)])];
  return lines.map((line) => line.map(quoted).join(',')).join('\n') + '\n';
}

/** A cell that a spreadsheet would work out as a formula is made a text by an apostrophe; numbers stay numbers. */
export function quoted(cell: string): string {
  const text = /^[=+\-@\t\r\n\u0000\uff1d\uff0b\uff0d\uff20]/.test(cell) && !/^[+-]?\d+(\.\d+)?$/.test(cell) ? `'${cell}` : cell;
  return /[",\n\r\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
