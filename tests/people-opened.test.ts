// Broken glass and what the person lets others see, over real HTTP on both engines: to the second, and gone at the next page.
import assert from 'node:assert/strict';
import { addMinutes, instant } from '#base/day.ts';
import { theService } from '#kit/store/database.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { sit, timed } from '#tests/timed.ts';
import { adult, sendAs } from '#tests/walk.ts';
import { promised } from './promise.ts';

const told = { ...adult, 'given-name': 'Invented', 'family-name': 'Nobody', 'birth-date': '1990-05-04' };

const asked = (reference: string, more: Readonly<Record<string, string>> = {}) => ({
  reference,
  why: 'missing',
  classes: 'safe-contact',
  words: 'Invented: she rang from the road; I ring the police and then her.',
  ...more,
});

onEveryEngine('broken glass opens the classes named for an hour to the second, tells who decides, and is looked at by another', async (_t, db) => {
  await timed(db, async ({ walk, base, turn }) => {
    const { reference, file } = await sendAs(walk.house, 'practice-amber', told);
    const start = instant('2024-01-15T09:00:00Z');
    turn(start);
    const willow = await sit(base, 'practice-willow');
    assert.equal((await willow.go(`/glass/${reference}`)).status, 404, 'closed before');
    assert.equal((await willow.submit('/glass', asked('AAAA-AAAA-AAAA'))).status, 400);
    assert.equal((await willow.submit('/glass', asked(reference, { words: '' }))).status, 400);
    assert.equal((await willow.submit('/glass', asked(reference, { classes: 'immigration' }))).status, 400, 'never such facts');
    assert.equal((await willow.submit('/glass', asked(reference))).status, 303);
    const page = (await willow.go(`/glass/${reference}`)).text;
    assert.match(page, /07700 900001/);
    assert.match(page, /closes at 10:00/);
    assert.doesNotMatch(page, /wages were kept|Invented Town|Nobody/, 'what was not named stays closed');
    const elm = await sit(base, 'practice-elm');
    assert.equal((await elm.go(`/glass/${reference}`)).status, 404, 'nobody else sees through it');

    const end = addMinutes(start, 60);
    turn(instant(new Date(Date.parse(end) - 1000).toISOString()));
    assert.equal((await willow.go(`/glass/${reference}`)).status, 200, 'a second before');
    turn(end);
    assert.equal((await willow.go(`/glass/${reference}`)).status, 404, 'at the hour');
    turn(instant(new Date(Date.parse(end) + 1000).toISOString()));
    assert.equal((await willow.go(`/glass/${reference}`)).status, 404, 'a second after');

    const tasks = (await elm.go('/desk?view=people')).text;
    assert.match(tasks, new RegExp(`${reference}/do/review-glass`));
    assert.match(tasks, /17 January 2024/, 'two working days');
    const yew = await sit(base, 'practice-yew');
    assert.match((await yew.go('/audit/glass')).text, /Due by 17 January 2024/);
    const number = /name="review-glass-of"[^>]*value="(\d+)"/.exec((await elm.go(`/case/${reference}/do/review-glass`)).text)?.[1] ?? '';
    assert.equal((await elm.submit(`/case/${reference}/do/review-glass`, { 'review-glass-of': number, 'review-glass-finding': 'right' })).status, 303);
    assert.doesNotMatch((await elm.go('/desk?view=people')).text, /review-glass/);
    assert.match((await yew.go('/audit/glass')).text, /Yes/);
    const rows = await db.as(theService, 'operations', (tx) =>
      tx.query(
        `select g.person, g.reviewed_by, g.sealed is not null as sealed, (select count(*)::int from event where file = g.file and body::text like '%rang from%') as words
        from access_glass g where g.file = $1`,
        [file],
      ),
    );
    assert.deepEqual(rows, [{ person: 'practice-willow', reviewed_by: 'practice-elm', sealed: true, words: 0 }]);
    const counted = await db.as({ ...theService, role: 'statistician', kind: 'statistics' }, 'statistics', (tx) =>
      tx.query(`select code from statistic where question = 'glass'`),
    );
    assert.deepEqual(counted, [{ code: 'missing' }]);
  });
});

