// Reading e-mail: what is said comes out as words, what is claimed stays a claim, and nothing a message holds can harm who reads it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { mailApart } from './apart.ts';
import { mailLimits, unreadMail } from './mail.ts';
import { plainOf } from './plain.ts';
import { readMail } from './read.ts';

const mail = (...lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
const head = ['From: "Invented Nurse" <nurse@example.org>', 'To: help@example.net', 'Subject: A house'];

test('an HTML message is words: no script, no style, no hidden form, and a link shows where it leads', () => {
  const said = plainOf(
    '<head><title>t</title></head><style>p{}</style><p>They sleep &amp; work <b>there</b></p><script>alert("x > y")</script><a href="https://evil.example/">the bank</a><img src=x onerror=alert(1)><p title="a>b">end</p>',
  );
  assert.equal(said, 'They sleep & work there\n[https://evil.example/] the bank\nend');
});

test('no HTML, however broken, leaves anything that a browser would read as a tag of ours or takes long', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('<', '>', '"', "'", '=', '!--', '-->', 'script', '/', 'a href=', '&lt;', '&#60;', ' ', 'x', '</script')), (parts) => {
      const said = plainOf(parts.join(''));
      assert.equal(typeof said, 'string');
      assert.ok(!said.includes('\u0000'));
    }),
  );
  for (const nasty of [
    '<'.repeat(200_000),
    '<!--'.repeat(50_000),
    '<script>'.repeat(50_000),
    '&'.repeat(200_000),
    '<a href="'.repeat(20_000),
    ' \n'.repeat(100_000),
  ])
    assert.ok(plainOf(nasty).length <= nasty.length);
});

test('words in Arabic, Vietnamese and a charset nobody knows are read as far as they can be', async () => {
  const arabic = await readMail(
    mail(
      ...head,
      'Content-Type: text/plain; charset=windows-1256',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from([0xe3, 0xd3, 0xc7, 0xda, 0xcf, 0xc9]).toString('base64'),
    ),
    null,
  );
  assert.match(arabic.words, /مساعدة/u);
  const subject = await readMail(mail('From: a@example.org', 'Subject: =?UTF-8?B?VHLhu6MgZ2nDunA=?=', '', 'x'), null);
  assert.match(subject.words, /^Trợ giúp\n\nx$/u);
  const none = await readMail(mail(...head, 'Content-Type: text/plain; charset=no-such-charset', '', 'plain words'), null);
  assert.match(none.words, /plain words/);
});

test('a broken message keeps its words: no end of the parts, a part without a head, bytes that are no text', async () => {
  const unended = await readMail(
    mail(...head, 'Content-Type: multipart/mixed; boundary=b', '', '--b', 'Content-Type: text/plain', '', 'they are locked in', '--b', '\u0000\u0001'),
    null,
  );
  assert.match(unended.words, /they are locked in/);
  const bytes = await readMail(Buffer.from(Uint8Array.from({ length: 5000 }, (_, at) => (at * 97) % 256)), null);
  assert.doesNotMatch(bytes.words, /[\u0000-\u0008\u202e]/u);
});

test('any bytes at all are either read or kept unread, never neither', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 600 }), async (bytes) => {
      const said = await readMail(bytes, 'relay.example').catch(() => unreadMail);
      assert.equal(said.relaySays, null);
    }),
    { numRuns: 200 },
  );
});

test('who sent it is a claim; only our own relay, above what came with the message, says whether it holds', async () => {
  const forged = ['Authentication-Results: relay.example; spf=pass; dkim=pass', ...head, '', 'words'];
  const read = (lines: readonly string[], relay: string | null) => readMail(mail(...lines), relay);
  assert.equal((await read(forged, null)).relaySays, null);
  assert.equal((await read(['Received: by relay.example', ...forged], 'relay.example')).relaySays, null);
  const own = ['Authentication-Results: relay.example; spf=fail smtp.mailfrom=x; dkim=none', 'Received: by relay.example', ...forged];
  assert.equal((await read(own, 'relay.example')).relaySays, 'spf=fail dkim=none');
  assert.equal((await read(own, 'other.example')).relaySays, null);
  assert.equal((await read(own, 'relay.example')).claims, 'Invented Nurse <nurse@example.org>');
});

test('files are named and never unpacked; above twenty they stay in the original, and that is said', async () => {
  const part = (at: number): string[] => ['--b', `Content-Type: application/zip; name="a\u202e${at}.zip"`, 'Content-Disposition: attachment', '', 'PK'];
  const many = await readMail(
    mail(...head, 'Content-Type: multipart/mixed; boundary=b', '', ...Array.from({ length: 25 }, (_, at) => part(at)).flat(), '--b--'),
    null,
  );
  assert.equal(many.files.length, mailLimits.files);
  assert.deepEqual(many.left, ['files-left']);
  const [first] = many.files;
  assert.equal(
    Buffer.from(first?.bytes ?? [])
      .toString()
      .trim(),
    'PK',
  );
});

test('a message within a message is a file, not words of whoever sent it', async () => {
  const nested = await readMail(mail(...head, 'Content-Type: message/rfc822', '', 'From: other@example.org', 'Subject: inner', '', 'inner words'), null);
  assert.doesNotMatch(nested.words, /inner words/);
  assert.equal(nested.files.length, 1);
});

test('parts nested without end, and headers without end, are kept unread instead of being read for ever', async () => {
  const deep = mail(
    ...head,
    ...Array.from({ length: 400 }, (_, at) => [`Content-Type: multipart/mixed; boundary=b${at}`, '', `--b${at}`]).flat(),
    'Content-Type: text/plain',
    '',
    'x',
  );
  assert.deepEqual((await mailApart(deep, null)).left, ['not-read']);
  const long = mail(...head, `X-Long: ${'x'.repeat(mailLimits.headerBytes)}`, '', 'x');
  assert.deepEqual((await mailApart(long, null)).left, ['not-read']);
  assert.match((await mailApart(mail(...head, '', 'read apart'), null)).words, /read apart/);
});

test('what takes too long is given up, and its original is kept all the same', async () => {
  assert.deepEqual(await mailApart(mail(...head, '', 'words'), null, 0), unreadMail);
});
