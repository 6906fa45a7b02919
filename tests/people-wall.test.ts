// The wall between support and deciding, who read a record, and what leaves the house: over real HTTP, on both engines.
import assert from 'node:assert/strict';
import { instant } from '#base/day.ts';
import { personaOf } from '#practice/people.ts';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { sit, timed, type Timed } from '#tests/timed.ts';
import { adult, positive, release, sendAs, take } from '#tests/walk.ts';

const told = { ...adult, 'given-name': 'Invented', 'family-name': 'Nobody', 'who-did-it': [], 'birth-date': '1990-05-04' };
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
  assert.equal(
    (await willow.submit(`/support/${record}`, { words: 'Too early.', kind: 'fact' }, `/support/${record}/note`)).status,
    404,
    'closed before she is named',
  );
  assert.equal((await willow.submit(`/support/${record}/do/name`, { 'grant-for': '30' })).status, 303);
  return { reference, file, birch, willow, record };
}

onEveryEngine('a note of support reaches who decides when the person says so, alone, to who has the case, and no longer than they say', async (_t, db) => {
  await timed(db, async (at) => {
    const { reference, birch, willow, record } = await supported(at);
    for (const words of ['An invented note about sleep.', 'An invented note about her sister.'])
      assert.equal((await willow.submit(`/support/${record}`, { words, kind: 'fact' }, `/support/${record}/note`)).status, 303);
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
    await willow.submit(`/support/${record}`, { words: 'An invented note.', kind: 'view', about: 'health' }, `/support/${record}/note`);
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
    await take(elm, reference, 'practice-elm');
    assert.equal((await fir.go(`/case/${reference}/readers`)).to, `/case/${reference}/take`, 'a manager who has not the case');
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
    assert.equal((await birch.submit(`/case/${reference}/disclosures`, {}, bundle)).status, 409, 'not before the person was told');
    const early = `insert into bundle (file, number, what, sealed, maker, checker) values ($1, $2, 'disclosure', '', 'practice-birch', 'practice-cedar')`;
    await assert.rejects(
      db.as(personaOf('practice-birch').actor, 'identification', (tx) => tx.query(early, [file, number])),
      /has not been told/,
    );
    const how = { 'disclose-person-told-of': number, 'disclose-person-told-how': 'interpreter' };
    assert.equal((await birch.submit(`/case/${reference}/do/disclose-person-told`, how)).status, 303);
    assert.match((await birch.go(`/case/${reference}/disclosures`)).text, /The person was told on 15 January 2024/);
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
    const untold = { ...ask, 'disclose-told': 'unsafe' };
    const danger = 'Invented: he reads her letters.';
    assert.equal((await birch.submit(page, untold)).status, 409, 'why, in writing');
    assert.equal((await birch.submit(page, { ...untold, 'disclose-untold': danger })).status, 303);
    const agree = `/case/${reference}/do/disclose-agreed`;
    const second = (await cedar.go(agree)).text;
    assert.match(second, /he reads her letters/);
    const of = { 'disclose-agreed-of': /name="disclose-agreed-of"[^>]*value="(\d+)"/.exec(second)?.[1] ?? '' };
    assert.equal((await cedar.submit(agree, of)).status, 409, 'by both');
    assert.equal((await cedar.submit(agree, { ...of, 'disclose-agreed-note': 'Invented: I agree, he does.' })).status, 303);
    assert.equal((await birch.submit(`/case/${reference}/disclosures`, {}, `/case/${reference}/disclosures/${of['disclose-agreed-of']}`)).status, 303);
    const two = await db.as(theService, 'operations', (tx) => tx.query('select maker, checker from two_people where file = $1', [file]));
    assert.deepEqual(two, Array(2).fill({ maker: 'practice-birch', checker: 'practice-cedar' }));
  });
});

onEveryEngine(
  'a letter about a disclosure is printed and counted as given while the gate of safe contact is open to it, and not afterwards',
  async (_t, db) => {
    await timed(db, async (at) => {
      const { reference, birch: first } = await supported(at);
      let birch = first;
      const cedar = await sit(at.base, 'practice-cedar');
      const asked = async (): Promise<string> => {
        const ask = { 'disclose-to': 'council', 'disclose-ground': 'safeguarding', 'disclose-classes': 'narrative', 'disclose-interest': 'outweighs' };
        assert.equal((await birch.submit(`/case/${reference}/do/disclose`, { ...ask, 'disclose-told': 'told', 'disclose-reason': 'Invented.' })).status, 303);
        const agree = `/case/${reference}/do/disclose-agreed`;
        const number = /name="disclose-agreed-of"[^>]*value="(\d+)"/.exec((await cedar.go(agree)).text)?.[1] ?? '';
        assert.equal((await birch.go(`/case/${reference}/disclosures/${number}/letter`)).status, 404, 'no letter before a second person agreed');
        assert.equal((await cedar.submit(agree, { 'disclose-agreed-of': number })).status, 303);
        return number;
      };
      const given = (number: string) =>
        birch.submit(`/case/${reference}/do/disclose-person-told`, { 'disclose-person-told-of': number, 'disclose-person-told-how': 'letter-word' });
      const [one, two] = [await asked(), await asked()];
      const open = (await birch.go(`/case/${reference}/disclosures/${one}/letter`)).text;
      assert.match(open, /Somebody asked us for facts about you[^]*Council[^]*To keep somebody safe[^]*You may disagree/);
      assert.doesNotMatch(open, /Held: it cannot be printed/);
      assert.equal((await given(one)).status, 303);
      at.turn(instant('2024-09-02T10:00:00Z'));
      birch = await sit(at.base, 'practice-birch');
      await take(birch, reference, 'practice-birch');
      assert.match(
        (await birch.go(`/case/${reference}/disclosures/${two}/letter`)).text,
        /Held: it cannot be printed/,
        'what was said of safe contact is half a year old',
      );
      const refused = await given(two);
      assert.equal(refused.status, 409);
      const face = { 'disclose-person-told-of': two, 'disclose-person-told-how': 'interpreter' };
      assert.equal((await birch.submit(`/case/${reference}/disclosures`, {}, `/case/${reference}/disclosures/${two}`)).status, 409, 'and so it does not pass');
      assert.equal((await birch.submit(`/case/${reference}/do/disclose-person-told`, face)).status, 303, 'face to face nothing is sent');
    });
  },
);

