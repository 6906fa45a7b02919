// In the middle of writing somebody takes another language, on a small phone, with scripts and without; or what they send does not arrive: nothing is lost.
import assert from 'node:assert/strict';
import { tongues } from '#words/tongues.ts';
import { journey, stranger, type Place, type Seat, type Visit } from './browser.ts';

/** One point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const picture = { name: 'canary.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') };
const phone = ({ sit }: Place, seat: Seat): Promise<Visit> => sit(stranger, { width: 320, height: 640, ...seat });
const spoken = (language: string, id: string, english: string): string => tongues.dictionary(language)[id] ?? english;
const number = async ({ page }: Visit): Promise<string> => (await page.locator('.nrm-number').innerText()).replaceAll(' ', '');
const ready = async ({ page }: Visit): Promise<void> => page.getByText((await page.locator('[data-sealing]').getAttribute('data-there')) ?? '').waitFor();
const sendButton = '[data-write] > button, [data-write] button[type=submit]';

/** Takes a language from the list above the page, and waits until the page stands in it. */
async function take(visit: Visit, language: string, scripts: boolean): Promise<void> {
  const { page } = visit;
  await page.locator('.nrm-tongues summary').click();
  const press = (): Promise<void> => page.locator(`.nrm-tongues button[lang=${language}]`).click();
  if (!scripts) {
    assert.equal(await visit.arrive(press), 200);
    return;
  }
  const name = tongues.languages.find(({ code }) => code === language)?.name ?? '';
  await press();
  await page.locator('.nrm-tongues summary bdi', { hasText: name }).waitFor();
  await visit.look();
}

/** What this browser could still hold when the page is gone. */
const left = ({ page }: Visit): Promise<string> =>
  page.evaluate<string>(
    `(async () => JSON.stringify([{ ...sessionStorage }, { ...localStorage }, history.state, window.name, location.href, (await indexedDB.databases()).length]))()`,
  );

/** All that is posted, also with files: the browser tells the words of such a posting only to who may hold it up. */
async function listened({ page }: Visit): Promise<readonly string[]> {
  const posted: string[] = [];
  await page.route(/\/write/, (route) => {
    const request = route.request();
    if (request.method() === 'POST') posted.push(`${request.url()} ${request.postDataBuffer()?.toString('latin1') ?? assert.fail('a posting without words')}`);
    return route.fallback();
  });
  return posted;
}

