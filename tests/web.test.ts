// The doors of the web, over real HTTP and a real database: who gets in, what is refused, and that nothing typed is lost.
import assert from 'node:assert/strict';
import type { Database } from '#kit/store/database.ts';
import { theService } from '#kit/store/database.ts';
import type { Actor } from '#access/roles.ts';
import { day, instant } from '#base/day.ts';
import { html } from '#kit/view/html.ts';
import { csrf, page, to, type Route } from '#kit/web/page.ts';
import { inventory, listen, serve } from '#kit/web/server.ts';
import type { Persona } from '#kit/web/session.ts';
import { dictionaries } from '#words/words.ts';
import { onEveryEngine } from './engines.ts';

const wren: Actor = { person: 'wren', name: 'Wren Placeholder', role: 'first-responder', organisation: 'heron-police', kind: 'police', team: 'night' };
const teal: Actor = { ...wren, person: 'teal', name: 'Teal Sample', role: 'decision-maker', organisation: 'sca', kind: 'competent-authority' };
const personas: Persona[] = [wren, teal].map((actor) => ({ id: actor.person, actor, title: actor.role, what: 'An invented person.' }));

type Seen = { saved: unknown[]; log: string[] };

function routes(seen: Seen): Route[] {
  return [
    { method: 'GET', path: '/', who: 'anyone', why: 'test', act: async () => Promise.resolve(page('Home', html`<h1>Home</h1>`)) },
    {
      method: 'GET',
      path: '/case/:id',
      who: ['first-responder'],
      why: 'test',
      act: async (ask) =>
        Promise.resolve(ask.params['id'] === 'k1' ? page('Case', html`<form method="post">${csrf(ask)}</form>${ask.actor.name}`) : { kind: 'absent' }),
    },
    { method: 'GET', path: '/decide', who: ['decision-maker'], why: 'test', act: async () => Promise.resolve(page('Decide', html`secret`)) },
    {
      method: 'POST',
      path: '/case/:id',
      who: ['first-responder'],
      why: 'test',
      uploads: true,
      act: async (ask) => {
        if (ask.body['name'] === 'boom') throw new Error('kept in the page, not in the log');
        if (ask.body['name'] === '') return Promise.resolve(page('Case', html`Say a name`, { status: 400 }));
        seen.saved.push({ body: { ...ask.body }, files: ask.files.map((file) => [file.name, file.bytes.length]) });
        return Promise.resolve(to('/case/k1'));
      },
    },
    { method: 'GET', path: '/breaks', who: 'anyone', why: 'test', act: () => Promise.reject(new TypeError('Jane Doe was here')) },
    {
      method: 'GET',
      path: '/file',
      who: 'anyone',
      why: 'test',
      act: async () => Promise.resolve({ kind: 'bytes', type: 'text/html', name: 'a"\r\nb<é>.html', bytes: new Uint8Array([60]), inline: true }),
    },
    { method: 'GET', path: '/away', who: 'anyone', why: 'test', act: async () => Promise.resolve(to('//evil.example/')) },
    {
      method: 'POST',
      path: '/api/v1/things',
      who: ['first-responder'],
      why: 'test',
      act: async (ask) =>
        Promise.resolve({ kind: 'json', status: 201, body: { got: ask.json, by: ask.actor.person, key: ask.headers['idempotency-key'] ?? null } }),
    },
  ];
}

/** A browser that keeps cookies and follows nothing by itself. */
function browser(base: string) {
  const jar = new Map<string, string>();
  const go = async (path: string, init: RequestInit = {}): Promise<{ status: number; text: string; headers: Headers; to: string | null }> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(base + path, { redirect: 'manual', ...init, headers: { cookie, ...(init.headers as Record<string, string> | undefined) } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (/Max-Age=0/.test(set)) jar.delete(name);
      else jar.set(name, value);
    }
    return { status: answer.status, text: await answer.text(), headers: answer.headers, to: answer.headers.get('location') };
  };
  const post = (path: string, fields: Record<string, string> | [string, string][], headers: Record<string, string> = {}) =>
    go(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin', ...headers } });
  const token = async (path: string): Promise<string> => /name="_csrf" value="([^"]+)"/.exec((await go(path)).text)?.[1] ?? '';
  const signIn = async (persona: string): Promise<void> => {
    const answer = await post('/who-are-you', { _csrf: await token('/who-are-you'), persona, next: '/' });
    assert.equal(answer.status, 303);
  };
  return { go, post, token, signIn, jar };
}

