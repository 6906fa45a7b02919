// Notes from phones without a connection over real HTTP, on both engines: each arrives once, for whoever may read it, and what was changed is refused.
import assert from 'node:assert/strict';
import { createCipheriv, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync, randomBytes, randomUUID } from 'node:crypto';
import type { FileId } from '#base/id.ts';
import { theService } from '#kit/store/database.ts';
import { past } from '#tests/at-large.ts';
import { onEveryEngine } from '#tests/engines.ts';
import { adult, sendAs, sit, walking, type Visitor, type Walk } from '#tests/walk.ts';

type Pad = { readonly id: string; readonly code: string; readonly key: string };
const canary = 'CANARY: the invented cousin came to the door';

/** What a phone does, in a second hand: the program's own code is not asked. */
function sealedBy(pad: Pad, words: string, id: string = randomUUID(), claimed = '2024-01-14T18:00:00.000Z'): string {
  const mine = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const publicKey = createPublicKey({ key: Buffer.from(pad.key, 'base64'), type: 'spki', format: 'der' });
  const bound = `opennrm note|${pad.id}|${id}`;
  const key = hkdfSync('sha256', diffieHellman({ privateKey: mine.privateKey, publicKey }), '', bound, 32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key), nonce);
  cipher.setAAD(Buffer.from(bound));
  const text = Buffer.concat([cipher.update(JSON.stringify({ sort: 'words', health: false, words, claimed })), cipher.final(), cipher.getAuthTag()]);
  const half = mine.publicKey.export({ type: 'spki', format: 'der' });
  return [id, pad.id, ...[half, nonce, text].map((part) => part.toString('base64url'))].join('.');
}

/** A person whose record a worker took on tonight. */
async function inSupport(walk: Walk, worker: Visitor): Promise<{ reference: string; at: string; file: FileId }> {
  await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'] });
  const [, reference = ''] = /action="\/beds\/([0-9A-Z-]{14})"/.exec((await worker.go('/beds')).text) ?? [];
  await worker.submit('/beds', { do: 'take' }, `/beds/${reference}`);
  const [row] = await walk.house.kit.db.as(theService, 'support', (tx) =>
    tx.query<{ file: FileId }>('select file from reference where reference = $1', [reference]),
  );
  return { reference, at: `/support/${reference}`, file: row?.file ?? assert.fail() };
}

type Pads = { readonly token: string; readonly pads: readonly Pad[] };
const padsOf = async (worker: Visitor): Promise<Pads> => JSON.parse((await worker.go('/offline/pads')).text) as Pads;
async function padOf(worker: Visitor, at: string): Promise<Pad> {
  assert.equal((await worker.submit(at, { do: 'start' }, `${at}/offline`)).to, '/offline/note');
  return (await padsOf(worker)).pads.at(-1) ?? assert.fail();
}
async function bring(visit: Visitor, note: string, token?: string) {
  const _csrf = token ?? (await padsOf(visit)).token;
  const answer = await visit.go('/offline/notes', { method: 'POST', body: new URLSearchParams({ _csrf, note }), headers: { 'sec-fetch-site': 'same-origin' } });
  return answer.status === 200 && answer.text.startsWith('{"says"') ? (JSON.parse(answer.text) as { says: string }).says : answer.status;
}
const notes = (text: string): number => text.split(canary).length - 1;

