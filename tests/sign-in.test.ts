// Sign-in by an issuer, over real HTTP and on both engines: who comes in, who does not, and that it ends at once.
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import type { Database } from '#kit/store/database.ts';
import { theService } from '#kit/store/database.ts';
import { leave, endVisitsOf, endOne, grantsOf } from '#rooms/staff/store.ts';
import { comer, firstTwo, invited, organisation, somebody, startAtWork, type AtWork, type Both } from './at-work.ts';
import { onEveryEngine } from './engines.ts';
import { build } from '#house.ts';
import { clientId, clientSecret, freePort, liar, realIssuer, type Liar, type Person, type TestIssuer } from './issuer.ts';

type World = { readonly db: Database; readonly work: AtWork; readonly by: Both; readonly codes: readonly [string, string]; person: Person };

async function atWork(db: Database, body: (world: World) => Promise<void>): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const world = { db, person: { sub: 'nobody' } } as World;
  const issuer: TestIssuer = await realIssuer(origin, () => world.person);
  const work = await startAtWork(db, origin, issuer.url);
  try {
    const { codes, ...by } = await firstTwo(db);
    await organisation(db, by, { code: 'heron-police', kind: 'police', domain: 'police.example' });
    await body(Object.assign(world, { work, by, codes }));
  } finally {
    await work.close();
    await issuer.close();
  }
}

onEveryEngine('a first administrator comes in with the code of the invitation, once, and is known from then on', (_t, db) =>
  atWork(db, async (world) => {
    const one = comer(world.work.base);
    assert.equal((await one.go('/organisations?a=b')).to, '/sign-in?next=%2Forganisations%3Fa%3Db');
    world.person = { sub: 'account-1' };
    const refused = await one.signIn();
    assert.equal(refused.status, 400);
    assert.match(refused.text, /could not let this account in/);
    const inside = await one.signIn({ code: world.codes[0].toLowerCase().replaceAll('-', ' '), next: '/organisations' });
    assert.equal(inside.status, 200, inside.text);
    assert.equal(one.onward(inside), '/organisations');
    const page = await one.go('/organisations');
    assert.match(page.text, /Invented First/);
    assert.match(page.text, /Administrator, Invented service/);
    assert.match(page.text, /This visit ends after 15 minutes/);

    const other = comer(world.work.base);
    world.person = { sub: 'account-2' };
    assert.equal((await other.signIn({ code: world.codes[0] })).status, 400, 'a code serves once');
    world.person = { sub: 'account-1' };
    assert.equal((await comer(world.work.base).signIn()).status, 200);
  }),
);

/** Somebody at the police who comes in by their confirmed address. */
async function wren(world: World): Promise<string> {
  const id = await somebody(world.db, world.by, { name: 'Invented Wren', email: 'wren@police.example', at: 'heron-police', role: 'first-responder' });
  world.person = { sub: 'wren', email: 'Wren@Police.example', verified: true };
  return id;
}

