// Pages for everybody, over real HTTP: light, neutral, easy to read, in every language, asking nothing of anybody else; and what real use withholds.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { english, type Say } from '#base/words.ts';
import { uk } from '#countries/uk/uk.ts';
import type { Kit } from '#kit/kit.ts';
import { written } from '#kit/view/html.ts';
import { qrPicture } from '#kit/view/qr.ts';
import { openLanguages } from '#kit/view/spoken.ts';
import { wordsIn } from '#kit/view/words-only.ts';
import { encoded, loadAssets } from '#kit/web/assets.ts';
import { isFor, onlyFor, openParts } from '#kit/web/open-style.ts';
import type { Route } from '#kit/web/page.ts';
import { listen, serve } from '#kit/web/server.ts';
import { clockOf } from '#clock.ts';
import { learnPages } from '#rooms/learn/pages.ts';
import { phonePages } from '#rooms/learn/phone-pages.ts';
import { settings } from '#rooms/learn/signs.ts';
import { signed } from '#rooms/learn/signing.ts';
import { askPages } from '#rooms/signal/ask/write-pages.ts';
import { writePages } from '#rooms/signal/write-pages.ts';
import { startPage, startWords } from '#rooms/learn/start-pages.ts';
import { fingerprint, saidIn, type OpenWords } from '#words/open-words.ts';
import { standingOf, tongues } from '#words/tongues.ts';
import { onEveryEngine, openMemory } from './engines.ts';
import { readingOf, syllablesOf } from './reading-age.ts';
import { visitor, walking } from './walk.ts';

const places = settings(english).map(({ id }) => `/learn/signs/${id}`);
const learning = ['/learn', '/learn/signs', ...places, '/learn/next', '/learn/rights', '/learn/easy', '/learn/leaflet', '/learn/poster', '/write/ask'];
const writing = ['/write', '/write/seen', '/write/me', '/write/back'];
const everywhere = ['/', '/phone', ...writing];
const all = [...everywhere, ...learning];

const mainOf = (text: string): string => /<main[^>]*>([^]*)<\/main>/.exec(text)?.[1] ?? '';
const titleOf = (text: string): string => /<title>([^<]*)<\/title>/.exec(text)?.[1] ?? '';
const most = 60 * 1024;
/** What a first visit fetches besides the page itself, as it is sent. */
const around = ['open.css', 'open.js', 'plain.svg'].reduce((sum, name) => {
  const file = loadAssets().files.get(name);
  return sum + (file ? encoded(file, 'br').bytes.length : Number.NaN);
}, 0);

