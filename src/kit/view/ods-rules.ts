// How an accessible workbook is laid out: rules 1 to 6 of the UK Analysis Function ("Releasing statistics in spreadsheets"), asked of what was read from its bytes.
import { type Range, type ReadBook, type ReadCell, type ReadSheet } from './ods-read.ts';
import { all } from './xml.ts';

export type Breach = { readonly rule: number; readonly says: string; readonly where: string };
export type Found = readonly [says: string, where?: string];
export type Rule = { readonly rule: number; readonly about: string; readonly breaches: (book: ReadBook) => readonly Found[] };

/** Marks in place of a number, with what they mean. */
export const shorthand: Readonly<Record<string, string>> = {
  '[c]': 'confidential',
  '[x]': 'not available',
  '[z]': 'not applicable',
  '[low]': 'rounds to zero but is not zero',
  '[p]': 'provisional',
  '[r]': 'revised',
  '[e]': 'estimated',
  '[b]': 'break in the series',
};
/** What stands on the cover, each in a row of its own, after the title. */
export const coverLines = ['Release date: ', 'Period: ', 'As recorded: ', 'Next release: ', 'Contact: ', 'Designation: ', 'Licence: '] as const;
export const oneTable = 'This worksheet contains one table.';
const fixed = ['Cover', 'Contents', 'Notes'];

export const textAt = (sheet: ReadSheet | undefined, row: number, column: number): string => sheet?.cells[row]?.[column]?.text ?? '';
export const twice = (names: readonly string[]): readonly string[] =>
  names.filter((name, at) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) !== at);
export const when = (wrong: boolean, says: string, where?: string): readonly Found[] => (wrong ? [where === undefined ? [says] : [says, where]] : []);

/** Where the table of a sheet stands: its heading row, and how many columns it has. */
export function place(sheet: ReadSheet): { readonly top: number; readonly wide: number } {
  const top = sheet.headers[0] ?? sheet.cells.length;
  return { top, wide: sheet.cells[top]?.length ?? 0 };
}
export const body = (sheet: ReadSheet): readonly (readonly ReadCell[])[] => sheet.cells.slice(place(sheet).top + 1);
export const tabled = (book: ReadBook): readonly ReadSheet[] => book.sheets.filter(({ name }) => name !== 'Cover');
export const dataSheets = (book: ReadBook): readonly ReadSheet[] => book.sheets.filter(({ name }) => !fixed.includes(name));
export const every = (book: ReadBook, of: (sheet: ReadSheet) => readonly Found[], sheets = book.sheets): readonly Found[] =>
  sheets.flatMap((sheet) => of(sheet).map(([says, where]) => [says, where ?? sheet.name] as const));
export const cellsOf = (sheet: ReadSheet): readonly ReadCell[] => sheet.cells.flat();

const letters = (at: number): string => (at < 26 ? String.fromCharCode(65 + at) : letters(Math.floor(at / 26) - 1) + letters(at % 26));
const addressOf = (sheet: ReadSheet): string => {
  const { top, wide } = place(sheet);
  return `${sheet.name}.A${top + 1}:${sheet.name}.${letters(wide - 1)}${sheet.cells.length}`;
};
const rangeOf = (book: ReadBook, sheet: ReadSheet): Range | undefined => book.ranges.find(({ address }) => address.replaceAll("'", '') === addressOf(sheet));

/** Notes called on in a text, in order. */
export const called = (text: string): readonly string[] => [...text.matchAll(/\[note (\d+)\]/g)].map(([, number = '']) => number);

