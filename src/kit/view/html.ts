// HTML as a value: a template tag that escapes everything but HTML made by this file.

const mark: unique symbol = Symbol('html');

/** Finished HTML. The symbol cannot be forged by anything that came in as text or JSON. */
export type Html = { readonly [mark]: string };
/** What may stand in a `${}`: nothing, text (escaped), a number, HTML, or a list of these. */
export type Piece = Html | string | number | null | undefined | false | readonly Piece[];

export const nothing: Html = { [mark]: '' };

const unsafe = /[&<>"'`]/g;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
};

export function escape(text: string): string {
  return text.replace(unsafe, (character) => entities[character] ?? character);
}

export function isHtml(value: unknown): value is Html {
  return typeof value === 'object' && value !== null && mark in value;
}

function write(piece: Piece): string {
  if (typeof piece === 'string') return escape(piece);
  if (typeof piece === 'number') return String(piece);
  if (piece === null || piece === undefined || piece === false) return '';
  if (isHtml(piece)) return piece[mark];
  return piece.map(write).join('');
}

/** html`<p>${anything}</p>`: attribute values must stand in quotes. */
export function html(strings: TemplateStringsArray, ...pieces: Piece[]): Html {
  let out = strings[0] ?? '';
  for (let i = 0; i < pieces.length; i += 1) out += write(pieces[i]) + (strings[i + 1] ?? '');
  return { [mark]: out };
}

/** raw`<hr>`: a constant written in the program. A variable cannot be passed: it takes no `${}`. */
export function raw(strings: TemplateStringsArray): Html {
  return { [mark]: strings[0] ?? '' };
}

/** Only for `macro.ts`, which hands over what an auto-escaping template wrote. */
export function fromTemplate(text: string): Html {
  return { [mark]: text };
}

/** The characters to send. */
export function written(of: Html): string {
  return of[mark];
}

export function join(pieces: readonly Piece[], between: Piece = ''): Html {
  return { [mark]: pieces.map(write).join(write(between)) };
}

/** The piece where the condition holds, else nothing. */
export function when(condition: unknown, piece: Piece | (() => Piece)): Html {
  if (!condition) return nothing;
  return { [mark]: write(typeof piece === 'function' ? piece() : piece) };
}

const attributeName = /^[a-z][a-z0-9:._-]*$/i;

/** Attributes from names and values: true stands alone, false and undefined are left out. Inline handlers and styles are refused. */
export function attributes(of: Readonly<Record<string, string | number | boolean | undefined>>): Html {
  let out = '';
  for (const [name, value] of Object.entries(of)) {
    if (!attributeName.test(name) || /^(on|style$)/i.test(name)) throw new Error(`not an attribute that may be written: ${name}`);
    if (value === false || value === undefined) continue;
    out += value === true ? ` ${name}` : ` ${name}="${escape(String(value))}"`;
  }
  return { [mark]: out };
}

/** Paragraphs from text with line breaks, as people type it. */
export function paragraphs(text: string, classes = 'govuk-body'): Html {
  return join(text.split(/\n{2,}/).map((block) => html`<p class="${classes}">${join(block.split('\n'), raw`<br>`)}</p>`));
}

/** An address that may stand in a link: a local path, an anchor, https, mailto or tel; else '#'. */
export function safeHref(address: string): string {
  return /^(\/(?!\/)|#|\?|https:\/\/|mailto:|tel:)/i.test(address) && !/[\u0000-\u001f\\]/.test(address) ? address : '#';
}
