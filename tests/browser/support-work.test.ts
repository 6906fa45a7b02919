// Support work in a browser, as the worker, the manager and the person see it: a first night, a home, money, recovery, moving on, and a year later.
import assert from 'node:assert/strict';
import { giveDoor } from '#tests/own-door.ts';
import { adult, positive, sendAs, sit as sitDown, standAt, type Visitor, type Walk } from '#tests/walk.ts';
import { journey, type Visit } from './browser.ts';

const night = { width: 320, height: 640, scripts: false };
const at = (moment: string) => (walk: Walk) => {
  standAt(walk, moment);
  // The database judges by the same pretended clock.
  walk.house.kit.db.tellTime(() => walk.house.kit.clock.now());
};
const firstNight = at('2024-01-15T23:20:00Z');
const decided = at('2024-03-15T10:00:00Z');
const yearLater = at('2025-05-20T10:00:00Z');

async function openHouse(manager: Visitor): Promise<void> {
  const house = {
    ...{ 'house-name': 'Practice House 1', 'house-nation': 'england', 'house-who': 'women', 'house-cover': 'night', 'house-admits': 'children' },
    ...{ 'house-address': '1 Invented Road', 'house-town': 'Inventedville', 'house-district': 'ZZ1' },
  };
  const { to } = await manager.submit('/places/new', house);
  await manager.submit(to ?? '', { do: 'room', 'room-beds': '2' }, to ?? '');
}

/** Tab until the field or button of this kind stands in focus; nothing but keys. */
async function tabTo({ page }: Visit, selector: string): Promise<void> {
  for (let presses = 0; presses < 80; presses += 1) {
    await page.keyboard.press('Tab');
    if (await page.evaluate<boolean>(`document.activeElement?.matches(${JSON.stringify(selector)}) ?? false`)) return;
  }
  assert.fail(`${selector} cannot be reached by keyboard`);
}

/** What was asked for tonight is found: the record stands before any decision, with its money. */
async function onTheNight(worker: Visit): Promise<string> {
  await worker.go('/beds');
  await worker.press('I take it on');
  await worker.press('Find a place in our own houses');
  const place = worker.at();
  const record = place.replace('/place', '');
  await worker.go(record);
  assert.match(await worker.text(), /Support began at once, before any decision/);
  // Nothing that was typed is lost where something is missing.
  await worker.go(`${place}/needs`);
  await worker.fill({ 'place-urgency': 'tonight', 'place-houses': 'women', 'place-people': '1', 'place-takes': 'bed' });
  assert.equal(await worker.press('Keep it'), 400);
  assert.ok(await worker.page.locator('[name="place-urgency"][value="tonight"]').isChecked());
  await worker.fill({ 'place-children': 'no' });
  await worker.press('Keep it');
  await worker.press('Find a safe place');
  await worker.page.getByLabel(/Practice House 1/).check();
  await worker.press('Offer this place');
  await worker.press('The person says yes');
  await worker.press('They arrived');
  assert.match(await worker.text(), /1 Invented Road/);
  await worker.go(`${record}/payments`);
  await worker.fill({ kind: 'self-catered', 'from-day': '15', 'from-month': '1', 'from-year': '2024' });
  await worker.press('Keep it');
  assert.match(await worker.text(), /£65\.00/);
  return record;
}

/** By keyboard alone: what is missing is said where it is missing, and the second press gives. */
async function givenByKeys(manager: Visit): Promise<void> {
  await manager.go('/caseload');
  const { keyboard } = manager.page;
  await tabTo(manager, 'form[action="/caseload/give"] button');
  assert.equal(await manager.arrive(() => keyboard.press('Enter')), 400);
  assert.match((await manager.page.locator('#record-error').textContent()) ?? '', /Tick at least one person/);
  assert.match((await manager.page.locator('#to-error').textContent()) ?? '', /Choose who you give them to/);
  await tabTo(manager, 'input[name="record"]');
  await keyboard.press('Space');
  await tabTo(manager, 'select[name="to"]');
  await keyboard.type('Practice Support Worker Willow');
  await tabTo(manager, 'form[action="/caseload/give"] button');
  await manager.arrive(() => keyboard.press('Enter'));
  assert.equal(manager.at(), '/caseload');
  assert.doesNotMatch(await manager.text(), /There is a problem/);
}

