// The API over real HTTP on both engines: one case a key, only what one may see, problems that say what to do.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { theService } from '#kit/store/database.ts';
import { fileOf } from '#kit/store/files.ts';
import { keepDraft } from '#rooms/referral/answers.ts';
import { referral } from '#rooms/referral/form.ts';
import { sendReferral } from '#rooms/referral/send.ts';
import { newDraft } from '#rooms/referral/store.ts';
import { build } from '#house.ts';
import { personaOf } from '#practice/people.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, visitor, walking, type Walk } from '#tests/walk.ts';

type Json = Record<string, unknown>;
type Told = { readonly status: number; readonly type: string; readonly body: Json };

async function call(walk: Walk, token: string, method: string, path: string, body?: unknown, key?: string): Promise<Told> {
  const headers = {
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key ? { 'idempotency-key': key } : {}),
  };
  const answer = await fetch(walk.base + path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: (await answer.json()) as Json };
}

/** A token made as an administrator makes it, on the page. */
async function tokenFor(walk: Walk, person: string): Promise<string> {
  const oak = visitor(walk.base);
  await oak.signIn('practice-oak');
  const page = await oak.submit('/tokens', { person });
  const found = /nrm_[\w-]{43}/.exec(page.text)?.[0];
  assert.ok(found, page.text);
  assert.doesNotMatch((await oak.go('/tokens')).text, /nrm_[\w-]{43}/, 'shown once');
  return found;
}

onEveryEngine('a program that sends the same referral twice under one key makes one case', async (_t, db) => {
  await walking(db, async (walk) => {
    const token = await tokenFor(walk, 'practice-amber');
    const sends = await Promise.all([1, 2, 3].map(() => call(walk, token, 'POST', '/api/v1/referrals', { answers: adult }, 'invented-key-1')));
    assert.deepEqual(new Set(sends.map((one) => one.body['reference'])).size, 1, JSON.stringify(sends));
    assert.ok(sends.every((one) => one.status === 201 || one.status === 200));
    assert.equal(sends.filter((one) => one.status === 201).length, 1);
    const other = await call(walk, token, 'POST', '/api/v1/referrals', { answers: { ...adult, why: 'Another account.' } }, 'invented-key-1');
    assert.equal(other.status, 409);
    assert.match(other.type, /problem\+json/);
    const events = await past<{ n: number }>(db, `select count(*)::int as n from event where kind = 'Referred'`);
    assert.equal(events[0]?.n, 1);
  });
});

onEveryEngine('an adult who has not agreed is not referred by a program either', async (_t, db) => {
  await walking(db, async (walk) => {
    const token = await tokenFor(walk, 'practice-amber');
    const told = await call(walk, token, 'POST', '/api/v1/referrals', { answers: { ...adult, consent: 'not-yet-asked' } }, 'invented-key-2');
    assert.equal(told.status, 409, JSON.stringify(told.body));
    assert.match(String(told.body['detail']), /explained and they said yes/);
    const left = await past<{ files: number; drafts: number; keys: number }>(
      db,
      `select (select count(*) from file where kind = 'case')::int as files, (select count(*) from referral_draft)::int as drafts,
                (select count(*) from api_request)::int as keys`,
    );
    assert.deepEqual(left, [{ files: 0, drafts: 0, keys: 0 }], 'nothing is half-written');
    const both = await Promise.all(
      [1, 2].map(() => call(walk, token, 'POST', '/api/v1/referrals', { answers: { ...adult, consent: 'not-yet-asked' } }, 'invented-key-2')),
    );
    for (const one of both) {
      assert.equal(one.status, 409);
      assert.match(String(one.body['title']), /law of the day/);
    }
    assert.equal(
      (await call(walk, token, 'POST', '/api/v1/referrals', { answers: adult }, 'invented-key-2')).status,
      201,
      'put right, it may come again under its key',
    );
  });
});

onEveryEngine('what cannot be taken is named by its place, and nothing is half-written', async (_t, db) => {
  await walking(db, async (walk) => {
    const token = await tokenFor(walk, 'practice-amber');
    const told = await call(walk, token, 'POST', '/api/v1/referrals', { answers: { ...adult, age: 'ancient', 'birth-date': '2001-02-30' } }, 'invented-key-3');
    assert.equal(told.status, 422);
    const pointers = (told.body['errors'] as { pointer: string }[]).map((one) => one.pointer);
    assert.ok(pointers.includes('/answers/age') && pointers.includes('/answers/birth-date'), JSON.stringify(told.body));
    assert.equal((await call(walk, token, 'POST', '/api/v1/referrals', { answers: adult, extra: 1 }, 'invented-key-4')).status, 400);
    assert.equal((await call(walk, token, 'POST', '/api/v1/referrals', { answers: adult })).status, 400, 'a key is needed');
    const files = await past(db, `select id from file where kind = 'case'`);
    assert.equal(files.length, 0);
  });
});

