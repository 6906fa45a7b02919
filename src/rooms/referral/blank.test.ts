// What a page that starts empty takes with it of what was said before, and what it may not vouch for.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '#form/question.ts';
import { blankForm, madeUntrue, startsBlank } from './blank.ts';
import { unseenAt } from './contradictions.ts';
import { referral } from './form.ts';

const before: Answers = {
  contact: 'person',
  'contact-phone': '07700 900001',
  'contact-checked': 'yes',
  needs: ['court'],
  'court-date': '2024-02-01',
  'visa-end-date': { none: 'not-known' },
};
const nobody = { none: 'not-asked' };
const unknown = { none: 'not-known' };

for (const [title, said, gone] of [
  ['an empty page takes nothing away', {}, {}],
  ['a new number was made sure of by nobody', { 'contact-phone': '07700 900002' }, { 'contact-checked': nobody }],
  ['somebody else to ask for was made sure of by nobody', { 'contact-someone': 'A friend' }, { 'contact-checked': nobody }],
  ['a contact that somebody made sure of keeps their word', { contact: 'worker', 'contact-checked': 'yes' }, {}],
  ['when to ring does not touch who was made sure of', { 'contact-rules': 'Mondays' }, {}],
  ['“none of these” takes back the days that were known, and makes up none', { needs: ['none-of-these'] }, { 'court-date': unknown }],
  ['a further need leaves the day in court', { needs: ['arrested'] }, {}],
  ['another day in court stands beside the need', { 'court-date': '2024-03-01' }, {}],
] as const)
  test(title, () => assert.deepEqual(madeUntrue(before, said), gone));

test('a day that is coming up ends an earlier “none of these”', () => {
  assert.deepEqual(madeUntrue({ needs: ['none-of-these'] }, { 'removal-date': '2024-02-01' }), { needs: unknown });
});

test('“made sure” counts only with the whole contact beside it', () => {
  const refused = (known: Readonly<Record<string, unknown>>) => unseenAt('contact-checked')({ 'contact-checked': 'yes', ...known }).length > 0;
  assert.deepEqual(
    [
      {},
      { 'contact-phone': '07700 900002' },
      { contact: 'person' },
      { contact: 'someone-else', 'contact-phone': '07700 900002' },
      { contact: 'someone-else', 'contact-someone': 'A friend' },
    ].map(refused),
    [true, true, true, true, true],
  );
  assert.deepEqual(
    [
      { contact: 'person', 'contact-phone': '07700 900002' },
      { contact: 'someone-else', 'contact-someone': 'A friend', 'contact-phone': '07700 900002' },
      { contact: 'worker' },
      { contact: 'no-safe-way' },
      { 'contact-checked': 'no' },
    ].map(refused),
    [false, false, false, false, false],
  );
});

test('only danger, place and safe contact start empty; there nothing must be answered and nothing said to be unknown', () => {
  const asked = blankForm(referral).pages;
  assert.deepEqual(
    asked.filter(startsBlank).map((page) => page.id),
    ['danger', 'safe-contact', 'place'],
  );
  for (const question of asked.filter(startsBlank).flatMap((page) => Object.values(page.questions))) {
    assert.equal(question.optional, true, question.label);
    assert.equal(question.none, undefined, question.label);
  }
  for (const page of asked.filter((each) => !startsBlank(each))) assert.ok(referral.pages.includes(page), page.id);
});
