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

/** What a file says of itself: the name it came with, and the type that its sender's browser made of that. */
export type Declared = { readonly name: string; readonly type: string };

/** Endings that everybody knows. Of others ("Letter 3.11", "notes.v2") nothing can be told. */
const endings: Readonly<Record<string, Content | 'other'>> = {
  ...Object.fromEntries(['jpg', 'jpeg', 'jpe', 'jfif'].map((one) => [one, jpeg])),
  png,
  pdf,
  docx,
  odt,
  ...Object.fromEntries(['txt', 'text', 'csv', 'md', 'log'].map((one) => [one, plain])),
  ...Object.fromEntries(
    [
      ...['gif', 'webp', 'bmp', 'tif', 'tiff', 'heic', 'heif', 'avif', 'svg', 'mp3', 'm4a', 'wav', 'ogg', 'mp4', 'mov', 'avi', 'mkv', 'webm', '3gp'],
      ...['doc', 'docm', 'dot', 'rtf', 'xls', 'xlsx', 'xlsm', 'ods', 'ppt', 'pptx', 'odp', 'pages', 'msg', 'zip', '7z', 'rar', 'gz', 'tar'],
      ...['html', 'htm', 'xhtml', 'xml', 'js', 'mjs', 'exe', 'dll', 'com', 'bat', 'cmd', 'ps1', 'sh', 'jar', 'apk', 'iso', 'lnk', 'scr', 'msi'],
    ].map((one) => [one, 'other' as const]),
  ),
};

/** Whether the bytes are what the file says it is. A type that says nothing, and no ending, agree with everything. */
export function agrees({ name, type }: Declared, content: Content): boolean {
  const ending = /\.([a-z0-9]{1,8})$/i.exec(name.trim())?.[1]?.toLowerCase() ?? '';
  const known = Object.hasOwn(endings, ending) ? endings[ending] : undefined;
  if (known && known !== content) return false;
  const said = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (said === '' || said === 'application/octet-stream') return true;
  if (content === plain) return said.startsWith('text/') && !/^text\/(html|xml|javascript)$/.test(said);
  // A computer without the program for it calls a written document a zip, which it is; and some call JPEG by other names.
  const also: readonly string[] =
    content === jpeg ? ['image/jpg', 'image/pjpeg'] : content === docx || content === odt ? ['application/zip', 'application/x-zip-compressed'] : [];
  return said === content.type || also.includes(said);
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
