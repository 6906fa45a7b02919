// Code lists: an item may be chosen from its first to its last day, and keeps its meaning after it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from './day.ts';
import { inForceOn, itemOf, list } from './list.ts';

const councils = list('councils', 'Invented', [
  { code: 'old', label: 'Old Council', until: day('2023-03-31') },
  { code: 'new', label: 'New Council', from: day('2023-04-01') },
  { code: 'ever', label: 'Ever Council' },
]);

test('the old council may be chosen on its last day, the new one from the next', () => {
  const codes = (on: string) => inForceOn(councils, day(on)).map((item) => item.code);
  assert.deepEqual(codes('2023-03-31'), ['old', 'ever']);
  assert.deepEqual(codes('2023-04-01'), ['new', 'ever']);
});

test('a code that may no longer be chosen still says what it meant', () => {
  assert.equal(itemOf(councils, 'old')?.label, 'Old Council');
  assert.equal(itemOf(councils, 'never'), undefined);
});

test('a list with the same code twice is refused', () => {
  assert.throws(
    () =>
      list('x', 'Invented', [
        { code: 'a', label: 'A' },
        { code: 'a', label: 'B' },
      ]),
    /code a twice/,
  );
});
