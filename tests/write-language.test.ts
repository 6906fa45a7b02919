// Another language in the middle of writing, and words that arrive damaged, over real HTTP on both engines: nothing typed is lost, and nothing is taken in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sealTo } from '#kit/store/age-bytes.ts';
import { ordinaryRates, type Rates } from '#kit/web/rates.ts';
import { listen, serve } from '#kit/web/server.ts';
import { personaOf } from '#practice/people.ts';
import { askPages } from '#rooms/signal/ask/write-pages.ts';
import { digestOf } from '#rooms/signal/take.ts';
import { writePages } from '#rooms/signal/write-pages.ts';
import { tongues } from '#words/tongues.ts';
import { onEveryEngine, openMemory, ownerOf } from './engines.ts';
import { sit, visitor, walking, type Answer, type Visitor, type Walk } from './walk.ts';

type Fields = Readonly<Record<string, string | readonly string[]>>;
const hidden = (page: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '';
const recipient = (page: string): string => /data-recipient="([^"]+)"/.exec(page)?.[1] ?? assert.fail('no key');
const numberIn = (page: string): string => /nrm-number">([\d ]+)</.exec(page)?.[1]?.replaceAll(' ', '') ?? assert.fail(page.slice(0, 2000));

/** Posts as a browser without scripts does: what the page came with, and what was typed. */
function post(who: Visitor, to: string, page: string, fields: Fields, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  const own: Fields = Object.fromEntries(['_csrf', 'once'].map((name) => [name, hidden(page, name)] as const).filter(([, value]) => value !== ''));
  const pairs = Object.entries({ ...own, ...fields }).flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
  return who.go(to, { method: 'POST', body: new URLSearchParams(pairs), headers: { 'sec-fetch-site': 'same-origin', ...headers } });
}
const turn = (who: Visitor, path: string, language: string, page: string, fields: Fields): Promise<Answer> =>
  post(who, `${path}?lang=${language}`, page, fields);
const sealedIn = (of: string, what: string): Promise<string> =>
  sealTo([of], Buffer.from(JSON.stringify({ form: 'seen', language: 'en', by: 'browser', answers: { what } }))).then((bytes) => bytes.toString('base64'));
const script = { accept: 'application/json' };
type Said = { readonly kept: string | null; readonly why?: string; readonly key?: string };
const said = ({ text }: Answer): Said => JSON.parse(text) as Said;

const forms: readonly { readonly path: string; readonly fields: Fields; readonly send: Fields }[] = [
  {
    path: '/write/seen',
    fields: { danger: 'no', what: ' Canarytown\nline 2  ', where: '<b>x</b> "y"', who: '', 'by-whom': 'hard one', 'how-known': '' },
    send: {},
  },
  { path: '/write/me', fields: { danger: 'yes', help: 'Canarytown', reach: '', happening: '', place: 'z'.repeat(20_001), others: '' }, send: { place: 'z' } },
  {
    path: '/write/ask',
    fields: {
      'asks-for': 'other',
      danger: 'not-known',
      place: 'Canarytown',
      language: 'x',
      gender: 'woman',
      age: 'adult',
      not: ['police', 'ngo'],
      known: 'helpline',
    },
    send: {},
  },
];

const signs: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** What stands in the form: of boxes what is in them, of choices what is chosen. */
function standsIn(page: string, fields: Fields, where: string): void {
  const form = /<form[^>]* id="form"[^]*?<\/form>/.exec(page)?.[0] ?? assert.fail(`${where}: no form`);
  const plain = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign] ?? sign);
  for (const [name, value] of Object.entries(fields)) {
    const box = new RegExp(`<textarea[^>]* name="${name}"[^>]*>([^]*?)</textarea>`).exec(form)?.[1];
    if (box !== undefined) assert.equal(box, plain(String(value)), `${where}: ${name}`);
    else {
      const ticked = [...form.matchAll(new RegExp(`name="${name}" type="(?:radio|checkbox)" value="([^"]+)" checked`, 'g'))].map(([, one]) => one);
      assert.deepEqual(ticked, [value].flat(), `${where}: ${name}`);
    }
  }
}

