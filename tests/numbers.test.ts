// Local numbers to ring: kept by an administrator with where they were read, shown to whoever refers, taken out again.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { openPostgres } from '#kit/store/database.ts';
import { onPostgres } from '#tests/engines.ts';
import { startWalk, visitor } from '#tests/walk.ts';

const hull = { 'number-council': 'E06000010', 'number-force': '', 'number-open': 'always', number: '01632 960 105', 'number-source': 'An invented page' };
const read = { 'number-read.day': '10', 'number-read.month': '1', 'number-read.year': '2024' };

onPostgres('a council’s number that an administrator keeps is what a referrer rings; taken out, they are told where to find it', async (_t, _db, where) => {
  const db = await openPostgres({ url: where.url, master: where.master, practice: true });
  const walk = await startWalk(db, day('2024-01-15'));
  try {
    const oak = visitor(walk.base);
    await oak.signIn('practice-oak');
    for (const [wrong, said] of [
      [{ 'number-force': 'kent' }, /one of the two/],
      [{ 'number-council': '' }, /one of the two/],
      [{ number: 'ring me' }, /telephone number with 7 to 15 digits/],
      [{ 'number-source': '' }, /Answer this question/],
      [{ 'number-read.month': '2' }, /today or a day before/],
    ] as const) {
      const refused = await oak.submit('/numbers', { ...hull, ...read, ...wrong });
      assert.equal(refused.status, 400);
      assert.match(refused.text, said);
      assert.match(refused.text, /01632 960 105|ring me/, 'what was typed is still there');
    }
    assert.match((await oak.go('/numbers')).text, /No number is kept yet/);
    assert.equal((await oak.submit('/numbers', { ...hull, ...read })).status, 303);
    assert.match((await oak.go('/numbers')).text, /Kingston upon Hull[^]*01632 960 105[^]*An invented page/);

    const amber = visitor(walk.base);
    await amber.signIn('practice-amber');
    assert.equal((await amber.go('/numbers')).status, 404);
    const begun = await amber.submit('/referral', { label: 'night desk' });
    const draft = /\/drafts\/[0-9a-f-]+/.exec(begun.to ?? begun.text)?.[0] ?? '';
    await amber.submit(`${draft}/p/age`, { age: 'child', do: 'save' });
    await amber.submit(`${draft}/p/child`, { 'child-council': 'E06000010', guardian: 'no', do: 'save' });
    const numbers = async () => (await amber.go(`${draft}/p/child`)).text;
    assert.match(await numbers(), /Social services of Kingston upon Hull council[^]*tel:01632960105/);

    const out = { list: 'local-authorities', code: 'E06000010', open: 'always' };
    assert.equal((await oak.submit('/numbers', out, '/numbers/out')).status, 303);
    assert.equal((await oak.submit('/numbers', out, '/numbers/out')).status, 303, 'pressed twice');
    assert.ok(!(await numbers()).includes('01632960105'));
    assert.match(await numbers(), /gov\.uk\/find-local-council/);
  } finally {
    await walk.close();
  }
});
