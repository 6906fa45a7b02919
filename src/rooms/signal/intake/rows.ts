// What a partner hands over, many at once: each row is checked, each mistake is named by its row, and one mistake takes none of them in.
import type { Say } from '#base/words.ts';
import { csvLines } from '#base/csv.ts';
import { line, paragraphs } from '#form/clean.ts';
import type { DangerSaid } from '#journey/signal.ts';

/** `mark`: the partner's own number of it; sent again, it is the same signal. Yes, no or not known, where the partner asked. */
export type PartnerRow = {
  readonly mark: string;
  readonly danger: DangerSaid;
  readonly child: DangerSaid;
  readonly held: DangerSaid;
  readonly place: string;
  readonly language: string;
  readonly words: string;
  /** Where the row asks that somebody be referred: what they wish, and whether they agreed that one first responder is told. */
  readonly ask?: { readonly area: string; readonly gender: string; readonly age: string; readonly agreed: DangerSaid };
};
export const partnerColumns = ['mark', 'danger', 'child', 'held', 'place', 'language', 'words', 'kind', 'area', 'gender', 'age', 'agreed'] as const;
export type PartnerColumn = (typeof partnerColumns)[number];

/** The service's own limits. */
export const rowLimits = { rows: 500, bytes: 4 * 1024 * 1024, mark: 80, place: 300, language: 60, words: 20_000 } as const;

export type RowMistake = {
  /** Counted from 1; 0 is the whole. In CSV it is the line of the file, the columns' names being line 1. */
  readonly row: number;
  readonly column: PartnerColumn | null;
  readonly why:
    'missing' | 'too-long' | 'not-a-choice' | 'not-a-code' | 'twice' | 'no-rows' | 'too-many' | 'no-column' | 'unknown-column' | 'too-many-cells' | 'not-text';
};
export type ReadRows = { readonly ok: true; readonly rows: readonly PartnerRow[] } | { readonly ok: false; readonly mistakes: readonly RowMistake[] };

const choices: readonly string[] = ['yes', 'no', 'not-known'];
/** What a column of codes may hold, besides nothing. */
const codes = { kind: ['report', 'ask'], gender: ['woman', 'man', 'any'], age: ['adult', 'child', 'not-known'] } as const;
type Typed = Readonly<Partial<Record<PartnerColumn, string>>>;

function readRow(typed: Typed, row: number, mistakes: RowMistake[]): PartnerRow {
  const wrong = (column: PartnerColumn, why: RowMistake['why']): void => void mistakes.push({ row, column, why });
  const text = (column: 'mark' | 'place' | 'language' | 'words' | 'area', clean: (raw: string) => string, needed: boolean): string => {
    const said = clean(typed[column] ?? '');
    if (needed && said === '') wrong(column, 'missing');
    if (said.length > rowLimits[column === 'area' ? 'place' : column]) wrong(column, 'too-long');
    return said;
  };
  const choice = (column: 'danger' | 'child' | 'held' | 'agreed'): DangerSaid => {
    const said = line(typed[column] ?? '').toLowerCase() || 'not-known';
    if (!choices.includes(said)) wrong(column, 'not-a-choice');
    return said as DangerSaid;
  };
  const code = (column: keyof typeof codes): string => {
    const said = line(typed[column] ?? '').toLowerCase();
    if (said !== '' && !(codes[column] as readonly string[]).includes(said)) wrong(column, 'not-a-code');
    return said;
  };
  const ask = { area: text('area', line, false), gender: code('gender'), age: code('age'), agreed: choice('agreed') };
  return {
    // A row that asks nothing is known again by what it was before there were asks.
    ...(code('kind') === 'ask' ? { ask } : {}),
    mark: text('mark', line, true),
    danger: choice('danger'),
    child: choice('child'),
    held: choice('held'),
    place: text('place', line, false),
    language: text('language', line, false),
    words: text('words', paragraphs, true),
  };
}