async function withServer(db: Database, body: (base: string, seen: Seen) => Promise<void>): Promise<void> {
  const seen: Seen = { saved: [], log: [] };
  const app = await serve(routes(seen), {
    db,
    practice: true,
    personas,
    dictionaries,
    clock: { now: () => instant('2024-01-15T12:00:00Z'), today: () => day('2024-01-15') },
    bearer: (token) => Promise.resolve(token === 'good' ? wren : token === 'other' ? teal : null),
    log: (line) => seen.log.push(line),
  });
  try {
    await body(await listen(app, 0), seen);
  } finally {
    await app.close();
  }
}

const hidden = (text: string): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((match) => [
      match[1] ?? '',
      (match[2] ?? '').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'),
    ]),
  );

type Check = { readonly says: string; readonly body: (db: Database) => Promise<void> };
const checks: Check[] = [];
/** One database serves all checks of an engine: opening one costs more than all of them. */
const check = (says: string, body: Check['body']): number => checks.push({ says, body });

check('a visit begins with the chosen person, and signing out ends it at once', async (db) => {
  await withServer(db, async (base) => {
    const one = browser(base);
    assert.equal((await one.go('/case/k1?a=b')).to, '/who-are-you?next=%2Fcase%2Fk1%3Fa%3Db');
    await one.signIn('wren');
    assert.match((await one.go('/case/k1')).text, /Wren Placeholder/);
    const stolen = one.jar.get('nrm_session') ?? '';
    const rows = await db.as(theService, 'operations', (tx) => tx.query<{ id_hash: string; organisation: string }>('select * from session'));
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.organisation, 'heron-police');
    assert.ok(!JSON.stringify(rows).includes(stolen), 'the cookie itself is kept nowhere');
    assert.equal((await one.post('/sign-out', { _csrf: await one.token('/case/k1') })).to, '/who-are-you');
    one.jar.set('nrm_session', stolen);
    assert.equal((await one.go('/case/k1')).status, 303);
  });
});

check('nobody but the service itself can see who is signed in', async (db) => {
  await withServer(db, async (base) => {
    await browser(base).signIn('wren');
    const administrator: Actor = { ...teal, role: 'administrator' };
    assert.deepEqual(await db.as(administrator, 'operations', (tx) => tx.query('select * from session')), []);
    await assert.rejects(db.as(teal, 'identification', (tx) => tx.query('select * from session')));
  });
});

check('what is not there and what is not yours look alike', async (db) => {
  await withServer(db, async (base) => {
    const one = browser(base);
    await one.signIn('wren');
    const plain = (text: string): string => text.replace(/href="\/[^"]*[?;]lang=..?"/g, '');
    const forbidden = await one.go('/decide');
    const nowhere = await one.go('/nothing-here');
    const record = await one.go('/case/k2');
    assert.deepEqual([forbidden.status, nowhere.status, record.status], [404, 404, 404]);
    assert.equal(plain(forbidden.text), plain(nowhere.text));
    assert.equal(plain(forbidden.text), plain(record.text));
    assert.equal((await one.go('/%zz')).status, 404);
  });
});

