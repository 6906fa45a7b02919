// What people type into each kind of question, and what is kept or said.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { day } from '#base/day.ts';
import { check, checkForm, consistent, recheck, type Body, type Context } from './check.ts';
import { text } from './question.ts';
import { toy, toyLists } from './toy.ts';
import { typed } from './typed.ts';

const context: Context = { lists: toyLists, today: day('2024-01-15') };
const page = (id: string) => {
  const found = toy.pages.find((each) => each.id === id);
  assert.ok(found);
  return found;
};
const answersOf = (id: string, body: Body) => check(page(id), body, context).answers;
const errorsOf = (id: string, body: Body): string[] => {
  const checked = check(page(id), body, context);
  return checked.ok ? [] : checked.errors.map((each) => `${each.field}${each.part ? `#${each.part}` : ''} ${each.text.id.replace('form.mistake.', '')}`);
};

test('a required question left empty is named, and "Not known" is an answer to it', () => {
  assert.deepEqual(errorsOf('danger', {}), ['danger missing-or-none']);
  assert.deepEqual(answersOf('danger', { 'danger.none': 'not-known' }), { danger: { none: 'not-known' } });
  assert.deepEqual(answersOf('danger', { danger: '~not-known' }), { danger: { none: 'not-known' } });
  assert.deepEqual(errorsOf('danger', { danger: '~skipped' }), ['danger unknown-none']);
  assert.deepEqual(errorsOf('danger', { danger: 'now', 'danger.none': 'not-known' }), ['danger both-answer-and-none']);
});

test('an answer the question does not offer is refused, and two where one is asked', () => {
  assert.deepEqual(errorsOf('danger', { danger: 'tomorrow' }), ['danger not-an-option']);
  assert.deepEqual(errorsOf('danger', { danger: ['now', 'not-now'] }), ['danger several']);
  assert.deepEqual(answersOf('danger', { danger: ['now', 'now'] }), { danger: 'now' });
});

test('paragraphs stay, control and text-turning characters go, letters are kept in one form', () => {
  const { account } = answersOf('account', { account: '\u202eShe said:\r\n\r\ncafe\u0301 \u0000\u0007now\t\u2066x\u2069 ', kinds: 'work' });
  assert.equal(account, 'She said:\n\ncafé now x');
});

test('a long text is counted in characters as people see them and is given back whole', () => {
  const longest = '😀'.repeat(500);
  assert.deepEqual(errorsOf('episodes', { 'episodes.0.when.earliest.year': '2020', 'episodes.0.what': longest }), []);
  const checked = check(page('episodes'), { 'episodes.0.when.earliest.year': '2020', 'episodes.0.what': `${longest}a` }, context);
  assert.ok(!checked.ok);
  assert.deepEqual(checked.errors[0]?.text.values, { label: 'What happened?', most: 500, length: 501 });
  assert.equal(checked.typed['episodes.0.what'], `${longest}a`);
  assert.deepEqual(errorsOf('contact', { phone: 'x'.repeat(10_000) }), ['phone too-long']);
});

test('telephone numbers, e-mail addresses and postcodes must have their shape', () => {
  assert.deepEqual(answersOf('contact', { phone: ' +44 (0)1632 960001 ', email: 'a.b@example.org', postcode: 'zz99zz' }), {
    phone: '+44 (0)1632 960001',
    email: 'a.b@example.org',
    postcode: 'ZZ9 9ZZ',
  });
  assert.deepEqual(answersOf('contact', { phone: '٠١٦٣٢ ٩٦٠٠٠١' }), { phone: '01632 960001' });
  assert.deepEqual(errorsOf('contact', { phone: 'ask Mo', email: 'a@b', postcode: '12345' }), ['phone phone', 'email email', 'postcode postcode']);
});

test('a birth date must be a day of the calendar that has come', () => {
  const born = (d: string, m: string, y: string) => errorsOf('age', { child: 'no', 'born.day': d, 'born.month': m, 'born.year': y });
  assert.deepEqual(born('29', '2', '2000'), []);
  assert.deepEqual(born('30', '2', '2000'), ['born#day date-impossible']);
  assert.deepEqual(born('29', 'Feb', '2001'), ['born#day date-impossible']);
  assert.deepEqual(born('1', 'sept', '99'), ['born#year date-short-year']);
  assert.deepEqual(born('1', '', '1999'), ['born#month date-part-missing']);
  assert.deepEqual(born('1', '1', '1899'), ['born#year date-too-early']);
  assert.deepEqual(born('16', '1', '2024'), ['born#year date-not-past']);
  assert.deepEqual(born('x', '1', '2000'), ['born#day date-not-numbers']);
  assert.deepEqual(answersOf('age', { child: 'no', 'born.day': '٣', 'born.month': 'March', 'born.year': '2001' }), { child: 'no', born: '2001-03-03' });
});

test('a two-digit year is asked for in full, with the likelier century as the example', () => {
  const checked = check(page('age'), { child: 'no', 'born.day': '1', 'born.month': '1', 'born.year': '99' }, context);
  assert.ok(!checked.ok);
  assert.equal(checked.errors[0]?.text.values['example'], '1999');
});

test('an uncertain date takes a day, a month, a year, a season or a range', () => {
  const ended = (body: Record<string, string>) => answersOf('episodes', Object.fromEntries(Object.entries(body).map(([k, v]) => [`ended.${k}`, v])))['ended'];
  assert.deepEqual(ended({ 'earliest.day': '3', 'earliest.month': '3', 'earliest.year': '2021' }), { earliest: '2021-03-03', latest: '2021-03-03' });
  assert.deepEqual(ended({ 'earliest.month': 'feb', 'earliest.year': '2020' }), { earliest: '2020-02-01', latest: '2020-02-29' });
  assert.deepEqual(ended({ 'earliest.year': '2019', 'latest.month': '6', 'latest.year': '2021' }), { earliest: '2019-01-01', latest: '2021-06-30' });
  assert.deepEqual(ended({ words: 'Summer 2021' }), { earliest: '2021-06-01', latest: '2021-08-31', words: 'Summer 2021' });
  assert.deepEqual(ended({ words: 'the end of 2020' }), { earliest: '2020-09-01', latest: '2020-12-31', words: 'the end of 2020' });
  assert.deepEqual(ended({ words: 'winter 2021' }), { earliest: '2020-12-01', latest: '2022-02-28', words: 'winter 2021' });
  assert.deepEqual(ended({ words: 'between March 2019 and 2021' }), { earliest: '2019-03-01', latest: '2021-12-31', words: 'between March 2019 and 2021' });
  assert.deepEqual(ended({ words: '5th of May 2020' }), { earliest: '2020-05-05', latest: '2020-05-05', words: '5th of May 2020' });
});

test('words with no year, or dates against each other, are sent back', () => {
  assert.deepEqual(errorsOf('episodes', { 'ended.words': 'when I was small' }), ['ended#earliest.year span-needs-year']);
  assert.deepEqual(errorsOf('episodes', { 'ended.words': 'before 2020' }), ['ended#earliest.year span-needs-year']);
  assert.deepEqual(errorsOf('episodes', { 'ended.earliest.year': '2021', 'ended.latest.year': '2020' }), ['ended#latest.year span-order']);
  assert.deepEqual(errorsOf('episodes', { 'ended.earliest.year': '2021', 'ended.earliest.day': '4' }), ['ended#earliest.month span-needs-month']);
});

test('a name of a list is taken in any case and accent, by another spelling, or by its code', () => {
  const home = (typed: string) => answersOf('places', { 'nationality.none': 'not-known', home: typed })['home'];
  assert.deepEqual(home('cote  bleue'), ['c2']);
  assert.deepEqual(home('BLUE COAST'), ['c2']);
  assert.deepEqual(home('heath & moor'), ['c10']);
  assert.deepEqual(home('c4'), ['c4']);
});

test('a similar name is offered and never taken by itself', () => {
  assert.deepEqual(errorsOf('places', { 'nationality.none': 'not-known', home: 'Elan' }), ['home near-item']);
  assert.deepEqual(errorsOf('places', { 'nationality.none': 'not-known', home: 'Zzzzzz' }), ['home nothing-like-it']);
  const body = { 'nationality.none': 'not-known', home: 'Elan', 'home.was': 'Elan', 'home.is': 'c5' };
  assert.deepEqual(answersOf('places', body)['home'], ['c5']);
  assert.deepEqual(errorsOf('places', { ...body, home: 'Elanx' }), ['home near-item']);
});

test('several names keep their order, once each, and no more than may be', () => {
  assert.deepEqual(answersOf('places', { 'nationality.0': 'Kelp', 'nationality.1': '', 'nationality.2': 'Auland' }), { nationality: ['c13', 'c0'] });
  assert.deepEqual(errorsOf('places', { 'nationality.0': 'Kelp', 'nationality.1': 'kelp' }), ['nationality.1 item-twice']);
  assert.deepEqual(errorsOf('places', { nationality: ['c0', 'c1', 'c2', 'c3'] }), ['nationality too-many']);
});

test('what nobody looked for is not written down as not seen', () => {
  assert.deepEqual(answersOf('signs', {}), { signs: {} });
  assert.deepEqual(answersOf('signs', { 'signs.no-pay': 'seen', 'signs.watched': 'not-looked-for', 'signs.afraid': 'not-seen' }), {
    signs: { 'no-pay': 'seen', afraid: 'not-seen' },
  });
  assert.deepEqual(errorsOf('signs', { 'signs.no-pay': 'perhaps' }), ['signs.no-pay not-an-option']);
});

test('empty rows fall away, a half-filled row says what it needs, too many rows are counted', () => {
  assert.deepEqual(answersOf('episodes', { 'episodes.0.what': ' ', 'episodes.4.when.earliest.year': '2020', 'episodes.4.where': 'Ivy' }), {
    episodes: [{ when: { earliest: '2020-01-01', latest: '2020-12-31' }, where: ['c11'] }],
  });
  assert.deepEqual(errorsOf('episodes', { 'episodes.1.what': 'cold' }), ['episodes.1.when missing-or-none']);
  const four = Object.fromEntries([0, 1, 2, 3].map((at) => [`episodes.${at}.when.earliest.year`, '2020']));
  assert.deepEqual(errorsOf('episodes', four), ['episodes too-many']);
});

test('numbers are whole and within their range', () => {
  const people = (typed: string) => check(page('account'), { account: 'x', kinds: 'work', people: typed }, context).answers['people'];
  assert.equal(people(' 12 '), 12);
  assert.equal(people('۱۲'), 12);
  for (const wrong of ['twelve', '1.5', '501', '-1', '1e3']) assert.equal(people(wrong), undefined);
});

test('how an answer came to us is kept beside it', () => {
  const checked = check(page('places'), { nationality: 'Kelp', 'nationality.source': 'told-me' }, context);
  assert.deepEqual(checked.origins, { nationality: 'told-me' });
  assert.deepEqual(errorsOf('places', { nationality: 'Kelp', 'nationality.source': 'guessed' }), ['nationality.source not-a-source']);
});

test('a page says once how it is known; an answer marked apart keeps its own source, and a non-answer has none', () => {
  const once = { 'page-source.places': 'from-a-record' };
  assert.deepEqual(check(page('places'), { nationality: 'Kelp', home: 'Ivy', 'nationality.source': 'told-me', ...once }, context).origins, {
    nationality: 'told-me',
    home: 'from-a-record',
  });
  assert.deepEqual(check(page('places'), { nationality: 'Kelp', 'home.none': 'not-known', ...once }, context).origins, { nationality: 'from-a-record' });
  assert.deepEqual(errorsOf('places', { nationality: 'Kelp', home: 'Ivy', 'page-source.places': 'guessed' }), ['page-source.places not-a-source']);
});

test('what a writer did themselves, and a sign that says itself how it was seen, have no source beside them', () => {
  const asked = { id: 'own', title: 'Own', section: 'first', questions: { met: text({ label: 'How you met', why: '.', holds: 'narrative', own: true }) } };
  assert.deepEqual(check(asked, { met: 'In a hall', 'page-source.own': 'told-me', 'met.source': 'told-me' }, context).origins, {});
  assert.deepEqual(check(page('signs'), { 'signs.no-pay': 'told', 'page-source.signs': 'i-saw' }, context).origins, {});
});

test('a birth date against "under 18" is shown beside the birth date', () => {
  const body = { child: 'yes', 'born.day': '1', 'born.month': '1', 'born.year': '1980' };
  const checked = check(page('age'), body, context);
  assert.ok(!checked.ok);
  assert.equal(checked.errors[0]?.field, 'born');
  assert.equal(consistent(toy, { child: 'yes', born: day('1980-01-01') }, context).length, 1);
  assert.equal(consistent(toy, { child: 'no', born: day('1980-01-01') }, context).length, 0);
});

test('a whole form needs its short path; answers to what is not asked are sent back', () => {
  const short = { danger: 'now', child: 'yes' };
  assert.deepEqual(checkForm(toy, short, context).answers, short);
  const wrong = checkForm(toy, { ...short, consent: 'given' }, context);
  assert.ok(!wrong.ok);
  assert.equal(wrong.errors[0]?.text.id, 'form.mistake.not-asked');
});

test('names that reach into the language itself change nothing', () => {
  const body = JSON.parse('{"__proto__": {"danger": "now"}, "constructor": "x", "danger.none": "not-known", "episodes.__proto__.when": "1"}') as Body;
  assert.deepEqual(answersOf('danger', body), { danger: { none: 'not-known' } });
  assert.equal(({} as Record<string, unknown>)['danger'], undefined);
  assert.deepEqual(answersOf('danger', JSON.parse('{"__proto__": {"danger": "now"}}') as Body), {});
});

const fieldNames = Object.keys(typed(toy.pages, {})).concat(
  ['danger', 'child', 'born', 'consent', 'phone', 'email', 'postcode', 'shade', 'home', 'account', 'kinds', 'people'],
  [
    'nationality',
    'nationality.0',
    'nationality.1',
    'nationality.source',
    'nationality.none',
    'home.is',
    'home.was',
    'signs.no-pay',
    'signs.none',
    'signs.__proto__',
  ],
  [
    'born.day',
    'born.month',
    'born.year',
    'born.none',
    'ended.words',
    'ended.earliest.year',
    'ended.earliest.month',
    'ended.earliest.day',
    'ended.latest.year',
    'ended.source',
  ],
  [
    'episodes',
    'episodes.none',
    'episodes.0.when.earliest.year',
    'episodes.0.where',
    'episodes.0.what',
    'episodes.7.pay',
    'episodes.999.what',
    '__proto__',
    'constructor',
  ],
);
const words = [
  '',
  'now',
  'yes',
  'no',
  '~not-known',
  'not-known',
  'skipped',
  '2',
  '12',
  '29',
  '1999',
  '2021',
  'summer 2020',
  'Kelp',
  'elan',
  'c3',
  'red',
  'seen',
  'told',
  'work',
  'crime',
  'told-me',
  'zz99zz',
  'a@example.org',
  '01632 960001',
  'She said\n\nno',
];
const anything = fc.oneof(
  fc.constantFrom(...words),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...words), { maxLength: 4 }),
  fc.jsonValue({ maxDepth: 2 }),
);
const anyBody = fc.dictionary(fc.oneof(fc.constantFrom(...fieldNames), fc.string()), anything, { maxKeys: 14 });

