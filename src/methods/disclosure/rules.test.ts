// Each rule by an example worked by hand, on both sides of its limit.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { cut, ratio } from './derived.ts';
import { needsOf } from './needs.ts';
import { amounts, levels, oneCategory, small, stricter, tooFine } from './rules.ts';
import { protect } from './suppress.ts';
import { tableOf, type Given, type Table } from './table.ts';

function table(counts: readonly (readonly number[])[]): Table {
  const given = counts.flatMap((row, a) => row.map((count, b): Given => ({ row: 2 + a, codes: [`a${a}`, `b${b}`], count: String(count) })));
  const made = tableOf([{ name: 'a' }, { name: 'b' }], given);
  assert.ok(!('wrong' in made));
  return made;
}
const at = ({ cells }: Table, ...codes: readonly string[]): number => cells.findIndex((cell) => cell.codes.join() === codes.join());

test('a count from 1 to 4 is dangerous, 0 and 5 are not; of children and of a nationality in an area one up to 9 is', () => {
  const of = { cells: [0, 1, 4, 5, 9, 10].map((count) => ({ count })), sums: [] };
  assert.deepEqual(
    small(of, 5).map(({ cell, up, down }) => [cell, up, down]),
    [
      [1, 4, 1],
      [2, 1, 1],
    ],
  );
  assert.deepEqual(
    small(of, 10, 'child').map(({ cell }) => cell),
    [1, 2, 3, 4],
  );
  assert.equal(stricter(new Map([['age', 'Child']])), 'child');
  assert.equal(stricter(new Map([['age', 'Adult']])), undefined);
  assert.equal(stricter(new Map([['nationality', 'Albania']])), undefined);
  assert.equal(stricter(new Map([...Object.entries({ nationality: 'Albania', force: 'Kent' })])), 'nationality-by-area');
});

test('where two rules meet, the strictest wins each way', () => {
  const needs = needsOf([
    { cell: 7, rule: 'small', up: 2, down: 1 },
    { cell: 7, rule: 'child', up: 7, down: 1 },
    { cell: 7, rule: 'one-category', up: 1, down: 0 },
  ]);
  assert.deepEqual(needs, [
    { cell: 7, way: 'up', by: 7 },
    { cell: 7, way: 'down', by: 1 },
  ]);
});

test('all of a group in one category, or all but one, tells each of them; two outside do not', async () => {
  const all = table([
    [20, 0, 0],
    [30, 40, 50],
    [21, 22, 23],
  ]);
  assert.deepEqual(
    oneCategory(all).dangers.map(({ rule, up }) => [rule, up]),
    [['one-category', 2]],
  );
  const two = table([
    [20, 2, 2],
    [30, 40, 50],
  ]);
  assert.deepEqual(oneCategory(two).dangers, []);
  const hidden = await protect(all, { threshold: 5, oneCategory: true });
  assert.ok(hidden.audit.passed);
  assert.ok(
    [at(all, 'a0', 'b1'), at(all, 'a0', 'b2')].some((cell) => hidden.status[cell] !== 'published'),
    'not both zeros are shown',
  );
  const plain = await protect(all, { threshold: 5 });
  assert.equal(plain.cost, 0, 'zeros are published where only rule a is asked');
});

test('one amount that makes up most of a total is dangerous by dominance, p per cent and pq; even amounts of many are not', () => {
  const of = { cells: [{ count: 1000 }], sums: [] };
  const found = (parts: readonly number[], rule: object) =>
    amounts(of, { parts: new Map([[0, parts]]), many: new Map([[0, 20]]), ...rule }).map(({ rule: which, up }) => [which, up]);
  // 900 + 50 are 95 per cent: more than 80. It would take a total of 1187.5 to bring them down to that.
  assert.deepEqual(found([900, 50], { dominance: { of: 2, percent: 80 } }), [['dominance', 188]]);
  // The second knows its 50: 1000 - 50 lies within 50 of the 900, and 10 per cent of them are 90.
  assert.deepEqual(found([900, 50], { pPercent: 10 }), [['p-percent', 40]]);
  assert.deepEqual(found([900, 50], { pPercent: 5 }), []);
  assert.deepEqual(found([900, 50], { pq: { p: 10, q: 50 } }), [['pq', 130]]);
  assert.deepEqual(found([100, 90], { dominance: { of: 2, percent: 80 }, pPercent: 10 }), []);
  assert.deepEqual(
    amounts(of, { parts: new Map([[0, [250, 250, 250, 250]]]) }).map(({ rule }) => rule),
    ['contributors'],
    'four people are too few, however even',
  );
});

test('a percentage needs ten below the line, five above it and five beside it, and both counts published', () => {
  const kept = (numerator: number, denominator: number, published = true) => ratio({ kind: 'percent', numerator, denominator, published });
  assert.deepEqual(kept(5, 10), { shown: true, value: 50 });
  assert.deepEqual(kept(5, 9), { shown: false, because: 'denominator' });
  assert.deepEqual(kept(4, 100), { shown: false, because: 'numerator' });
  assert.deepEqual(kept(98, 100), { shown: false, because: 'numerator' });
  assert.deepEqual(kept(50, 100, false), { shown: false, because: 'hidden-count' });
  assert.deepEqual(ratio({ kind: 'mean', numerator: 30, denominator: 12, published: true }), { shown: true, value: 2.5 });
});

test('a median is a whole day, with ten records on each side of it', () => {
  const days = Array.from({ length: 21 }, (_, one) => one * 3.2);
  assert.deepEqual(cut(days), { shown: true, value: 32 });
  assert.deepEqual(cut(days.slice(1)), { shown: true, value: 34 }, '10 on each side of 33.6');
  assert.deepEqual(cut(days.slice(2)), { shown: false, because: 'numerator' });
  assert.deepEqual(cut(days, 0.25), { shown: false, because: 'numerator' });
  assert.deepEqual(cut(days.slice(0, 9)), { shown: false, because: 'denominator' });
});

test('nothing finer than a police force area is published', () => {
  assert.deepEqual(levels.filter(tooFine), ['council', 'ward', 'postcode']);
});

test('a whole of three people is hidden with all its parts: nobody can know how few they are', async () => {
  const of = table([
    [1, 0],
    [0, 2],
  ]);
  const { status, audit } = await protect(of, { threshold: 5 });
  assert.deepEqual([audit.passed, status[at(of, 'Total', 'Total')]], [true, 'primary']);
});