onEveryEngine(
  'a person’s own copy is read by a second person, who leaves out facts about others and blackens names; it holds reasons, questions, papers and readers too',
  async (_t, db) => {
    await timed(db, async (at) => {
      const { reference, birch } = await supported(at);
      const cedar = await sit(at.base, 'practice-cedar');
      const amber = await sit(at.base, 'practice-amber');
      const paper = new FormData();
      paper.set('_csrf', /name="_csrf" value="([^"]+)"/.exec((await amber.go(`/sent/${reference}/evidence`)).text)?.[1] ?? '');
      paper.set('what', 'Invented letter of Invented Other');
      paper.set('file', new Blob(['An invented paper.'], { type: 'text/plain' }), 'x.txt');
      await amber.go(`/sent/${reference}/evidence`, { method: 'POST', body: paper, headers: { 'sec-fetch-site': 'same-origin' } });
      await birch.submit(`/case/${reference}/questions`, { question: 'Where did Invented Other sleep?', of: 'referrer' }, `/case/${reference}/ask`);
      const letter = /\/letters\/\d+/.exec((await birch.go(`/case/${reference}/letters`)).text)?.[0] ?? '';
      assert.equal((await release(birch, `/case/${reference}${letter}`)).status, 303);
      at.turn(instant('2024-01-15T09:31:00Z'));
      assert.equal((await birch.submit(`/case/${reference}${letter}`, { channel: 'hand-over' })).status, 303);
      assert.equal((await birch.submit(`/case/${reference}/copies`, {})).status, 303);
      assert.match((await cedar.go('/desk?view=people')).text, new RegExp(`${reference}/copies`));
      const number = /\/copies\/(\d+)"/.exec((await birch.go(`/case/${reference}/copies`)).text)?.[1] ?? '';
      const copy = `/case/${reference}/copies/${number}`;
      assert.match((await birch.go(copy)).text, /You began it/);
      const page = (await cedar.go(copy)).text;
      const shown = [...page.matchAll(/name="shown" value="([^"]+)"/g)].map((one) => one[1] ?? '');
      assert.ok(shown.length > 5);
      const token = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
      const send = (of: typeof cedar, seen: readonly string[], hide: readonly string[], csrf: string, blacken = '') =>
        of.go(copy, {
          method: 'POST',
          body: new URLSearchParams([
            ['_csrf', csrf],
            ['blacken', blacken],
            ...seen.map((one): [string, string] => ['shown', one]),
            ...hide.map((one): [string, string] => ['hide', one]),
          ]),
          headers: { 'sec-fetch-site': 'same-origin' },
        });
      assert.match((await send(cedar, shown.slice(1), [], token)).text, /Something was added/, 'an answer that the reader did not see');
      const birchToken = /name="_csrf" value="([^"]+)"/.exec((await birch.go(`/case/${reference}/copies`)).text)?.[1] ?? '';
      await send(birch, shown, [], birchToken);
      assert.match((await birch.go(copy)).text, /You began it/, 'never by who made it');
      const reason = 'reason.reasonable-grounds.1.act';
      for (const part of [/^reason\.reasonable-grounds\.1\.means\|/, /^asked\..+\|/, /^course\.1\|/, /^paper\..+\|/, /^letter\.\d+\|/, /^readers$/])
        assert.ok(
          shown.some((one) => part.test(one)),
          String(part),
        );
      assert.match(
        (
          await send(
            cedar,
            shown.filter((one) => !one.startsWith('asked.')),
            [],
            token,
          )
        ).text,
        /Something was added/,
        'a question too',
      );
      assert.equal((await send(cedar, shown, ['narrative|why', reason], token, 'invented other\nno')).status, 303);
      assert.equal((await cedar.go(copy)).to, `/case/${reference}/take`, 'who read it a second time has done so');
      const released = (await birch.go(copy)).text;
      assert.match(released, /07700 900001/);
      assert.doesNotMatch(released, /wages were kept/, 'left out as about others');
      assert.match(released, /2 entries about other people were left out/);
      assert.match(released, /reasonable grounds.*Means|Means/i, 'the other reasons stand');
      assert.match(released, /Where did █+ sleep\?/);
      assert.doesNotMatch(released, /Invented Other/);
      assert.match(released, /In 2 places the name of somebody else is blacked out/);
      assert.match(released, /Letters[^]*you cannot be removed from the country/, 'as the person got it');
      assert.match(released, /What happened[^]*An adult was referred/);
      assert.match(released, /Who read this record[^]*somebody who decides, to decide/);
      const file = /href="([^"]+\/papers\/[^"]+\/file)"/.exec(released)?.[1] ?? '';
      assert.equal((await birch.go(file)).text, 'An invented paper.');
      assert.equal((await birch.go(file.replace(/[^/]+\/file$/, '00000000-0000-4000-8000-000000000000/file'))).status, 404);
      await birch.submit(`/case/${reference}/questions`, { question: 'A later question.', of: 'referrer' }, `/case/${reference}/ask`);
      assert.doesNotMatch((await birch.go(copy)).text, /A later question/, 'as it was released');
    });
  },
);
