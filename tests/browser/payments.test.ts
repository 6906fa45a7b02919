// A week's money in a browser: the worker keeps what it rests on, on a phone without scripts; one manager prepares it, another approves it.
import assert from 'node:assert/strict';
import { adult, sendAs, sit as sitDown } from '#tests/walk.ts';
import { journey } from './browser.ts';

const positive = Object.fromEntries([
  ...Object.entries({ stage: 'reasonable-grounds', round: '1', outcome: 'positive', do: 'decide' }),
  ...['act', 'means', 'purpose'].flatMap((id) => [
    [`finding.${id}`, 'met'],
    [`because.${id}`, 'An invented reason.'],
    [`uncited.${id}`, 'Nothing invented to point at.'],
  ]),
]) as Record<string, string>;

journey('a person in support is paid: the facts on a phone, a run by two managers, the file for the bank, a hold', async ({ walk, sit }) => {
  const { reference } = await sendAs(walk.house, 'practice-amber', adult);
  await (await sitDown(walk, 'practice-birch')).submit(`/case/${reference}/decide`, positive);
  await walk.house.settled();
  const worker = await sit('practice-willow', { width: 320, height: 640, scripts: false });
  const [, record = ''] = /"\/support\/([0-9A-Z-]{14})"/.exec((await (await sitDown(walk, 'practice-willow')).go('/support')).text) ?? [];
  await worker.go(`/support/${record}`);
  await worker.press('I look after this person');
  await worker.fill({ 'grant-for': '30' });
  await worker.press('Record it');
  assert.match(await worker.text(), /What this person is due/);
  await worker.press('Payments: what they rest on');
  await worker.press('Keep it');
  assert.match(await worker.text(), /Choose what it is/);
  await worker.fill({ kind: 'outreach', 'from-day': '15', 'from-month': '1', 'from-year': '2024' });
  await worker.press('Keep it');
  await worker.fill({ kind: 'child', 'from-day': '15', 'from-month': '1', 'from-year': '2024', 'born-day': '1', 'born-month': '6', 'born-year': '2023' });
  await worker.press('Keep it');
  assert.match(await worker.text(), /£84\.20/);
  await worker.fill({ card: '6000 0000 0000' });
  await worker.press('Keep this instead');
  assert.match(await worker.text(), /A card that ends in •••0000/);

  const sycamore = await sit('practice-sycamore', { width: 320, height: 640, scripts: false });
  await sycamore.go('/payments');
  await sycamore.press('Look at what is due');
  assert.match(await sycamore.text(), /not confirmed/);
  await sycamore.press('Prepare these payments');
  assert.match(await sycamore.text(), /A colleague has to approve this/);
  const laurel = await sit('practice-laurel');
  await laurel.go(sycamore.at());
  await laurel.press('Approve: £84.20 to 1 people');
  await laurel.press('Mark as sent');
  assert.match(await laurel.text(), /Sent/);

  await sycamore.go('/payments');
  await sycamore.fill({ reference: record });
  await sycamore.press('Open');
  assert.match(await sycamore.text(), /Up to this week £0\.00 is due/);
  await sycamore.fill({ why: 'account-in-doubt', 'until-day': '20', 'until-month': '1', 'until-year': '2024' });
  await sycamore.press('Ask a colleague to agree');
  await laurel.go(sycamore.at());
  await laurel.fill({ cash: '35.00' });
  await laurel.press('Agree: hold payments, and have the person told today');
  await worker.go(`/support/${record}/payments`);
  await worker.fill({ how: 'by-hand' });
  await worker.press('I have told them today');
  assert.match(await worker.text(), /The person was told on 15 January 2024/);
});
