// What comes to the helpline from outside, on both engines: mail by a real client, partners' rows, each stored once, whole, or not at all.
import assert from 'node:assert/strict';
import { createTransport } from 'nodemailer';
import { instant } from '#base/day.ts';
import { receiveMail } from '#kit/mail/receiver.ts';
import { openSealedTo } from '#kit/store/age-bytes.ts';
import type { Database } from '#kit/store/database.ts';
import { personaOf } from '#practice/people.ts';
import { rowOnce, type Incoming } from '#rooms/signal/intake/incoming.ts';
import { readSheet, withoutName, type Sheet } from '#rooms/signal/intake/sheet.ts';
import { takeAll, takeMail, type Helpline } from '#rooms/signal/intake/take.ts';
import { filesOf, fileOf, messagesOf, openerOf, signalsOf } from '#rooms/signal/store.ts';
import { onEveryEngine, ownerOf } from './engines.ts';
import { walking } from './walk.ts';

const bracken = personaOf('practice-bracken').actor;
const helplineOf = (kit: Helpline['kit']): Helpline => ({ kit, team: { organisation: 'unseen', team: 'helpline', queue: 'helpline' }, nation: 'england' });
const received = instant('2024-01-15T09:17:00Z');

/** What an adviser of the team reads of everything there is. */
const readAll = (db: Database): Promise<readonly { sheet: Sheet | undefined; files: readonly number[] }[]> =>
  db.as(bracken, 'intake', async (tx) => {
    const all = [];
    for (const line of await signalsOf(tx, { closed: false, most: 100 })) {
      const identity = (await openerOf(tx, line.opener)) ?? '';
      const [first] = await messagesOf(tx, line.file, 'team');
      const files = [];
      for (const at of await filesOf(tx, line.file)) {
        const plain = await openSealedTo(identity, (await fileOf(tx, line.file, at)) ?? Buffer.of());
        files.push(plain ? withoutName(plain).length : -1);
      }
      all.push({ sheet: readSheet((await openSealedTo(identity, first?.sealed ?? Buffer.of())) ?? Buffer.of()), files });
    }
    return all;
  });

const row = (mark: string, words: string): Incoming => ({
  channel: 'partner',
  danger: 'no',
  words,
  claims: null,
  relaySays: null,
  said: { place: 'Invented Town' },
  files: [],
  left: [],
  received,
  once: rowOnce('an-advice-bureau', mark, words),
});

onEveryEngine('a mail is acknowledged when it is kept, is kept once however often it comes, and its words stand nowhere in the clear', async (_t, db) => {
  await walking(db, async ({ house }) => {
    const receiver = await receiveMail(
      { host: '127.0.0.1', port: 0, tls: null },
      (raw) => takeMail(helplineOf(house.kit), raw, null),
      () => undefined,
    );
    try {
      const client = createTransport({ host: '127.0.0.1', port: receiver.port, secure: false, ignoreTLS: true });
      const mail = {
        from: '"Canary Sender" <canary-sender@example.org>',
        to: 'help@example.net',
        subject: 'canary-subject',
        text: 'canary-words',
        messageId: '<one@example.org>',
        date: new Date(0),
        attachments: [{ filename: 'canary-file.txt', content: 'canary-bytes' }],
      };
      await client.sendMail(mail);
      // The boundary of the parts is drawn anew by the client, so a message is sent again by its own bytes.
      const own = Buffer.from('Message-ID: <two@example.org>\r\nFrom: a@example.org\r\nSubject: again\r\n\r\ncanary-words again');
      for (const relayed of ['Received: by one\r\n', 'Received: by two\r\nReceived: by three\r\n', ''])
        await client.sendMail({ envelope: { from: 'a@example.org', to: 'b@example.net' }, raw: Buffer.concat([Buffer.from(relayed), own]) });
    } finally {
      await receiver.close();
    }
    const all = await readAll(db);
    assert.equal(all.length, 2);
    const first = all.find(({ sheet }) => sheet?.words === 'canary-subject\n\ncanary-words');
    assert.equal(first?.sheet?.claims, 'Canary Sender <canary-sender@example.org>');
    assert.deepEqual(
      first?.sheet?.files.map(({ name }) => name),
      ['original.eml', 'canary-file.txt'],
    );
    assert.equal(first?.files[1], 'canary-bytes'.length);
    const owner = ownerOf(db);
    const tables = (await owner(`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'keys')`)) as {
      name: string;
    }[];
    assert.ok(tables.length > 50);
    for (const { name } of tables) {
      const rows = (await owner(`select t::text as text from ${name} t`)) as { text: string }[];
      const stands = rows.filter(({ text }) => text.includes('canary-') || text.includes(Buffer.from('canary-').toString('hex')));
      assert.equal(stands.length, 0, name);
    }
  });
});

onEveryEngine('rows of a partner are taken all or none; sent again they are the same, and a mark with other words is refused', async (_t, db) => {
  await walking(db, async ({ house }) => {
    const helpline = helplineOf(house.kit);
    assert.deepEqual(await takeAll(helpline, [row('1', 'one'), row('2', 'two')]), { ok: true, fresh: 2, before: 0 });
    assert.deepEqual(await takeAll(helpline, [row('1', 'one'), row('2', 'two'), row('3', 'three')]), { ok: true, fresh: 1, before: 2 });
    assert.deepEqual(await takeAll(helpline, [row('4', 'four'), row('2', 'other words'), row('5', 'five')]), { ok: false, changed: [1] });
    assert.equal((await readAll(db)).length, 3);
    const both = await Promise.all([takeAll(helpline, [row('6', 'six')]), takeAll(helpline, [row('6', 'six')])]);
    assert.equal(both.filter((one) => one.ok && one.fresh === 1).length, 1);
    assert.equal((await readAll(db)).length, 4);
  });
});