onEveryEngine('every open page is light, neutral and whole in every language, and asks nothing of another host', async (_t, db) => {
  await walking(db, async (walk) => {
    for (const language of tongues.languages) {
      const reader = visitor(walk.base);
      await reader.go(`/phone?lang=${language.code}`);
      for (const path of language.code === 'en' || language.code === 'ar' ? all : everywhere) {
        const { status, text, headers } = await reader.go(path);
        const where = `${path} in ${language.code}`;
        assert.equal(status, 200, where);
        assert.match(text, new RegExp(`<html lang="${language.code}" dir="${language.dir}"`), where);
        assert.ok(Buffer.byteLength(text) + around < most, `${where} weighs ${Buffer.byteLength(text) + around}`);
        assert.doesNotMatch(`${titleOf(text)} ${path}`, /slave|traffick|exploit|abuse|victim|NRM|refer/i, where);
        for (const [, address = ''] of text.matchAll(/\b(?:src|href|action)="([^"]*)"/g))
          assert.match(address, /^(\/(?!\/)|#|tel:)/, `${where} leads to ${address}`);
        assert.equal([...text.matchAll(/<script\b/g)].length, 1, where);
        assert.match(text, /<a class="nrm-leave__link" data-leave rel="nofollow" href="\/exit">/, where);
        assert.equal([...text.matchAll(/ hreflang="| data-turn /g)].length, tongues.languages.length - 1, `${where}: every other language by its own name`);
        assert.equal(headers.get('cache-control'), 'no-store', where);
        assert.equal(/class="nrm-draft"/.test(text), language.code !== 'en', `${where}: a draft says that it is one`);
      }
    }
  });
});

onEveryEngine('a stranger gets one cookie that no script can read, and the way out takes it away and clears the browser', async (_t, db) => {
  await walking(db, async ({ base }) => {
    const first = await fetch(`${base}/learn`);
    const [cookie = ''] = first.headers.getSetCookie();
    assert.match(cookie, /^nrm_guest=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    const out = await fetch(`${base}/exit`, { redirect: 'manual', headers: { cookie: cookie.split(';', 1)[0] ?? '' } });
    assert.equal(out.status, 303);
    assert.equal(out.headers.get('location'), '/calendar');
    assert.equal(out.headers.get('clear-site-data'), '"cookies", "storage"');
    assert.ok(out.headers.getSetCookie().some((one) => /^nrm_guest=;.*Max-Age=0/.test(one)));
    const landed = await (await fetch(`${base}/calendar`)).text();
    assert.doesNotMatch(landed, /slave|traffick|OpenNRM|\/learn|\/phone|hreflang="vi"/, 'where one lands says nothing of where one was');
  });
});

onEveryEngine('the English of every open page is at most of age 9: grade 4 by the formula of Kincaid', async (_t, db) => {
  await walking(db, async (walk) => {
    const reader = visitor(walk.base);
    const hard: string[] = [];
    for (const path of all) {
      // Names of organisations are what they are.
      const main = mainOf((await reader.go(path)).text).replace(/<li class="nrm-ring">[^]*?<\/li>/g, '');
      const reading = readingOf(wordsIn(main));
      assert.ok(reading.words >= 15, `${path} was read: ${reading.words} words`);
      if (reading.grade > 4) hard.push(`${path}: ${reading.grade}`);
    }
    assert.deepEqual(hard, []);
  });
});

test('the formula gives what it gives by hand, and finds a hard sentence', () => {
  // 6 words, 1 sentence, 6 syllables: 0.39 x 6 + 11.8 x 1 - 15.59 = -1.45
  assert.deepEqual(readingOf(['The cat sat on the mat.']), { words: 6, sentences: 1, syllables: 6, grade: -1.4 });
  // 8 words, 2 sentences, 11 syllables (peo-ple twice, mon-ey): 0.39 x 4 + 11.8 x 11/8 - 15.59 = 2.195
  assert.equal(readingOf(['Some people take the money. People get hurt.']).grade, 2.2);
  assert.ok(readingOf(['Individuals identified as potential victims receive appropriate multidisciplinary assistance.']).grade > 12);
  for (const [word, heard] of Object.entries({
    safe: 1,
    someone: 2,
    money: 2,
    passport: 2,
    language: 2,
    police: 2,
    danger: 2,
    family: 3,
    internet: 3,
    looked: 1,
  }))
    assert.equal(syllablesOf(word), heard, word);
});

const kit = { law: uk, clock: clockOf(null) } as unknown as Kit;

/** The open pages with other words and in real use, without a house around them. */
async function real(of: typeof tongues, body: (go: (path: string, lang: string) => Promise<string>) => Promise<void>): Promise<void> {
  const db = await openMemory();
  const start: Route = { method: 'GET', path: '/', who: 'anyone', why: 'test', words: startWords, act: (ask) => Promise.resolve(startPage(kit, ask, true)) };
  const app = await serve(
    [start, ...phonePages(kit), ...writePages(kit, () => undefined), ...askPages(kit, () => undefined), ...learnPages(kit, 'https://nrm.example/')],
    {
      db,
      clock: kit.clock,
      practice: false,
      personas: [],
      tongues: of,
    },
  );
  const base = await listen(app, 0);
  try {
    await body(async (path, lang) => (await fetch(base + path, { headers: { cookie: `nrm_lang=${lang}` } })).text());
  } finally {
    await app.close();
    await db.close();
  }
}

test('in real use what lives hang on is in English until a speaker has checked it, with how to ask for an interpreter', async () => {
  await real(tongues, async (go) => {
    for (const path of everywhere) {
      const text = await go(path, 'vi');
      assert.match(text, /<html lang="en" dir="ltr"/, path);
      assert.match(text, /Nobody has checked our words in this language yet[^]*“Vietnamese\. Interpreter, please\.”/, path);
      assert.doesNotMatch(mainOf(text), /Gọi|nguy hiểm/, path);
    }
    for (const path of ['/learn/rights', '/learn/next', '/learn/easy', '/learn/leaflet'])
      assert.match(await go(path, 'ar'), /<html lang="en"[^]*“Arabic\. Interpreter/, path);
    assert.match(await go('/learn', 'vi'), /<html lang="en"[^]*This page is in English only/);
    const signs = await go('/learn/signs/car-wash', 'ar');
    assert.match(signs, /<html lang="ar" dir="rtl"[^]*nrm-draft/, 'what no life hangs on is shown as a draft');
    assert.match(signs, /<div lang="en" dir="ltr"><h2[^]*What to do[^]*Ring <bdi dir="ltr">999/, 'but for what to do, which stays in English');
    assert.doesNotMatch(signs, /noindex/);
    assert.match(await go('/', 'en'), /href="\/sign-in"/);
  });
});

test('what a named speaker has checked is shown in real use, without a mark; one text unchecked withholds its page', async () => {
  const words = Object.fromEntries(
    Object.entries(await vietnamese()).map(([id, [made, said]]) => [id, [made, said, 'An Invented Speaker', '2026-11-29'] as const]),
  );
  const spoken = (of: OpenWords): typeof tongues => ({
    ...tongues,
    standing: (_code, scopes, practice) => standingOf(of, scopes, practice),
    dictionary: () => saidIn(of),
  });
  await real(spoken(words), async (go) => {
    const text = await go('/phone', 'vi');
    assert.match(text, /<html lang="vi"/);
    assert.doesNotMatch(text, /nrm-draft|Interpreter, please/);
  });
  const one = words['help.danger'];
  assert.ok(one);
  await real(spoken({ ...words, 'help.danger': [one[0], one[1]] }), async (go) => {
    assert.match(await go('/phone', 'vi'), /<html lang="en"/);
    assert.match(await go('/', 'vi'), /<html lang="vi"/, 'a page of other texts is not withheld');
  });
});

const vietnamese = async (): Promise<OpenWords> => (await import('#words/open/all.ts')).openWords.get('vi') ?? {};

test('the words alone are there for a phone’s own reader, with the way out and without pictures', async () => {
  await real(tongues, async (go) => {
    const text = await go('/learn/easy?words', 'en');
    assert.doesNotMatch(mainOf(text), /<svg|<li/);
    assert.match(text, /They do not let them go\.[^]*data-leave|data-leave[^]*They do not let them go\./);
  });
});

test('a film in sign language is a link with its size, and none is loaded by itself', () => {
  assert.equal(written(signed(english, '/learn')), '');
  const film = { page: '/learn', href: '/films/invented.mp4', language: 'bsl', minutes: 3, megabytes: 12 } as const;
  const said = written(signed(english, '/learn', [film]));
  assert.match(said, /href="\/films\/invented\.mp4">This page in British Sign Language<\/a> \(3 min, 12 MB\)/);
  assert.doesNotMatch(said, /<video|<source/);
});

test('the code on the leaflet is read by another program as the address beside it', (t) => {
  if (spawnSync('zbarimg', ['--version']).error) return t.skip('no zbarimg here');
  const svg = written(qrPicture('https://nrm.example/', 'A code'));
  const size = Number(/viewBox="0 0 (\d+)/.exec(svg)?.[1]);
  const dark = new Set([...svg.matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x} ${y}`));
  const scale = 8;
  const rows = Array.from({ length: size * scale }, (_, y) =>
    Array.from({ length: size * scale }, (__, x) => (dark.has(`${Math.floor(x / scale)} ${Math.floor(y / scale)}`) ? 1 : 0)).join(' '),
  );
  const to = join(mkdtempSync(join(tmpdir(), 'nrm-code-')), 'code.pbm');
  writeFileSync(to, `P1\n${size * scale} ${size * scale}\n${rows.join('\n')}\n`);
  assert.equal(execFileSync('zbarimg', ['--quiet', '--raw', to], { encoding: 'utf8' }).trim(), 'https://nrm.example/');
});

test('of upstream’s sheet only the rules of open pages are kept, also inside a condition', () => {
  const css = '@charset "UTF-8";:root{--a:1}.govuk-button,.govuk-tabs{a:b}@media print{.govuk-tabs{c:d}.govuk-link{e:f}}@font-face{x:y}.moj-badge{g:h}';
  assert.equal(onlyFor(css, openParts), ':root{--a:1}.govuk-button{a:b}@media print{.govuk-link{e:f}}');
  assert.ok(isFor('.govuk-radios--small .govuk-radios__label:before', openParts));
  assert.ok(!isFor('.govuk-body .moj-badge', openParts));
});

test('there are at least 18 languages, four of them from the right, each with its own name', () => {
  assert.ok(openLanguages.length >= 19, 'beside English');
  assert.ok(openLanguages.filter(({ dir }) => dir === 'rtl').length >= 4);
  assert.equal(new Set(openLanguages.map(({ name }) => name)).size, openLanguages.length);
  assert.deepEqual(tongues.languages, openLanguages, 'each has its file');
  const say: Say = english;
  assert.equal(say('open.exit', 'Exit this page'), 'Exit this page');
  assert.equal(fingerprint('Exit this page').length, 8);
});
