// LibreOffice opens the workbook of a release and writes it anew: the same sheets with the same values, so that others than we can read it.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { readOds, type ReadBook } from '#kit/view/ods-read.ts';
import { odsOf, type Workbook } from '#kit/view/ods.ts';

const soffice = spawnSync('soffice', ['--version']).status === 0;
if (!soffice) console.error('NOT TRIED: LibreOffice is not on this machine, so nobody but this program has opened the workbook here.');

const book: Workbook = {
  title: 'Boats (invented)',
  author: 'Office of Boats',
  day: '2024-01-15',
  sheets: [
    { name: 'Cover', title: 'Boats', lines: ['Period: 2023'] },
    {
      name: 'Boats',
      title: 'Boats by place',
      lines: ['This worksheet contains one table.', '[c] confidential'],
      table: {
        name: 'boats_by_place',
        columns: [
          { heading: 'Place', holds: 'text' },
          { heading: 'Boats', holds: 'number' },
          { heading: 'Share in percent', holds: 'number' },
        ],
        rows: [
          [{ text: 'Côte & "Port" <1>' }, { number: 12345, decimals: 0 }, { number: 98.7, decimals: 1 }],
          [{ text: 'Elsewhere' }, { text: '[c]' }, { number: 0, decimals: 1 }],
        ],
      },
    },
  ],
};

const values = (of: ReadBook): unknown =>
  of.sheets.map(({ name, cells }) => [name, cells.map((row) => row.map(({ text, type, value }) => (type === 'float' ? Number(value) : text)))]);

test('LibreOffice opens the workbook and gives back the same values', { skip: !soffice }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'nrm-office-'));
  try {
    writeFileSync(join(folder, 'tables.ods'), odsOf(book));
    const out = join(folder, 'again');
    const run = spawnSync(
      'soffice',
      [`-env:UserInstallation=file://${folder}/profile`, '--headless', '--convert-to', 'ods:calc8', '--outdir', out, join(folder, 'tables.ods')],
      {
        timeout: 120_000,
      },
    );
    assert.equal(run.status, 0, run.stderr.toString());
    const [before, after] = [odsOf(book), readFileSync(join(out, 'tables.ods'))].map((bytes) => readOds(new Uint8Array(bytes)));
    assert.ok(before && after && typeof before !== 'string' && typeof after !== 'string');
    assert.deepEqual(values(after), values(before));
    assert.deepEqual(
      after.ranges.map(({ name, header }) => [name, header]),
      [['boats_by_place', true]],
      'and still knows where the table is',
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
