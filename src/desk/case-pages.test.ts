// Tests of what the case page says.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english } from '#base/words.ts';
import { uk } from '#countries/uk/uk.ts';
import { clockName } from './case-pages.ts';

test('every clock of the law has a name that people read, and none is shown by its code', () => {
  const codes = [...Object.keys(uk.clocks), 'eighteenth-birthday'];
  assert.ok(codes.length > 10, 'the clocks were read');
  assert.deepEqual(
    codes.filter((code) => clockName(english, code) === code),
    [],
  );
  const names = codes.map((code) => clockName(english, code));
  assert.equal(new Set(names).size, names.length, 'two clocks have one name');
});
