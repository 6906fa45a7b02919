// Reports over real HTTP, on both engines: written without an account, stored sealed, answered under a number, and of who wrote nothing is kept.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { sealTo } from '#kit/store/age-bytes.ts';
import { safeCopy } from '#rooms/signal/safe-copy.ts';
import { onEveryEngine, ownerOf } from './engines.ts';
import { promised } from './promise.ts';
import { sit, visitor, walking, type Answer, type Visitor, type Walk } from './walk.ts';

const words = 'Canarytown yard, invented people washing cars';
const agent = 'CanaryBrowser/7.7 (InventedPhone)';
const address = '198.51.100.77';

type Fields = Readonly<Record<string, string>>;
/** Posts a form with files, as a browser does. */
async function post(
  who: Visitor,
  path: string,
  page: string,
  fields: Fields,
  files: readonly { name: string; bytes: Uint8Array }[] = [],
  headers: Fields = {},
): Promise<Answer> {
  const body = new FormData();
  body.set('_csrf', /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '');
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  for (const { name, bytes } of files) body.append('files', new Blob([new Uint8Array(bytes)]), name);
  return who.go(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin', ...headers } });
}
const once = (page: string): string => /name="once" value="([^"]+)"/.exec(page)?.[1] ?? assert.fail('no mark');
const recipient = (page: string): string => /data-recipient="([^"]+)"/.exec(page)?.[1] ?? assert.fail('no key');
const number = (page: string): string => /nrm-number">([\d ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? assert.fail(page.slice(0, 3000));

async function report(
  walk: Walk,
  fields: Fields = {},
  files: readonly { name: string; bytes: Uint8Array }[] = [],
): Promise<{ code: string; who: Visitor; sent: Fields; page: string }> {
  const who = visitor(walk.base);
  const page = (await who.go('/write/seen')).text;
  const sent = { once: once(page), what: words, danger: 'yes', ...fields };
  const answer = await post(who, '/write/seen', page, sent, files);
  assert.equal(answer.status, 200, answer.text.slice(0, 3000));
  return { code: number(answer.text), who, sent, page };
}

async function back(walk: Walk, code: string): Promise<{ who: Visitor; answer: Answer }> {
  const who = visitor(walk.base);
  return { who, answer: await who.submit('/write/back', { number: code }) };
}

const firstSignal = async (adviser: Visitor): Promise<string> =>
  `${/href="(\/helpline\/desk\/[0-9A-Z-]{14})"/.exec((await adviser.go('/helpline/desk')).text)?.[1] ?? assert.fail('no report')}/answer`;
const opens = (adviser: Visitor, at: string): Promise<Answer> => adviser.submit(at.replace('/answer', ''), {}, at.replace('/answer', '/open'));
const bare = (page: string): string => page.replace(/value="[\w-]{43}"/g, '').replace(/\d{5} \d{5} \d{5} \d{5}|value="\d{20}"/g, '');

onEveryEngine('somebody reports without an account, an adviser reads and answers, and the number opens the answer', async (_t, db) => {
  await walking(db, async (walk) => {
    const { code } = await report(walk, { who: 'Three people' });
    assert.match(code, /^\d{20}$/);
    const adviser = await sit(walk, 'practice-bracken');
    const at = await firstSignal(adviser);
    assert.match((await adviser.go('/helpline/desk')).text, /Danger now/);
    assert.doesNotMatch((await adviser.go(at)).text, /Canarytown/, 'not read before it is opened');
    assert.equal((await adviser.submit(at.replace('/answer', ''), { do: 'reply', phrases: 'thanks' }, at)).to, at.replace('/answer', ''), 'nor answered');
    assert.doesNotMatch((await back(walk, code)).answer.text, /take it seriously/);
    assert.equal((await opens(adviser, at)).status, 303);
    const open = (await adviser.go(at)).text;
    assert.match(open, /Canarytown yard/);
    assert.match(open, /Three people/);
    const empty = await adviser.submit(at, { do: 'reply', words: ' ', reads: 'en' });
    assert.equal(empty.status, 400);
    assert.match(empty.text, /Choose a sentence, or write your own words/);
    assert.match((await adviser.submit(at, { do: 'close', why: '' })).text, /Choose why it is closed/);
    assert.match((await adviser.submit(at, { do: 'code', setting: 'farm' })).text, /Choose what it may be[^]*value="farm" selected/);
    assert.equal((await adviser.submit(at, { do: 'reply', phrases: ['thanks', 'where'], words: 'We look at it now.', reads: 'en' })).status, 303);
    const { answer } = await back(walk, code);
    assert.match(answer.text, /take it seriously/);
    assert.match(answer.text, /We look at it now\./);
    assert.doesNotMatch(answer.text, /Canarytown/, 'what was written is not shown to who has the number');
    const spacedOut = (await back(walk, code.replace(/(.{4})/g, '$1-'))).answer.text;
    assert.equal(bare(spacedOut), bare(answer.text));
  });
});

