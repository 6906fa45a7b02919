// A referral at night that needs a bed: the alarm is seen on a phone, somebody takes it on, and who referred sees who has it.
import assert from 'node:assert/strict';
import { adult, sendAs } from '#tests/walk.ts';
import { journey, type Visit } from './browser.ts';

const rings = async ({ page }: Visit): Promise<boolean> => (await page.locator('.nrm-alarm').count()) > 0;

journey('a bed is asked for at night: the alarm stands above every page until somebody takes it on and says how it went', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'] });
  const phone = { width: 320, height: 640, scripts: false };
  const copper = await sit('practice-copper', phone);
  const worker = await sit('practice-willow', phone);
  const alarm = /A bed is needed tonight/;
  await copper.go(`/sent/${reference}`);
  assert.match(await copper.text(), /Nobody has it yet/);
  await copper.press(alarm);
  assert.equal(await copper.heading(), 'Beds for tonight');
  await worker.go('/law');
  await worker.press(alarm);
  await worker.press('I take it on');
  assert.match(await worker.heading(), /A bed for tonight/);
  assert.equal(await rings(worker), false);
  await worker.press('I find no place');
  await copper.go('/sent');
  assert.equal(await rings(copper), true, 'no place was found: it rings for the supervisor again');
  await worker.go('/beds');
  await worker.press('I take it on');
  await worker.press('A place is found');
  await copper.go('/sent');
  assert.equal(await rings(copper), false);
  const amber = await sit('practice-amber', { width: 320, height: 640, language: 'ar' });
  await amber.go(`/sent/${reference}`);
  await copper.go('/beds');
  assert.match(await copper.text(), /No bed is asked for now/);
});
