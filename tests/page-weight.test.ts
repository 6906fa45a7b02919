// Every page of the referral is light enough for a phone with a bad signal: under 60 KiB as sent, also when it is full or full of mistakes.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day, instant } from '#base/day.ts';
import { english } from '#base/words.ts';
import { uk } from '#countries/uk/uk.ts';
import { check } from '#form/check.ts';
import type { Page } from '#form/form.ts';
import type { Question } from '#form/question.ts';
import { indicatorItems } from '#form/read.ts';
import { nothing, written } from '#kit/view/html.ts';
import { questionPage } from '#kit/web/form-views.ts';
import type { Ask } from '#kit/web/page.ts';
import { referral } from '#rooms/referral/form.ts';
import { promised } from '#tests/promise.ts';

const context = { lists: uk.lists, today: day('2024-01-15') };
const ask: Ask = {
  method: 'GET',
  path: '/',
  params: {},
  query: {},
  body: {},
  files: [],
  json: undefined,
  headers: {},
  actor: null,
  session: null,
  lang: 'en',
  dir: 'ltr',
  large: false,
  say: english,
  token: 't'.repeat(64),
  now: instant('2024-01-15T03:12:00Z'),
  today: context.today,
  practice: true,
};
/** The frame around a page, as the server writes it. */
const frame = 6 * 1024;

const weigh = (page: Page, body: Record<string, string>): number => {
  const checked = check(page, body, context);
  const mistakes = checked.ok ? [] : checked.errors;
  const view = {
    form: referral,
    page,
    draft: { answers: {}, origins: {} },
    body,
    mistakes,
    context,
    action: '/drafts/0/p/x',
    from: 'tasks',
    seen: 'x'.repeat(16),
    notice: nothing,
    agreeing: false,
    aside: nothing,
  };
  return new TextEncoder().encode(written(questionPage(ask, view))).length + frame;
};

/** Something wrong in every box there is, so that every mistake is said twice and every near name is offered. */
function wrongly(id: string, question: Question): [string, string][] {
  if (question.kind === 'group')
    return Array.from({ length: Math.min(question.most, 3) }, (_, row) =>
      Object.entries(question.of).flatMap(([sub, inner]) => wrongly(`${id}.${row}.${sub}`, inner)),
    ).flat();
  if (question.kind === 'indicators') return indicatorItems(question, context).map((item) => [`${id}.${item.code}`, 'wrong']);
  if (question.kind === 'pick' && question.most > 1)
    return [
      [`${id}.0`, 'eng'],
      [`${id}.1`, 'scot'],
    ];
  return [
    [id, question.kind === 'pick' ? 'an' : '~wrong'],
    [`${id}.earliest.year`, '21'],
    [`${id}.day`, '40'],
    [`${id}.none`, 'wrong'],
  ];
}

test('no page of the referral is heavier than 60 KiB when it is opened', () => {
  const heavy = referral.pages.map((page) => [page.id, weigh(page, {})] as const).filter(([, bytes]) => bytes > 60 * 1024);
  assert.ok(referral.pages.length > 20);
  assert.deepEqual(heavy, []);
  const heaviest = Math.max(...referral.pages.map((page) => weigh(page, {})));
  promised('P15', `${referral.pages.length} pages of the referral, none over 60 KiB as sent: the heaviest ${Math.round(heaviest / 1024)} KiB`);
});

test('nor when three rows are filled and everything in them is mistaken', () => {
  const heavy = referral.pages
    .map((page) => [page.id, weigh(page, Object.fromEntries(Object.entries(page.questions).flatMap(([id, question]) => wrongly(id, question))))] as const)
    .filter(([, bytes]) => bytes > 60 * 1024);
  assert.deepEqual(heavy, []);
});
