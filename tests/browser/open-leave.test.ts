// Leaving pages for everybody: whoever takes the phone afterwards and presses Back sees nothing, in two browsers, with scripts and without.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium, type Page } from 'playwright-core';
import { openMemory } from '#tests/engines.ts';
import { promised } from '#tests/promise.ts';
import { sit, startWalk, visitor, type Walk } from '#tests/walk.ts';
import { executablePath, flags, installed } from './browser.ts';
import { firefox, firefoxInstalled, type Fox } from './firefox.ts';
import { back, controlPath, secured, sentAgain } from './secured.ts';

/** Pages on the way, before the one that holds words. */
const way = ['/', '/learn', '/learn/signs/car-wash'];
const typed = 'words nobody may see';
const answer = 'an invented answer';

/** Where somebody is when others come in: what opens it, and the box that they type in. */
type Held = { readonly box: string; readonly path: string; readonly number?: string; readonly turn?: string };
const heldWith = (number: string): readonly Held[] => [
  { path: '/check', box: '[name=code]' },
  { path: '/write/me', box: '#help' },
  { path: '/write/back', box: '#more', number },
  { path: '/write/me', box: '#help', turn: 'vi' },
  { path: '/write/back', box: '#more', number, turn: 'en' },
];
/** Nothing of what was typed, of the number, of the answer. */
const secret = (number: string): RegExp => new RegExp(`${typed}|${answer}|${number}|${number.replace(/(.{5})(?=.)/g, '$1 ')}`);

/** A report with an answer: its number. */
async function reported(walk: Walk): Promise<string> {
  const who = visitor(walk.base);
  const once = /name="once" value="([^"]+)"/.exec((await who.go('/write/me')).text)?.[1] ?? '';
  const number = /nrm-number">([\d ]+)</.exec((await who.submit('/write/me', { once, help: 'Invented words' })).text)?.[1]?.replaceAll(' ', '');
  const adviser = await sit(walk, 'practice-bracken');
  const at = `${/href="(\/helpline\/desk\/[0-9A-Z-]{14})"/.exec((await adviser.go('/helpline/desk')).text)?.[1] ?? ''}/answer`;
  await adviser.submit(at.replace('/answer', ''), {}, at.replace('/answer', '/open'));
  await adviser.submit(at, { do: 'reply', words: answer, reads: 'en' });
  return number ?? assert.fail('no number');
}

async function walkIn(page: Page, at: string, { path, box, number, turn }: Held): Promise<void> {
  for (const each of [...way, path]) await page.goto(at + each);
  if (number) {
    await page.fill('#number', number);
    await page.locator('main form button').click();
    assert.match(await page.locator('main').innerText(), new RegExp(answer));
  }
  await page.fill(box, typed);
  if (!turn) return;
  // Once more, so that it begins in another language than the one that is taken.
  for (const language of ['ar', turn]) {
    await page.locator('.nrm-tongues summary').click();
    await page.locator(`.nrm-tongues button[lang=${language}]`).click();
    await page.locator(`html[lang=${language}]`).waitFor({ state: 'attached' });
    assert.equal(await page.inputValue(box), typed, `kept in ${language}`);
  }
}

const leaving: Readonly<Record<string, (page: Page, box: string) => Promise<unknown>>> = {
  'the link': (page) => page.locator('[data-leave]').click(),
  'three presses of Shift': async (page, box) => {
    await page.locator(box).press('Shift+A');
    await page.keyboard.press('Shift');
    assert.match(await page.locator('[role=status]').innerText(), /: 2/);
    await page.keyboard.press('Shift');
    await page.keyboard.press('Shift');
  },
};

