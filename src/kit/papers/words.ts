// The words of a paper that somebody sent, and nothing else of it: no pictures, links, comments, names of authors or what was taken out. What is no plain text, DOCX, ODT or PDF is not opened.
import { strFromU8, unzipSync } from 'fflate';

export const paperLimits = {
  /** As it came. */
  bytes: 10 * 1024 * 1024,
  /** Of the one part that holds the words, once it is unpacked; nothing else is unpacked. */
  unpacked: 20 * 1024 * 1024,
  entries: 2_000,
  words: 100_000,
  pages: 300,
  readMs: 5_000,
  /** What reads a PDF has to be loaded first. */
  readPdfMs: 15_000,
  readMiB: 192,
  /** By how much the whole program may grow while one is read: what swells outside of the thread's own heap. */
  growMiB: 320,
} as const;

/** `cut`: it is longer than what stands here. */
export type PaperWords = { readonly words: string; readonly cut: boolean };

export const isPdf = (bytes: Uint8Array): boolean => Buffer.from(bytes.subarray(0, 5)).toString('latin1') === '%PDF-';

const isZip = (bytes: Uint8Array): boolean => bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 3 && bytes[3] === 4;

/** Whether it may hold words that can be shown: said by its first bytes, before anything is opened. */
export const mayHaveWords = (bytes: Uint8Array): boolean =>
  bytes.length > 0 &&
  bytes.length <= paperLimits.bytes &&
  (isPdf(bytes) || (isZip(bytes) ? isPaper(bytes) : plainText(bytes.subarray(0, 4096), true) !== undefined));

/** A zip file names its parts in the clear. */
const isPaper = (bytes: Uint8Array): boolean => {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return all.includes('word/document.xml') || all.includes('content.xml');
};

export function wordsOfPaper(bytes: Uint8Array): PaperWords | undefined {
  if (bytes.length > paperLimits.bytes) return undefined;
  const text = isZip(bytes) ? fromZip(bytes) : plainText(bytes, false);
  return text === undefined ? undefined : shownOf(text);
}

export function shownOf(text: string): PaperWords {
  const tidy = shown(text);
  return { words: tidy.slice(0, paperLimits.words), cut: tidy.length > paperLimits.words };
}

/** UTF-8 with no signs of control in it but line breaks and tabs. */
function plainText(bytes: Uint8Array, cutOff: boolean): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: cutOff });
    // A PDF or a page of the web is text by its letters alone.
    return /[\p{Cc}]/u.test(text.replace(/[\t\n\r\f]/g, '')) || /^\s*(%PDF-|<)/.test(text) ? undefined : text;
  } catch {
    return undefined;
  }
}

/** The one part is unpacked whose name is known; its size is told beforehand and held to, however much it would swell to. */
function fromZip(bytes: Uint8Array): string | undefined {
  let entries = 0;
  const parts = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      entries += 1;
      if (entries > paperLimits.entries) throw new RangeError('too many entries');
      return (name === 'word/document.xml' || name === 'content.xml') && originalSize <= paperLimits.unpacked;
    },
  });
  const [docx, odt] = [parts['word/document.xml'], parts['content.xml']];
  if (docx && !odt) return docxWords(strFromU8(docx));
  return odt && !docx ? odtWords(strFromU8(odt)) : undefined;
}

/** What stands on the page: `w:t`. What was deleted (`w:delText`), instructions of fields and comments are other elements. */
function docxWords(xml: string): string {
  const out: string[] = [];
  for (const [whole, text] of xml.matchAll(/<w:t(?: [^<>]*)?>([^<]*)<\/w:t>|<\/w:p>|<w:(?:tab|br|cr)(?: [^<>]*)?\/>/g))
    out.push(text === undefined ? (whole === '</w:p>' ? '\n' : ' ') : plainOf(text));
  return out.join('');
}

const odtAside = ['text:tracked-changes', 'office:annotation', 'office:automatic-styles', 'office:font-face-decls', 'office:scripts', 'office:forms'];

/** Everything between marks inside the body, without what was deleted and what was remarked. */
function odtWords(xml: string): string {
  const out: string[] = [];
  let aside = '';
  let body = false;
  for (const [whole, close, name] of xml.matchAll(/<(\/?)([A-Za-z][\w:-]*)(?:[^<>]*)>|[^<]+/g)) {
    if (name === undefined) {
      if (body && aside === '') out.push(plainOf(whole));
      continue;
    }
    if (name === 'office:body') body = close === '';
    if (aside === '' && close === '' && odtAside.includes(name) && !whole.endsWith('/>')) aside = name;
    else if (aside === name && close !== '') aside = '';
    if (aside === '' && ((close !== '' && (name === 'text:p' || name === 'text:h')) || name === 'text:line-break')) out.push('\n');
    if (aside === '' && (name === 'text:s' || name === 'text:tab')) out.push(' ');
  }
  return out.join('');
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };
/** Five names and numbers: nothing that a paper defines for itself is ever looked up. */
const plainOf = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-fA-F]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/g,
    (_whole, hex: string | undefined, decimal: string | undefined, name: string | undefined) => {
      if (name) return named[name] ?? '';
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff) ? String.fromCodePoint(code) : '';
    },
  );

/** Signs of control and of direction are taken out: they could make a text look like another one. */
const shown = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g, '')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
