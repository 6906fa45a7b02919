// A chart says the same in its picture, its words and its table.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { barChart, lineChart, type ChartTexts } from './chart.ts';
import { written } from './html.ts';

const texts: ChartTexts = { id: 'c', title: 'Referrals <by> quarter', says: 'It rose.', category: 'Quarter', table: 'Chart: referrals' };
const cells = (out: string): string[] => [...out.matchAll(/<td[^>]*>([^<]*)</g)].map((match) => match[1] ?? '');

test('every bar stands in the table with its number', () => {
  const out = written(
    barChart(texts, 'People', [
      { label: 'Labour', value: 1120 },
      { label: 'Sexual', value: 0 },
    ]),
  );
  assert.deepEqual(cells(out), ['1,120', '0']);
  assert.equal(out.match(/<rect /g)?.length, 2);
});

test('a quarter without a number is a gap in the line and a dash in the table, not a nought', () => {
  const out = written(lineChart(texts, ['Q1', 'Q2', 'Q3'], [{ name: 'Adults', values: [1, null, 3] }]));
  assert.deepEqual(cells(out), ['1', '–', '3']);
  assert.equal(out.match(/<circle /g)?.length, 2);
  assert.equal(/ d="([^"]*)"/.exec(out)?.[1]?.match(/M/g)?.length, 2);
});

test('a break in the series is drawn and said', () => {
  const out = written(lineChart(texts, ['Q1', 'Q2'], [{ name: 'A', values: [1, 2] }], [{ at: 'Q2', why: 'New test' }]));
  assert.match(out, /nrm-chart__break/);
  assert.match(out, /Q2: New test/);
});

test('a chart has a name and a description, and no inline style that the browser would refuse', () => {
  for (const out of [written(barChart(texts, 'People', [])), written(lineChart(texts, ['Q1'], [{ name: 'A', values: [5] }]))]) {
    assert.match(out, /role="img" aria-labelledby="c-title c-says"/);
    assert.match(out, /<title id="c-title">Referrals &lt;by&gt; quarter<\/title><desc id="c-says">It rose\.<\/desc>/);
    assert.doesNotMatch(out, / style=|NaN|Infinity|undefined/);
  }
});

test('no chart has more lines than can be told apart without colour', () => {
  const five = Array.from({ length: 5 }, (_unused, i) => ({ name: String(i), values: [i] }));
  assert.throws(() => lineChart(texts, ['Q1'], five), /four lines/);
});
