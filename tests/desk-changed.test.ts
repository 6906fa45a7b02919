// What changed since somebody last looked: what others did, in words, until it is marked as seen.
import assert from 'node:assert/strict';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { sendAs, take, startWalk, visitor } from '#tests/walk.ts';

onEveryEngine('a decider sees what others did in their cases since they last looked, and nothing of their own doing', async (_t, db) => {
  const walk = await startWalk(db);
  try {
    const sit = async (persona: string) => {
      const one = visitor(walk.base);
      await one.signIn(persona);
      return one;
    };
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const [birch, cedar, amber] = [await sit('practice-birch'), await sit('practice-cedar'), await sit('practice-amber')];
    await birch.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
    const at = '/desk?view=changed';
    const first = (await birch.go(at)).text;
    assert.match(first, new RegExp(`${reference}[^]*An adult was referred`), 'the case is new to whoever took it');
    assert.doesNotMatch(first, /Somebody took the case/, 'what one did oneself is no news');
    const upTo = /name="up-to" value="([^"]+)"/.exec(first)?.[1] ?? '';
    assert.equal((await birch.submit(at, { 'up-to': upTo }, '/desk/seen')).status, 303);
    assert.match((await birch.go(at)).text, /Changed \(0\)[^]*Nothing here now/);
    await amber.submit(`/sent/${reference}/p/danger`, { 'danger-now': 'yes', from: 'tasks', do: 'save' });
    const elm = await sit('practice-elm');
    await take(elm, reference, 'practice-elm');
    await elm.submit(`/case/${reference}/do/missing`, {});
    await take(elm, reference, 'practice-birch');
    await walk.house.settled();
    const again = (await birch.go(at)).text;
    assert.match(again, /Changed \(1\)/);
    assert.match(again, /We lost contact with the person/);
    assert.doesNotMatch(again, /An adult was referred/);
    assert.match((await cedar.go(at)).text, /Nothing here now/, 'it is not their case');
    assert.equal((await birch.submit(at, { 'up-to': 'yesterday' }, '/desk/seen')).status, 303, 'nonsense marks nothing');
    assert.match((await birch.go(at)).text, /Changed \(1\)/);
    const others = await db.as(personaOf('practice-cedar').actor, 'identification', (tx) => tx.query('select * from desk_seen'));
    assert.deepEqual(others, [], 'and when somebody looked is nobody else’s to know');
  } finally {
    await walk.close();
  }
});
