// Phrases of a door: the words they are drawn from, the sum behind them, and how they are read again.
import assert from 'node:assert/strict';
import { createSecretKey, randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { atDoor, inside, newPhrases, readPhrase } from './phrase.ts';
import { wordList } from './word-list.ts';

/** Slow and plain: one letter more, less or other. */
function near(one: string, other: string): boolean {
  const [long, short] = one.length >= other.length ? [one, other] : [other, one];
  if (long.length === short.length) return [...long].filter((letter, at) => letter !== short[at]).length <= 1;
  return long.length - short.length === 1 && [...long].some((_letter, at) => long.slice(0, at) + long.slice(at + 1) === short);
}

test('a thousand and twenty-four words, each short, and no two that one slip of the pen makes alike', () => {
  assert.equal(new Set(wordList).size, 1024);
  assert.deepEqual(
    wordList.filter((word) => !/^[a-z]{3,8}$/.test(word)),
    [],
  );
  const alike = wordList.flatMap((one, at) => wordList.slice(at + 1).filter((other) => near(one, other)));
  assert.deepEqual(alike, []);
});

test('what opens a door has 60 bits at least, in words or in numbers', () => {
  const words = newPhrases('words').first.length * Math.log2(wordList.length);
  const numbers = newPhrases('numbers').first.length * Math.log2(10_000);
  assert.ok(words >= 60 && numbers >= 60, `${words} ${numbers}`);
});

test('words said under duress lead to the same door and have nothing else in common with those that open it', () => {
  for (let i = 0; i < 200; i += 1) {
    const { first, harmless } = newPhrases('numbers');
    assert.deepEqual(first.slice(0, 2), harmless.slice(0, 2));
    assert.equal(first.length, harmless.length, 'nor do they look other');
    assert.notDeepEqual(first, harmless);
  }
});

test('a phrase is read as people type it: capitals, commas, line breaks, no spaces between numbers, digits of their own script', () => {
  assert.deepEqual(readPhrase('  Apple,ROSE\n river-  '), ['apple', 'rose', 'river']);
  for (const typed of ['0123 4567 89', '0123456789', '٠١٢٣ ٤٥٦٧ ٨٩', '۰۱۲۳۴۵۶۷۸۹', '0123-4567-89'])
    assert.deepEqual(readPhrase(typed), ['0123', '4567', '89'], typed);
  for (const typed of ['', '   ', '!?', 'ا ب', 'x'.repeat(5000)]) assert.doesNotThrow(() => readPhrase(typed));
});

test('of a phrase nothing is kept that could be tried without the installation’s key; the same words at two doors are two hashes', async () => {
  const [key, other] = [createSecretKey(randomBytes(32)), createSecretKey(randomBytes(32))];
  const phrase = readPhrase('apple rose river lamp goat cloud');
  const [one, again, elsewhere] = [await atDoor(key, phrase), await atDoor(key, phrase), await atDoor(other, phrase)];
  assert.deepEqual(one, again);
  assert.notDeepEqual(one.hash, elsewhere.hash);
  assert.notDeepEqual(one.name, elsewhere.name);
  assert.notDeepEqual((await inside(key, 'a', phrase)).hash, (await inside(key, 'b', phrase)).hash);
  const neighbour = await atDoor(key, readPhrase('apple rose river lamp goat cat'));
  assert.deepEqual(one.name, neighbour.name, 'the first two words say which door');
  assert.notDeepEqual(one.hash, neighbour.hash);
});
