// Somebody writes to the helpline from a small phone, by ear, by keyboard, with scripts and without, and comes back; in English, Arabic and Vietnamese.
import assert from 'node:assert/strict';
import { tongues } from '#words/tongues.ts';
import { journey, stranger, type Place, type Seat, type Visit } from './browser.ts';

/** One point. */
const png = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A phone that nobody is signed in on. */
const phone = ({ sit }: Place, seat: Seat): Promise<Visit> => sit(stranger, { width: 320, height: 640, ...seat });

/** From the queue to what came first in it, opened where there is something that nobody read. */
async function toRead(adviser: Visit): Promise<string> {
  await adviser.go('/helpline/desk');
  const at = (await adviser.page.locator('main table a').first().getAttribute('href')) ?? '';
  await adviser.go(at);
  const unread = adviser.page.locator('form[action$="/open"] button');
  if ((await unread.count()) > 0) await adviser.arrive(() => unread.first().click());
  return at;
}

async function answered(place: Place): Promise<void> {
  const adviser = await place.sit('practice-bracken');
  await adviser.go(`${await toRead(adviser)}/answer`);
  await adviser.page.locator('[name=phrases][value=thanks]').check();
  await adviser.arrive(() => adviser.page.locator('button[value=reply]').click());
}

const number = async ({ page }: Visit): Promise<string> => (await page.locator('.nrm-number').innerText()).trim();
const send = (visit: Visit): Promise<number> =>
  visit.arrive(() => visit.page.locator('[data-write] button[type=submit], [data-write] button:not([type])').last().click());

const spoken = (language: string, id: string, english: string): string => tongues.dictionary(language)[id] ?? english;

for (const { language, scripts } of ['en', 'ar', 'vi'].flatMap((language) => [true, false].map((scripts) => ({ language, scripts }))))
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
      assert.equal(await page.locator('[hreflang]').count(), 0, 'no change of language takes the number away');
      const code = await number(visit);
      assert.match(code, /^\d{5} \d{5} \d{5} \d{5}$/);
      const words = posted.join('\n');
      assert.equal(/Canarytown/.test(words), !scripts, 'what was typed leaves the phone in the clear only where nothing can seal it there');
      await page.locator('[data-leave]').click();
      await page.waitForURL(/calendar/);
      await answered(place);
      // The way out takes the language away too.
      await visit.go(`/write/back?lang=${language}`);
      await page.locator('#number').fill(code);
      assert.equal(await visit.arrive(() => page.locator('main form button').last().click()), 200);
      assert.equal((await page.locator('main .govuk-inset-text').count()) > 0, true);
      assert.equal(await page.title(), spoken(language, 'write.title', 'Write to us'));
      await page.locator('#more').fill('Canarytown further words');
      if (scripts) await page.getByText((await page.locator('[data-sealing]').getAttribute('data-there')) ?? '').waitFor();
      await page.locator('#files').setInputFiles({ name: 'canary.png', mimeType: 'image/png', buffer: Buffer.from(png, 'base64') });
      assert.equal(await send(visit), 200);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      const adviser = await place.sit('practice-clover');
      await toRead(adviser);
      assert.match(await adviser.text(), /Canarytown invented words/);
      assert.match(await adviser.text(), /Canarytown further words/);
      assert.equal(await adviser.page.locator('main a[href*="/file/"]').count(), 1);
      assert.match(await adviser.text(), scripts ? /sealed by their browser/ : /sealed on arrival/);
    },
  );

/** What a screen reader meets, in its order. */
const heard = async ({ page }: Visit): Promise<readonly string[]> =>
  (await page.locator('body').ariaSnapshot()).split('\n').map((line) => line.replace(/^\s*- /, ''));

function inOrder(all: readonly string[], wanted: readonly RegExp[]): void {
  const places = wanted.map((one) => all.findIndex((said) => one.test(said)));
  assert.deepEqual(
    wanted.filter((_, i) => (places[i] ?? -1) < 0),
    [],
    JSON.stringify(all, null, 1),
  );
  assert.deepEqual(
    places,
    [...places].sort((a, b) => a - b),
    JSON.stringify(all, null, 1),
  );
}

