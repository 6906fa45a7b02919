// Tests of the chronology's order.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { inOrder, type Entry } from './chronology.ts';

const entry = (earliest: string, latest: string, what: string): Entry => ({ earliest: day(earliest), latest: day(latest), what, from: 'said' });

test('what can have begun first comes first, and of two that begin together the one known better', () => {
  const year = entry('2021-01-01', '2021-12-31', 'a year');
  const known = entry('2021-01-01', '2021-01-01', 'a day');
  const later = entry('2021-06-01', '2021-06-30', 'a month');
  assert.deepEqual(
    inOrder([later, year, known]).map((one) => one.what),
    ['a day', 'a year', 'a month'],
  );
});
