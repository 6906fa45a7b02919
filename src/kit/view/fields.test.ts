// Drawn questions: every box has a label and an id of its own, every mistake leads to its box, what was typed stays text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { english } from '#base/words.ts';
import { check } from '#form/check.ts';
import type { Page } from '#form/form.ts';
import { toy, toyLists } from '#form/toy.ts';
import { anchorOf, mistakeSummary, type Drawing } from './drawing.ts';
import { fields, questionFields } from './fields.ts';
import { written } from './html.ts';

const context = { lists: toyLists, today: day('2024-01-15') };

function drawn(page: Page, body: Record<string, string | string[]>): { drawing: Drawing; text: string } {
  const checked = check(page, body, context);
  const drawing: Drawing = { say: english, form: 'toy', page, body, mistakes: checked.ok ? [] : checked.errors, context };
  return { drawing, text: written(fields(drawing)) };
}

const page = (id: string): Page => toy.pages.find((each) => each.id === id) ?? assert.fail();

const wrong: Readonly<Record<string, Record<string, string>>> = {
  danger: {},
  age: { child: 'x', 'born.day': '31', 'born.month': '2', 'born.year': '2000' },
  consent: {},
  contact: { phone: 'x', email: 'x', postcode: 'x', shade: 'green' },
  places: { 'nationality.0': 'elan', 'nationality.1': 'zzzz', home: 'elan', 'nationality.source': 'x' },
  account: { account: 'x'.repeat(16000), people: 'many' },
  signs: { 'signs.no-pay': 'maybe' },
  episodes: {
    'episodes.0.what': 'x',
    'episodes.1.when.earliest.year': '21',
    'episodes.2.pay': '99',
    'episodes.3.where': 'elan',
    'episodes.4.what': 'y',
    'ended.words': 'long ago',
  },
};

test('every mistake leads to a box that is on the page', () => {
  for (const each of toy.pages) {
    const { drawing, text } = drawn(each, wrong[each.id] ?? {});
    assert.ok(drawing.mistakes.length > 0, each.id);
    for (const mistake of drawing.mistakes) assert.ok(text.includes(`id="${anchorOf(each, mistake)}"`), `${each.id}: #${anchorOf(each, mistake)}`);
    assert.ok(written(mistakeSummary(drawing)).includes('href="#'));
  }
});

test('a page that came one way shows it once; where its answers came several ways, each shows its own', () => {
  const sourceNames = (body: Record<string, string>) => [...drawn(page('places'), body).text.matchAll(/name="([^"]*source[^"]*)" value="([^"]*)"([^>]*)>/g)];
  const shown = (body: Record<string, string>) => new Set(sourceNames(body).map((each) => each[1]));
  const chosen = (body: Record<string, string>) => sourceNames(body).flatMap((each) => (each[3]?.includes('checked') ? [`${each[1]}=${each[2]}`] : []));
  const one = { home: 'Ivy', 'home.source': 'told-me' };
  assert.deepEqual([...shown(one)], ['nationality.source', 'page-source.places']);
  assert.deepEqual(chosen(one), ['page-source.places=told-me']);
  const added = { ...one, 'page-source.places': '' };
  assert.deepEqual([...shown(added)], ['nationality.source', 'home.source', 'page-source.places']);
  assert.deepEqual(chosen(added), ['home.source=told-me']);
});

test('no id is on a page twice, and every id a label names is there', () => {
  for (const each of toy.pages) {
    for (const body of [{}, wrong[each.id] ?? {}]) {
      const { text } = drawn(each, body);
      const ids = [...text.matchAll(/ id="([^"]+)"/g)].map((found) => found[1]);
      assert.deepEqual(
        ids.filter((id, at) => ids.indexOf(id) !== at),
        [],
        each.id,
      );
      for (const [, target] of text.matchAll(/ for="([^"]+)"/g)) assert.ok(ids.includes(target), `${each.id}: label for ${target}`);
      for (const [, list] of text.matchAll(/ aria-describedby="([^"]+)"/g))
        for (const id of (list ?? '').split(' ')) assert.ok(ids.includes(id), `${each.id}: described by ${id}`);
    }
  }
});

test('beside a question its label is not said again, in the summary it is', () => {
  const { drawing, text } = drawn(page('consent'), {});
  assert.match(text, /Answer this question\s*<\/p>/);
  assert.match(written(mistakeSummary(drawing)), /Answer this question: Does the person agree\?/);
});

test('what was typed is shown again as text, paragraphs and markup alike', () => {
  const { text } = drawn(page('account'), { account: 'One\n\n</textarea><script>x</script>', kinds: ['work', 'home'] });
  assert.ok(text.includes('One\n\n&lt;/textarea&gt;&lt;script&gt;'));
  assert.equal(text.match(/ checked/g)?.length, 2);
});

test('a code of a long list is shown by its name, and a short list whole', () => {
  assert.match(drawn(page('places'), { 'nationality.none': 'not-known', home: 'c2' }).text, /value="Côte Bleue"/);
  assert.match(drawn(page('contact'), { shade: 'blue' }).text, /value="blue"[^>]* checked/);
});

test('questions of no form are drawn alike, with sentences already said', () => {
  const text = written(
    questionFields({
      say: english,
      form: 'act',
      questions: page('consent').questions,
      typed: {},
      errors: [{ field: 'consent', text: 'Say which.' }],
      lists: toyLists,
      today: context.today,
    }),
  );
  assert.match(text, /Say which\./);
});
