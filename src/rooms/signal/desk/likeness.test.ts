// Likeness of signals by keyed marks: what is said nearly alike is found, what is not is left apart, and without the key nothing can be tried.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { alikeFrom, markKey, marksOf, nearlySame } from './likeness.ts';

const key = markKey('AGE-SECRET-KEY-INVENTED');
const shared = (one: string, other: string): number => {
  const [a, b] = [marksOf(key, { words: one, place: '' }).words, marksOf(key, { words: other, place: '' }).words];
  return a.filter((mark, at) => mark === b[at]).length;
};
const tip =
  'There is a car wash behind the station in Invented Town where eight men sleep in one container, they are never alone, a man with a white van brings them before six and takes them away after dark every day';

test('the same words with other signs and letters are the same, in any script', () => {
  assert.equal(shared(tip, tip.toUpperCase().replaceAll(' ', ',  ')), 12);
  assert.equal(shared('هناك منزل فيه نساء لا يخرجن أبدا', 'هناك منزل، فيه نساء لا يخرجن أبدا!'), 12);
});

test('one word changed is still nearly the same; a tip about something else is not alike', () => {
  assert.ok(shared(tip, tip.replace('white', 'grey')) >= alikeFrom);
  assert.ok(shared(tip, tip.replace('every day', 'each day')) >= nearlySame - 3);
  const other =
    'My neighbour has a woman in the house who cleans and looks after three children, she has no coat and says she may not telephone her mother at all';
  assert.ok(shared(tip, other) < alikeFrom);
});

test('what is shared grows with how much is the same', () => {
  const words = tip.split(' ');
  const half = [...words.slice(0, 18), ...Array.from({ length: 20 }, (_, at) => `other${at}`)].join(' ');
  assert.ok(shared(tip, half) < shared(tip, `${tip} today`));
});

test('a place is the same whatever the order of its words, and another key makes other marks of everything', () => {
  const place = (text: string, by = key) => marksOf(by, { words: tip, place: text });
  assert.equal(place('Station Road, Invented Town').place, place('invented town  station road').place);
  assert.notEqual(place('Station Road').place, place('Station Street').place);
  const other = place('Station Road', markKey('AGE-SECRET-KEY-OTHER'));
  assert.ok(other.words.every((mark) => !place('Station Road').words.includes(mark)));
  assert.equal(place('').place, null);
});

test('any text at all has marks that do not depend on the day, and an empty one has none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const [one, again] = [marksOf(key, { words: text, place: text }), marksOf(key, { words: text, place: text })];
      assert.deepEqual(one, again);
      assert.ok(one.words.length === 0 || one.words.length === 12);
    }),
  );
  assert.deepEqual(marksOf(key, { words: ' ?! ', place: '' }), { words: [], place: null, grave: null });
});
