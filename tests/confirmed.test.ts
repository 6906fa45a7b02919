// Assumed law (data.md 16): outside practice, an act that rests on an unconfirmed rule is refused until somebody has read its source.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { openPostgres } from '#kit/store/database.ts';
import { onPostgres } from '#tests/engines.ts';
import { visitor, startWalk } from '#tests/walk.ts';

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
