// People taken out in the middle of their work, many times over, on PostgreSQL. PROVE_LEAVINGS says how many (300).
import assert from 'node:assert/strict';
import { onPostgres } from './engines.ts';
import { leavings } from './leavings.ts';
import { promised } from './promise.ts';

const rounds = Number(process.env['PROVE_LEAVINGS'] ?? 300);

onPostgres(`of ${rounds} people taken out while they ask for pages none gets one that they asked for afterwards`, async (t, db) => {
  const done = await leavings(db, rounds);
  t.diagnostic(JSON.stringify(done));
  assert.equal(done.late, 0);
  assert.ok(done.before > rounds && done.after > rounds);
  promised('P8', `${done.endings} people taken out while they asked for pages: ${done.after} pages refused, 0 served that were asked for afterwards`);
});
