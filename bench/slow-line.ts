// How soon open pages can be read at 50 kbit/s with half a second's delay, as on a phone with the worst signal; first visit, nothing kept.
// `node bench/slow-line.ts`
import { chromium } from 'playwright-core';
import { openMemory } from '#tests/engines.ts';
import { startWalk } from '#tests/walk.ts';
import { kib, table } from './stand/clock.ts';
import { end } from './stand/stand.ts';

/** A first visit may weigh this much, and should be read within this time. */
const mostBytes = 60 * 1024;
const mostSeconds = 5;

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';
/** What only a form needs, to lock what is written: it comes when the page is there already, and nobody waits for it. */
const toLock = /\/(age\/[\w]+|write)\.js$/;
const most = 90_000;
const pages = [
  '/',
  '/phone',
  '/write',
  '/write/seen',
  '/write/me',
  '/write/back',
  '/learn',
  '/learn/signs',
  '/learn/signs/car-wash',
  '/learn/next',
  '/learn/rights',
  '/learn/easy',
  '/learn/leaflet',
];
const walk = await startWalk(await openMemory());
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update'] });
const rows: (readonly [string, string, string, string, string])[] = [];
let heavy = 0;
let slow = 0;
for (const language of ['en', 'ar', 'vi'] as const) {
  for (const path of language === 'en' ? pages : pages.slice(0, 6)) {
    const context = await browser.newContext({ viewport: { width: 360, height: 640 }, javaScriptEnabled: true });
    await context.addCookies([{ name: 'nrm_lang', value: language, url: walk.base }]);
    const page = await context.newPage();
    const cdp = await context.newCDPSession(page);
    await cdp.send('Network.enable');
    await cdp.send('Network.emulateNetworkConditions', { offline: false, latency: 500, downloadThroughput: 50_000 / 8, uploadThroughput: 50_000 / 8 });
    let [bytes, locks] = [0, 0];
    const whole = new Map<string, string>();
    cdp.on('Network.requestWillBeSent', ({ requestId, request }) => whole.set(requestId, new URL(request.url).pathname));
    cdp.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      if (toLock.test(whole.get(requestId) ?? '')) locks += encodedDataLength;
      else bytes += encodedDataLength;
    });
    await page.goto(walk.base + path, { waitUntil: 'load', timeout: 120_000 });
    await page.waitForTimeout(500);
    const said = page.locator('[data-sealing]');
    const there = (await said.count()) > 0 ? await said.getAttribute('data-there') : null;
    const locked =
      there === null
        ? null
        : await page
            .getByText(there)
            .waitFor({ timeout: most })
            .then(() => page.evaluate<number>('performance.now()'));
    const paint = await page.evaluate<number>(`performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`);
    rows.push([
      `${path} ${language}`,
      kib(bytes),
      `${(paint / 1000).toFixed(1)} s`,
      locked === null ? '' : `${kib(locks)}, ${(locked / 1000).toFixed(0)} s`,
      bytes < mostBytes ? '' : 'TOO HEAVY',
    ]);
    if (!(bytes < mostBytes)) heavy += 1;
    if (!(paint < mostSeconds * 1000)) slow += 1;
    await context.close();
  }
}
console.log(table([['first visit at 50 kbit/s', 'all of it', 'first words', 'to lock: more, ready after', ''], ...rows]));
console.log(`${heavy} over ${kib(mostBytes)}; ${slow} of ${rows.length} read later than after ${mostSeconds} s`);
if (heavy > 0) process.exitCode = 1;
await browser.close();
await walk.close();
end();