export const layoutRules: readonly Rule[] = [
  {
    rule: 1,
    about: 'sheets in order, each with a good name, none blank or hidden',
    breaches: (book) => {
      const names = book.sheets.map(({ name }) => name);
      const notes = book.sheets.some(
        (sheet) =>
          !fixed.includes(sheet.name) &&
          called(
            cellsOf(sheet)
              .map(({ text }) => text)
              .join(' '),
          ).length > 0,
      );
      const wanted = notes ? fixed : fixed.slice(0, 2);
      return [
        ...when(
          wanted.some((name, at) => names[at] !== name),
          `the first sheets must be ${wanted.join(', ')}`,
        ),
        ...twice(names).map((name): Found => ['two sheets have one name', name]),
        ...names
          .filter((name) => !/^[A-Za-z_][A-Za-z0-9_]{0,30}$/.test(name))
          .map((name): Found => ['a sheet has a name that is too long or has other signs', name]),
        ...every(book, (sheet) => [...when(sheet.cells.length === 0, 'a sheet is blank'), ...when(sheet.hidden, 'a sheet is hidden')]),
      ];
    },
  },
  {
    rule: 2,
    about: 'properties, language, where it opens; no macros',
    breaches: (book) => [
      ...when(!book.firstStored, 'the type must stand first and uncompressed'),
      ...when(!book.meta['dc:title'], 'it has no title'),
      ...when(!book.meta['dc:creator'], 'it names no author'),
      ...when(book.meta['dc:language'] !== 'en-GB' || book.language !== 'en-GB', 'its language is not British English'),
      ...when(book.settings.get('ActiveTable')?.[0] !== book.sheets[0]?.name, 'it does not open on the first sheet'),
      ...when(
        [...book.views.values()].some((view) => view['CursorPositionX'] !== '0' || view['CursorPositionY'] !== '0') || book.views.size === 0,
        'it does not open in the first cell',
      ),
      ...when(
        book.files.some((name) => /^(Basic|Scripts|Dialogs)\//.test(name)) || all(book.content, 'office:scripts').some(({ inside }) => inside.length > 0),
        'it holds a macro',
      ),
    ],
  },
  {
    rule: 3,
    about: 'the cover says what, when, by whom and under which licence, in column A',
    breaches: (book) => {
      const cover = book.sheets[0];
      const lines = cover?.cells.map(([first]) => first?.text ?? '') ?? [];
      return [
        ...when(textAt(cover, 0, 0) === '', 'the cover has no title', 'Cover'),
        ...coverLines
          .filter((start) => !lines.some((line) => line.startsWith(start) && line.length > start.length))
          .map((start): Found => [`the cover does not say: ${start.trim()}`, 'Cover']),
        ...when(cover?.cells.some((row) => row.length > 1) ?? true, 'the cover has more than column A', 'Cover'),
      ];
    },
  },
  {
    rule: 4,
    about: 'the contents lead to every sheet',
    breaches: (book) => {
      const contents = book.sheets.find(({ name }) => name === 'Contents');
      if (!contents) return [['there are no contents']];
      const { top } = place(contents);
      const links = body(contents).map(([first]) => first?.link);
      const titles = new Map(body(contents).map((row) => [row[0]?.text, row[1]?.text]));
      return [
        ...when(
          textAt(contents, top, 0) !== 'Sheet name' || textAt(contents, top, 1) !== 'Sheet title',
          'the columns must be Sheet name and Sheet title',
          'Contents',
        ),
        ...book.sheets
          .slice(2)
          .flatMap(({ name, cells }) => [
            ...when(!links.includes(`#'${name}'.A1`), 'the contents do not lead to it', name),
            ...when(titles.get(name) !== cells[0]?.[0]?.text, 'the contents give it another title', name),
          ]),
      ];
    },
  },
  {
    rule: 5,
    about: 'title, what the sheet holds, then one table from column A, and nothing beside or below it',
    breaches: (book) => [
      ...twice(book.sheets.map((sheet) => textAt(sheet, 0, 0))).map((title): Found => ['two sheets have one title', title]),
      ...every(book, (sheet) => [
        ...when(textAt(sheet, 0, 0) === '' || sheet.cells[0]?.[0]?.style !== 'Title', 'the first cell must be the title, in the style of titles'),
        ...when(sheet.floating.length > 0, 'something floats over the cells'),
      ]),
      ...every(book, (sheet) => when(!textAt(sheet, 1, 0).startsWith(oneTable), `the second row must say: ${oneTable}`), tabled(book)),
      ...every(
        book,
        (sheet) => {
          const { top, wide } = place(sheet);
          const said = sheet.cells.slice(0, top);
          return [
            ...when(
              said.some((row) => row.length > 1),
              'text before the table stands beside column A',
            ),
            ...when(!said.some(([first]) => first?.text.startsWith('Source: ')), 'no source is named'),
            ...when(
              said.some(([first], at) => at > 0 && (first?.text ?? '') === ''),
              'a row before the table is empty',
            ),
            ...when(
              body(sheet).some((row) => row.length > wide),
              'something stands beside the table',
            ),
          ];
        },
        dataSheets(book),
      ),
      ...when(
        book.ranges.some(({ address }) => !tabled(book).some((sheet) => address.replaceAll("'", '') === addressOf(sheet))),
        'a table does not end where its sheet ends',
      ),
    ],
  },
  {
    rule: 6,
    about: 'one row of headings, each with a name of its own, and the table marked up',
    breaches: (book) => [
      ...twice(book.ranges.map(({ name }) => name)).map((name): Found => ['two tables have one name', name]),
      ...book.ranges
        .filter(({ name }) => !/^[A-Za-z_][A-Za-z0-9_]{3,}$/.test(name) || /^(table|sheet|range|__)[_ ]?\d*$/i.test(name))
        .map(({ name }): Found => ['a table has a name that says nothing', name]),
      ...every(
        book,
        (sheet) => {
          const headings = sheet.cells[place(sheet).top]?.map(({ text }) => text) ?? [];
          const range = rangeOf(book, sheet);
          return [
            ...when(sheet.headers.length !== 1, 'there must be one row of headings'),
            ...when(headings.length === 0 || headings.includes(''), 'a heading is empty'),
            ...twice(headings).map((heading): Found => [`two headings are the same: ${heading}`]),
            ...when(!range?.header, 'the table is not marked as one with headings'),
          ];
        },
        tabled(book),
      ),
    ],
  },
];
