// The files of figures keep their names and columns for ever (data.md 14): scripts of others read them.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { columns, csvOf } from '#rooms/figures/exact.ts';
import { measures } from '#rooms/figures/measures.ts';
import { fileNames } from '#rooms/figures/release.ts';

test('every file of figures has the name and the columns it always had', async () => {
  const golden = JSON.parse(await readFile(new URL('golden/figures.json', import.meta.url), 'utf8')) as Record<string, string[]>;
  const names = Object.keys(columns) as (keyof typeof columns)[];
  const now = Object.fromEntries(
    names.map((name) => [fileNames[name], csvOf({ measure: measures[name], columns: columns[name], rows: [] }).trim().split(',')]),
  );
  for (const [file, head] of Object.entries(golden)) assert.deepEqual(now[file], head, file);
});
