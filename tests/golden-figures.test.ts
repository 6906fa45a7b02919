// The files of figures keep their names and columns for ever (data.md 14), a release's tables for one version: scripts of others read them.
import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import { test } from 'node:test';
import { columns, csvOf } from '#rooms/figures/exact.ts';
import { measures } from '#rooms/figures/measures.ts';
import { definitions, type Definition } from '#rooms/figures/quarterly/definitions.ts';
import { fileNames } from '#rooms/figures/release.ts';

test('every file of figures has the name and the columns it always had', async () => {
  const golden = JSON.parse(await readFile(new URL('golden/figures.json', import.meta.url), 'utf8')) as Record<string, string[]>;
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const now = Object.fromEntries(
    names.map((name) => [fileNames[name], csvOf({ measure: measures[name], columns: columns[name], rows: [] }).trim().split(',')]),
  );
  for (const [file, head] of Object.entries(golden)) assert.deepEqual(now[file], head, file);
});

test('every table of a release has, in one version, the dimensions it always had in it', async () => {
  const file = new URL('golden/quarterly.json', import.meta.url);
  const kept = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, readonly string[]>;
  const of = ({ apart, by, exactBy }: Definition): readonly string[] => [
    ...(apart ? [`${apart}, apart`] : []),
    ...by,
    ...(exactBy ? [`exact: ${exactBy.join(', ')}`] : []),
  ];
  const now = Object.fromEntries((definitions as readonly Definition[]).map((one) => [`${one.id} ${one.version}`, of(one)]));
  for (const [name, dimensions] of Object.entries(now))
    if (kept[name]) assert.deepEqual(dimensions, kept[name], `${name} means something else now: give it a new version`);
  const gone = Object.keys(kept).filter((name) => !(definitions as readonly Definition[]).some(({ id }) => name.startsWith(`${id} `)));
  assert.deepEqual(gone, [], 'a table that was let out once stays');
  if (process.env['UPDATE_GOLDEN'] === '1') await writeFile(file, `${JSON.stringify({ ...kept, ...now }, null, 1)}\n`);
  else
    assert.deepEqual(
      Object.keys(now).filter((name) => !kept[name]),
      [],
      'new tables or versions: run once with UPDATE_GOLDEN=1 and commit tests/golden/quarterly.json',
    );
});
