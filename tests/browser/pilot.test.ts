// "Is the pilot working?" and the backlog in a browser: by hand at 320 pixels, in Arabic, without scripts, and every mistake led to its field.
import assert from 'node:assert/strict';
import { practicePilots } from '#practice/pilots.ts';
import { adult, sendAs } from '#tests/walk.ts';
import { journey } from './browser.ts';

journey('an analyst on a narrow screen opens both worked examples and reads the doubts beside the answer', async ({ walk, sit }) => {
  const heather = await sit('practice-heather', { width: 320, height: 640 });
  await heather.go('/figures/pilot');
  for (const one of practicePilots(walk.house.kit.law)) {
    await heather.go('/figures/pilot');
    assert.equal(await heather.press(one.title((_id, english) => english)), 200);
    const text = await heather.text();
    for (const part of ['This does not prove a cause', 'Could it be chance?', 'Were decisions as good?', 'Who is compared', 'What could have been found'])
      assert.ok(text.includes(part), part);
    assert.equal(await heather.page.locator('svg.nrm-chart[role=img]').count(), 1);
  }
});

journey('without scripts and in Arabic the same pages are there', async ({ walk, sit }) => {
  const [first] = practicePilots(walk.house.kit.law);
  const plain = await sit('practice-heather', { scripts: false, width: 320, height: 640 });
  assert.equal(await plain.go(`/figures/pilot?example=${first?.id}&${first?.query}`), 200);
  assert.ok(await plain.page.locator('table').first().isVisible());
  const arabic = await sit('practice-heather', { language: 'ar', width: 320, height: 640 });
  assert.equal(await arabic.go(`/figures/pilot?example=${first?.id}&${first?.query}`), 200);
  assert.equal(await arabic.go('/figures/backlog'), 200);
});

journey('ticked areas and typed days are asked for, mistakes lead to their field, and nothing typed is lost', async ({ sit }) => {
  const heather = await sit('practice-heather');
  await heather.go('/figures/pilot');
  await heather.page.check('#pilot-kent');
  for (const [name, value] of Object.entries({ 'from-day': '1', 'from-month': '6', 'from-year': '2023', 'to-day': '1', 'to-month': '5', 'to-year': '2023' }))
    await heather.page.fill(`[name="${name}"]`, value);
  assert.equal(await heather.press('Compare'), 400);
  assert.ok(await heather.page.isChecked('#pilot-kent'));
  assert.equal(await heather.page.inputValue('[name="from-year"]'), '2023');
  assert.match(await heather.page.locator('#to-error').innerText(), /The last day must come after the first/);
  await heather.page.click('.govuk-error-summary a[href="#to-day"]');
  assert.equal(await heather.page.locator('#to-day').evaluate((field) => field.matches(':focus')), true);
});

journey('a backlog is played out, and a number that is none is asked for again', async ({ walk, sit }) => {
  for (let i = 0; i < 3; i += 1) await sendAs(walk.house, 'practice-amber', adult);
  const heather = await sit('practice-heather', { width: 320, height: 640 });
  await heather.go('/figures/backlog');
  await heather.fill({ staff: 'many', rate: '2', target: '1' });
  assert.equal(await heather.press('Work it out'), 400);
  assert.match(await heather.page.locator('#staff-error').innerText(), /Enter a number/);
  await heather.fill({ staff: '1.5' });
  assert.equal(await heather.press('Work it out'), 200);
  assert.match(await heather.text(), /What may become of it/);
});
