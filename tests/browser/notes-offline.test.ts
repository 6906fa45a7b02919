// A note from a phone without a connection, in a browser: written and sealed, unreadable there, sent when there is a connection, and gone from the phone.
import assert from 'node:assert/strict';
import { adult, sendAs } from '#tests/walk.ts';
import { journey, type Place, type Visit } from './browser.ts';

const canary = 'CANARYWORD the invented cousin';
const phone = { width: 320, height: 640 };

async function takeOn({ walk, sit }: Place, seat: object = phone): Promise<{ worker: Visit; record: string; code: string }> {
  await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'] });
  const worker = await sit('practice-willow', seat);
  await worker.go('/beds');
  await worker.press('I take it on');
  const [, reference = ''] = /support\/([0-9A-Z-]{14})/.exec(await worker.page.content()) ?? [];
  const record = `/support/${reference}`;
  await worker.go(record);
  await worker.press('Write without a connection');
  await worker.go(record);
  const [, code = ''] = /On your phone this person is ([A-Z]{2}\d\d)/.exec(await worker.text()) ?? [];
  await worker.press('Open the page that works without a connection');
  await worker.page.getByText('This page now opens without a connection').waitFor();
  return { worker, record, code };
}

/** Everything that this browser keeps for the site, and the page itself, as one text; and every kind of thing that is no plain value. */
const keeps = `(async () => {
  const found = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage }), document.cookie, document.title, document.body.innerText,
    ...[...document.querySelectorAll('textarea, input')].map((one) => one.value), location.href];
  const kinds = new Set();
  for (const { name } of await indexedDB.databases()) {
    const db = await new Promise((resolve, reject) => { const asked = indexedDB.open(name); asked.onsuccess = () => resolve(asked.result); asked.onerror = reject; });
    for (const store of db.objectStoreNames) {
      const rows = await new Promise((resolve) => { const asked = db.transaction(store).objectStore(store).getAll(); asked.onsuccess = () => resolve(asked.result); });
      for (const row of rows) for (const value of Object.values(row)) kinds.add(typeof value === 'object' ? value.constructor.name : typeof value);
      found.push(store + ':' + rows.length, JSON.stringify(rows));
    }
    db.close();
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) found.push('cached ' + new URL(request.url).pathname, await (await cache.match(request)).text());
  }
  return { text: found.join('\\n'), kinds: [...kinds].sort() };
})()`;
type Kept = { readonly text: string; readonly kinds: readonly string[] };
const keptIn = (visit: Visit): Promise<Kept> => visit.page.evaluate<Kept>(keeps);
const sealed = (kept: Kept): string => /sealed:(\d+)/.exec(kept.text)?.[1] ?? 'none';

/** Until it is so; the page’s own policy lets nobody wait inside it. */
async function until(visit: Visit, so: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 3000 && !(await so()); look += 1) await visit.page.evaluate('new Promise(requestAnimationFrame)');
  assert.ok(await so());
}

async function write(visit: Visit, code: string, words: string, button = 'They said it'): Promise<void> {
  await visit.page.getByLabel(code).check();
  await visit.page.getByLabel('Note', { exact: true }).fill(words);
  await visit.page.getByRole('button', { name: button, exact: true }).click();
  await until(visit, async () => (await visit.page.locator('#words').inputValue()) === '');
}
/** A browser says of every request that finds no network that it failed; here it is meant to. */
const forgiven = (visit: Visit): void => void visit.found.splice(0, visit.found.length, ...visit.found.filter((one) => !/ERR_INTERNET_DISCONNECTED/.test(one)));

