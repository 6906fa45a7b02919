// Lists of agencies that overlap: one list a type of organisation, and nothing small in what goes outside.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FileId } from '#base/id.ts';
import { day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { emptyFile, type CaseFile } from '#journey/file.ts';
import { hideOverlap } from './hide.ts';
import { countsOfListed } from './listed.ts';
import { overlapCsv, overlapOf } from './overlap.ts';

const sent = (file: string, by: string, on: string, ended: CaseFile['decision']['ended'] = null) => ({
  file: file as FileId,
  state: { ...emptyFile, by, referred: day(on), decision: { ...emptyFile.decision, ended } },
});

test('two police forces that referred one person are one list, and a duplicate counts while a referral taken back does not', () => {
  const rows = countsOfListed([
    sent('b', 'police-essex', '2023-11-02', 'duplicate'),
    sent('a', 'police-metropolitan', '2023-11-01'),
    sent('c', 'salvation-army', '2023-11-03', 'recalled'),
    sent('d', 'salvation-army', '2023-11-03', 'consent-wrong'),
  ]);
  assert.deepEqual(
    [...rows].map(([file, of]) => [file, of.map(({ code }) => code)]),
    [
      ['b', []],
      ['a', ['police-metropolitan', 'police-essex']],
      ['c', []],
      ['d', []],
    ],
  );
  const table = overlapOf(uk, [{ organisations: ['police-essex', 'police-metropolitan'], people: 7 }]);
  assert.deepEqual(table, { lists: ['Police'], rows: [{ on: [true], people: 7 }] });
});

test('a person of whom nothing but the type of organisation is kept stands on the same list as before', () => {
  const table = overlapOf(uk, [
    { organisations: ['police-essex'], people: 3 },
    { organisations: ['type:Police'], people: 4 },
    { organisations: ['salvation-army', 'type:Police'], people: 2 },
  ]);
  assert.equal(overlapCsv(table), 'NGO and third sector,Police,count\n1,1,2\n0,1,7\n');
});

test('of the overlap that goes outside no count under five can be read or worked out', async () => {
  const overlap = {
    lists: ['A', 'B', 'C'],
    rows: [
      { on: [true, true, false], people: 3 },
      { on: [true, false, false], people: 120 },
      { on: [false, true, false], people: 80 },
      { on: [false, false, true], people: 45 },
      { on: [true, false, true], people: 12 },
    ],
  };
  const text = await hideOverlap(overlap, 5);
  assert.ok(text);
  const rows = text.trim().split('\n').slice(1);
  assert.match(text, /^A,B,C,count\n/);
  assert.ok(!rows.some((row) => /,[1-4]$/.test(row)), text);
  // The margins of the hidden cell would give it away: more is hidden than itself.
  assert.ok(rows.filter((row) => row.endsWith('[c]')).length > 2, text);
  assert.equal(await hideOverlap({ lists: ['A', 'B'], rows: [] }, 5), null);
});
