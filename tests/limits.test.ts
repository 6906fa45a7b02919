// What the outer wall lets in and how fast: too often, too slow, too large and too many are turned away, and nothing typed is lost.
import assert from 'node:assert/strict';
import { connect } from 'node:net';
import { after, before, test } from 'node:test';
import multipart from '@fastify/multipart';
import fastify from 'fastify';
import type { Actor } from '#access/roles.ts';
import { day, instant } from '#base/day.ts';
import type { Database } from '#kit/store/database.ts';
import { html } from '#kit/view/html.ts';
import { limits, readPosted } from '#kit/web/body.ts';
import type { Deadlines } from '#kit/web/deadlines.ts';
import { csrf, page, to, type Route } from '#kit/web/page.ts';
import { networkOf, ordinaryRates, ratesTimes, turnstile, type Rates } from '#kit/web/rates.ts';
import { listen, serve } from '#kit/web/server.ts';
import { dictionaries } from '#words/words.ts';
import { openMemory } from './engines.ts';
import { visitor } from './walk.ts';

const wren: Actor = { person: 'wren', name: 'Wren Placeholder', role: 'first-responder', organisation: 'heron-police', kind: 'police', team: 'night' };
const teal: Actor = { ...wren, person: 'teal', name: 'Teal Sample' };
const form = html`<form method="post">`;

let db: Database;
before(async () => {
  db = await openMemory();
});
after(() => db.close());

type Served = { readonly base: string; readonly port: number; readonly saved: unknown[]; readonly log: string[] };

async function withServer(given: { rates?: Partial<Rates>; deadlines?: Partial<Deadlines> }, body: (served: Served) => Promise<void>): Promise<void> {
  const saved: unknown[] = [];
  const log: string[] = [];
  const open = async (ask: { readonly token: string }) => Promise.resolve(page('Form', html`${form}${csrf(ask)}</form>`));
  const routes: Route[] = [
    { method: 'GET', path: '/', who: 'anyone', why: 'test', act: open },
    { method: 'GET', path: '/search', who: ['first-responder'], why: 'test', rate: 'search', act: open },
    {
      method: 'POST',
      path: '/save',
      who: ['first-responder'],
      why: 'test',
      uploads: true,
      act: async (ask) => {
        saved.push({ ...ask.body, files: ask.files.length });
        return Promise.resolve(to('/'));
      },
    },
    { method: 'GET', path: '/api/v1/things', who: ['first-responder'], why: 'test', act: async () => Promise.resolve({ kind: 'json', status: 200, body: {} }) },
  ];
  const app = await serve(routes, {
    db,
    practice: true,
    personas: [wren, teal].map((actor) => ({ id: actor.person, actor, title: actor.role, what: 'An invented person.' })),
    dictionaries,
    clock: { now: () => instant('2024-01-15T12:00:00Z'), today: () => day('2024-01-15') },
    bearer: (token) => Promise.resolve(token === 'good' ? wren : token === 'other' ? teal : null),
    rates: { ...ratesTimes(1000), ...given.rates },
    ...(given.deadlines ? { deadlines: given.deadlines } : {}),
    log: (line) => log.push(line),
  });
  try {
    const base = await listen(app, 0);
    await body({ base, port: Number(new URL(base).port), saved, log });
  } finally {
    await app.close();
  }
}

const hidden = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)">/g)].map((match) => [match[1] ?? '', match[2] ?? '']));

test('who asks for more than a person can is asked to wait, alone; a visit of somebody else goes on', async () => {
  await withServer({ rates: { visit: 10 } }, async ({ base }) => {
    const [one, other] = [visitor(base), visitor(base)];
    await one.signIn('wren');
    await other.signIn('teal');
    const answers = [];
    for (let i = 0; i < 15; i += 1) answers.push(await one.go('/'));
    const last = answers.at(-1);
    assert.equal(last?.status, 429);
    const wait = Number(last?.headers.get('retry-after'));
    assert.ok(wait >= 1 && wait <= 60);
    assert.match(last?.text ?? '', /Please wait a moment/);
    assert.match(last?.text ?? '', new RegExp(`In ${wait} seconds you can go on`));
    assert.equal(answers.filter((answer) => answer.status === 200).length, 10);
    assert.equal((await other.go('/')).status, 200);
    assert.equal((await one.go('/nowhere')).status, 429, 'a path that does not exist is counted too');
  });
});