onEveryEngine('an answer in another language waits for a person, and comes with the original beside it', async (_t, db) => {
  await walking(db, async (walk) => {
    const { code } = await report(walk);
    const adviser = await sit(walk, 'practice-bracken');
    const at = await firstSignal(adviser);
    await opens(adviser, at);
    await adviser.submit(at, { do: 'reply', phrases: 'thanks', words: 'Invented English words.', reads: 'ar' });
    const waits = (await back(walk, code)).answer.text;
    assert.doesNotMatch(waits, /Invented English words/);
    assert.match(waits, /into your language/);
    assert.equal((await adviser.submit(at, { do: 'translate', message: '2', translation: 'كلمات مخترعة', reads: 'ar' })).status, 303);
    const done = (await back(walk, code)).answer.text;
    assert.match(done, /lang="ar" dir="auto">كلمات مخترعة/);
    assert.match(done, /Invented English words/);
  });
});

onEveryEngine('a number that is nobody’s and one without an answer look the same, and words under either are kept', async (_t, db) => {
  await walking(db, async (walk) => {
    const { code } = await report(walk);
    const hit = (await back(walk, code)).answer;
    const strange = code.replace(/.$/, (last) => String((Number(last) + 1) % 10));
    const miss = (await back(walk, strange)).answer;
    assert.equal(bare(hit.text), bare(miss.text));
    assert.equal(hit.status, miss.status);
    const names = (headers: Headers): string[] => [...headers.keys()].filter((name) => name !== 'date');
    assert.deepEqual(names(hit.headers), names(miss.headers));
    const headers = { 'sec-fetch-site': 'same-origin' };
    for (const [at, of] of [code, strange].entries()) {
      const { who, answer } = await back(walk, of);
      const kept = await post(who, '/write/more', answer.text, { number: of, once: once(answer.text), more: `Further ${at}` }, [], headers);
      assert.equal(kept.status, 200);
      assert.match(kept.text, /We have it\. Thank you/);
    }
    const [row] = await ownerOf(db)('select (select count(*)::int from signal) as signals, (select count(*)::int from signal_message) as messages');
    assert.deepEqual(row, { signals: 2, messages: 3 });
  });
});

onEveryEngine('the same form sent again is stored once with the same number, and other words under it are kept too', async (_t, db) => {
  await walking(db, async (walk) => {
    const { code, who, sent, page } = await report(walk);
    for (let times = 0; times < 3; times += 1) assert.equal(number((await post(who, '/write/seen', page, sent)).text), code);
    const both = await Promise.all([post(who, '/write/seen', page, sent), post(who, '/write/seen', page, sent)]);
    assert.deepEqual(
      both.map((one) => number(one.text)),
      [code, code],
    );
    const changed = await post(who, '/write/seen', page, { ...sent, what: 'Now I remember more' });
    assert.equal(number(changed.text), code);
    const [row] = await ownerOf(db)('select (select count(*)::int from signal) as signals, (select count(*)::int from signal_message) as messages');
    assert.deepEqual(row, { signals: 1, messages: 2 });
  });
});

