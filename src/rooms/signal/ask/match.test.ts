// Who is asked for somebody: area before language before who meets them before room, and "not known" where too few were asked to say how long it takes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, day } from '#base/day.ts';
import { uk } from '#countries/uk/uk.ts';
import { match, type Around, type Offer } from './match.ts';
import { bandOf, type Waited } from './waits.ts';
import { areaChain, areaChoices, noWish, readChoice, type Wish } from './wish.ts';

const today = day('2024-01-15');
const hackney = 'council:E09000012';
const offer = (organisation: string, more: Partial<Offer> = {}): Offer => ({
  organisation,
  areas: ['nation:england'],
  languages: ['eng'],
  interpreters: true,
  workers: ['woman', 'man'],
  ages: ['adult', 'child'],
  places: 3,
  until: addDays(today, 30),
  ...more,
});
const around: Around = {
  today,
  within: (area) => areaChain(uk.lists, area),
  kindOf: (organisation) => (organisation.startsWith('police') ? 'police' : 'ngo'),
  asked: new Set(),
  open: new Map(),
  bands: new Map(),
};
const wish: Wish = { area: hackney, language: 'vie', gender: 'woman', age: 'adult', not: [] };
const named = (offers: readonly Offer[], of: Wish = wish, more: Partial<Around> = {}) =>
  match(of, offers, { ...around, ...more }).map(({ organisation, fits }) => (fits ? organisation : `not ${organisation}`));

test('the nearest area comes first: the council’s own before the police area before the nation', () => {
  assert.deepEqual(areaChain(uk.lists, hackney), [hackney, 'police:metropolitan', 'nation:england']);
  assert.deepEqual(
    named([
      offer('nation', { languages: ['vie'] }),
      offer('force', { areas: ['police:metropolitan'] }),
      offer('council', { areas: [hackney], interpreters: false, workers: ['man'] }),
      offer('part', { areas: ['police:essex', 'nation:wales'] }),
    ]),
    ['council', 'force', 'nation', 'not part'],
  );
});

test('where only a nation is known, who covers a part of it may be asked, after who covers it all', () => {
  assert.deepEqual(named([offer('part', { areas: [hackney] }), offer('whole')], { ...wish, area: 'nation:england' }), ['whole', 'part']);
});

test('who speaks the language comes before an interpreter, and an interpreter before nothing', () => {
  assert.deepEqual(named([offer('none', { interpreters: false }), offer('interpreter'), offer('speaks', { languages: ['vie'] })]), [
    'speaks',
    'interpreter',
    'none',
  ]);
});

test('a worker of the gender wished comes before more room, and room decides last', () => {
  assert.deepEqual(named([offer('man', { workers: ['man'], places: 9 }), offer('less', { places: 2 }), offer('more', { places: 4 })]), ['more', 'less', 'man']);
  assert.deepEqual(named([offer('less', { places: 2 }), offer('more', { places: 4 })], wish, { open: new Map([['more', 3]]) }), ['less', 'more']);
});

test('never asked: who takes no such age, is full, is not wanted, was asked before, or whose offer is over', () => {
  const all = [
    offer('age', { ages: ['child'] }),
    offer('full', { places: 1 }),
    offer('police-essex'),
    offer('before'),
    offer('over', { until: addDays(today, -1) }),
    offer('fits'),
  ];
  const how = { asked: new Set(['before']), open: new Map([['full', 1]]) };
  assert.deepEqual(
    named(all, { ...wish, not: ['police'] }, how).filter((one) => !one.startsWith('not ')),
    ['fits'],
  );
  const reasons = match({ ...wish, not: ['police'] }, all, { ...around, ...how }).flatMap(({ organisation, reasons: why }) =>
    why.filter((one) => ['age-no', 'places-full', 'not-wanted', 'asked-before', 'offer-over'].includes(one)).map((one) => `${organisation} ${one}`),
  );
  assert.deepEqual(reasons.sort(), ['age age-no', 'before asked-before', 'full places-full', 'over offer-over', 'police-essex not-wanted']);
});

test('the order does not hang on the order of the offers, and an organisation stands there once with its best offer', () => {
  const all = [offer('b'), offer('a'), offer('a', { languages: ['vie'] }), offer('c', { languages: ['vie'] }), offer('c', { ages: ['child'] })];
  assert.deepEqual(named(all), ['a', 'c', 'b']);
  assert.deepEqual(named([...all].reverse()), named(all));
});

test('nothing wished shuts nobody out', () => {
  assert.deepEqual(named([offer('scotland', { areas: ['nation:scotland'], languages: ['gla'], interpreters: false })], noWish), ['scotland']);
});

test('a name typed by hand finds its area or language, and what is no name finds none', () => {
  const areas = areaChoices(uk, today);
  assert.equal(readChoice(' hackney ', areas), hackney);
  assert.equal(readChoice(hackney, areas), hackney);
  assert.equal(readChoice('Scotland', areas), 'nation:scotland');
  assert.equal(readChoice('a town nobody knows', areas), null);
  assert.equal(readChoice('', areas), null);
});

const waited = (...days: readonly (number | 'waits')[]): Waited[] =>
  days.map((one, at) => ({ asked: addDays(today, -30 - at), answered: one === 'waits' ? null : addDays(today, -30 - at + one), left: null }));

test('the band is that within which four of five had an answer', () => {
  assert.equal(bandOf(waited(0, 1, 2, 2, 20), today, 5), '2-days');
  assert.equal(bandOf(waited(0, 1, 2, 3, 20), today, 5), 'week');
  assert.equal(bandOf(waited(1, 8, 9, 14, 20), today, 5), '2-weeks');
  assert.equal(bandOf(waited(1, 20, 20, 20, 20), today, 5), 'longer');
});

test('too few answers are not known, and what still waits is never told as short', () => {
  assert.equal(bandOf(waited(0, 1, 1, 1), today, 5), 'not-known');
  assert.equal(bandOf([], today, 5), 'not-known');
  assert.equal(bandOf(waited(0, 0, 1, 1, 1, 'waits', 'waits', 'waits'), today, 5), 'longer');
  const fresh = Array.from({ length: 4 }, (): Waited => ({ asked: today, answered: null, left: null }));
  assert.equal(bandOf([...waited(0, 0, 1, 1, 1), ...fresh], today, 5), '2-days', 'what was asked today says nothing yet');
  assert.equal(
    bandOf(
      waited(0, 1, 1, 1, 1).map((one) => ({ ...one, asked: addDays(one.asked, -100) })),
      today,
      5,
    ),
    'not-known',
    'what was long ago',
  );
});

test('what was taken back waited until then', () => {
  const back = waited('waits', 'waits').map((one) => ({ ...one, left: addDays(one.asked, 1) }));
  assert.equal(bandOf([...waited(2, 2, 2, 2, 2, 2), ...back], today, 5), '2-days');
});