test('a posting that came too soon is not done, and is sent again by one press', async () => {
  await withServer({ rates: { visit: 5 } }, async ({ base, saved }) => {
    const one = visitor(base);
    await one.signIn('wren');
    const token = /name="_csrf" value="([^"]+)"/.exec((await one.go('/')).text)?.[1] ?? '';
    for (let i = 0; i < 5; i += 1) await one.go('/');
    const post = (fields: Record<string, string>) =>
      one.go('/save', { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin' } });
    const soon = await post({ _csrf: token, story: 'A long account' });
    assert.equal(soon.status, 429);
    assert.deepEqual(saved, []);
    assert.match(soon.text, /Nothing you typed is lost/);
    assert.deepEqual(hidden(soon.text.slice(soon.text.indexOf('action="/save"'))), { _csrf: token, story: 'A long account' });
  });
  await withServer({}, async ({ base, saved }) => {
    const one = visitor(base);
    await one.signIn('wren');
    const token = /name="_csrf" value="([^"]+)"/.exec((await one.go('/')).text)?.[1] ?? '';
    const again = await one.go('/save', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token, story: 'A long account' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    assert.equal(again.status, 303);
    assert.deepEqual(saved, [{ story: 'A long account', files: 0 }]);
  });
});

test('a flood is turned away with one line, and who is signed in at the same address goes on', async () => {
  await withServer({ rates: { stranger: 5 } }, async ({ base }) => {
    const one = visitor(base);
    await one.signIn('wren');
    let last: Response | undefined;
    for (let i = 0; i < 25; i += 1) last = await fetch(`${base}/`);
    assert.equal(last?.status, 429);
    assert.equal(await last?.text(), 'Please wait a minute.\n');
    assert.equal(last?.headers.get('retry-after'), '60');
    assert.ok(last?.headers.get('x-content-type-options'));
    assert.equal((await one.go('/')).status, 200);
  });
});

test('searches are counted for the person, whatever they search for and by however many visits', async () => {
  await withServer({ rates: { search: 5 } }, async ({ base }) => {
    const [one, again, other] = [visitor(base), visitor(base), visitor(base)];
    for (const visit of [one, again]) await visit.signIn('wren');
    await other.signIn('teal');
    for (let i = 0; i < 5; i += 1) assert.equal((await one.go(`/search?name=${i}`)).status, 200);
    assert.equal((await again.go('/search?name=x')).status, 429);
    assert.equal((await again.go('/')).status, 200, 'other pages go on');
    assert.equal((await other.go('/search?name=x')).status, 200);
  });
});

