// The code lists: complete against what was published, unambiguous, and dated where bodies came and went.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { day } from '#base/day.ts';
import { inForceOn, itemOf, type List } from '#base/list.ts';
import { exploitationLabel, exploitationTypes, readExploitation } from './exploitation.ts';
import { nationalities, publishedLabel, readPublished } from './nationalities.ts';
import { uk } from './uk.ts';

const fixture = (name: string): readonly string[] =>
  readFileSync(join(import.meta.dirname, '../../../tests/fixtures', name), 'utf8')
    .split('\n')
    .filter((line) => line !== '');
const listed = (id: string): List => uk.lists[id] ?? assert.fail(`no list ${id}`);
const on = day('2024-01-15');

test('every nationality ever published is read in exactly one way and printed again letter by letter', () => {
  const labels = fixture('published-nationalities.txt');
  assert.ok(labels.length > 500);
  for (const label of labels) assert.equal(publishedLabel(readPublished(label)), label);
});

test('names that hold the name of another nationality are not cut in two', () => {
  assert.deepEqual(readPublished('Citizen of the Dominican Republic'), ['dominican-republic']);
  assert.deepEqual(readPublished('Albanian Greek'), ['albanian', 'greek']);
  assert.deepEqual(readPublished('Unknown UK'), ['unknown', 'uk']);
  assert.deepEqual(readPublished('Angolan Congolese (Drc)'), ['angolan', 'congolese-drc']);
  assert.deepEqual(readPublished('South Sudanese Sudanese'), ['south-sudanese', 'sudanese']);
  assert.deepEqual(readPublished('Sudanese South Sudanese'), ['sudanese', 'south-sudanese']);
  assert.deepEqual(readPublished('Albanian Equatorial Guinean'), ['albanian', 'equatorial-guinean']);
});

test('a nationality nobody published is refused, not guessed', () => {
  assert.throws(() => readPublished('Atlantean'), /0 ways/);
  assert.throws(() => readPublished('Total'));
  assert.throws(() => publishedLabel(['atlantean']));
});

test('any two nationalities on offer make a label that reads back to the same two in the same order', () => {
  const offered = inForceOn(nationalities, on).map((item) => item.code);
  fc.assert(
    fc.property(fc.constantFrom(...offered), fc.constantFrom(...offered), (first, second) => {
      assert.deepEqual(readPublished(publishedLabel([first, second])), [first, second]);
    }),
    { numRuns: 2000 },
  );
});

test('old spellings are known but never offered, and say which nationality they mean', () => {
  const offered = new Set(inForceOn(nationalities, on).map((item) => item.code));
  for (const item of nationalities.items) {
    const same = item.in?.['same'];
    assert.equal(offered.has(item.code), same === undefined, item.code);
    if (same) assert.ok(offered.has(same));
  }
});

test('every exploitation label ever published comes out of its set of types, and back', () => {
  const labels = fixture('published-exploitation.txt');
  assert.ok(labels.length >= 25);
  for (const label of labels) assert.equal(exploitationLabel(readExploitation(label)), label);
});

test('every set of types has one label, whatever the order it was ticked in', () => {
  const types = exploitationTypes.items.map((item) => item.code).filter((code) => code !== 'not-specified');
  fc.assert(
    fc.property(fc.shuffledSubarray(types), (some) => {
      const label = exploitationLabel(some);
      assert.equal(exploitationLabel([...some].reverse()), label);
      assert.deepEqual([...readExploitation(label)].sort(), [...some].sort());
    }),
  );
  assert.equal(exploitationLabel([]), 'Not specified or unknown');
  assert.equal(exploitationLabel(['not-specified']), 'Not specified or unknown');
  assert.equal(exploitationLabel(['criminal', 'sexual', 'labour']), 'Sexual, Labour & Criminal');
  assert.throws(() => exploitationLabel(['begging']));
});

test('every first responder of the published tables is an organisation under the very label and type printed there', () => {
  const rows = fixture('published-first-responders.csv')
    .slice(1)
    .map((line) => line.split(','));
  assert.ok(rows.length > 65);
  for (const [type = '', name = ''] of rows) {
    if (name.endsWith(' total')) continue;
    const found = listed('organisations').items.filter((item) => item.in?.['published'] === name && item.in['type'] === type);
    assert.ok(found.length > 0, `${type}: ${name}`);
    if (type === 'Police' || type === 'NGO and third sector') assert.equal(found.length, 1, name);
  }
});

