// The whole shred drill on a practice folder, with figures of what is left where.
import assert from 'node:assert/strict';
import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { day } from '#base/day.ts';
import { newIdentity, readLines } from '#kit/store/age-file.ts';
import { openPractice, theService } from '#kit/store/database.ts';
import { runCommand } from '#commands.ts';
import { build } from '#house.ts';
import { writeFileSync } from 'node:fs';
import { startedFolder } from './engines.ts';
import { eraseAll, foundIn, sendMarked } from './shred.ts';

const today = day('2024-01-15');

/** Gives the figure in words. */
export async function shredDrill(t: TestContext, many: number): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'nrm-shred-'));
  const [data, old] = [join(folder, 'data'), join(folder, 'old')];
  const run = (...args: string[]) => runCommand(args, () => undefined);
  try {
    const { identity, recipient } = await newIdentity();
    writeFileSync(join(folder, 'identity'), identity);
    const db = await openPractice(await startedFolder(data));
    const house = build(
      { ...db, practice: true, close: () => Promise.resolve() },
      { today, port: 0, host: '127.0.0.1', tombstones: join(data, 'tombstones.log'), rateTimes: 1e6 },
    );
    const marks = await sendMarked(house, db, many);
    await house.settled();
    await house.close();
    await db.close();
    assert.ok(foundIn(data, marks.rows) > marks.rows.length * 0.9, 'the search sees what is there');
    assert.equal(await run('backup', '--data', data, '--to', recipient, '--out', join(folder, 'before.age')), 0);
    await cp(data, old, { recursive: true });

    const again = await openPractice(data);
    const open = build(
      { ...again, practice: true, close: () => Promise.resolve() },
      { today, port: 0, host: '127.0.0.1', tombstones: join(data, 'tombstones.log'), rateTimes: 1e6 },
    );
    await eraseAll(open, await open.listen(), again, marks.files);
    await open.close();
    await again.close();
    const freed = foundIn(data, marks.rows, 'tables');
    assert.equal(await run('sweep', '--data', data), 0);
    const swept = foundIn(data, marks.rows, 'tables');
    assert.equal(swept, 0, 'once the tables are written anew, no freed page holds a sealed text, a token or a wrapped key');
    const logged = foundIn(data, marks.rows);
    assert.equal(await run('rotate-key', '--data', data), 0);
    assert.equal(foundIn(data, marks.plain), 0, 'no word, no key and no telephone in the database, its log or its freed pages');

    assert.equal(await run('backup', '--data', data, '--to', recipient, '--out', join(folder, 'after.age')), 0);
    for (const part of ['', '.keys']) {
      for await (const line of readLines(join(folder, `after.age${part}`), identity)) {
        for (const one of [...marks.plain, ...marks.rows]) assert.ok(!line.includes(one.toString('hex')) && !line.includes(one.toString('utf8')));
      }
    }
    const back = join(folder, 'back');
    const from = ['--from', join(folder, 'before.age'), '--identity', join(folder, 'identity'), '--tombstones', join(data, 'tombstones.log')];
    assert.equal(await run('restore', ...from, '--data', back, '--root-key', join(old, 'master.key')), 0);
    assert.equal(foundIn(back, marks.plain), 0, 'an older backup, brought back, holds none of it');
    assert.equal(foundIn(back, marks.rows, 'tables'), 0);
    const restored = foundIn(back, marks.rows);
    const left = await openPractice(back);
    const rows = await left.as(theService, 'operations', (tx) => tx.query('select from keys.file_key where file = any($1::uuid[])', [marks.files]));
    await left.close();
    assert.deepEqual(rows, []);
    const figure =
      `${many} people: 0 of ${marks.plain.length} words and keys found anywhere; of ${marks.rows.length} wrapped keys, sealed texts and tokens ${freed} on freed ` +
      `pages after erasure, ${swept} after the sweep; still in the write-ahead log ${logged}, of the restored folder ${restored}`;
    t.diagnostic(figure);
    assert.ok((await readdir(back)).length > 0);
    return figure;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
