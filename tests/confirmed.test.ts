// Assumed law (data.md 16): outside practice, an act that rests on an unconfirmed rule is refused until somebody has read its source.
import assert from 'node:assert/strict';
import pg from 'pg';
import { day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { ask } from '#journey/decision.ts';
import { caseStream } from '#journey/file.ts';
import { confirmRule, installationStream } from '#journey/installation.ts';
import { openPostgres, theService } from '#kit/store/database.ts';
import { installationFile } from '#kit/store/files.ts';
import { personaOf } from '#practice/people.ts';
import { onPostgres } from '#tests/engines.ts';
import { sendAs, startWalk, visitor } from '#tests/walk.ts';

onPostgres('a rule that an administrator confirms with its source opens what rested on it, and the record says who did', async (_t, _db, where) => {
  const db = await openPostgres({ url: where.url, master: where.master, practice: true });
  const walk = await startWalk(db, day('2024-01-15'));
  try {
    const oak = visitor(walk.base);
    await oak.signIn('practice-oak');
    const list = (await oak.go('/unconfirmed-rules')).text;
    const rule = /href="\/unconfirmed-rules\/([^"]+)"/.exec(list)?.[1] ?? '';
    assert.match(list, /Not confirmed/);
    const path = `/unconfirmed-rules/${rule}`;
    const empty = await oak.submit(path, { 'rule-source': '', 'rule-read.day': '', 'rule-read.month': '', 'rule-read.year': '' });
    assert.equal(empty.status, 400);
    const ahead = await oak.submit(path, { 'rule-source': 'An invented circular', 'rule-read.day': '1', 'rule-read.month': '2', 'rule-read.year': '2024' });
    assert.equal(ahead.status, 400, 'nobody has read it tomorrow');
    const done = await oak.submit(path, {
      'rule-source': 'An invented circular, paragraph 3',
      'rule-read.day': '10',
      'rule-read.month': '1',
      'rule-read.year': '2024',
    });
    assert.equal(done.status, 303, done.text);
    assert.match((await oak.go('/unconfirmed-rules')).text, /An invented circular, paragraph 3/);
    const birch = visitor(walk.base);
    await birch.signIn('practice-birch');
    assert.equal((await birch.go('/unconfirmed-rules')).status, 404);
  } finally {
    await walk.close();
  }
});

onPostgres('where people may be real, an act that rests on an assumed rule is refused until the rule is confirmed', async (_t, _db, where) => {
  const db = await freshReal(where);
  // Real files go by the database's own clock, so the walk is of today.
  const today = day(new Date().toISOString().slice(0, 10));
  const walk = await startWalk(db, today);
  try {
    assert.equal(walk.house.kit.practice, false);
    const rule = uk.clocks['information-request']?.length;
    assert.ok(rule);
    assert.ok(rule.versions.every((version) => version.source.standing === 'assumed'));
    const { file, reference } = await sendAs(walk.house, 'practice-amber');
    const act = { day: today, by: 'practice-birch', nation: 'england', confirmed: await walk.house.kit.confirmed() };
    const state = await db.as(theService, 'identification', async (tx) => (await walk.house.kit.ledger.load(tx, caseStream, file)).state);
    const refused = ask(state, { question: 'q1', to: 'referrer' }, uk, act);
    assert.equal(refused.ok, false, reference);
    assert.deepEqual(refused.ok ? [] : [refused.code, refused.because.map((because) => because.rule)], ['rule-not-confirmed', [rule.id]]);
    const done = await walk.house.kit.ledger.perform(
      personaOf('practice-oak').actor,
      'operations',
      installationStream,
      installationFile,
      (installation) => confirmRule(installation, { rule: rule.id, source: 'An invented circular', read: day('2024-01-10') }, uk, today),
      { day: today, nation: '' },
    );
    assert.equal(done.ok, true);
    assert.equal(ask(state, { question: 'q1', to: 'referrer' }, uk, { ...act, confirmed: await walk.house.kit.confirmed() }).ok, true);
  } finally {
    await walk.close();
  }
});

/** A database of its own that was never told it is for practice. */
async function freshReal(where: Parameters<Parameters<typeof onPostgres>[1]>[2]): Promise<Awaited<ReturnType<typeof openPostgres>>> {
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  await owner.query(`set session_replication_role = replica; truncate installation, keys.installation_key`);
  await owner.end();
  return openPostgres({ url: where.url, master: where.master, practice: false });
}
