// The one way out of the web process: to the configured issuer, and nowhere else, whatever somebody says.
import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'node:test';
import { NotAllowedOut, outwardTo } from '#kit/web/outward.ts';
import { onEveryEngine } from './engines.ts';
import { comer, firstTwo, startAtWork } from './at-work.ts';
import { freePort, liar } from './issuer.ts';

async function listener(answer: (url: string) => { status?: number; headers?: Record<string, string>; body?: string }) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const { status = 200, headers = {}, body = '' } = answer(request.url ?? '');
    response.writeHead(status, headers).end(body);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { url, asked, close: () => new Promise((done) => (server.closeAllConnections(), server.close(done))) };
}

test('an address that nobody allowed is not asked, however it is written', async () => {
  const issuer = await listener(() => ({ body: 'issuer' }));
  const other = await listener(() => ({ body: 'other' }));
  try {
    const outward = outwardTo([issuer.url]);
    assert.equal(await (await outward(`${issuer.url}/token`)).text(), 'issuer');
    const port = new URL(issuer.url).port;
    for (const to of [
      other.url,
      `http://localhost:${port}/`,
      `https://127.0.0.1:${port}/`,
      `http://a:b@127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}@${new URL(other.url).host}/`,
      'http://169.254.169.254/latest/meta-data',
      'file:///etc/passwd',
      'data:text/plain,x',
    ])
      await assert.rejects(outward(to), NotAllowedOut, to);
    await assert.rejects(outward('no address'));
    assert.deepEqual(other.asked, []);
    assert.deepEqual(issuer.asked, ['/token']);
  } finally {
    await issuer.close();
    await other.close();
  }
});

test('a redirect is not followed, and an answer that does not end is given up', async () => {
  const other = await listener(() => ({ body: 'other' }));
  const issuer = await listener((url) => (url === '/away' ? { status: 302, headers: { location: other.url } } : { body: 'x'.repeat(2 * 1024 * 1024) }));
  try {
    const outward = outwardTo([issuer.url]);
    assert.equal((await outward(`${issuer.url}/away`)).status, 302);
    assert.deepEqual(other.asked, []);
    await assert.rejects(outward(`${issuer.url}/much`), /more than can be right/);
  } finally {
    await issuer.close();
    await other.close();
  }
});

onEveryEngine('an issuer that sends us to another host for its tokens is not followed there', async (_t, db) => {
  const other = await listener(() => ({ headers: { 'content-type': 'application/json' }, body: '{}' }));
  const origin = `http://127.0.0.1:${await freePort()}`;
  const issuer = await liar(() => ({ sub: 'a', email: 'admin-0@service.example', verified: true }));
  issuer.lies = { elsewhere: other.url };
  const work = await startAtWork(db, origin, issuer.url);
  try {
    await firstTwo(db);
    assert.equal((await comer(origin).signIn()).status, 400);
    assert.deepEqual(other.asked, []);
  } finally {
    await work.close();
    await issuer.close();
    await other.close();
  }
});
