// A reconstruction attack on invented tables: it finds nobody in what was protected, and finds people in what was planted to leak.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { protect } from '#methods/disclosure/suppress.ts';
import { total, type Table } from '#methods/disclosure/table.ts';
import { groupsOf, invented } from './invented.ts';
import { reconstruct, type Headings, type Printed } from './reconstruct.ts';

/** What a stranger reads: numbers, where there are any. */
const printedOf = ({ names, cells }: Table, hidden: (at: number) => boolean, when = 'first'): Printed[] =>
  cells.flatMap(({ codes, count }, at) =>
    hidden(at) ? [] : [{ when, count, marks: Object.fromEntries(names.flatMap((name, i) => (codes[i] === total ? [] : [[name, codes[i] ?? '']]))) }],
  );

function headingsOf({ names, cells, sums }: Table, groups: ReadonlyMap<string, string> = new Map()): Headings {
  const above = new Set(sums.map((sum) => sum.total));
  const inner = cells.filter((_, at) => !above.has(at));
  return {
    values: Object.fromEntries(names.map((name, i) => [name, [...new Set(inner.map(({ codes }) => codes[i] ?? ''))]])),
    under: Object.fromEntries(groups),
  };
}

const groups = groupsOf(6, 3);
const tables = [11, 12].flatMap((seed) => [
  { table: invented([4, 4], seed), groups: new Map<string, string>() },
  { table: invented([3, 2, 3], seed), groups: new Map<string, string>() },
  { table: invented([6, 3], seed, groups), groups },
]);

test('whole programs over all that is printed find nobody in a protected table', async () => {
  for (const { table, groups: over } of tables) {
    const { hidden, dangers } = await protect(table, { threshold: 5 });
    assert.ok(dangers.length > 0);
    assert.deepEqual(await reconstruct({ printed: printedOf(table, (at) => hidden.has(at)) }, headingsOf(table, over), 5), []);
  }
});

test('they find people where only the small counts themselves were hidden, which many do', async () => {
  let leaked = 0;
  for (const { table, groups: over } of tables) {
    const { dangers } = await protect(table, { threshold: 5 });
    const naive = new Set(dangers.map(({ cell }) => cell));
    const victims = await reconstruct({ printed: printedOf(table, (at) => naive.has(at)) }, headingsOf(table, over), 5);
    if (victims.length > 0) leaked += 1;
    for (const { low, high } of victims) assert.ok(low >= 1 && high < 5);
  }
  assert.equal(leaked, tables.length, 'each of these tables leaks');
});

test('two releases of which each is safe by itself give away who came between them', async () => {
  const printed = (when: string, counts: Readonly<Record<string, number>>): Printed[] =>
    Object.entries(counts).map(([a, count]) => ({ when, marks: a === 'all' ? {} : { a }, count }));
  const headings = { values: { a: ['Kent', 'Wales'] } };
  const one = printed('May', { Kent: 40, Wales: 60, all: 100 });
  const two = printed('June', { Kent: 41, Wales: 60, all: 101 });
  for (const alone of [one, two]) assert.deepEqual(await reconstruct({ printed: alone }, headings, 5), []);
  const victims = await reconstruct({ printed: [...one, ...two], stays: [['May', 'June']] }, headings, 5);
  assert.deepEqual(
    victims.map(({ who, low, high }) => [who, low, high]),
    [
      ['May to June', 1, 1],
      ['May to June Kent', 1, 1],
    ],
  );
});
