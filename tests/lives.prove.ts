// The long proof: two hundred thousand lives from a seed of the day, judged by the second opinion.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { test } from 'node:test';
import { check, nothingLived } from './lives-check.ts';
import { promised } from './promise.ts';

const wanted = Number(process.env['LIVES'] ?? 200_000);

test('in no generated life is a case decided twice, alone or too early, and no clock passes in silence', (t) => {
  const found = nothingLived();
  const first = randomInt(2 ** 30);
  for (let seed = first; seed < first + wanted; seed += 1) check(seed, found);
  t.diagnostic(`from seed ${first}: ${found.lives} lives, ${found.decisions} decisions, ${found.clocks} clocks`);
  assert.deepEqual(found.wrong.slice(0, 5), []);
  const lives = found.lives.toLocaleString('en-GB');
  promised('P6', `0 of ${found.decisions.toLocaleString('en-GB')} decisions in ${lives} generated lives stand twice for a stage and round`);
  promised(
    'P7',
    `0 of ${found.clocks.toLocaleString('en-GB')} clocks of ${lives} generated lives passed without being shown as late, or were hurried by a pause`,
  );
});
