// The referral form keeps its promises: few pages, few essays, every question classed and explained.
import { test } from 'node:test';
import assert from 'node:assert/strict';
import { fieldClasses } from '#access/classes.ts';
import { questionsOf } from '#form/form.ts';
import { path, tonight } from '#form/path.ts';
import type { Answers, Question } from '#form/question.ts';
import { isSourced } from '#form/source.ts';
import { referral } from './form.ts';

// Evidence is one more page of the room beside the form's own.
const evidencePage = 1;
const all = Object.entries(questionsOf(referral));
/** Every question, those inside groups too. */
const every: [string, Question][] = all.flatMap(([id, question]) => [
  [id, question] as [string, Question],
  ...(question.kind === 'group' ? Object.entries(question.of).map(([sub, of]) => [`${id}.${sub}`, of] as [string, Question]) : []),
]);

const ways: readonly { who: string; most: number; answers: Answers }[] = [
  { who: 'an adult who agrees', most: 23, answers: { age: 'adult', consent: 'given' } },
  { who: 'an adult not asked yet', most: 23, answers: { age: 'adult', consent: 'not-yet-asked' } },
  { who: 'an adult who cannot decide', most: 23, answers: { age: 'adult', consent: 'cannot-decide' } },
  { who: 'a child', most: 21, answers: { age: 'child' } },
  { who: 'a person who may be a child', most: 21, answers: { age: 'not-sure' } },
  { who: 'an adult who does not agree', most: 17, answers: { age: 'adult', consent: 'refused' } },
];

for (const way of ways) {
  test(`${way.who} is asked at most ${way.most} pages, evidence included`, () => {
    const pages = path(referral, way.answers);
    assert.ok(pages.length > 3);
    assert.ok(pages.length + evidencePage <= way.most, `${pages.length + evidencePage}: ${pages.map((page) => page.id).join(' ')}`);
  });
  test(`${way.who} is safe tonight after at most eight pages`, () => {
    const pages = tonight(referral, way.answers);
    assert.ok(pages.length >= 3 && pages.length <= 8, pages.map((page) => page.id).join(' '));
  });
}

test('at most three answers must be written as an essay, and each of them may wait but the reason to refer', () => {
  const long = every.filter(([, question]) => question.kind === 'text' && (question.rows ?? 1) > 1 && !question.optional);
  assert.deepEqual(
    long.map(([id]) => id),
    ['why', 'what-happened', 'made-to-do'],
  );
  for (const [id, question] of long) {
    assert.equal(question.essay, true, id);
    if (id !== 'why') assert.ok(question.none?.includes('skipped'), id);
  }
});

test('a notification holds no sentence: only codes chosen from lists', () => {
  const pages = path(referral, { age: 'adult', consent: 'refused' }).filter((page) => page.section === 'notify');
  const kinds = pages.flatMap((page) => Object.values(page.questions)).map((question) => question.kind);
  assert.ok(kinds.length >= 5);
  assert.ok(
    kinds.every((kind) => kind === 'choice' || kind === 'many' || kind === 'pick'),
    kinds.join(' '),
  );
});

test('a child and a person who may be a child are never asked for consent', () => {
  for (const age of ['child', 'not-sure']) {
    const asked = path(referral, { age, consent: 'refused' }).map((page) => page.id);
    assert.ok(!asked.includes('consent') && asked.includes('child') && asked.includes('why'), asked.join(' '));
  }
});

test('every question has a label, a reason and a class', () => {
  for (const [id, question] of every) {
    assert.ok(question.label.length > 3, id);
    assert.ok(question.why.length > 5, id);
    assert.ok((fieldClasses as readonly string[]).includes(question.holds), id);
  }
});

test('what can be searched for is name, birth date, phone and reference', () => {
  const found = every.filter(([, question]) => question.find).map(([id]) => id);
  assert.deepEqual(found, [
    'birth-date',
    'contact-phone',
    'given-name',
    'family-name',
    'other-names',
    'home-office-reference',
    'earlier-reports.quoted',
    'crime-reference',
  ]);
});

test('nobody is asked whether the person is to be believed', () => {
  const words = every.map(([, question]) => `${question.label} ${question.hint ?? ''}`).join(' ');
  assert.ok(!/credib|dishonest|truthful|\blie\b|lying|claims|alleg/i.test(words));
});

test('dangers and dates that outrank the clock are asked tonight and kept current', () => {
  const early = new Map(tonight(referral, { age: 'adult', consent: 'given' }).flatMap((page) => Object.entries(page.questions)));
  for (const id of ['danger-now', 'still-held', 'needs', 'court-date', 'removal-date', 'visa-end-date', 'birth-date', 'contact-phone']) {
    assert.equal(early.get(id)?.current, true, id);
  }
});

test('every answer can carry how it is known, but for what the referrer did, signs that say it themselves, and what names nobody', () => {
  const unsourced = Object.entries(questionsOf(referral)).filter(([, question]) => !isSourced(question));
  assert.deepEqual(
    unsourced.map(([id]) => id).filter((id) => !id.startsWith('signs-') && !id.startsWith('notified-')),
    [
      'nation',
      'alone',
      'interpreter',
      'consent',
      'consent-present',
      'consent-meanwhile',
      'child-council',
      'child-council-name',
      'child-council-phone',
      'child-council-email',
      'contact-checked',
      'how-met',
      'other-workers',
      'my-role',
      'my-phone',
      'my-team',
    ],
  );
});
