// A house: its rooms and beds are numbered, nobody's bed goes from under them, and what is closed takes nobody in.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { addRoom, bedsOf, closeHouse, openHouse, placeStream, putBack, setNeeds, takeOut, type House, type HouseNeeds, type PlaceEvent } from './place.ts';

const on = day('2024-01-15');
const needs: HouseNeeds = { who: 'women', cover: 'night', admits: ['children'], has: [], speaks: ['vi'] };
const after = (house: House, outcome: Outcome<PlaceEvent>): House => {
  assert.ok(outcome.ok, (outcome as Refused).code);
  return outcome.events.reduce((now, event) => placeStream.evolve(now, { event, day: on } as Recorded<PlaceEvent>), house);
};
const code = (outcome: Outcome<PlaceEvent>): string => (outcome as Refused).code;
const opened = after(placeStream.start, openHouse(placeStream.start, { nation: 'north', needs }));
const two = after(
  after(opened, addRoom(opened, { has: ['ground-floor'], beds: 2 })),
  addRoom(after(opened, addRoom(opened, { has: [], beds: 2 })), { has: [], beds: 1 }),
);
const nobody = new Set<number>();

test('rooms and beds are numbered through the house, and a house is opened once', () => {
  assert.deepEqual(
    two.rooms.map((room) => [room.room, room.beds.map((one) => one.bed)]),
    [
      [1, [1, 2]],
      [2, [3]],
    ],
  );
  assert.equal(code(openHouse(two, { nation: 'north', needs })), 'house-opened-before');
  for (const beds of [0, 13]) assert.equal(code(addRoom(two, { has: [], beds })), 'too-many-beds');
});

test('a bed in which somebody lives does not go out of service, and the house does not close over anybody', () => {
  assert.equal(code(takeOut(two, { bed: 2, why: 'repair' }, new Set([2]))), 'bed-is-held');
  assert.equal(code(closeHouse(two, { why: 'address-known' }, new Set([3]))), 'bed-is-held');
  assert.equal(code(takeOut(two, { bed: 9, why: 'repair' }, nobody)), 'no-such-bed');
  const out = after(two, takeOut(two, { bed: 2, why: 'safety' }, nobody));
  assert.deepEqual(
    bedsOf(out).map((one) => one.out),
    [null, 'safety', null],
  );
  assert.equal(code(takeOut(out, { bed: 2, why: 'repair' }, nobody)), 'already-so');
  assert.deepEqual(bedsOf(after(out, putBack(out, { bed: 2 }))), bedsOf(two));
});

test('a closed house takes no room, no change and no bed back', () => {
  const closed = after(two, closeHouse(two, { why: 'lease-ended' }, nobody));
  assert.equal(closed.closed, on);
  for (const outcome of [addRoom(closed, { has: [], beds: 1 }), setNeeds(closed, { ...needs, who: 'any' }), closeHouse(closed, { why: 'repair' }, nobody)])
    assert.equal(code(outcome), 'house-closed');
  assert.equal(code(setNeeds(two, needs)), 'already-so');
});
