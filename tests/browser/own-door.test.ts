// A person at their own door: at night, on an old phone, in Arabic, without scripts; and what somebody sees who takes the phone and presses Back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium } from 'playwright-core';
import { giveDoor, supported, type Words } from '#tests/own-door.ts';
import { openMemory } from '#tests/engines.ts';
import { startWalk } from '#tests/walk.ts';
import { promised } from '#tests/promise.ts';
import { executablePath, flags, installed, journey, type Visit } from './browser.ts';
import { back, secured } from './secured.ts';

const open = async (phone: Visit, path: string, words: string): Promise<number> => {
  await phone.go(path);
  await phone.fill({ words });
  return phone.arrive(() => phone.page.locator('main form button').first().click());
};

journey('a person finds where things are, adds a word and leaves, in Arabic on a small phone without scripts', async ({ walk, sit }) => {
  const own = await supported(walk);
  const words = await giveDoor(own, 'numbers');
  const phone = await sit('practice-heather', { width: 320, height: 640, scripts: false, language: 'ar' });
  assert.equal(await open(phone, '/notebook', words.first.replaceAll(' ', '')), 200);
  assert.equal(await phone.heading(), 'إلى أين وصلت الأمور');
  assert.match(await phone.text(), /الخطوة 2 من 3/);
  assert.equal(await phone.page.title(), 'دفتر');
  await phone.press('نص كبير');
  assert.match((await phone.page.locator('html').getAttribute('class')) ?? '', /large/);
  await phone.press('عرض المزيد');
  assert.equal(await open(phone, '/notebook/more', words.further), 200);
  await phone.press('من يساعدني، ومن قرأ عني');
  assert.match(await phone.text(), /Willow/);
  await phone.go('/notebook/notes');
  await phone.fill({ words: 'كانت سنتين.' });
  await phone.press('احفظ كلماتي');
  assert.match(await phone.text(), /كانت سنتين/);
  await phone.go('/notebook/message');
  await phone.fill({ words: 'لا يتصل بي أحد.' });
  await phone.press('أرسل');
  await phone.press('اخرج الآن');
  assert.equal(await phone.heading(), 'التقويم');
  await phone.page.goBack();
  assert.doesNotMatch(await phone.page.locator('body').innerText(), /لا يتصل|Willow|سنتين/);
  assert.equal(await phone.go('/notebook/home'), 200);
  assert.equal(phone.at(), '/notebook', 'and the visit is over');
});

journey('each page of the door passes with scripts, wide and in every language, and says nothing in its title', async ({ walk, sit }) => {
  const words = await giveDoor(await supported(walk));
  for (const language of ['en', 'cy', 'ar'] as const) {
    const phone = await sit('practice-heather', { language, width: language === 'cy' ? 1280 : 320 });
    await open(phone, '/notebook', words.first);
    await open(phone, '/notebook/more', 'apple apple apple');
    await open(phone, '/notebook/more', words.further);
    for (const path of ['/notebook/home', '/notebook/people', '/notebook/notes', '/notebook/lists', '/notebook/message', '/calendar']) {
      assert.equal(await phone.go(path), 200, path);
      assert.doesNotMatch(await phone.page.title(), /NRM|refer|complain/i);
    }
  }
  const willow = await sit('practice-willow', { width: 320 });
  await willow.go('/support');
});

test('whoever presses Back after the way out sees nothing, with the cache of pages on, with scripts and without', { timeout: 300_000 }, async (t) => {
  if (!installed()) {
    if (process.env['CI'] === 'true') throw new Error(`No browser stands at ${executablePath}.`);
    return t.skip('no browser here');
  }
  const walk = await startWalk(await openMemory());
  const { server, at, key } = await secured(walk.base);
  const browser = await chromium.launch({
    executablePath,
    args: [...flags, `--ignore-certificate-errors-spki-list=${key}`],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    const words: Words = await giveDoor(await supported(walk));
    for (const scripts of [false, true]) {
      const context = await browser.newContext({ javaScriptEnabled: scripts });
      const page = await context.newPage();
      const into = async (path: string, typed: string): Promise<void> => {
        await page.goto(at + path);
        await page.fill('[name=words]', typed);
        await page.locator('main form button').first().click();
        await page.waitForLoadState();
      };
      if (!scripts) {
        // The rig must be able to see the fault: by an address of the same site, without the way out, what was typed comes back.
        await page.goto(`${at}/notebook`);
        await page.fill('[name=words]', 'typed before');
        await page.goto(`${at}/calendar`);
        assert.match(await back(page), /typed before/, 'the rig sees the fault');
      }
      await into('/notebook', words.first);
      await into('/notebook/more', words.further);
      await page.goto(`${at}/notebook/notes`);
      assert.match(await page.locator('body').innerText(), /wages were kept/);
      await page.fill('[name=words]', 'something secret');
      await page.locator('[data-leave]').click();
      await page.waitForURL(/\/calendar$/);
      for (let times = 1; times <= 4; times += 1) {
        assert.doesNotMatch(await back(page), /wages were kept|something secret|Willow|Step 2/, `${times} times back, scripts ${scripts ? 'on' : 'off'}`);
      }
      await context.close();
    }
    promised(
      'P4',
      'at a person’s own door, over HTTPS with the browser’s cache of pages on, with scripts and without: four times Back after leaving, 0 words of what stood there; without the way out the same rig sees them',
    );
  } finally {
    await browser.close();
    server.close();
    await walk.close();
  }
});