onEveryEngine('a half-filled form stands in another language with all that was typed, and nothing is taken in before it is sent', async (_t, db) => {
  await walking(db, async (walk) => {
    for (const { path, fields, send } of forms) {
      const who = visitor(walk.base);
      const first = (await who.go(path)).text;
      const [before] = await ownerOf(db)('select (select count(*)::int from signal) as signals, (select count(*)::int from signal_message) as messages');
      let page = first;
      for (const language of ['ar', 'vi', 'cy']) {
        const turned = await turn(who, path, language, page, { ...fields, files: 'yard.png' });
        const where = `${path} in ${language}`;
        const shown = path === '/write/ask' && language === 'vi' ? 'en' : language;
        assert.equal(turned.status, 200, where);
        assert.match(turned.text, new RegExp(`<html lang="${shown}" dir="${shown === 'ar' ? 'rtl' : 'ltr'}"`), where);
        standsIn(turned.text, fields, where);
        assert.equal(hidden(turned.text, 'once'), hidden(first, 'once'), `${where}: the mark of the form stays`);
        assert.doesNotMatch(turned.text, /nrm-number|yard\.png|govuk-error/, where);
        const say = tongues.dictionary(shown)['write.files-again'] ?? 'Please choose your pictures or papers again.';
        assert.ok(turned.text.includes(say), `${where}: files must be chosen again`);
        assert.match(turned.text, new RegExp(`aria-current="true">${tongues.languages.find(({ code }) => code === language)?.name ?? ''}`), where);
        assert.equal(who.jar.get('nrm_lang'), language, where);
        page = turned.text;
      }
      if (path !== '/write/ask') assert.match(page, /<details[^>]* open/, 'what was answered behind the pause is not folded away');
      const [after] = await ownerOf(db)('select (select count(*)::int from signal) as signals, (select count(*)::int from signal_message) as messages');
      assert.deepEqual(after, before, path);
      const sent = await post(who, path, page, { ...fields, ...send });
      assert.equal(sent.status, 200, path);
      assert.match(sent.text, /<html lang="cy"/);
      assert.equal(numberIn(sent.text), numberIn((await post(who, path, first, { ...fields, ...send })).text), 'it is the same form still');
      assert.equal((await who.go(`${path}?lang=pl`)).to, path, 'a link to another language leads there as before');
    }
  });
});

onEveryEngine('who has come back with a number keeps the answers and what they typed in another language, and steps and the number too', async (_t, db) => {
  await walking(db, async (walk) => {
    const who = visitor(walk.base);
    const page = (await who.go('/write/me')).text;
    const number = numberIn((await post(who, '/write/me', page, { help: 'Invented' })).text);
    const adviser = await sit(walk, 'practice-bracken');
    const at = `${/href="(\/helpline\/desk\/[0-9A-Z-]{14})"/.exec((await adviser.go('/helpline/desk')).text)?.[1] ?? ''}`;
    await adviser.submit(at, {}, `${at}/open`);
    await adviser.submit(`${at}/answer`, { do: 'reply', phrases: 'thanks' });
    const back = await turn(who, '/write/back', 'vi', (await who.go('/write/back')).text, { number: '12 345' });
    assert.match(back.text, /<html lang="vi"[^]*id="number" name="number"[^>]*value="12 345"/, 'a number half typed');
    const thread = await post(who, '/write/back', back.text, { number });
    const typed = { number, more: 'Canarytown more', known: 'police' };
    const turned = await turn(who, '/write/more', 'ar', thread.text, typed);
    assert.match(turned.text, /<html lang="ar"/);
    assert.ok(turned.text.includes(tongues.dictionary('ar')['phrase.thanks'] ?? 'none'), 'the answer stands there, in the other language');
    standsIn(turned.text, { more: typed.more, known: typed.known }, 'the thread');
    assert.equal(hidden(turned.text, 'number'), number);
    assert.equal(hidden(turned.text, 'once'), hidden(thread.text, 'once'));
    const [none] = await ownerOf(db)("select count(*)::int as many from signal_message where said_by = 'reporter'");
    assert.deepEqual(none, { many: 1 });
    assert.equal((await turn(who, '/write/more', 'vi', turned.text, { more: 'x' })).status, 404, 'without its number it is no page of ours');
    const steps = await turn(who, '/write/ask/next', 'cy', turned.text, { number });
    assert.match(steps.text, /<html lang="cy"/);
    assert.equal(hidden(steps.text, 'number'), number);
    const kept = await post(who, '/write/more', turned.text, typed);
    assert.match(kept.text, /govuk-panel/);
    const [two] = await ownerOf(db)("select count(*)::int as many from signal_message where said_by = 'reporter'");
    assert.deepEqual(two, { many: 2 });
  });
});