test('four times Back after the way out never brings back what was typed, with the cache of pages on', { timeout: 600_000 }, async (t) => {
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
    const number = await reported(walk);
    const cases = [false, true].flatMap((scripts) =>
      Object.entries(leaving)
        .filter(([how]) => scripts || how === 'the link')
        .flatMap(([how, leave]) => heldWith(number).map((held) => ({ scripts, how, leave, held }))),
    );
    for (const { scripts, how, leave, held } of cases) {
      const context = await browser.newContext({ javaScriptEnabled: scripts });
      const page = await context.newPage();
      if (!scripts) {
        // The rig must see the fault: left by an address of the same site, what was typed comes back, and nobody is asked for it.
        await walkIn(page, at, held);
        await page.goto(`${at}/calendar`);
        const before = asked.length;
        const seen = await back(page);
        if (held.number || held.turn) assert.match(await sentAgain(page), secret(number), 'without the way out it comes back once the form is sent again');
        else {
          assert.match(seen, new RegExp(typed), 'without the way out the words come back');
          assert.equal(asked.length, before, 'out of the cache of pages: no request was made');
        }
        await page.goto(`${at}${controlPath}`);
      }
      await walkIn(page, at, held);
      await leave(page, held.box);
      await page.waitForURL(/\/calendar$/);
      if (scripts) {
        const history = await (await context.newCDPSession(page)).send('Page.getNavigationHistory');
        const last = history.entries.map(({ url }) => new URL(url, at).pathname).slice(-2);
        assert.deepEqual(last, [held.number ? held.path : way.at(-1), '/calendar'], 'the page that was left is out of the list of pages');
      }
      const cookies = (await context.cookies(at)).filter(({ name }) => /guest|own/.test(name));
      // The calendar begins afresh, as it would for anybody.
      assert.ok(cookies.length <= 1);
      for (let times = 1; times <= 4; times += 1) {
        const where = `${held.path}, ${how}, ${times} times back, scripts ${scripts ? 'on' : 'off'}`;
        assert.doesNotMatch(await back(page), secret(number), where);
        if ((!held.number && !held.turn) || times > 1) continue;
        // Whoever says yes when the browser asks whether to send it again.
        assert.doesNotMatch(await sentAgain(page), secret(number), `${where}, and sent again`);
      }
      await context.close();
    }
    promised(
      'P4',
      'on pages for everybody, over HTTPS with the browser’s cache of pages on, with scripts and without: four times Back after leaving by the link or by three presses of Shift from a form half filled in or an answer that stood open, also sent again, 0 of what was typed, of the number and of the answer; without the way out the same rig sees them',
    );
  } finally {
    await browser.close();
    server.close();
    await walk.close();
  }
});

/** What answered a form stands under no address: Firefox says that it is no longer there. */
const backIn = (fox: Fox): Promise<unknown> =>
  fox.back().catch((wrong: Error) => {
    if (!/notCached/.test(wrong.message)) throw wrong;
  });

test('the same in Firefox, where it is installed', { timeout: 300_000 }, async (t) => {
  if (!firefoxInstalled()) return t.skip('no Firefox here');
  const walk = await startWalk(await openMemory());
  const { server, at } = await secured(walk.base);
  const fox = await firefox();
  try {
    const number = await reported(walk);
    const words = `return document.body.innerText + ' ' + [...document.querySelectorAll('input[type=text], textarea')].map((one) => one.value).join(' ')`;
    await fox.go(at + controlPath);
    await fox.type('[name=words]', typed);
    await fox.go(`${at}/calendar`);
    await fox.back();
    assert.match(await fox.say(words), new RegExp(typed), 'the rig sees what comes back');
    for (const [how, { path, box, number: opens }] of ['click', 'address'].flatMap((how) => heldWith(number).map((held) => [how, held] as const))) {
      for (const each of [...way, path]) await fox.go(at + each);
      if (opens) {
        await fox.type('#number', opens);
        await fox.click('main form button');
        await fox.until(`return String(document.querySelector('#more') !== null)`, 'true');
        assert.match(await fox.say(words), new RegExp(answer));
      }
      await fox.type(box, typed);
      // By its address, as without scripts; by a click, as with them.
      if (how === 'click') await fox.click('[data-leave]');
      else await fox.go(`${at}/exit`);
      await fox.until('return location.pathname', '/calendar');
      for (let times = 1; times <= 4; times += 1) {
        await backIn(fox);
        assert.doesNotMatch(await fox.say(words), secret(number), `Firefox, ${path}, ${how}, ${times} times back`);
      }
    }
    promised('P4', 'the same in Firefox');
  } finally {
    await fox.close();
    server.close();
    await walk.close();
  }
});