test('sign-ins are counted by address, and an address is the one that the proxy on this machine names', async () => {
  await withServer({ rates: { 'sign-in': 3 } }, async ({ base }) => {
    const signIn = async (from: string): Promise<number> => {
      const one = visitor(base);
      const token = /name="_csrf" value="([^"]+)"/.exec((await one.go('/who-are-you')).text)?.[1] ?? '';
      const body = new URLSearchParams({ _csrf: token, persona: 'nobody' });
      return (await one.go('/who-are-you', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin', 'x-forwarded-for': from } })).status;
    };
    const tries = [];
    for (let i = 0; i < 5; i += 1) tries.push(await signIn('192.0.2.7'));
    assert.deepEqual(tries, [400, 400, 400, 429, 429]);
    assert.equal(await signIn('192.0.2.8'), 400);
    assert.equal(await signIn('198.51.100.1, 192.0.2.7'), 429, 'what a browser claims before the proxy does not count');
    const six = [];
    for (const at of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', '2001:db8:1:2::7', '2001:db8:1:2::8', '2001:db8:1:3::1']) six.push(await signIn(at));
    assert.deepEqual(six, [400, 400, 400, 429, 400], 'a network of IPv6 is one address');
  });
});

test('programs are counted by token; tokens that are none are counted by address', async () => {
  await withServer({ rates: { program: 4, 'wrong-token': 4 } }, async ({ base }) => {
    const call = async (token: string): Promise<Response> => fetch(`${base}/api/v1/things`, { headers: { authorization: `Bearer ${token}` } });
    for (let i = 0; i < 4; i += 1) assert.equal((await call('good')).status, 200);
    const often = await call('good');
    assert.equal(often.status, 429);
    assert.equal(often.headers.get('content-type'), 'application/problem+json');
    assert.ok(Number(often.headers.get('retry-after')) > 0);
    assert.equal((await call('other')).status, 200);
    for (let i = 0; i < 4; i += 1) assert.equal((await call(`guess-${i}`)).status, 401);
    assert.equal((await call('guess-5')).status, 429);
    assert.equal((await call('other')).status, 200);
  });
});

test('counting forgets after a minute, goes by a clock that nobody can set back, and cannot fill the memory', () => {
  let now = 1_000_000;
  const gate = turnstile({ ...ordinaryRates, search: 2 }, () => now);
  const wall = Date.now;
  try {
    assert.deepEqual([gate.pass('search', 'a').ok, gate.pass('search', 'a').ok, gate.pass('search', 'a').ok], [true, true, false]);
    Date.now = () => wall() - 86_400_000;
    now += 59_999;
    assert.equal(gate.pass('search', 'a').ok, false);
    now += 1;
    assert.equal(gate.pass('search', 'a').ok, true);
  } finally {
    Date.now = wall;
  }
  for (let i = 0; i < 50_000; i += 1) gate.pass('stranger', `10.0.${i >> 8}.${i & 255}`);
  assert.ok(gate.size() <= 20_001, String(gate.size()));
});

test('an address of IPv6 counts as its network, one of IPv4 as itself', () => {
  assert.equal(networkOf('192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('::ffff:192.0.2.1'), '192.0.2.1');
  assert.equal(networkOf('2001:DB8::1'), networkOf('2001:db8:0:0:ffff::'));
  assert.notEqual(networkOf('2001:db8::1'), networkOf('2001:db8:0:1::1'));
  assert.equal(networkOf('::1'), '0:0:0:0');
  assert.equal(networkOf('fe80::1%eth0'), networkOf('fe80::2'));
  assert.equal(networkOf(''), '');
});

/** A connection spoken to by hand: what it says, until it ends. */
async function raw(port: number, says: (write: (text: string) => void) => (() => void) | undefined): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.setEncoding('utf8').on('data', (text: string) => (heard += text));
  const stop = await new Promise<(() => void) | undefined>((resolve) =>
    socket.once('connect', () =>
      resolve(
        says((text) => {
          if (socket.writable) socket.write(text);
        }),
      ),
    ),
  );
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.on('error', () => undefined);
  });
  stop?.();
  return heard;
}

const quick: Partial<Deadlines> = { head: 300, whole: 60_000, rest: 300, look: 50, still: 60_000 };
/** Says one thing again and again, as somebody does who only wants to hold the line. */
const dribble = (write: (text: string) => void, text: string) => {
  const timer = setInterval(() => write(text), 40);
  return () => clearInterval(timer);
};

test('a head that does not come to its end is cut off', async () => {
  await withServer({ deadlines: quick }, async ({ port, base }) => {
    const heard = await raw(port, (write) => {
      write('GET / HTTP/1.1\r\nhost: x\r\n');
      return dribble(write, 'x-a: b\r\n');
    });
    assert.match(heard, /^HTTP\/1\.1 408 /);
    assert.equal((await fetch(base)).status, 200);
  });
});