journey(
  'by ear the form says first how to leave, then danger, then what is kept; then come questions, a pause, files, and who can open it',
  async ({ sit }) => {
    const visit = await sit(stranger, { scripts: true });
    const [frame, ends] = [
      [/^link "Skip to main content"/, /^link "Exit this page"/, /^navigation "Language"/, /^main/],
      [/^group: More questions/, /Pictures or papers/, /locked on this phone/, /^button "Send"/, /^contentinfo/],
    ];
    const danger = [/Are you or is someone in danger now/, /^link "Ring 999"/];
    for (const [path, middle] of [
      [
        '/write/me',
        [
          /We tell the police or the council only if you say yes/,
          /We keep the words/,
          /skip any question/,
          /^group "Are you in danger now/,
          /^textbox "What would help you/,
        ],
      ],
      ['/write/seen', [/We may tell the police/, /We keep the words/, /skip any question/, /^group "Is someone in danger now/, /^textbox "What did you see/]],
    ] as const) {
      await visit.go(path);
      await visit.page.getByText((await visit.page.locator('[data-sealing]').getAttribute('data-there')) ?? '').waitFor();
      inOrder(await heard(visit), [...(frame ?? []), ...danger, ...middle, ...(ends ?? [])]);
    }
  },
);

async function tabTo({ page }: Visit, wanted: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(wanted)})`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted}`);
}

journey('by keyboard alone somebody chooses a form, answers also what may be hard, sends it and comes back with the number', async ({ sit }) => {
  const visit = await sit(stranger, { width: 320, height: 256 });
  const { keyboard } = visit.page;
  const enter = (): Promise<number> => visit.arrive(() => keyboard.press('Enter'));
  await visit.go('/write');
  await tabTo(visit, 'main a[href="/write/me"]');
  assert.equal(await enter(), 200);
  await tabTo(visit, '[name=danger]');
  await keyboard.press('Space');
  assert.ok(await visit.page.locator('[name=danger][value=yes]').isChecked());
  await tabTo(visit, '#help');
  await keyboard.type('Canarytown invented help');
  await tabTo(visit, 'main details summary');
  await keyboard.press('Enter');
  await tabTo(visit, '#place');
  await keyboard.type('Canarytown invented place');
  await tabTo(visit, '[data-write] button');
  assert.equal(await enter(), 200);
  assert.match(await visit.text(), /Ring 999/, 'who is in danger is told so once more');
  const code = await number(visit);
  // As the receipt says: from the first page of the site.
  await visit.go('/');
  await tabTo(visit, 'main a[href="/write/back"]');
  await enter();
  await tabTo(visit, '#number');
  await keyboard.type(code);
  assert.equal(await enter(), 200);
  assert.match(await visit.text(), /There is no answer yet/);
});

journey('what is wrong is said beside the form, nothing typed is lost, and the language chosen stays from form to form', async ({ sit }) => {
  const visit = await sit(stranger, { width: 320, height: 640, scripts: false });
  await visit.go('/write/seen');
  await visit.page.locator('.nrm-tongues summary').click();
  await visit.press('Tiếng Việt');
  assert.equal(visit.at(), '/write/seen');
  await visit.page.locator('[name=danger][value=no]').check();
  assert.equal(await send(visit), 400);
  assert.ok(await visit.page.locator('[name=danger][value=no]').isChecked());
  assert.equal(await visit.page.locator('html').getAttribute('lang'), 'vi');
  await visit.page.locator('#what').fill('x'.repeat(20_001));
  await visit.page.locator('#where').fill('Canarytown');
  assert.equal(await send(visit), 400);
  assert.equal(await visit.page.locator('#where').inputValue(), 'Canarytown');
  assert.equal((await visit.page.locator('#what').inputValue()).length, 20_001);
  await visit.go('/write/me');
  assert.equal(await visit.page.locator('html').getAttribute('lang'), 'vi');
});

journey('that there are too many files is said before anything is sent, and with fewer it is sent', async ({ sit }) => {
  const visit = await sit(stranger, { width: 320, height: 640 });
  const { page } = visit;
  await visit.go('/write/seen');
  await page.locator('#what').fill('Canarytown');
  const files = Array.from({ length: 21 }, (_, i) => ({ name: `${i}.png`, mimeType: 'image/png', buffer: Buffer.from(png, 'base64') }));
  await page.locator('#files').setInputFiles(files);
  await page.locator('[data-write] button').last().click();
  await page.getByText('Up to 20 files can be sent at a time.').waitFor();
  assert.equal(visit.at(), '/write/seen');
  assert.equal(await page.locator('#what').inputValue(), 'Canarytown');
  await page.locator('#files').setInputFiles(files.slice(0, 2));
  assert.equal(await send(visit), 200);
  assert.match(await visit.text(), /We have it/);
});
