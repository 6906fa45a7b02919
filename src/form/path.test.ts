// Which pages apply, what goes stale, how far a section has come; answers parted by class; editions; ids of texts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { day } from '#base/day.ts';
import { english } from '#base/words.ts';
import { check } from './check.ts';
import { edition, editionOf, stampOf, wordedIn } from './edition.ts';
import { fingerprint } from './fingerprint.ts';
import { form } from './form.ts';
import { firstOpen, live, next, open, path, progress, stale, tonight } from './path.ts';
import { choice, group, text, type Answers } from './question.ts';
import { join, split } from './split.ts';
import { formTexts, sayMistake } from './texts.ts';
import { toy, toyLists } from './toy.ts';

const ids = (pages: readonly { readonly id: string }[]): string[] => pages.map((page) => page.id);

test('an adult is asked for consent and a child is not', () => {
  assert.ok(ids(path(toy, { child: 'no' })).includes('consent'));
  assert.ok(!ids(path(toy, { child: 'yes' })).includes('consent'));
  assert.deepEqual(ids(tonight(toy, { child: 'no' })), ['danger', 'age', 'consent']);
});

test('when the age is changed to under 18, the consent given before is to be destroyed', () => {
  const answers: Answers = { child: 'yes', consent: 'given', danger: 'now' };
  assert.deepEqual(stale(toy, answers), ['consent']);
  assert.deepEqual(live(toy, answers), { child: 'yes', danger: 'now' });
});

test('a page that rests on a stale answer is stale with it', () => {
  const q = (label: string) =>
    choice({
      label,
      why: 'w',
      holds: 'legal',
      options: [
        { code: 'a', label: 'A' },
        { code: 'b', label: 'B' },
      ],
    });
  const chain = form('chain', [{ id: 's', title: 'S' }])
    .page('one', 'One', { one: q('1') }, { section: 's' })
    .page('two', 'Two', { two: q('2') }, { section: 's' }, (known) => known.one === 'a')
    .page('three', 'Three', { three: q('3') }, { section: 's' }, (known) => known.two === 'a');
  assert.deepEqual(stale(chain, { one: 'b', two: 'a', three: 'a' }), ['two', 'three']);
  assert.deepEqual(ids(path(chain, { one: 'a', two: 'a' })), ['one', 'two', 'three']);
});

test('the next page is the next one that applies, also after a page that has stopped applying', () => {
  assert.equal(next(toy, { child: 'yes' }, 'age')?.id, 'contact');
  assert.equal(next(toy, { child: 'no' }, 'age')?.id, 'consent');
  assert.equal(next(toy, { child: 'yes' }, 'consent')?.id, 'contact');
  assert.equal(next(toy, {}, 'episodes'), undefined);
  assert.equal(firstOpen(tonight(toy, { danger: 'now' }), { danger: 'now' })?.id, 'age');
});

test('a section says how many of its questions have an answer, of those that need one', () => {
  const [first, more] = progress(toy, { danger: { none: 'not-known' }, child: 'yes', phone: '01632 960001' });
  assert.deepEqual([first?.state, first?.answered, first?.of], ['done', 3, 3]);
  assert.deepEqual([more?.state, more?.answered, more?.of, more?.hard], ['not-started', 0, 3, true]);
  const [, begun] = progress(toy, { account: 'It was cold' });
  assert.deepEqual([begun?.state, begun?.answered, begun?.of], ['part', 1, 3]);
  assert.deepEqual(open(toy.pages[1] ?? assert.fail(), {}), ['child']);
});

test('answers are parted by class, a group row by row, and laid together again', () => {
  const answers = { danger: 'now', born: '2000-01-01', account: 'x', episodes: [{ where: ['c1'], what: 'a' }, { what: 'b' }] } as Answers;
  const parts = split(toy, answers);
  assert.deepEqual(parts.get('identity'), { born: '2000-01-01' });
  assert.deepEqual(parts.get('narrative'), { account: 'x', episodes: [{ what: 'a' }, { what: 'b' }] });
  assert.deepEqual(parts.get('locator'), { episodes: [{ where: ['c1'] }, {}] });
  const all = [...parts.values()].flatMap((part) => Object.entries(part).map(([question, value]) => ({ question, value })));
  assert.deepEqual(join(all), answers);
  const withoutPlaces = all.filter((each) => !JSON.stringify(each).includes('c1'));
  assert.deepEqual(join(withoutPlaces)['episodes'], [{ what: 'a' }, { what: 'b' }]);
});

test('the fingerprint is the standard one', () => {
  assert.equal(fingerprint('abc'), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
  assert.equal(fingerprint(''), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
});

test('one changed word makes another edition, and the old wording can still be shown', () => {
  const asked = (label: string) => form('f', [{ id: 's', title: 'S' }]).page('p', 'P', { q: text({ label, why: 'w', holds: 'legal' }) }, { section: 's' });
  const [old, same, changed] = [edition(asked('Where?')), edition(asked('Where?')), edition(asked('Where now?'))];
  assert.equal(old.id, same.id);
  assert.notEqual(old.id, changed.id);
  assert.equal(wordedIn(JSON.parse(JSON.stringify(old.wording)) as typeof old.wording, 'q')?.label, 'Where?');
  assert.match(editionOf(text({ label: 'x', why: 'w', holds: 'legal' })), /^[0-9a-f]{12}$/);
  assert.equal(stampOf({ a: 1, b: [2] }), stampOf({ b: [2], a: 1 }));
});

test('every text of a form has its own id', () => {
  const texts = formTexts(toy);
  assert.equal(new Set(texts.map((each) => each.id)).size, texts.length);
  assert.ok(texts.some((each) => each.id === 'form.toy.episodes.when.label' && each.english === 'When was it?'));
  assert.ok(texts.some((each) => each.id === 'form.toy.kinds.option.home.hint'));
});

test("a mistake names the question in the reader's language", () => {
  const page = toy.pages.find((each) => each.id === 'episodes') ?? assert.fail();
  const checked = check(page, { 'episodes.0.what': 'x' }, { lists: toyLists, today: day('2024-01-15') });
  assert.ok(!checked.ok);
  const say: typeof english = (id, text, values) => english(id, id === 'form.toy.episodes.when.label' ? 'Wann war es?' : text, values);
  assert.match(sayMistake(say, 'toy', page, checked.errors[0] ?? assert.fail()), /Wann war es\?$/);
});

test('rows of one class stay whole', () => {
  const one = form('g', [{ id: 's', title: 'S' }]).page(
    'p',
    'P',
    { g: group({ label: 'G', why: 'w', holds: 'suspect', each: 'Person', most: 2, of: { name: text({ label: 'N', why: 'w', holds: 'suspect' }) } }) },
    { section: 's' },
  );
  assert.deepEqual([...split(one, { g: [{ name: 'x' }] })], [['suspect', { g: [{ name: 'x' }] }]]);
});