onEveryEngine('nothing is compulsory but something, and what was typed stays', async (_t, db) => {
  await walking(db, async (walk) => {
    const who = visitor(walk.base);
    const page = (await who.go('/write/me')).text;
    assert.match(page, /only if you say yes[^]*a child may be hurt[^]*name="danger"/, 'said before the first question');
    const empty = await post(who, '/write/me', page, { once: once(page), danger: 'no' });
    assert.equal(empty.status, 400);
    assert.match(empty.text, /value="no" checked/);
    const long = await post(who, '/write/me', page, { once: once(page), help: 'x'.repeat(20_001), reach: 'Invented place' });
    assert.equal(long.status, 400);
    assert.match(long.text, /Invented place/);
    assert.match(long.text, /id="help-error"[^]*id="help"[^>]*aria-describedby="[^"]*help-error/, 'what is wrong is said at the box that it is in');
    for (const field of ['help', 'reach', 'happening', 'place', 'others']) {
      const fresh = (await who.go('/write/me')).text;
      assert.equal((await post(who, '/write/me', fresh, { once: once(fresh), [field]: '<script>alert(1)</script> \u202e ok' })).status, 200, field);
    }
    const adviser = await sit(walk, 'practice-clover');
    const at = await firstSignal(adviser);
    await opens(adviser, at);
    const read = (await adviser.go(at)).text;
    assert.match(read, /&lt;script&gt;alert\(1\)/);
    assert.doesNotMatch(read, /<script>alert/);
  });
});

onEveryEngine('what a browser sealed is stored as it came, and what only pretends to be sealed is refused', async (_t, db) => {
  await walking(db, async (walk) => {
    const who = visitor(walk.base);
    const page = (await who.go('/write/seen')).text;
    const told = { form: 'seen', language: 'en', by: 'browser', answers: { what: 'Sealed on the phone', strange: 'dropped' } };
    const sealed = (await sealTo([recipient(page)], Buffer.from(JSON.stringify(told)))).toString('base64');
    const done = await post(who, '/write/seen', page, { once: once(page), sealed, danger: 'not-known' });
    assert.match(done.text, /locked on this phone/);
    const broken = await post(who, '/write/seen', page, { once: once(page), sealed: Buffer.from('plain words').toString('base64') });
    assert.equal(broken.status, 400);
    const adviser = await sit(walk, 'practice-bracken');
    const at = await firstSignal(adviser);
    await opens(adviser, at);
    const read = (await adviser.go(at)).text;
    assert.match(read, /Sealed on the phone/);
    assert.match(read, /sealed by their browser/);
    assert.doesNotMatch(read, /dropped/);
    // Sealed to somebody else: kept, and said to be unreadable.
    const fresh = (await who.go('/write/seen')).text;
    const [elsewhere] = ['age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'];
    const other = (await sealTo([elsewhere ?? ''], Buffer.from(JSON.stringify(told)))).toString('base64');
    assert.equal((await post(who, '/write/seen', fresh, { once: once(fresh), sealed: other, danger: 'yes' })).status, 200);
    const next = await firstSignal(adviser);
    await opens(adviser, next);
    assert.match((await adviser.go(next)).text, /could not be opened/);
  });
});

const crcTable = Array.from({ length: 256 }, (_, n) => Array.from({ length: 8 }).reduce<number>((c) => (c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1), n));
function chunk(name: string, body: Uint8Array): Buffer {
  const inner = Buffer.concat([Buffer.from(name, 'latin1'), body]);
  const crc = ~inner.reduce((c, byte) => (crcTable[(c ^ byte) & 255] ?? 0) ^ (c >>> 8), ~0) >>> 0;
  const out = Buffer.alloc(inner.length + 8);
  out.writeUInt32BE(body.length);
  inner.copy(out, 4);
  out.writeUInt32BE(crc, inner.length + 4);
  return out;
}
const sized = (width: number, height: number): Buffer => {
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return head;
};
const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const pngOf = (width: number, height: number, between: readonly Buffer[] = []): Buffer =>
  Buffer.concat([
    signature,
    chunk('IHDR', sized(width, height)),
    ...between,
    chunk('IDAT', deflateSync(Buffer.alloc((Math.min(width, 100) + 1) * Math.min(height, 100)))),
    chunk('IEND', Buffer.alloc(0)),
  ]);

