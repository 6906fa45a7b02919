// The database's own judgement of who may read and write what: compared with the program's and with the second opinion, row by row.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { onEveryEngine } from '#tests/engines.ts';
import { keep, loosen } from './access-database.ts';
import { compareOne, compareWorlds, compareWrites, directedAskings, directedRecords, nothingFound } from './access-compare.ts';
import { printedPolicy } from './access-worlds.ts';

const { printed } = printedPolicy();

/** All of it takes minutes (npm run prove does it): here a part, another one each time. */
const parts = { pglite: 20, postgresql: 8 } as const;

onEveryEngine('where each relation just holds, just misses or is barred: database, program and second opinion say the same', async (t, db) => {
  await loosen(db);
  const kept = await keep(db, directedRecords());
  const found = nothingFound();
  const part = randomInt(parts[db.engine]);
  for (const [i, asking] of directedAskings().entries()) {
    if (i % parts[db.engine] !== part) continue;
    await compareOne(db, asking, kept, null, found);
    await compareWrites(db, asking, kept, found);
  }
  t.diagnostic(`part ${part}: ${found.decisions} decisions, ${found.allowed} allowed, ${found.differences.length} different`);
  assert.deepEqual([...new Set(found.differences)].slice(0, 20), []);
});

onEveryEngine('in random worlds the three say the same', async (t, db) => {
  await loosen(db);
  const found = nothingFound();
  const first = randomInt(2 ** 30);
  // Ten million are a proof; another hundred thousand each time. Several worlds at once: one transaction of somebody answers for all their records.
  for (let seed = first; found.decisions < 100_000; seed += 4) await compareWorlds(db, printed, [seed, seed + 1, seed + 2, seed + 3], found);
  t.diagnostic(`from seed ${first}: ${found.decisions} decisions, ${found.allowed} allowed, ${found.differences.length} different`);
  assert.deepEqual([...new Set(found.differences)].slice(0, 20), []);
});
