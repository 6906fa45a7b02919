// Hiding what must be hidden, at the least cost: beside published optima, a direct program, and an attack that shares nothing with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { directly } from '#tests/disclosure/directly.ts';
import { groupsOf, invented } from '#tests/disclosure/invented.ts';
import { openSolver, sparse } from '#methods/solver.ts';
import { audit, needsOf } from './needs.ts';
import { small } from './rules.ts';
import { protect, type Protection } from './suppress.ts';
import { tableOf, total, type Given, type Table } from './table.ts';

const hiddenIn = ({ status }: Protection): ReadonlySet<number> => new Set(status.flatMap((one, at) => (one === 'published' ? [] : [at])));

test('tables of reference are protected at their published optimum, and every attack on them fails', async () => {
  for (const [table, cells, whole, few, cost] of [
    [invented([6, 8], 7), 63, 355, 12, 58],
    [invented([9, 5], 13, groupsOf(9, 3)), 78, 466, 7, 158],
  ] as const) {
    const found = await protect(table, { threshold: 5 });
    assert.deepEqual([table.cells.length, table.cells.at(-1)?.count, found.status.filter((one) => one === 'primary').length], [cells, whole, few]);
    assert.deepEqual([found.cost, found.optimal, found.audit.passed, found.audit.whole], [cost, true, true, 'confirmed']);
  }
});

test('with only the small counts hidden, as many of each table of reference can be worked out exactly as was published', async () => {
  for (const [table, leaves, cells, whole, few, exactly] of [
    [invented([6, 8], 7), [0, 23, 0, 0, 11, 4, 1, 12, 12, 4], 63, 355, 12, 8],
    [invented([9, 5], 13, groupsOf(9, 3)), [0, 10, 16, 26, 23, 18, 6, 16, 17, 0], 78, 466, 7, 7],
    [invented([4, 4, 5], 11), [0, 2, 0, 0, 19, 2, 4, 3, 3, 0], 150, 585, 23, 23],
  ] as const) {
    const margins = new Set(table.sums.map((sum) => sum.total));
    const inner = table.cells.filter((_, at) => !margins.has(at)).map(({ count }) => count);
    const hidden = small(table, 5).map(({ cell }) => cell);
    assert.deepEqual([inner.slice(0, 10), table.cells.length, table.cells.at(-1)?.count, hidden.length], [leaves, cells, whole, few]);
    const { found } = audit(await openSolver(), table, new Set(hidden), needsOf(small(table, 5)));
    assert.equal([...found.values()].filter(({ low, high }) => low === high).length, exactly);
  }
});

test('on small tables of two and three dimensions and with groups, nothing cheaper is safe', async () => {
  let tried = 0;
  for (let seed = 1; seed <= 8; seed += 1) {
    for (const table of [invented([3, 4], seed), invented([2, 3, 2], seed), invented([4, 3], seed, groupsOf(4, 2))]) {
      const needs = needsOf(small(table, 5));
      if (needs.length === 0) continue;
      const found = await protect(table, { threshold: 5 });
      assert.deepEqual([found.cost, found.audit.passed], [await directly(table, needs), true], `seed ${seed}`);
      tried += 1;
    }
  }
  assert.ok(tried > 18);
});

