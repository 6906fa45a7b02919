// The wall between support and deciding, who read a record, and what leaves the house: over real HTTP, on both engines.
import assert from 'node:assert/strict';
import { instant } from '#base/day.ts';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { sit, timed, type Timed } from '#tests/timed.ts';
import { adult, sendAs } from '#tests/walk.ts';

const told = { ...adult, 'given-name': 'Invented', 'family-name': 'Nobody', 'who-did-it': [], 'birth-date': '1990-05-04' };
const positive = {
  stage: 'reasonable-grounds',
  round: '1',
  'finding.act': 'met',
  'uncited.act': 'Nothing invented to point at.',
  'because.act': 'An invented reason, line 1.',
  'finding.means': 'met',
  'uncited.means': 'Nothing invented to point at.',
  'because.means': 'An invented reason, line 2.',
  'finding.purpose': 'met',
  'uncited.purpose': 'Nothing invented to point at.',
  'because.purpose': 'An invented reason, line 3.',
  outcome: 'positive',
  do: 'decide',
};
const start = instant('2024-01-15T09:00:00Z');
const aReference = /[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}/;

/** A case with a positive first decision, allocated to Birch, and its support record with Willow named. */
async function supported({ walk, base, turn }: Timed) {
  turn(start);
  const { 'who-did-it': _none, ...answers } = told;
  const { reference, file } = await sendAs(walk.house, 'practice-amber', answers);
  const birch = await sit(base, 'practice-birch');
  await birch.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
  assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
  await walk.house.settled();
  const willow = await sit(base, 'practice-willow');
  const record = aReference.exec((await willow.go('/support')).text.replaceAll('K7QD-0M2P-XW9T', ''))?.[0] ?? '';
  assert.match((await willow.go(`/support/${record}`)).text, /Nobody is named/);
  assert.equal((await willow.submit(`/support/${record}`, { words: 'Too early.' }, `/support/${record}/note`)).status, 404, 'closed before she is named');
  assert.equal((await willow.submit(`/support/${record}/do/name`, { 'grant-for': '30' })).status, 303);
  return { reference, file, birch, willow, record };
}

onEveryEngine('a note of support reaches who decides when the person says so, alone, to who has the case, and no longer than they say', async (_t, db) => {
  await timed(db, async (at) => {
    const { reference, birch, willow, record } = await supported(at);
    for (const words of ['An invented note about sleep.', 'An invented note about her sister.'])
      assert.equal((await willow.submit(`/support/${record}`, { words, about: 'plain' }, `/support/${record}/note`)).status, 303);
    const held = async (of: typeof birch) => (await of.go(`/case/${reference}/held`)).text + (await of.go(`/case/${reference}/decide`)).text;
    assert.doesNotMatch(await held(birch), /invented note/i, 'the wall stands');
    const page = (await willow.go(`/support/${record}`)).text;
    const step = /about sleep\.<\/p>[^]*?(\/support\/[^"]*release\?item=[^"]+)"/.exec(page)?.[1]?.replaceAll('&amp;', '&') ?? '';
    assert.equal((await willow.submit(step, { 'grant-language': 'English' })).status, 400, 'who was there must be said');
    const item = /item=(.+)$/.exec(step)?.[1] ?? '';
    const said = { item, 'grant-language': 'English', 'grant-present': 'interpreter' };
    assert.equal((await willow.submit(step, said, `/support/${record}/do/release`)).status, 303);

    assert.match(await held(birch), /note about sleep/);
    assert.doesNotMatch(await held(birch), /her sister/, 'item by item');
    const cedar = await sit(at.base, 'practice-cedar');
    assert.doesNotMatch(await held(cedar), /note about sleep/, 'to who has the case alone');
    assert.match((await willow.go(`/support/${record}/readers`)).text, /What you let pass to who decides[^]*note about sleep/);
    assert.doesNotMatch((await willow.go(`/support/${record}/readers`)).text, /her sister/);

    assert.equal((await willow.submit(`/support/${record}/do/withdraw?item=${item}`, { item }, `/support/${record}/do/withdraw`)).status, 303);
    assert.doesNotMatch(await held(birch), /note about sleep/, 'gone at the next page');
    for (const path of [`/support/${record}`, `/support/${record}/readers`]) assert.equal((await birch.go(path)).status, 404);
  });
});