onEveryEngine('a note that arrives twice, even at once, stands once on the record, with the phone’s time and ours', async (_t, db) => {
  await walking(db, async (walk) => {
    const worker = await sit(walk, 'practice-willow');
    const person = await inSupport(walk, worker);
    const pad = await padOf(worker, person.at);
    assert.equal((await padOf(worker, person.at)).id, pad.id, 'who asks twice has the one they had');
    assert.match(pad.code, /^[A-Z]{2}\d\d$/);
    assert.doesNotMatch(JSON.stringify(await padsOf(worker)).replace(/"token":"[^"]+"/, ''), new RegExp(person.reference));
    const note = sealedBy(pad, canary);
    const { token } = await padsOf(worker);
    assert.deepEqual(await Promise.all([1, 2, 3].map(() => bring(worker, note, token))), ['kept', 'kept', 'kept']);
    assert.equal(await bring(worker, note), 'kept');
    const shown = (await worker.go(person.at)).text;
    assert.equal(notes(shown), 1);
    assert.match(shown, /They said|Their words/);
    assert.match(shown, /written 14 January 2024, 18:00 by the phone’s clock, arrived/);
    const [row] = await past<{ claimed: boolean; ours: boolean; filed: boolean; empty: boolean }>(
      db,
      `select claimed_at = '2024-01-14T18:00:00Z' as claimed, arrived_at > '2024-01-15' as ours, filed_at is not null as filed, sealed is null as empty from note_arrived`,
    );
    assert.deepEqual(row, { claimed: true, ours: true, filed: true, empty: true });
    assert.equal((await past(db, `select from answer_narrative where question like 'support-words.%'`)).length, 1);
  });
});

onEveryEngine('a note changed by one bit, sealed to another pad or under another id is refused, and nothing of it is kept', async (_t, db) => {
  await walking(db, async (walk) => {
    const worker = await sit(walk, 'practice-willow');
    const [one, other] = [await inSupport(walk, worker), await inSupport(walk, worker)];
    const [pad, second] = [await padOf(worker, one.at), await padOf(worker, other.at)];
    const note = sealedBy(pad, canary);
    const parts = note.split('.');
    const changed = (at: number): string => {
      const bytes = Buffer.from(parts[at] ?? '', 'base64url');
      bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
      return parts.map((part, index) => (index === at ? bytes.toString('base64url') : part)).join('.');
    };
    const elsewhere = [randomUUID(), ...parts.slice(1)].join('.');
    const onto = [parts[0], second.id, ...parts.slice(2)].join('.');
    for (const wrong of [changed(2), changed(3), changed(4), elsewhere, onto, sealedBy(pad, ''), sealedBy(pad, 'x'.repeat(8001)), 'nonsense', ''])
      assert.equal(await bring(worker, wrong), 'broken', wrong.slice(0, 80));
    assert.equal(await bring(worker, sealedBy({ ...pad, id: randomUUID() }, canary)), 'gone', 'no pad of that id');
    assert.equal((await past(db, 'select from note_arrived')).length, 0);
    assert.equal(await bring(worker, note), 'kept', 'the note itself is still taken');
  });
});

onEveryEngine('who is signed out, of another role, or without the token of their visit brings nothing', async (_t, db) => {
  await walking(db, async (walk) => {
    const worker = await sit(walk, 'practice-willow');
    const person = await inSupport(walk, worker);
    const pad = await padOf(worker, person.at);
    const note = sealedBy(pad, canary);
    assert.equal(await bring(worker, note, 'forged'), 403);
    const { token } = await padsOf(worker);
    await worker.submit('/support', {}, '/sign-out');
    assert.equal((await worker.go('/offline/pads')).status, 303);
    assert.notEqual(await bring(worker, note, token), 'kept');
    for (const id of ['practice-sycamore', 'practice-birch', 'practice-amber']) {
      const visit = await sit(walk, id);
      assert.equal((await visit.go('/offline/pads')).status, 404, id);
    }
    assert.equal((await past(db, 'select from note_arrived')).length, 0);
    await worker.signIn('practice-willow');
    assert.equal(await bring(worker, note), 'kept', 'it waited, and arrives once they have signed in');
  });
});

onEveryEngine('the note of a worker who no longer looks after the person is not lost and not theirs to read: it waits for who does', async (_t, db) => {
  await walking(db, async (walk) => {
    const [worker, next] = await Promise.all([sit(walk, 'practice-willow'), sit(walk, 'practice-hornbeam')]);
    const person = await inSupport(walk, worker);
    const pad = await padOf(worker, person.at);
    const [before, after] = [sealedBy(pad, canary), sealedBy(pad, 'A second invented note')];
    await worker.submit(person.at, {}, `${person.at}/do/leave`);
    assert.equal((await padsOf(worker)).pads.length, 0, 'no pad of a record that is no longer theirs');
    assert.equal(await bring(worker, before), 'kept', 'the same answer as if it were');
    assert.equal(notes((await worker.go(person.at)).text), 0);
    // A bar says no more than that.
    await worker.submit(person.at, { 'conflict-why': 'knows' }, `${person.at}/do/conflict`);
    assert.equal(await bring(worker, after), 'kept');
    const [count] = await past<{ waiting: number }>(db, 'select count(*)::int as waiting from note_arrived where filed_at is null');
    assert.equal(count?.waiting, 2);
    assert.equal((await past(db, `select from answer_narrative where question like 'support-words.%'`)).length, 0);

    await next.submit(person.at, { 'grant-for': '30' }, `${person.at}/do/name`);
    const shown = (await next.go(person.at)).text;
    assert.equal(notes(shown), 1);
    assert.match(shown, /Arrived from a phone, not yet among the notes/);
    const id = before.split('.')[0] ?? '';
    assert.equal((await next.submit(person.at, { note: id }, `${person.at}/arrived`)).to, person.at);
    assert.equal((await next.submit(person.at, { note: id }, `${person.at}/arrived`)).to, person.at, 'pressed twice');
    const filed = await past<{ question: string }>(db, `select question from answer_narrative where question like 'support-words.%'`);
    assert.deepEqual(
      filed.map((row) => row.question),
      [`support-words.${id}`],
    );
  });
});

onEveryEngine('a pad that was ended opens nothing any more, for anybody, and the phone is told to let go', async (_t, db) => {
  await walking(db, async (walk) => {
    const worker = await sit(walk, 'practice-willow');
    const person = await inSupport(walk, worker);
    const pad = await padOf(worker, person.at);
    assert.equal((await worker.submit(person.at, { do: 'end' }, `${person.at}/offline`)).to, person.at);
    assert.equal(await bring(worker, sealedBy(pad, canary)), 'gone');
    assert.equal((await past(db, 'select from note_pad where sealed is not null')).length, 0);
    assert.notEqual((await padOf(worker, person.at)).id, pad.id);
  });
});

onEveryEngine('the page that a phone keeps is the same for everybody, signed in or not', async (_t, db) => {
  await walking(db, async (walk) => {
    const worker = await sit(walk, 'practice-willow');
    const person = await inSupport(walk, worker);
    await padOf(worker, person.at);
    const [mine, anybody] = [await worker.go('/offline/note'), await fetch(`${walk.base}/offline/note`)];
    assert.equal(mine.text, await anybody.text());
    assert.doesNotMatch(mine.text, /_csrf|Willow|OpenNRM|[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
    assert.match(mine.headers.get('content-security-policy') ?? '', /require-trusted-types-for 'script'; trusted-types note-worker; worker-src 'self'$/);
    assert.match((await worker.go('/support')).headers.get('content-security-policy') ?? '', /trusted-types 'none'$/);
    const [, base = ''] = /src="(\/assets\/[^/]+)\/offline\.js"/.exec(mine.text) ?? [];
    const script = await fetch(`${walk.base}${base}/offline-worker.js`);
    assert.equal(script.headers.get('service-worker-allowed'), '/offline/');
    assert.equal(script.headers.get('content-security-policy'), "default-src 'none'; connect-src 'self'");
  });
});
