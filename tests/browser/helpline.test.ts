// A call taken in a browser with nothing but keys, scripts off and on: it is kept, broken off, gone on with and ended.
import assert from 'node:assert/strict';
import { journey, type Visit } from './browser.ts';

/** Tab until what is meant stands in focus; nothing but keys. */
async function tabTo({ page }: Visit, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
  }
  throw new Error(`${selector} cannot be reached by Tab`);
}

async function type(visit: Visit, selector: string, words: string): Promise<void> {
  await tabTo(visit, selector);
  await visit.page.keyboard.type(words);
}

for (const scripts of [true, false])
  journey(`a call is taken by keyboard alone, ${scripts ? 'with' : 'without'} scripts`, async ({ sit }) => {
    const visit = await sit('practice-bracken', { width: 1024, height: 768, scripts });
    const { page } = visit;
    await visit.go('/helpline/desk');
    await tabTo(visit, 'form[action="/helpline/call"] button');
    await Promise.all([page.waitForURL(/\/helpline\/call\//), page.keyboard.press('Enter')]);
    const at = page.url();
    await tabTo(visit, 'input[name=talk]');
    await page.keyboard.press('Space');
    await type(visit, '#place', 'Invented Quay');
    await Promise.all([page.waitForURL(/kept=yes/), page.keyboard.press('Enter')]);
    assert.match(await visit.text(), /Everything you typed is kept/);
    // The browser is closed in the middle of it, and the call is still there.
    await visit.go('/helpline/desk');
    await tabTo(visit, `a[href="${new URL(at).pathname}"]`);
    await Promise.all([page.waitForURL(/\/helpline\/call\//), page.keyboard.press('Enter')]);
    assert.equal(await page.inputValue('#place'), 'Invented Quay');
    assert.equal(await page.isChecked('input[name=talk][value=yes]'), true);
    await tabTo(visit, 'input[name=danger]');
    await page.keyboard.press('Space');
    await type(visit, '#words', 'Invented words of a caller.');
    await tabTo(visit, 'button[value=end]');
    await Promise.all([page.waitForURL(/\/helpline\/desk\//), page.keyboard.press('Enter')]);
    assert.match(await visit.text(), /Danger now[^]*Invented words of a caller\.[^]*Invented Quay/);
    await visit.context.close();
  });