onEveryEngine('a naming ends at its last second: then the record and its notes are closed, and somebody else can look after the person', async (_t, db) => {
  await timed(db, async (at) => {
    const { willow, record } = await supported(at);
    await willow.submit(`/support/${record}`, { words: 'An invented note.', about: 'health' }, `/support/${record}/note`);
    at.turn(instant('2024-02-14T23:59:59Z'));
    const late = await sit(at.base, 'practice-willow');
    assert.match((await late.go(`/support/${record}`)).text, /An invented note/);
    at.turn(instant('2024-02-15T00:00:00Z'));
    assert.doesNotMatch((await late.go(`/support/${record}`)).text, /An invented note/);
    assert.equal((await late.go(`/support/${record}/readers`)).status, 404);
    assert.equal((await late.go(`/support/${record}/do/grant`)).status, 404);
  });
});

onEveryEngine('a worker’s conflict closes the support record; the person’s lawyer is let in by their word through the worker', async (_t, db) => {
  await timed(db, async (at) => {
    const { reference, willow, record } = await supported(at);
    const linden = await sit(at.base, 'practice-linden');
    const grant = { 'grant-to': 'legal-representative.practice-linden', 'grant-for': '30', 'grant-language': 'English', 'grant-present': 'alone' };
    assert.equal((await willow.submit(`/support/${record}/do/grant`, grant)).status, 303);
    assert.match((await linden.go(`/granted/${reference}`)).text, /wages were kept/);
    assert.match((await linden.go(`/granted/${reference}`)).text, /An invented reason, line 2/, 'the reasons too');
    assert.equal((await willow.submit(`/support/${record}/do/conflict`, { 'conflict-why': 'friend' })).status, 303);
    assert.equal((await willow.go(`/support/${record}`)).status, 404);
    assert.doesNotMatch((await willow.go('/support')).text, new RegExp(record));
  });
});

onEveryEngine('the person is shown who read their record by organisation and role; a covert safeguarding read when its time is over', async (_t, db) => {
  await timed(db, async (at) => {
    const { reference, willow, record } = await supported(at);
    const readers = async () => (await willow.go(`/support/${record}/readers`)).text;
    assert.match(await readers(), /Single Competent Authority: somebody who decides/);
    assert.match(await readers(), /15 January 2024/);
    assert.doesNotMatch(await readers(), /Birch|practice-birch|keep you safe/);
    const [elm, fir] = [await sit(at.base, 'practice-elm'), await sit(at.base, 'practice-fir')];
    assert.match((await elm.go(`/case/${reference}/readers`)).text, /Metropolitan Police Service: who referred you/);
    assert.equal((await elm.submit(`/case/${reference}/do/covert`, { 'covert-for': '30' })).status, 303);
    assert.equal((await elm.submit(`/case/${reference}/do/covert-agreed`, {})).status, 409, 'never alone');
    assert.equal((await fir.submit(`/case/${reference}/do/covert-agreed`, {})).status, 303);
    const copper = await sit(at.base, 'practice-copper');
    assert.equal((await copper.submit('/glass', { reference, why: 'attack', classes: 'safe-contact', words: 'Invented.' })).status, 303);
    assert.equal((await copper.go(`/glass/${reference}`)).status, 200);
    assert.doesNotMatch(await readers(), /to keep you safe/);
    at.turn(instant('2024-02-15T09:00:00Z'));
    assert.match(
      (await elm.go(`/case/${reference}/readers`)).text,
      /Metropolitan Police Service: a supervisor of who referred you[^]*to keep you safe/,
      'every one of them, afterwards',
    );
  });
});