onEveryEngine('a confirmed address at an admitted domain opens the door to whoever two people have given a role, and to nobody else', (_t, db) =>
  atWork(db, async (world) => {
    const id = await wren(world);
    const tries: readonly (Person & { readonly why: string })[] = [
      { why: 'not confirmed', sub: 'a', email: 'wren@police.example', verified: false },
      { why: 'nothing said of it', sub: 'b', email: 'wren@police.example' },
      { why: 'a look-alike', sub: 'c', email: 'wren@evilpolice.example', verified: true },
      { why: 'a domain below', sub: 'd', email: 'wren@x.police.example', verified: true },
      { why: 'another person there', sub: 'e', email: 'crow@police.example', verified: true },
      { why: 'no address', sub: 'f' },
    ];
    const pages = new Set<string>();
    for (const one of tries) {
      world.person = one;
      const answer = await comer(world.work.base).signIn();
      assert.equal(answer.status, 400, one.why);
      pages.add(answer.text.replace(/nonce="[^"]*"|value="[\w-]{43}"/g, ''));
    }
    assert.equal(pages.size, 1, 'whether somebody is known here cannot be told from the answer');
    world.person = { sub: 'wren', email: 'Wren@Police.example', verified: true };
    const inside = comer(world.work.base);
    assert.equal((await inside.signIn({ next: '/referral' })).status, 200);
    assert.match((await inside.go('/referral')).text, /Invented Wren/);
    // Bound now: a second account with the same address is not the same person.
    world.person = { sub: 'other-account', email: 'wren@police.example', verified: true };
    assert.equal((await comer(world.work.base).signIn()).status, 400);
    assert.ok(!world.work.log.join().match(/wren|police\.example/i), 'the log names nobody');
    assert.ok(id);
  }),
);

onEveryEngine('whoever has been added but given no role by two people is let in nowhere', (_t, db) =>
  atWork(db, async (world) => {
    const id = await wren(world);
    await db.as(world.by.one, 'operations', async (tx) => {
      for (const one of await grantsOf(tx, id)) await endOne(tx, 'staff_grant', one.id);
    });
    const visit = comer(world.work.base);
    const answer = await visit.signIn();
    assert.equal(answer.status, 403);
    assert.match(answer.text, /no work here yet/);
    assert.equal((await visit.go('/referral')).status, 303);
  }),
);

onEveryEngine('a leaver is out in the middle of a page, a role or an organisation that ends takes effect with the next page', (_t, db) =>
  atWork(db, async (world) => {
    const endings: readonly ((id: string) => Promise<unknown>)[] = [
      (id) => db.as(world.by.one, 'operations', async (tx) => endOne(tx, 'staff_grant', (await grantsOf(tx, id))[0]?.id ?? '')),
      (id) => db.as(world.by.one, 'operations', (tx) => endVisitsOf(tx, id)),
      (id) => db.as(world.by.one, 'operations', (tx) => leave(tx, id)),
      () => db.as(world.by.one, 'operations', (tx) => endOne(tx, 'admitted', 'heron-police')),
    ];
    for (const [i, end] of endings.entries()) {
      const email = `crow-${i}@police.example`;
      const id = await somebody(db, world.by, { name: `Invented Crow ${i}`, email, at: 'heron-police', role: 'first-responder' });
      world.person = { sub: `crow-${i}`, email, verified: true };
      const visit = comer(world.work.base);
      assert.equal((await visit.signIn()).status, 200);
      const open = await visit.go('/referral');
      const token = /name="_csrf" value="([^"]+)"/.exec(open.text)?.[1] ?? '';
      await end(id);
      const posted = await visit.go('/referral', {
        method: 'POST',
        body: new URLSearchParams({ _csrf: token, label: 'Typed before the end' }),
        headers: { 'sec-fetch-site': 'same-origin' },
      });
      assert.equal(posted.status, 403, `ending ${i}`);
      assert.match(posted.text, /Typed before the end/, 'what was typed is carried');
      assert.equal((await visit.go('/referral')).status, 303);
    }
    const [drafts] = await db.as(theService, 'operations', (tx) =>
      tx.query<{ count: number }>('select count(*)::int as count from file where kind = $1', ['case']),
    );
    assert.equal(drafts?.count, 0, 'nothing was done');
  }),
);

