// The casework components: what they say stands in words, and nothing handed in becomes markup.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { english } from '#base/words.ts';
import { written } from './html.ts';
import { badge, filterChosen, identityBar, notificationBadge, subNavigation, timeline } from './moj.ts';
import { picture } from './picture.ts';

test('a line of the timeline says what happened, when, by whom, and the law beside it', () => {
  const out = written(timeline([{ title: 'Sent <now>', by: 'Police', when: day('2024-01-12'), says: '12 January 2024', law: 'Guidance, 7' }]));
  for (const part of ['Sent &lt;now&gt;', 'Police', '<time datetime="2024-01-12">12 January 2024</time>', 'Guidance, 7']) assert.ok(out.includes(part), part);
});

test('what has no law or body beside it shows none', () => {
  assert.doesNotMatch(written(timeline([{ title: 'Sent', when: day('2024-01-12'), says: '12 January 2024' }])), /nrm-law|description|byline/);
});

test('a count of none is not shown, and a large one is said in full to a screen reader', () => {
  assert.equal(written(notificationBadge(0, 'new')), '');
  const many = written(notificationBadge(123, 'new'));
  assert.match(many, />99\+</);
  assert.match(many, /\(123 new\)/);
});

test('the current place is marked for screen readers, and only that one', () => {
  const out = written(
    subNavigation('Case', [
      { href: '/a', text: 'A', current: true },
      { href: '/b', text: 'B' },
    ]),
  );
  assert.equal(out.match(/aria-current="page"/g)?.length, 1);
});

test('a chosen filter can be taken away by a link that says so', () => {
  const texts = { selected: 'Chosen', clear: 'Clear', remove: 'Remove' };
  const out = written(filterChosen(texts, '/w', [{ heading: 'Nation', items: [{ text: 'Wales', href: '/w?x' }] }]));
  assert.match(out, /Remove<\/span> Wales/);
  assert.equal(written(filterChosen(texts, '/w', [{ heading: 'Nation', items: [] }])), '');
});

test('the bar of a case holds its facts in order', () => {
  assert.match(written(identityBar('K7QD', [badge('Child', 'purple'), 'England'])), /K7QD[\s\S]*Child[\s\S]*England/);
});

test('a picture is closed, and blurred until somebody asks for it', () => {
  const out = written(picture({ say: english, id: 'p1', src: '/d/1', what: 'Photo "of" a room' }));
  assert.match(out, /^<details(?![^>]* open)/);
  assert.match(out, /reveal"[^>]*id="p1">[\s\S]*nrm-picture__image/);
  assert.match(out, /loading="lazy"/);
});