test('a body that dribbles is cut off, of a form as of a file; one that is slow but moves is taken', async () => {
  await withServer({ deadlines: { ...quick, least: 100_000 } }, async ({ port, log }) => {
    for (const type of ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=b', 'application/json']) {
      for (const length of ['content-length: 100000', 'transfer-encoding: chunked']) {
        const path = type === 'application/json' ? '/api/v1/things' : '/save';
        const heard = await raw(port, (write) => {
          write(`POST ${path} HTTP/1.1\r\nhost: x\r\nsec-fetch-site: same-origin\r\ncontent-type: ${type}\r\n${length}\r\n\r\n`);
          return dribble(write, length.startsWith('t') ? '1\r\na\r\n' : 'a');
        });
        assert.match(heard, /^(HTTP\/1\.1 (408|404) |$)/, `${type} ${length}`);
      }
    }
    assert.doesNotMatch(log.join('\n'), /broken/, 'who leaves in the middle is no fault of the program');
  });
  await withServer({ deadlines: { ...quick, least: 20 } }, async ({ port }) => {
    let left = 40;
    const heard = await raw(port, (write) => {
      write('POST /who-are-you HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 400\r\n\r\n');
      const timer = setInterval(() => {
        if ((left -= 1) >= 0) write('a=bcdefgh&');
      }, 40);
      return () => clearInterval(timer);
    });
    assert.match(heard, /^HTTP\/1\.1 200 /, 'a sign-in page again: there was no token in it');
  });
});

test('a head that is too long, and more connections than there may be, are refused', async () => {
  await withServer({ deadlines: { connections: 3 } }, async ({ port, base }) => {
    const long = await raw(port, (write) => {
      write(`GET / HTTP/1.1\r\nhost: x\r\nx-long: ${'a'.repeat(20_000)}\r\n\r\n`);
      return undefined;
    });
    assert.match(long, /^HTTP\/1\.1 431 /);
    const idle = await Promise.all(
      Array.from(
        { length: 3 },
        () =>
          new Promise<ReturnType<typeof connect>>((resolve) => {
            const socket = connect(port, '127.0.0.1', () => resolve(socket));
          }),
      ),
    );
    const fourth = await raw(port, (write) => {
      write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
      return undefined;
    });
    assert.equal(fourth, '', 'hung up');
    for (const socket of idle) socket.destroy();
    await Promise.all(idle.map(async (socket) => (socket.closed ? undefined : new Promise((resolve) => socket.once('close', resolve)))));
    let status = 0;
    for (let i = 0; i < 50 && status !== 200; i += 1)
      status = await fetch(base).then(
        (answer) => answer.status,
        () => 0,
      );
    assert.equal(status, 200);
  });
});

test('files of somebody who may not send any are read to their end and kept nowhere; nor are large ones when too much is held, while small ones are still taken', async () => {
  const app = fastify();
  await app.register(multipart, { limits: { fileSize: limits.held.rest } });
  const letGo: (() => void)[] = [];
  app.post('/:keep', { bodyLimit: 2 * limits.held.rest }, async (request) => {
    const { keep } = request.params as { keep: string };
    const posted = await readPosted(request, keep !== 'no');
    return { files: posted.files.length, words: posted.fields['words'] ?? null, tooMuch: posted.tooMuch };
  });
  try {
    const base = await app.listen({ port: 0, host: '127.0.0.1' });
    const send = async (path: string, bytes = 1024): Promise<unknown> => {
      const parts = new FormData();
      parts.append('evidence', new Blob([new Uint8Array(bytes)]), 'f');
      parts.set('words', 'after the file');
      return (await fetch(base + path, { method: 'POST', body: parts })).json();
    };
    const taken = { files: 1, words: 'after the file', tooMuch: null };
    assert.deepEqual(await send('/yes'), taken);
    assert.deepEqual(await send('/no'), { files: 0, words: 'after the file', tooMuch: null });
    const large = 100 * 1024 * 1024;
    for (let held = 0; held + large <= limits.held.rest; held += large) letGo.push(await halfSent(base, large));
    assert.deepEqual(await send('/yes', large), { files: 0, words: 'after the file', tooMuch: 'busy' });
    assert.deepEqual(await send('/yes'), taken, 'who sends a small picture is not kept out by who sends much');
    for (const go of letGo) go();
    let last: unknown;
    for (let i = 0; i < 100; i += 1) if ((last = await send('/yes', large)) && JSON.stringify(last).includes('null')) break;
    assert.deepEqual(last, taken);
  } finally {
    await app.close();
  }
});

