// The status letter from receipt to its end: who may print it, what a stranger learns from its code, and what nobody does.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { day } from '#base/day.ts';
import type { Actor } from '#access/roles.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { checkCode } from '#base/id.ts';
import { letterInForce, newCode, statusBehind } from '#rooms/protection/store.ts';
import { personaOf } from '#practice/people.ts';
import { onEveryEngine, onPostgres } from '#tests/engines.ts';
import { past } from '#tests/at-large.ts';
import { promised } from '#tests/promise.ts';
import { adult, sendAs, sit, visitor, walking } from '#tests/walk.ts';

const codeIn = (text: string): string => /nrm-check-code"><strong class="nrm-reference">([0-9A-Z-]{19})</.exec(text)?.[1] ?? '';

const grounds = {
  stage: 'reasonable-grounds',
  round: '1',
  ...Object.fromEntries(
    ['act', 'means', 'purpose'].flatMap((one) => [
      [`finding.${one}`, 'met'],
      [`because.${one}`, 'An invented reason.'],
      [`uncited.${one}`, 'Nothing invented to point at.'],
    ]),
  ),
  outcome: 'positive',
  do: 'decide',
};

onEveryEngine(
  'a letter stands from receipt, a new one after a positive decision, none after the case has ended; its code says that and no more',
  async (_t, db) => {
    await walking(db, async (walk) => {
      const { reference, file } = await sendAs(walk.house, 'practice-amber', {
        ...adult,
        needs: ['arrested'],
        'given-name': 'Invented',
        'family-name': 'Nobody',
      });
      const amber = await sit(walk, 'practice-amber');
      const birch = await sit(walk, 'practice-birch');
      const stranger = visitor(walk.base);
      const check = (code: string) => stranger.submit('/check', { code });

      const first = (await amber.go(`/sent/${reference}/status`)).text;
      const code = codeIn(first);
      assert.match(code, /^([0-9A-Z]{4}-){3}[0-9A-Z]{4}$/);
      assert.match(first, /was referred as somebody who may be a victim/);
      assert.match(first, /compelled.*Schedule 4[^]*Modern Slavery Act 2015, section 45/, 'somebody under arrest is shown the defence with its source');
      assert.doesNotMatch(first, /Invented Town|wages were kept|07700|Nobody/, 'neither place, account, telephone nor name');
      assert.match((await amber.go(`/sent/${reference}`)).text, /section 45/);
      assert.match((await birch.go(`/case/${reference}`)).text, /section 45/);
      assert.equal(codeIn((await birch.go(`/case/${reference}/status`)).text), code, 'who decides prints the same letter');

      const yes = await check(code.toLowerCase().replaceAll('-', ' '));
      assert.equal(yes.status, 200);
      assert.match(yes.text, /This letter is valid/);
      assert.doesNotMatch(yes.text, new RegExp(`${reference}|${file}|Invented|Metropolitan|nrm-reference`), 'nothing else is told');
      const no = (await check('0000-0000-0000-0000')).text;
      assert.match(no, /not valid today/);
      const wrong = await check('K7QD');
      assert.equal(wrong.status, 400);
      assert.match(wrong.text, /sixteen letters and numbers/);

      assert.equal((await birch.submit(`/case/${reference}/decide`, grounds)).status, 303);
      const second = (await birch.go(`/case/${reference}/status`)).text;
      assert.notEqual(codeIn(second), code);
      assert.match(second, /reasonable grounds to believe/);
      assert.match(second, /14 February 2024[^]*may not be removed[^]*Nationality and Borders Act 2022, section 61/, 'the day that protects, with its rule');
      const plain = (text: string): string => text.replace(/name="_csrf" value="[^"]*"/g, '');
      assert.equal(plain((await check(code)).text), plain(no), 'an ended letter and one that never was are one answer, byte for byte');
      const now = (await check(codeIn(second))).text;
      assert.match(
        now,
        /reasonable grounds[^]*England[^]*section 61[^]*section 45[^]*Scotland[^]*The statutes give none/,
        'the law of each nation, which is nobody’s case',
      );
      assert.ok(Buffer.byteLength(now) < 60 * 1024);

      const lost = await birch.submit(`/case/${reference}/status`, { why: 'wrong-hands' });
      assert.equal(lost.to, `/case/${reference}/status`);
      const third = codeIn((await birch.go(`/case/${reference}/status`)).text);
      assert.notEqual(third, codeIn(second));
      assert.equal(plain((await check(codeIn(second))).text), plain(no), 'a code in the wrong hands stops at once');
      assert.match((await check(third)).text, /reasonable grounds/);
      assert.equal((await amber.submit(`/sent/${reference}/status`, { why: 'not-wanted' })).status, 303);
      assert.equal(plain((await check(third)).text), plain(no));
      assert.match((await amber.go(`/sent/${reference}/status`)).text, /no such letter now/);
      await amber.submit(`/sent/${reference}/status`, { why: 'lost' });
      const last = codeIn((await amber.go(`/sent/${reference}/status`)).text);
      assert.match((await check(last)).text, /This letter is valid/);

      assert.equal((await birch.submit(`/case/${reference}/do/withdraw`, { 'withdraw-by': 'person' })).status, 303);
      assert.equal(plain((await check(last)).text), plain(no));
      assert.match((await amber.go(`/sent/${reference}/status`)).text, /no such letter now/);
      const rows = await past<{ status: string; ended: boolean }>(
        db,
        'select status, ended_at is not null as ended from status_letter where file = $1 order by number',
        [file],
      );
      assert.deepEqual(rows, [
        { status: 'received', ended: true },
        { status: 'reasonable-grounds', ended: true },
        { status: 'reasonable-grounds', ended: true },
        { status: 'reasonable-grounds', ended: true },
      ]);
    });
  },
);

