// Ten million decisions of the database compared with the program's and the second opinion; and every single change of its judgement noticed.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { onPostgres } from '#tests/engines.ts';
import { keep, loosen } from './access-database.ts';
import { compareOne, compareWorlds, compareWrites, directedAskings, directedRecords, nothingFound } from './access-compare.ts';
import { printedPolicy } from './access-worlds.ts';
import { changeFunctions, changePolicies } from './policy-changes.ts';
import { promised } from './promise.ts';

const wanted = Number(process.env['DECISIONS'] ?? 10_000_000);

onPostgres('ten million decisions: the database, the program and the second opinion never differ', async (t, db) => {
  const { printed } = printedPolicy();
  await loosen(db);
  const found = nothingFound();
  const kept = await keep(db, directedRecords());
  for (const asking of directedAskings()) {
    await compareOne(db, asking, kept, printed, found);
    await compareWrites(db, asking, kept, found);
  }
  t.diagnostic(`each relation held, missed and barred: ${found.decisions} decisions, ${found.allowed} allowed, ${found.differences.length} different`);
  const first = randomInt(2 ** 30);
  for (let seed = first; found.decisions < wanted; seed += 4) await compareWorlds(db, printed, [seed, seed + 1, seed + 2, seed + 3], found);
  t.diagnostic(`with random worlds from ${first} on: ${found.decisions} decisions, ${found.allowed} allowed, ${found.differences.length} different`);
  assert.deepEqual(found.differences.slice(0, 5), []);
  promised(
    'P8',
    `${found.decisions.toLocaleString('en')} decisions of PostgreSQL’s own policies (random worlds from seed ${first}), ${found.allowed.toLocaleString('en')} allowed: database, program and the second reading differ 0 times`,
  );
});

onPostgres('every clause of the functions that judge, and every policy of a table of records, changed alone, is noticed', async (t, db) => {
  const functions = await changeFunctions(db, () => true);
  t.diagnostic(`${functions.tried - functions.missed.length} of ${functions.tried} clauses`);
  const policies = await changePolicies(db, () => true);
  t.diagnostic(`${policies.tried - policies.missed.length} of ${policies.tried} changes of policies`);
  assert.deepEqual([...functions.missed, ...policies.missed], []);
  promised('P8', `${functions.tried} clauses and ${policies.tried} policies of the database changed one at a time: every change noticed`);
});
