// A few invented houses, so that practice has safe places to offer: no town, street or district of these is real.
import type { Answers } from '#form/question.ts';
import { readReference } from '#base/id.ts';
import { addRoom, placeStream, takeOut, type RoomHas } from '#journey/place.ts';
import type { Kit } from '#kit/kit.ts';
import { byReference } from '#kit/store/files.ts';
import { addHouse } from '#rooms/places/house.ts';
import { housesOf } from '#rooms/places/store.ts';
import { personaOf } from './people.ts';

export type Invented = { readonly said: Answers; readonly rooms: readonly (readonly [beds: number, ...has: RoomHas[]])[] };

/** Of real councils, so that figures have regions: Birmingham, Leeds and Bristol; the houses are invented. */
const councils = ['E08000025', 'E08000035', 'E06000023'];

const house = (number: number, said: Answers, ...rooms: Invented['rooms']): Invented => ({
  said: {
    'house-name': `Practice House ${number}`,
    'house-nation': 'england',
    'house-cover': 'night',
    'house-address': `${number} Practice Road, Practice Town ${number}, ZZ${number} 1ZZ`,
    'house-directions': 'Invented: ring twice, and say who sent you.',
    'house-area': [councils[number % councils.length] ?? ''],
    'house-town': `Practice Town ${number}`,
    'house-district': `ZZ${number}`,
    ...said,
  },
  rooms,
});

export const houses: readonly Invented[] = [
  house(1, { 'house-who': 'women', 'house-admits': ['children'], 'house-speaks': ['vie', 'sqi'] }, [2, 'ground-floor', 'step-free'], [2], [3, 'own-bathroom']),
  house(2, { 'house-who': 'men', 'house-cover': 'day', 'house-has': ['halal-kitchen', 'prayer-room'], 'house-near': 'ZZ1' }, [1, 'ground-floor'], [1], [2]),
  house(3, { 'house-who': 'any', 'house-admits': ['children', 'pets'], 'house-cover': 'visits' }, [4, 'own-bathroom'], [4, 'own-bathroom', 'ground-floor']),
  house(4, { 'house-who': 'men', 'house-nation': 'scotland', 'house-area': ['S12000033'], 'house-admits': ['smoking'] }, [1], [1], [1]),
  house(5, { 'house-who': 'women', 'house-nation': 'wales', 'house-area': ['W06000015'], 'house-admits': ['children'] }, [2], [2]),
  house(6, { 'house-who': 'women', 'house-cover': 'day' }, [1], [1], [2], [2]),
  house(7, { 'house-who': 'men', 'house-speaks': ['vie'] }, [2], [2], [2], [2]),
  house(8, { 'house-who': 'any', 'house-cover': 'visits' }, [3], [3]),
  house(9, { 'house-who': 'any', 'house-nation': 'northern-ireland', 'house-area': ['N09000003'] }, [1], [2]),
];

/** One bed of the houses that staff visit is being repaired. */
export const lastBed = (rooms: Invented['rooms']): number => rooms.reduce((sum, [beds]) => sum + beds, 0);

/** For a practice folder made before houses stood in its caseload: opened once, by the manager of practice and through the same acts as every house. */
export async function openPracticeHouses(kit: Kit): Promise<void> {
  const { actor } = personaOf('practice-sycamore');
  const how = { actor, today: kit.clock.today(), now: kit.clock.now(), lang: 'en' };
  if ((await kit.db.as(actor, 'support', (tx) => housesOf(tx, actor.organisation))).length > 0) return;
  for (const { said, rooms } of houses) {
    const reference = readReference((await addHouse(kit, how, said)) ?? '');
    const file = await kit.db.as(actor, 'support', async (tx) => reference && (await byReference(tx, reference, 'place'))?.id);
    if (!file) throw new Error('A practice house was not opened.');
    const writing = { day: how.today, at: how.now, nation: String(said['house-nation']) };
    for (const [beds, ...has] of rooms) await kit.ledger.perform(actor, 'support', placeStream, file, (state) => addRoom(state, { beds, has }), writing);
    if (said['house-cover'] === 'visits')
      await kit.ledger.perform(actor, 'support', placeStream, file, (state) => takeOut(state, { bed: lastBed(rooms), why: 'repair' }, new Set()), writing);
  }
}