test('whatever is sent, each page answers with answers or with mistakes, and never breaks', () => {
  fc.assert(
    fc.property(anyBody, (body) => {
      for (const each of toy.pages) {
        const checked = check(each, body, context);
        assert.ok(checked.ok || checked.errors.length > 0);
      }
      checkForm(toy, body, context);
    }),
    { numRuns: 400 },
  );
});

test('what is kept, typed again, is the same', () => {
  let kept = 0;
  fc.assert(
    fc.property(anyBody, (body) => {
      for (const each of toy.pages) {
        const first = check(each, body, context);
        if (!first.ok) continue;
        kept += 1;
        const again = check(each, typed([each], first.answers, first.origins), context);
        assert.ok(again.ok);
        assert.deepEqual({ answers: again.answers, origins: again.origins }, { answers: first.answers, origins: first.origins });
      }
    }),
    { numRuns: 400 },
  );
  assert.ok(kept > 100, `only ${kept} pages were kept`);
});

test('kept answers of an earlier day are checked again whole', () => {
  const answers = { danger: 'now', child: 'no', consent: 'given', home: ['c99'], nationality: ['c1'] };
  const checked = recheck(toy, answers, {}, context);
  assert.ok(!checked.ok);
  assert.deepEqual(
    checked.errors.map((each) => each.field),
    ['home'],
  );
});
