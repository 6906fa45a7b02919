// A table as a file: what stands in a cell is read as it stands, and a spreadsheet works nothing out of it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { csvOf, quoted } from './exact.ts';
import { measures } from './measures.ts';

test('a label that a spreadsheet would take for a formula comes as a text', () => {
  for (const start of ['=', '+', '-', '@', '\t', '\r', '\n', '\u0000', '＝', '＋', '－', '＠']) {
    const cell = quoted(`${start}HYPERLINK("http://evil.invalid","x")`);
    assert.match(cell, /^"?'/, JSON.stringify(start));
    assert.ok(cell.includes(`'${start}`), 'nothing of the words is lost');
  }
  assert.equal(quoted('=1+1'), "'=1+1");
});

test('numbers, dashes within and ordinary labels stay as they are', () => {
  for (const plain of ['12', '-3', '+4.5', 'Police - Met', 'Côte d’Ivoire', '', 'a=b']) assert.equal(quoted(plain), plain);
  assert.equal(quoted('One, "two"\nthree'), '"One, ""two""\nthree"');
});

test('a whole table: headings, labels and counts, formula-safe', () => {
  const text = csvOf({ measure: measures.detail, columns: ['=cmd', 'place'], rows: [{ cells: ['@SUM(A1)', 'Hull'], people: 3 }] });
  assert.equal(text, "'=cmd,place,people\n'@SUM(A1),Hull,3\n");
});
