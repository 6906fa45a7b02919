// What may be asked about a pilot: every mistake is named beside its field, and what was typed comes back.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { english } from '#base/words.ts';
import { example } from '#countries/example/example.ts';
import { uk } from '#countries/uk/uk.ts';
import { practicePilots } from '#practice/pilots.ts';
import { areasOf, check, typedIn } from './asked.ts';

const today = day('2024-01-15');
const fine = { pilot: 'kent,surrey', compare: 'essex', base: '2022-01-01', from: '2022-06-01', to: '2023-06-01' };
const read = (query: Readonly<Record<string, string>>) => check(typedIn(query, uk), uk, today, english);
const mistakes = (query: Readonly<Record<string, string>>): readonly string[] => {
  const found = read(query);
  return 'mistakes' in found ? found.mistakes.map(({ field, text }) => `${field}: ${text}`) : [];
};

test('areas in one text or ticked one by one, and days in one text or three boxes, ask the same', () => {
  const boxes = { 'from-day': '1', 'from-month': '6', 'from-year': '2022', 'pilot-kent': 'yes', 'pilot-surrey': 'yes' };
  const { pilot: _pilot, from: _from, ...rest } = fine;
  assert.deepEqual(read({ ...rest, ...boxes }), read(fine));
  assert.deepEqual(mistakes(fine), []);
});

for (const [wrong, query, says] of [
  ['dates reversed', { to: '2022-05-01' }, 'to: The last day must come after the first'],
  ['the time before begins after the pilot', { base: '2022-07-01' }, 'base: The time before must begin before the pilot does'],
  ['a time before of two weeks', { base: '2022-05-20' }, 'base: Take at least four weeks from before the pilot'],
  ['a pilot in the future', { from: '2025-01-01', to: '2025-02-01' }, 'from: Enter a day that has been: nothing is known of later ones'],
  ['a last day in the future', { to: '2025-02-01' }, 'to: Enter a day that has been: nothing is known of later ones'],
  ['30 February', { from: '2022-02-30' }, 'from: Enter a real day, such as 15 1 2024'],
  ['no first day', { from: '' }, 'from: Enter a day'],
  ['no areas', { pilot: '' }, 'pilot: Choose at least one area of the pilot'],
  ['areas that nobody knows', { pilot: 'atlantis' }, 'pilot: Choose at least one area of the pilot'],
  ['an area in both groups', { compare: 'kent,essex' }, 'compare: In the pilot and compared with: Kent Police. Choose one of the two'],
  ['an area in both waves', { second: 'kent', 'second-from': '2022-09-01' }, 'second: In both waves: Kent Police. An area begins once'],
  ['later areas without a day', { second: 'dorset' }, 'second-from: Enter the day on which these areas began'],
  ['a later day without areas', { 'second-from': '2022-09-01' }, 'second: Choose the areas that began later, or leave the day empty'],
  ['later areas that began earlier', { second: 'dorset', 'second-from': '2022-05-01' }, 'second-from: Enter a day between the first and the last of the pilot'],
  ['as recorded before it began', { 'as-of': '2022-03-01' }, 'as-of: Enter a day after the pilot began'],
  ['as recorded in the future', { 'as-of': '2030-03-01' }, 'as-of: Enter a day that has been: nothing is known of later ones'],
] as const)
  test(`${wrong}: the field says so`, () => assert.ok(mistakes({ ...fine, ...query }).includes(says), mistakes({ ...fine, ...query }).join(' | ')));

test('every area in the pilot leaves none to compare with', () => {
  const all = areasOf(uk)
    .map((area) => area.code)
    .join(',');
  assert.deepEqual(mistakes({ ...fine, pilot: all, compare: '' }), ['compare: No area is left to compare with']);
});

test('no areas to compare with means every other, and a later wave begins on its own day', () => {
  const found = read({ ...fine, compare: '', second: 'dorset', 'second-from': '2022-09-01' });
  assert.ok('asked' in found);
  assert.equal(found.asked.compare.length, areasOf(uk).length - 3);
  assert.deepEqual(
    [...found.asked.starts],
    [
      ['kent', '2022-06-01'],
      ['surrey', '2022-06-01'],
      ['dorset', '2022-09-01'],
    ],
  );
});

test('what is asked of whom is a code of the country’s lists, and anything else means everybody', () => {
  const found = read({ ...fine, age: 'child', exploitation: '<script>', gender: 'female', stage: 'nothing' });
  assert.ok('asked' in found);
  assert.deepEqual([found.asked.age, found.asked.exploitation, found.asked.gender, found.asked.stage], ['child', '', 'female', 'conclusive-grounds']);
});

test('both worked examples ask for what may be asked; a country without forces compares nations, and has no examples', () => {
  for (const one of practicePilots(uk)) assert.deepEqual(mistakes(Object.fromEntries(new URLSearchParams(one.query))), [], one.id);
  assert.deepEqual(practicePilots(example), []);
  assert.deepEqual(
    areasOf(example).map((area) => area.code),
    example.nations.map((nation) => nation.code),
  );
});
