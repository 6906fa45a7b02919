// The whole way of one report: a small phone in Arabic without scripts, the way out, the number, an adviser, a first responder, the month's figures.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { visitor } from '#tests/walk.ts';
import { journey, stranger, type Place, type Visit } from './browser.ts';

const seen = 'رأيت ثمانية رجال ينامون في حاوية';
const where = 'شارع مُختلَق';

const last = (visit: Visit): Promise<number> => visit.arrive(() => visit.page.locator('main form button').last().click());

/** Of how many signals the table of totals speaks: rounded to five. */
async function counted({ sit }: Place): Promise<number> {
  const statistician = await sit('practice-heather');
  assert.equal(await statistician.go('/figures/signals'), 200);
  const rows = statistician.page.locator('figure tbody tr');
  return (await rows.count()) === 0 ? 0 : Number(await rows.last().locator('td').last().innerText());
}

/** Four more, so that the month grows by a step of five: nobody is shown fewer. */
async function four({ walk }: Place): Promise<void> {
  for (let at = 0; at < 4; at += 1) {
    const who = visitor(walk.base);
    const token = /name="_csrf" value="([^"]+)"/.exec((await who.go('/write/seen')).text)?.[1] ?? '';
    const body = new FormData();
    for (const [name, value] of Object.entries({ _csrf: token, once: randomBytes(32).toString('base64url'), what: `Invented yard ${at}` }))
      body.set(name, value);
    assert.equal((await who.go('/write/seen', { method: 'POST', body, headers: { 'sec-fetch-site': 'same-origin' } })).status, 200);
  }
}

/** Reports, and leaves with one press. Gives the number. */
async function reports(phone: Visit): Promise<string> {
  const { page } = phone;
  await phone.go('/');
  await phone.arrive(() => page.locator('main a[href="/write/seen"]').first().click());
  await page.locator('[name=danger][value=no]').check();
  await page.locator('#what').fill(seen);
  await page.locator('#where').fill(where);
  assert.equal(await last(phone), 200);
  const number = (await page.locator('.nrm-number').innerText()).trim();
  assert.match(number, /^\d{5} \d{5} \d{5} \d{5}$/);
  await page.locator('a[data-leave]').click();
  await page.waitForURL(/calendar/);
  // What was posted is not kept: the browser has nothing to go back to.
  await page.goBack().catch(() => null);
  assert.doesNotMatch(await page.locator('body').innerText(), new RegExp(`${number}|${seen}`), 'the way back shows neither the number nor the words');
  return number;
}

async function answers({ sit }: Place): Promise<string> {
  const adviser = await sit('practice-bracken');
  await adviser.go('/helpline/desk');
  const lines = await adviser.page.locator('main a[href^="/helpline/desk/"]').evaluateAll((links) => links.map((one) => String(one.getAttribute('href'))));
  for (const at of new Set(lines)) {
    await adviser.go(at);
    await adviser.arrive(() => adviser.page.locator('form[action$="/open"] button').first().click());
    if (!(await adviser.text()).includes(seen)) continue;
    for (const [name, value] of Object.entries({ danger: 'no', child: 'no', held: 'yes' }))
      await adviser.page.locator(`form[action$="/harm"] [name=${name}][value=${value}]`).check();
    await adviser.arrive(() => adviser.page.locator('form[action$="/harm"] button').click());
    await adviser.go(`${at}/answer`);
    await adviser.page.locator('[name=phrases][value=thanks]').check();
    await adviser.arrive(() => adviser.page.locator('button[value=reply]').click());
    return at;
  }
  throw new Error('the report is not on the desk');
}

/** Nothing that the report said is typed by anybody. */
async function refers({ sit }: Place, at: string): Promise<void> {
  const adviser = await sit('practice-bracken');
  await adviser.go(at);
  await adviser.fill({ to: 'referral', ground: 'life-at-risk' });
  await adviser.page.locator('#responder').selectOption('police-metropolitan');
  await adviser.arrive(() => adviser.page.locator('form[action$="/pass"] button').click());
  const responder = await sit('practice-amber');
  await responder.go('/referral/asked');
  for (const step of ['accept', 'draft']) await responder.arrive(() => responder.page.locator(`main button[name=do][value=${step}]`).first().click());
  assert.match(responder.at(), /^\/drafts\//);
  await responder.go(`${responder.at()}/check`);
  const draft = await responder.text();
  for (const words of [seen, where]) assert.ok(draft.includes(words), 'the draft begins with what was reported');
}

journey('somebody reports in Arabic on a phone without scripts, leaves, reads the answer; it becomes a referral and the month counts it', async (place) => {
  const before = await counted(place);
  await four(place);
  const seat = { width: 320, height: 640, scripts: false, language: 'ar' } as const;
  const number = await reports(await place.sit(stranger, seat));
  const at = await answers(place);
  const phone = await place.sit(stranger, seat);
  await phone.go('/write');
  await phone.arrive(() => phone.page.locator('main a[href="/write/back"]').click());
  await phone.page.locator('#number').fill(number);
  assert.equal(await last(phone), 200);
  assert.ok((await phone.page.locator('main .govuk-inset-text p').first().innerText()).match(/\p{Script=Arabic}/u), 'the answer is in Arabic');
  await refers(place, at);
  assert.equal(await counted(place), before + 5);
});