onEveryEngine('a referrer’s program reads progress; another organisation’s is told that nothing is here', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const [amber, slate, birch] = [await tokenFor(walk, 'practice-amber'), await tokenFor(walk, 'practice-slate'), await tokenFor(walk, 'practice-birch')];
    const read = await call(walk, amber, 'GET', `/api/v1/referrals/${reference}`);
    assert.equal(read.status, 200);
    assert.equal(read.body['stage'], 'received');
    assert.equal((await call(walk, slate, 'GET', `/api/v1/referrals/${reference}`)).status, 404);
    assert.equal((await call(walk, birch, 'GET', `/api/v1/referrals/${reference}`)).status, 404);
    assert.equal((await call(walk, '', 'GET', `/api/v1/referrals/${reference}`)).status, 401);
    const work = await call(walk, birch, 'GET', '/api/v1/work');
    assert.deepEqual(
      (work.body['cases'] as Json[]).map((one) => one['reference']),
      [reference],
    );
  });
});

onEveryEngine('a program sees what its own team sent, and no longer than the law lets it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { kit } = walk.house;
    const { actor } = personaOf('practice-amber');
    const other = { ...actor, person: 'practice-umber', team: 'invented-other-team' };
    const file = await kit.db.as(other, 'intake', async (tx) => {
      const made = await newDraft(tx, { label: 'Invented', nation: 'england', today: kit.clock.today(), now: kit.clock.now() });
      await keepDraft(tx, made, referral, { answers: adult, origins: {} }, 'en');
      return made;
    });
    await sendReferral({ kit, form: referral, colleagues: [] }, { actor: other, file, now: kit.clock.now(), today: kit.clock.today() });
    const theirs = (await kit.db.as(other, 'intake', (tx) => fileOf(tx, file)))?.reference ?? '';
    const { reference } = await sendAs(walk.house, 'practice-amber');
    const amber = await tokenFor(walk, 'practice-amber');
    assert.equal((await call(walk, amber, 'GET', `/api/v1/referrals/${theirs}`)).status, 404, 'another team of the same force');
    const later = build(db, { today: day('2026-01-15'), port: 0, host: '127.0.0.1' });
    const base = await later.listen();
    try {
      assert.equal((await call({ ...walk, base }, amber, 'GET', `/api/v1/referrals/${reference}`)).status, 404, 'two years later');
    } finally {
      await later.close();
    }
  });
});

onEveryEngine('an immigration body’s program sees receipt and questions only', async (_t, db) => {
  await walking(db, async (walk) => {
    const { reference } = await sendAs(walk.house, 'practice-flint');
    const flint = await tokenFor(walk, 'practice-flint');
    const read = await call(walk, flint, 'GET', `/api/v1/referrals/${reference}`);
    assert.deepEqual(Object.keys(read.body).sort(), ['questionsOpen', 'reference', 'sent']);
  });
});

onEveryEngine('a token that was revoked opens nothing from that moment, and only its hash was ever stored', async (_t, db) => {
  await walking(db, async (walk) => {
    const token = await tokenFor(walk, 'practice-birch');
    assert.equal((await call(walk, token, 'GET', '/api/v1/work')).status, 200);
    const rows = await db.as(theService, 'operations', (tx) => tx.query<{ id: string; all: string }>('select id, token::text as all from token'));
    assert.doesNotMatch(rows[0]?.all ?? '', new RegExp(token.slice(4)));
    const oak = visitor(walk.base);
    await oak.signIn('practice-oak');
    await oak.submit('/tokens', {}, `/tokens/${rows[0]?.id ?? ''}/revoke`);
    assert.equal((await call(walk, token, 'GET', '/api/v1/work')).status, 401);
  });
});

onEveryEngine('the description is OpenAPI 3.1 and names every question of the form', async (_t, db) => {
  await walking(db, async (walk) => {
    const { status, body } = await call(walk, '', 'GET', '/api/v1/openapi.json');
    assert.equal(status, 200);
    assert.match(String(body['openapi']), /^3\.1/);
    const schemas = (body['components'] as { schemas: Record<string, { properties: Json }> }).schemas;
    assert.ok(Object.hasOwn(schemas['Referral']?.properties ?? {}, 'exploitation'));
    const paths = Object.keys(body['paths'] as Json);
    assert.deepEqual(paths, ['/api/v1/referrals', '/api/v1/referrals/{reference}', '/api/v1/work']);
  });
});
