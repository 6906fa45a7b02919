// Checking the answers: every question of a page that applies is there, in words, also when nobody has asked it yet.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { list } from '#base/list.ts';
import { english } from '#base/words.ts';
import { form, type Form } from '#form/form.ts';
import { choice, date, group, indicators, many, pick, span, text, type Answers } from '#form/question.ts';
import { written } from './html.ts';
import { answersSummary, type Wording } from './summary.ts';

const about = { holds: 'administrative', why: 'To test' } as const;
const toy = form('toy', [{ id: 's', title: 'Section' }]).page(
  'one',
  'One page',
  {
    story: text({ ...about, label: 'Story' }),
    nation: choice({ ...about, label: 'Nation', options: [{ code: 'wales', label: 'Wales' }] }),
    kinds: many({
      ...about,
      label: 'Kinds',
      options: [
        { code: 'a', label: 'Kind A' },
        { code: 'b', label: 'Kind B' },
      ],
    }),
    country: pick({ ...about, label: 'Country', list: 'countries' }),
    on: date({ ...about, label: 'On' }),
    about: span({ ...about, label: 'About' }),
    signs: indicators({ ...about, label: 'Signs', list: 'signs', group: 'g' }),
    places: group({ ...about, label: 'Places', each: 'Place', most: 3, of: { town: text({ ...about, label: 'Town' }) } }),
    phone: text({ ...about, label: 'Phone' }),
  },
  { section: 's' },
) as unknown as Form;

const wording: Wording = {
  say: english,
  lang: 'en',
  form: 'toy',
  lists: new Map([
    ['countries', list('countries', 'test', [{ code: 'xx', label: 'Exampleland' }])],
    [
      'signs',
      list('signs', 'test', [
        { code: 's1', label: 'Watched' },
        { code: 's2', label: 'Afraid' },
      ]),
    ],
  ]),
};

const answers: Answers = {
  story: 'They <said>\nthis',
  nation: 'wales',
  kinds: ['a', 'b'],
  country: ['xx'],
  on: day('2024-01-15'),
  about: { earliest: day('2023-01-01'), latest: day('2023-03-31'), words: 'the winter' },
  signs: { s1: 'seen', s2: 'not-looked-for' },
  places: [{ town: 'Oneham' }, { town: { none: 'not-known' } }],
};

const words = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
const shown = (given: Answers, change: boolean): string =>
  written(
    answersSummary({ form: toy, pages: toy.pages, answers: given, origins: { story: 'told-me' }, change: change ? (page) => `/p/${page.id}` : null }, wording),
  );

test('each answer is said in words: labels for codes, days as people read them, rows of a group', () => {
  const said = words(shown(answers, true));
  for (const part of [
    'Story They &lt;said&gt; this',
    'The person told us',
    'Nation Wales',
    'Kind A Kind B',
    'Country Exampleland',
    '15 January 2024',
    'Between 1 January 2023 and 31 March 2023 (the winter)',
    'Seen Watched',
    'Place 1 Town Oneham',
    'Place 2 Town Not known',
  ]) {
    assert.ok(said.includes(part), `${part} in ${said}`);
  }
  assert.ok(!said.includes('Afraid'), 'what nobody looked for is not listed as absent');
});

test('what nobody asked says so, without blame', () => {
  assert.equal(words(shown({}, true)).match(/Not asked yet/g)?.length, 9);
});

test('what can no longer be changed offers no link to change it', () => {
  assert.match(shown(answers, true), /href="\/p\/one"/);
  assert.doesNotMatch(shown(answers, false), /href/);
});
