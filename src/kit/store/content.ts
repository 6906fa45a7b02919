// What a file really is, by its first bytes and not by its name; and names that are safe to give back.

export type Content = { readonly type: string; readonly ending: string; readonly image: boolean };

const starts = (bytes: Uint8Array, ...magic: number[]): boolean => magic.every((byte, i) => bytes[i] === byte);
const holds = (bytes: Uint8Array, text: string): boolean => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).includes(text, 0, 'latin1');

const jpeg: Content = { type: 'image/jpeg', ending: '.jpg', image: true };
const png: Content = { type: 'image/png', ending: '.png', image: true };
const pdf: Content = { type: 'application/pdf', ending: '.pdf', image: false };
const docx: Content = { type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', ending: '.docx', image: false };
const odt: Content = { type: 'application/vnd.oasis.opendocument.text', ending: '.odt', image: false };
const plain: Content = { type: 'text/plain', ending: '.txt', image: false };

/** The kinds of file that may be kept, or nothing where the bytes are none of them. */
export function looksLike(bytes: Uint8Array): Content | undefined {
  if (starts(bytes, 0xff, 0xd8, 0xff)) return jpeg;
  if (starts(bytes, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return png;
  if (starts(bytes, 0x25, 0x50, 0x44, 0x46, 0x2d)) return pdf;
  if (starts(bytes, 0x50, 0x4b, 0x03, 0x04)) return zipped(bytes);
  return isText(bytes) ? plain : undefined;
}

/** A zip is kept only where it is a written document without macros. */
function zipped(bytes: Uint8Array): Content | undefined {
  if (holds(bytes, 'vbaProject.bin')) return undefined;
  if (holds(bytes.subarray(0, 200), 'mimetypeapplication/vnd.oasis.opendocument.text')) return odt;
  return holds(bytes, 'word/document.xml') && holds(bytes, '[Content_Types].xml') ? docx : undefined;
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return false;
  }
  // Control characters other than tab and line ends; and pages that a browser might run.
  return !/[^\P{Cc}\t\n\r\f]/u.test(text) && !/^\s*<(!doctype|html|svg|script|\?xml)/i.test(text);
}

/** A name to keep and to give back: no path, no hidden or direction-changing characters, the ending of what it really is. */
export function safeName(name: string, content: Content): string {
  const base = name.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .replace(/[\p{C}<>:"|?*]/gu, '')
    .replace(/\.[^.]*$/, '')
    .replace(/^[.\s]+|[.\s]+$/g, '');
  return `${[...clean].slice(0, 80).join('') || 'document'}${content.ending}`;
}