onEveryEngine('the fourth time in thirty days is refused until a review says that one was right; nobody reviews their own', async (_t, db) => {
  await timed(db, async ({ walk, base, turn }) => {
    const elm = await sit(base, 'practice-elm');
    const references: string[] = [];
    for (let at = 0; at < 4; at += 1) references.push((await sendAs(walk.house, 'practice-amber', told)).reference);
    const [first = '', second = '', third = '', fourth = ''] = references;
    turn(instant('2024-01-15T09:00:00Z'));
    for (const one of [first, second, third]) assert.equal((await elm.submit('/glass', asked(one))).status, 303);
    assert.equal((await elm.submit('/glass', asked(fourth))).status, 409);
    assert.doesNotMatch((await elm.go('/desk?view=people')).text, new RegExp(first), 'not their own to look at');
    const number = /name="review-glass-of"[^>]*value="(\d+)"/.exec((await elm.go(`/case/${first}/do/review-glass`)).text)?.[1] ?? '';
    assert.equal((await elm.submit(`/case/${first}/do/review-glass`, { 'review-glass-of': number, 'review-glass-finding': 'right' })).status, 409);
    const fir = await sit(base, 'practice-fir');
    assert.equal((await fir.submit(`/case/${first}/do/review-glass`, { 'review-glass-of': number, 'review-glass-finding': 'right' })).status, 303);
    assert.equal((await elm.submit('/glass', asked(fourth))).status, 303);
    const alone = `insert into access_glass (file, number, person, classes, starts, ends, why) select file, 99, person, classes, starts, ends, why from access_glass limit 1`;
    await assert.rejects(
      db.as(theService, 'operations', (tx) => tx.query(alone)),
      /never_alone/,
    );
    await assert.rejects(
      db.as(theService, 'operations', (tx) => tx.query(`update access_glass set ends = ends + interval '1 second'`)),
      /check/,
    );
    promised(
      'P11',
      `${db.engine}: it closed at its hour to the second, was told to who decides and waited for a review by somebody else; the fourth of one person in thirty days was refused`,
    );
  });
});

onEveryEngine('lawyer, advocate and recipient each see what the policy names while the person lets them, and nothing from the next page on', async (_t, db) => {
  await timed(db, async ({ walk, base, turn }) => {
    const { reference } = await sendAs(walk.house, 'practice-amber', told);
    turn(instant('2024-01-15T09:00:00Z'));
    const birch = await sit(base, 'practice-birch');
    const seen = { linden: await sit(base, 'practice-linden'), aspen: await sit(base, 'practice-aspen'), poplar: await sit(base, 'practice-poplar') };
    const { linden, aspen, poplar } = seen;
    for (const one of Object.values(seen)) assert.equal((await one.go(`/granted/${reference}`)).status, 404);
    const grant = (holder: string, days = '30') =>
      birch.submit(`/case/${reference}/do/grant`, { 'grant-to': holder, 'grant-for': days, 'grant-language': 'English', 'grant-present': 'alone' });
    for (const holder of ['legal-representative.practice-linden', 'independent-advocate.practice-aspen', 'decision-recipient.practice-poplar'])
      assert.equal((await grant(holder)).status, 303, holder);

    const law = (await linden.go(`/granted/${reference}`)).text;
    assert.match(law, /wages were kept/);
    assert.doesNotMatch(law, /Invented Town|07700/, 'neither where they are nor how they are reached');
    assert.match((await linden.go('/granted')).text, /14 February 2024/);
    const help = (await aspen.go(`/granted/${reference}`)).text;
    assert.match(help, /07700 900001/);
    assert.doesNotMatch(help, /wages were kept|Invented Town/);
    const friend = (await poplar.go(`/granted/${reference}`)).text;
    assert.doesNotMatch(friend, /wages were kept|Invented|07700/);
    assert.match(friend, /Nothing has been decided yet/);

    assert.equal((await linden.submit(`/granted/${reference}`, { note: 'An invented note of a lawyer.' }, `/granted/${reference}/note`)).status, 303);
    assert.match((await linden.go(`/granted/${reference}`)).text, /An invented note of a lawyer/);
    for (const path of ['', '/held', '/questions', '/decide', '/letters'])
      assert.doesNotMatch((await birch.go(`/case/${reference}${path}`)).text, /invented note of a lawyer/i);
    assert.doesNotMatch((await aspen.go(`/granted/${reference}`)).text, /invented note of a lawyer/i);

    const page = (await birch.go(`/case/${reference}/do/revoke-grant`)).text;
    const id = /value="([0-9a-f-]{36})"[^>]*>\s*<label[^>]*>\s*Practice Solicitor/.exec(page)?.[1] ?? '';
    assert.equal((await birch.submit(`/case/${reference}/do/revoke-grant`, { 'revoke-grant-of': id })).status, 303);
    assert.equal((await linden.go(`/granted/${reference}`)).status, 404, 'at the next page');
    assert.doesNotMatch((await linden.go('/granted')).text, new RegExp(reference));
    turn(instant('2024-02-14T23:59:59Z'));
    const late = await sit(base, 'practice-aspen');
    assert.equal((await late.go(`/granted/${reference}`)).status, 200, 'the last second of the last day');
    turn(instant('2024-02-15T00:00:00Z'));
    assert.equal((await late.go(`/granted/${reference}`)).status, 404);
  });
});
