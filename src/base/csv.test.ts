// Comma-separated text: quotes, line ends, and where a line begins.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvLines } from './csv.ts';

test('quotes, doubled quotes, commas and line ends inside a field belong to it', () => {
  assert.deepEqual(
    csvLines('a,b\r\n"x, ""y""","two\nlines"\n\n1,\n').map((one) => [one.line, ...one.cells]),
    [
      [1, 'a', 'b'],
      [2, 'x, "y"', 'two\nlines'],
      [5, '1', ''],
    ],
  );
  assert.deepEqual(csvLines(''), []);
  assert.deepEqual(csvLines('\ufeffa'), [{ line: 1, cells: ['a'] }]);
});