test('every organisation has a kind, a type and a published label, and every council is published as one', () => {
  const kinds = new Set(['police', 'local-authority', 'ngo', 'immigration', 'government', 'labour-inspectorate', 'health-trust']);
  for (const item of listed('organisations').items) {
    assert.ok(kinds.has(item.in?.['kind'] ?? ''), item.code);
    assert.ok(item.in?.['type'] && item.in['published'], item.code);
    if (item.in?.['kind'] === 'local-authority') assert.equal(item.in['published'], 'Local Authority');
  }
});

test('a council that was abolished may be chosen until its last day and its successor from the next', () => {
  const may = (code: string, at: string) => inForceOn(listed('local-authorities'), day(at)).some((item) => item.code === code);
  assert.ok(may('E10000006', '2023-03-31') && !may('E10000006', '2023-04-01'), 'Cumbria');
  assert.ok(!may('E06000063', '2023-03-31') && may('E06000063', '2023-04-01'), 'Cumberland');
  assert.ok(may('E07000026', '2023-03-31') && !may('E07000026', '2023-04-01'), 'Allerdale');
  assert.ok(may('E10000021', '2021-03-31') && !may('E10000021', '2021-04-01'), 'Northamptonshire');
  assert.ok(!may('E06000061', '2021-03-31') && may('E06000061', '2021-04-01'), 'North Northamptonshire');
  assert.ok(may('E06000028', '2019-03-31') && !may('E06000028', '2019-04-01'), 'Bournemouth');
  assert.ok(may('E07000246', '2023-03-31') && !may('E07000246', '2019-03-31'), 'Somerset West and Taunton lived four years');
  assert.equal(itemOf(listed('organisations'), 'council-E10000006')?.until, '2023-03-31');
});

test('every council stands in a nation and under a police force on the list', () => {
  const forces = new Map(listed('police-forces').items.map((item) => [item.code, item.in?.['nation']]));
  assert.equal(forces.size, 47);
  for (const item of listed('local-authorities').items) {
    assert.equal(forces.get(item.in?.['force'] ?? ''), item.in?.['nation'], item.label);
    const region = item.in?.['region'] ?? '';
    assert.ok(itemOf(listed('regions'), region), item.label);
    // Outside England the region is the nation.
    assert.equal(['wales', 'scotland', 'northern-ireland'].includes(region) ? region : 'england', item.in?.['nation'], item.label);
  }
});

test('the Fair Work Agency and Youth Work Alliance may be chosen only since they refer', () => {
  const may = (code: string, at: string) => inForceOn(listed('organisations'), day(at)).some((item) => item.code === code);
  assert.ok(!may('fair-work-agency', '2026-02-28') && may('fair-work-agency', '2026-04-07'));
  assert.ok(!may('youth-work-alliance', '2023-06-30') && may('youth-work-alliance', '2023-07-01'));
});

test('no two items on offer in a list read the same', () => {
  for (const list of Object.values(uk.lists)) {
    for (const at of ['2018-01-15', '2024-01-15', '2026-05-01']) {
      const labels = inForceOn(list, day(at)).map((item) => `${item.label}|${item.in?.['tier'] ?? ''}`);
      assert.equal(new Set(labels).size, labels.length, `${list.id}: ${labels.find((label, i) => labels.indexOf(label) !== i)}`);
    }
  }
});

test('lists are long enough to be the whole', () => {
  const least: Readonly<Record<string, number>> = {
    organisations: 526,
    countries: 240,
    languages: 120,
    nationalities: 180,
    'local-authorities': 380,
    'indicators-general': 36,
    'indicators-child': 17,
  };
  for (const [id, count] of Object.entries(least)) assert.ok(listed(id).items.length >= count, id);
  assert.deepEqual(
    listed('exploitation-types').items.map((item) => item.code),
    ['sexual', 'labour', 'domestic', 'organ-harvesting', 'criminal', 'not-specified'],
  );
});
