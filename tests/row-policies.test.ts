// The database's own judgement of who may read and write what: compared with the program's and with the second opinion, row by row.
import assert from 'node:assert/strict';
import { onEveryEngine } from '#tests/engines.ts';
import { keep, loosen } from './access-database.ts';
import { compareOne, compareWorld, directedAskings, directedRecords, nothingFound } from './access-compare.ts';
import { printedPolicy } from './access-worlds.ts';

const { printed } = printedPolicy();

onEveryEngine('where each relation just holds, just misses or is barred: database, program and second opinion say the same', async (t, db) => {
  await loosen(db);
  const kept = await keep(db, directedRecords());
  const found = nothingFound();
  // The embedded engine is slower, and the policies are the same text: every fourth question there, all of them on the server.
  for (const [i, asking] of directedAskings().entries()) if (db.engine === 'postgresql' || i % 4 === 0) await compareOne(db, asking, kept, null, found);
  t.diagnostic(`${found.decisions} decisions, ${found.allowed} allowed, ${found.differences.length} different`);
  assert.deepEqual([...new Set(found.differences)].slice(0, 20), []);
});

onEveryEngine('in random worlds the three say the same', async (t, db) => {
  await loosen(db);
  const found = nothingFound();
  for (let seed = 1; found.decisions < 30_000; seed += 1) await compareWorld(db, printed, seed, found);
  t.diagnostic(`${found.decisions} decisions, ${found.allowed} allowed, ${found.differences.length} different`);
  assert.deepEqual([...new Set(found.differences)].slice(0, 20), []);
});
