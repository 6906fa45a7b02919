// The frame of the pages where anybody writes, over real HTTP: whatever answers there has the way out first, in the reader's language, and keeps what was typed.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { wordsIn } from '#kit/view/words-only.ts';
import { ordinaryRates, type Rates } from '#kit/web/rates.ts';
import { listen, serve } from '#kit/web/server.ts';
import { personaOf } from '#practice/people.ts';
import { phrases } from '#rooms/signal/questions.ts';
import { writePages } from '#rooms/signal/write-pages.ts';
import { tongues } from '#words/tongues.ts';
import { openMemory } from './engines.ts';
import { readingOf } from './reading-age.ts';
import { sit, visitor, walking, type Answer, type Visitor, type Walk } from './walk.ts';

type Fields = Readonly<Record<string, string>>;
type File = { readonly name: string; readonly size: number };
const hidden = (page: string, name: string): string => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1] ?? '';
const typed = 'Canarytown invented words';

/** Opens a page and sends its form with these fields and files. */
async function send(who: Visitor, path: string, fields: Fields, files: readonly File[] = [], page?: string): Promise<Answer> {
  const form = page ?? (await who.go(path)).text;
  const body = new FormData();
  for (const [name, value] of Object.entries({ _csrf: hidden(form, '_csrf'), once: hidden(form, 'once'), ...fields })) body.set(name, value);
  for (const { name, size } of files) body.append('files', new Blob([new Uint8Array(size)]), name);
  return who.go(path, { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } });
}
const numberIn = ({ text }: Answer): string => /nrm-number">([\d ]+)</.exec(text)?.[1] ?? assert.fail(text.slice(0, 2000));

/** The same pages beside the house, with other rates or in real use. */
async function beside(
  { house }: Walk,
  how: { readonly practice: boolean; readonly rates?: Partial<Rates> },
  body: (base: string) => Promise<void>,
): Promise<void> {
  const { organisation, team } = personaOf('practice-bracken').actor;
  const app = await serve(
    writePages(house.kit, () => ({ organisation, team, queue: 'helpline' })),
    { db: house.kit.db, clock: house.kit.clock, practice: how.practice, personas: [], tongues, rates: { ...ordinaryRates, ...how.rates } },
  );
  try {
    await body(await listen(app, 0));
  } finally {
    await app.close();
  }
}

function framed(answer: Answer, status: number, lang: string, where: string): void {
  const { text } = answer;
  assert.equal(answer.status, status, where);
  assert.match(text, new RegExp(`<html lang="${lang}"`), where);
  assert.match(text, /<body[^>]*>\s*<a [^>]*govuk-skip-link[^>]*>[^<]*<\/a>\s*<nav class="nrm-leave"[^]*href="\/exit"/, `${where}: the way out comes first`);
  assert.doesNotMatch(text, /nrm-wordmark|\?words|hreflang/, `${where}: nothing leads away from a page that answers`);
  assert.equal(answer.headers.get('cache-control'), 'no-store', where);
  assert.doesNotMatch(/<title>([^<]*)/.exec(text)?.[1] ?? '', /slave|traffick|report|Canarytown|\d{5}/i, where);
  if (lang !== 'en') assert.match(text, /class="nrm-draft"/, `${where}: a draft says that it is one`);
}

for (const lang of ['en', 'ar', 'vi'])
  test(`whatever answers where somebody writes stands in the same frame, in ${lang}, and keeps what was typed`, async () => {
    await walking(await openMemory(), async (walk) => {
      await beside(walk, { practice: true }, async (base) => {
        const who = visitor(base);
        await who.go(`/write?lang=${lang}`);
        const form = await who.go('/write/me');
        assert.equal([...form.text.matchAll(/data-turn form="form"/g)].length, tongues.languages.length - 1);
        const receipt = await send(who, '/write/me', { help: typed, danger: 'yes' });
        framed(receipt, 200, lang, 'the receipt');
        assert.match(receipt.text, /href="tel:999"/);
        const number = numberIn(receipt);
        const back = await who.go('/write/back');
        const thread = await send(who, '/write/back', { number }, [], back.text);
        framed(thread, 200, lang, 'the answers');
        framed(await send(who, '/write/more', { number, more: typed }, [], thread.text), 200, lang, 'words added');
        framed(await send(who, '/write/me', { danger: 'no' }), 400, lang, 'nothing written');
        framed(await send(who, '/write/more', { more: typed }, [], thread.text), 404, lang, 'no number');
        const many = await send(
          who,
          '/write/seen',
          { what: typed },
          Array.from({ length: 21 }, (_, i) => ({ name: `${i}.txt`, size: 1 })),
        );
        framed(many, 413, lang, 'too many files');
        assert.ok(many.text.includes(typed), 'what was typed is kept');
        const locked = await send(
          who,
          '/write/seen',
          { sealed: 'QUJD'.repeat(100) },
          Array.from({ length: 21 }, (_, i) => ({ name: `${i}`, size: 1 })),
        );
        assert.match(locked.text, /<input type="hidden" name="sealed"/, 'what is locked is carried, and not shown to be read');
        const long = await send(who, '/write/seen', { what: `${typed} ${'x'.repeat(2.5 * 1024 * 1024)}` });
        framed(long, 413, lang, 'too many words');
        assert.match((await who.go('/write/nowhere')).text, new RegExp(`<html lang="${lang}"[^]*nrm-leave`), 'an address mistyped');
      });
      await beside(walk, { practice: true, rates: { report: 1 } }, async (base) => {
        const who = visitor(base);
        await who.go(`/write?lang=${lang}`);
        await send(who, '/write/me', { help: 'first' });
        const often = await send(who, '/write/me', { help: typed });
        framed(often, 429, lang, 'too often');
        assert.ok(often.text.includes(`name="help" value="${typed}"`), 'what was typed is carried along');
        assert.equal(often.text.includes('999'), true);
      });
    });
  });