onEveryEngine('a picture is shown to staff as a copy without hidden facts; bombs and papers stay sealed', async (_t, db) => {
  await walking(db, async (walk) => {
    const secret = 'CANARY-GPS 51.5N';
    const picture = pngOf(2, 2, [chunk('tEXt', Buffer.from(`Comment\0${secret}`)), chunk('eXIf', Buffer.from(secret))]);
    const bomb = pngOf(60_000, 60_000);
    const zip = Buffer.concat([Buffer.from('PK\x03\x04'), randomBytes(300)]);
    await report(walk, {}, [
      { name: `${secret}.png`, bytes: Buffer.concat([picture, Buffer.from(secret)]) },
      { name: 'bomb.png', bytes: bomb },
      { name: 'papers.zip', bytes: zip },
    ]);
    const adviser = await sit(walk, 'practice-bracken');
    const at = await firstSignal(adviser);
    assert.equal((await adviser.go(`${at.replace('/answer', '')}/file/1/1`)).status, 404, 'not before it is opened');
    await opens(adviser, at);
    const page = (await adviser.go(at.replace('/answer', ''))).text;
    assert.match(page, /Picture 1\.1/);
    assert.match(page, /File 1\.2 stays sealed/);
    assert.match(page, /File 1\.3 stays sealed/);
    const shown = await adviser.go(`${at.replace('/answer', '')}/file/1/1`);
    assert.equal(shown.headers.get('content-type'), 'image/png');
    assert.doesNotMatch(shown.text, /CANARY/);
    assert.doesNotMatch(shown.headers.get('content-disposition') ?? '', /CANARY/);
    for (const held of ['1/2', '1/3', '1/4', '2/1', 'x/1']) assert.equal((await adviser.go(`${at.replace('/answer', '')}/file/${held}`)).status, 404, held);
    promised(
      'P13',
      `${db.engine}: a report’s picture with facts planted in its name, its text, its EXIF and behind its end: 0 of 4 in what staff are shown; bombs and papers are shown to nobody (files of a referral keep their bytes and lose their name alone)`,
    );
    const [kept] = await ownerOf(db)('select count(*)::int as files from signal_file');
    assert.deepEqual(kept, { files: 3 });
    assert.ok(safeCopy(picture));
    assert.equal(safeCopy(picture.subarray(0, picture.length - 5)), undefined);
  });
});

onEveryEngine('of who reports nothing is kept: no address, no browser, no word in any table, log or file', async (_t, db) => {
  const lines: string[] = [];
  const printed = console.error;
  console.error = (line: string) => void lines.push(line);
  process.env['NRM_LOG'] = '1';
  try {
    await walking(db, async (walk) => {
      const headers = { 'user-agent': agent, 'x-forwarded-for': address, 'sec-ch-ua-platform': 'CanaryPlatform', referer: 'https://canary-referrer.example/' };
      const who = visitor(walk.base);
      const page = (await who.go('/write/seen', { headers })).text;
      const answer = await post(
        who,
        '/write/seen',
        page,
        { once: once(page), what: words, danger: 'no' },
        [{ name: 'Canarytown.txt', bytes: Buffer.from(words) }],
        headers,
      );
      const code = number(answer.text);
      const again = await who.go('/write/back', { headers });
      const token = /name="_csrf" value="([^"]+)"/.exec(again.text)?.[1] ?? '';
      await who.go('/write/back', {
        method: 'POST',
        headers: { ...headers, 'sec-fetch-site': 'same-origin' },
        body: new URLSearchParams({ _csrf: token, number: code }),
      });
      const needles = [
        agent,
        'CanaryBrowser',
        'CanaryPlatform',
        'canary-referrer',
        address,
        words,
        'Canarytown',
        code,
        once(page),
        ...[...who.jar].map(([, value]) => value),
      ];
      const owner = ownerOf(db);
      const tables = (await owner(
        `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'keys', 'upkeep', 'pgboss')`,
      )) as { name: string }[];
      assert.ok(tables.length > 60);
      for (const { name } of tables) {
        const rows = await owner(`select t::text as row from ${name} t`);
        for (const row of rows)
          for (const needle of needles) {
            const text = String(row['row']);
            assert.ok(!text.includes(needle) && !text.includes(Buffer.from(needle).toString('hex')), `${needle} in ${name}`);
          }
      }
      for (const needle of needles) assert.ok(!lines.some((line) => line.includes(needle)), `${needle} in the log`);
      assert.ok(!lines.some((line) => line.includes('/write')), 'the log does not say when somebody wrote');
      for (const file of readdirSync(tmpdir(), { withFileTypes: true }).filter((one) => one.isFile())) {
        try {
          const text = readFileSync(join(tmpdir(), file.name)).toString('latin1');
          for (const needle of [agent, code]) assert.ok(!text.includes(needle), `${needle} in ${file.name}`);
        } catch (wrong) {
          if (!['ENOENT', 'EACCES', 'ERR_FS_FILE_TOO_LARGE'].includes((wrong as { code?: string }).code ?? '')) throw wrong;
        }
      }
    });
  } finally {
    console.error = printed;
    delete process.env['NRM_LOG'];
  }
});

