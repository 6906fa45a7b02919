// Ten million decisions in random worlds: the program's answer and the second opinion from the printed policy, compared one by one.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { compare, may, printedPolicy } from './access-worlds.ts';
import { promised } from './promise.ts';

test('ten million decisions: the program and the second opinion never differ', (t) => {
  const { printed } = printedPolicy();
  const seed = randomInt(2 ** 30);
  const { differences, allowed } = compare(printed, may, seed, 10_000_000);
  t.diagnostic(`seed ${seed}: 10,000,000 decisions, ${allowed} allowed, ${differences.length} different`);
  assert.deepEqual(differences.slice(0, 3), []);
  assert.ok(allowed > 1_000_000);
  promised(
    'P8',
    `10,000,000 decisions in random worlds (seed ${seed}), ${allowed.toLocaleString('en')} allowed: the program and a second reading of the printed policy differ 0 times`,
  );
});
