// The whole protected release of the practice caseload: attacked from its published file alone by code that shares nothing with what
// protected it, and made again after a year of further records with the same bytes.
import type { Certificate } from '#rooms/figures/quarterly/release.ts';
import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { addDays, day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import type { Kit } from '#kit/kit.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { count } from '#kit/store/statistics.ts';
import { checkOds } from '#kit/view/ods-check.ts';
import { keyOf } from '#methods/disclosure/linked.ts';
import { loadCaseload } from '#practice/load.ts';
import { personaOf } from '#practice/people.ts';
import { countTables, wholeTable } from '#rooms/figures/quarterly/count.ts';
import { definitions } from '#rooms/figures/quarterly/definitions.ts';
import { writeFigures } from '#rooms/figures/release.ts';
import { asOf } from '#rooms/figures/tables.ts';
import { openMemory } from '#tests/engines.ts';
import { promised } from './promise.ts';

type Published = {
  readonly tables: readonly {
    readonly id: string;
    readonly down: readonly { readonly id: string }[];
    readonly across: { readonly id: string; readonly columns: readonly { readonly code: string; readonly kind: string }[] };
    readonly lines: readonly {
      readonly codes: readonly string[];
      readonly values: readonly { readonly key: string; readonly value?: number; readonly mark?: string }[];
    }[];
  }[];
};

/** What a reader works out of each hidden cell: bounds that are pushed along every sum until none moves. Written from the published file alone. */
function attack(published: Published): ReadonlyMap<string, { low: number; high: number }> {
  const most = 1_000_000;
  const bounds = new Map<string, { low: number; high: number }>();
  const sums: { readonly whole: string; readonly parts: readonly string[] }[] = [];
  for (const { down, across, lines } of published.tables) {
    if (across.id === 'measure' && across.columns.some(({ kind, code }) => kind !== 'count' || code !== 'Total')) continue;
    const cells = new Map<string, string>();
    const codes = lines.flatMap((line) =>
      line.values.map((value, at) => ({ of: across.id === 'measure' ? line.codes : [...line.codes, across.columns[at]?.code ?? ''], value })),
    );
    for (const { of, value } of codes) {
      cells.set(of.join('|'), value.key);
      bounds.set(value.key, value.value === undefined ? { low: 0, high: most } : { low: value.value, high: value.value });
    }
    // A total is the sum of the rest of its line, where the rest are not wider than one another.
    const deep = down.length + (across.id === 'measure' ? 0 : 1);
    for (let at = 0; at < deep; at += 1) {
      const each = [...new Set(codes.map(({ of }) => of[at] ?? ''))].filter((code) => code !== 'Total');
      const nested = each.some((code) => each.some((other) => other !== code && (other.startsWith(`${code}: `) || /^in-|-decided$|-positive$/.test(other))));
      if (nested) continue;
      for (const { of } of codes.filter((one) => one.of[at] === 'Total')) {
        const whole = cells.get(of.join('|'));
        const parts = each.flatMap((code) => cells.get(of.with(at, code).join('|')) ?? []);
        if (whole && parts.length > 1) sums.push({ whole, parts });
      }
    }
  }
  assert.ok(sums.length > 500, 'sums were found');
  for (let moved = true; moved;) {
    moved = false;
    const narrow = (key: string, low: number, high: number): void => {
      const of = bounds.get(key);
      if (!of) return;
      if (low > of.low) [of.low, moved] = [low, true];
      if (high < of.high) [of.high, moved] = [high, true];
    };
    for (const { whole, parts } of sums) {
      const all = parts.map((part) => bounds.get(part) ?? { low: 0, high: most });
      const [low, high] = [all.reduce((sum, one) => sum + one.low, 0), all.reduce((sum, one) => sum + one.high, 0)];
      narrow(whole, low, high);
      const { low: least, high: top } = bounds.get(whole) ?? { low: 0, high: most };
      for (const [at, part] of parts.entries()) narrow(part, least - (high - (all[at]?.high ?? 0)), top - (low - (all[at]?.low ?? 0)));
    }
  }
  return bounds;
}

const kitOn = (db: Database): Kit => ({ db, law: uk, clock: { today: () => day('2024-01-15') }, practice: true }) as unknown as Kit;

async function filesIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.\w+$/.test(name)).sort();
  return new Map(await Promise.all(names.map(async (name) => [name, await readFile(join(folder, name))] as const)));
}

