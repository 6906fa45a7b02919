// A release made of a few hand-made counts: what is hidden is hidden in every file, every number in the prose leads to a cell, files agree.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { csvLines } from '#base/csv.ts';
import { uk } from '#countries/uk/uk.ts';
import { checkCertificate } from '#rooms/figures/certificate-file.ts';
import { checkOds } from '#kit/view/ods-check.ts';
import { readOds, type ReadSheet } from '#kit/view/ods-read.ts';
import { written } from '#kit/view/html.ts';
import { figure, sentencesOf, words } from './bulletin.ts';
import { readEarlier, whyChanged } from './changed.ts';
import type { Part } from './count.ts';
import { unscheduled } from './conduct.ts';
import { definitions, type Definition } from './definitions.ts';
import { dimensions } from './dimension.ts';
import { isTooFine, protectRelease } from './protect.ts';
import { makeRelease, type CountedRelease, type Release } from './release.ts';
import { isMarked, letOut } from './sheet.ts';

const definition = (id: string): Definition => {
  const found = definitions.find((one) => one.id === id);
  assert.ok(found);
  return found;
};
const ages = [
  { code: 'adult', label: 'Adult (18 or over)' },
  { code: 'child', label: 'Child (17 or under)' },
];
const places = [
  { code: 'uk', label: 'UK' },
  { code: 'overseas', label: 'Overseas' },
  { code: 'not-specified', label: 'Not specified or unknown' },
];
const genders = [
  { code: 'female', label: 'Female' },
  { code: 'male', label: 'Male' },
];
const outcomes = [
  { code: 'positive', label: 'Positive' },
  { code: 'negative', label: 'Negative' },
];
const rows = (counts: readonly (readonly [string, string, number])[]): Part['rows'] => counts.map(([one, other, people]) => ({ codes: [one, other], people }));

const parts: readonly Part[] = [
  {
    definition: definition('age_place'),
    universe: 'referrals:2023-Q4',
    categories: [places, ages],
    rows: rows([
      ['uk', 'adult', 120],
      ['uk', 'child', 85],
      ['overseas', 'adult', 60],
      ['overseas', 'child', 2],
      ['not-specified', 'adult', 31],
      ['not-specified', 'child', 14],
    ]),
  },
  {
    definition: definition('decisions_gender'),
    apart: { code: 'reasonable-grounds', label: 'Reasonable grounds' },
    universe: 'decisions:2023-Q4:reasonable-grounds',
    categories: [genders, outcomes],
    rows: rows([
      ['female', 'positive', 40],
      ['female', 'negative', 20],
      ['male', 'positive', 50],
      ['male', 'negative', 90],
    ]),
  },
];
const day_ = (stage: string, days: number, people: number) => ({ stage, days: String(days), people }) as never;
const counted: CountedRelease = {
  period: '2023-Q4',
  asOf: day('2024-01-14'),
  law: uk,
  parts,
  timed: {
    decisions: [
      [day_('reasonable-grounds', 5, 60), day_('reasonable-grounds', 9, 100), day_('reasonable-grounds', 12, 40)],
      [],
      [{ stage: 'reasonable-grounds', days: '5', gender: 'female', people: 19 } as never],
      [],
    ],
    followed: [
      [
        { stage: 'reasonable-grounds', end: 'event', days: '10', people: 80 } as never,
        { stage: 'reasonable-grounds', end: 'waiting', days: '40', people: 20 } as never,
      ],
      [],
      [],
      [],
    ],
  },
};
const release: Release = await makeRelease(counted, unscheduled(true));
const text = (name: string): string => new TextDecoder().decode(release.files.get(name));
const hiddenCells = release.certificate.cells.filter((cell) => 'low' in cell);
const hidden = hiddenCells.map(({ key }) => key);

test('a small count and what would give it away are marked alike, in every file', () => {
  const table = release.tables.find(({ id }) => id === 'age_place');
  const marked = table?.lines.flatMap(({ values }) => values.filter(isMarked).map(({ key }) => key)) ?? [];
  assert.ok(marked.includes('referrals:2023-Q4|age=child|place=overseas'));
  assert.deepEqual([...marked].sort(), [...hidden].sort());
  assert.ok(hidden.length >= 4, 'a single hidden cell could be worked out');
  const csv = csvLines(text('csv/age_place.csv')).map(({ cells }) => cells);
  const status = csv[0]?.indexOf('status') ?? -1;
  assert.equal(csv.filter((cells) => cells[status] === 'c').length, hidden.length);
  assert.ok(csv.every((cells) => cells[status] !== 'c' || cells[status - 1] === ''));
  assert.doesNotMatch(text('release.json') + text('certificate.json') + text('index.html'), /primary|secondary/);
  const book = readOds(release.files.get('tables.ods') ?? new Uint8Array());
  assert.ok(typeof book !== 'string');
  const cells = book.sheets.find(({ name }) => name === 'Table_1_age_place')?.cells.flat() ?? [];
  assert.equal(cells.filter((cell) => cell.text === '[c]').length, hidden.length);
});