/** The same pages beside the house, with other rates or in real use. */
async function beside({ house }: Walk, how: { readonly practice?: boolean; readonly rates?: Partial<Rates> }, body: (base: string) => Promise<void>) {
  const { organisation, team } = personaOf('practice-bracken').actor;
  const queue = () => ({ organisation, team, queue: 'helpline' });
  const app = await serve([...writePages(house.kit, queue), ...askPages(house.kit, queue)], {
    db: house.kit.db,
    clock: house.kit.clock,
    practice: how.practice ?? true,
    personas: [],
    tongues,
    rates: { ...ordinaryRates, ...how.rates },
  });
  try {
    await body(await listen(app, 0));
  } finally {
    await app.close();
  }
}

test('another language costs no report and no look at a number where none is looked up; what is carried on is not sent by it', async () => {
  await walking(await openMemory(), async (walk) => {
    await beside(walk, { rates: { report: 1, code: 1 } }, async (base) => {
      const who = visitor(base);
      let page = (await who.go('/write/seen')).text;
      for (const language of ['ar', 'vi', 'cy', 'en']) page = (await turn(who, '/write/seen', language, page, { what: 'Canarytown' })).text;
      const number = numberIn((await post(who, '/write/seen', page, { what: 'Canarytown' })).text);
      assert.equal((await post(who, '/write/seen', page, { what: 'Canarytown' })).status, 429, 'a report counts');
      const back = (await who.go('/write/back')).text;
      for (const language of ['ar', 'vi', 'en']) assert.equal((await turn(who, '/write/back', language, back, { number })).status, 200);
      const thread = await post(who, '/write/back', back, { number });
      const often = await turn(who, '/write/more', 'ar', thread.text, { number, more: 'Canarytown' });
      assert.equal(often.status, 429, 'each look at a number counts, or they could be guessed');
      assert.match(
        often.text,
        /<html lang="ar"[^]*<form method="post" action="\/write\/more\?lang=ar"[^]*value="Canarytown"/,
        'going on is asking again, not sending',
      );
    });
    await beside(walk, { practice: false }, async (base) => {
      const who = visitor(base);
      const turned = await turn(who, '/write/seen', 'vi', (await who.go('/write/seen')).text, { what: 'Canarytown' });
      assert.match(turned.text, /<html lang="en"[^]*Vietnamese\. Interpreter[^]*data-wanted="vi"[^]*>Canarytown<\/textarea>/);
    });
  });
});

test('another language is given to nobody who comes from elsewhere or from a page that was left, and too much text is kept to be made shorter', async () => {
  await walking(await openMemory(), async ({ base }) => {
    const who = visitor(base);
    const page = (await who.go('/write/me')).text;
    const typed = { help: 'Canarytown' };
    const other = await post(who, '/write/me?lang=ar', page, typed, { 'sec-fetch-site': 'cross-site' });
    const forged = await post(who, '/write/me?lang=ar', page, { ...typed, _csrf: 'x' });
    for (const answer of [other, forged]) {
      assert.equal(answer.status, 403);
      assert.doesNotMatch(answer.text, /Canarytown/);
      assert.equal(who.jar.get('nrm_lang'), undefined);
    }
    const long = await turn(who, '/write/me', 'ar', page, { help: `Canarytown ${'x'.repeat(2.5 * 1024 * 1024)}` });
    assert.equal(long.status, 413);
    assert.match(long.text, /action="\/write\/me\?lang=ar"[^]*Canarytown/);
    const left = (await who.go('/write/me')).text;
    await who.go('/exit');
    who.jar.clear();
    await who.go('/calendar');
    const late = await turn(who, '/write/me', 'ar', left, typed);
    assert.equal(late.status, 403);
    assert.doesNotMatch(late.text, /Canarytown/);
  });
});

