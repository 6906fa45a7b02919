// Hundreds of deaths without warning: of PostgreSQL, of one of its processes, of the program. PROVE_KILLS says how many (200).
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { whyNoCluster } from './cluster.ts';
import { killRounds } from './kill-rounds.ts';
import { promised } from './promise.ts';

const rounds = Number(process.env['PROVE_KILLS'] ?? 200);

test(`after each of ${rounds} deaths every acknowledged referral, decision and report is there, once and whole`, async (t) => {
  const why = whyNoCluster();
  if (why) return t.skip(why);
  const done = await killRounds(rounds, (line) => t.diagnostic(line), ['server', 'program', 'server', 'backend']);
  const { server, backend, program } = done.rounds;
  assert.equal(server + backend + program, rounds);
  promised(
    'P5',
    `${rounds} times kill -9 (PostgreSQL ${server}, one of its processes ${backend}, the program ${program}) in ${done.seconds} s: ${done.acknowledged} referrals, ${done.decisions} decisions and ${done.reports} reports acknowledged, 0 lost, 0 twice, 0 half; ${done.unanswered} that got no answer were sent again and settled`,
  );
});
