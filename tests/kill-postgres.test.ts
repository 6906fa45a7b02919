// kill -9 of PostgreSQL itself, of one of its processes and of the program, while people send and decide: refused or completed, never half.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNoCluster } from './cluster.ts';
import { killRounds } from './kill-rounds.ts';

test('after PostgreSQL was killed in the midst of sendings, decisions and reports, what was acknowledged is there once and nothing is half', async (t) => {
  const why = whyNoCluster();
  if (why) {
    if (process.env['CI'] === 'true') throw new Error(`CI kills a PostgreSQL of its own, but ${why}.`);
    return t.skip(why);
  }
  const { rounds, ...figures } = await killRounds(4, (line) => t.diagnostic(line), ['server', 'backend', 'program', 'server']);
  t.diagnostic(JSON.stringify(figures));
  assert.deepEqual(rounds, { server: 2, backend: 1, program: 1 });
  assert.ok(figures.acknowledged >= 4 * 8 && figures.decisions > 0 && figures.reports > 0, 'all were acknowledged while it died');
});
