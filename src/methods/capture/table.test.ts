// What a table of overlapping lists must be, and what is said of one that is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { uk5 } from '#tests/capture/published.ts';
import { english } from '#base/words.ts';
import { readOverlaps } from './table.ts';
import { refusalInWords } from './words.ts';

const refusal = (text: string): string => {
  const read = readOverlaps(text);
  assert.ok('wrong' in read, 'it was let in');
  return refusalInWords(read, english);
};

test('what cannot be estimated from is refused with the row that shows it', () => {
  for (const [text, says] of [
    ['A,count\n1,5\n', /^Row 1: .*at least two lists/],
    [`${'ABCDEFGHIJK'.split('').join(',')},count\n${'1,'.repeat(11)}3\n`, /^Row 1: more than 10 lists/],
    ['A,B,count\n1,0,5\n0,1,6\n1,1,2\n1,0,3\n', /^Row 5: .*earlier row/],
    ['A,B,count\n1,0,5\n0,1,6.5\n1,1,2\n', /^Row 3: .*whole number/],
    ['A,B,count\n1,0,5\n0,1,-6\n1,1,2\n', /^Row 3: .*whole number/],
    ['A,B,count\n1,0,5\n0,1,\n1,1,2\n', /^Row 3: .*whole number/],
    ['A,B,count\n1,0,5\n0,2,6\n1,1,2\n', /^Row 3: .*0 or 1/],
    ['A,B,count\n1,0,5\n0,1\n1,1,2\n', /^Row 3: .*columns/],
    ['A,B,count\n1,0,5\n0,0,9\n1,1,2\n', /^Row 3: .*on no list/],
    ['A,B,count\n1,0,50\n1,1,2\n', /^Row 2: A holds everybody/],
    ['A,B,C,count\n1,0,0,5\n0,1,0,60\n0,0,1,7\n', /^Row 3: nobody is on two lists/],
    ['A,B,count\n1,0,0\n0,1,0\n1,1,0\n', /nobody/],
    ['A,B,count\n', /nobody/],
    ['', /^Row 1: the first row/],
    ['A,A,count\n1,1,5\n', /^Row 1: the first row/],
    ['A,B\n1,0\n', /^Row 1: the first row/],
    ['A,B,count\n1,0,9999999999\n0,1,6\n1,1,2\n', /more than 1,000,000,000/],
  ] as const)
    assert.match(refusal(text), says, text);
});

test('a list on which nobody is, and one that holds the same people as another, are taken out and named', () => {
  const read = readOverlaps('A,B,C,D,count\n1,0,0,1,5\n0,1,0,0,6\n1,1,0,1,2\n');
  assert.ok(!('wrong' in read));
  assert.deepEqual([read.lists, read.left, read.same], [['A', 'B'], ['C'], [['A', 'D']]]);
  assert.deepEqual(read.cells, [
    { on: 1, count: 5 },
    { on: 2, count: 6 },
    { on: 3, count: 2 },
  ]);
});

test('neither the order of rows nor rows of nobody change what is read', () => {
  const rows = ['1,0,0,40', '0,1,0,30', '0,0,1,20', '1,1,0,6', '1,0,1,0', '1,1,1,2'];
  const read = (some: readonly string[]) => readOverlaps(`A,B,C,count\n${some.join('\n')}\n`);
  assert.deepEqual(read(rows), read([...rows].reverse()));
  assert.deepEqual(read(rows), read(rows.filter((row) => !row.endsWith(',0'))));
  assert.deepEqual(
    uk5.cells.map(({ count }) => count),
    [54, 463, 995, 695, 316, 15, 19, 3, 62, 19, 1, 76, 11, 8, 1, 1, 4, 1],
  );
});
