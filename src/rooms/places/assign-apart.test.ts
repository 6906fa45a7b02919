// Working out places apart: the same answer, and the program does not stand still.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { assign, type Fit, type Party, type Room } from '#methods/assign.ts';
import { assignApart } from './assign-apart.ts';

const alone = (id: string, rank: number): Party => ({ id, size: 1, rank, takes: 'bed' });
const bed = (id: string, house: string): Room => ({ id, house, free: 1, whole: false });
const fit = (party: string, rooms: readonly string[], gain: number, house: string): Fit => ({ party, house, gain, rooms });

test('worked out apart it is the same answer, and the program goes on with its other work meanwhile', async () => {
  const few = [[alone('a', 1), alone('b', 0)], [bed('only', 'h0')], [fit('a', ['only'], 9, 'h0'), fit('b', ['only'], 0, 'h0')]] as const;
  assert.deepEqual(await assignApart(...few), await assign(...few));
  const many = Array.from({ length: 80 }, (_, at) => alone(`p${at}`, at % 3));
  const beds = Array.from({ length: 60 }, (_, at) => bed(`b${at}`, `h${at % 20}`));
  const wishes = many.flatMap((party, at) => beds.map((one, place) => fit(party.id, [one.id], (at * 7 + place * 13) % 9, one.house)));
  let turns = 0;
  const turning = setInterval(() => (turns += 1), 1);
  const [given, again] = await Promise.all([assignApart(many, beds, wishes), assignApart(many, beds, wishes)]);
  clearInterval(turning);
  assert.equal(given.length, 60);
  assert.deepEqual(again, given);
  assert.ok(turns > 20, `${turns} turns of the program’s own thread`);
  await assert.rejects(assignApart([null as unknown as Party], few[1], few[2]));
  assert.deepEqual(await assignApart(...few), await assign(...few), 'after a question that went wrong');
});
