// Whether a model has an estimate: beside a slow answer in fractions that shares no code with the quick one.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { existenceSlowly } from '#tests/capture/exists-slowly.ts';
import { sparse } from '#tests/capture/sparse.ts';
import { judging } from './existence.ts';
import { countsOf, fitting } from './fit.ts';

test('of 10,000 sparse tables of three to six lists the quick answer is the slow one, and there are some of every kind', () => {
  const judges = new Map([3, 4, 5, 6].map((lists) => [lists, judging(lists)]));
  const kinds = [0, 0, 0, 0];
  for (let number = 0; number < 10_000; number += 1) {
    const { lists, counts, model } = sparse(number);
    const slowly = existenceSlowly(counts, model);
    const found = judges.get(lists)?.(countsOf(Float64Array.from(counts)), model);
    assert.equal(found, slowly, `table ${number}: ${counts.join()} with ${model.join()}`);
    kinds[slowly] = (kinds[slowly] ?? 0) + 1;
  }
  assert.ok(
    kinds.every((many) => many > 100),
    kinds.join(),
  );
});

test('planted: an answer that only counts cells with people against terms is caught', () => {
  let differ = 0;
  for (let number = 0; number < 500; number += 1) {
    const { counts, model } = sparse(number);
    const planted = counts.filter((count) => count > 0).length >= model.length;
    if (planted !== (existenceSlowly(counts, model) === 0)) differ += 1;
  }
  assert.ok(differ > 20, `${differ}`);
});

test('wherever an estimate exists and is the only one, a fit settles, and its fitted sums are those found', () => {
  for (let number = 0; number < 2_000; number += 1) {
    const { lists, counts, model } = sparse(number, 21);
    const table = countsOf(Float64Array.from(counts));
    if (judging(lists)(table, model) !== 0) continue;
    const fit = fitting(lists).fit(table, model);
    assert.ok(fit.settled, `table ${number}`);
    for (const term of fit.terms) {
      const sum = fit.fitted.reduce((all, mean, cell) => ((cell & term) === term ? all + mean : all), 0);
      // What a fit leaves open at R's way of stopping.
      assert.ok(Math.abs(sum - (table.holding[term] ?? 0)) < 1e-3 * (1 + (table.holding[term] ?? 0)), `table ${number}, term ${term}: ${sum}`);
    }
  }
});
