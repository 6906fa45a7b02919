// Somebody writes to the helpline from a small phone, with scripts and without, and comes back for the answer; in English and Arabic.
import assert from 'node:assert/strict';
import { journey, type Place, type Seat, type Visit } from './browser.ts';

/** One point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A phone that nobody is signed in on. */
async function phone({ sit }: Place, seat: Seat): Promise<Visit> {
  const visit = await sit('practice-heather', { width: 320, height: 640, ...seat });
  const { page } = visit;
  const kept = (await page.context().cookies()).filter((one) => one.name.endsWith('nrm_lang'));
  await page.context().clearCookies();
  await page.context().addCookies(kept);
  return visit;
}

async function answered(place: Place): Promise<void> {
  const adviser = await place.sit('practice-bracken');
  await adviser.go('/signals');
  await adviser.page.locator('main table a').first().click();
  await adviser.arrive(() => adviser.page.locator('button[value=open]').click());
  await adviser.page.locator('[name=phrases][value=thanks]').check();
  await adviser.arrive(() => adviser.page.locator('button[value=reply]').click());
}

const number = async ({ page }: Visit): Promise<string> => (await page.locator('.nrm-number').innerText()).trim();
const send = (visit: Visit): Promise<number> =>
  visit.arrive(() => visit.page.locator('[data-write] button[type=submit], [data-write] button:not([type])').last().click());

for (const { language, scripts } of [
  { language: 'en', scripts: true },
  { language: 'ar', scripts: true },
  { language: 'en', scripts: false },
  { language: 'ar', scripts: false },
] as const)
  journey(
    `somebody reports, leaves and reads the answer under the number, in ${language} ${scripts ? 'sealed in the browser' : 'without scripts'}`,
    async (place) => {
      const visit = await phone(place, { language, scripts });
      const { page } = visit;
      const posted: string[] = [];
      page.on('request', (request) => {
        if (request.method() === 'POST') posted.push(request.postDataBuffer()?.toString('latin1') ?? '');
      });
      await visit.go('/write');
      assert.equal(await visit.go('/write/seen'), 200);
      if (scripts) await page.getByText((await page.locator('[data-sealing]').getAttribute('data-there')) ?? '').waitFor();
      await page.locator('#what').fill('Canarytown invented words');
      assert.equal(await send(visit), 200);
      const code = await number(visit);
      assert.match(code, /^\d{5} \d{5} \d{5} \d{5}$/);
      const words = posted.join('\n');
      assert.equal(/Canarytown/.test(words), !scripts, 'what was typed leaves the phone in the clear only where nothing can seal it there');
      await page.locator('[data-leave]').click();
      await page.waitForURL(/calendar/);
      await answered(place);
      await visit.go('/write/back');
      await page.locator('#number').fill(code);
      assert.equal(await visit.arrive(() => page.locator('main form button').last().click()), 200);
      assert.equal((await page.locator('main .govuk-inset-text').count()) > 0, true);
      assert.equal(await page.title(), language === 'ar' ? 'اكتب إلينا' : 'Write to us');
      await page.locator('#more').fill('Canarytown further words');
      if (scripts) await page.getByText((await page.locator('[data-sealing]').getAttribute('data-there')) ?? '').waitFor();
      await page.locator('#files').setInputFiles({ name: 'canary.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
      assert.equal(await send(visit), 200);
      const adviser = await place.sit('practice-clover');
      await adviser.go('/signals');
      await adviser.page.locator('main table a').first().click();
      await adviser.arrive(() => adviser.page.locator('button[value=open]').click());
      assert.match(await adviser.text(), /Canarytown invented words/);
      assert.match(await adviser.text(), /Canarytown further words/);
      assert.equal(await adviser.page.locator('main a[href*="/file/"]').count(), 1);
      assert.match(await adviser.text(), scripts ? /sealed by their browser/ : /sealed on arrival/);
    },
  );
