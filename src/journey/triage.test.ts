// The order of signals: harm first, unread before read, and no number of harmless ones buries one that is not.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '#base/day.ts';
import { beforeOf, harmOf, harms, readBy, ringsNow, type Waiting } from './triage.ts';

const at = instant('2024-01-15T09:00:00.000Z');
const harmless = { danger: 'no', child: 'no', held: 'no', placeKnown: false } as const;

test('the worst that is known counts, and what was not read is not known, never harmless', () => {
  assert.equal(harmOf('yes', null), 'danger');
  assert.equal(harmOf('no', null), 'not-known');
  assert.equal(harmOf('no', harmless), 'other');
  assert.equal(harmOf('no', { ...harmless, child: 'yes', held: 'yes' }), 'child');
  assert.equal(harmOf('no', { ...harmless, held: 'not-known' }), 'not-known');
  assert.equal(harmOf('yes', harmless), 'other', 'who read it knows better than the box that was ticked');
});

test('danger rings at once, a child after an hour, and nothing rings that was read', () => {
  assert.equal(ringsNow(at, 'danger', at), true);
  assert.equal(ringsNow(at, 'child', instant('2024-01-15T09:59:59.000Z')), false);
  assert.equal(ringsNow(at, 'child', instant('2024-01-15T10:00:00.000Z')), true);
  assert.equal(ringsNow(null, 'danger', at), false);
  assert.equal(readBy(at, 'danger'), '2024-01-15T09:15:00.000Z');
});

const waiting = fc.record({
  harm: fc.constantFrom(...harms),
  placeKnown: fc.boolean(),
  waits: fc.constantFrom(null, at, instant('2024-01-15T08:00:00.000Z')),
  bucket: fc.constant(at),
  file: fc.uuid(),
});

test('however many others came, and whenever, somebody in danger who was not read stands before them', () => {
  fc.assert(
    fc.property(fc.array(waiting, { maxLength: 60 }), (others) => {
      const one: Waiting = { harm: 'danger', placeKnown: true, waits: instant('2024-01-15T07:00:00.000Z'), bucket: at, file: '0' };
      const sorted = [...others, one].sort(beforeOf);
      assert.ok(sorted.slice(0, sorted.indexOf(one)).every((before) => before.harm === 'danger' && before.waits !== null && before.placeKnown));
    }),
  );
});

test('the order is one order: it does not depend on how they lay before', () => {
  fc.assert(
    fc.property(fc.uniqueArray(waiting, { maxLength: 20, selector: ({ file }) => file }), (some) => {
      assert.deepEqual([...some].reverse().sort(beforeOf), [...some].sort(beforeOf));
    }),
  );
});