for (const scripts of [true, false])
  journey(
    `a form half filled keeps all from English to Arabic to Vietnamese, ${scripts ? 'and with scripts nothing typed leaves the phone' : 'without scripts'}`,
    async (place) => {
      const visit = await phone(place, { scripts });
      const { page } = visit;
      const posted = await listened(visit);
      await visit.go('/write/seen');
      if (scripts) await ready(visit);
      await page.locator('[name=danger][value=no]').check();
      await page.locator('#what').fill('Canarytown invented\nwords ');
      await page.locator('main details summary').click();
      await page.locator('#how-known').fill('Canarytown');
      await page.locator('#files').setInputFiles(picture);
      await page.locator('.nrm-tongues summary').click();
      assert.equal(await page.locator('[data-turn-files]').count(), scripts ? 0 : 1, 'only where files are lost is it said that they are');
      await page.locator('.nrm-tongues summary').click();
      const once = await page.locator('[name=once]').inputValue();
      for (const language of ['ar', 'vi']) {
        await take(visit, language, scripts);
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        assert.equal(await page.locator('html').getAttribute('dir'), language === 'ar' ? 'rtl' : 'ltr');
        assert.equal(await page.title(), spoken(language, 'write.title', 'Write to us'));
        assert.ok(await page.locator('[name=danger][value=no]').isChecked());
        assert.equal(await page.locator('#what').inputValue(), 'Canarytown invented\nwords ');
        assert.ok(await page.locator('#how-known').isVisible(), 'what was opened stays open');
        assert.equal(await page.locator('#how-known').inputValue(), 'Canarytown');
        assert.equal(await page.locator('[name=once]').inputValue(), once);
        assert.equal(await page.evaluate<number>(`document.querySelector('#files').files.length`), scripts ? 1 : 0);
        assert.equal(await page.getByText(spoken(language, 'write.files-again', '')).count(), scripts ? 0 : 1);
        if (scripts) assert.equal(await page.evaluate<string>(`document.activeElement.tagName`), 'SUMMARY', 'where one was, the keyboard goes on');
      }
      assert.equal(/Canarytown/.test(posted.join('\n')), !scripts);
      if (scripts) assert.equal(await left(visit), JSON.stringify([{}, {}, null, '', page.url(), 0]));
      if (scripts) await ready(visit);
      else await page.locator('#files').setInputFiles(picture);
      assert.equal(await visit.arrive(() => page.locator(sendButton).last().click()), 200);
      assert.equal(await page.locator('html').getAttribute('lang'), 'vi');
      assert.equal(/Canarytown/.test(posted.join('\n')), !scripts);
      const code = await number(visit);
      assert.match(code, /^\d{20}$/);
      await visit.arrive(() => page.reload());
      assert.equal(await number(visit), code, 'who loads the page again does not lose the number');

      await visit.go('/write/back');
      const digits = page.locator('#number');
      await digits.fill(code);
      await take(visit, 'en', scripts);
      assert.equal(await digits.inputValue(), code);
      assert.equal(await visit.arrive(() => digits.press('Enter')), 200);
      assert.match(await visit.text(), /There is no answer yet/, 'Enter opens the number, and takes no language');
      await page.locator('#more').fill('Canarytown further');
      await page.locator('main details summary').click();
      await page.locator('[name=known][value=council]').check();
      await take(visit, 'ar', scripts);
      assert.equal(await page.locator('#more').inputValue(), 'Canarytown further');
      assert.ok(await page.locator('[name=known][value=council]').isChecked());
      assert.equal(await page.locator('form#form [name=number]').inputValue(), code, 'the thread stays open');
      if (scripts) await ready(visit);
      assert.equal(await visit.arrive(() => page.locator(sendButton).last().click()), 200);
      assert.match(await visit.text(), new RegExp(spoken('ar', 'write.kept', '')));
      assert.equal(/Canarytown/.test(posted.join('\n')), !scripts);
      await visit.arrive(() => page.locator('form[action="/write/ask/next"] button').click());
      await take(visit, 'en', scripts);
      assert.match(await visit.text(), /We have not asked a group yet/);

      await visit.go('/write/ask');
      await page.locator('[name="asks-for"][value=me]').check();
      await page.locator('[name=not][value=police]').check();
      await page.locator('[name=not][value=ngo]').check();
      await page.locator('#language').fill('Canarytown');
      for (const language of ['ar', 'vi']) {
        await take(visit, language, scripts);
        assert.equal(await page.locator('html').getAttribute('lang'), language === 'vi' ? 'en' : language);
        assert.equal(await page.locator(':checked:is([name=not], [name="asks-for"])').count(), 3);
        assert.equal(await page.locator('#language').inputValue(), 'Canarytown');
      }
      const adviser = await place.sit('practice-bracken');
      await adviser.go('/helpline/desk');
      const at = (await adviser.page.locator('main table a').first().getAttribute('href')) ?? '';
      await adviser.go(at);
      await adviser.arrive(() => adviser.page.locator('form[action$="/open"] button').click());
      assert.match(await adviser.text(), /Canarytown invented/);
      assert.match(await adviser.text(), /Canarytown further/);
      await adviser.go('/helpline/desk');
    },
  );

