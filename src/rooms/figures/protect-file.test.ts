// A table handed in: what is wrong with it is said with its row, and what comes back marks what is hidden.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { protect } from '#methods/disclosure/suppress.ts';
import { asCsv, asJson, readTable } from './protect-file.ts';

const none = new Map<string, string>();
const small = 'area,age,people\nNorth,Adult,20\nNorth,Child,2\nSouth,Adult,30\nSouth,Child,9\nWest,Adult,7\nWest,Child,8\n';

test('a table that cannot be protected is refused in a sentence that names the row', () => {
  const wrong: readonly (readonly [string, RegExp])[] = [
    ['', /first row must name the columns/],
    ['people\n3\n', /first row must name the columns/],
    ['a,a,n\n', /first row must name the columns/],
    ['a,value,n\nx,y,1\n', /cannot be called value/],
    ['a,b,n\n', /no inner cell/],
    ['a,b,n\nx,y,-1\n', /^Row 2: the count must be a whole number/],
    ['a,b,n\nx,y,1\nx,z,1.5\n', /^Row 3: the count must be a whole number/],
    ['a,b,n\nx,y,\n', /^Row 2: the count/],
    ['a,b,n\nx,y,1\n\nx,y,2\n', /^Row 4: this cell was given/],
    ['a,b,n\nx,1\n', /^Row 2: it has not as many columns/],
    ['a,b,n\nx,y,1\nx,Total,2\n', /^Row 3: this total is not the sum/],
    ['a,b,n\nTotal,Total,2\n', /no inner cell/],
  ];
  for (const [text, says] of wrong) assert.match(String(readTable(text, none)), says, text);
  assert.equal(typeof readTable('a,b,n\nx,y,1\nx,z,1\nx,Total,2\n', none), 'object', 'a total that is right is no fault');
});

test('a hierarchy that goes round, names no column, or gives a code two places is refused', () => {
  const with_ = (text: string, column = 'area') => String(readTable(small, new Map([[column, text]])));
  assert.match(with_('North,Up\nUp,Down\nDown,Up\n'), /Hierarchy of area: it goes round in a circle/);
  assert.match(with_('North,Up\nNorth,Down\n'), /row 2: North stands under something already/);
  assert.match(with_('North\n'), /row 1 must be a code and the code it stands under/);
  assert.match(with_('North,Up\n', 'region'), /no column region/);
  const table = readTable(small, new Map([['area', 'North,Land\nSouth,Land\n']]));
  assert.ok(typeof table !== 'string');
  assert.deepEqual(
    table.cells.filter(({ codes }) => codes[1] === 'Total').map(({ codes, count }) => [codes[0], count]),
    [
      ['North', 22],
      ['South', 39],
      ['West', 15],
      ['Land', 61],
      ['Total', 76],
    ],
  );
});

test('the table for everybody marks what is hidden and does not say which of it is small; the one for who protects says all', async () => {
  const table = readTable(small, none);
  assert.ok(typeof table !== 'string');
  const made = await protect(table, { threshold: 5 });
  const csv = asCsv(table, made);
  assert.match(csv, /^area,age,count\nNorth,Adult,\[c\]\nNorth,Child,\[c\]\n/);
  assert.doesNotMatch(csv, /primary|,2\n/);
  const said = JSON.parse(asJson(table, made)) as { cells: Record<string, unknown>[]; cost: number; optimal: boolean; audit: Record<string, unknown> };
  assert.equal(said.cells.length, 12);
  const child = said.cells[1] ?? {};
  assert.deepEqual([child['area'], child['age'], child['value'], child['status']], ['North', 'Child', 2, 'primary']);
  assert.ok(Number(child['low']) <= 1 && Number(child['high']) >= 5);
  assert.deepEqual([said.optimal, said.audit], [true, { passed: true, failed: 0, whole: 'confirmed' }]);
});