test('the certificate gives each hidden cell as widely as it can be worked out, and never what it is', () => {
  for (const { low, high } of hiddenCells) assert.ok(low < high);
  const small = hiddenCells.find(({ key }) => key === 'referrals:2023-Q4|age=child|place=overseas');
  assert.ok(small && small.low <= 1 && small.high >= 5);
  assert.deepEqual(checkCertificate(text('certificate.json')).holds, true, 'checked again by other means than it was made by');
  const leaky = text('certificate.json').replace(/"low": \d+,\s*"high": \d+,\s*"most": \d+(?=[^]*?"sums")/, '"value": 2');
  assert.equal(checkCertificate(leaky).holds, false, 'and with one hidden cell given out it does not hold');
});

test('the workbook keeps every rule, and holds what the text files hold', () => {
  const bytes = release.files.get('tables.ods') ?? new Uint8Array();
  assert.deepEqual(checkOds(bytes), []);
  const book = readOds(bytes);
  assert.ok(typeof book !== 'string');
  for (const [at, table] of release.tables.entries()) {
    const sheet: ReadSheet | undefined = book.sheets.find(({ name }) => name === `Table_${at + 1}_${table.id}`.slice(0, 31));
    assert.ok(sheet, table.id);
    const inBook: readonly string[] = sheet.cells
      .slice((sheet.headers[0] ?? 0) + 1)
      .flatMap((line) => line.slice(table.down.length).map(({ value, text: shown }) => value ?? shown));
    const [, ...lines] = csvLines(text(`csv/${table.id}.csv`));
    assert.deepEqual(
      inBook,
      lines.map(({ cells }) => (cells.at(-1) ? `[${cells.at(-1)}]` : cells.at(-2))),
      table.id,
    );
  }
});

test('each text file has the columns that its metadata names, and no key twice', () => {
  for (const { id } of release.tables) {
    const [head, ...lines] = csvLines(text(`csv/${id}.csv`)).map(({ cells }) => cells);
    const { url, tableSchema } = JSON.parse(text(`csv/${id}.csv-metadata.json`)) as {
      url: string;
      tableSchema: { columns: { name: string; required: boolean }[]; primaryKey: string[] };
    };
    assert.equal(url, `${id}.csv`);
    assert.deepEqual(
      tableSchema.columns.map(({ name }) => name),
      head,
    );
    const key = tableSchema.primaryKey.map((name) => head?.indexOf(name) ?? -1);
    const keys = lines.map((cells) => key.map((at) => cells[at]).join('|'));
    assert.equal(new Set(keys).size, lines.length);
    for (const [at, { required }] of tableSchema.columns.entries()) assert.ok(!required || lines.every((cells) => cells[at] !== ''));
  }
});

test('the catalogue gives size and fingerprint of every other file', () => {
  const { 'dcat:distribution': all } = JSON.parse(text('dcat.json')) as {
    'dcat:distribution': { 'dcat:downloadURL': string; 'dcat:byteSize': number; 'spdx:checksum': { 'spdx:checksumValue': string } }[];
  };
  assert.deepEqual(all.map((one) => one['dcat:downloadURL']).sort(), [...release.files.keys()].filter((name) => name !== 'dcat.json').sort());
  for (const one of all) {
    const bytes = release.files.get(one['dcat:downloadURL']);
    assert.equal(one['dcat:byteSize'], bytes?.byteLength);
    assert.equal(
      one['spdx:checksum']['spdx:checksumValue'],
      createHash('sha256')
        .update(bytes ?? '')
        .digest('hex'),
    );
  }
});

test('every number in the prose of the bulletin leads to a cell that is let out, with that value', () => {
  const out = letOut(release.tables);
  const prose = text('bulletin.html').replace(/<style>.*?<\/style>/s, '');
  const links = [...prose.matchAll(/<data value="(-?\d+)" data-cell="([^"]+)">([\d,]+)<\/data>/g)];
  assert.ok(links.length >= 5);
  for (const [, value = '', key = '', shown = ''] of links) {
    assert.equal(out.get(key)?.value, Number(value), key);
    assert.equal(Number(shown.replaceAll(',', '')), Number(value));
    assert.ok(text('index.html').includes(`data-cell="${key}"`), key);
  }
  const sections = [...prose.matchAll(/<section>(.*?)<\/section>/gs)].map(([, inside = '']) =>
    inside.replace(/<data.*?<\/data>/g, '').replace(/<[^>]*>/g, ' '),
  );
  for (const words of sections) assert.doesNotMatch(words, /\d/);
});

test('a number that is not in the release cannot be written, and a hidden one leaves no sentence', () => {
  const say = sentencesOf(release.tables);
  assert.throws(() => say`There were 312 referrals.`, /a number stands in the words/);
  assert.throws(() => say`There were ${words('½')} of them.`, /a number stands in the words/);
  assert.equal(say`There were ${figure('referrals:2023-Q4', { age: 'child', place: 'overseas' })} of them.`, undefined);
  assert.equal(say`There were ${figure('referrals:1999-Q1')} of them.`, undefined);
  assert.match(written(say`There were ${figure('referrals:2023-Q4')} of them.` ?? ({} as never)), />312</);
});

