// A page as lines of words: for the reader that a phone brings, for the test of how hard its words are, and for nothing else.
import { written, type Html } from './html.ts';

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: '\u00a0' };

const plain = (text: string): string =>
  text
    .replace(/&#(\d+);/g, (_all, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(\w+);/g, (all, name: string) => named[name] ?? all)
    .replace(/\s+/g, ' ')
    .trim();

/** The words of each block, in the order in which they are read. What cannot be seen is left out. */
export const wordsOf = (body: Html): readonly string[] => wordsIn(written(body));

/** The same of a page that has been sent. */
export function wordsIn(page: string): readonly string[] {
  return page
    .replace(/<(svg|script|style|template)\b[^]*?<\/\1>/g, '')
    .replace(/<input type="hidden"[^>]*>/g, '')
    .replace(/<\/?(p|h[1-6]|li|ul|ol|div|section|dt|dd|dl|summary|details|label|legend|button|form|table|tr|br|hr|figure|figcaption)\b[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .split('\n')
    .map(plain)
    .filter((line) => line !== '');
}
