// The workbook: kept rules as read from its bytes, forty-odd bad ones each refused by the rule that it breaks, the same bytes twice.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { strFromU8, strToU8, unzipSync, zipSync, type Zippable } from 'fflate';
import { checkOds } from './ods-check.ts';
import { readOds } from './ods-read.ts';
import { odsOf, type Sheet, type Workbook } from './ods.ts';

const sheetOf = (name: string, title: string, marked: boolean): Sheet => ({
  name,
  title,
  lines: [
    'This worksheet contains one table. Notes are on the sheet Notes.',
    'Source: an invented register.',
    ...(marked ? ['Some cells have marks in place of a number: [c] confidential'] : []),
  ],
  table: {
    name: `table_${name}`,
    columns: [
      { heading: 'Place [note 1]', holds: 'text' },
      { heading: 'Boats', holds: 'number' },
      { heading: 'Share in percent', holds: 'number' },
    ],
    rows: [
      [{ text: 'Northport' }, { number: 1234, decimals: 0 }, { number: 98.5, decimals: 1 }],
      [{ text: 'Southport' }, marked ? { text: '[c]' } : { number: 7, decimals: 0 }, marked ? { text: '[c]' } : { number: 1.5, decimals: 1 }],
      [{ text: 'Total' }, { number: 1250, decimals: 0 }, { number: 100, decimals: 1 }],
    ],
  },
});

const good: Workbook = {
  title: 'Boats of 2023',
  author: 'Office of Boats',
  day: '2024-01-15',
  sheets: [
    {
      name: 'Cover',
      title: 'Boats of 2023, United Kingdom',
      lines: [
        'Release date: 15 January 2024',
        'Period: 2023',
        'As recorded: 15 January 2024',
        'Next release: not set',
        'Contact: boats@example.org',
        'Designation: invented',
        'Licence: none',
      ],
    },
    {
      name: 'Contents',
      title: 'Contents of this workbook',
      lines: ['This worksheet contains one table.'],
      table: {
        name: 'contents_of_all',
        columns: [
          { heading: 'Sheet name', holds: 'text' },
          { heading: 'Sheet title', holds: 'text' },
        ],
        rows: [
          [{ text: 'Notes', sheet: 'Notes' }, { text: 'Notes to the tables' }],
          [{ text: 'Boats', sheet: 'Boats' }, { text: 'Boats by place, 2023' }],
          [{ text: 'Ships', sheet: 'Ships' }, { text: 'Ships by place, 2023' }],
        ],
      },
    },
    {
      name: 'Notes',
      title: 'Notes to the tables',
      lines: ['This worksheet contains one table.'],
      table: {
        name: 'notes_of_all',
        columns: [
          { heading: 'Note number', holds: 'text' },
          { heading: 'Note text', holds: 'text' },
        ],
        rows: [[{ text: '[note 1]' }, { text: 'Places are harbours.' }]],
      },
    },
    sheetOf('Boats', 'Boats by place, 2023', true),
    sheetOf('Ships', 'Ships by place, 2023', false),
  ],
};

test('a workbook made here keeps every rule, and its bytes are the same each time and in every zone', () => {
  assert.deepEqual(checkOds(odsOf(good)), []);
  const zone = process.env['TZ'];
  const first = odsOf(good);
  process.env['TZ'] = 'Asia/Tokyo';
  try {
    assert.deepEqual(odsOf(good), first);
  } finally {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  }
});

test('what was written is read back from the bytes, numbers as they are', () => {
  const book = readOds(odsOf(good));
  assert.ok(typeof book !== 'string');
  const boats = book.sheets.find(({ name }) => name === 'Boats');
  assert.deepEqual(
    boats?.cells.at(-3)?.map(({ text, value }) => value ?? text),
    ['Northport', '1234', '98.5'],
  );
});

type Parts = Record<string, string>;
/** A good workbook with a text changed in one of its parts. */
const changed = (part: string, from: string | RegExp, to: string) => (): Uint8Array => {
  const parts: Parts = Object.fromEntries(Object.entries(unzipSync(odsOf(good))).map(([name, bytes]) => [name, strFromU8(bytes)]));
  const before = parts[`${part}.xml`] ?? '';
  parts[`${part}.xml`] = before.replace(from, to);
  assert.notEqual(parts[`${part}.xml`], before, `nothing to change: ${String(from)}`);
  return packed(parts);
};
const packed = (parts: Parts, level: 0 | 9 = 0): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, [strToU8(text), { level: name === 'mimetype' ? level : 9 }]])) as Zippable);
const having = (name: string, text: string) => (): Uint8Array =>
  packed({ ...Object.fromEntries(Object.entries(unzipSync(odsOf(good))).map(([at, bytes]) => [at, strFromU8(bytes)])), [name]: text });
const with_ = (change: (sheets: Sheet[]) => void) => (): Uint8Array => {
  const sheets = structuredClone(good.sheets) as Sheet[];
  change(sheets);
  return odsOf({ ...good, sheets });
};
const rows = (sheets: Sheet[], at = 3) => sheets[at]?.table?.rows as unknown as object[][];