test('shares rest on published counts alone, and medians and averages on enough people', () => {
  const values = (table: string, group: string): readonly (number | string)[] =>
    release.tables
      .find(({ id }) => id === table)
      ?.lines.find(({ codes }) => codes[0] === 'reasonable-grounds' && codes.at(-1) === group)
      ?.values.map((one) => (isMarked(one) ? one.mark : one.value)) ?? [];
  assert.deepEqual(values('outcome_shares', 'female'), [60, 40, 67, 54, 77]);
  assert.deepEqual(values('decision_times', 'all'), [200, 9, 8]);
  assert.deepEqual(values('decision_times', 'female'), [60, 'c', 5], 'nineteen are too few for a median');
  assert.deepEqual(values('waits', 'all').slice(0, 1), [80]);
  assert.equal(values('waits', 'all')[3], 'x', 'nobody is followed for ninety days yet');
});

test('made twice, every file has the same bytes', async () => {
  assert.deepEqual((await makeRelease(counted, unscheduled(true))).files, release.files);
});

test('a release beside an earlier one keeps every rule, with what fell and what it does not know', async () => {
  const previous = readEarlier(text('release.json').replaceAll('"value": 211', '"value": 1500').replace('"code": "uk"', '"code": "elsewhere"'));
  assert.ok(previous);
  const beside = await makeRelease(counted, unscheduled(true, { previous: { ...previous, period: '2023-Q3' } }));
  assert.deepEqual(checkOds(beside.files.get('tables.ods') ?? new Uint8Array()), []);
  const csv = new TextDecoder().decode(beside.files.get('csv/what_changed.csv'));
  assert.match(csv, /adult,Adult \(18 or over\),change,Change,-1289,\n/);
  assert.match(new TextDecoder().decode(beside.files.get('index.html')), /This does not prove a cause/);
});

test('what changed between two releases is told of groups that both publish, and adds up', () => {
  const earlier = readEarlier(text('release.json').replaceAll('"value": 211', '"value": 200'));
  assert.ok(earlier);
  const { lines } = whyChanged(release.tables, '2024-Q1', { ...earlier, period: '2023-Q3' });
  const of = (code: string) => lines.find(({ codes }) => codes.at(-1) === code)?.values.at(-1);
  assert.deepEqual(of('adult'), { key: 'changed:2023-Q3:2024-Q1|age=adult', value: 11 });
  assert.deepEqual(of('child'), { key: 'changed:2023-Q3:2024-Q1|age=child', value: 0 });
  assert.equal(readEarlier('no release'), undefined);
  assert.equal(readEarlier('{}'), undefined);
});

test('a release does not say that all of a group are in one category, unless that is only how far an office has come or is not known', async () => {
  const part = (by: 'county' | 'reached', codes: readonly string[], counts: readonly (readonly number[])[]): Part => ({
    definition: { ...definitions[0], by: ['gender', by] },
    universe: `referrals:${by}`,
    categories: [['female', 'male', 'other'].map((code) => ({ code, label: code })), codes.map((code) => ({ code, label: code }))],
    rows: counts.flatMap((row, at) => row.map((people, i) => ({ codes: [['female', 'male', 'other'][at] ?? '', codes[i] ?? ''], people }))),
  });
  const hidden = async (one: Part): Promise<readonly string[]> =>
    [...(await protectRelease([one], [])).shown].flatMap(([key, { status }]) => (status === 'published' ? [] : [key]));
  const counts = [
    [30, 0],
    [40, 50],
    [20, 25],
  ];
  assert.ok((await hidden(part('county', ['yes', 'no'], counts))).some((key) => key === 'referrals:county|county=no|gender=female'));
  assert.deepEqual(await hidden(part('county', ['unknown', 'no'], counts)), []);
  assert.deepEqual(await hidden(part('reached', ['reasonable-grounds-waiting', 'reasonable-grounds-negative'], counts)), []);
  const refused = part('reached', ['reasonable-grounds-negative', 'reasonable-grounds-waiting'], counts);
  assert.notDeepEqual(await hidden(refused), [], 'that all were refused is said of none');
});

test('nothing by a place smaller than a police force area is let out', () => {
  assert.ok(isTooFine({ ...dimensions.force, level: 'council' }));
  assert.deepEqual(Object.values(dimensions).filter(isTooFine), []);
});

test('the way from signals to the end of support repeats what other tables let out', () => {
  const funnel = release.tables.find(({ id }) => id === 'funnel');
  const out = letOut(release.tables.filter(({ id }) => id !== 'funnel'));
  const values = new Map(funnel?.lines.map(({ codes, values: [value] }) => [codes[0], value]));
  assert.equal(values.get('signals')?.key, 'signals:2023-Q4');
  assert.deepEqual(values.get('referrals'), { key: 'referrals:2023-Q4', value: 312 });
  for (const one of values.values()) assert.ok(!one || isMarked(one) || out.get(one.key)?.value === one.value);
});
