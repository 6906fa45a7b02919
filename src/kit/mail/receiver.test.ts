// The receiver of e-mail, spoken to by a real client and by a hand-written one: acknowledged means kept, and no answer tells one address from another.
import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test, type TestContext } from 'node:test';
import { createTransport } from 'nodemailer';
import { takeFolder } from './folder.ts';
import { readMail } from './read.ts';
import { receiveMail, type ReceiverLimits } from './receiver.ts';

async function receiver(t: TestContext, most: Partial<ReceiverLimits> = {}, keep?: (raw: Buffer) => Promise<void>) {
  const kept: Buffer[] = [];
  const broke: unknown[] = [];
  const made = await receiveMail({ host: '127.0.0.1', port: 0, tls: null, most }, keep ?? ((raw) => (kept.push(raw), Promise.resolve())), (why) =>
    broke.push(why),
  );
  t.after(() => made.close());
  const client = createTransport({ host: '127.0.0.1', port: made.port, secure: false, ignoreTLS: true });
  return { kept, broke, client, port: made.port };
}

/** Says each line and gives the answers, one for each. */
async function talk(port: number, lines: readonly string[]): Promise<readonly string[]> {
  const socket: Socket = connect(port, '127.0.0.1');
  const answers: string[] = [];
  let rest = '';
  let next = 0;
  await new Promise<void>((resolve) => {
    socket.on('data', (bytes) => {
      rest += String(bytes);
      for (let end = rest.indexOf('\r\n'); end >= 0; end = rest.indexOf('\r\n')) {
        const said = rest.slice(0, end);
        rest = rest.slice(end + 2);
        if (said[3] === '-') continue;
        answers.push(said);
        const line = lines[next];
        next += 1;
        if (line === undefined) socket.end();
        else socket.write(`${line}\r\n`);
      }
    });
    socket.once('close', () => resolve());
    socket.once('error', () => resolve());
  });
  return answers;
}

test('a message with a file and words in another script arrives as it was sent', async (t) => {
  const { kept, client } = await receiver(t);
  await client.sendMail({
    from: 'Invented <worker@example.org>',
    to: 'help@example.net',
    subject: 'مساعدة',
    text: 'They keep our passports.',
    attachments: [{ filename: 'photo.jpg', content: Buffer.alloc(200_000, 7) }],
  });
  const read = await readMail(kept[0] ?? Buffer.of(), null);
  assert.equal(read.words, 'مساعدة\n\nThey keep our passports.');
  assert.deepEqual(
    read.files.map((file) => [file.name, file.bytes.length]),
    [['photo.jpg', 200_000]],
  );
});

test('what could not be kept is never acknowledged, and the sender is asked to come again', async (t) => {
  const { client, broke } = await receiver(t, {}, () => Promise.reject(new Error('no disk')));
  await assert.rejects(client.sendMail({ from: 'a@example.org', to: 'b@example.net', text: 'x' }), { responseCode: 451 });
  assert.equal(broke.length, 1);
});

test('the 250 waits for the keeping: before it ends nothing is acknowledged', async (t) => {
  let keepIt: () => void = () => undefined;
  const { client } = await receiver(t, {}, () => new Promise((resolve) => (keepIt = resolve)));
  let acknowledged = false;
  const sending = client.sendMail({ from: 'a@example.org', to: 'b@example.net', text: 'x' }).then(() => (acknowledged = true));
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(acknowledged, false);
  keepIt();
  await sending;
});

test('every address is answered alike, and so is every sender: none is confirmed, and nothing is ever sent back', async (t) => {
  const { port } = await receiver(t);
  const asked = (to: string) => talk(port, ['EHLO x', 'MAIL FROM:<>', `RCPT TO:<${to}>`, 'VRFY x', 'EXPN x', 'QUIT']);
  const [there, absent] = [await asked('help@example.net'), await asked('nobody@nowhere.example')];
  assert.deepEqual(there, absent);
  assert.match(there[3] ?? '', /^250/);
});

test('a message above the limit is refused for good, one that overfills the moment for now, and the next is taken', async (t) => {
  const { client, kept } = await receiver(t, { bytes: 100_000, bytesAtOnce: 60_000 });
  const send = (bytes: number) =>
    client.sendMail({
      from: 'a@example.org',
      to: 'b@example.net',
      text: 'x'
        .repeat(76)
        .concat('\n')
        .repeat(bytes / 77),
    });
  await assert.rejects(send(150_000), { responseCode: 552 });
  await assert.rejects(send(80_000), { responseCode: 452 });
  await send(10_000);
  assert.equal(kept.length, 1);
});

test('a connection that only drips is ended, and one that breaks off within its words leaves nothing', async (t) => {
  const { port, kept, client } = await receiver(t, { wholeMs: 300, connections: 2 });
  const broken = connect(port, '127.0.0.1');
  broken.write('EHLO x\r\nMAIL FROM:<a@example.org>\r\nRCPT TO:<b@example.net>\r\nDATA\r\nhalf a mess');
  const dripping = connect(port, '127.0.0.1');
  await Promise.all([broken, dripping].map((one) => new Promise((resolve) => one.once('close', resolve).resume())));
  assert.equal(kept.length, 0);
  await client.sendMail({ from: 'a@example.org', to: 'b@example.net', text: 'x' });
  assert.equal(kept.length, 1);
});

test('a folder that is handed over is taken file by file; what could not be kept stays, and no link leads out of it', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'mailbox-'));
  t.after(() => rm(folder, { recursive: true }));
  await writeFile(join(folder, 'a.eml'), 'Subject: a\r\n\r\na');
  await writeFile(join(folder, 'b.eml'), 'Subject: b\r\n\r\nb');
  await writeFile(join(folder, 'c.part'), 'not yet whole');
  await symlink('/etc/hostname', join(folder, 'd.eml'));
  await assert.rejects(takeFolder(folder, () => Promise.reject(new Error('no disk'))));
  assert.equal((await readdir(folder)).length, 4);
  const kept: string[] = [];
  const taken = await takeFolder(folder, (raw) => (kept.push(String(raw)), Promise.resolve()));
  assert.deepEqual(taken, { kept: 2, tooLong: 0, notFiles: 1 });
  assert.deepEqual(await readdir(folder), ['c.part', 'd.eml']);
});
