// Tables of every kind at random: no small count can be worked out, and nothing cheaper is safe. In full: tests/disclosure.prove.ts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attempts } from './attempts.ts';

test('of tables of every kind no small count can be worked out, by a check that shares nothing with what hid it, and nothing cheaper is safe', async () => {
  const { wrong, primaries, compared } = await attempts(24, 501, 5);
  assert.deepEqual(wrong, []);
  assert.ok(primaries > 100 && compared > 3, `${primaries} small counts, ${compared} compared`);
});
