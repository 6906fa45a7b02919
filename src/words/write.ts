// ./opennrm words: counts what each language lacks, lists it for one, and writes that language's file for a translator.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { List } from '#base/list.ts';
import { uk } from '#countries/uk/uk.ts';
import { formTexts } from '#form/texts.ts';
import { ringTexts } from '#law/ring.ts';
import { entitlementTexts } from '#journey/entitlements.ts';
import { clashTexts } from '#rooms/referral/contradictions.ts';
import { referral } from '#rooms/referral/form.ts';
import { guideTexts } from '#rooms/referral/guide.ts';
import { dictionaries, extract, fileText, leftOver, missing, otherNames, type Worded } from './words.ts';

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

export type WriteWords = { readonly language?: string; readonly write: boolean; readonly print: (line: string) => void };

/** Gives the exit status: 1 where a translation names values that the English does not. */
export function writeWords({ language, write, print }: WriteWords): Promise<number> {
  const texts = allTexts();
  if (!language) {
    print(`English: ${texts.length} texts`);
    for (const [code, dictionary] of dictionaries)
      print(`${code}: ${texts.length - missing(dictionary, texts).length} translated, ${missing(dictionary, texts).length} wanting`);
    return Promise.resolve(0);
  }
  const dictionary = dictionaries.get(language);
  if (!dictionary) {
    print(`There is no language ${language}. There are: ${[...dictionaries.keys()].join(', ')}. A new one is a file in src/words and a line in words.ts.`);
    return Promise.resolve(2);
  }
  if (write) {
    const path = join(source, 'words', `${language}.ts`);
    // Who checked the file stands in its first line, and stays.
    const head = readFileSync(path, 'utf8').split('\n', 1)[0] ?? '';
    writeFileSync(
      path,
      fileText(language, dictionary, texts).replace(/^.*/, () => head),
    );
    print(`Written: src/words/${language}.ts`);
  }
  for (const { id, english } of missing(dictionary, texts)) print(`wanting  ${id}  ${english}`);
  for (const id of leftOver(dictionary, texts)) print(`no longer asked for  ${id}`);
  const wrong = otherNames(dictionary, texts);
  for (const id of wrong) print(`names other values than the English  ${id}`);
  return Promise.resolve(wrong.length > 0 ? 1 : 0);
}
