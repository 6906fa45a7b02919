// What is too near, and what fits: the closest name decides, doubt keeps the person away, and a wish never outweighs a rule.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { brokenBy, roomFits, wishesMet, wishesOf, type Standing, type Wanted } from './fitting.ts';
import { districtOf, isNear, speaksOf } from './near.ts';
import { placeStream, type House } from './place.ts';

const house: House = { ...placeStream.start, needs: { who: 'women', cover: 'day', admits: [], has: ['halal-kitchen'], speaks: ['vi'] } };
const anybody: Wanted = {
  houses: ['women', 'any'],
  people: 1,
  children: false,
  takes: 'bed',
  room: [],
  house: [],
  avoid: [],
  exploiters: [],
  near: [],
  language: null,
  asks: [],
};
const here: Standing = { spot: { area: 'X1', district: 'ZZ1', town: 'Practiceton' }, beside: [{ district: 'ZZ9' }] };
const named = (code: string): string | undefined => (code === 'X1' ? 'Inventedshire' : undefined);
const broken = (wanted: Partial<Wanted>, of: House = house) => brokenBy({ ...anybody, ...wanted }, of, here, named);

test('a postcode, or a part of one, gives its district; anything else gives none', () => {
  assert.deepEqual(['m14 5ab', 'SW1A1AA', 'ZZ1', 'Practiceton', ''].map(districtOf), ['M14', 'SW1A', 'ZZ1', undefined, undefined]);
});

test('two districts that differ are apart though the town is one; a town alone keeps away from the whole of it', () => {
  assert.equal(isNear({ town: 'Practiceton', district: 'ZZ2' }, here.spot), false);
  assert.equal(isNear({ town: 'practiceton ' }, here.spot), true);
  assert.equal(isNear({ town: 'Elsewhere' }, here.spot), false);
  assert.equal(isNear({ area: 'X1' }, here.spot), true, 'nothing closer is known');
  assert.equal(isNear({ area: 'X1', town: 'Elsewhere' }, here.spot), true, 'the same area, and doubt keeps away');
  assert.equal(isNear({}, here.spot), false);
});

test('a place they fear keeps a house away that stands there, or near what its keeper named', () => {
  assert.deepEqual(broken({ avoid: [{ district: 'ZZ1' }] }), ['feared-near']);
  assert.deepEqual(broken({ avoid: [{ district: 'ZZ9' }] }), ['feared-near']);
  assert.deepEqual(broken({ avoid: [{ district: 'ZZ2' }] }), []);
});

test('where those who exploited them are said to be keeps a house away too, and is said in the same words', () => {
  assert.deepEqual(broken({ exploiters: ['A flat over a shop, ZZ1 4AB'] }), ['feared-near']);
  assert.deepEqual(broken({ exploiters: ['somewhere in PRACTICETON'] }), ['feared-near']);
  assert.deepEqual(broken({ exploiters: ['the Inventedshire side'] }), ['feared-near']);
  assert.deepEqual(broken({ exploiters: ['ZZ2 4AB, Practiceton'] }), [], 'a district that differs is apart');
  assert.equal(speaksOf('Practicetonville', here.spot, named), false);
});

test('women only, no children, nobody at night: each is a rule and no wish', () => {
  assert.deepEqual(broken({ houses: ['men'] }), ['who-lives-there']);
  assert.deepEqual(broken({ children: true }), ['children']);
  assert.deepEqual(broken({ house: ['staff-at-night'] }), ['house']);
  assert.deepEqual(broken({ house: ['pets'] }), ['house']);
  assert.deepEqual(broken({ house: ['no-smoking'] }, { ...house, needs: { ...house.needs, admits: ['smoking'] } }), ['house']);
  assert.equal(roomFits({ ...anybody, room: ['step-free'] }, { room: 1, has: ['ground-floor'], beds: [] }), false);
});

test('what a house has is a wish for whoever asks for it, and nothing to anybody else', () => {
  assert.equal(wishesMet(anybody, house, here), 0);
  const asks: Wanted = { ...anybody, language: 'vi', asks: ['halal-kitchen', 'prayer-room'], near: [{ town: 'Practiceton' }, { town: 'Elsewhere' }] };
  assert.deepEqual([wishesMet(asks, house, here), wishesOf(asks)], [3, 5]);
});
