// A picture of ranges never hides that there is no upper limit, nor gives one number alone.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { written } from './html.ts';
import { rangeChart, type RangeTexts } from './range-chart.ts';

const texts: RangeTexts = {
  id: 'r',
  title: 'How many, by method',
  says: 'Methods differ.',
  category: 'Method',
  table: 'Chart: how many',
  heads: ['Estimate', 'From', 'To'],
  noLimit: 'no upper limit',
  none: 'none',
};

test('each range is drawn between its limits and stands in the table with all three numbers', () => {
  const out = written(rangeChart(texts, [{ label: 'Stepwise', at: 11313, low: 8785, high: 14701 }]));
  assert.deepEqual(
    [...out.matchAll(/<td[^>]*>([^<]*)</g)].map(([, cell]) => cell),
    ['11,313', '8,785', '14,701'],
  );
  assert.equal(out.match(/nrm-chart__range/g)?.length, 1);
});

test('a range without an upper limit ends in an arrow and says so; what could not be worked out is no nought', () => {
  const out = written(
    rangeChart(texts, [
      { label: 'Stepwise', at: 900, low: 400, high: null },
      { label: 'BIC', at: null, low: null, high: null },
    ]),
  );
  assert.match(out, /x2="98%"/);
  assert.match(out, />no upper limit</);
  assert.equal(out.match(/>none</g)?.length, 3);
  assert.doesNotMatch(out, /NaN|Infinity|undefined/);
});
