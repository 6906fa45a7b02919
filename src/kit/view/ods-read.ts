// Opens a workbook from its bytes as a stranger would, and lays it out as sheets of cells for the rules of accessible spreadsheets.
import { strFromU8, unzipSync } from 'fflate';
import { all, children, readXml, textOf, type Element } from './xml.ts';

export type ReadCell = {
  readonly text: string;
  readonly type: string;
  readonly value: string | undefined;
  readonly style: string;
  readonly spans: boolean;
  readonly link: string | undefined;
};
export type ReadSheet = {
  readonly name: string;
  readonly hidden: boolean;
  readonly cells: readonly (readonly ReadCell[])[];
  /** Rows, from 0, that stand in a header. */
  readonly headers: readonly number[];
  readonly hiddenLines: boolean;
  readonly widths: readonly string[];
  /** Tables within cells, and anything drawn beside them. */
  readonly floating: readonly string[];
};
export type Range = { readonly name: string; readonly address: string; readonly header: boolean; readonly buttons: boolean };
export type ReadBook = {
  readonly files: readonly string[];
  readonly firstStored: boolean;
  readonly sheets: readonly ReadSheet[];
  readonly ranges: readonly Range[];
  readonly meta: Readonly<Record<string, string>>;
  readonly settings: ReadonlyMap<string, readonly string[]>;
  readonly views: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly styles: ReadonlyMap<string, Style>;
  readonly language: string;
  readonly content: Element;
};
export type Style = { readonly parent: string | undefined; readonly properties: Readonly<Record<string, string>> };

export function readOds(bytes: Uint8Array): ReadBook | string {
  let files: Record<string, Uint8Array>;
  try {
    files = unzipSync(bytes);
  } catch {
    return 'it is no zip file';
  }
  const [content, styles, meta, settings] = ['content', 'styles', 'meta', 'settings'].map((name) => {
    const part = files[`${name}.xml`];
    return part && readXml(strFromU8(part));
  });
  if (!content || !styles || !meta || !settings) return 'a part is missing or is no XML';
  const known = stylesOf([styles, content]);
  return {
    files: Object.keys(files),
    firstStored: firstStored(bytes),
    sheets: all(content, 'table:table')
      .filter((table) => all(content, 'office:spreadsheet').some((sheet) => sheet.inside.includes(table)))
      .map((table) => sheetOf(table, known)),
    ranges: all(content, 'table:database-range').map(({ attributes }) => ({
      name: attributes['table:name'] ?? '',
      address: attributes['table:target-range-address'] ?? '',
      header: attributes['table:contains-header'] !== 'false',
      buttons: attributes['table:display-filter-buttons'] === 'true',
    })),
    meta: Object.fromEntries(all(meta, 'office:meta').flatMap((one) => children(one).map((each) => [each.name, textOf(each)]))),
    settings: grouped(all(settings, 'config:config-item').map((item) => [item.attributes['config:name'] ?? '', textOf(item)])),
    views: new Map(
      all(settings, 'config:config-item-map-named')
        .flatMap((one) => children(one, 'config:config-item-map-entry'))
        .map((entry) => [
          entry.attributes['config:name'] ?? '',
          Object.fromEntries(children(entry).map((item) => [item.attributes['config:name'] ?? '', textOf(item)])),
        ]),
    ),
    styles: known,
    language: languageOf(styles),
    content,
  };
}

function grouped(pairs: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const [name, value] of pairs) found.set(name, [...(found.get(name) ?? []), value]);
  return found;
}

/** The first entry of the file is `mimetype`, and it is not compressed: so that a program knows it by its first bytes. */
function firstStored(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (view.getUint32(0, true) !== 0x04034b50) return false;
  return view.getUint16(8, true) === 0 && strFromU8(bytes.subarray(30, 30 + view.getUint16(26, true))) === 'mimetype';
}

function languageOf(styles: Element): string {
  const text = all(styles, 'style:default-style').flatMap((one) => children(one, 'style:text-properties'))[0]?.attributes ?? {};
  return `${text['fo:language'] ?? ''}-${text['fo:country'] ?? ''}`;
}

function stylesOf(parts: readonly Element[]): ReadonlyMap<string, Style> {
  const each = parts.flatMap((part) => all(part, 'style:style'));
  return new Map(
    each.map((style) => [
      `${style.attributes['style:family']} ${style.attributes['style:name']}`,
      {
        parent: style.attributes['style:parent-style-name'],
        properties: Object.assign({}, ...children(style).map((one) => one.attributes)) as Readonly<Record<string, string>>,
      },
    ]),
  );
}

/** A property of a style, or of the style that it stands under. */
export function property(book: Pick<ReadBook, 'styles'>, family: string, style: string, name: string): string | undefined {
  const found = book.styles.get(`${family} ${style}`);
  return found?.properties[name] ?? (found?.parent === undefined ? undefined : property(book, family, found.parent, name));
}

/** More empty cells than this at the end of a row are the width of the sheet, not content. */
const mostRepeated = 200;

function sheetOf(table: Element, styles: ReadonlyMap<string, Style>): ReadSheet {
  const inHeader = children(table, 'table:table-header-rows').flatMap((one) => children(one, 'table:table-row'));
  const rows = children(table).flatMap((one) =>
    one.name === 'table:table-row' ? [one] : ['table:table-header-rows', 'table:table-rows'].includes(one.name) ? children(one, 'table:table-row') : [],
  );
  const lines = [...rows, ...all(table, 'table:table-column')];
  const style = table.attributes['table:style-name'] ?? '';
  return {
    name: table.attributes['table:name'] ?? '',
    hidden: (styles.get(`table ${style}`)?.properties['table:display'] ?? table.attributes['table:display']) === 'false',
    cells: trimmed(rows.map((row) => cellsOf(row))),
    headers: rows.flatMap((row, at) => (inHeader.includes(row) ? [at] : [])),
    hiddenLines: lines.some(({ attributes }) => ['collapse', 'filter'].includes(attributes['table:visibility'] ?? '')),
    widths: children(table, 'table:table-column').map(
      ({ attributes }) => styles.get(`table-column ${attributes['table:style-name']}`)?.properties['style:column-width'] ?? '',
    ),
    floating: ['table:shapes', 'draw:frame', 'draw:image', 'office:annotation', 'table:sub-table'].filter((name) => all(table, name).length > 0),
  };
}

function cellsOf(row: Element): readonly ReadCell[] {
  return children(row).flatMap((cell): readonly ReadCell[] => {
    const { attributes } = cell;
    const repeated = Number(attributes['table:number-columns-repeated'] ?? 1);
    const covered = cell.name === 'table:covered-table-cell';
    const one: ReadCell = {
      text: children(cell, 'text:p').map(textOf).join('\n'),
      type: attributes['office:value-type'] ?? '',
      value: attributes['office:value'],
      style: attributes['table:style-name'] ?? 'Default',
      spans: covered || Number(attributes['table:number-columns-spanned'] ?? 1) > 1 || Number(attributes['table:number-rows-spanned'] ?? 1) > 1,
      link: all(cell, 'text:a')[0]?.attributes['xlink:href'],
    };
    return Array.from({ length: repeated > mostRepeated && one.text === '' ? 1 : repeated }, () => one);
  });
}

/** Without what is empty at the end. */
function trimmed(rows: readonly (readonly ReadCell[])[]): readonly (readonly ReadCell[])[] {
  const short = rows.map((cells) => cells.slice(0, cells.findLastIndex(({ text, spans }) => text !== '' || spans) + 1));
  return short.slice(0, short.findLastIndex((cells) => cells.length > 0) + 1);
}
