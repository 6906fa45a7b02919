// How often the 95 in 100 limits of an estimate hold the truth, in worlds whose truth is known. The figures stand in bench/README.md.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { coverage, inHundred, type World } from './capture/coverage.ts';
import { rome, uk4, uk5, uk6 } from './capture/published.ts';
import { countsIn, toolsFor } from '#methods/capture/otherwise.ts';
import { independent, stepwise } from '#methods/capture/stepwise.ts';

const chosen = (name: string, table: World['table'], threshold: number): World => ({
  name,
  table,
  model: stepwise(toolsFor(table.lists.length), countsIn(table), threshold).model,
});
/** [123,25,34] of the five lists, which BIC chooses. */
const joint: World = { name: 'three lists depend jointly (five lists, 25,311 people)', table: uk5, model: [...independent(5), 3, 5, 6, 12, 18, 7] };
const pairs5 = chosen('pairs of five lists (11,313 people)', uk5, 0.02);

test('where the truth is a model of pairs the limits hold it nearly as often as they say; where three lists depend jointly stepwise does not', () => {
  for (const [world, method, datasets, replicates, least, most] of [
    [pairs5, 'stepwise', 300, 600, 85, 100],
    [chosen('independent lists (five lists, 13,444 people)', uk5, 0), 'stepwise', 300, 600, 85, 100],
    [chosen('pairs of six lists (11,418 people)', uk6, 0.02), 'stepwise', 300, 600, 85, 100],
    [chosen('pairs of four lists (11,015 people)', uk4, 0.02), 'stepwise', 300, 600, 85, 100],
    [chosen('independent lists (four lists, 11,125 people)', rome, 0.02), 'stepwise', 300, 600, 85, 100],
    [joint, 'stepwise', 200, 600, 0, 80],
    [joint, 'bic', 100, 400, 70, 100],
    [pairs5, 'bic', 100, 400, 70, 100],
  ] as const) {
    const found = coverage(world, method, datasets, replicates, 11);
    const share = (100 * found.held) / found.datasets;
    console.log(
      `${world.name}, ${method}: of ${found.datasets} tables the limits hold the truth in ${inHundred(found.held, found.datasets)} of 100 ` +
        `(it lies below in ${found.below}, above in ${found.above}; without bound ${found.unbounded}); the chosen model's own in ${inHundred(found.alone, found.datasets)}`,
    );
    assert.ok(share >= least && share <= most, `${world.name}, ${method}: ${share}`);
  }
});