onEveryEngine('a visit that ended in the middle of a page goes on after sign-in with everything typed, and the database cannot read it meanwhile', (_t, db) =>
  atWork(db, async (world) => {
    await wren(world);
    const visit = comer(world.work.base);
    await visit.signIn();
    const token = /name="_csrf" value="([^"]+)"/.exec((await visit.go('/referral')).text)?.[1] ?? '';
    await db.as(theService, 'operations', (tx) => tx.query(`update session set last_seen = clock_timestamp() - interval '16 minutes'`));
    const late = await visit.go('/referral', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token, label: 'A label <b> & more' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(late.status, 403);
    assert.match(late.text, /Nothing you typed is lost/);
    const fields = hidden(late.text);
    const started = await visit.go('/sign-in/start', {
      method: 'POST',
      body: new URLSearchParams({ ...fields, what: 'sign-in' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const [kept] = await db.as(theService, 'operations', (tx) => tx.query<{ carried: Buffer }>('select carried from sign_in where carried is not null'));
    assert.ok(kept && !kept.carried.toString('latin1').includes('label'));
    const gone = await visit.go(visit.onward(started));
    const again = await visit.go(await visit.atIssuer(gone.to ?? ''));
    assert.match(again.text, /Carry on where you were/);
    const done = await visit.go('/referral', { method: 'POST', body: new URLSearchParams(hidden(again.text)), headers: { 'sec-fetch-site': 'same-origin' } });
    assert.match(done.to ?? '', /^\/drafts\//);
  }),
);

const hidden = (text: string): Record<string, string> => {
  const form = /<main[\s\S]*<\/main>/.exec(text)?.[0] ?? '';
  return Object.fromEntries(
    [...form.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((match) => [
      match[1] ?? '',
      (match[2] ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
    ]),
  );
};

async function withLiar(db: Database, body: (world: Omit<World, 'codes'>, issuer: Liar) => Promise<void>): Promise<void> {
  const origin = `http://127.0.0.1:${await freePort()}`;
  const world = { db, person: { sub: 'nobody' } } as World;
  const issuer = await liar(() => world.person);
  const work = await startAtWork(db, origin, issuer.url);
  try {
    const { codes, ...by } = await firstTwo(db);
    await organisation(db, by, { code: 'heron-police', kind: 'police', domain: 'police.example' });
    await body(Object.assign(world, { work, by, codes }), issuer);
  } finally {
    await work.close();
    await issuer.close();
  }
}

onEveryEngine('what an issuer says is believed only where every part of it is right', (_t, db) =>
  withLiar(db, async (world, issuer) => {
    await wren(world as World);
    const now = Math.floor(Date.now() / 1000);
    const lies: readonly (Liar['lies'] & { readonly why: string })[] = [
      { why: 'another nonce', claims: { nonce: 'another' } },
      { why: 'no nonce', claims: { nonce: undefined } },
      { why: 'another audience', claims: { aud: 'another-service' } },
      { why: 'another issuer', claims: { iss: 'https://evil.example' } },
      { why: 'run out', claims: { iat: now - 900, exp: now - 300 } },
      { why: 'not yet', claims: { nbf: now + 900 } },
      { why: 'another key', key: 'other' },
      { why: 'no signature', key: 'none' },
      { why: 'nobody named', claims: { sub: undefined } },
      { why: 'proved too long ago', claims: { auth_time: now - 13 * 3600 } },
      { why: 'no word of when', claims: { auth_time: undefined } },
      { why: 'refused there', error: 'access_denied' },
      { why: 'an answer without end', endless: true },
    ];
    for (const { why, ...lie } of lies) {
      issuer.lies = lie;
      const visit = comer(world.work.base);
      assert.equal((await visit.signIn()).status, 400, why);
      assert.equal((await visit.go('/referral')).status, 303, why);
    }
    issuer.lies = { state: 'forged' };
    const forged = await comer(world.work.base).signIn();
    assert.match(forged.text, /did not begin in this browser/);
    issuer.lies = {};
    assert.equal((await comer(world.work.base).signIn()).status, 200);
  }),
);

onEveryEngine('the clock of an issuer may be off by half a minute, and not by more', (_t, db) =>
  withLiar(db, async (world, issuer) => {
    await wren(world as World);
    for (const [off, status] of [
      [-20, 200],
      [20, 200],
      [-400, 400],
      [400, 400],
    ] as const) {
      const now = Math.floor(Date.now() / 1000) + off;
      issuer.lies = { claims: { iat: now, nbf: now, auth_time: now, exp: now + 300 } };
      assert.equal((await comer(world.work.base).signIn()).status, status, `${off} seconds`);
    }
  }),
);

onEveryEngine('the way back serves once, and only in the browser that began it', (_t, db) =>
  withLiar(db, async (world) => {
    await wren(world as World);
    const one = comer(world.work.base);
    const { back } = await one.begin('/sign-in', { what: 'sign-in', next: '/' });
    const other = comer(world.work.base);
    await other.go('/sign-in');
    assert.equal((await other.go(back)).status, 400, 'another browser');
    assert.equal((await one.go(back)).status, 200);
    const cookie = (await one.go('/my-access')).status;
    assert.equal(cookie, 200);
    const second = await one.go(back);
    assert.equal(second.status, 400, 'a second time');
    assert.match(second.text, /did not begin in this browser/, 'we refuse it ourselves, before the issuer is asked');
    assert.equal((await other.go(back)).status, 400);
  }),
);

onEveryEngine('somebody shows once more who they are before what weighs heavily, and comes back with what was typed under a new cookie', (_t, db) =>
  withLiar(db, async (world, issuer) => {
    world.person = { sub: 'admin', email: 'admin-0@service.example', verified: true };
    const visit = comer(world.work.base);
    assert.equal((await visit.signIn()).status, 200);
    const fields = { name: 'Invented trust', code: 'invented-trust', kind: 'health-trust' };
    await db.as(theService, 'operations', (tx) => tx.query(`update session set proved_at = clock_timestamp() - interval '6 minutes'`));
    const asked = await visit.submit('/organisations', fields);
    assert.equal(asked.status, 403);
    assert.match(asked.text, /Show once more that it is you/);
    const before = await sessions(db);
    const prove = async (): Promise<string> => {
      const body = new URLSearchParams({ ...hidden(asked.text), what: 'step-up' });
      const started = await visit.go('/sign-in/start', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
      const gone = await visit.go(visit.onward(started));
      assert.match(gone.to ?? '', /max_age=0/);
      return visit.atIssuer(gone.to ?? '');
    };
    issuer.lies = { claims: { auth_time: Math.floor(Date.now() / 1000) - 120 } };
    assert.match((await visit.go(await prove())).text, /did not confirm who you are/, 'proved two minutes ago is not proved now');
    issuer.lies = {};
    world.person = { sub: 'admin-2', email: 'admin-1@service.example', verified: true };
    assert.match((await visit.go(await prove())).text, /account of somebody else/);
    world.person = { sub: 'admin', email: 'admin-0@service.example', verified: true };
    const back = await visit.go(await prove());
    assert.match(back.text, /Carry on where you were/);
    const done = await visit.go('/organisations', {
      method: 'POST',
      body: new URLSearchParams(hidden(back.text)),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(done.to, '/organisations/invented-trust');
    const after = await sessions(db);
    assert.equal(after.length, before.length);
    assert.notDeepEqual(after, before, 'the cookie of before is worth nothing');
  }),
);

const sessions = async (db: Database): Promise<string[]> =>
  (await db.as(theService, 'operations', (tx) => tx.query<{ id: string }>('select id_hash as id from session order by 1'))).map((row) => row.id);

onEveryEngine('a cookie that somebody planted before sign-in is not the one that works afterwards', (_t, db) =>
  withLiar(db, async (world) => {
    await wren(world as World);
    const visit = comer(world.work.base);
    const planted = 'A'.repeat(43);
    visit.jar.set('nrm_session', planted);
    assert.equal((await visit.signIn()).status, 200);
    const first = visit.jar.get('nrm_session') ?? '';
    assert.notEqual(first, planted);
    // Signing in again ends the visit it was begun from.
    assert.equal((await visit.signIn()).status, 200);
    const stolen = comer(world.work.base);
    stolen.jar.set('nrm_session', first);
    assert.equal((await stolen.go('/my-access')).status, 303);
    assert.equal((await visit.go('/my-access')).status, 200);
  }),
);

onEveryEngine('the list of practice is not there where people sign in', (_t, db) =>
  withLiar(db, async (world) => {
    const visit = comer(world.work.base);
    assert.equal((await visit.go('/who-are-you')).status, 404);
    assert.notEqual((await visit.submit('/sign-in', { persona: 'practice-oak', next: '/' }, '/who-are-you')).status, 303);
    assert.equal((await visit.go('/organisations')).to, '/sign-in?next=%2Forganisations');
  }),
);

onEveryEngine('one signs out everywhere else, and half a code opens nothing', (_t, db) =>
  withLiar(db, async (world) => {
    const id = await wren(world as World);
    const [one, two] = [comer(world.work.base), comer(world.work.base)];
    await one.signIn();
    await two.signIn();
    assert.equal((await one.submit('/my-access', {}, '/my-access/end-others')).status, 303);
    assert.equal((await two.go('/my-access')).status, 303);
    assert.equal((await one.go('/my-access')).status, 200);

    await db.as(world.by.one, 'operations', (tx) => leave(tx, id));
    const next = await somebody(db, world.by, { name: 'Invented Rook', email: 'rook@elsewhere.example', at: 'heron-police', role: 'first-responder' });
    world.person = { sub: 'rook' };
    const code = await invited(db, world.by, next);
    const half = code.slice(0, code.length / 2);
    for (const wrong of [half, `${half}-${half}`, '']) assert.equal((await comer(world.work.base).signIn({ code: wrong })).status, 400, wrong);
    const [first, second] = [code.slice(0, 11), code.slice(12)];
    assert.equal((await comer(world.work.base).signIn({ code: `${second} ${first}` })).status, 200, 'the halves in either order');
  }),
);

onEveryEngine('under https every cookie is bound to the host, and the one that comes back from elsewhere opens nothing', (_t, db) =>
  withIssuerAt(db, 'https://nrm.example', async (base) => {
    const page = await fetch(`${base}/sign-in`);
    assert.match(page.headers.get('strict-transport-security') ?? '', /max-age/);
    const cookies = page.headers.getSetCookie();
    assert.ok(cookies.length > 0);
    const token = /name="_csrf" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
    const guest = cookies.map((one) => one.split(';')[0]).join('; ');
    const started = await fetch(`${base}/sign-in/start`, {
      method: 'POST',
      headers: { cookie: guest, 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ _csrf: token, what: 'sign-in', next: '/' }),
    });
    const entry = started.headers.getSetCookie().find((one) => one.includes('nrm_entry')) ?? '';
    for (const one of [...cookies, entry]) assert.match(one, /^__Host-nrm_\w+=[^;]+; Path=\/; HttpOnly; SameSite=(Strict|Lax); Secure/);
    assert.match(entry, /SameSite=Lax/);
    for (const one of cookies) assert.match(one, /SameSite=Strict/);
    const secret = /=([\w-]{43});/.exec(entry)?.[1] ?? '';
    const opened = await fetch(`${base}/my-access`, { redirect: 'manual', headers: { cookie: `__Host-nrm_session=${secret}; __Host-nrm_entry=${secret}` } });
    assert.equal(opened.status, 303);
  }),
);

async function withIssuerAt(db: Database, origin: string, body: (base: string) => Promise<void>): Promise<void> {
  const issuer = await liar(() => ({ sub: 'nobody' }));
  const signIn = { issuer: issuer.url, clientId, clientSecret, origin, audience: `${origin}/api` };
  const house = build(db, { today: day('2024-01-15'), port: 0, host: '127.0.0.1', signIn });
  try {
    await body(await house.listen());
  } finally {
    await house.close();
    await issuer.close();
  }
}