check('a posting from another site does nothing', async (db) => {
  await withServer(db, async (base, seen) => {
    const one = browser(base);
    await one.signIn('wren');
    const _csrf = await one.token('/case/k1');
    assert.equal((await one.post('/case/k1', { _csrf, name: 'x' }, { 'sec-fetch-site': 'cross-site' })).status, 403);
    assert.equal(
      (await one.go('/case/k1', { method: 'POST', body: new URLSearchParams({ _csrf, name: 'x' }), headers: { origin: 'https://evil.example' } })).status,
      403,
    );
    assert.equal((await one.post('/case/k1', { _csrf: _csrf.slice(1) + 'A', name: 'x' })).status, 403);
    assert.deepEqual(seen.saved, []);
    assert.equal((await one.post('/case/k1', { _csrf, name: 'x' })).to, '/case/k1');
    assert.equal(seen.saved.length, 1);
  });
});

check('a tab with an old token keeps what was typed, and one press sends it', async (db) => {
  await withServer(db, async (base, seen) => {
    const one = browser(base);
    await one.signIn('wren');
    const late = await one.post('/case/k1', { _csrf: 'old', name: 'A <b> & more' });
    assert.equal(late.status, 403);
    assert.match(late.text, /action="\/case\/k1"/);
    assert.equal((await one.post('/case/k1', hidden(late.text))).status, 303);
    assert.deepEqual(seen.saved, [{ body: { name: 'A <b> & more' }, files: [] }]);
  });
});

