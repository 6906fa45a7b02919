// Texts of open pages in one language: each with the English it was made from, and who checked it and when, or that nobody has.
import { createHash } from 'node:crypto';
import type { Dictionary } from '#base/words.ts';
import type { Worded } from './words.ts';

/**
 * `made`: the fingerprint of the English it was made from. Drafted by a machine, unless a speaker of the language, `by`, has checked it `on` a day:
 * both of them or neither.
 */
export type Entry = readonly [made: string, said: string] | readonly [made: string, said: string, by: string, on: string];
export type OpenWords = Readonly<Record<string, Entry>>;

/** Eight signs of the English: enough to see that it was changed since. */
export const fingerprint = (english: string): string => createHash('sha256').update(english).digest('hex').slice(0, 8);

export const scopeOf = (id: string): string => id.split('.', 1)[0] ?? '';

export const saidIn = (words: OpenWords): Dictionary => Object.fromEntries(Object.entries(words).map(([id, [, said]]) => [id, said]));

export const isChecked = (entry: Entry): boolean => entry.length === 4 && entry[2].trim() !== '' && /^\d{4}-\d\d-\d\d$/.test(entry[3]);

/** What is not there, and what was made from English that has changed since. */
export function wanting(words: OpenWords, texts: readonly Worded[]): { readonly missing: readonly Worded[]; readonly stale: readonly Worded[] } {
  return {
    missing: texts.filter(({ id }) => !Object.hasOwn(words, id)),
    stale: texts.filter(({ id, english }) => words[id] !== undefined && words[id][0] !== fingerprint(english)),
  };
}

const quoted = (text: string): string => {
  // Marks of direction and joining cannot be seen: they are written as escapes.
  const seen = text
    .replaceAll('\\', '\\\\')
    .replaceAll('\n', '\\n')
    .replace(/[\u00a0\u200b-\u200f\u2066-\u2069]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return seen.includes("'") && !seen.includes('"') ? `"${seen}"` : `'${seen.replaceAll("'", "\\'")}'`;
};

/** One language's file. What is missing stands as a comment for a translator. */
export function openFileText(code: string, name: string, words: OpenWords, texts: readonly Worded[]): string {
  const lacking = new Map(wanting(words, texts).missing.map(({ id, english }) => [id, english]));
  const lines = [...new Set([...Object.keys(words), ...lacking.keys()])].sort().map((id) => {
    const entry = words[id];
    return entry
      ? `  '${id}': [${entry.map(quoted).join(', ')}],`
      : `  // '${id}': ['${fingerprint(lacking.get(id) ?? '')}', ${quoted(lacking.get(id) ?? '')}],`;
  });
  return `// ${name}: texts of open pages. Each: the English it was made from, the text, and who checked it and when; without these a machine’s draft.
import type { OpenWords } from '../open-words.ts';

export const ${code}: OpenWords = {
${lines.join('\n')}
};
`.replace("'../open-words.ts'", "'#words/open-words.ts'");
}
