// What other choices would have said: whole people, no chance, and no list left that says nothing.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { newYork, scotland, textOf, uk4, uk5, uk6 } from '#tests/capture/published.ts';
import { estimate } from './estimate.ts';
import { merged, overlapsMoved, withoutList } from './otherwise.ts';
import { estimateStrata, readStrata } from './strata.ts';
import { listsOn } from './table.ts';

test('the police and the crime agency as one list make the table of six into that of five', () => {
  const made = merged(uk6, 2, 5);
  assert.deepEqual([made.cells, made.people], [uk5.cells, uk5.people]);
  assert.deepEqual(made.lists, ['LA', 'NG', 'PF+NCA', 'GO', 'GP']);
});

test('without a list, who was on it alone was not found', () => {
  assert.equal(uk4.people, 2428);
  assert.equal(withoutList(uk5, 0).people, 2744 - 54);
});

test('links taken for mistaken make one person on each list of one on several, and no other changes', () => {
  for (const share of [0.01, 0.02, 0.05]) {
    const made = overlapsMoved(uk5, share);
    const on = (table: typeof uk5): number => table.cells.reduce((sum, { on: lists, count }) => sum + listsOn(lists) * count, 0);
    const several = (table: typeof uk5): number => table.cells.reduce((sum, { on: lists, count }) => sum + (listsOn(lists) > 1 ? count : 0), 0);
    assert.equal(on(made), on(uk5), 'as many entries on lists as before');
    assert.equal(several(made), several(uk5) - Math.round(share * several(uk5)));
  }
});

test('the estimate holds every other choice beside it', () => {
  const { sensitivity } = estimate(uk5, { replicates: 0, steps: 5000 });
  assert.deepEqual(
    [sensitivity?.without_list.length, sensitivity?.lists_merged.length, sensitivity?.overlaps_moved.map(({ name }) => name)],
    [5, 10, ['1%', '2%', '5%']],
  );
  assert.deepEqual(
    sensitivity?.threshold.map(({ stepwise }) => Math.round(Number(stepwise))),
    [13444, 13101, 12262, 12262, 11313, 11313, 11313],
  );
  assert.deepEqual(
    [sensitivity?.pairs_only, sensitivity?.downhill].map((one) => Math.round(Number(one))),
    [22991, 12262],
  );
});

test('a table split by sex and age is estimated part by part; a part without an estimate leaves the sum open', () => {
  const read = readStrata(textOf('scotland_pwid_2006_4lists_covariates.csv'), ['Gender']);
  assert.ok(!('wrong' in read) && !('wrong' in read.whole));
  assert.equal(read.whole.people, scotland.people);
  assert.deepEqual(
    read.strata.map(({ name }) => name),
    ['Male', 'Female'],
  );
  const { parts, sum } = estimateStrata(read.strata, undefined, 0.02);
  assert.equal(
    parts.reduce((all, { observed }) => all + observed, 0),
    scotland.people,
  );
  assert.ok(Math.abs(Number(sum?.stepwise) - parts.reduce((all, { stepwise }) => all + Number(stepwise), 0)) < 1e-6);
  const births = readStrata(textOf('newyork_spina_bifida_3lists_covariates.csv'), ['eth']);
  assert.ok(!('wrong' in births) && !('wrong' in births.whole));
  assert.equal(births.whole.people, newYork.people);
  const open = estimateStrata(births.strata, undefined, 0.02);
  assert.deepEqual(
    open.refused.map(({ name }) => name),
    ['other'],
  );
  assert.equal(open.sum, null);
});
