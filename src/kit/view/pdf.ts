// A document for a court as PDF: an index with pages, every page numbered. What the typeface cannot set is marked and listed, never left out unseen.
import { createRequire } from 'node:module';
import PDFDocument from 'pdfkit';
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import { setLines, type Line } from './lines.ts';

/** Paragraphs under a heading; each part stands in the index. */
export type PdfPart = { readonly title: string; readonly under?: string; readonly paragraphs: readonly string[] };
export type PdfBundle = {
  readonly say: Say;
  readonly lang: string;
  readonly on: Day;
  readonly heading: string;
  readonly reference: string;
  /** Stands on every page in practice. */
  readonly banner: string | null;
  readonly lead: readonly string[];
  readonly parts: readonly PdfPart[];
};

type Styled = { readonly line: Line; readonly size: number; readonly bold: boolean; readonly y: number; readonly page: number };
type Place = { page: number; y: number };
const fonts = createRequire(import.meta.url).resolve;
const face = { plain: fonts('dejavu-fonts-ttf/ttf/DejaVuSans.ttf'), bold: fonts('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf') };
const sheet = { width: 595.28, height: 841.89, side: 57, top: 72, bottom: 770 };
const most = sheet.width - 2 * sheet.side;

export type Made = { readonly bytes: Uint8Array; readonly pages: number; readonly index: readonly Start[]; readonly unset: readonly string[] };

/** The document, how many pages it has, what its index says, and the words that could not be set. */
export async function pdfBundle(of: PdfBundle): Promise<Made> {
  const doc = new PDFDocument({
    ...{ size: 'A4', autoFirstPage: false, bufferPages: true, lang: of.lang, displayTitle: true },
    info: { Title: of.heading, Creator: 'OpenNRM', Producer: 'OpenNRM', CreationDate: new Date(`${of.on}T12:00:00Z`) },
  });
  const parts: Buffer[] = [];
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (part: Buffer) => parts.push(part));
    doc.on('end', () => resolve(Buffer.concat(parts)));
    doc.on('error', reject);
  });
  doc.registerFont('plain', face.plain).registerFont('bold', face.bold);
  const marks = markerOf(doc, of.say);
  const body = setBody(doc, of, marks);
  const front = setFront(doc, of, body.starts, marks);
  draw(doc, of, [...front.lines, ...body.lines.map((one) => ({ ...one, page: one.page + front.pages }))], front.pages + body.pages);
  doc.end();
  const index = body.starts.map((one) => ({ ...one, page: one.page + front.pages + 1 }));
  return { bytes: new Uint8Array(await whole), pages: front.pages + body.pages, index, unset: marks.found() };
}

type Doc = InstanceType<typeof PDFDocument>;
type Marks = { readonly marked: (text: string) => string; readonly found: () => readonly string[] };

