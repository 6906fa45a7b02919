// A draft's end and the warning before it are two clocks of the law, and nobody's guess.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { example } from '#countries/example/example.ts';
import { uk } from '#countries/uk/uk.ts';
import { expiryOf } from './expiry.ts';

const written = day('2024-01-15');

test('the team is warned from the day that the law’s own clock says, in each country by its own', () => {
  const warned = (of: typeof uk, nation: string, on: string) => expiryOf(of, nation, written, day(on))?.warn;
  assert.deepEqual([warned(uk, 'england', '2024-02-04'), warned(uk, 'england', '2024-02-05')], [false, true]);
  const nation = example.nations[0]?.code ?? '';
  assert.deepEqual([warned(example, nation, '2024-01-23'), warned(example, nation, '2024-01-24')], [false, true]);
});

test('where the law knows no warning there is none, and where it knows no end a draft stays', () => {
  const { 'draft-warning': _warning, ...unwarned } = uk.clocks;
  assert.equal(expiryOf({ ...uk, clocks: unwarned }, 'england', written, day('2024-02-12'))?.warn, false);
  const { 'draft-expiry': _expiry, ...endless } = uk.clocks;
  assert.equal(expiryOf({ ...uk, clocks: endless }, 'england', written, day('2034-02-12')), undefined);
});
