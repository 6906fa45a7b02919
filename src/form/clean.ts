// What people type, made safe to keep: one Unicode form, no control characters, no characters that turn text around unseen.

/** A body as the browser sent it, or anything that pretends to be one. */
export type Body = Readonly<Record<string, unknown>>;

// Overrides, embeddings, isolates and marks can make a name read as another one. Joiners stay: Persian and Indic scripts need them.
const bidi = /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/gu;
// Control characters are what is removed.
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F]/gu;

/** Text with its paragraphs. Cleaning twice changes nothing more. */
export function paragraphs(typed: string): string {
  return typed
    .toWellFormed()
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(control, '')
    .replace(bidi, '')
    .replace(/\t/gu, ' ')
    .replace(/ +\n/gu, '\n')
    .normalize('NFC')
    .trim();
}

/** Text on one line. */
export function line(typed: string): string {
  return paragraphs(typed).replace(/\s+/gu, ' ');
}

/** Length as people count it, roughly: an emoji or an accented letter is one. */
export function lengthOf(text: string): number {
  return [...text].length;
}

// The zero of each script whose digits people type; the nine others follow it.
const zeros = [0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xe50, 0xed0, 0xf20, 0x1040, 0x17e0, 0x1810, 0xff10];

/** Digits of any script as 0 to 9, so that a date typed on an Arabic keyboard is read. */
export function digits(text: string): string {
  return text.replace(/\p{Nd}/gu, (found) => {
    const point = found.codePointAt(0) ?? 0;
    const zero = zeros.find((start) => point >= start && point <= start + 9);
    return zero === undefined ? found : String(point - zero);
  });
}

/** The texts typed under a name: never inherited, never anything but text. */
export function all(body: Body, name: string): readonly string[] {
  if (!Object.hasOwn(body, name)) return [];
  const found = body[name];
  if (typeof found === 'string') return [found];
  return Array.isArray(found) ? found.filter((each): each is string => typeof each === 'string') : [];
}

/** The one text typed under a name, '' where there is none. Nothing where two different ones were sent. */
export function one(body: Body, name: string): string | undefined {
  const found = new Set(all(body, name));
  return found.size > 1 ? undefined : ([...found][0] ?? '');
}