test('the whole release gives no small count away, and is the same a year of records later', async () => {
  const db = await openMemory();
  const folder = await mkdtemp(join(tmpdir(), 'opennrm-release-'));
  try {
    await loadCaseload(db, { law: uk, today: day('2024-01-15'), history: false, print: () => undefined });
    const make = async (name: string): Promise<ReadonlyMap<string, Buffer>> => {
      const said = await writeFigures(kitOn(db), { period: '2023-Q4', exact: false, asOf: '2024-01-14', out: join(folder, name) });
      assert.ok(said.ok);
      return filesIn(join(folder, name));
    };
    const first = await make('first');
    assert.deepEqual(checkOds(new Uint8Array(first.get('tables.ods') ?? [])), []);

    const published = JSON.parse(first.get('release.json')?.toString('utf8') ?? '') as Published;
    const reading = { span: { first: day('2023-10-01'), last: day('2023-12-31') }, until: day('2024-01-14'), stages: uk.stages.map(({ id }) => id) };
    const parts = await db.as(personaOf('practice-heather').actor, 'statistics', async (tx) =>
      countTables(tx, uk, definitions, '2023-Q4', { ...reading, moment: await asOf(tx) }, 'coarse'),
    );
    const truth = new Map(
      parts.flatMap((part) => {
        const { names, cells } = wholeTable(part);
        return cells.map(({ codes, count: people }) => [keyOf(part.universe, names, codes), people] as const);
      }),
    );
    const found = attack(published);
    const small = [...found].filter(([key]) => (truth.get(key) ?? 0) > 0 && (truth.get(key) ?? 0) < 5);
    assert.ok(small.length > 100, 'there are small counts to protect');
    for (const [key, { low, high }] of small) assert.ok(high >= 5 && low < (truth.get(key) ?? 0), `${key} is found to be ${low} to ${high}`);

    // One hidden cell given out, as a planted fault: then the same attack finds small counts.
    const leaky = structuredClone(published);
    for (const table of leaky.tables)
      for (const line of table.lines)
        for (const value of line.values as { key: string; value?: number; mark?: string }[])
          if (value.mark === 'c' && (truth.get(value.key) ?? 0) >= 5) [value.value, value.mark] = [truth.get(value.key) ?? 0, ''];
    assert.ok(
      [...attack(leaky)].some(([key, { high }]) => (truth.get(key) ?? 0) > 0 && (truth.get(key) ?? 0) < 5 && high < 5),
      'the attack can succeed',
    );

    await db.as(theService, 'identification', async (tx) => {
      for (let i = 0; i < 1000; i += 1) {
        const sent = addDays(day('2023-10-02'), i % 400);
        await count(tx, null, [
          { question: 'referred', code: 'england', validFrom: sent },
          { question: 'age-at-exploitation', code: i % 2 ? 'child' : 'adult', validFrom: sent },
          { question: 'nationality-1', code: 'uk', validFrom: sent },
          { question: 'reasonable-grounds', code: 'positive', validFrom: addDays(sent, 9) },
        ]);
      }
    });
    assert.deepEqual(await make('second'), first);
    const certificate = JSON.parse(first.get('certificate.json')?.toString('utf8') ?? '') as Certificate;
    const printed = certificate.cells.filter((cell) => !('unprinted' in cell));
    promised(
      'P16',
      `${printed.filter((cell) => 'low' in cell).length} of ${printed.length} counts of a release hidden; of ${small.length} small ones an attack on the published file finds 0`,
    );
  } finally {
    await db.close();
    await rm(folder, { recursive: true });
  }
});
