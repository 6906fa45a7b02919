// The text of an HTML part, in one pass: what is shown of it is words, and nothing in it runs, loads or links.

/** What these hold is no text for a reader. */
const unread: ReadonlySet<string> = new Set([
  'script',
  'style',
  'head',
  'title',
  'template',
  'noscript',
  'iframe',
  'object',
  'svg',
  'math',
  'textarea',
  'select',
]);
const breaks: ReadonlySet<string> = new Set(
  'br p div tr li ul ol table h1 h2 h3 h4 h5 h6 blockquote pre hr section article header footer dt dd address'.split(' '),
);
const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ', shy: '', zwnj: '\u200c', zwj: '\u200d' };

const sign = (whole: string, name: string): string => {
  const number = /^#x[0-9a-f]{1,6}$/i.test(name) ? Number.parseInt(name.slice(2), 16) : /^#\d{1,7}$/.test(name) ? Number(name.slice(1)) : null;
  if (number === null) return named[name.toLowerCase()] ?? whole;
  return number > 0 && number <= 0x10ffff && (number < 0xd800 || number > 0xdfff) ? String.fromCodePoint(number) : '';
};

/** Where a tag ends: a `>` outside quotes; the whole rest where it never does. */
function tagEnd(html: string, from: number): number {
  let quote = '';
  for (let at = from; at < html.length; at += 1) {
    const one = html[at] ?? '';
    if (quote) quote = one === quote ? '' : quote;
    else if ((one === '"' || one === "'") && html[at - 1] === '=') quote = one;
    else if (one === '>') return at;
  }
  return html.length;
}

/** Where the element of this name ends, in letters of either case; the end of the text where it is not closed. */
function closing(lower: string, name: string, from: number): number {
  const found = lower.indexOf(`</${name}`, from);
  return found < 0 ? lower.length : found;
}

/** Plain text with line breaks where blocks end. The address of a link stands beside its words, since the words may say another. */
export function plainOf(html: string): string {
  const lower = html.replace(/[A-Z]/g, (letter) => letter.toLowerCase());
  const said: string[] = [];
  let at = 0;
  while (at < html.length) {
    const open = html.indexOf('<', at);
    if (open < 0) {
      said.push(html.slice(at));
      break;
    }
    said.push(html.slice(at, open));
    if (lower.startsWith('<!--', open)) {
      const end = html.indexOf('-->', open + 4);
      at = end < 0 ? html.length : end + 3;
      continue;
    }
    const name = /^<\/?([a-z][a-z0-9]*)/.exec(lower.slice(open, open + 40))?.[1];
    if (!name && lower[open + 1] !== '!' && lower[open + 1] !== '?') {
      said.push('<');
      at = open + 1;
      continue;
    }
    const end = tagEnd(html, open + 1);
    if (name === 'a' && lower[open + 1] !== '/') {
      const link = /\shref\s*=\s*["']?([^"'\s>]{1,500})/i.exec(html.slice(open, Math.min(end, open + 2000)))?.[1];
      if (link && !link.startsWith('#')) said.push(` [${link}] `);
    }
    if (name && breaks.has(name)) said.push('\n');
    if (name === 'td' || name === 'th') said.push(' ');
    at = name && unread.has(name) && lower[open + 1] !== '/' ? closing(lower, name, end) : end + 1;
  }
  return said
    .join('')
    .replace(/&(#?[0-9a-z]{1,10});/gi, sign)
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
