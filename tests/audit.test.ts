// The auditor's page: every reading leaves a line, and a line that is changed behind the program's back is found.
import assert from 'node:assert/strict';
import pg from 'pg';
import { theService } from '#kit/store/database.ts';
import { sequence } from '#kit/store/log.ts';
import { onPostgres } from '#tests/engines.ts';
import { sendAs, startWalk, visitor } from '#tests/walk.ts';

onPostgres('an auditor sees who read a case by role and organisation, and nobody’s answers; a changed line is found', async (_t, db, where) => {
  const walk = await startWalk(db);
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const birch = visitor(walk.base);
  await birch.signIn('practice-birch');
  await birch.go(`/case/${reference}/held`);
  const yew = visitor(walk.base);
  await yew.signIn('practice-yew');
  const page = (await yew.go(`/audit?reference=${reference}`)).text;
  assert.match(page, /decision-maker/);
  assert.match(page, /Metropolitan Police/);
  assert.doesNotMatch(page, /wages were kept/);
  assert.equal((await birch.go('/audit')).status, 404);
  assert.equal((await yew.go(`/case/${reference}`)).status, 404);
  assert.equal((await yew.go('/audit?reference=nonsense')).status, 400);
  await sequence(db, theService);
  assert.match((await yew.go('/audit?check=yes')).text, /nothing was changed/);
  const owner = new pg.Client({ connectionString: where.ownerUrl });
  await owner.connect();
  await owner.query(`set session_replication_role = replica`);
  await owner.query(`update audit_leaf set what = array['read:nothing'] where position = 2`);
  await owner.end();
  assert.match((await yew.go('/audit?check=yes')).text, /at these places: 2/);
  await walk.house.close();
});
