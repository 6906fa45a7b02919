// Rules: versions by day and nation, silence, overlaps; findings carry their source along.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { assumed, inForce, read, rule, SilentLaw, versionOf } from './rule.ts';

const halves = rule('test.halves', 'How much?', [
  { from: day('2020-01-01'), until: day('2020-12-31'), value: 1, source: read('Act A') },
  { from: day('2021-01-01'), nations: ['north'], value: 2, source: read('Act B', 'B') },
  { from: day('2021-01-01'), nations: ['south'], value: 3, source: assumed('Nobody knows') },
]);

test('the last day of a version still has the old law and the day after has the new', () => {
  assert.equal(inForce(halves, day('2020-12-31'), 'north').value, 1);
  assert.equal(inForce(halves, day('2021-01-01'), 'north').value, 2);
  assert.equal(inForce(halves, day('2021-01-01'), 'south').value, 3);
});

test('before the first version and in a nation nobody wrote law for, the law is silent and says so', () => {
  assert.throws(() => inForce(halves, day('2019-12-31'), 'north'), SilentLaw);
  assert.throws(() => inForce(halves, day('2021-01-01'), 'west'), /No law in force for "How much\?" \(test\.halves\) on 2021-01-01 in west/);
  assert.equal(versionOf(halves, day('2019-12-31'), 'north'), undefined);
});

test('a finding carries its rule, source and standing along', () => {
  assert.deepEqual(inForce(halves, day('2022-01-01'), 'south').because, {
    rule: 'test.halves',
    question: 'How much?',
    from: '2021-01-01',
    source: 'Nobody knows',
    standing: 'assumed',
  });
});

test('two versions for the same nation may not overlap, in whatever order they are written', () => {
  const one = { from: day('2020-01-01'), until: day('2020-06-30'), value: 1, source: read('Act A') };
  const other = { from: day('2020-06-30'), value: 2, source: read('Act B') };
  assert.throws(() => rule('test.x', '?', [one, other]), /overlap/);
  assert.throws(() => rule('test.x', '?', [other, one]), /overlap/);
  assert.throws(() => rule('test.x', '?', [one, { ...other, nations: ['north'] }]), /overlap/);
  assert.doesNotThrow(() =>
    rule('test.x', '?', [
      { ...one, nations: ['south'] },
      { ...other, nations: ['north'] },
    ]),
  );
});
