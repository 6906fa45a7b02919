// The comparison is worth something only if it notices: clauses of the database's functions changed alone, and policies of its tables.
import assert from 'node:assert/strict';
import { randomInt } from 'node:crypto';
import { onPostgres } from '#tests/engines.ts';
import { changeFunctions, changePolicies } from './policy-changes.ts';

// All of them take minutes (npm run prove tries them): here a part, another one each time.
onPostgres('a clause of the functions that judge, taken out, turned or widened alone, is noticed', async (t, db) => {
  const part = randomInt(4);
  const { tried, missed } = await changeFunctions(db, (at) => at % 4 === part);
  t.diagnostic(`part ${part}: ${tried - missed.length} of ${tried} changes noticed`);
  assert.deepEqual(missed, []);
});

onPostgres('a policy of a table of records, opened or closed to all, is noticed', async (t, db) => {
  const part = randomInt(16);
  const { tried, missed } = await changePolicies(db, (at) => at % 16 === part);
  t.diagnostic(`part ${part}: ${tried - missed.length} of ${tried} changes noticed`);
  assert.deepEqual(missed, []);
});
