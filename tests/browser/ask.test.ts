// A nurse asks for a patient on a small phone without scripts; one organisation says no, the next yes; the person says yes by number; the referral opens.
import assert from 'node:assert/strict';
import { terms } from '#tests/offered.ts';
import { sit as sitDown, standAt } from '#tests/walk.ts';
import { journey, stranger, type Visit } from './browser.ts';

const narrow = { width: 320, height: 640 };
const press = (visit: Visit, name: string): Promise<number> => visit.arrive(() => visit.page.getByRole('button', { name, exact: false }).first().click());

async function byNumber(visit: Visit, code: string): Promise<void> {
  await visit.go('/write/back');
  await visit.page.locator('#number').fill(code);
  await visit.arrive(() => visit.page.locator('main form button').last().click());
  await visit.arrive(() => visit.page.locator('form[action="/write/ask/next"] button').click());
}

journey(
  'a nurse asks for a patient, one organisation declines, the next accepts, and after days to think the referral opens prefilled',
  async ({ walk, sit }) => {
    for (const [persona, areas] of [
      ['practice-saffron', { 'offer-nations': ['england'] }],
      ['practice-juniper', { 'offer-councils.0': 'Hackney' }],
    ] as const)
      assert.equal((await (await sitDown(walk, persona)).submit('/referral/offer', { ...terms, ...areas })).status, 303);

    const nurse = await sit(stranger, { ...narrow, scripts: false });
    await nurse.go('/write');
    await nurse.arrive(() => nurse.page.getByRole('link', { name: /ask the government for help/ }).click());
    await press(nurse, 'Send');
    assert.match(await nurse.text(), /Choose who needs this help/);
    await nurse.page.locator('[name="asks-for"][value=other]').check();
    await nurse.page.locator('#place').fill('Hackney');
    await nurse.page.locator('#language').fill('Vietnamese');
    await nurse.page.locator('[name=gender][value=woman]').check();
    await nurse.page.locator('[name=age][value=adult]').check();
    await nurse.page.locator('[name=not][value=police]').check();
    await nurse.page.locator('#person').fill('My invented patient sleeps where she works.');
    await nurse.page.locator('[name=known][value=first-responder]').check();
    await press(nurse, 'Send');
    const code = (await nurse.page.locator('.nrm-number').innerText()).trim();
    assert.match(code, /^\d{5} \d{5} \d{5} \d{5}$/);

    const adviser = await sit('practice-bracken', narrow);
    await adviser.go('/helpline/desk');
    await adviser.arrive(() => adviser.page.locator('main a[href^="/helpline/desk/"]').first().click());
    await press(adviser, 'Open and read');
    assert.match(await adviser.text(), /My invented patient/);
    await adviser.arrive(() => adviser.page.getByRole('link', { name: 'Find a first responder' }).click());
    const asks = async (organisation: string): Promise<void> => {
      await adviser.page.getByRole('radio', { name: organisation }).check();
      await adviser.page.getByRole('radio', { name: 'They chose it' }).check();
      await adviser.page.locator('#words').fill('She is at the Invented Clinic on Mondays. Ring the nurse first.');
      await press(adviser, 'Ask this organisation');
    };
    await asks('Hackney Council');
    assert.match(await adviser.text(), /Waits for an answer Hackney Council/);

    const council = await sit('practice-juniper', narrow);
    await council.go('/referral/asked');
    await council.page.locator('summary', { hasText: 'We cannot take this' }).click();
    await council.page.getByRole('radio', { name: 'We have no room now' }).check();
    await press(council, 'Say no');

    await adviser.go(adviser.at());
    await asks('The Salvation Army');
    const charity = await sit('practice-saffron', narrow);
    await charity.go('/referral/asked');
    await press(charity, 'Yes, we can take this');
    assert.match(await charity.text(), /The person has not said yes yet/);

    const phone = await sit(stranger, { ...narrow, scripts: false });
    await byNumber(phone, code);
    assert.match(await phone.text(), /A group said yes: The Salvation Army/);
    await phone.page.locator('[name=choice][value=yes]').check();
    await phone.arrive(() => phone.page.locator('form[action="/write/ask/choose"] button').click());
    assert.match(await phone.text(), /You said yes/);
    await charity.go('/referral/asked');
    assert.equal(await charity.page.getByRole('button', { name: 'Begin the referral' }).count(), 0, 'the days to think are not over');
    standAt(walk, '2024-01-18T10:00:00.000Z');
    await charity.go('/referral/asked');
    await press(charity, 'Begin the referral');
    await charity.go(`${charity.at()}/check`);
    assert.match(await charity.text(), /She is at the Invented Clinic on Mondays\./);
  },
);

journey('with scripts what is chosen leaves the phone sealed, and who asks is asked for before anything is sent; in Arabic too', async ({ sit }) => {
  const visit = await sit(stranger, { ...narrow, language: 'ar' });
  const { page } = visit;
  const posted: string[] = [];
  page.on('request', (request) => {
    if (request.method() === 'POST') posted.push(request.postDataBuffer()?.toString('latin1') ?? '');
  });
  await visit.go('/write/ask');
  assert.equal(await page.locator('html').getAttribute('dir'), 'rtl');
  await page.getByText((await page.locator('[data-sealing]').getAttribute('data-there')) ?? '').waitFor();
  await page.locator('#place').fill('Canarytown');
  await page.locator('main form button').last().click();
  await page.getByText((await page.locator('[data-needed]').getAttribute('data-needed')) ?? '').waitFor();
  assert.deepEqual(posted, [], 'nothing was sent');
  await page.locator('[name="asks-for"][value=me]').check();
  await page.locator('[name=gender][value=man]').check();
  await page.locator('[name=not][value=police]').check();
  assert.equal(await visit.arrive(() => page.locator('main form button').last().click()), 200);
  await page.locator('.nrm-number').waitFor();
  assert.doesNotMatch(posted.join('\n'), /Canarytown|name="(asks-for|gender|not|age)"/);
  const adviser = await sit('practice-bracken');
  await adviser.go('/helpline/desk');
  await adviser.arrive(() => adviser.page.locator('main a[href^="/helpline/desk/"]').last().click());
  await press(adviser, 'Open and read');
  assert.match(await adviser.text(), /The person themself[^]*Canarytown[^]*A man[^]*Police/);
});
