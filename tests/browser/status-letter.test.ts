// A custody officer at night checks a letter that somebody holds out: on a phone, without scripts, and in Arabic.
import assert from 'node:assert/strict';
import { adult, sendAs } from '#tests/walk.ts';
import { journey, type Seat } from './browser.ts';

journey('a stranger checks a status letter on a phone without scripts, and is told nothing else', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['arrested'] });
  const amber = await sit('practice-amber', { width: 320, height: 640 });
  await amber.go(`/sent/${reference}`);
  await amber.press(/Status letter, to print/);
  assert.equal(await amber.heading(), 'Status letter');
  const code = (await amber.page.locator('.nrm-check-code').textContent())?.trim() ?? '';
  const seats: readonly (readonly [Seat, string, string])[] = [
    [{ width: 320, height: 640, scripts: false }, 'This letter is valid', 'This code is not valid today'],
    [{ width: 320, height: 640, language: 'ar' }, 'هذه الرسالة صالحة', 'هذا الرمز غير صالح اليوم'],
    [{ language: 'cy' }, 'Mae’r llythyr hwn yn ddilys', 'Nid yw’r cod hwn yn ddilys heddiw'],
  ];
  for (const [seat, valid, not] of seats) {
    // Anybody: who sits here has no part in the case.
    const stranger = await sit('practice-heather', seat);
    for (const [typed, heading] of [
      [code, valid],
      ['0000 0000 0000 0000', not],
    ] as const) {
      await stranger.go('/check');
      await stranger.fill({ code: typed });
      await stranger.arrive(() => stranger.page.locator('main form button').click());
      assert.equal(await stranger.heading(), heading);
      assert.ok(!(await stranger.text()).includes(reference) && !stranger.page.url().includes(code));
    }
    await stranger.context.close();
  }
});
