// Texts: the reader's language where there is one, English otherwise, values put in wherever they stand.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english, sayIn } from './words.ts';

test('what a language lacks is said in English', () => {
  const say = sayIn({ 'test.hello': 'Helo {name}' });
  assert.equal(say('test.hello', 'Hello {name}', { name: 'Wren' }), 'Helo Wren');
  assert.equal(say('test.bye', 'Goodbye {name}', { name: 'Wren' }), 'Goodbye Wren');
});

test('a value may hold braces and a missing value stays visible instead of vanishing', () => {
  assert.equal(english('test.x', '{a} and {b}', { a: '{b}' }), '{b} and {b}');
  assert.equal(english('test.x', '{count} of {all}', { count: 0, all: 2 }), '0 of 2');
});