/** Deliberately bad workbooks: what is wrong, the rule that says so, and how it was made. */
const bad: readonly (readonly [what: string, rule: number, made: () => Uint8Array])[] = [
  ['the notes stand before the contents', 1, with_((sheets) => sheets.splice(1, 0, ...sheets.splice(2, 1)))],
  ['two tabs differ by capitals alone', 1, with_((sheets) => Object.assign(sheets[4] ?? {}, { name: 'BOATS' }))],
  ['a tab begins with a digit', 1, with_((sheets) => Object.assign(sheets[4] ?? {}, { name: '2ships' }))],
  ['a tab is longer than 31 signs', 1, with_((sheets) => Object.assign(sheets[4] ?? {}, { name: 'Ships_of_every_harbour_of_the_kingdom' }))],
  ['a tab has a space', 1, with_((sheets) => Object.assign(sheets[4] ?? {}, { name: 'All ships' }))],
  ['a sheet is blank', 1, changed('content', '<table:database-ranges>', '<table:table table:name="Blank"/><table:database-ranges>')],
  ['a sheet is hidden', 1, changed('content', 'table:name="Ships">', 'table:name="Ships" table:display="false">')],
  ['it has no title in its properties', 2, changed('meta', /<dc:title>.*<\/dc:title>/, '')],
  ['it names no author', 2, changed('meta', /<dc:creator>.*<\/dc:creator>/, '')],
  ['its language is American', 2, changed('meta', 'en-GB', 'en-US')],
  ['its letters are in no language', 2, changed('styles', /fo:language="en" fo:country="GB"/g, '')],
  [
    'it opens on another sheet',
    2,
    changed(
      'settings',
      '>Cover</config:config-item></config:config-item-map-entry></config:config-item-map-indexed>',
      '>Ships</config:config-item></config:config-item-map-entry></config:config-item-map-indexed>',
    ),
  ],
  ['the cursor was left in the middle', 2, changed('settings', 'config:type="int">0<', 'config:type="int">7<')],
  ['it holds a macro', 2, having('Basic/Standard/Module1.xml', '<x/>')],
  [
    'the type is compressed',
    2,
    () =>
      packed(
        {
          mimetype: 'application/vnd.oasis.opendocument.spreadsheet'.repeat(3),
          ...Object.fromEntries(Object.entries(unzipSync(odsOf(good))).map(([name, bytes]) => [name, strFromU8(bytes)])),
        },
        9,
      ),
  ],
  ['it is cut off', 2, () => odsOf(good).slice(0, 2000)],
  ['the cover says no release date', 3, with_((sheets) => Object.assign(sheets[0] ?? {}, { lines: sheets[0]?.lines.slice(1) }))],
  [
    'the licence is left open',
    3,
    with_((sheets) => Object.assign(sheets[0] ?? {}, { lines: sheets[0]?.lines.map((line) => (line.startsWith('Licence') ? 'Licence: ' : line)) })),
  ],
  ['the contents leave a sheet out', 4, with_((sheets) => rows(sheets, 1).pop())],
  ['the contents give another title', 4, with_((sheets) => Object.assign(rows(sheets, 1)[1]?.[1] ?? {}, { text: 'Boats' }))],
  ['the contents have other columns', 4, changed('content', '>Sheet title<', '>Page<')],
  ['two sheets have one title', 5, with_((sheets) => Object.assign(sheets[4] ?? {}, { title: 'Boats by place, 2023' }))],
  ['the title is plain text', 5, changed('content', 'table:style-name="Title"', 'table:style-name="Default"')],
  [
    'the second row does not say what follows',
    5,
    with_((sheets) => Object.assign(sheets[3] ?? {}, { lines: ['Boats.', ...(sheets[3]?.lines.slice(1) ?? [])] })),
  ],
  ['no source is named', 5, with_((sheets) => Object.assign(sheets[4] ?? {}, { lines: sheets[4]?.lines.filter((line) => !line.startsWith('Source')) }))],
  [
    'a box floats over the cells',
    5,
    changed('content', '<table:table table:name="Ships">', '<table:table table:name="Ships"><table:shapes><draw:frame xmlns:draw="x"/></table:shapes>'),
  ],
  [
    'a remark stands below the table',
    5,
    changed(
      'content',
      /(Ships.*?)<\/table:table>/s,
      '$1<table:table-row><table:table-cell office:value-type="string"><text:p>Note: boats too</text:p></table:table-cell></table:table-row></table:table>',
    ),
  ],
  ['a heading is empty', 6, with_((sheets) => Object.assign(sheets[3]?.table?.columns[1] ?? {}, { heading: '' }))],
  ['two headings are the same', 6, with_((sheets) => Object.assign(sheets[3]?.table?.columns[2] ?? {}, { heading: 'Boats' }))],
  [
    'the headings have two rows',
    6,
    changed(
      'content',
      '<table:table-header-rows>',
      '<table:table-header-rows><table:table-row><table:table-cell office:value-type="string"><text:p>All</text:p></table:table-cell></table:table-row>',
    ),
  ],
  ['the table is not marked up', 6, changed('content', /<table:database-range [^>]*Ships[^>]*>/, '')],
  ['the range says that it has no headings', 6, changed('content', 'table:contains-header="true"', 'table:contains-header="false"')],
  ['a table is called Table1', 6, with_((sheets) => Object.assign(sheets[3]?.table ?? {}, { name: 'Table1' }))],
  ['cells are merged', 7, changed('content', 'office:value="1234"', 'office:value="1234" table:number-columns-spanned="2"')],
  [
    'a row is hidden',
    7,
    changed(
      'content',
      /<table:table-row table:style-name="row">(?=<table:table-cell office:value-type="string" table:style-name="Default"><text:p>Southport)/,
      '<table:table-row table:visibility="collapse" table:style-name="row">',
    ),
  ],
  ['a row is blank', 7, with_((sheets) => rows(sheets).splice(1, 0, [{ text: '' }, { text: '' }, { text: '' }]))],
  ['a column is blank', 7, with_((sheets) => rows(sheets).forEach((row) => (row[2] = { text: '' })))],
  ['lines are frozen', 7, changed('settings', 'config:type="short">0<', 'config:type="short">2<')],
  ['the table is filtered', 7, changed('content', 'filter-buttons="false"', 'filter-buttons="true"')],
  ['a cell is empty', 8, with_((sheets) => (rows(sheets, 4)[1] = [{ text: 'Southport' }, { text: '' }, { number: 1.5, decimals: 1 }]))],
  ['a dash stands for a number', 8, with_((sheets) => (rows(sheets, 4)[1] = [{ text: 'Southport' }, { text: '-' }, { text: '..' }]))],
  ['a mark is not explained', 8, with_((sheets) => (rows(sheets, 4)[1] = [{ text: 'Southport' }, { text: '[c]' }, { text: '[c]' }]))],
  ['a mark is made up', 8, with_((sheets) => (rows(sheets)[1] = [{ text: 'Southport' }, { text: '[q]' }, { text: '[c]' }]))],
  ['notes do not begin with one', 9, changed('content', /\[note 1\]/g, '[note 2]')],
  ['a note is called on and not written', 9, with_((sheets) => Object.assign(sheets[3]?.table?.columns[1] ?? {}, { heading: 'Boats [note 2]' }))],
  ['a note is written and not called on', 9, with_((sheets) => rows(sheets, 2).push([{ text: '[note 2]' }, { text: 'Nobody asks.' }]))],
  ['a note is a raised sign', 9, with_((sheets) => Object.assign(sheets[3]?.table?.columns[1] ?? {}, { heading: 'Boats²' }))],
  ['a number is a text', 10, with_((sheets) => (rows(sheets, 4)[1] = [{ text: 'Southport' }, { text: '7' }, { number: 1.5, decimals: 1 }]))],
  ['a unit stands in the cell', 10, with_((sheets) => (rows(sheets, 4)[1] = [{ text: 'Southport' }, { number: 7, decimals: 0 }, { text: '1.5%' }]))],
  ['more is kept than is shown', 10, changed('content', 'office:value="98.5"', 'office:value="98.4637"')],
  ['thousands are not parted', 10, changed('content', '<text:p>1,234</text:p>', '<text:p>1234</text:p>')],
  ['text is not wrapped', 11, changed('styles', 'fo:wrap-option="wrap"', 'fo:wrap-option="no-wrap"')],
  ['letters are small', 11, changed('styles', /fo:font-size="12pt"/g, 'fo:font-size="9pt"')],
  ['letters have serifs', 11, changed('styles', /fo:font-family="Arial"/g, 'fo:font-family="Times New Roman"')],
  [
    'cells are coloured',
    11,
    changed(
      'styles',
      '<style:table-cell-properties fo:wrap-option="wrap"/>',
      '<style:table-cell-properties fo:wrap-option="wrap" fo:background-color="#ffcc00"/>',
    ),
  ],
  ['it holds a picture', 11, having('Pictures/map.png', 'x')],
  ['numbers are at the left', 11, changed('content', /fo:text-align="end"/, 'fo:text-align="start"')],
  ['a link says "click here"', 12, with_((sheets) => Object.assign(rows(sheets, 1)[0]?.[0] ?? {}, { text: 'click here' }))],
  ['a link leads nowhere', 12, changed('content', "#'Ships'.A1", "#'Shipping'.A1")],
  ['a short form is not explained', 12, with_((sheets) => Object.assign(sheets[3]?.table?.columns[1] ?? {}, { heading: 'Boats of the RNLI' }))],
];

for (const [what, rule, made] of bad) {
  test(`a workbook is refused by rule ${rule} where ${what}`, () => {
    const found = checkOds(made());
    assert.ok(
      found.some((one) => one.rule === rule),
      JSON.stringify(found),
    );
  });
}

test('at least forty bad workbooks were tried, and each of the twelve rules', () => {
  assert.ok(bad.length >= 40);
  assert.deepEqual(
    [...new Set(bad.map(([, rule]) => rule))].sort((one, other) => one - other),
    [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  );
});
