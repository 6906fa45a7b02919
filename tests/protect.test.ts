// ./opennrm protect: a table on disk, protected; what is wrong is said, and its status tells a script.
import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { WrongCall } from '#command.ts';
import { runCommand } from '#commands.ts';

test('a table is protected from the command line, with groups of its codes, and the true counts are readable by nobody else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-protect-'));
  const run = async (...args: string[]): Promise<readonly [number, string]> => {
    const lines: string[] = [];
    const status = await runCommand(['protect', ...args], (line) => lines.push(line));
    return [status, lines.join('\n')];
  };
  try {
    const [table, areas, out] = ['table.csv', 'areas.csv', 'out'].map((name) => join(folder, name)) as [string, string, string];
    await writeFile(table, 'area,kind,people\nNorth,A,12\nNorth,B,3\nSouth,A,9\nSouth,B,14\nWest,A,8\nWest,B,11\n');
    await writeFile(areas, 'North,Land\nSouth,Land\n');
    const [status, said] = await run(table, '--threshold', '5', '--hierarchy', `area=${areas}`, '--out', out);
    assert.equal(status, 0, said);
    assert.match(said, /^15 cells with all margins: 1 too small, \d+ hidden besides, \d+ published\.\nHidden in all[^\n]*proven to be the least\.\nAttacked/);
    assert.match(await readFile(join(out, 'protected.csv'), 'utf8'), /^area,kind,count\n[^]*Land,Total,38\n[^]*Total,Total,57\n/);
    assert.equal((await stat(join(out, 'audit.json'))).mode & 0o077, 0);
    const [, json] = await run(table, '--json');
    assert.deepEqual(Object.keys(JSON.parse(json) as object), ['cells', 'cost', 'optimal', 'audit']);

    await writeFile(table, 'area,kind,people\nNorth,A,12\nNorth,A,12\n');
    assert.deepEqual(await run(table), [3, 'Row 3: this cell was given in an earlier row.']);
    for (const args of [[], [join(folder, 'nowhere.csv')], [table, '--threshold', 'few'], [table, '--hierarchy', 'area'], [table, table]])
      await assert.rejects(run(...args), WrongCall, args.join(' '));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
