// Stays: offered, agreed to, awaited, lived in and left; a move plans anew; no place found rings. One truth with the request for a bed tonight.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day, instant } from '#base/day.ts';
import type { Outcome, Refused } from '#base/outcome.ts';
import type { Recorded } from '#base/stream.ts';
import { askBed } from './bed.ts';
import {
  acceptPlace,
  arrive,
  comingOf,
  declinePlace,
  extendStay,
  homeOf,
  isOverdue,
  moveOut,
  notArrived,
  offerPlace,
  placeNotFound,
  replanned,
  replans,
  toReplan,
  type LeaveReason,
} from './stay.ts';
import { openSupport, supportStream, type Support, type SupportEvent } from './support.ts';

const today = day('2024-01-15');
const how = { by: 'willow', day: today, now: instant('2024-01-15T20:00:00Z') };
const after = (state: Support, outcome: Outcome<SupportEvent>, on = today): Support => {
  assert.ok(outcome.ok, (outcome as Refused).code);
  return outcome.events.reduce((now, event) => supportStream.evolve(now, { event, day: on } as Recorded<SupportEvent>), state);
};
const code = (outcome: Outcome<SupportEvent>): string => (outcome as Refused).code;
const kinds = (outcome: Outcome<SupportEvent>): readonly string[] => (outcome.ok ? outcome.events.map((event) => event.kind) : []);
const offer = { stay: 'one', from: today, until: addDays(today, 27), people: 1, beds: 1, free: true, fits: true, elsewhere: false, contactChanged: false };
const seen = { stay: 'one', contactChanged: false };

const open = after(supportStream.start, openSupport(supportStream.start, { nation: 'north', because: 'emergency' }));
const offered = after(open, offerPlace(open, offer, how));
const accepted = after(offered, acceptPlace(offered, seen, how));
const arrived = after(accepted, arrive(accepted, 'one', how));

test('a place is offered, agreed to and lived in', () => {
  assert.equal(comingOf(offered.housing)?.state, 'offered');
  assert.equal(comingOf(accepted.housing)?.state, 'accepted');
  assert.equal(homeOf(arrived.housing)?.arrived, today);
  assert.deepEqual(homeOf(arrived.housing)?.replan, [], 'a first place is no move');
});

test('more people than beds, a night in the past, a stay without end, a second offer, a place elsewhere: refused', () => {
  assert.equal(code(offerPlace(open, { ...offer, people: 3, beds: 2 }, how)), 'more-people-than-beds');
  assert.equal(code(offerPlace(open, { ...offer, from: addDays(today, -1) }, how)), 'stay-in-past');
  assert.equal(code(offerPlace(open, { ...offer, until: addDays(today, -1) }, how)), 'stay-ends-before');
  assert.equal(code(offerPlace(open, { ...offer, until: addDays(today, 183) }, how)), 'stay-too-long');
  assert.ok(offerPlace(open, { ...offer, until: addDays(today, 182) }, how).ok);
  assert.equal(code(offerPlace(offered, { ...offer, stay: 'two' }, how)), 'offer-open');
  assert.equal(code(offerPlace(open, { ...offer, elsewhere: true }, how)), 'housed-elsewhere');
  assert.equal(code(offerPlace(open, { ...offer, free: false }, how)), 'bed-not-free');
  assert.equal(code(offerPlace(open, { ...offer, fits: false }, how)), 'not-fitting');
  assert.equal(code(offerPlace(supportStream.start, offer, how)), 'no-open-support');
});

test('how the person can be reached has changed since the page was opened: neither an offer nor their yes passes', () => {
  assert.equal(code(offerPlace(open, { ...offer, contactChanged: true }, how)), 'contact-changed');
  assert.equal(code(acceptPlace(offered, { ...seen, contactChanged: true }, how)), 'contact-changed');
});

test('a no costs nothing: the next offer is open at once, whatever the reason', () => {
  const declined = after(offered, declinePlace(offered, 'one', 'not-said', how));
  assert.ok(offerPlace(declined, { ...offer, stay: 'two' }, how).ok);
  assert.equal(code(acceptPlace(declined, seen, how)), 'no-such-offer');
});

