// Tests of the gate that every outgoing message passes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { safeContact } from './safe-contact.ts';

const today = day('2024-01-15');

test('holds a letter when nobody has asked how the person can be reached', () => {
  assert.deepEqual(safeContact({ ways: [], saidOn: null, doubted: false }, today), { open: false, why: 'no-safe-contact' });
});

test('holds a letter when the person said there is no safe way', () => {
  assert.deepEqual(safeContact({ ways: ['none'], saidOn: today, doubted: false }, today), { open: false, why: 'no-safe-contact' });
});

test('holds a letter when somebody doubts the contact, even if it was said today', () => {
  assert.deepEqual(safeContact({ ways: ['post'], saidOn: today, doubted: true }, today), { open: false, why: 'doubtful' });
});

test('asks again after 180 days and not a day earlier', () => {
  assert.equal(safeContact({ ways: ['post'], saidOn: day('2023-07-19'), doubted: false }, today).open, true);
  assert.deepEqual(safeContact({ ways: ['post'], saidOn: day('2023-07-18'), doubted: false }, today), { open: false, why: 'expired' });
});
