// A program's answers are read by the same rules as typed ones.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day } from '#base/day.ts';
import { promptSheet } from './prompt.ts';
import { readAnswers, schema } from './schema.ts';
import { toy, toyLists } from './toy.ts';

const context = { lists: toyLists, today: day('2024-01-15') };
const short = { danger: 'now', child: 'no', consent: 'given' };
const errorsOf = (json: unknown, from?: unknown): string[] => {
  const read = readAnswers(toy, json, context, from);
  return read.ok ? [] : read.errors.map((each) => `${each.pointer} ${each.text.id.replace('form.mistake.', '')}`);
};

test('answers of every kind are taken as they stand', () => {
  const answers = {
    ...short,
    born: '2001-03-03',
    phone: { none: 'not-asked' },
    nationality: ['c3', 'c1'],
    account: 'One.\n\nTwo.',
    kinds: ['work'],
    people: 3,
    signs: { 'no-pay': 'seen' },
    episodes: [{ when: { earliest: '2020-01-01', latest: '2020-12-31', words: 'that year' }, where: ['c2'] }],
  };
  const read = readAnswers(toy, answers, context, { nationality: 'told-me' });
  assert.deepEqual(read, { ok: true, answers, origins: { nationality: 'told-me' } });
});

test('each mistake points at its place', () => {
  assert.deepEqual(errorsOf({ ...short, born: '2001-02-30', episodes: [{ where: ['c99'] }] }), ['/episodes/0/where/0 wrong-type', '/born date-impossible']);
  assert.deepEqual(errorsOf({ ...short, episodes: [{ what: 'x' }] }), ['/episodes/0/when missing-or-none']);
  assert.deepEqual(
    errorsOf({ ...short, people: '3', account: 5, kinds: ['work', 'fly'], nonsense: 1 }).sort(),
    ['/account wrong-type', '/kinds wrong-type', '/nationality missing-or-none', '/nonsense unknown-question', '/people wrong-type']
      .filter((each) => !each.startsWith('/nationality'))
      .sort(),
  );
  assert.deepEqual(errorsOf({ danger: 'now', child: 'yes', consent: 'given' }), ['/consent not-asked']);
  assert.deepEqual(errorsOf({ danger: 'now' }), ['/child missing']);
  assert.deepEqual(errorsOf([]), [' wrong-type']);
  assert.deepEqual(errorsOf(short, { danger: 'guess' }), ['/sources/danger not-a-source']);
  assert.deepEqual(errorsOf({ ...short, nationality: ['c1'] }, { nationality: 'guess' }), ['/sources/nationality not-a-source']);
});

test('whatever JSON comes, it is answered', () => {
  const keys = [
    'danger',
    'child',
    'born',
    'phone',
    'nationality',
    'home',
    'account',
    'kinds',
    'people',
    'signs',
    'episodes',
    'ended',
    '__proto__',
    'constructor',
  ];
  const value = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.constantFrom(
      'now',
      'yes',
      ['c1'],
      { none: 'not-known' },
      { none: 'x' },
      [{ when: null }],
      [{ where: ['c1'] }],
      { 'no-pay': 'seen' },
      '2001-01-01',
      '9999-99-99',
      4,
    ),
  );
  fc.assert(
    fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...keys), value)), (json) => {
      const read = readAnswers(toy, json, context, {});
      if (!read.ok) return read.errors.length > 0;
      assert.deepEqual(readAnswers(toy, read.answers, context, read.origins), read);
      return true;
    }),
    { numRuns: 500 },
  );
});

test('the schema names every question with its words, limits and codes', () => {
  const made = JSON.parse(JSON.stringify(schema(toy, toyLists))) as {
    properties: Record<string, Record<string, unknown>>;
    $defs: Record<string, { oneOf: unknown[] }>;
  };
  assert.deepEqual(Object.keys(made.properties).sort(), toy.pages.flatMap((page) => Object.keys(page.questions)).sort());
  assert.equal(made.properties['child']?.['title'], 'Is the person under 18?');
  assert.match(JSON.stringify(made.properties['account']), /"maxLength":15000/);
  assert.equal(made.$defs['list-countries']?.oneOf.length, 14);
});

test('the sheet to take along has every question once, and says which are kept current', () => {
  const sheet = promptSheet(toy, context);
  const paths = sheet.sections.flatMap((section) => section.pages.flatMap((page) => page.questions.map((each) => each.path)));
  assert.deepEqual(
    paths,
    toy.pages.flatMap((page) => Object.keys(page.questions)),
  );
  assert.ok(sheet.sections[1]?.pages.some((page) => page.hard));
});
