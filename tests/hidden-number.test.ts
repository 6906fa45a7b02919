// The hidden number's page: a range over methods and never one number, progress that can be stopped, and nothing small in what goes outside.
import assert from 'node:assert/strict';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, sit, take, walking, type Visitor } from '#tests/walk.ts';

const home = '/hidden-number';
const asked = { source: 'uk2013-5', replicates: '0', seed: '1' };

/** Goes to an estimate and waits until it is made. */
async function made(visitor: Visitor, to: string): Promise<string> {
  for (let time = 0; time < 600; time += 1) {
    const { text } = await visitor.go(to);
    if (!text.includes('<progress')) return text;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error('the estimate is never made');
}

onEveryEngine('the table of 2013 gives a range over methods with what they take for granted, and no bare number', async (_t, db) => {
  await walking(db, async (walk) => {
    const heather = await sit(walk, 'practice-heather');
    const begun = await heather.submit(home, asked);
    assert.equal(begun.status, 303);
    const text = await made(heather, begun.to ?? '');
    assert.match(text, /2,744 people are on at least one list\. With those on no list there may be 11,300 to 25,300 in all/);
    for (const number of ['11,313', '25,311', '9,884', '13,027']) assert.ok(text.includes(number), number);
    assert.match(text, /The data cannot say which is right/);
    assert.match(text, /They say nothing of how many people are exploited/);
    assert.equal((await (await sit(walk, 'practice-bilberry')).go(begun.to ?? '')).text.includes('11,313'), false, 'an estimate is for who asked');
    const birch = await sit(walk, 'practice-birch');
    assert.equal((await birch.go(home)).status, 404, 'a decider has no door to it');
  });
});

onEveryEngine('of live cases who is on two lists comes from confirmed links; what goes outside hides small counts', async (_t, db) => {
  await walking(db, async (walk) => {
    const kept = await sendAs(walk.house, 'practice-amber', adult);
    const again = await sendAs(walk.house, 'practice-saffron', adult);
    for (const persona of ['practice-juniper', 'practice-amber', 'practice-saffron'] as const) await sendAs(walk.house, persona, adult);
    await walk.house.settled();
    const heather = await sit(walk, 'practice-heather');
    const live = {
      ...{ ...asked, source: 'live', 'from-day': '1', 'from-month': '1', 'from-year': '2024' },
      ...{ 'to-day': '15', 'to-month': '1', 'to-year': '2024' },
    };
    const none = await heather.submit(home, live);
    assert.equal(none.status, 400);
    assert.match(none.text, /nobody is on two lists/);

    const birch = await sit(walk, 'practice-birch');
    await take(birch, again.reference, 'practice-birch');
    await birch.submit(`/case/${again.reference}/do/duplicate`, { 'duplicate-of': kept.reference });
    await walk.house.settled();
    const begun = await heather.submit(home, live);
    assert.equal(begun.status, 303, begun.text);
    await made(heather, begun.to ?? '');
    const exact = await heather.go(`${begun.to}/overlap-exact.csv`);
    assert.equal(exact.text, 'Local Authority,NGO and third sector,Police,count\n1,0,0,1\n0,1,1,1\n0,1,0,1\n0,0,1,1\n');
    const outside = await heather.go(`${begun.to}/overlap-protected.csv`);
    assert.ok(outside.status === 404 || !/,[1-4]\n/.test(outside.text), 'either nothing goes outside or nothing small does');
  });
});

onEveryEngine('what cannot be estimated from is refused beside its field, with its row, and what was typed stays', async (_t, db) => {
  await walking(db, async (walk) => {
    const heather = await sit(walk, 'practice-heather');
    const own = async (table: string): Promise<string> => (await heather.submit(home, { ...asked, source: 'own', table })).text;
    const refused: readonly (readonly [string, RegExp])[] = [
      ['A,B,count\n1,0,10\n0,1,5\n', /nobody is on two lists/],
      ['A,B,count\n1,1,10\n1,0,5\n', /A holds everybody/],
      ['A,B,count\n1,0,10\n1,0,5\n', /Row 3: these lists were given in an earlier row/],
      ['A,B,count\n1,0,1.5\n', /Row 2: the count must be a whole number/],
      ['A,B,count\n1,0,-4\n', /Row 2: the count must be a whole number/],
      ['A,count\n1,5\n', /at least two lists/],
      [`${Array.from({ length: 11 }, (_, at) => `L${at}`).join(',')},count\n`, /more than 10 lists/],
      ['', /the first row must name each list/],
    ];
    for (const [table, why] of refused) {
      const text = await own(table);
      assert.match(text, why, table);
      assert.ok(table === '' || text.includes(table.split('\n')[0] ?? '?'), 'the table is still there');
    }
    const backwards = await heather.submit(home, {
      ...{ ...asked, source: 'live', 'from-day': '2', 'from-month': '1', 'from-year': '2024' },
      ...{ 'to-day': '1', 'to-month': '1', 'to-year': '2024' },
    });
    assert.match(backwards.text, /The last day must be on or after the first/);
    assert.match((await heather.submit(home, { ...asked, seed: 'x' })).text, /seed must be a whole number/);
  });
});

onEveryEngine('work that takes long shows how far it is, and stops when it is told to', async (_t, db) => {
  await walking(db, async (walk) => {
    const heather = await sit(walk, 'practice-heather');
    const begun = await heather.submit(home, { ...asked, source: 'uk2013-6', replicates: '20000' });
    const at = begun.to ?? '';
    assert.match((await heather.go(at)).text, /<progress/);
    assert.equal((await heather.submit(at, {}, `${at}/stop`)).status, 303);
    assert.match(await made(heather, at), /This estimate was stopped/);
  });
});
