// Pages for everybody as people meet them: on a small phone, enlarged four times, from the right, by ear, with scripts and without.
import assert from 'node:assert/strict';
import { english } from '#base/words.ts';
import { settings } from '#rooms/learn/signs.ts';
import { openLanguages } from '#kit/view/spoken.ts';
import { journey, stranger } from './browser.ts';

const writing = ['/write', '/write/seen', '/write/me', '/write/back'];
const pages = ['/', '/phone', ...writing, '/check', '/learn', '/learn/signs', '/learn/next', '/learn/rights', '/learn/easy', '/learn/leaflet', '/learn/poster'];

for (const scripts of [true, false]) {
  journey(`every open page in English, Arabic and Vietnamese at 320 px and enlarged four times, scripts ${scripts ? 'on' : 'off'}`, async ({ sit }) => {
    for (const language of ['en', 'ar', 'vi']) {
      // A screen of 1280 by 1024 enlarged four times is 320 by 256.
      for (const height of [640, 256]) {
        const visit = await sit(stranger, { width: 320, height, scripts, language });
        for (const path of pages) assert.equal(await visit.go(path), 200, `${path} in ${language}`);
        const places = settings(english).map(({ id }) => `/learn/signs/${id}`);
        for (const path of language === 'en' ? places : places.slice(0, 1)) assert.equal(await visit.go(path), 200, path);
      }
    }
  });
}

journey('a language is chosen by its own name without scripts, stays for the next page, and the way out is in it', async ({ sit }) => {
  const phone = await sit(stranger, { width: 320, height: 640, scripts: false });
  await phone.go('/phone');
  await phone.page.locator('.nrm-tongues summary').click();
  await phone.press('Tiếng Việt');
  assert.equal(await phone.heading(), 'Số điện thoại');
  await phone.go('/');
  assert.match(await phone.text(), /Gọi 999/);
  await phone.press('Thoát khỏi trang này');
  assert.equal(phone.at(), '/calendar');
  assert.equal(await phone.heading(), 'Calendar', 'where one lands does not say which language one reads');
});

journey('every language opens the front page and the numbers, laid out in its own direction', async ({ sit }) => {
  const visit = await sit(stranger, { width: 320, height: 640 });
  for (const { code, dir } of openLanguages) {
    assert.equal(await visit.go(`/?lang=${code}`), 200);
    assert.equal(await visit.page.locator('html').getAttribute('dir'), dir);
    await visit.go('/phone');
    // Numbers keep their own direction wherever the words run.
    const digits = visit.page.locator('main a[href="tel:999"] bdi').first();
    assert.equal(await digits.getAttribute('dir'), 'ltr', code);
    assert.equal((await digits.innerText()).trim(), '999', code);
  }
});

journey('by ear the front page says first how to leave, then the danger, then three doors', async ({ sit }) => {
  const visit = await sit(stranger, { scripts: true });
  await visit.go('/');
  const tree = await visit.page.locator('body').ariaSnapshot();
  const heard = [...tree.matchAll(/^\s*- (link|heading|button|navigation|main|group|region|contentinfo)(?: "([^"]*)")?/gm)].map(([, role, name]) =>
    `${role} ${name ?? ''}`.trim(),
  );
  const order = [
    'link Skip to main content',
    'link Exit this page',
    'navigation Language',
    'main',
    'heading Are you or is someone in danger now?',
    'link Ring 999',
    'link I have seen something',
    'link It is happening to me',
    'link I want to learn the signs',
    'heading What we keep',
    'contentinfo',
  ];
  const places = order.map((one) => heard.indexOf(one));
  assert.deepEqual(
    places.filter((at) => at < 0),
    [],
    `${JSON.stringify(order)} in ${JSON.stringify(heard)}`,
  );
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
  );
});

journey('by keyboard the way out comes second, after the link to what the page says', async ({ sit }) => {
  const visit = await sit(stranger, { width: 320, height: 640 });
  await visit.go('/learn/signs/car-wash');
  const focused = (): Promise<string> => visit.page.evaluate<string>('document.activeElement.textContent.trim()');
  await visit.page.keyboard.press('Tab');
  assert.equal(await focused(), 'Skip to main content');
  await visit.page.keyboard.press('Tab');
  assert.equal(await focused(), 'Exit this page');
  await visit.arrive(() => visit.page.keyboard.press('Enter'));
  assert.equal(visit.at(), '/calendar');
});
