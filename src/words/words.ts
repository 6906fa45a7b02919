// Every language's texts, and what the sources say in English: what each language still lacks is worked out from both.
import type { Dictionary } from '#base/words.ts';
import { ar } from './ar.ts';
import { cy } from './cy.ts';
import { openWords } from './open/all.ts';
import { saidIn } from './open-words.ts';

/** The files of the languages that say the whole service, without the texts of open pages, which have a file of their own. */
export const files: ReadonlyMap<string, Dictionary> = new Map([
  ['cy', cy],
  ['ar', ar],
]);

/** Languages beside English that say the whole service, by code. */
export const dictionaries: ReadonlyMap<string, Dictionary> = new Map([...files].map(([code, own]) => [code, { ...own, ...saidIn(openWords.get(code) ?? {}) }]));

export type Worded = { readonly id: string; readonly english: string };
export type SourceText = { readonly path: string; readonly text: string };

const literal = String.raw`'((?:\\.|[^'\\\n])*)'|"((?:\\.|[^"\\\n])*)"|` + '`((?:\\\\.|[^`\\\\])*)`';
const called = new RegExp(String.raw`\bsay\(\s*(?:${literal})\s*,\s*(?:${literal})`, 'g');

/** Every say('id', 'English') of the sources, once each, by id. Ids put together at run time belong to the forms' own texts. */
export function extract(sources: readonly SourceText[]): readonly Worded[] {
  const found = new Map<string, Worded>();
  for (const { text } of sources) {
    for (const match of text.matchAll(called)) {
      const id = match[1] ?? match[2] ?? match[3] ?? '';
      const english = unescape(match[4] ?? match[5] ?? match[6] ?? '');
      if (id.includes('${') || english.includes('${')) continue;
      found.set(`${id}\n${english}`, { id, english });
    }
  }
  return [...found.values()].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function unescape(text: string): string {
  return text.replace(/\\(u[0-9a-fA-F]{4}|.)/g, (_all, what: string) => {
    if (what.length === 5) return String.fromCharCode(parseInt(what.slice(1), 16));
    return what === 'n' ? '\n' : what === 't' ? '\t' : what;
  });
}

/** Ids that say two different things: a translator could only serve one of them. */
export function twoMeanings(texts: readonly Worded[]): readonly string[] {
  const first = new Map<string, string>();
  const twice = new Set<string>();
  for (const { id, english } of texts) {
    if ((first.get(id) ?? english) !== english) twice.add(id);
    first.set(id, english);
  }
  return [...twice];
}

/** What a language still lacks. */
export function missing(dictionary: Dictionary, texts: readonly Worded[]): readonly Worded[] {
  return texts.filter(({ id }) => !Object.hasOwn(dictionary, id));
}

/** What a language says and nobody asks for any more. */
export function leftOver(dictionary: Dictionary, texts: readonly Worded[]): readonly string[] {
  const ids = new Set(texts.map(({ id }) => id));
  return Object.keys(dictionary).filter((id) => !ids.has(id));
}

const names = (text: string): string =>
  [...text.matchAll(/\{(\w+)\}/g)]
    .map((match) => match[1])
    .sort()
    .join();

/** Translations whose {names} are not those of the English: a value would stay unsaid. */
export function otherNames(dictionary: Dictionary, texts: readonly Worded[]): readonly string[] {
  return texts.filter(({ id, english }) => dictionary[id] !== undefined && names(dictionary[id]) !== names(english)).map(({ id }) => id);
}

const languageNames: Readonly<Record<string, string>> = { cy: 'Welsh', ar: 'Arabic' };

/** One language's file: what is translated, and as comments what waits for a translator. */
export function fileText(code: string, dictionary: Dictionary, texts: readonly Worded[]): string {
  // Marks of direction cannot be seen: they are written as escapes.
  const seen = (text: string): string => text.replace(/[\u200e\u200f\u2066-\u2069]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);
  const quoted = (text: string): string => `'${seen(text.replace(/[\\']/g, '\\$&').replaceAll('\n', '\\n'))}'`;
  const wanting = new Map(missing(dictionary, texts).map(({ id, english }) => [id, english]));
  const ids = [...new Set([...Object.keys(dictionary), ...wanting.keys()])].sort();
  const lines = ids.map((id) => {
    const said = dictionary[id];
    return said === undefined ? `  // ${quoted(id)}: ${quoted(wanting.get(id) ?? '')},` : `  ${quoted(id)}: ${quoted(said)},`;
  });
  return `// ${languageNames[code] ?? code}. Draft: not yet checked by a native speaker. What is missing is said in English.
import type { Dictionary } from '#base/words.ts';

export const ${code}: Dictionary = {
${lines.join('\n')}
};
`;
}