/** All or none. At most fifty mistakes are named: who has more has another table in hand. */
function whole(typed: readonly { readonly row: number; readonly cells: Typed }[], before: readonly RowMistake[]): ReadRows {
  const mistakes = [...before];
  if (typed.length === 0 && mistakes.length === 0) mistakes.push({ row: 0, column: null, why: 'no-rows' });
  if (typed.length > rowLimits.rows) return { ok: false, mistakes: [{ row: 0, column: null, why: 'too-many' }] };
  const seen = new Set<string>();
  const rows = typed.map(({ row, cells }) => {
    const read = readRow(cells, row, mistakes);
    if (read.mark !== '' && seen.has(read.mark)) mistakes.push({ row, column: 'mark', why: 'twice' });
    seen.add(read.mark);
    return read;
  });
  return mistakes.length > 0 ? { ok: false, mistakes: mistakes.slice(0, 50) } : { ok: true, rows };
}

export function rowsOfCsv(text: string): ReadRows {
  const [names, ...lines] = csvLines(text);
  if (!names) return { ok: false, mistakes: [{ row: 0, column: null, why: 'no-rows' }] };
  const columns = names.cells.map((name) => line(name).toLowerCase());
  const before: RowMistake[] = [
    ...(['mark', 'words'] as const).filter((name) => !columns.includes(name)).map((column): RowMistake => ({ row: 1, column, why: 'no-column' })),
    ...columns.filter((name) => !(partnerColumns as readonly string[]).includes(name)).map((): RowMistake => ({ row: 1, column: null, why: 'unknown-column' })),
    ...lines.filter(({ cells }) => cells.length > columns.length).map(({ line: row }): RowMistake => ({ row, column: null, why: 'too-many-cells' })),
  ];
  if (before.length > 0) return { ok: false, mistakes: before.slice(0, 50) };
  return whole(
    lines.map(({ line: row, cells }) => ({ row, cells: Object.fromEntries(cells.map((cell, at) => [columns[at] ?? '', cell])) })),
    before,
  );
}

/** Rows of a body that a program posted. */
export function rowsOfJson(rows: readonly unknown[]): ReadRows {
  const before: RowMistake[] = [];
  const typed = rows.map((raw, at) => {
    const cells: Partial<Record<PartnerColumn, string>> = {};
    if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) before.push({ row: at + 1, column: null, why: 'not-text' });
    else
      for (const [name, said] of Object.entries(raw)) {
        const column = partnerColumns.find((one) => one === name);
        if (!column) before.push({ row: at + 1, column: null, why: 'unknown-column' });
        else if (typeof said !== 'string') before.push({ row: at + 1, column, why: 'not-text' });
        else cells[column] = said;
      }
    return { row: at + 1, cells };
  });
  return whole(typed, before);
}

/** A sentence for whoever handed it over; nothing of what they wrote is in it. */
export function mistakeText({ row, column, why }: RowMistake, say: Say): string {
  const at = { row: String(row), column: column ?? '' };
  switch (why) {
    case 'missing':
      return say('hand-over.missing', 'Row {row}: {column} is empty.', at);
    case 'too-long':
      return say('hand-over.too-long', 'Row {row}: {column} is too long.', at);
    case 'not-a-choice':
      return say('hand-over.not-a-choice', 'Row {row}: {column} must be yes, no or not-known.', at);
    case 'not-a-code':
      return say('hand-over.not-a-code', 'Row {row}: {column} holds a word that it may not.', at);
    case 'twice':
      return say('hand-over.twice', 'Row {row}: another row has the same mark.', at);
    case 'not-text':
      return say('hand-over.not-text', 'Row {row}: {column} is not text.', at);
    case 'no-column':
      return say('hand-over.no-column', 'The column {column} is missing.', at);
    case 'unknown-column':
      return say('hand-over.unknown-column', 'Row {row}: there is a column that is not known.', at);
    case 'too-many-cells':
      return say('hand-over.too-many-cells', 'Row {row}: there are more cells than columns. Words with a comma stand in quotes.', at);
    case 'no-rows':
      return say('hand-over.no-rows', 'There are no rows.');
    case 'too-many':
      return say('hand-over.too-many', 'Hand over at most {most} rows at once.', { most: String(rowLimits.rows) });
  }
}