onPostgres('nothing on paper goes to a person nobody can reach safely, and an office that must protect them is still shown it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', { ...adult, contact: 'no-safe-way' });
    for (const [who, path] of [
      ['practice-amber', `/sent/${reference}/status`],
      ['practice-birch', `/case/${reference}/status`],
    ] as const) {
      const one = await sit(walk, who);
      const held = (await one.go(path)).text;
      assert.match(held, /Held: it is not for the person’s hands now\. Nobody has said a safe way/);
      assert.doesNotMatch(held, /nrm-check-code/, 'neither letter nor code');
      const office = (await one.go(`${path}?for=office`)).text;
      assert.match(codeIn(office), /-/);
      assert.match(office, /Give it to nobody else, and not to the person/);
    }
  });
});

onEveryEngine('an immigration body that referred prints no letter; whom the person chose does, as long as they may see the stage', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-flint');
    assert.equal((await (await sit(walk, 'practice-flint')).go(`/sent/${reference}/status`)).status, 404);
    const birch = await sit(walk, 'practice-birch');
    const linden = await sit(walk, 'practice-linden');
    assert.equal((await linden.go(`/granted/${reference}/status`)).status, 404);
    await birch.submit(`/case/${reference}/do/grant`, {
      'grant-to': 'legal-representative.practice-linden',
      'grant-for': '30',
      'grant-language': 'English',
      'grant-present': 'alone',
    });
    assert.match(codeIn((await linden.go(`/granted/${reference}/status`)).text), /-/);
  });
});