journey('a note written without a connection is sealed on the phone, stands once on the record, and leaves nothing behind', async (place) => {
  const { worker, record, code } = await takeOn(place);
  const { page, context } = worker;
  const [running] = context.serviceWorkers();
  await context.setOffline(true);
  assert.equal(await running?.evaluate<string>(`fetch('/offline/pads').then(() => 'reached', () => 'not reached')`), 'not reached');
  await page.reload();
  await page.getByText('This page now opens without a connection').waitFor();
  assert.equal(await page.evaluate('document.documentElement.scrollWidth <= document.documentElement.clientWidth'), true);
  await write(worker, code, canary);
  await write(worker, code, `${canary} again`, 'It happened');
  await page.getByText('Notes that wait on this phone: 2.').waitFor();

  const kept = await keptIn(worker);
  assert.equal(sealed(kept), '2');
  for (const plain of ['CANARYWORD', 'cousin', record.slice('/support/'.length), 'Willow', 'Placeholder', 'name="_csrf"', 'OpenNRM'])
    assert.ok(!kept.text.includes(plain), `the phone holds “${plain}”`);
  assert.deepEqual(kept.kinds, ['string'], 'no key is kept on the phone');
  assert.match(kept.text, new RegExp(`"code":"${code}"`), 'but the search does see what is there');
  const cached = [...kept.text.matchAll(/^cached (.*)$/gm)].map(([, path = '']) => path.replace(/^\/assets\/[^/]+/, ''));
  assert.deepEqual(
    cached.sort(),
    ['/base64url.js', '/notes.js', '/offline.js', '/offline/note', '/plain.svg', '/style.css'],
    'one empty page and what it needs',
  );

  await context.setOffline(false);
  await page.getByText('Notes that have arrived: 2.').waitFor();
  assert.equal(sealed(await keptIn(worker)), '0');
  forgiven(worker);
  await worker.go(record);
  const text = await worker.text();
  assert.equal(text.split('CANARYWORD').length - 1, 2, 'each once');
  assert.match(text, /by the phone’s clock, arrived/);
});

journey('who is signed out keeps what is sealed until they sign in; any page of theirs then sends it', async (place) => {
  const { worker, record, code } = await takeOn(place);
  const { page, context } = worker;
  const cookies = await context.cookies();
  await context.clearCookies();
  await write(worker, code, `${canary} signed out`);
  await page.getByText('They wait until you have signed in.').waitFor();
  const kept = await keptIn(worker);
  assert.equal(sealed(kept), '1');
  assert.doesNotMatch(kept.text, /CANARYWORD/);
  // Somebody who keeps no records signs in on it: the pads go, and what is sealed waits for who may bring it.
  await worker.go('/who-are-you');
  await worker.arrive(() => page.locator('button[name="persona"][value="practice-amber"]').click());
  await until(worker, async () => (await keptIn(worker)).text.includes('pads:0'));
  assert.equal(sealed(await keptIn(worker)), '1');
  await context.addCookies(cookies);
  await worker.go('/support');
  await until(worker, async () => sealed(await keptIn(worker)) === '0');
  await worker.go(record);
  assert.match(await worker.text(), /CANARYWORD the invented cousin signed out/);
});

journey('a sealed note that was changed on the phone is refused and said; a pad that was ended is wiped', async (place) => {
  const { worker, record, code } = await takeOn(place);
  const { page, context } = worker;
  await context.setOffline(true);
  await write(worker, code, `${canary} tampered`);
  await page.evaluate(`(async () => {
    const db = await new Promise((resolve) => { const asked = indexedDB.open('notes'); asked.onsuccess = () => resolve(asked.result); });
    const store = db.transaction('sealed', 'readwrite').objectStore('sealed');
    const [row] = await new Promise((resolve) => { const asked = store.getAll(); asked.onsuccess = () => resolve(asked.result); });
    const end = row.note.at(-2) === 'A' ? 'B' : 'A';
    await new Promise((resolve) => { store.put({ ...row, note: row.note.slice(0, -2) + end + row.note.at(-1) }).onsuccess = resolve; });
    db.close();
  })()`);
  await context.setOffline(false);
  await page.getByText('Notes that arrived damaged and were not taken: 1.').waitFor();
  await page.getByRole('button', { name: 'Remove the damaged notes' }).click();
  await until(worker, async () => sealed(await keptIn(worker)) === '0');
  forgiven(worker);
  await context.setOffline(true);
  await write(worker, code, `${canary} ended`);
  const other = await place.sit('practice-willow');
  await other.go(record);
  assert.doesNotMatch(await other.text(), /CANARYWORD/);
  await other.press('End notes without a connection');
  await context.setOffline(false);
  await page.getByText('Notes that are no longer taken, and were removed from this phone: 1.').waitFor();
  const kept = await keptIn(worker);
  assert.equal(sealed(kept), '0');
  assert.ok(!kept.text.includes(code), 'the phone has let go of it');
  forgiven(worker);
});

journey('without scripts the page says where to write the note, and the record’s own form takes it', async (place) => {
  const { record } = await takeOn(place);
  const plain = await place.sit('practice-willow', { ...phone, scripts: false });
  await plain.go('/offline/note');
  assert.match(await plain.text(), /This page needs scripts\. Without them, write the note on the record’s own page/);
  await plain.go(record);
  await plain.fill({ words: `${canary} by the usual way` });
  await plain.press('It happened');
  assert.match(await plain.text(), /by the usual way/);
});
