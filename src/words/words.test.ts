// Texts have one meaning each, and each language says the values that the English says.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { dictionaries, extract, fileText, missing, otherNames, twoMeanings, type SourceText } from './words.ts';

const folder = fileURLToPath(new URL('../', import.meta.url));
const sources: SourceText[] = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
  .map((path) => ({ path, text: readFileSync(join(folder, path), 'utf8') }));
const texts = extract(sources);

test('the sources are found and say something', () => {
  assert.ok(texts.length > 40);
});

test('no text id has two different English texts', () => {
  assert.deepEqual(twoMeanings(texts), []);
});

test('planted: one id with two English texts is found', () => {
  const planted = extract([
    { path: 'a.ts', text: `say('a.b', 'One')` },
    { path: 'b.ts', text: `ask.say(\n  "a.b",\n  "Two", { n: 1 })` },
  ]);
  assert.deepEqual(twoMeanings(planted), ['a.b']);
});

test('quotes, line breaks and values in a text are read as written', () => {
  const [found] = extract([{ path: 'a.ts', text: String.raw`say('x', 'It\'s {n} o\u2019clock\nnow', { n: 3 })` }]);
  assert.equal(found?.english, "It's {n} o\u2019clock\nnow");
});

test('every language says everything that stands on every page and on the notes that a phone keeps', () => {
  const frame = texts.filter(({ id }) => /^(layout|who|errors|carry|offline)\.|^note\.(health|keep-(fact|words|view))$/.test(id));
  for (const [code, dictionary] of dictionaries) assert.deepEqual(missing(dictionary, frame), [], code);
});

test('a translation names the same values as the English', () => {
  for (const [code, dictionary] of dictionaries) assert.deepEqual(otherNames(dictionary, texts), [], code);
});

test('a language file lists what waits for a translator', () => {
  const text = fileText('cy', { 'a.b': 'Un' }, [
    { id: 'a.b', english: 'One' },
    { id: 'a.c', english: "It's two" },
  ]);
  assert.match(text, /^ {2}'a\.b': 'Un',$/m);
  assert.match(text, /^ {2}\/\/ 'a\.c': 'It\\'s two',$/m);
});
