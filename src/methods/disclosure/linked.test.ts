// One system over all tables: shared cells are one, disagreement is refused, and what is out cannot be hidden any more.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { keyOf, linked, protectLinked, type Counted, type System } from './linked.ts';
import { tableOf, type Given, type Table } from './table.ts';

/** `lines` are codes and a count, in the order of `names`. */
function counted(universe: string, names: readonly string[], lines: readonly string[]): Counted {
  const given = lines.map((line, at): Given => ({ row: at + 2, codes: line.split(' ').slice(0, -1), count: line.split(' ').at(-1) ?? '' }));
  const table = tableOf(
    names.map((name) => ({ name })),
    given,
  );
  assert.ok(!('wrong' in table));
  return { universe, table: table satisfies Table };
}

function system(...given: Parameters<typeof linked>): System {
  const made = linked(...given);
  assert.ok(!('wrong' in made), JSON.stringify(made));
  return made;
}

const bySexAndAge = counted('q1', ['sex', 'age'], ['F Adult 20', 'F Child 9', 'M Adult 41', 'M Child 30']);
const bySexAndArea = counted('q1', ['area', 'sex'], ['North F 19', 'North M 35', 'South F 10', 'South M 36']);

test('a cell is known by its codes, whichever table it stands in and in whichever order', () => {
  assert.equal(keyOf('q1', ['sex', 'age'], ['F', 'Child']), keyOf('q1', ['age', 'sex'], ['Child', 'F']));
  assert.equal(keyOf('q1', ['sex', 'age'], ['F', 'Total']), 'q1|sex=F');
  assert.notEqual(keyOf('q1', ['a'], ['x|b=y']), keyOf('q1', ['a', 'b'], ['x', 'y']), 'no code can look like two');
  const { keys, sums } = system([bySexAndAge, bySexAndArea]);
  assert.equal(new Set(keys).size, keys.length);
  assert.equal(keys.length, 9 + 9 - 3, 'the whole and both sexes stand in both');
  assert.equal(sums.length, 6 + 6 - 1, 'both sexes make the whole in both, which is one sum');
});

test('two tables, or a table and an earlier number, that disagree on a cell are refused with its key', () => {
  const other = counted('q1', ['sex'], ['F 28', 'M 72']);
  assert.deepEqual(linked([bySexAndAge, other]), { wrong: 'disagree', key: 'q1|sex=F' });
  assert.deepEqual(linked([bySexAndAge], { before: [{ key: 'q1', value: 99, published: true }] }), { wrong: 'disagree', key: 'q1' });
  assert.deepEqual(linked([], { before: [{ key: 'q1', value: -1, published: true }] }), { wrong: 'not-a-count', key: 'q1' });
  const twice = [true, false].map((published) => ({ key: 'q1', value: 100, published }));
  assert.deepEqual(linked([bySexAndAge], { before: twice }), { wrong: 'twice', key: 'q1' });
  assert.deepEqual(linked([bySexAndAge], { sums: [{ total: 'year', parts: ['q1'] }] }), { wrong: 'unknown-key', key: 'year' });
  const year = [{ key: 'year', value: 101, published: true }];
  assert.deepEqual(linked([bySexAndAge], { before: year, sums: [{ total: 'year', parts: ['q1'] }] }), { wrong: 'does-not-add-up', key: 'year' });
});

test('a small count is safe in each of two tables and still found by both: over both at once it is hidden well', async () => {
  const one = counted('q1', ['sex', 'age'], ['F Adult 20', 'F Child 3', 'M Adult 41', 'M Child 30']);
  const two = counted('q1', ['age', 'area'], ['Adult North 30', 'Adult South 31', 'Child North 13', 'Child South 20']);
  const { shown, audit } = await protectLinked(system([one, two]), { threshold: 5 });
  const small = shown.get('q1|age=Child|sex=F');
  assert.equal(audit.passed, true);
  assert.ok(small?.status === 'primary' && small.low <= 2 && small.high >= 5);
  const shared = ['q1|age=Child', 'q1|age=Adult'].map((key) => shown.get(key)?.status);
  assert.ok(new Set(shared).size === 1, 'what is hidden in one table is hidden in the other');
});

test('what is out stays out: others are hidden instead, and where none are left the small count fails by its key', async () => {
  const table = counted('q2', ['sex', 'age'], ['F Adult 20', 'F Child 3', 'M Adult 21', 'M Child 30']);
  const out = (...keys: string[]) => ({
    before: keys.map((key) => ({ key, value: { 'q2|age=Adult|sex=F': 20, 'q2|sex=F': 23 }[key] ?? 0, published: true })),
  });
  const free = await protectLinked(system([table]), { threshold: 5 });
  assert.equal(free.shown.get('q2|age=Adult|sex=F')?.status, 'secondary');
  const held = await protectLinked(system([table], out('q2|age=Adult|sex=F')), { threshold: 5 });
  assert.deepEqual([held.audit.passed, held.shown.get('q2|age=Adult|sex=F')?.status, held.shown.get('q2|sex=F')?.status], [true, 'published', 'secondary']);
  assert.ok(held.cost > free.cost);
  const lost = await protectLinked(system([table], out('q2|age=Adult|sex=F', 'q2|sex=F')), { threshold: 5 });
  assert.deepEqual([lost.audit.passed, lost.failed], [false, ['q2|age=Child|sex=F']]);
});

test('quarters and their year are one system: a quarter that is hidden is not found from the year', async () => {
  const quarters = [3, 40, 50, 60].map((count, at) => counted(`q${at + 1}`, ['sex'], [`F ${count}`, `M ${70 + at}`]));
  const year = counted('year', ['sex'], [`F 153`, `M 286`]);
  const sums = ['', '|sex=F', '|sex=M'].map((rest) => ({ total: `year${rest}`, parts: [1, 2, 3, 4].map((at) => `q${at}${rest}`) }));
  const { shown, audit } = await protectLinked(system([...quarters, year], { sums }), { threshold: 5 });
  const { low = 0, high = 0 } = shown.get('q1|sex=F') ?? {};
  assert.ok(audit.passed && low <= 2 && high >= 5);
  assert.ok([...shown].filter(([, { status }]) => status === 'secondary').length > 2, 'a second quarter or the year is hidden with it');
});

test('what no table prints is hidden without cost, and what remains of a total is judged all the same', async () => {
  const table = counted('q3', ['sex'], ['F 1226', 'M 3291', 'Other 4', 'Unknown 3']);
  const unprinted = new Map([['sex', new Set(['Other', 'Unknown'])]]);
  const { shown, audit } = await protectLinked(system([{ ...table, unprinted }]), { threshold: 10 });
  const rest = [...shown].find(([key]) => key.startsWith('q3|less='));
  assert.equal(rest?.[1].status, 'primary', 'seven of another or an unknown sex');
  assert.ok(audit.passed && (rest?.[1].high ?? 0) >= 10);
});

test('what was hidden before stays hidden though it is large by now', async () => {
  const { shown, audit } = await protectLinked(system([bySexAndAge], { before: [{ key: 'q1|age=Child|sex=F', value: 9, published: false }] }), {
    threshold: 5,
    strict: false,
  });
  assert.deepEqual([audit.passed, shown.get('q1|age=Child|sex=F')?.status], [true, 'secondary']);
});