/** Words the typeface has no sign for: each is replaced by a number, under which the list at the end gives its characters. */
function markerOf(doc: Doc, say: Say): Marks {
  const found = new Map<string, number>();
  doc.font('plain');
  const font = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })._font.font;
  // Signs that only say how their neighbours are written have no shape of their own.
  const sets = (char: string): boolean => /[\p{Cc}\p{Cf}\p{Zs}]/u.test(char) || font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0);
  const mark = (word: string): string => {
    if ([...word].every(sets)) return word;
    if (!found.has(word)) found.set(word, found.size + 1);
    return say('pdf.unset', '[not set: {number}]', { number: found.get(word) ?? 0 });
  };
  return {
    marked: (text) =>
      text
        .normalize('NFC')
        .split(/(\s+)/)
        .map((word) => (word.trim() === '' ? word : mark(word)))
        .join(''),
    found: () =>
      [...found].map(
        ([word, number]) => `${number}: ${[...word].map((char) => `U+${(char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`).join(' ')}`,
      ),
  };
}

/** Sets paragraphs one under the other, on as many pages as they need. */
function setter(doc: Doc, place: Place, lines: Styled[]) {
  return (text: string, size: number, bold: boolean, keep = 0): void => {
    doc.font(bold ? 'bold' : 'plain').fontSize(size);
    const measure = (of: string): number => doc.widthOfString(of);
    for (const paragraph of text.split('\n')) {
      for (const line of setLines(paragraph.replaceAll('\t', ' ').replace(/\p{Cc}/gu, ''), most, measure)) {
        if (place.y + size * 1.5 * (keep + 1) > sheet.bottom) Object.assign(place, { page: place.page + 1, y: sheet.top });
        lines.push({ line, size, bold, page: place.page, y: place.y });
        place.y += size * 1.5;
      }
    }
  };
}

type Start = { readonly title: string; readonly page: number };

function setBody(doc: Doc, of: PdfBundle, marks: Marks): { readonly lines: Styled[]; readonly pages: number; readonly starts: readonly Start[] } {
  const lines: Styled[] = [];
  const starts: Start[] = [];
  const place: Place = { page: 0, y: sheet.top };
  const set = setter(doc, place, lines);
  const part = ({ title, under, paragraphs }: PdfPart): void => {
    place.y += lines.length > 0 ? 18 : 0;
    // A heading does not stand alone at the foot of a page.
    set(marks.marked(title), 14, true, 3);
    starts.push({ title: marks.marked(title), page: place.page });
    if (under) set(marks.marked(under), 9, false);
    for (const paragraph of paragraphs) {
      place.y += 5;
      set(marks.marked(paragraph), 10.5, false);
    }
  };
  for (const one of of.parts) part(one);
  const missing = marks.found();
  if (missing.length > 0)
    part({
      title: of.say('pdf.missing', 'Words that could not be set'),
      paragraphs: [
        of.say('pdf.missing.lead', 'The typeface has no signs for them. They are given by their Unicode numbers and can be read on the screen.'),
        ...missing,
      ],
    });
  return { lines, starts, pages: place.page + 1 };
}

/** Heading, what it is for, and the index; how many pages that takes decides the numbers in it, so they are set until it no longer grows. */
function setFront(doc: Doc, of: PdfBundle, starts: readonly Start[], marks: Marks, guess = 1): { readonly lines: Styled[]; readonly pages: number } {
  const lines: Styled[] = [];
  const place: Place = { page: 0, y: sheet.top };
  const set = setter(doc, place, lines);
  set(of.heading, 18, true);
  set(of.say('pdf.reference', 'Reference: {reference}', { reference: of.reference }), 10.5, false);
  for (const one of of.lead) {
    place.y += 5;
    set(marks.marked(one), 10.5, false);
  }
  place.y += 14;
  set(of.say('pdf.index', 'Index'), 14, true);
  for (const { title, page } of starts) set(of.say('pdf.index.line', '{title} – page {page}', { title, page: page + guess + 1 }), 10.5, false);
  return place.page + 1 > guess ? setFront(doc, of, starts, marks, place.page + 1) : { lines, pages: guess };
}

function draw(doc: Doc, of: PdfBundle, lines: readonly Styled[], pages: number): void {
  for (let page = 0; page < pages; page += 1) {
    // No margin at the foot: the number stands there, and nothing may begin a page of its own.
    doc.addPage({ size: 'A4', margin: 0 });
    doc.font('plain').fontSize(8.5);
    doc.text(of.reference, sheet.side, 36, { lineBreak: false });
    if (of.banner) doc.text(of.banner, sheet.side, 48, { lineBreak: false });
    const number = of.say('pdf.page', 'page {page} of {pages}', { page: page + 1, pages });
    doc.text(number, (sheet.width - doc.widthOfString(number)) / 2, 800, { lineBreak: false });
    for (const { line, size, bold, y } of lines.filter((one) => one.page === page)) {
      doc.font(bold ? 'bold' : 'plain').fontSize(size);
      const from = line.fromRight ? sheet.side + most - line.width : sheet.side;
      for (const run of line.runs) doc.text(run.text, from + run.x, y, { lineBreak: false });
    }
  }
}