test('in real use the form is in English with how to ask for an interpreter, and the adviser reads which language was asked for', async () => {
  await walking(await openMemory(), async (walk) => {
    await beside(walk, { practice: false }, async (base) => {
      const who = visitor(base);
      await who.go('/write?lang=vi');
      for (const path of ['/write', '/write/seen', '/write/me', '/write/back']) {
        const { text } = await who.go(path);
        assert.match(text, /<html lang="en" dir="ltr"/, path);
        assert.match(text, /Nobody has checked our words in this language yet[^]*“Vietnamese\. Interpreter, please\.”/, path);
      }
      const form = (await who.go('/write/seen')).text;
      assert.match(form, /You can write in any language/);
      assert.match(form, /data-lang="en" data-wanted="vi"/);
      const receipt = await send(who, '/write/seen', { what: typed }, [], form);
      framed({ ...receipt, text: receipt.text }, 200, 'en', 'the receipt');
      assert.match(receipt.text, /We have it/);
    });
    const adviser = await sit(walk, 'practice-bracken');
    const at = `${/href="(\/helpline\/desk\/[0-9A-Z-]{14})"/.exec((await adviser.go('/helpline/desk')).text)?.[1] ?? assert.fail('no report')}/answer`;
    await adviser.submit(at.replace('/answer', ''), {}, at.replace('/answer', '/open'));
    const read = (await adviser.go(at)).text;
    assert.match(read, /English; they asked for Tiếng Việt/);
    assert.match(read, /<option value="vi" selected>Tiếng Việt/, 'an answer is written for who asked for it');
  });
});

test('what comes from a page that was left is neither done nor shown, nor carried on; the words under its number stay shut', async () => {
  await walking(await openMemory(), async ({ base }) => {
    const who = visitor(base);
    const page = (await who.go('/write/me')).text;
    const number = numberIn(await send(who, '/write/me', { help: typed }, [], page));
    const thread = (await who.go('/write/back')).text;
    await who.go('/exit');
    who.jar.clear();
    await who.go('/calendar');
    for (const [path, fields, form] of [
      ['/write/me', { help: typed }, page],
      ['/write/back', { number }, thread],
      ['/write/more', { number, more: typed }, thread],
    ] as const) {
      const { status, text } = await send(who, path, fields, [], form);
      assert.equal(status, 403, path);
      assert.doesNotMatch(text, new RegExp(`${typed}|${number}|${hidden(page, 'once')}`), path);
      assert.match(text, /To keep you safe, we did nothing/);
    }
  });
});

test('the English of what answers is at most of age 9 too, with every checked sentence that an adviser can send', async () => {
  await walking(await openMemory(), async (walk) => {
    const who = visitor(walk.base);
    const receipt = await send(who, '/write/me', { help: typed, danger: 'yes' });
    const number = numberIn(receipt);
    const adviser = await sit(walk, 'practice-bracken');
    const at = `${/href="(\/helpline\/desk\/[0-9A-Z-]{14})"/.exec((await adviser.go('/helpline/desk')).text)?.[1] ?? ''}/answer`;
    await adviser.submit(at.replace('/answer', ''), {}, at.replace('/answer', '/open'));
    await adviser.submit(at, { do: 'reply', phrases: Object.keys(phrases) });
    const thread = await who.submit('/write/back', { number });
    for (const [where, { text }] of Object.entries({ receipt, thread, empty: await send(who, '/write/seen', {}) })) {
      const reading = readingOf(wordsIn(/<main[^>]*>([^]*)<\/main>/.exec(text)?.[1] ?? ''));
      assert.ok(reading.words > 50 && reading.grade <= 4, `${where}: ${JSON.stringify(reading)}`);
    }
  });
});
