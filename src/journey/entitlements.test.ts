// What a person is due: at each stage what the law of that nation and day says, until when, and nothing that a stage does not give.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import type { Decision } from './file.ts';
import { emptyFile, type CaseFile } from './file.ts';
import { entitlements, entitlementTexts, supportStageOf, type Whose } from './entitlements.ts';
import { supportStream, type Support } from './support.ts';

const record = (more: Partial<Support>): Support => ({
  ...supportStream.start,
  nation: 'england',
  since: day('2024-01-15'),
  because: 'reasonable-grounds',
  owedSince: more.because === 'emergency' ? null : (more.since ?? day('2024-01-15')),
  ...more,
});
const made = (stage: string, outcome: 'positive' | 'negative', on: string): Decision => ({ stage, round: 1, outcome, day: day(on) }) as Decision;
const decided = (nation: string, ...all: readonly Decision[]): CaseFile => ({
  ...emptyFile,
  exists: true,
  nation,
  decision: { ...emptyFile.decision, made: all },
});
const first = made('reasonable-grounds', 'positive', '2024-01-15');
const at = (whose: Whose, on: string) => supportStageOf(whose, uk, day(on));
const due = (whose: Whose, on: string) => entitlements(whose, uk, day(on)).map((one) => one.what);

test('before any decision: a place and money for who has none, somebody beside them, and no day on which it ends', () => {
  const whose = { support: record({ because: 'emergency' }), cases: [] };
  const found = at(whose, '2024-01-20');
  assert.deepEqual([found?.stage, found?.from, found?.until, found?.runs], ['emergency', '2024-01-15', null, 'open']);
  assert.deepEqual(due(whose, '2024-01-20'), [
    'accommodation',
    'subsistence',
    'support-worker',
    'medical',
    'legal-aid',
    'interpretation',
    'travel',
    'voluntary-return',
  ]);
});

test('after a positive first decision: at least thirty days in England and on, at most ninety in Scotland, forty-five days and on in Northern Ireland', () => {
  const where = (nation: string) => at({ support: record({ nation }), cases: [decided(nation, first)] }, '2024-01-20');
  assert.deepEqual(
    ['england', 'scotland', 'northern-ireland'].map((nation) => [where(nation)?.stage, where(nation)?.until, where(nation)?.runs]),
    [
      ['recovery', '2024-02-14', 'on'],
      ['recovery', '2024-04-14', 'at-most'],
      ['recovery', '2024-02-29', 'on'],
    ],
  );
  for (const one of entitlements({ support: record({}), cases: [] }, uk, day('2024-01-20')))
    assert.ok(one.because.length === 2 && one.because.every((because) => because.source.length > 10), one.what);
});

test('after a positive final decision: forty-five days at least in England, twelve months in Northern Ireland, and a plan for what comes', () => {
  const whose = (nation: string) => ({ support: record({ nation }), cases: [decided(nation, first, made('conclusive-grounds', 'positive', '2024-03-01'))] });
  assert.deepEqual(
    ['england', 'northern-ireland', 'scotland'].map((nation) => at(whose(nation), '2024-03-02')?.until),
    ['2024-04-15', '2025-03-01', null],
  );
  assert.ok(due(whose('england'), '2024-03-02').includes('moving-on'));
  assert.equal(at(whose('england'), '2024-02-28')?.stage, 'recovery', 'on a day before the decision it was not made');
});

test('after a negative decision: until the move-on day and not longer; less than before', () => {
  const whose = { support: record({ ended: day('2024-03-01') }), cases: [decided('england', first, made('conclusive-grounds', 'negative', '2024-03-01'))] };
  const found = at(whose, '2024-03-02');
  assert.deepEqual([found?.stage, found?.until, found?.runs], ['after-negative', '2024-03-15', 'to']);
  assert.ok(!due(whose, '2024-03-02').includes('permission-to-stay'));
});

test('who left after a positive final decision on or after 4 January 2021 may come back for life; who left the day before may not', () => {
  const left = (on: string) => ({
    support: record({ since: day('2020-06-01'), ended: day(on) }),
    cases: [decided('england', made('conclusive-grounds', 'positive', '2020-10-01'))],
  });
  assert.equal(at(left('2021-01-04'), '2024-01-15')?.stage, 'reach-in');
  assert.ok(due(left('2021-01-04'), '2024-01-15').includes('moving-on'));
  assert.deepEqual(due(left('2021-01-03'), '2024-01-15'), []);
});

test('where protection was withheld: help for the destitute, and help to go home if they want it; nothing else', () => {
  const withheld = { ...decided('england', first), overlay: { ...emptyFile.overlay, disqualified: day('2024-02-01') } };
  assert.deepEqual(due({ support: record({ ended: day('2024-02-01') }), cases: [withheld] }, '2024-02-02'), [
    'accommodation',
    'subsistence',
    'voluntary-return',
  ]);
});

test('who was never in support is due nothing by it, and every sentence of the law is there for translators', () => {
  assert.equal(at({ support: supportStream.start, cases: [] }, '2024-01-20'), undefined);
  const texts = entitlementTexts(uk);
  assert.ok(texts.length > 45);
  assert.ok(texts.every(({ id, english }) => id.startsWith('entitlement.') && /^[A-Z].*[.]$/s.test(english)));
});
