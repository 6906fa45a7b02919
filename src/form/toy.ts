// A small made-up form with one question of each kind: for tests, and to look at the form kit in a browser.
import { list, type Item, type List } from '#base/list.ts';
import { form } from './form.ts';
import { choice, date, group, indicators, many, number, pick, span, text } from './question.ts';

const names = [
  'Auland',
  'Beland',
  'Côte Bleue',
  'Deland',
  'Eland',
  'Upper Eland',
  'Lower Eland',
  'New Fern',
  'Old Fern',
  'Gorse',
  'Heath and Moor',
  'Ivy',
  'Juniper',
  'Kelp',
];
const countries: readonly Item[] = names.map((label, at) => ({ code: `c${at}`, label, ...(at === 2 ? { also: ['Blue Coast'] } : {}) }));

export const toyLists: Readonly<Record<string, List>> = {
  countries: list('countries', 'made up', countries),
  signs: list('signs', 'made up', [
    { code: 'no-papers', label: 'Somebody else keeps their papers' },
    { code: 'no-pay', label: 'Works for little or no pay' },
    { code: 'watched', label: 'Is never left alone' },
    { code: 'afraid', label: 'Seems afraid of going home' },
  ]),
  shades: list('shades', 'made up', [
    { code: 'red', label: 'Red' },
    { code: 'blue', label: 'Blue' },
  ]),
};

const anyNone = ['not-known', 'not-asked', 'prefers-not-to-say', 'skipped'] as const;

export const toy = form('toy', [
  { id: 'first', title: 'First things' },
  { id: 'more', title: 'What happened', lead: 'Record what you already know. Do not ask again.' },
])
  .page(
    'danger',
    'Danger now',
    {
      danger: choice({
        label: 'Is the person in danger now?',
        why: 'It decides who is rung tonight.',
        holds: 'safe-contact',
        options: [
          { code: 'now', label: 'Yes, now' },
          { code: 'not-now', label: 'Not now' },
        ],
        none: ['not-known'],
        counts: true,
      }),
    },
    { section: 'first', tonight: true },
  )
  .page(
    'age',
    'Age',
    {
      child: choice({
        label: 'Is the person under 18?',
        why: 'A child needs no consent.',
        holds: 'identity',
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'no', label: 'No' },
          { code: 'not-sure', label: 'Not sure', hint: 'Then they are treated as a child.' },
        ],
      }),
      born: date({
        label: 'When were they born?',
        why: 'It tells when they turn 18.',
        holds: 'identity',
        past: true,
        optional: true,
        none: anyNone,
        find: 'date',
      }),
    },
    {
      section: 'first',
      tonight: true,
      checks: (known, today) =>
        known['child'] === 'yes' && typeof known['born'] === 'string' && Number(today.slice(0, 4)) - Number(known['born'].slice(0, 4)) > 18
          ? [
              {
                field: 'born',
                id: 'toy.contradiction.age',
                english: 'You said the person is under 18. This birth date makes them older. Change one of the two.',
              },
            ]
          : [],
    },
  )
  .page(
    'consent',
    'Consent',
    {
      consent: choice({
        label: 'Does the person agree?',
        why: 'An adult decides for themselves.',
        holds: 'legal',
        options: [
          { code: 'given', label: 'Yes' },
          { code: 'refused', label: 'No' },
        ],
      }),
    },
    { section: 'first', tonight: true },
    (known) => known.child === 'no',
  )
  .page(
    'contact',
    'Safe contact',
    {
      phone: text({
        label: 'Which number is safe?',
        why: 'A call to the wrong phone can do harm.',
        holds: 'safe-contact',
        shape: 'phone',
        most: 40,
        optional: true,
        find: 'phone',
        none: anyNone,
      }),
      email: text({ label: 'Which e-mail address is safe?', why: 'As above.', holds: 'safe-contact', shape: 'email', optional: true }),
      postcode: text({ label: 'Postcode', why: 'To find the right council.', holds: 'locator', shape: 'postcode', optional: true }),
      shade: pick({ label: 'Which colour is the door?', why: 'So that a letter finds it.', holds: 'locator', list: 'shades', optional: true }),
    },
    { section: 'first' },
  )
  .page(
    'places',
    'Places',
    {
      nationality: pick({
        label: 'Which nationalities?',
        hint: 'In the order they say them.',
        why: 'For the figures, and for help from an embassy only if wanted.',
        holds: 'identity',
        list: 'countries',
        most: 3,
        none: anyNone,
        source: true,
      }),
      home: pick({ label: 'Where is home?', why: 'To know where going back is unsafe.', holds: 'locator', list: 'countries', optional: true }),
    },
    { section: 'more' },
  )
  .page(
    'account',
    'What the person says',
    {
      account: text({
        label: 'What did the person say happened?',
        why: 'The decision rests on it.',
        holds: 'narrative',
        most: 15000,
        rows: 8,
        source: true,
        essay: true,
        none: anyNone,
      }),
      kinds: many({
        label: 'What were they made to do?',
        why: 'The law names kinds of exploitation.',
        holds: 'narrative',
        options: [
          { code: 'work', label: 'Work' },
          { code: 'home', label: 'Work in a home', hint: 'Cleaning, cooking, care' },
          { code: 'crime', label: 'Break the law' },
        ],
        none: anyNone,
        source: true,
      }),
      people: number({ label: 'How many others were there?', why: 'They may need help too.', holds: 'suspect', least: 0, most: 500, optional: true }),
    },
    { section: 'more', hard: true, lead: 'You can stop after each question. Everything is kept.' },
  )
  .page(
    'signs',
    'What you noticed',
    { signs: indicators({ label: 'What was seen or told?', why: 'Signs help where words are hard.', holds: 'analysis', list: 'signs', group: 'general' }) },
    { section: 'more' },
  )
  .page(
    'episodes',
    'Times it happened',
    {
      episodes: group({
        label: 'When and where did it happen?',
        why: 'The law looks at each time.',
        holds: 'narrative',
        each: 'Time',
        most: 3,
        optional: true,
        none: ['not-known'],
        of: {
          when: span({ label: 'When was it?', why: 'Rough dates help.', holds: 'narrative', none: anyNone }),
          where: pick({ label: 'In which country?', why: 'Police of that country may help.', holds: 'locator', list: 'countries', optional: true }),
          what: text({ label: 'What happened?', why: 'In their words.', holds: 'narrative', rows: 3, most: 500, optional: true }),
          pay: number({ label: 'Hours a day', why: 'Long hours are a sign.', holds: 'narrative', least: 0, most: 24, optional: true }),
        },
      }),
      ended: span({ label: 'When did it end?', why: 'Some periods run from then.', holds: 'narrative', optional: true, source: true, none: anyNone }),
    },
    { section: 'more' },
  );