onEveryEngine('what arrives damaged is said to be so and not kept, to a script so that it keeps the page; what was kept has its number', async (_t, db) => {
  await walking(db, async ({ base }) => {
    const many = async () => (await ownerOf(db)('select count(*)::int as many from signal_message'))[0];
    for (const path of ['/write/seen', '/write/ask']) {
      const who = visitor(base);
      const page = (await who.go(path)).text;
      const before = await many();
      const whole = await sealedIn(recipient(page), 'Canarytown sealed');
      for (const sealed of ['%%%', 'QUJD', whole.slice(0, 100), whole.slice(7), Buffer.from('plain').toString('base64')]) {
        const shown = await post(who, path, page, { sealed, danger: 'yes' });
        assert.equal(shown.status, 400);
        assert.match(shown.text, /damaged on the way\. We did not keep them\. Please write them again/);
        assert.match(shown.text, /value="yes" checked/);
        const answer = await post(who, path, page, { sealed, danger: 'yes' }, script);
        assert.equal(answer.status, 400);
        assert.deepEqual(said(answer), {
          kept: null,
          why: 'Your words were damaged on the way. We did not keep them. They are still here. Please send them again.',
          key: recipient(page),
        });
      }
      assert.deepEqual(await many(), before, 'nothing of it was kept');
      assert.equal(
        said(
          await post(
            who,
            path,
            page,
            { 'asks-for': 'me', place: '', ...(path === '/write/seen' ? { what: 'x'.repeat(20_001) } : { reach: 'x'.repeat(20_001) }) },
            script,
          ),
        ).kept,
        null,
      );
      // Sealed for a key that was ours before, or nobody's.
      const elsewhere = { sealed: whole, key: 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p' };
      // Cut short behind its head, which only the sum can show.
      const short = { sealed: whole.slice(0, -40), key: recipient(page), sum: digestOf([whole]).toString('base64') };
      for (const wrong of [elsewhere, short]) {
        assert.equal(said(await post(who, path, page, wrong, script)).key, recipient(page), 'it is told which key to seal it for');
        assert.match((await post(who, path, page, wrong)).text, /damaged on the way/);
      }
      assert.deepEqual(await many(), before);
      const sent = { sealed: whole, key: recipient(page), sum: digestOf([whole]).toString('base64'), danger: 'yes' };
      const { kept } = said(await post(who, path, page, sent, script));
      assert.ok(kept);
      const shown = await post(who, '/write/number', page, { kept, danger: 'yes' });
      assert.match(shown.text, /locked on this phone[^]*/);
      assert.match(shown.text, /href="tel:999"/);
      const number = numberIn(shown.text);
      assert.equal(numberIn((await post(who, path, page, sent)).text), number, 'the same number as without a script');
      assert.equal(numberIn((await post(who, '/write/number', page, { kept, danger: 'yes' })).text), number, 'loaded again it stands there again');
      for (const word of ['', 'x', kept.replace(/^./, (one) => (one === 'A' ? 'B' : 'A'))])
        assert.equal((await post(who, '/write/number', page, { kept: word })).status, 404);
      assert.equal((await post(who, '/write/number', page, { once: 'x'.repeat(43), kept })).status, 404, 'the word is of this form alone');
      const thread = (await post(who, '/write/back', page, { number })).text;
      const more = said(await post(who, '/write/more', thread, { number, sealed: await sealedIn(recipient(thread), 'more') }, script));
      const on = await post(who, '/write/back', thread, { number, kept: more.kept ?? '' });
      assert.match(on.text, /govuk-panel[^]*We have it/);
      assert.notEqual(hidden(on.text, 'once'), hidden(thread, 'once'), 'the next words are words of their own');
      assert.doesNotMatch((await post(who, '/write/back', thread, { number })).text, /We have it/);
      const broken = said(await post(who, '/write/more', thread, { number, sealed: 'QUJD' }, script));
      assert.deepEqual([broken.kept, broken.key], [null, recipient(thread)]);
    }
  });
});
