// An accessible workbook (ODS): cover, contents, notes, then one table a sheet, by the checklist of the UK Analysis Function. The same bytes for the same workbook.
import { strToU8, zipSync, type Zippable } from 'fflate';
import { escape } from './html.ts';

export type Cell =
  | { readonly text: string; /** The sheet that it leads to. */ readonly sheet?: string }
  | { readonly number: number; /** Digits after the point, as stated. */ readonly decimals: number };
export type Column = { readonly heading: string; readonly holds: 'text' | 'number' };
export type SheetTable = {
  /** Unique and meaningful: letters, digits, underscores. */ readonly name: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
};
export type Sheet = {
  /** The tab. */
  readonly name: string;
  readonly title: string;
  /** What stands in column A under the title, one thing a row. */
  readonly lines: readonly string[];
  readonly table?: SheetTable;
};
export type Workbook = { readonly title: string; readonly author: string; readonly day: string; readonly sheets: readonly Sheet[] };

const mimetype = 'application/vnd.oasis.opendocument.spreadsheet';
const spaces = [
  ...['office', 'style', 'text', 'table', 'meta', 'manifest', 'config'].map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`),
  'xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"',
  'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"',
  'xmlns:xlink="http://www.w3.org/1999/xlink"',
  'xmlns:dc="http://purl.org/dc/elements/1.1/"',
].join(' ');
const head = '<?xml version="1.0" encoding="UTF-8"?>\n';
const decimalsMost = 2;

export function odsOf(book: Workbook): Uint8Array {
  const files: Readonly<Record<string, string>> = {
    'content.xml': content(book),
    'styles.xml': styles(),
    'meta.xml': meta(book),
    'settings.xml': settings(book),
    'META-INF/manifest.xml': manifest(),
  };
  // The time of every part is the first that a zip file knows, whatever the zone of the machine.
  const mtime = new Date(1980, 0, 1);
  const parts: Zippable = { mimetype: [strToU8(mimetype), { level: 0, mtime }] };
  for (const [name, text] of Object.entries(files)) parts[name] = [strToU8(text), { level: 9, mtime }];
  return zipSync(parts);
}

function content({ sheets }: Workbook): string {
  const numbers = Array.from(
    { length: decimalsMost + 1 },
    (_, decimals) =>
      `<number:number-style style:name="N${decimals}"><number:number number:decimal-places="${decimals}" number:min-decimal-places="${decimals}" number:min-integer-digits="1" number:grouping="true"/></number:number-style>` +
      `<style:style style:name="number${decimals}" style:family="table-cell" style:parent-style-name="Default" style:data-style-name="N${decimals}"><style:table-cell-properties fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="end"/></style:style>`,
  ).join('');
  const widths = `<style:style style:name="wide" style:family="table-column"><style:table-column-properties style:column-width="9cm"/></style:style><style:style style:name="narrow" style:family="table-column"><style:table-column-properties style:column-width="4cm"/></style:style><style:style style:name="row" style:family="table-row"><style:table-row-properties style:use-optimal-row-height="true"/></style:style>`;
  const right = `<style:style style:name="right" style:family="table-cell" style:parent-style-name="Default"><style:paragraph-properties fo:text-align="end"/></style:style><style:style style:name="headingright" style:family="table-cell" style:parent-style-name="Heading"><style:paragraph-properties fo:text-align="end"/></style:style>`;
  const ranges = sheets.flatMap((sheet) => (sheet.table ? [rangeOf(sheet, sheet.table)] : [])).join('');
  return `${head}<office:document-content ${spaces} office:version="1.3"><office:automatic-styles>${numbers}${widths}${right}</office:automatic-styles><office:body><office:spreadsheet>${sheets.map(tableOf).join('')}<table:database-ranges>${ranges}</table:database-ranges></office:spreadsheet></office:body></office:document-content>`;
}

const letters = (at: number): string => (at < 26 ? String.fromCharCode(65 + at) : letters(Math.floor(at / 26) - 1) + letters(at % 26));

function rangeOf({ name, lines }: Sheet, { name: table, columns, rows }: SheetTable): string {
  const first = lines.length + 2;
  const address = `'${name}'.A${first}:'${name}'.${letters(columns.length - 1)}${first + rows.length}`;
  return `<table:database-range table:name="${escape(table)}" table:target-range-address="${escape(address)}" table:contains-header="true" table:display-filter-buttons="false"/>`;
}

function tableOf({ name, title, lines, table }: Sheet): string {
  const columns = (table?.columns ?? [{ holds: 'text' as const }]).map(
    ({ holds }) => `<table:table-column table:style-name="${holds === 'text' ? 'wide' : 'narrow'}" table:default-cell-style-name="Default"/>`,
  );
  const said = [title, ...lines].map((line, at) => row(textCell(line, at === 0 ? 'Title' : 'Default')));
  return `<table:table table:name="${escape(name)}">${columns.join('')}${said.join('')}${table ? rowsOf(table) : ''}</table:table>`;
}

function rowsOf({ columns, rows }: SheetTable): string {
  const headings = row(columns.map(({ heading, holds }) => textCell(heading, holds === 'number' ? 'headingright' : 'Heading')).join(''));
  const data = rows.map((cells) => row(cells.map((cell, at) => cellOf(cell, columns[at]?.holds === 'number')).join('')));
  return `<table:table-header-rows>${headings}</table:table-header-rows>${data.join('')}`;
}

const row = (cells: string): string => `<table:table-row table:style-name="row">${cells}</table:table-row>`;

const textCell = (text: string, style: string): string =>
  `<table:table-cell office:value-type="string" table:style-name="${style}"><text:p>${escape(text)}</text:p></table:table-cell>`;

function cellOf(cell: Cell, right: boolean): string {
  if ('number' in cell) {
    const { number, decimals } = cell;
    if (decimals > decimalsMost) throw new Error('more digits than a workbook states');
    const shown = new Intl.NumberFormat('en-GB', { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(number);
    // What is written is what is shown: nothing is hidden behind the rounding.
    const value = number.toFixed(decimals);
    return `<table:table-cell office:value-type="float" office:value="${value}" table:style-name="number${decimals}"><text:p>${shown}</text:p></table:table-cell>`;
  }
  const { text, sheet } = cell;
  if (sheet === undefined) return textCell(text, right ? 'right' : 'Default');
  return `<table:table-cell office:value-type="string" table:style-name="Default"><text:p><text:a xlink:type="simple" xlink:href="#'${escape(sheet)}'.A1">${escape(text)}</text:a></text:p></table:table-cell>`;
}

function styles(): string {
  const of = (name: string, size: number, more: string): string =>
    `<style:style style:name="${name}" style:family="table-cell" style:parent-style-name="Default"><style:text-properties fo:font-size="${size}pt" ${more}/></style:style>`;
  return `${head}<office:document-styles ${spaces} office:version="1.3"><office:font-face-decls><style:font-face style:name="Arial" style:font-family-generic="swiss"/></office:font-face-decls><office:styles><style:default-style style:family="table-cell"><style:text-properties style:font-name="Arial" fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:default-style><style:style style:name="Default" style:family="table-cell"><style:table-cell-properties fo:wrap-option="wrap"/><style:paragraph-properties fo:text-align="start"/><style:text-properties style:font-name="Arial" fo:font-family="Arial" fo:font-size="12pt" fo:language="en" fo:country="GB"/></style:style>${of('Title', 16, 'fo:font-weight="bold"')}${of('Heading', 14, 'fo:font-weight="bold"')}</office:styles></office:document-styles>`;
}

const meta = ({ title, author, day }: Workbook): string =>
  `${head}<office:document-meta ${spaces} office:version="1.3"><office:meta><dc:title>${escape(title)}</dc:title><dc:creator>${escape(author)}</dc:creator><meta:initial-creator>${escape(author)}</meta:initial-creator><dc:language>en-GB</dc:language><meta:creation-date>${day}T00:00:00</meta:creation-date><dc:date>${day}T00:00:00</dc:date></office:meta></office:document-meta>`;

function settings({ sheets }: Workbook): string {
  const item = (name: string, type: string, value: string | number): string =>
    `<config:config-item config:name="${name}" config:type="${type}">${value}</config:config-item>`;
  const views = sheets.map(
    ({ name }) =>
      `<config:config-item-map-entry config:name="${escape(name)}">${item('CursorPositionX', 'int', 0)}${item('CursorPositionY', 'int', 0)}${item('HorizontalSplitMode', 'short', 0)}${item('VerticalSplitMode', 'short', 0)}</config:config-item-map-entry>`,
  );
  return `${head}<office:document-settings ${spaces} office:version="1.3"><office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${item('ViewId', 'string', 'view1')}<config:config-item-map-named config:name="Tables">${views.join('')}</config:config-item-map-named>${item('ActiveTable', 'string', escape(sheets[0]?.name ?? ''))}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings></office:document-settings>`;
}

function manifest(): string {
  const entry = (path: string, type: string): string =>
    `<manifest:file-entry manifest:full-path="${path}" manifest:media-type="${type}"${path === '/' ? ' manifest:version="1.3"' : ''}/>`;
  return `${head}<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">${entry('/', mimetype)}${['content', 'styles', 'meta', 'settings'].map((name) => entry(`${name}.xml`, 'text/xml')).join('')}</manifest:manifest>`;
}
