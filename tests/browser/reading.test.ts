// Reading and writing side by side in a real browser: selecting and citing, with and without scripts; a line that survives an interruption.
import assert from 'node:assert/strict';
import { sendAs } from '#tests/walk.ts';
import { journey } from './browser.ts';

journey('a passage that was selected is cited, and what was being written is there again, also after the window is gone', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const birch = await sit('practice-birch');
  await birch.go(`/case/${reference}/decide`);
  await birch.fill({ 'because.act': 'The line that must not be lost.' });
  const saved = birch.page.waitForResponse((answer) => answer.url().endsWith('/decide/save') && answer.ok());
  await saved;
  await birch.page.getByText('Saved.', { exact: true }).waitFor();
  await birch.page.evaluate(`{
    const said = [...document.querySelectorAll('.nrm-deciding__held .nrm-said')].find((one) => one.textContent.includes('wages were kept'));
    const text = said.firstChild;
    const at = text.textContent.indexOf('wages were kept');
    const range = document.createRange();
    range.setStart(text, at);
    range.setEnd(text, at + 'wages were kept'.length);
    document.getSelection().removeAllRanges();
    document.getSelection().addRange(range);
  }`);
  await birch.page.locator('button[formaction$="/cite/narrative/why/begin"]').click();
  await birch.page.waitForLoadState('load');
  assert.equal(await birch.page.locator('[name="words"]').inputValue(), 'wages were kept');
  await birch.fill({ element: 'means', side: 'for', weight: 'much', why: 'Money was the hold, invented.' });
  await birch.press('Cite it');
  assert.match(await birch.text(), /Evidence for: Means[^]*wages were kept/);
  assert.equal(await birch.page.locator('[name="because.act"]').inputValue(), 'The line that must not be lost.');
  const other = await sit('practice-birch');
  await other.go(`/case/${reference}/decide`);
  assert.equal(await other.page.locator('[name="because.act"]').inputValue(), 'The line that must not be lost.');
});

journey('without scripts and at 320 px a passage is cited, the law of the day is put in, and hard material opens on request', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber');
  const birch = await sit('practice-birch', { width: 320, height: 640, scripts: false });
  await birch.go(`/case/${reference}/decide`);
  await birch.fill({ 'because.purpose': 'Half a line.' });
  await birch.page.locator('button[formaction$="/cite/narrative/why/begin"]').click();
  await birch.page.waitForLoadState('load');
  await birch.fill({ element: 'purpose', side: 'against', weight: 'little', why: 'A doubt, invented.' });
  await birch.press('Cite it');
  assert.equal(await birch.page.locator('[name="because.purpose"]').inputValue(), 'Half a line.');
  assert.match(await birch.text(), /Evidence against: Purpose[^]*A doubt, invented/);
  await birch.page.locator('summary', { hasText: 'Put in what the law says (Act)' }).click();
  await birch.page.locator('button[name="law"][value^="act "]').first().click();
  await birch.page.waitForLoadState('load');
  assert.match(await birch.page.locator('[name="because.act"]').inputValue(), /^The standard at this stage: /);
});