onEveryEngine('a hundred mebibytes are refused, and the next report is taken', async (_t, db) => {
  await walking(db, async (walk) => {
    const who = visitor(walk.base);
    const page = (await who.go('/write/seen')).text;
    const refused = await post(who, '/write/seen', page, { once: once(page), what: words }, [
      { name: 'large.bin', bytes: Buffer.alloc(100 * 1024 * 1024) },
    ]).catch(() => null);
    assert.ok(refused === null || refused.status === 413, String(refused?.status));
    const [row] = await ownerOf(db)('select count(*)::int as signals from signal');
    assert.deepEqual(row, { signals: 0 });
    await report(walk);
  });
});

onEveryEngine('a report is coded, passed on by the person’s choice alone and as they told it, closed, and opens again by what they add', async (_t, db) => {
  await walking(db, async (walk) => {
    const { code } = await report(walk, { where: 'Invented Lane' });
    const adviser = await sit(walk, 'practice-bracken');
    const at = await firstSignal(adviser);
    await opens(adviser, at);
    assert.equal((await adviser.submit(at, { do: 'close', why: 'answered' })).status, 409);
    await adviser.submit(at, { do: 'code', kinds: ['labour'], setting: 'car-wash', place: 'england', people: 'few', age: 'adult', sure: 'seen' });
    const desk = at.replace('/answer', '');
    const pass = (to: Record<string, string>) => adviser.submit(desk, { ground: 'their-choice', ...to }, `${desk}/pass`);
    const police = { to: 'police', whom: 'Invented force', words: 'Eight men in one container' };
    assert.equal((await pass(police)).status, 409);
    const { who, answer } = await back(walk, code);
    assert.equal((await post(who, '/write/more', answer.text, { number: code, once: once(answer.text), known: 'police' })).status, 200);
    await opens(adviser, at);
    assert.match((await adviser.go(desk)).text, /The helpline and one other may know/);
    assert.equal((await pass(police)).status, 303);
    assert.equal((await pass({ to: 'referral', responder: 'police-metropolitan' })).status, 409, 'they chose the police, not this');
    assert.equal((await pass({ to: 'referral', ground: 'life-at-risk', responder: 'police-metropolitan' })).status, 303);
    const amber = await sit(walk, 'practice-amber');
    const asked = (await amber.go('/referral/asked')).text;
    const hidden = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(asked)?.[1] ?? '';
    const one = { reference: hidden('reference'), number: hidden('number') };
    assert.equal((await amber.submit('/referral/asked', { ...one, do: 'accept' })).status, 303);
    const draft = await amber.submit('/referral/asked', { ...one, do: 'draft' });
    const begun = (await amber.go(`${draft.to ?? ''}/check`)).text;
    assert.match(begun, new RegExp(words), 'nobody types again what they wrote');
    assert.match(begun, /Invented Lane/);
    assert.equal((await adviser.submit(at, { do: 'close', why: 'passed-on' })).status, 303);
    assert.match((await adviser.go('/helpline/closed')).text, new RegExp(desk));
    const next = await back(walk, code);
    await post(next.who, '/write/more', next.answer.text, { number: code, once: once(next.answer.text), more: 'They are gone' });
    assert.match((await adviser.go('/helpline/desk')).text, new RegExp(desk));
  });
});