check('a session that ends in the middle of a page loses nothing that was typed', async (db) => {
  await withServer(db, async (base, seen) => {
    const one = browser(base);
    await one.signIn('wren');
    const _csrf = await one.token('/case/k1');
    await db.as(theService, 'operations', (tx) => tx.query(`update session set last_seen = clock_timestamp() - interval '61 minutes'`));
    const ended = await one.post('/case/k1', [
      ['_csrf', _csrf],
      ['name', 'Long story'],
      ['many', 'a'],
      ['many', 'b'],
    ]);
    assert.equal(ended.status, 403);
    assert.match(ended.text, /Who are you today\?/);
    assert.match(ended.text, /Nothing you typed is lost/);
    assert.deepEqual(seen.saved, []);
    const pairs = [...ended.text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((match): [string, string] => [
      match[1] ?? '',
      match[2] ?? '',
    ]);
    const again = await one.post('/who-are-you', [
      ...pairs.filter(([name]) => name !== '_csrf'),
      ['_csrf', await one.token('/who-are-you')],
      ['persona', 'wren'],
    ]);
    assert.match(again.text, /Carry on where you were/);
    const rest = [...again.text.matchAll(/<form method="post" action="\/case\/k1"[\s\S]*?<\/form>/g)][0]?.[0] ?? '';
    const fields = [...rest.matchAll(/name="([^"]*)" value="([^"]*)"/g)].map((match): [string, string] => [match[1] ?? '', match[2] ?? '']);
    assert.equal((await one.post('/case/k1', fields)).to, '/case/k1');
    assert.deepEqual(seen.saved, [{ body: { name: 'Long story', many: ['a', 'b'] }, files: [] }]);
  });
});

check('after sign-in nobody is led to another site', async (db) => {
  await withServer(db, async (base) => {
    const one = browser(base);
    for (const next of ['//evil.example', 'https://evil.example', '/\\evil.example', '/a b', 'javascript:x', '']) {
      assert.equal((await one.post('/who-are-you', { _csrf: await one.token('/who-are-you'), persona: 'wren', next })).to, '/', next);
    }
    assert.equal((await one.go('/away')).to, '/');
    assert.match((await one.post('/who-are-you', { _csrf: await one.token('/who-are-you'), next: '/' })).text, /Choose one of the people below/);
    const shown = await one.post('/who-are-you', { _csrf: await one.token('/who-are-you'), persona: 'teal', carry: '//evil.example/x', 'carry:a': 'b' });
    assert.equal(shown.to, '/');
  });
});

check('more text than fits is said, shown again and can be sent shorter', async (db) => {
  await withServer(db, async (base, seen) => {
    const one = browser(base);
    await one.signIn('wren');
    const _csrf = await one.token('/case/k1');
    const long = await one.post('/case/k1', { _csrf, name: 'short', story: 'ab '.repeat(900_000) });
    assert.equal(long.status, 413);
    assert.match(long.text, /<textarea[^>]*name="story"/);
    assert.match(long.text, /2 MB/);
    assert.equal((await one.post('/case/k1', { _csrf, story: 'x'.repeat(11 * 1024 * 1024) })).status, 413);
    assert.deepEqual(seen.saved, []);
  });
});

check('files come with their fields; one that is too large is named and the words are kept', async (db) => {
  await withServer(db, async (base, seen) => {
    const one = browser(base);
    await one.signIn('wren');
    const _csrf = await one.token('/case/k1');
    const send = (files: [string, number][]) => {
      const form = new FormData();
      form.set('_csrf', _csrf);
      for (const [name, size] of files) form.append('evidence', new Blob([new Uint8Array(size)]), name);
      form.set('name', 'after the\r\nfiles\u0000');
      return one.go('/case/k1', { method: 'POST', body: form, headers: { 'sec-fetch-site': 'same-origin' } });
    };
    assert.equal(
      (
        await send([
          ['a.txt', 5],
          ['b.txt', 0],
        ])
      ).to,
      '/case/k1',
    );
    assert.deepEqual(seen.saved, [
      {
        body: { name: 'after the\nfiles' },
        files: [
          ['a.txt', 5],
          ['b.txt', 0],
        ],
      },
    ]);
    const large = await send([['c.bin', 25 * 1024 * 1024 + 1]]);
    assert.equal(large.status, 413);
    assert.match(large.text, /25 MB/);
    assert.match(large.text, /after the/);
    assert.match((await send(Array.from({ length: 21 }, (_unused, i) => [`f${i}.txt`, 1]))).text, /Up to 20 files/);
    assert.equal(seen.saved.length, 1);
  });
});

check('when the program breaks, the page gives a reference and the log holds nothing personal', async (db) => {
  await withServer(db, async (base, seen) => {
    const one = browser(base);
    const broken = await one.go('/breaks?name=Jane+Doe');
    assert.equal(broken.status, 500);
    const reference = /([0-9A-Z]{4}-[0-9A-Z]{4})<\/strong>/.exec(broken.text)?.[1] ?? 'no reference';
    assert.ok(!broken.text.includes('was here'));
    const log = seen.log.join('\n');
    await one.signIn('wren');
    const lost = await one.post('/case/k1', { _csrf: await one.token('/case/k1'), name: 'boom', story: 'kept' });
    assert.equal(lost.status, 500);
    assert.equal(hidden(lost.text)['story'], 'kept');
    assert.ok(log.includes(reference) && log.includes('TypeError') && log.includes('"/breaks"'));
    assert.ok(!seen.log.join().includes('Jane') && !seen.log.join().includes('?') && !seen.log.join().includes('kept'));
  });
});

check('every page tells the browser what it may do, and shows its practice banner', async (db) => {
  await withServer(db, async (base) => {
    const one = browser(base);
    const home = await one.go('/');
    const policy = home.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'/);
    assert.match(policy, /require-trusted-types-for 'script'; trusted-types 'none'/);
    assert.doesNotMatch(policy, /unsafe|nonce|sha256|\*|http/);
    const scripts = home.text.match(/<script[\s\S]*?<\/script>/g) ?? [];
    assert.ok(scripts.length >= 2);
    for (const script of scripts) assert.match(script, /^<script( type="module")? src="\/assets\/[^"]+"><\/script>$/);
    assert.doesNotMatch(home.text, /<style| style="| on[a-z]+="|javascript:/);
    assert.equal(home.headers.get('referrer-policy'), 'no-referrer');
    assert.equal(home.headers.get('cache-control'), 'no-store');
    assert.equal(home.headers.get('strict-transport-security'), null);
    for (const path of ['/who-are-you', '/nowhere', '/breaks', '/%zz'])
      assert.equal((await one.go(path)).headers.get('content-security-policy'), policy, `${path} has another policy`);
    for (const path of ['/', '/who-are-you', '/nowhere', '/breaks']) {
      assert.match((await one.go(path)).text, /Practice: nobody here is real\.<\/strong> Today is pretended to be 15 January 2024\./, path);
    }
  });
});

check('the style sheet fetches no typeface, and knows no crest', async (db) => {
  await withServer(db, async (base) => {
    const one = browser(base);
    const address = /href="([^"]+style\.css)"/.exec((await one.go('/')).text)?.[1] ?? '';
    const sheet = await one.go(address);
    assert.equal(sheet.status, 200);
    assert.deepEqual(sheet.text.match(/GDS Transport|@font-face|Calvert|crest\.svg|url\(["']?\/assets/g), null);
    for (const [, icon] of sheet.text.matchAll(/url\(["']?(images\/[^"')]+)/g))
      assert.equal((await one.go(address.replace('style.css', icon ?? ''))).status, 200, icon);
    assert.equal((await one.go(address.replace('style.css', '..%2f..%2fpackage.json'))).status, 404);
  });
});

check('a language is kept, and Arabic runs from the right', async (db) => {
  await withServer(db, async (base) => {
    const one = browser(base);
    assert.match((await one.go('/?page=2')).text, /href="\/\?page=2&amp;lang=ar"/, 'the switch keeps what the page was asked for');
    assert.equal((await one.go('/?page=2&lang=ar')).to, '/?page=2');
    assert.match((await one.go('/')).text, /<html lang="ar" dir="rtl"[\s\S]*من أنت|<html lang="ar" dir="rtl"/);
    await one.go('/?lang=cy');
    assert.match((await one.go('/who-are-you')).text, /Pwy ydych chi heddiw\?/);
    assert.match((await one.go('/?lang=xx')).text, /lang="cy"/);
  });
});

check('a mistake is named in the title; a file can run nothing', async (db) => {
  await withServer(db, async (base) => {
    const one = browser(base);
    await one.signIn('wren');
    const wrong = await one.post('/case/k1', { _csrf: await one.token('/case/k1'), name: '' });
    assert.equal(wrong.status, 400);
    assert.match(wrong.text, /<title>Error: Case – OpenNRM<\/title>/);
    const file = await one.go('/file');
    assert.equal(file.headers.get('content-disposition'), `attachment; filename="a___b<_>.html"; filename*=UTF-8''a___b%3C%C3%A9%3E.html`);
    assert.match(file.headers.get('content-security-policy') ?? '', /sandbox/);
  });
});

check('the API speaks JSON, takes a bearer token and no cookie', async (db) => {
  await withServer(db, async (base, seen) => {
    const one = browser(base);
    await one.signIn('wren');
    const send = (body: string, headers: Record<string, string> = {}) =>
      one.go('/api/v1/things', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });
    assert.equal((await send('{}')).status, 401);
    const made = await send('{"a":[1]}', { authorization: 'Bearer good', 'idempotency-key': 'k' });
    assert.equal(made.status, 201);
    assert.deepEqual(JSON.parse(made.text), { got: { a: [1] }, by: 'wren', key: 'k' });
    assert.equal((await send('{}', { authorization: 'Bearer other' })).status, 404);
    for (const answer of [await send('{', { authorization: 'Bearer good' }), await one.go('/api/v1/nothing')]) {
      assert.equal(answer.headers.get('content-type'), 'application/problem+json');
    }
    assert.ok(!seen.log.join('').includes('good'));
  });
});

check('every door says who may pass and why', async (db) => {
  await withServer(db, async () => {
    const doors = inventory(routes({ saved: [], log: [] }));
    assert.ok(doors.length > 8);
    for (const door of doors) assert.ok(door.why.length > 0 && door.who.length > 0, door.path);
    return Promise.resolve();
  });
});

onEveryEngine('the doors of the web', async (t, db) => {
  for (const { says, body } of checks) await t.test(says, () => body(db));
});