/** A posting of so many bytes whose end does not come; gives what hangs up. Before it does, all of them were read. */
async function halfSent(base: string, bytes: number): Promise<() => void> {
  const socket = connect(Number(new URL(base).port), '127.0.0.1');
  socket.on('error', () => undefined);
  await new Promise<void>((resolve) => socket.once('connect', () => resolve()));
  const head = '--b\r\ncontent-disposition: form-data; name="f"; filename="f"\r\n\r\n';
  socket.write(`POST /yes HTTP/1.1\r\nhost: x\r\ncontent-type: multipart/form-data; boundary=b\r\ncontent-length: ${2 * bytes}\r\n\r\n${head}`);
  await new Promise<void>((resolve) => socket.write(Buffer.alloc(bytes), () => resolve()));
  // Its handler has begun once a later request of another connection has been answered.
  await fetch(`${base}/nothing`).catch(() => undefined);
  return () => socket.destroy();
}

test('fields without end are stopped, and what stops them is no fault of the program', async () => {
  await withServer({}, async ({ port, log }) => {
    const heard = await raw(port, (write) => {
      write(
        'POST /save HTTP/1.1\r\nhost: x\r\nconnection: close\r\nsec-fetch-site: same-origin\r\ncontent-type: multipart/form-data; boundary=b\r\ntransfer-encoding: chunked\r\n\r\n',
      );
      const text = 'a'.repeat(1024 * 1024);
      const part = `--b\r\ncontent-disposition: form-data; name="x"\r\n\r\n${text}\r\n`;
      for (let i = 0; i < 40; i += 1) write(`${part.length.toString(16)}\r\n${part}\r\n`);
      return undefined;
    });
    assert.match(heard, /^HTTP\/1\.1 413 /);
    assert.doesNotMatch(log.join('\n'), /broken/);
  });
});

test('on https every cookie is one that only this host can set, sent to nobody else, and out of reach of scripts', async () => {
  const app = await serve([], {
    db,
    practice: true,
    personas: [{ id: 'wren', actor: wren, title: 'x', what: 'y' }],
    clock: { now: () => instant('2024-01-15T12:00:00Z'), today: () => day('2024-01-15') },
    https: true,
  });
  try {
    const base = await listen(app, 0);
    const one = visitor(base);
    const first = await one.go('/who-are-you?lang=cy');
    const page = await one.go('/who-are-you');
    const token = /name="_csrf" value="([^"]+)"/.exec(page.text)?.[1] ?? '';
    const signed = await one.go('/who-are-you', {
      method: 'POST',
      body: new URLSearchParams({ _csrf: token, persona: 'wren' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const set = [first, page, signed].flatMap((answer) => answer.headers.getSetCookie());
    assert.deepEqual(
      set.map((cookie) => cookie.split('=')[0]),
      ['__Host-nrm_lang', '__Host-nrm_guest', '__Host-nrm_session'],
    );
    for (const cookie of set) {
      assert.match(cookie, /^__Host-\w+=[^;]+; Path=\/; HttpOnly; SameSite=Strict; Secure(; Max-Age=\d+)?$/);
      assert.doesNotMatch(cookie, /domain/i);
    }
    assert.match(signed.headers.get('strict-transport-security') ?? '', /^max-age=31536000; includeSubDomains$/);
    // A neighbour under the same domain can set a cookie without the prefix: it is nobody's.
    const session = set[2]?.split(/[=;]/)[1] ?? '';
    const tossed = await fetch(`${base}/who-are-you`, { headers: { cookie: `nrm_session=${session}` } });
    assert.doesNotMatch(await tossed.text(), /Wren Placeholder<\/bdi>/);
  } finally {
    await app.close();
  }
});
