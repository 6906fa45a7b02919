// What stands in the cells of an accessible workbook: rules 7 to 12 of the UK Analysis Function, asked of what was read from its bytes.
import { property } from './ods-read.ts';
import { body, called, cellsOf, dataSheets, every, place, shorthand, tabled, twice, when, type Found, type Rule } from './ods-rules.ts';

/** Short forms that everybody knows, and names that are never written out. */
const known = new Set(['UK', 'NGO', 'CSV', 'PDF', 'ID', 'UKVI', 'IE', 'UKBF', 'NSPCC', 'BAWSO', 'PRACTICE', 'DVLA', 'GLAA', 'POPPY']);

export const cellRules: readonly Rule[] = [
  {
    rule: 7,
    about: 'no merged, nested, blank or hidden lines, nothing frozen or filtered',
    breaches: (book) => [
      ...when(
        book.ranges.some(({ buttons }) => buttons),
        'a table is filtered',
      ),
      ...when(
        [...book.views.values()].some((view) => Number(view['HorizontalSplitMode'] ?? 0) !== 0 || Number(view['VerticalSplitMode'] ?? 0) !== 0),
        'lines are frozen',
      ),
      ...every(book, (sheet) => [
        ...when(
          cellsOf(sheet).some(({ spans }) => spans),
          'cells are merged',
        ),
        ...when(sheet.hiddenLines, 'lines are hidden'),
        ...when(
          body(sheet).some((row) => row.every(({ text }) => text === '')),
          'a row of the table is blank',
        ),
        ...when(
          Array.from({ length: place(sheet).wide }, (_, at) => at).some(
            (at) => body(sheet).length > 0 && body(sheet).every((row) => (row[at]?.text ?? '') === ''),
          ),
          'a column of the table is blank',
        ),
      ]),
    ],
  },
  {
    rule: 8,
    about: 'no cell without a word, and marks that are explained',
    breaches: (book) =>
      every(
        book,
        (sheet) => {
          const { top, wide } = place(sheet);
          const said = sheet.cells
            .slice(0, top)
            .map(([first]) => first?.text ?? '')
            .join(' ');
          const texts = body(sheet).flatMap((row) => row.map(({ text }) => text));
          const used = new Set(texts.filter((text) => /^\[[a-z]+\]$/.test(text)));
          return [
            ...when(
              body(sheet).some((row) => row.length < wide || row.some(({ text }) => text.trim() === '')),
              'a cell is empty',
            ),
            ...when(
              texts.some((text) => /^(-|–|—|\.+|…|:|\*+|n\/?a|null|nan|#.*|x|c)$/i.test(text.trim())),
              'a sign stands in place of a number',
            ),
            ...[...used].filter((mark) => !(mark in shorthand)).map((mark): Found => [`no such mark: ${mark}`]),
            ...[...used]
              .filter((mark) => mark in shorthand && !said.includes(`${mark} ${shorthand[mark]}`))
              .map((mark): Found => [`the mark ${mark} is not explained`]),
          ];
        },
        tabled(book),
      ),
  },
  {
    rule: 9,
    about: 'notes called on by number, in order, each written down once',
    breaches: (book) => {
      const order = dataSheets(book).flatMap((sheet) =>
        called(
          cellsOf(sheet)
            .map(({ text }) => text)
            .join(' '),
        ),
      );
      const first = [...new Set(order)];
      const notes = book.sheets.find(({ name }) => name === 'Notes');
      const written = notes ? body(notes).map(([cell]) => called(cell?.text ?? '')[0] ?? '') : [];
      return [
        ...when(
          first.some((number, at) => Number(number) !== at + 1),
          'notes are not numbered in the order in which they are called on',
        ),
        ...first.filter((number) => !written.includes(number)).map((number): Found => [`note ${number} is called on and not written`]),
        ...written.filter((number) => !first.includes(number)).map((number): Found => [`note ${number} is written and not called on`]),
        ...twice(written).map((number): Found => [`note ${number} is written twice`]),
        ...every(book, (sheet) =>
          when(
            cellsOf(sheet).some(({ text }) => /[¹²³⁰-⁹†‡]|\w\*/.test(text)),
            'a note is called on by a raised sign',
          ),
        ),
        ...when(
          [...book.styles.values()].some(({ properties }) => /^(super|sub)/.test(properties['style:text-position'] ?? '')),
          'something is raised or lowered',
        ),
      ];
    },
  },
  {
    rule: 10,
    about: 'numbers stored as numbers, as they are shown, without units',
    breaches: (book) =>
      every(
        book,
        (sheet) => {
          const cells = body(sheet).flat();
          const numbers = cells.filter(({ type }) => type === 'float');
          return [
            ...when(
              cells.some(({ type, text }) => type !== 'float' && /^[£€]?-?[\d,]*\d(\.\d+)?\s?(%|percent|days|people)?$/.test(text) && !/^\d{4}$/.test(text)),
              'a number is kept as a text',
            ),
            ...when(
              cells.some(({ type }) => !['float', 'string', ''].includes(type)),
              'a number is kept as something else',
            ),
            ...when(
              numbers.some(({ value, text }) => value === undefined || text.replaceAll(',', '') !== value),
              'a number is shown otherwise than it is kept',
            ),
            ...when(
              numbers.some(({ text, value }) => Math.abs(Number(value)) >= 1000 && !text.includes(',')),
              'thousands are not parted',
            ),
          ];
        },
        tabled(book),
      ),
  },
  {
    rule: 11,
    about: 'wrapped, plain, large letters; nothing said by colour; no pictures',
    breaches: (book) => {
      const used = [...new Set(book.sheets.flatMap((sheet) => cellsOf(sheet).map(({ style }) => style)))];
      const size = (style: string): number => parseFloat(property(book, 'table-cell', style, 'fo:font-size') ?? '0');
      const coloured = (style: string): boolean =>
        ['fo:background-color', 'fo:color'].some(
          (name) => !['transparent', '#ffffff', '#000000', undefined].includes(property(book, 'table-cell', style, name)?.toLowerCase()),
        );
      return [
        ...when(
          used.some((style) => property(book, 'table-cell', style, 'fo:wrap-option') !== 'wrap'),
          'text is not wrapped',
        ),
        ...when(
          used.some((style) => size(style) < 12),
          'letters are smaller than 12 points',
        ),
        ...when(
          ['Title', 'Heading'].some((style) => size(style) < 14 || size(style) > 16),
          'headings are not of 14 to 16 points',
        ),
        ...when(
          used.some((style) => !/^(Arial|Helvetica|Liberation Sans|Verdana|Calibri)$/.test(property(book, 'table-cell', style, 'fo:font-family') ?? '')),
          'letters have serifs',
        ),
        ...when(used.some(coloured), 'colour is used'),
        ...when(
          book.files.some((name) => /^Pictures\//.test(name)),
          'it holds a picture',
        ),
        ...every(book, (sheet) => [
          ...when(
            cellsOf(sheet).some(({ type, style }) => property(book, 'table-cell', style, 'fo:text-align') !== 'end' && type === 'float'),
            'numbers are not at the right',
          ),
          ...when(
            sheet.cells
              .slice(0, place(sheet).top)
              .flat()
              .some(({ style }) => property(book, 'table-cell', style, 'fo:text-align') !== 'start'),
            'text is not at the left',
          ),
          ...when(
            sheet.widths.some((width) => parseFloat(width) < 2 || parseFloat(width) > 15 || width === ''),
            'a column is too narrow or too wide',
          ),
        ]),
      ];
    },
  },
  {
    rule: 12,
    about: 'links that say where they lead, and short forms that are explained',
    breaches: (book) => {
      const written = book.sheets.flatMap((sheet) => cellsOf(sheet).map(({ text }) => text)).join(' ');
      const short = new Set([...written.matchAll(/\b[A-Z]{2,5}\b/g)].map(([word]) => word).filter((word) => !known.has(word)));
      return [
        ...every(book, (sheet) =>
          when(
            cellsOf(sheet).some(({ link, text }) => link !== undefined && /^(here|click here|link|more|https?:.*|)$/i.test(text.trim())),
            'a link does not say where it leads',
          ),
        ),
        ...every(book, (sheet) =>
          when(
            cellsOf(sheet).some(
              ({ link }) => link !== undefined && /^#'?([^'.]+)/.test(link) && !book.sheets.some(({ name }) => link.startsWith(`#'${name}'.`)),
            ),
            'a link leads nowhere',
          ),
        ),
        ...[...short].filter((word) => !written.includes(`(${word})`)).map((word): Found => [`the short form ${word} is not explained`]),
      ];
    },
  },
];
