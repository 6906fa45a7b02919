// The same ways with less: no scripts, no mouse, a narrow screen, another language and direction.
import assert from 'node:assert/strict';
import { journey, type Fields, type Visit } from './browser.ts';
import { adultTonight, childTonight, last, start, tonight } from './paths.ts';

journey('an adult is referred without scripts, from the sign-in to the confirmation', async ({ sit }) => {
  const amber = await sit('practice-amber', { scripts: false });
  await start(amber, 'Without scripts');
  await tonight(amber, adultTonight);
  const base = last(amber, '/drafts/');
  await amber.go(`${base}/p/name?from=tasks`);
  await amber.answer({ 'given-name': 'Quillon', 'family-name.none': 'not-known', gender: 'female', 'nationality.0': 'Vietnamese' });
  await amber.go(`${base}/p/episodes?from=tasks`);
  await amber.fill({ 'exploitation-place': 'uk', 'county-lines': 'no', 'episodes.0.town': 'First Town' });
  await amber.press('Add another: Time or place');
  await amber.fill({ 'episodes.1.town': 'Second Town' });
  await amber.press('Remove Time or place 1');
  await amber.answer({});
  await amber.go(`${base}/check`);
  const told = await amber.text();
  assert.match(told, /Second Town/);
  assert.doesNotMatch(told, /First Town/);
  await amber.press('Send the referral');
  assert.match(await amber.text(), /The referral is sent/);
});

/** Moves on by Tab until the focus stands where it should, as somebody does who has no mouse. */
async function tabTo(visit: Visit, wanted: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await visit.page.evaluate<boolean>(`document.activeElement.matches(${JSON.stringify(wanted)})`)) return;
    await visit.page.keyboard.press('Tab');
  }
  throw new Error(`Tab does not lead to ${wanted} at ${visit.at()}`);
}

async function byKeyboard(visit: Visit, fields: Fields): Promise<void> {
  const { page } = visit;
  for (const [name, value] of Object.entries(fields)) {
    const type = await page.locator(`[name="${name}"]`).first().getAttribute('type');
    if (type === 'checkbox') {
      for (const one of typeof value === 'string' ? [value] : value) {
        await tabTo(visit, `[name="${name}"][value="${one}"]`);
        await page.keyboard.press('Space');
      }
    } else if (type === 'radio') {
      // Tab leads to a group once; the arrows choose within it.
      await tabTo(visit, `[name="${name}"]`);
      await page.keyboard.press('Space');
      for (let i = 0; i < 12 && !(await page.locator(`[name="${name}"][value="${String(value)}"]`).isChecked()); i += 1) await page.keyboard.press('ArrowDown');
    } else {
      await tabTo(visit, `[name="${name}"]`);
      await page.keyboard.type(String(value));
    }
  }
  await tabTo(visit, '.nrm-form-buttons button[value=save]');
  await visit.arrive(() => page.keyboard.press('Enter'));
}

journey('tonight’s path is walked by keyboard alone, focus always where one sees it', async ({ sit }) => {
  const amber = await sit('practice-amber');
  await amber.go('/referral');
  await amber.page.keyboard.press('Tab');
  assert.equal(await amber.page.evaluate('document.activeElement.textContent.trim()'), 'Skip to main content');
  await tabTo(amber, '#label');
  await amber.page.keyboard.type('By keyboard');
  await amber.arrive(() => amber.page.keyboard.press('Enter'));
  await tonight(amber, adultTonight, byKeyboard);
  await tabTo(amber, 'form[action$="/send"] button');
  const outline = await amber.page.evaluate<string>(
    `getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow`,
  );
  assert.notEqual(outline, 'nonenone', 'the button shows that it has the focus');
  await amber.arrive(() => amber.page.keyboard.press('Enter'));
  assert.match(await amber.text(), /The referral is sent/);
});

journey('a name out of a long list is chosen by keyboard from what is offered', async ({ sit }) => {
  const juniper = await sit('practice-juniper');
  await start(juniper, 'List');
  await juniper.answer({ 'danger-now': 'no', nation: 'england' });
  await juniper.answer({ age: 'child' });
  await juniper.answer({ alone: 'yes', interpreter: 'none' });
  const box = juniper.page.locator('[name="child-council"]');
  await box.pressSequentially('hackn');
  await juniper.page.getByRole('option').first().waitFor();
  await juniper.page.keyboard.press('ArrowDown');
  assert.notEqual(await box.getAttribute('aria-activedescendant'), null);
  await juniper.page.keyboard.press('Enter');
  assert.equal(await box.inputValue(), 'Hackney');
  assert.match(juniper.at(), /\/p\/child$/, 'choosing does not send the page');
});

journey('every page of the way fits a screen of 320 pixels, and errors do too', async ({ sit }) => {
  const juniper = await sit('practice-juniper', { width: 320, height: 568 });
  await juniper.go('/law');
  await start(juniper, 'A label that is as long as it may be, which is sixty letters');
  await tonight(juniper, childTonight, async (visit, fields) => {
    await visit.tryToAnswer({});
    if (!/\/p\/[a-z-]+$/.test(visit.at())) return;
    await visit.answer(fields);
  });
  const base = last(juniper, '/drafts/');
  for (const page of [
    '',
    '/p/name',
    '/p/life',
    '/p/references',
    '/p/episodes',
    '/p/account',
    '/p/treatment',
    '/p/journeys',
    '/p/signs',
    '/p/signs-kind',
    '/p/signs-child',
    '/p/responsible',
    '/p/police',
    '/p/you',
    '/hand-over',
    '/delete',
    '/evidence',
    '/check',
  ]) {
    assert.equal(await juniper.go(`${base}${page}`), 200, page);
  }
  await juniper.press('Send the referral');
  for (const link of ['Add what you have learnt', 'Add pictures or papers', 'Copy for the crime system, and printable copy']) {
    await juniper.press(link);
    await juniper.page.goBack();
  }
  await juniper.go('/sent');
  await juniper.go('/referral');
});

journey('in Arabic the pages run from right to left, fit a phone, and hold names in both directions', async ({ sit }) => {
  const amber = await sit('practice-amber', { language: 'ar', width: 320, height: 640 });
  await amber.go('/referral');
  await amber.fill({ label: 'Arabic' });
  await amber.arrive(() => amber.page.locator('form[action="/referral"] button').click());
  await tonight(amber, { ...adultTonight, place: { ...adultTonight['place'], 'where-now': 'مدينة Invented' } });
  const base = last(amber, '/drafts/');
  for (const page of ['', '/p/name', '/p/episodes', '/p/signs', '/check']) await amber.go(`${base}${page}`);
  await amber.arrive(() => amber.page.locator('form[action$="/send"] button').click());
  assert.match(await amber.text(), /[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}/);
  assert.equal(await amber.page.evaluate('document.documentElement.dir'), 'rtl');
});
