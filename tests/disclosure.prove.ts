// A thousand invented tables of every kind: no small count can be worked out of any, re-checked by code that shares nothing with what hid them.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attempts } from './disclosure/attempts.ts';
import { protect } from '#methods/disclosure/suppress.ts';
import { invented } from './disclosure/invented.ts';
import { promised } from './promise.ts';

test('of a thousand tables no small count can be worked out, and where it was found directly nothing cheaper is safe', async () => {
  const { tables, primaries, compared, wrong } = await attempts(1000, 1001, 5);
  assert.deepEqual(wrong, []);
  promised(
    'P16',
    `${tables} invented tables (two and three dimensions, groups, linked): none of ${primaries} small counts could be worked out, re-checked by a plain simplex; ` +
      `the cost of ${compared} was the least by a direct program. This is of the method, on invented tables alone`,
  );
});

test('the table of 4 by 4 by 5 of reference is protected at its published optimum', async () => {
  const { cost, optimal, audit } = await protect(invented([4, 4, 5], 11), { threshold: 5 });
  assert.deepEqual([cost, optimal, audit.passed, audit.whole], [439, true, true, 'confirmed']);
});