journey('from the first night to a home of their own and back for help a year later, by worker, manager and the person', async ({ walk, sit }) => {
  firstNight(walk);
  const sycamore = await sitDown(walk, 'practice-sycamore');
  await openHouse(sycamore);
  const { reference } = await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'] });
  await walk.house.settled();
  const record = await onTheNight(await sit('practice-willow', night));

  // Recognised, and at last: the decisions have journeys of their own.
  const birch = await sitDown(walk, 'practice-birch');
  await birch.submit(`/case/${reference}/acts`, { to: 'practice-birch' }, `/case/${reference}/allocate`);
  assert.equal((await birch.submit(`/case/${reference}/decide`, positive)).status, 303);
  await walk.house.settled();
  decided(walk);
  assert.equal((await birch.submit(`/case/${reference}/decide`, { ...positive, stage: 'conclusive-grounds' })).status, 303);
  await walk.house.settled();

  // Whoever found the bed was named for some days: now somebody looks after the person for good.
  await givenByKeys(await sit('practice-sycamore'));

  // What they need to recover, put to who decides by the person's word.
  const worker = await sit('practice-willow');
  await worker.go('/day');
  assert.match(await worker.text(), new RegExp(record.split('/')[2] ?? ''));
  await worker.go(record);
  await worker.press('Write with them what they need to recover');
  await worker.fill({ 'recovery-stays.0': 'Counselling', 'recovery-moves.0': 'Doctor or hospital', 'recovery-words': 'Sleep is hard, invented.' });
  await worker.press('Record it');
  await worker.go(`${record}/step/agree`);
  await worker.fill({ 'agree-purpose': 'recovery-needs', 'agree-language': 'English' });
  await worker.press('Record it');
  await worker.go(`${record}/part/onward`);
  await worker.press(/lets this pass/);
  await worker.fill({ 'grant-language': 'English', 'grant-present': 'alone' });
  await worker.press('Record it');
  const decider = await sit('practice-birch');
  await decider.go(`/case/${reference}/recovery-needs`);
  assert.match(await decider.text(), /Sleep is hard, invented/);
  await decider.fill({ 'recovery-agreed': ['counselling'], 'recovery-until.day': '1', 'recovery-until.month': '8', 'recovery-until.year': '2024' });
  await decider.fill({ 'recovery-reason': 'Counselling goes on, invented.' });
  await decider.arrive(() => decider.page.locator('main form button').last().click());
  await worker.go(`${record}/part/onward`);
  assert.match(await worker.text(), /Counselling · until 1 August 2024/);

  // The person sees the same at their own door.
  const words = await giveDoor({ willow: await sitDown(walk, 'practice-willow'), record: record.split('/')[2] ?? '' });
  const phone = await sit('practice-heather', night);
  await phone.go('/notebook');
  await phone.fill({ words: words.first });
  await phone.arrive(() => phone.page.locator('main form button').first().click());
  assert.match(await phone.text(), /[Ss]tep 3 of 3/);
  await phone.go('/notebook/more');
  await phone.fill({ words: words.further });
  await phone.arrive(() => phone.page.locator('main form button').first().click());
  await phone.go('/notebook/people');
  assert.match(await phone.text(), /Willow/);

  // A home of their own: what a move asks to plan stands with its day; support ends with its reason, asked twice.
  await worker.go(`${record}/place`);
  await worker.press('They leave');
  await worker.fill({ 'leave-why': 'own-home' });
  await worker.press('Record it');
  assert.match(await worker.text(), /They moved\. Plan anew[^]*Doctor[^]*by 22 March 2024/);
  await worker.go('/day');
  assert.match(await worker.text(), /To plan anew after a move[^]*by 22 March 2024/);
  await worker.press(/The lawyer/);
  for (const what of [
    'School or nursery of the children',
    'Doctor, dentist and medicines',
    'The lawyer, and where letters go',
    'Visits, and how to get to appointments',
  ])
    await worker.press(`Planned: ${what}`);
  await worker.go(`${record}/step/move-on`);
  await worker.fill({ 'move-home': 'A flat, invented.', 'move-after': 'I ring in a month, invented.' });
  await worker.press('Record it');
  await worker.go(`${record}/step/leave-support`);
  await worker.fill({ 'leave-why': 'Positive final decision, and the needs are met' });
  await worker.press('Record it');
  assert.match(await worker.text(), /Press again if that is right/);
  await worker.press('Yes, record it');
  await worker.go(record);
  assert.match(await worker.text(), /support ended on 15 March 2024[^]*Support ended: Positive final decision/);

  // A year later: nobody is named any more, and the door is open.
  yearLater(walk);
  const later = await sit('practice-willow', night);
  await later.go(record);
  await later.press('I look after this person');
  await later.fill({ 'grant-for': '30' });
  await later.press('Record it');
  await later.go(`${record}/step/reach-in`);
  await later.fill({ 'reach-what': 'Benefits and bank account', 'reach-words': 'A form, invented.' });
  await later.press('Record it');
  assert.match(await later.text(), /Came back for help[^]*Benefits and bank account/);
});
