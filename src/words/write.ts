// ./opennrm words: counts what each language lacks, lists it for one, and writes that language's file for a translator.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { List } from '#base/list.ts';
import type { Dictionary } from '#base/words.ts';
import { uk } from '#countries/uk/uk.ts';
import { formTexts } from '#form/texts.ts';
import { openLanguages } from '#kit/view/spoken.ts';
import { openRingTexts, ringTexts } from '#law/ring.ts';
import { entitlementTexts } from '#journey/entitlements.ts';
import { clashTexts } from '#rooms/referral/contradictions.ts';
import { referral } from '#rooms/referral/form.ts';
import { guideTexts } from '#rooms/referral/guide.ts';
import { fingerprint, isChecked, openFileText, saidIn, scopeOf, wanting, type OpenWords } from './open-words.ts';
import { openWords } from './open/all.ts';
import { everywhere, learning, learningIn } from './tongues.ts';
import { dictionaries, extract, files, fileText, leftOver, missing, otherNames, type Worded } from './words.ts';

const source = fileURLToPath(new URL('../', import.meta.url));

/** Every text of the screens and of the forms. */
export function allTexts(): readonly Worded[] {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'));
  const said = extract(files.map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') })));
  // A text's id has a full stop: a `say` without one is another function's.
  const ids = said.filter(({ id }) => id.includes('.'));
  return [
    ...ids,
    ...formTexts(referral),
    ...guideTexts(),
    ...clashTexts(),
    ...ringTexts(uk, ['E06000010']),
    ...entitlementTexts(uk),
    ...Object.values(uk.lists).flatMap(listTexts),
  ];
}

/** Only short lists are put into words; names of places, languages and organisations stand as they are published. */
const shortest = 40;

function listTexts(list: List): readonly Worded[] {
  return list.items.length > shortest ? [] : list.items.map(({ code, label }) => ({ id: `list.${list.id}.${code}`, english: label }));
}

/** The texts of open pages that a language must say: help, telling and the way out in all of them, learning in some. */
export function openTexts(code: string, all = allTexts()): readonly Worded[] {
  const scopes: readonly string[] = learningIn.includes(code) ? [...everywhere, ...learning] : everywhere;
  const said = all.filter(({ id }) => scopeOf(id) !== 'ring' && scopes.includes(scopeOf(id)));
  return [...new Map([...said, ...openRingTexts(uk)].map((one) => [one.id, one])).values()];
}

export type WriteWords = { readonly language?: string; readonly write: boolean; readonly print: (line: string) => void };

/** Gives the exit status: 1 where something is missing or stale on open pages, or a translation names values that the English does not. */
export function writeWords({ language, write, print }: WriteWords): Promise<number> {
  const texts = allTexts();
  if (!language) {
    print(`English: ${texts.length} texts`);
    for (const [code, dictionary] of dictionaries)
      print(`${code}: ${texts.length - missing(dictionary, texts).length} translated, ${missing(dictionary, texts).length} wanting`);
    for (const [code, words] of openWords) print(`${code}: ${openSum(words, openTexts(code, texts))}`);
    return Promise.resolve(0);
  }
  const [own, open] = [files.get(language), openWords.get(language)];
  if (!own && !open) {
    print(
      `There is no language ${language}. There are: ${[...openWords.keys()].join(', ')}. A new one is a file in src/words/open and a line in all.ts and tongues.ts.`,
    );
    return Promise.resolve(2);
  }
  const wrong = [
    own ? wholeService(language, own, { texts, write, print }) : 0,
    open ? openPages(language, open, { texts: openTexts(language, texts), write, print }) : 0,
  ];
  return Promise.resolve(Math.max(...wrong));
}

type Told = { readonly texts: readonly Worded[]; readonly write: boolean; readonly print: (line: string) => void };

function wholeService(language: string, own: Dictionary, { texts, write, print }: Told): number {
  const dictionary = dictionaries.get(language) ?? own;
  if (write) {
    const path = join(source, 'words', `${language}.ts`);
    // Who checked the file stands in its first line, and stays.
    const head = readFileSync(path, 'utf8').split('\n', 1)[0] ?? '';
    const rest = texts.filter(({ id }) => Object.hasOwn(own, id) || !Object.hasOwn(dictionary, id));
    writeFileSync(
      path,
      fileText(language, own, rest).replace(/^.*/, () => head),
    );
    print(`Written: src/words/${language}.ts`);
  }
  for (const { id, english } of missing(dictionary, texts)) print(`wanting  ${id}  ${english}`);
  for (const id of leftOver(dictionary, texts)) print(`no longer asked for  ${id}`);
  const wrong = otherNames(dictionary, texts);
  for (const id of wrong) print(`names other values than the English  ${id}`);
  return wrong.length > 0 ? 1 : 0;
}

function openSum(words: OpenWords, texts: readonly Worded[]): string {
  const { missing: none, stale } = wanting(words, texts);
  const checked = Object.values(words).filter(isChecked).length;
  return `on open pages ${texts.length} texts, ${none.length} missing, ${stale.length} stale, ${checked} checked by a speaker`;
}

/** What open pages still lack in a language: this fails a test. That nobody has checked a text fails none, and the page says it. */
function openPages(language: string, words: OpenWords, { texts, write, print }: Told): number {
  if (write) {
    const name = new Intl.DisplayNames(['en'], { type: 'language' }).of(language) ?? language;
    writeFileSync(join(source, 'words', 'open', `${language}.ts`), openFileText(language, name, words, texts));
    print(`Written: src/words/open/${language}.ts`);
  }
  print(`${openLanguages.find((one) => one.code === language)?.name ?? language}: ${openSum(words, texts)}`);
  const { missing: none, stale } = wanting(words, texts);
  for (const { id, english } of none) print(`open page lacks  ${id}  ${fingerprint(english)}  ${english}`);
  for (const { id, english } of stale) print(`English has changed  ${id}  ${fingerprint(english)}  ${english}`);
  const dictionary = saidIn(words);
  const wrong = otherNames(dictionary, texts);
  for (const id of wrong) print(`names other values than the English  ${id}`);
  for (const id of leftOver(dictionary, texts)) print(`no longer asked for  ${id}`);
  return none.length + stale.length + wrong.length > 0 ? 1 : 0;
}
