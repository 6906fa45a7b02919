// What is said of an estimate: a range first, why methods differ, what is taken for granted, and never one number by itself.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { english } from '#base/words.ts';
import { artificial, uk5 } from '#tests/capture/published.ts';
import { estimate } from './estimate.ts';
import { about, inWords } from './words.ts';

test('of the United Kingdom it says 11,313 and 25,311 together, that three lists depend jointly in one, and that the data cannot say which', () => {
  const said = inWords(estimate(uk5, { replicates: 0, sensitivity: false, steps: 10_000 }), english);
  assert.match(said[0] ?? '', /2,744 people .* 11,300 to 25,300/);
  const why = said.find((one) => one.includes('25,311')) ?? '';
  assert.match(why, /11,313 .*jointly \(LA:NG:PFNCA\)/);
  for (const word of [/cannot say which/, /joined or left/, /recognised/, /cannot be tested/, /National Referral Mechanism/, /without the others/]) {
    assert.ok(
      said.some((one) => word.test(one)),
      String(word),
    );
  }
});

test('whichever method is asked for, the others stand beside it', () => {
  for (const method of ['stepwise', 'bic', 'bayes'] as const) {
    const { results, range } = estimate(artificial, { method, replicates: 0, sensitivity: false, steps: 10_000 });
    assert.equal(results[0]?.method, method);
    assert.equal(new Set(results.map((one) => one.method)).size, 3);
    assert.ok(range[0] !== range[1]);
  }
});

test('two or three figures say what is known', () => {
  assert.deepEqual([about(11312.99, english), about(978, english), about(55.2, english), about('infinite', english)], ['11,300', '978', '55', 'no bound']);
});