onEveryEngine('who looks after the person prints the letter for them; a court day that has passed asks who referred for the next', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight', 'court'], 'court-date': '2024-01-14' });
    const willow = await sit(walk, 'practice-willow');
    const [, record = ''] = /"\/beds\/([0-9A-Z-]{14})"/.exec((await willow.go('/beds')).text) ?? [];
    assert.equal((await willow.go(`/support/${record}/status`)).status, 404, 'not before they are named');
    await willow.submit('/beds', { do: 'take' }, `/beds/${record}`);
    const code = codeIn((await willow.go(`/support/${record}/status`)).text);
    assert.match(code, /-/);
    await willow.submit(`/support/${record}/status`, { why: 'wrong-hands' });
    assert.notEqual(codeIn((await willow.go(`/support/${record}/status`)).text), code);

    const amber = await sit(walk, 'practice-amber');
    const asks = /has passed\. What came of it, and is there a next one/;
    assert.match((await amber.go(`/sent/${reference}`)).text, asks);
    const next = {
      needs: 'court',
      'court-date.day': '20',
      'court-date.month': '2',
      'court-date.year': '2024',
      'where-now': 'Invented Town',
      'still-held': 'no',
    };
    assert.equal((await amber.submit(`/sent/${reference}/p/place?from=tasks`, next, `/sent/${reference}/p/place?from=tasks`)).status, 303);
    assert.doesNotMatch((await amber.go(`/sent/${reference}`)).text, asks);
  });
});

onEveryEngine('the database keeps one letter in force a case, changes none, and shows the program no row for a code', async (_t, db) => {
  await walking(db, async (walk) => {
    const { file } = await sendAs(walk.house, 'practice-amber');
    const amber: Actor = personaOf('practice-amber').actor;
    const as = <R>(work: Parameters<Database['as']>[2]) => db.as(amber, 'intake', work) as Promise<R>;
    const before = await db.as(amber, 'intake', (tx) => letterInForce(tx, file));
    assert.equal(before?.status, 'received');
    assert.equal(before?.made, day(new Date().toISOString().slice(0, 10)));
    const made = await db.as(amber, 'intake', (tx) => Promise.resolve(newCode(tx, file, 99)));
    await assert.rejects(
      as((tx) =>
        tx.query('insert into status_letter (file, number, status, code_hash, sealed) values ($1, 99, $2, $3, $4)', [file, 'received', made.hash, made.hash]),
      ),
      /status_letter_in_force|unique/,
    );
    await assert.rejects(
      as((tx) => tx.query(`update status_letter set status = 'reasonable-grounds' where file = $1`, [file])),
      /can only be ended/,
    );
    const seen = await db.as(theService, 'operations', (tx) => tx.query('select file from status_letter'));
    assert.deepEqual(seen, [], 'what answers strangers reads no row of the table');
    for (const [actor, purpose] of [
      [amber, 'intake'],
      [theService, 'operations'],
    ] as const)
      await assert.rejects(
        db.as(actor, purpose, (tx) => tx.query('select nrm_status_in_force($1)', [made.hash])),
        /permission denied/,
        'the question is the public’s alone',
      );
    for (const sql of ['select from letter_check', 'select from status_letter', 'delete from letter_check', 'select from file', 'select nrm_open(null, null)'])
      await assert.rejects(
        db.publicly((tx) => tx.query(sql)),
        /permission denied/,
        sql,
      );
  });
});

onPostgres('guessing codes finds none: every guess gets one answer, and after thirty in a minute none', async (t, db) => {
  await walking(db, async (walk) => {
    for (let i = 0; i < 5; i += 1) await sendAs(walk.house, 'practice-amber');
    const stranger = visitor(walk.base);
    const nobodys = () => checkCode(randomBytes(10));
    const answers = new Set<string>();
    for (let i = 0; i < 25; i += 1) {
      const answer = await stranger.submit('/check', { code: nobodys() });
      answers.add(`${answer.status} ${answer.text.replace(/name="_csrf" value="[^"]*"/g, '')}`);
    }
    assert.equal(answers.size, 1);
    const after = await Promise.all(Array.from({ length: 10 }, () => stranger.submit('/check', { code: nobodys() })));
    assert.ok(
      after.some((one) => one.status === 429),
      'the address is turned away',
    );
    const guesses = 5000;
    let valid = 0;
    await db.publicly(async (tx) => {
      for (let i = 0; i < guesses; i += 1) if (await statusBehind(tx, nobodys())) valid += 1;
    });
    assert.equal(valid, 0);
    const said = `${guesses.toLocaleString('en')} codes of status letters guessed beside 5 in force: none valid; a code has 80 random bits, and an address may ask 30 times a minute`;
    t.diagnostic(said);
    promised('P3', said);
  });
});
