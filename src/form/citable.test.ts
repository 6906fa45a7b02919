// Tests of what may be cited.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { citable } from './citable.ts';
import { group, indicators, many, text } from './question.ts';

const about = { label: 'Invented', why: 'Invented.', holds: 'narrative' } as const;

test('a sign that was not seen or not looked for is never cited, and one that was seen is', () => {
  const signs = indicators({ ...about, list: 'invented', group: 'invented' });
  assert.equal(citable(signs, { bruises: 'not-seen', papers: 'not-looked-for' }), undefined);
  assert.deepEqual(citable(signs, { bruises: 'not-seen', papers: 'seen', debt: 'told' }), { papers: 'seen', debt: 'told' });
});

test('a question that nobody asked or nobody answered is not evidence of anything', () => {
  const story = text(about);
  assert.equal(citable(story, undefined), undefined);
  assert.equal(citable(story, { none: 'not-asked' }), undefined);
  assert.equal(citable(story, { none: 'prefers-not-to-say' }), undefined);
  assert.equal(citable(story, 'They kept the wages.'), 'They kept the wages.');
  for (const bare of ['Not known', ' unknown. ', 'They do not know', 'We don’t know.', 'No answer']) assert.equal(citable(story, bare), undefined, bare);
  assert.equal(citable(story, 'Not known to the police before May.'), 'Not known to the police before May.', 'that says something');
  assert.equal(citable(many({ ...about, options: [{ code: 'none-of-these', label: 'None' }] }), ['none-of-these']), undefined);
});

test('of rows only what was said is cited, and rows that say nothing are no passage', () => {
  const rows = group({ ...about, of: { town: text(about), work: text(about) }, most: 3, each: 'Place' });
  assert.equal(citable(rows, [{ town: { none: 'not-known' } }]), undefined);
  assert.deepEqual(citable(rows, [{ town: 'Invented Town', work: { none: 'not-asked' } }]), [{ town: 'Invented Town' }]);
});
