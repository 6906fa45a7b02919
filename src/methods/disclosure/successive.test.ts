// Two releases of one table: who moved between them is found, and what helps is tried from the mildest on.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { linked } from './linked.ts';
import { remedyFor, unsafeRevisions, type Version } from './successive.ts';
import { tableOf } from './table.ts';

/** A release of counts by area and sex, as `area sex count`; hidden cells by key. */
function release(lines: readonly string[], hidden: readonly string[] = []): Version {
  const given = lines.map((line, at) => {
    const [area = '', sex = '', count = ''] = line.split(' ');
    return { row: at + 2, codes: [area, sex], count };
  });
  const table = tableOf([{ name: 'area' }, { name: 'sex' }], given);
  assert.ok(!('wrong' in table));
  const system = linked([{ universe: 'q', table }]);
  assert.ok(!('wrong' in system));
  const at = hidden.map((key) => system.keys.indexOf(key));
  assert.ok(at.every((one) => one >= 0));
  return { system, hidden: new Set(at) };
}

const may = release(['Kent F 40', 'Kent M 50', 'Wales F 60', 'Wales M 70', 'Fife F 33', 'Fife M 44']);
const oneCame = release(['Kent F 41', 'Kent M 50', 'Wales F 60', 'Wales M 70', 'Fife F 33', 'Fife M 44']);

test('one person who came later is found in each number that was revised', async () => {
  const found = await unsafeRevisions(may, oneCame);
  assert.ok(!('wrong' in found));
  assert.deepEqual(
    found.map(({ key, which, count, low, high }) => [key, which, count, low, high]),
    ['q|area=Kent|sex=F', 'q|area=Kent', 'q|sex=F', 'q'].map((key) => [key, 'entered', 1, 1, 1]),
  );
});

test('a revision of many, or of nobody, gives nobody away', async () => {
  const many = release(['Kent F 49', 'Kent M 61', 'Wales F 60', 'Wales M 70', 'Fife F 33', 'Fife M 44']);
  assert.deepEqual(await unsafeRevisions(may, many), []);
  assert.deepEqual(await unsafeRevisions(may, may), []);
  assert.deepEqual(await remedyFor(may, many, false), { do: 'publish' });
});

test('somebody who left and another who came are found though the count is the same where it is told that few moved', async () => {
  const moves = new Map([
    ['q|area=Kent|sex=F', { left: 1, entered: 0 }],
    ['q|area=Wales|sex=M', { left: 0, entered: 1 }],
  ]);
  const moved = release(['Kent F 39', 'Kent M 50', 'Wales F 60', 'Wales M 71', 'Fife F 33', 'Fife M 44']);
  const found = await unsafeRevisions(may, moved, moves);
  assert.ok(!('wrong' in found));
  assert.deepEqual(
    found.filter(({ key }) => key.includes('area') && key.includes('sex')).map(({ key, which }) => [key, which]),
    [
      ['q|area=Kent|sex=F', 'left'],
      ['q|area=Wales|sex=M', 'entered'],
    ],
  );
});

test('an unsafe revision waits for the yearly one; then the whole alone is revised if that is safe, else what shows them is hidden', async () => {
  assert.deepEqual(await remedyFor(may, oneCame, false), { do: 'wait' });
  // Three came to one place and three to another: of the whole alone, six are not small.
  const six = release(['Kent F 43', 'Kent M 50', 'Wales F 60', 'Wales M 73', 'Fife F 33', 'Fife M 44']);
  assert.deepEqual(await remedyFor(may, six, true), { do: 'whole-only' });
  // One alone who came is in the whole as well: everything that shows it must be hidden, the whole too.
  const hidden = await remedyFor(may, oneCame, true);
  assert.deepEqual(hidden, { do: 'hide', keys: ['q|area=Kent|sex=F', 'q|area=Kent', 'q|sex=F', 'q'] });
});

test('with what is proposed hidden, the same attack finds nobody', async () => {
  const eight = release(['Kent F 43', 'Kent M 50', 'Wales F 60', 'Wales M 73', 'Fife F 35', 'Fife M 44']);
  const whole = await remedyFor(may, eight, true);
  assert.deepEqual(whole, { do: 'whole-only' });
  const keys = eight.system.keys.filter((key) => key.includes('|'));
  assert.deepEqual(await unsafeRevisions(may, release(['Kent F 43', 'Kent M 50', 'Wales F 60', 'Wales M 73', 'Fife F 35', 'Fife M 44'], keys)), []);
});

test('moves that do not fit the counts are refused with their key', async () => {
  const found = await unsafeRevisions(may, oneCame, new Map([['q|area=Kent|sex=F', { left: 3, entered: 3 }]]));
  assert.deepEqual(found, { wrong: 'moves-unknown', key: 'q|area=Kent|sex=F' });
});
