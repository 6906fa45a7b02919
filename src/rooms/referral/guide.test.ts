// The guide speaks in sentences tied to the legal test; contradictions are said beside the field; counts follow the answers.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { day } from '#base/day.ts';
import { referral } from './form.ts';
import { guide } from './guide.ts';
import { contradictions } from './contradictions.ts';
import { countsOf } from './counts.ts';
import { needsOf } from './facts.ts';
import { notificationOf, notifiedCounts, toBeDeleted } from './notification.ts';
import type { Test } from '#law/law.ts';
import type { Answers } from '#form/question.ts';

const palermo: Test = {
  standard: 'reasonable grounds',
  elements: [
    { id: 'act', label: 'Act', asks: '', notNeededFor: [] },
    { id: 'means', label: 'Means', asks: '', notNeededFor: ['child', 'not-sure'] },
    { id: 'purpose', label: 'Purpose', asks: '', notNeededFor: [] },
  ],
};
const today = day('2024-01-15');

test('an empty referral of an adult lacks act, means and purpose; of a child no means is asked for', () => {
  const parts = (answers: Answers) =>
    new Set(
      guide(answers, palermo)
        .map((gap) => gap.element)
        .filter(Boolean),
    );
  assert.deepEqual(parts({ age: 'adult' }), new Set(['act', 'means', 'purpose']));
  assert.deepEqual(parts({ age: 'child' }), new Set(['act', 'purpose']));
  assert.deepEqual(parts({ age: 'not-sure' }), new Set(['act', 'purpose']));
});

test('the guide falls silent about what somebody has said, and "not known" is not saying', () => {
  const has = (answers: Answers, name: string) => guide(answers, palermo).some((gap) => gap.id === `referral.guide.${name}`);
  assert.ok(has({ age: 'adult', 'made-to-do': { none: 'not-known' } }, 'means'));
  assert.ok(!has({ age: 'adult', 'made-to-do': 'Kept behind a locked door' }, 'means'));
  assert.ok(has({ exploitation: ['not-specified'] }, 'purpose'));
  assert.ok(!has({ exploitation: ['labour'] }, 'purpose'));
});

test('the guide never speaks a number', () => {
  for (const age of ['adult', 'child']) {
    for (const gap of guide({ age }, palermo)) assert.ok(!/\d|%/.test(gap.english), gap.english);
  }
});

test('a birth date that makes the person 18 today contradicts "under 18"; the day before it does not', () => {
  const fields = (answers: Answers) => contradictions(answers, today).map((one) => one.field);
  assert.deepEqual(fields({ age: 'child', 'birth-date': '2006-01-15' }), ['birth-date']);
  assert.deepEqual(fields({ age: 'child', 'birth-date': '2006-01-16' }), []);
  assert.deepEqual(fields({ age: 'adult', 'birth-date': '2006-01-16' }), ['birth-date']);
  assert.deepEqual(fields({ age: 'adult', 'birth-date': '2006-01-15' }), []);
  assert.deepEqual(fields({ age: 'not-sure', 'birth-date': '2006-01-16' }), []);
});

test('an episode cannot end before it begins, begin tomorrow, or end before the birth', () => {
  const on = (text: string) => ({ earliest: day(text), latest: day(text) });
  assert.deepEqual(
    contradictions({ episodes: [{ from: on('2023-05-01'), to: on('2023-04-01') }] }, today).map((one) => one.field),
    ['episodes.0.to'],
  );
  assert.deepEqual(
    contradictions({ episodes: [{ from: on('2025-05-01') }] }, today).map((one) => one.field),
    ['episodes.0.from'],
  );
  assert.deepEqual(
    contradictions({ 'birth-date': '2000-01-01', episodes: [{ from: on('1999-05-01') }] }, today).map((one) => one.field),
    ['episodes'],
  );
});

test('"None of these" cannot stand beside a need', () => {
  assert.equal(contradictions({ needs: ['none-of-these', 'court'] }, today)[0]?.field, 'needs');
  assert.equal(contradictions({ needs: ['none-of-these'], 'court-date': '2024-02-01' }, today)[0]?.field, 'needs');
  assert.deepEqual(contradictions({ needs: ['none-of-these'] }, today), []);
});

test('a court date is a need even when nobody ticked the box', () => {
  assert.deepEqual(needsOf({ 'danger-now': 'yes', 'court-date': '2024-02-01' }), ['danger-now', 'court']);
});

test('a referral with nothing but its short path still stands in every table', () => {
  const rows = countsOf(referral, { age: 'child' }, today);
  assert.deepEqual(Object.fromEntries(rows.map((row) => [row.question, row.code])), {
    exploitation: 'not-specified',
    'age-at-exploitation': 'child',
    gender: 'other',
    'nationality-1': 'unknown',
    'exploitation-place': 'not-specified',
    'county-lines': 'unknown',
    disability: 'unknown',
    'police-force': 'unknown',
  });
});

test('each kind of exploitation is a row of its own, and two nationalities keep their order', () => {
  const rows = countsOf(
    referral,
    { age: 'adult', 'age-at-exploitation': 'child', exploitation: ['sexual', 'labour', 'not-specified'], nationality: ['b', 'a'], gender: 'male' },
    today,
  );
  assert.deepEqual(
    rows.map((row) => `${row.question}=${row.code}`),
    [
      'exploitation=sexual',
      'exploitation=labour',
      'gender=male',
      'nationality-1=b',
      'nationality-2=a',
      'disability=unknown',
      'age-at-exploitation=child',
      'exploitation-place=not-specified',
      'county-lines=unknown',
      'police-force=unknown',
    ],
  );
});

const typed: Answers = {
  age: 'adult',
  consent: 'refused',
  nation: 'england',
  'given-name': 'Canary',
  why: 'Canary sentence',
  'notified-force': ['kent'],
  'notified-gender': 'female',
  'notified-nationality': ['albanian'],
  'notified-exploitation': ['sexual'],
  'notified-why': ['other', 'family'],
};

test('a notification carries a month and no day, and none of what was typed before', () => {
  const made = notificationOf(referral, typed, { nation: 'england', organisation: 'kent-police', day: today });
  assert.ok(made);
  assert.equal(made.month, '2024-01');
  assert.ok(!JSON.stringify([made, notifiedCounts(referral, made)]).includes('Canary'));
  assert.ok(notifiedCounts(referral, made).every((row) => row.validFrom === '2024-01-01'));
});

test('a notification with an open code is not sent', () => {
  assert.equal(notificationOf(referral, { ...typed, 'notified-why': [] }, { nation: 'england', organisation: 'x', day: today }), undefined);
});

test('what was typed of identity and account is named as to be deleted', () => {
  const doomed = toBeDeleted(referral, typed);
  assert.deepEqual(new Set(doomed.map((one) => one.holds)), new Set(['administrative', 'identity', 'narrative']));
});
