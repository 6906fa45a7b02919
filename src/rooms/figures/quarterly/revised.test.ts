// Later knowledge about a quarter: what of it is let out, what waits and what is kept, and that nobody who came late is found by holding releases together.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import type { Part } from './count.ts';
import { countsOf } from './counted.ts';
import { revisionTable } from './revision-table.ts';
import { isRevisedWith, isYearly, revisedDefinitions, revisedOf, type EarlierQuarter } from './revised.ts';

type Counts = Readonly<Record<'age' | 'gender' | 'nationality', Readonly<Record<string, number>>>>;

/** Margins of referrals of 2023-Q4, as counted at one time. */
const partsOf = (counts: Counts): readonly Part[] =>
  (Object.keys(counts) as (keyof Counts)[]).map((by) => ({
    definition: revisedDefinitions.find(({ id }) => id === `revised_${by}`) ?? revisedDefinitions[0],
    universe: 'referrals:2023-Q4',
    categories: [Object.keys(counts[by]).map((code) => ({ code, label: code }))],
    rows: Object.entries(counts[by]).map(([code, people]) => ({ codes: [code], people })),
  }));

const printed = (parts: readonly Part[], hidden: readonly string[] = []): ReadonlyMap<string, number | null> =>
  new Map([...countsOf(parts)].map(([key, value]) => [key, hidden.some((one) => key.endsWith(one)) ? null : value]));

// The bulletin's pattern: 4,142 referrals of the last quarter of 2023, quoted as 4,134 a release later. How they divide is invented.
const first: Counts = {
  age: { adult: 2316, child: 1706, unknown: 120 },
  gender: { male: 3268, female: 867, other: 7 },
  nationality: { albanian: 600, uk: 1100, vietnamese: 442, others: 2000 },
};
const later: Counts = {
  age: { adult: 2313, child: 1701, unknown: 120 },
  gender: { male: 3263, female: 864, other: 7 },
  nationality: { albanian: 597, uk: 1100, vietnamese: 442, others: 1995 },
};
const quarter = (now: Counts, hidden: readonly string[] = []): EarlierQuarter => ({
  period: '2023-Q4',
  versions: [{ asOf: day('2024-01-10'), numbers: printed(partsOf(first), hidden), parts: partsOf(first) }],
  now: partsOf(now),
});
const ruled = async (of: EarlierQuarter, yearly: boolean) => (await revisedOf(of, day('2025-01-10'), yearly))[0];

test('4,142 referrals that became 4,134: the whole country alone is revised once a year, since three of a nationality could be found', async () => {
  const waits = await ruled(quarter(later), false);
  assert.deepEqual([waits?.did, waits?.now.size], ['wait', 0]);
  const yearly = await ruled(quarter(later), true);
  assert.equal(yearly?.did, 'whole-only');
  assert.deepEqual([...(yearly?.now ?? [])], [['referrals:2023-Q4', 4134]]);
  const { lines } = revisionTable(yearly ? [yearly] : []);
  assert.deepEqual(
    lines.map(({ codes, values }) => [codes, values.map((one) => ('value' in one ? one.value : one.mark))]),
    [
      [
        ['2023-Q4', 'referrals', 'all', 'Total', 'r'],
        [4142, 4134, -8],
      ],
    ],
  );
});

test('three people more of one nationality are kept back altogether: the whole country would show them too', async () => {
  const three: Counts = {
    ...first,
    age: { ...first.age, adult: 2319 },
    gender: { ...first.gender, male: 3271 },
    nationality: { ...first.nationality, albanian: 603 },
  };
  assert.equal((await ruled(quarter(three), false))?.did, 'wait');
  const yearly = await ruled(quarter(three), true);
  assert.deepEqual([yearly?.did, yearly?.now.size], ['keep', 0]);
});

test('a revision of many in every group is let out at once, group by group, and says nothing of a group that was hidden at first', async () => {
  const many: Counts = {
    age: { adult: 2416, child: 1806, unknown: 140 },
    gender: { male: 3368, female: 967, other: 27 },
    nationality: { albanian: 650, uk: 1150, vietnamese: 492, others: 2070 },
  };
  const open = await ruled(quarter(many), false);
  assert.deepEqual([open?.did, open?.now.get('referrals:2023-Q4|nationality=albanian'), open?.now.get('referrals:2023-Q4')], ['publish', 650, 4362]);
  const hiding = await ruled(quarter(many, ['gender=other', 'gender=female']), false);
  assert.deepEqual([hiding?.did, hiding?.now.get('referrals:2023-Q4|gender=other'), hiding?.now.get('referrals:2023-Q4|gender=male')], ['publish', null, 3368]);
});

test('what moved among the hidden is worked out of what is printed, so that few of them keep a revision back', async () => {
  // Of women and others, both hidden, three more in all: the whole less the men says so.
  const few: Counts = {
    age: { adult: 2326, child: 1716, unknown: 133 },
    gender: { male: 3298, female: 870, other: 7 },
    nationality: { albanian: 610, uk: 1110, vietnamese: 455, others: 2000 },
  };
  const found = await ruled(quarter(few, ['gender=other', 'gender=female']), true);
  const male = found?.now.get('referrals:2023-Q4|gender=male');
  const whole = found?.now.get('referrals:2023-Q4');
  assert.ok(typeof male !== 'number' || typeof whole !== 'number', `${found?.did}: not both ends of the difference`);
});

test('held against every number let out before, not the newest alone', async () => {
  const base = quarter(later);
  // First 4,142 and then, in a year, 4,134; now 4,139: five more than the newest, and three fewer than the first.
  const now: Counts = {
    ...later,
    age: { ...later.age, adult: 2318 },
    gender: { ...later.gender, male: 3268 },
    nationality: { ...later.nationality, others: 2000 },
  };
  const both: EarlierQuarter = {
    ...base,
    versions: [...base.versions, { asOf: day('2025-01-10'), numbers: new Map([['referrals:2023-Q4', 4134]]), parts: partsOf(later) }],
    now: partsOf(now),
  };
  const [found] = await revisedOf(both, day('2026-01-10'), true);
  assert.notEqual(found?.now.get('referrals:2023-Q4'), 4139);
  const [again] = await revisedOf({ ...both, now: partsOf(later) }, day('2025-01-10'), true);
  assert.deepEqual([again?.did, again?.now.get('referrals:2023-Q4')], ['again', 4134], 'a correction of that release says the same');
});

test('nothing new and what cannot be let out look the same', async () => {
  const [same, waits] = [await ruled(quarter(first), false), await ruled(quarter(later), false)];
  assert.deepEqual([same?.did, waits?.did], ['same', 'wait']);
  assert.deepEqual(revisionTable(same ? [same] : []), revisionTable(waits ? [waits] : []));
  assert.deepEqual(
    revisionTable(same ? [same] : []).lines.map(({ values }) => values.map((one) => ('value' in one ? one.value : one.mark))),
    [[4142, 'x', 'x']],
  );
});

test('each release revises its own year and the year before, and that of the last quarter every one', () => {
  assert.deepEqual([isYearly('2024-Q4'), isYearly('2024-Q1')], [true, false]);
  assert.deepEqual([isRevisedWith('2025-Q1', '2024-Q1'), isRevisedWith('2025-Q1', '2023-Q4'), isRevisedWith('2025-Q4', '2019-Q1')], [true, false, true]);
});