onEveryEngine('facts pass outside when two agree, as a bundle that stays as it was, and every time is counted for everybody to see', async (_t, db) => {
  await timed(db, async (at) => {
    const { reference, file, birch } = await supported(at);
    const cedar = await sit(at.base, 'practice-cedar');
    const ask = {
      'disclose-to': 'police',
      'disclose-ground': 'crime',
      'disclose-classes': 'narrative',
      'disclose-interest': 'outweighs',
      'disclose-told': 'told',
      'disclose-reason': 'Invented reasons.',
    };
    const page = `/case/${reference}/do/disclose`;
    assert.equal((await birch.submit(page, { ...ask, 'disclose-reason': '' })).status, 400, 'reasons are needed');
    assert.equal((await birch.submit(page, { ...ask, 'disclose-interest': 'does-not' })).status, 409);
    assert.equal((await birch.submit(page, { ...ask, 'disclose-to': 'immigration' })).status, 409, 'not for enforcement');
    assert.equal((await birch.submit(page, ask)).status, 303);
    const number = /name="disclose-agreed-of"[^>]*value="(\d+)"/.exec((await birch.go(`/case/${reference}/do/disclose-agreed`)).text)?.[1] ?? '';
    const bundle = `/case/${reference}/disclosures/${number}`;
    assert.equal((await birch.submit(`/case/${reference}/do/disclose-agreed`, { 'disclose-agreed-of': number })).status, 409, 'never alone');
    assert.equal((await birch.submit(`/case/${reference}/disclosures`, {}, bundle)).status, 404, 'nothing is put together before');
    assert.equal((await cedar.submit(`/case/${reference}/do/disclose-agreed`, { 'disclose-agreed-of': number })).status, 303);
    assert.equal((await birch.submit(`/case/${reference}/disclosures`, {}, bundle)).status, 303);
    const printed = (await birch.go(bundle)).text;
    assert.match(printed, /wages were kept/);
    assert.doesNotMatch(printed, /Invented Town|07700|1990/, 'the classes agreed and no more');
    const pdf = await birch.go(`${bundle}/bundle.pdf`);
    assert.deepEqual([pdf.status, pdf.headers.get('content-type'), pdf.text.slice(0, 5)], [200, 'application/pdf', '%PDF-']);
    assert.equal(
      (await at.walk.house.kit.db.as(theService, 'audit', (tx) => tx.query(`select from audit_leaf where 'read:bundle.disclosure' = any (what)`))).length,
      2,
    );
    await at.walk.house.settled();
    assert.match((await birch.go(`/case/${reference}/letters`)).text, /Something you should know about your case/, 'the person is told');
    const anyone = await sit(at.base, 'practice-heather');
    const counted = (await anyone.go('/disclosures')).text;
    assert.match(counted, /Passed to: Police/);
    assert.match(counted, /2024-Q1/);
    const alone = `insert into bundle (file, number, what, sealed, maker, checker) select file, 99, what, sealed, maker, maker from bundle limit 1`;
    await assert.rejects(
      db.as(theService, 'operations', (tx) => tx.query(alone)),
      /bundle_takes_two|permission denied|row-level security/,
    );
    const two = await db.as(theService, 'operations', (tx) => tx.query('select maker, checker from two_people where file = $1', [file]));
    assert.deepEqual(two, [{ maker: 'practice-birch', checker: 'practice-cedar' }]);
  });
});

onEveryEngine('a person’s own copy is read by a second person, who leaves out facts about others; what came in meanwhile is read too', async (_t, db) => {
  await timed(db, async (at) => {
    const { reference, birch } = await supported(at);
    const cedar = await sit(at.base, 'practice-cedar');
    assert.equal((await birch.submit(`/case/${reference}/copies`, {})).status, 303);
    assert.match((await cedar.go('/desk?view=people')).text, new RegExp(`${reference}/copies`));
    const number = /\/copies\/(\d+)"/.exec((await birch.go(`/case/${reference}/copies`)).text)?.[1] ?? '';
    const copy = `/case/${reference}/copies/${number}`;
    assert.match((await birch.go(copy)).text, /You began it/);
    const page = (await cedar.go(copy)).text;
    const shown = [...page.matchAll(/name="shown" value="([^"]+)"/g)].map((one) => one[1] ?? '');
    assert.ok(shown.length > 5);
    const token = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const send = (of: typeof cedar, seen: readonly string[], hide: readonly string[], csrf: string) =>
      of.go(copy, {
        method: 'POST',
        body: new URLSearchParams([
          ['_csrf', csrf],
          ...seen.map((one): [string, string] => ['shown', one]),
          ...hide.map((one): [string, string] => ['hide', one]),
        ]),
        headers: { 'sec-fetch-site': 'same-origin' },
      });
    assert.match((await send(cedar, shown.slice(1), [], token)).text, /Something was added/, 'an answer that the reader did not see');
    const birchToken = /name="_csrf" value="([^"]+)"/.exec((await birch.go(`/case/${reference}/copies`)).text)?.[1] ?? '';
    await send(birch, shown, [], birchToken);
    assert.match((await birch.go(copy)).text, /You began it/, 'never by who made it');
    assert.equal((await send(cedar, shown, ['narrative|why'], token)).status, 303);
    const released = (await cedar.go(copy)).text;
    assert.match(released, /07700 900001/);
    assert.doesNotMatch(released, /wages were kept/, 'left out as about others');
    assert.match(released, /1 entries about other people were left out/);
  });
});