/** What can be found out of a cell by somebody who knows the margins and nothing of how they were hidden: inner counts alone are unknown. */
async function workedOut(table: Table, published: readonly boolean[], cell: number): Promise<{ low: number; high: number }> {
  const highs = await openSolver();
  const parents = new Map<string, Set<string>>();
  for (const { total: sum, parts } of table.sums)
    for (const part of parts) {
      const at = table.cells[sum]?.codes.findIndex((code, i) => code !== table.cells[part]?.codes[i]) ?? 0;
      const key = `${at} ${table.cells[part]?.codes[at] ?? ''}`;
      parents.set(key, (parents.get(key) ?? new Set()).add(table.cells[sum]?.codes[at] ?? ''));
    }
  const under = (at: number, inner: string, code: string): boolean =>
    inner === code || [...(parents.get(`${at} ${inner}`) ?? [])].some((up) => under(at, up, code));
  const sums = new Set(table.sums.map((one) => one.total));
  const inner = table.cells.flatMap(({ codes }, at) => (sums.has(at) ? [] : [{ codes, at }]));
  const insideOf = (codes: readonly string[]): number[] =>
    inner.flatMap((one, place) => (one.codes.every((code, i) => under(i, code, codes[i] ?? '')) ? [place] : []));
  const known = table.cells.flatMap(({ codes, count }, at) => (published[at] ? [{ places: insideOf(codes), count }] : []));
  const whole = table.cells.at(-1)?.count ?? 0;
  const aim = new Set(insideOf(table.cells[cell]?.codes ?? []));
  const source = {
    numCols: inner.length,
    numRows: known.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: inner.map((_, place) => (aim.has(place) ? 1 : 0)),
    colLower: inner.map(() => 0),
    colUpper: inner.map(() => whole),
    rowLower: known.map((one) => one.count),
    rowUpper: known.map((one) => one.count),
    matrix: {
      format: 'csr' as const,
      numRows: known.length,
      numCols: inner.length,
      ...sparse(known.map(({ places }) => ({ at: places, by: places.map(() => 1) }))),
    },
  };
  const [low, high] = [1, -1].map((sign) =>
    highs.withModel({ ...source, colCost: source.colCost.map((cost) => sign * cost) }, (model) => {
      model.options.set({ output_flag: false });
      model.run();
      return sign * model.getObjectiveValue();
    }),
  );
  return { low: Math.ceil((low ?? 0) - 1e-6), high: Math.floor((high ?? 0) + 1e-6) };
}

test('an attack by another hand finds no small count, and finds one as soon as one hidden cell too many is published', async () => {
  let found = 0;
  for (let seed = 21; seed <= 28; seed += 1) {
    for (const table of [invented([4, 5], seed), invented([3, 3, 2], seed), invented([6, 3], seed, groupsOf(6, 3))]) {
      for (const exact of [true, false]) {
        const made = await protect(table, { threshold: 5, exact });
        const published = made.status.map((one) => one === 'published');
        for (const { cell } of small(table, 5)) {
          const { low, high } = await workedOut(table, published, cell);
          const count = table.cells[cell]?.count ?? 0;
          assert.ok(high >= 5 && low <= count - 1, `seed ${seed}: ${count} is known to be ${low} to ${high}`);
          assert.deepEqual({ low, high }, made.audit.found.get(cell));
        }
        const needs = needsOf(small(table, 5));
        for (const at of exact ? hiddenIn(made) : []) {
          const fewer = new Set([...hiddenIn(made)].filter((one) => one !== at));
          if (audit(await openSolver(), table, fewer, needs).passed) assert.fail(`seed ${seed}: cell ${at} need not be hidden`);
          found += 1;
        }
      }
    }
  }
  assert.ok(found > 100, `${found} leaks planted and found`);
});

test('where nothing is small nothing is hidden; a total of few is hidden too', async () => {
  const dimensions = [{ name: 'a' }, { name: 'b' }];
  const given = (counts: readonly number[]): Given[] =>
    counts.map((count, at) => ({ row: at + 2, codes: [`a${at % 2}`, `b${at >> 1}`], count: String(count) }));
  const large = tableOf(dimensions, given([9, 8, 7, 6]));
  assert.ok(!('wrong' in large));
  assert.deepEqual((await protect(large, { threshold: 5 })).cost, 0);
  const few = tableOf(dimensions, given([1, 1, 60, 70]));
  assert.ok(!('wrong' in few));
  const found = await protect(few, { threshold: 5 });
  const at = few.cells.findIndex(({ codes }) => codes[0] === total && codes[1] === 'b0');
  assert.deepEqual([few.cells[at]?.count, found.status[at], found.audit.passed], [2, 'primary', true]);
});
