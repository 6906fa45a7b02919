// From a need to a home in a browser: a house is opened, what the person needs and fears is written down, a place is offered, taken, lived in and left for another.
import assert from 'node:assert/strict';
import { adult, sendAs } from '#tests/walk.ts';
import { journey, type Visit } from './browser.ts';

const phone = { width: 320, height: 640, scripts: false };

async function openHouse(manager: Visit, number: number, district: string): Promise<void> {
  await manager.go('/places/new');
  await manager.fill({
    'house-name': `Practice House ${number}`,
    'house-nation': 'england',
    'house-who': 'women',
    'house-cover': 'night',
    'house-address': `${number} Invented Road`,
    'house-town': 'Inventedville',
    'house-district': district,
  });
  await manager.press('Keep the house');
  assert.equal(await manager.heading(), `Practice House ${number}`);
  await manager.page.getByText('Add a room', { exact: true }).click();
  await manager.fill({ 'room-beds': '2', 'room-has': 'ground-floor' });
  await manager.press('Keep the room');
}

async function offer(worker: Visit, at: string, house: string): Promise<void> {
  await worker.go(`${at}/find`);
  await worker.page.getByLabel(house).check();
  await worker.press('Offer this place');
  await worker.press('The person says yes');
  await worker.press('They arrived');
}

journey('a person who needs a bed tonight gets a place that fits, lives there, and moves to another', async ({ walk, sit }) => {
  await sendAs(walk.house, 'practice-amber', { ...adult, needs: ['bed-tonight'] });
  const manager = await sit('practice-sycamore');
  await openHouse(manager, 1, 'ZZ1');
  await openHouse(manager, 2, 'ZZ2');
  const worker = await sit('practice-willow', phone);
  await worker.go('/beds');
  await worker.press('I take it on');
  await worker.press('Find a place in our own houses');
  const at = worker.at();
  await worker.press('Write down or change what they need');
  await worker.press('Keep it');
  assert.match(await worker.text(), /There is a problem/, 'what is missing is said beside it');
  await worker.fill({
    'place-urgency': 'tonight',
    'place-houses': 'women',
    'place-people': '1',
    'place-children': 'no',
    'place-takes': 'bed',
    'place-room': 'ground-floor',
  });
  await worker.press('Keep it');
  assert.equal(await worker.heading(), 'Their map');
  await worker.fill({ 'spot-way': 'avoid', 'spot-what': 'where the invented cousin lives', 'spot-district': 'ZZ2' });
  await worker.press('Put it on the map');
  await worker.press('Find a safe place');
  assert.match(await worker.text(), /Practice House 1 \(proposed\)/);
  assert.doesNotMatch(await worker.text(), /Practice House 2|Invented Road/);
  assert.match(await worker.text(), /Somebody’s safety: what or whom to stay away from is there, or too near/);
  await offer(worker, at, 'Practice House 1 (proposed)');
  assert.match(await worker.text(), /1 Invented Road/);
  await manager.go('/places');
  await manager.press('Who waits, and what fits');
  assert.match(await manager.text(), /Nobody waits/);

  await worker.go(`${at}/map`);
  await worker.press(/Take it off the map/);
  await worker.go(`${at}/needs`);
  await worker.fill({ 'place-urgency': 'planned' });
  await worker.press('Keep it');
  await offer(worker, at, 'Practice House 2');
  assert.match(await worker.text(), /2 Invented Road[^]*They moved\. Plan anew/);
  await worker.press(/Planned: The lawyer/);
  assert.doesNotMatch(await worker.text(), /Planned: The lawyer/);
  await worker.press('They stay longer');
  await worker.go(at);
  await worker.press('They leave');
  await worker.fill({ 'leave-why': 'own-home' });
  await worker.press('Record it');
  assert.match(await worker.text(), /No safe place of ours yet/);
  await manager.go('/places');
  await manager.press('Practice House 2');
  assert.match(await manager.text(), /Bed 1: Free/);
});