test('nobody arrives before the first night; who did not come is awaited still, and whoever worries rings somebody', () => {
  const later = after(open, offerPlace(open, { ...offer, from: addDays(today, 2) }, how));
  const agreed = after(later, acceptPlace(later, seen, how));
  assert.equal(code(arrive(agreed, 'one', how)), 'before-the-stay');
  const night = { stay: 'one', worried: true, rings: 'worker', whom: [] } as const;
  assert.equal(code(notArrived(accepted, night, how)), 'ring-somebody');
  const worried = after(accepted, notArrived(accepted, { ...night, whom: ['person', 'police'] }, how));
  assert.deepEqual(comingOf(worried.housing)?.worried?.whom, ['person', 'police']);
  assert.equal(homeOf(after(worried, arrive(worried, 'one', how)).housing)?.worried, null, 'they came after all');
  assert.equal(comingOf(after(worried, moveOut(worried, { stay: 'one', why: 'never-came' }, how)).housing), undefined);
});

test('arriving in a second place leaves the first, and school, doctor, lawyer and visits are planned anew', () => {
  const next = after(arrived, offerPlace(arrived, { ...offer, stay: 'two' }, how));
  const agreed = after(next, acceptPlace(next, { ...seen, stay: 'two' }, how));
  assert.equal(homeOf(agreed.housing)?.stay, 'one', 'until then the first is theirs');
  const move = arrive(agreed, 'two', how);
  assert.deepEqual(kinds(move), ['MovedOut', 'Arrived']);
  const moved = after(agreed, move);
  assert.deepEqual([homeOf(moved.housing)?.stay, homeOf(moved.housing)?.replan], ['two', replans]);
  const done = after(moved, replanned(moved, { stay: 'two', what: 'doctor' }, how));
  assert.deepEqual(homeOf(done.housing)?.replan, ['school', 'lawyer', 'visits']);
  assert.equal(code(replanned(done, { stay: 'two', what: 'doctor' }, how)), 'already-so');
});

test('whoever leaves for somewhere else has a week to plan anew, and what was left of it goes with the next place', () => {
  const left = (why: LeaveReason) => after(arrived, moveOut(arrived, { stay: 'one', why }, how));
  const gone = left('with-family');
  assert.deepEqual(
    toReplan(gone.housing).map(({ what, by }) => [what, by]),
    replans.map((what) => [what, addDays(today, 7)]),
  );
  assert.deepEqual(toReplan(left('died').housing), []);
  const planned = after(gone, replanned(gone, { stay: 'one', what: 'school' }, how));
  assert.deepEqual(toReplan(planned.housing).length, 3);
  const next = after(planned, offerPlace(planned, { ...offer, stay: 'two' }, how));
  const agreed = after(next, acceptPlace(next, { ...seen, stay: 'two' }, how));
  assert.equal(toReplan(agreed.housing).length, 3, 'not before they have arrived');
  const there = after(agreed, arrive(agreed, 'two', how));
  assert.deepEqual([...new Set(toReplan(there.housing).map(({ stay }) => stay))], ['two']);
  assert.equal(toReplan(there.housing).length, 4);
});

test('a stay past its last night goes on until somebody says what is next', () => {
  const stay = homeOf(arrived.housing);
  assert.ok(stay && isOverdue(stay, addDays(stay.until, 1)) && !isOverdue(stay, stay.until));
  const longer = after(arrived, extendStay(arrived, { stay: 'one', until: addDays(today, 60), free: true }, how));
  assert.equal(homeOf(longer.housing)?.until, addDays(today, 60));
  assert.equal(code(extendStay(longer, { stay: 'one', until: today, free: true }, how)), 'stay-ends-before');
  assert.equal(homeOf(after(longer, moveOut(longer, { stay: 'one', why: 'own-home' }, how)).housing), undefined);
});

test('no place found tonight rings as a request that nobody could settle, and a place agreed to settles it', () => {
  const night = placeNotFound(open, { why: ['feared-near'], tonight: true }, how);
  assert.deepEqual(kinds(night), ['PlaceNotFound', 'BedAsked', 'NoPlaceFound']);
  const rings = after(open, night);
  assert.equal(rings.bed?.state, 'none');
  assert.deepEqual(kinds(placeNotFound(rings, { why: ['no-bed'], tonight: true }, how)), ['PlaceNotFound'], 'it rings already');
  const asked = after(open, askBed(open, how));
  assert.deepEqual(kinds(placeNotFound(asked, { why: [], tonight: true }, how)), ['PlaceNotFound', 'NoPlaceFound']);
  assert.deepEqual(kinds(placeNotFound(open, { why: ['no-bed'], tonight: false }, how)), ['PlaceNotFound']);
  const found = after(rings, offerPlace(rings, offer, how));
  assert.equal(found.housing.notFound, null);
  assert.equal(found.bed?.state, 'none', 'an offer is no bed yet');
  assert.equal(after(found, acceptPlace(found, seen, how)).bed?.state, 'found');
});
