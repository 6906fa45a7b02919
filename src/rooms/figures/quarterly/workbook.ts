// The release as an accessible workbook: cover, contents, notes numbered as tables call on them, then one table a sheet.
import { oneTable, shorthand } from '#kit/view/ods-rules.ts';
import type { Cell, Sheet, Workbook } from '#kit/view/ods.ts';
import { longDay } from '#kit/view/layout.ts';
import { practiceSays } from './conduct.ts';
import type { Making } from './files.ts';
import { notes, type NoteId } from './notes.ts';
import type { Conduct } from './release.ts';
import { isMarked, type OfficialTable } from './sheet.ts';

const sheetNames = (tables: readonly OfficialTable[]): readonly string[] => tables.map(({ id }, at) => `Table_${at + 1}_${id}`.slice(0, 31));

export function workbookOf({ id, period, asOf, tables }: Making, conduct: Conduct): Workbook {
  const names = sheetNames(tables);
  const numbered = [...new Set(tables.flatMap((table) => table.notes))];
  const day = (of: typeof asOf | undefined): string => (of ? longDay(of, 'en') : 'not set yet');
  const title = `National Referral Mechanism (NRM) and Duty to Notify statistics, United Kingdom, ${period}`;
  const cover: Sheet = {
    name: 'Cover',
    title,
    lines: [
      ...(conduct.practice ? [practiceSays] : []),
      `Release date: ${day(conduct.released)}`,
      `Period: ${period}`,
      `As recorded: by the end of ${day(asOf)}, London`,
      `Next release: ${day(conduct.next)}`,
      `Contact: ${conduct.contact}`,
      `Designation: ${conduct.designation}`,
      `Licence: ${conduct.licence.name}`,
      `Publisher: ${conduct.publisher}`,
      `Release: ${id}`,
      notes.undercount,
    ],
  };
  const sheets = tables.map((table, at) => sheetOf(table, names[at] ?? '', numbered, period, conduct));
  const notesSheet: Sheet = {
    name: 'Notes',
    title: `Notes to the tables of ${period}`,
    lines: [oneTable],
    table: {
      name: 'notes_to_the_tables',
      columns: [
        { heading: 'Note number', holds: 'text' },
        { heading: 'Note text', holds: 'text' },
      ],
      rows: numbered.map((note, at) => [{ text: `[note ${at + 1}]` }, { text: notes[note] }]),
    },
  };
  const listed = [notesSheet, ...sheets];
  const contents: Sheet = {
    name: 'Contents',
    title: `Contents of this workbook, ${period}`,
    lines: [oneTable],
    table: {
      name: 'contents_of_the_workbook',
      columns: [
        { heading: 'Sheet name', holds: 'text' },
        { heading: 'Sheet title', holds: 'text' },
      ],
      rows: listed.map(({ name, title: of }) => [{ text: name, sheet: name }, { text: of }]),
    },
  };
  return { title, author: conduct.publisher, day: asOf, sheets: [cover, contents, ...listed] };
}

function sheetOf(table: OfficialTable, name: string, numbered: readonly NoteId[], period: string, { publisher, practice }: Conduct): Sheet {
  const { down, across, lines } = table;
  const marks = [...new Set(lines.flatMap(({ values }) => values.flatMap((one) => (isMarked(one) ? [`[${one.mark}]`] : []))))].sort();
  const called = table.notes.map((note) => numbered.indexOf(note) + 1).sort((one, other) => one - other);
  return {
    name,
    title: `Table ${name.split('_')[1] ?? ''}: ${table.title}, United Kingdom, ${period}`,
    lines: [
      `${oneTable} Notes are on the sheet Notes.`,
      ...(practice ? [practiceSays] : []),
      `Notes to this table: ${called.map((number) => `[note ${number}]`).join(', ')}`,
      `Source: ${publisher}`,
      ...(marks.length > 0 ? [`Marks in place of a number: ${marks.map((mark) => `${mark} ${shorthand[mark]}`).join(', ')}`] : []),
      ...(marks.includes('[c]') ? [notes.small] : []),
    ],
    table: {
      name: `${name}_cells`,
      columns: [
        ...down.map(({ heading }) => ({ heading, holds: 'text' as const })),
        ...across.columns.map(({ label }) => ({
          heading: across.id === 'measure' ? label : `${label}: ${table.unit.toLowerCase()}`,
          holds: 'number' as const,
        })),
      ],
      rows: lines.map(({ labels, values }) => [
        ...labels.map((text): Cell => ({ text })),
        ...values.map((value): Cell => (isMarked(value) ? { text: `[${value.mark}]` } : { number: value.value, decimals: 0 })),
      ]),
    },
  };
}