journey('a language that cannot be had just now is said, and the page stays as it was', async (place) => {
  const visit = await phone(place, {});
  const { page } = visit;
  await visit.go('/write/me');
  await page.locator('#help').fill('Canarytown');
  await page.route(/lang=/, (route) => route.abort());
  await page.locator('.nrm-tongues summary').click();
  await page.locator('.nrm-tongues button[lang=ar]').click();
  await page.getByText('We could not change the language now. What you wrote is still here.').waitFor();
  assert.equal(await page.locator('#help').inputValue(), 'Canarytown');
  await page.unroute(/lang=/);
  await page.locator('.nrm-tongues button[lang=ar]').click();
  await page.locator('html[lang=ar]').waitFor({ state: 'attached' });
  assert.equal(await page.locator('#help').inputValue(), 'Canarytown');
  visit.found.splice(0, visit.found.length, ...visit.found.filter((one) => !/ERR_FAILED/.test(one)));
});

/** A piece of what was sealed is changed after it has left the script. */
const damaging = `window.whole = window.fetch;
window.fetch = (to, how) => {
  how.body.set('sealed', how.body.get('sealed').replace(/(.{250})..../, '$1AAAA'));
  return window.whole(to, how);
};`;

journey('what arrives damaged, or not at all, is said beside the form; all that was typed stays and is sent again; files too', async (place) => {
  const visit = await phone(place, { language: 'vi' });
  const { page } = visit;
  const posted = await listened(visit);
  await visit.go('/write/me');
  await ready(visit);
  await page.locator('#help').fill('Canarytown help');
  await page.locator('[name=danger][value=yes]').check();
  await page.locator('#files').setInputFiles(picture);
  const stays = async (): Promise<void> => {
    assert.equal(await page.locator('#help').inputValue(), 'Canarytown help');
    assert.ok(await page.locator('[name=danger][value=yes]').isChecked());
    assert.equal(await page.evaluate<number>(`document.querySelector('#files').files.length`), 1);
    await visit.look();
  };
  const alert = page.locator('[data-sealing][role=alert]');
  const said = async (id: string): Promise<void> => alert.filter({ hasText: spoken('vi', id, '') }).waitFor();
  const send = (): Promise<void> => page.locator(sendButton).last().click();
  await page.route(/\/write\/me$/, (route) => route.abort());
  await send();
  await said('write.again');
  await stays();
  await page.unroute(/\/write\/me$/);
  await page.evaluate(damaging);
  await send();
  await said('write.damaged');
  await stays();
  await page.evaluate('window.fetch = window.whole');
  assert.equal(await visit.arrive(send), 200);
  assert.match(await number(visit), /^\d{20}$/);
  assert.equal(visit.at(), '/write/number');
  assert.doesNotMatch(posted.join('\n'), /Canarytown|name="help"|canary\.png/);
  assert.equal(posted.length, 3, 'twice sealed, beside what never left the phone, and once for the number');
  visit.found.splice(0, visit.found.length, ...visit.found.filter((one) => !/ERR_FAILED/.test(one)));
});

journey('a page that was open when the lock was changed seals anew, and an adviser opens what was written', async (place) => {
  const visit = await phone(place, {});
  const { page } = visit;
  await visit.go('/write/seen');
  await ready(visit);
  // As if it had come before the key of now.
  await page.evaluate(`document.querySelector('[data-write]').dataset.recipient = 'age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p'`);
  await page.locator('#what').fill('Canarytown after the change');
  assert.equal(await visit.arrive(() => page.locator(sendButton).last().click()), 200);
  await number(visit);
  const adviser = await place.sit('practice-clover');
  await adviser.go('/helpline/desk');
  const waiting = await adviser.page.evaluate<string[]>(`[...document.querySelectorAll('main table a')].map((one) => one.getAttribute('href'))`);
  for (const href of waiting) {
    await adviser.go(href);
    const open = adviser.page.locator('form[action$="/open"] button');
    if ((await open.count()) > 0) await adviser.arrive(() => open.click());
    if (/Canarytown after the change/.test(await adviser.text())) return;
  }
  assert.fail('nobody could open it');
});
