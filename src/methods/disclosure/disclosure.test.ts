// Hiding what must be hidden, at the least cost: beside published optima, a direct program, and an attack that shares nothing with it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { weightOf } from './quick.ts';
import { openSolver, sparse } from '#methods/solver.ts';
import { audit, needsOf, primaries, type Need } from './needs.ts';
import { protect, type Protection } from './suppress.ts';
import { tableOf, total, type Dimension, type Given, type Table } from './table.ts';

/** Lehmer's generator, as the tables of reference were made. */
function chance(seed: number): () => number {
  let state = seed;
  return () => (state = (16807 * state) % 2147483647) / 2147483647;
}

const hierarchy = (size: number, each: number): ReadonlyMap<string, string> =>
  new Map(Array.from({ length: size }, (_, at) => [`a${at}`, `group ${Math.floor(at / each)}`]));

/** Inner cells row by row, the last dimension fastest; most are small. */
function made(shape: readonly number[], seed: number, groups?: ReadonlyMap<string, string>): Table {
  const next = chance(seed);
  const codes = shape.reduce<string[][]>(
    (all, size, at) => all.flatMap((some) => Array.from({ length: size }, (_, i) => [...some, `${'abc'[at] ?? ''}${i}`])),
    [[]],
  );
  const given = codes.map((one, at): Given => ({ row: at + 2, codes: one, count: String(Math.floor(30 * next() ** 3)) }));
  const dimensions = shape.map((_, at): Dimension => ({ name: 'abc'[at] ?? '', ...(at === 0 && groups ? { hierarchy: groups } : {}) }));
  const table = tableOf(dimensions, given);
  assert.ok(!('wrong' in table));
  return table;
}

const hiddenIn = ({ status }: Protection): ReadonlySet<number> => new Set(status.flatMap((one, at) => (one === 'published' ? [] : [at])));

test('tables of reference are protected at their published optimum, and every attack on them fails', async () => {
  for (const [table, cells, whole, small, cost] of [
    [made([6, 8], 7), 63, 355, 12, 58],
    [made([9, 5], 13, hierarchy(9, 3)), 78, 466, 7, 158],
  ] as const) {
    const found = await protect(table, { threshold: 5 });
    assert.deepEqual([table.cells.length, table.cells.at(-1)?.count, found.status.filter((one) => one === 'primary').length], [cells, whole, small]);
    assert.deepEqual([found.cost, found.optimal, found.audit.passed, found.audit.whole], [cost, true, true, 'confirmed']);
  }
});

/** The whole question as one program: a copy of the table for each need, and one choice for each cell. */
async function directly(table: Table, needs: readonly Need[]): Promise<number> {
  const highs = await openSolver();
  const n = table.cells.length;
  const whole = Math.max(...table.cells.map(({ count }) => count));
  const small = new Set(needs.map(({ cell }) => cell));
  const rows: { at: number[]; by: number[]; low: number; high: number }[] = [];
  const copy = (which: number, at: number): number => n * (which + 1) + at;
  for (const [which] of needs.entries()) {
    for (const { total: sum, parts } of table.sums)
      rows.push({ at: [sum, ...parts].map((at) => copy(which, at)), by: [-1, ...parts.map(() => 1)], low: 0, high: 0 });
    for (const [at, { count }] of table.cells.entries()) {
      rows.push({ at: [copy(which, at), at], by: [1, count - whole], low: -Infinity, high: 0 });
      rows.push({ at: [copy(which, at), at], by: [-1, -count], low: -Infinity, high: 0 });
    }
  }
  const all = Array.from({ length: n * (needs.length + 1) }, (_, at) => at);
  const needAt = (at: number): Need | undefined => (at < n ? undefined : needs[Math.floor(at / n) - 1]);
  const aimed = (at: number, way: Need['way']): number | undefined => {
    const need = needAt(at);
    return need?.cell === at % n && need.way === way ? need.by : undefined;
  };
  const source = {
    numCols: all.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.minimize,
    colCost: all.map((at) => (at < n ? weightOf(table, at) : 0)),
    colLower: all.map((at) => (at < n ? (small.has(at) ? 1 : 0) : (aimed(at, 'up') ?? -whole))),
    colUpper: all.map((at) => (at < n ? 1 : -(aimed(at, 'down') ?? -whole))),
    rowLower: rows.map(({ low }) => (low === -Infinity ? -highs.infinity : low)),
    rowUpper: rows.map(({ high }) => high),
    matrix: { format: 'csr' as const, numRows: rows.length, numCols: all.length, ...sparse(rows) },
    integrality: all.map((at) => (at < n ? highs.constants.variableType.integer : highs.constants.variableType.continuous)),
  };
  return highs.withModel(source, (model) => {
    model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5 });
    model.run();
    return Math.round(model.getObjectiveValue());
  });
}

test('on small tables of two and three dimensions and with groups, nothing cheaper is safe', async () => {
  let tried = 0;
  for (let seed = 1; seed <= 8; seed += 1) {
    for (const table of [made([3, 4], seed), made([2, 3, 2], seed), made([4, 3], seed, hierarchy(4, 2))]) {
      const needs = needsOf(table, primaries(table, 5), 5);
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
    for (const table of [made([4, 5], seed), made([3, 3, 2], seed), made([6, 3], seed, hierarchy(6, 3))]) {
      for (const exact of [true, false]) {
        const made = await protect(table, { threshold: 5, exact });
        const published = made.status.map((one) => one === 'published');
        for (const cell of primaries(table, 5)) {
          const { low, high } = await workedOut(table, published, cell);
          const count = table.cells[cell]?.count ?? 0;
          assert.ok(high >= 5 && low <= count - 1, `seed ${seed}: ${count} is known to be ${low} to ${high}`);
          assert.deepEqual({ low, high }, made.audit.found.get(cell));
        }
        const needs = needsOf(table, primaries(table, 5), 5);
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
