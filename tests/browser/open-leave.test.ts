// Leaving pages for everybody: whoever takes the phone afterwards and presses Back sees nothing, in two browsers, with scripts and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { openMemory } from '#tests/engines.ts';
import { promised } from '#tests/promise.ts';
import { startWalk } from '#tests/walk.ts';
import { executablePath, flags, installed } from './browser.ts';
import { firefox, firefoxInstalled } from './firefox.ts';
import { back, controlPath, secured } from './secured.ts';

/** Pages on the way, and the one that holds typed words when somebody comes in. */
const way = ['/', '/learn', '/learn/signs/car-wash', '/check'];
const typed = 'words nobody may see';

async function walkIn(page: Page, at: string): Promise<void> {
  for (const path of way) await page.goto(at + path);
  await page.fill('[name=code]', typed);
}

const leaving: Readonly<Record<string, (page: Page) => Promise<unknown>>> = {
  'the link': (page) => page.locator('[data-leave]').click(),
  'three presses of Shift': async (page) => {
    await page.locator('[name=code]').press('Shift+A');
    await page.keyboard.press('Shift');
    assert.match(await page.locator('[role=status]').innerText(), /Presses left: 2/);
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
  },
};

test('four times Back after the way out never brings back what was typed, with the cache of pages on', { timeout: 300_000 }, async (t) => {
  if (!installed()) {
    if (process.env['CI'] === 'true') throw new Error(`No browser stands at ${executablePath}.`);
    return t.skip('no browser here');
  }
  const walk = await startWalk(await openMemory());
  const { server, at, key, asked } = await secured(walk.base);
  const browser = await chromium.launch({
    executablePath,
    args: [...flags, `--ignore-certificate-errors-spki-list=${key}`],
    ignoreDefaultArgs: ['--disable-back-forward-cache'],
  });
  try {
    for (const scripts of [false, true]) {
      for (const [how, leave] of Object.entries(leaving)) {
        if (!scripts && how !== 'the link') continue;
        const context = await browser.newContext({ javaScriptEnabled: scripts });
        const page = await context.newPage();
        if (!scripts) {
          // The rig must see the fault: left by an address of the same site, what was typed comes back, and nobody is asked for it.
          await walkIn(page, at);
          await page.goto(`${at}/calendar`);
          const before = asked.length;
          assert.match(await back(page), new RegExp(typed), 'without the way out the words come back');
          assert.equal(asked.length, before, 'out of the cache of pages: no request was made');
          await page.goto(`${at}${controlPath}`);
        }
        await walkIn(page, at);
        await leave(page);
        await page.waitForURL(/\/calendar$/);
        if (scripts) {
          const history = await (await context.newCDPSession(page)).send('Page.getNavigationHistory');
          const last = history.entries.map(({ url }) => new URL(url, at).pathname).slice(-2);
          assert.deepEqual(last, ['/learn/signs/car-wash', '/calendar'], 'the page that was left is out of the list of pages');
        }
        const cookies = (await context.cookies(at)).filter(({ name }) => /guest|own/.test(name));
        // The calendar begins afresh, as it would for anybody.
        assert.ok(cookies.length <= 1);
        for (let times = 1; times <= 4; times += 1) {
          const seen = await back(page);
          assert.doesNotMatch(seen, new RegExp(typed), `${how}, ${times} times back, scripts ${scripts ? 'on' : 'off'}`);
        }
        await context.close();
      }
    }
    promised(
      'P4',
      'on pages for everybody, over HTTPS with the browser’s cache of pages on, with scripts and without: four times Back after leaving by the link or by three presses of Shift, 0 of the words typed there; without the way out the same rig sees them',
    );
  } finally {
    await browser.close();
    server.close();
    await walk.close();
  }
});

test('the same in Firefox, where it is installed', { timeout: 300_000 }, async (t) => {
  if (!firefoxInstalled()) return t.skip('no Firefox here');
  const walk = await startWalk(await openMemory());
  const { server, at } = await secured(walk.base);
  const fox = await firefox();
  try {
    const words = `return document.body.innerText + ' ' + [...document.querySelectorAll('input[type=text], textarea')].map((one) => one.value).join(' ')`;
    await fox.go(at + controlPath);
    await fox.type('[name=words]', typed);
    await fox.go(`${at}/calendar`);
    await fox.back();
    assert.match(await fox.say(words), new RegExp(typed), 'the rig sees what comes back');
    for (const how of ['click', 'address'] as const) {
      for (const path of way) await fox.go(at + path);
      await fox.type('[name=code]', typed);
      // By its address, as without scripts; by a click, as with them.
      if (how === 'click') await fox.click('[data-leave]');
      else await fox.go(`${at}/exit`);
      await fox.until('return location.pathname', '/calendar');
      for (let times = 1; times <= 4; times += 1) {
        await fox.back();
        assert.doesNotMatch(await fox.say(words), new RegExp(typed), `Firefox, ${how}, ${times} times back`);
      }
    }
    promised('P4', 'the same in Firefox');
  } finally {
    await fox.close();
    server.close();
    await walk.close();
  }
});
