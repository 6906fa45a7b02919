// Codes are for ever (data.md 14): no list loses a code, and no code changes what it means. New codes are written in with UPDATE_GOLDEN=1.
import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { uk } from '#countries/uk/uk.ts';

const path = join(import.meta.dirname, 'golden/lists.json');
/** List, then code, then the words it means. */
type Golden = Readonly<Record<string, Readonly<Record<string, string>>>>;

const golden: Golden = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Golden) : {};
const now: Golden = Object.fromEntries(Object.values(uk.lists).map((list) => [list.id, Object.fromEntries(list.items.map((item) => [item.code, item.label]))]));

/** What was there and is gone or means something else. */
function broken(before: Golden, after: Golden): readonly string[] {
  return Object.entries(before).flatMap(([id, codes]) => {
    const list = after[id];
    if (!list) return [`the list ${id} is gone`];
    return Object.entries(codes).flatMap(([code, words]) => {
      if (!(code in list)) return [`${id}: the code ${code} is gone`];
      return list[code] === words ? [] : [`${id}: ${code} meant "${words}" and now means "${list[code]}"`];
    });
  });
}

/** Only ever adds: what stands stays as it stands. */
function added(before: Golden, after: Golden): Golden {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  return Object.fromEntries(ids.map((id) => [id, { ...after[id], ...before[id] }]));
}

if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, `${JSON.stringify(added(golden, now), null, 1)}\n`);

test('no list has lost a code and no code has changed its meaning', () => {
  assert.ok(Object.keys(golden).length > 0 || process.env['UPDATE_GOLDEN'] === '1', 'the golden file is missing');
  assert.deepEqual(broken(golden, now), []);
});

test('every code stands in the golden file (UPDATE_GOLDEN=1 writes new ones in)', () => {
  const kept = JSON.parse(readFileSync(path, 'utf8')) as Golden;
  assert.deepEqual(broken(now, kept), []);
});

test('the check notices a code that is gone, a list that is gone and a changed meaning', () => {
  const before: Golden = { fruit: { a: 'Apple', b: 'Pear' }, birds: { r: 'Robin' } };
  assert.deepEqual(broken(before, { fruit: { a: 'Plum' } }), [
    'fruit: a meant "Apple" and now means "Plum"',
    'fruit: the code b is gone',
    'the list birds is gone',
  ]);
  assert.deepEqual(broken(before, { fruit: { a: 'Apple', b: 'Pear', c: 'Fig' }, birds: { r: 'Robin' }, new: {} }), []);
  assert.deepEqual(added(before, { fruit: { a: 'Plum', c: 'Fig' } }), { birds: { r: 'Robin' }, fruit: { a: 'Apple', c: 'Fig', b: 'Pear' } });
});
