// Every clock of the United Kingdom by name: decisions, questions and review here, recovery and support in support.ts.
import { calendarDays, day, months, workingDays } from '#base/day.ts';
import type { Clock, Term } from '#law/clock.ts';
import { rule } from '#law/rule.ts';
import { athub, liveDrafts, liveLabels, panelPress, panels, reconsideration2024, unconfirmed } from './sources.ts';
import { moveOnAfterNegative, moveOnAfterPositive, recoveryMinimum, supportAfterPositive, supportPeriod } from './support.ts';
import { inDays, none } from './terms.ts';

const englandWales = ['england', 'wales'];

// A target and no duty: five working days from the referral, where possible. In the middle of 2023 it took forty-seven days in
// the middle case. Each nation counts with its own bank holidays. Children before a local panel go by the panel's own clock.
const reasonableGrounds: Clock = {
  name: 'reasonable-grounds',
  question: 'By when should the reasonable grounds decision be made?',
  starts: 'referral sent',
  ends: 'reasonable grounds decision',
  force: 'target',
  length: rule<Term>(
    'uk.reasonable-grounds-days',
    'By when should the reasonable grounds decision be made?',
    [
      { from: day('2009-04-01'), until: day('2020-03-23'), value: workingDays(5), source: unconfirmed('five working days since the start') },
      { from: day('2020-03-24'), value: workingDays(5), source: athub },
    ],
    inDays,
    [{ on: day('2024-01-15'), nation: 'scotland', says: '5 working days.' }],
  ),
  examples: [
    { from: day('2023-12-20'), nation: 'england', due: day('2023-12-29'), note: 'Christmas Day and Boxing Day fall on working days' },
    { from: day('2023-12-27'), nation: 'england', due: day('2024-01-04'), note: 'New Year’s Day' },
    { from: day('2023-12-27'), nation: 'scotland', due: day('2024-01-05'), note: 'Scotland keeps 2 January too' },
    { from: day('2024-03-14'), nation: 'northern-ireland', due: day('2024-03-22'), note: 'St Patrick’s Day, kept on Monday 18 March' },
    { from: day('2024-03-14'), nation: 'wales', due: day('2024-03-21') },
  ],
};

// A panel decides reasonable grounds for a child within forty-five days. Panels began at ten places in June 2021; which lie in
// Wales and Scotland was not confirmed. Northern Ireland joined as a whole by an announcement of September 2025.
const childPanel: Clock = {
  name: 'child-panel-reasonable-grounds',
  question: 'By when does a local panel decide reasonable grounds for a child?',
  starts: 'referral sent',
  ends: 'reasonable grounds decision',
  force: 'target',
  length: rule<Term>(
    'uk.child-panel-days',
    'By when does a local panel decide reasonable grounds for a child?',
    [
      { from: day('2009-04-01'), until: day('2021-05-31'), nations: ['england', 'wales', 'scotland'], value: none, source: panels },
      {
        from: day('2021-06-01'),
        nations: ['england'],
        value: calendarDays(45),
        source: panels,
        note: 'June 2021 is reported, its first day is assumed. Only where the council has a panel.',
      },
      {
        from: day('2021-06-01'),
        nations: ['wales'],
        value: calendarDays(45),
        source: unconfirmed('Cardiff and Newport are remembered as panel sites since 2021'),
      },
      { from: day('2021-06-01'), nations: ['scotland'], value: calendarDays(45), source: unconfirmed('Glasgow is remembered as a panel site since 2021') },
      { from: day('2009-04-01'), until: day('2025-09-02'), nations: ['northern-ireland'], value: none, source: panelPress },
      {
        from: day('2025-09-03'),
        nations: ['northern-ireland'],
        value: calendarDays(45),
        source: { ...panelPress, standing: 'assumed', cite: `${panelPress.cite}; the day panels began is unconfirmed` },
      },
    ],
    inDays,
    [
      { on: day('2024-01-15'), nation: 'england', says: '45 calendar days.' },
      { on: day('2024-01-15'), nation: 'northern-ireland', says: 'The law sets none.' },
    ],
  ),
  examples: [
    { from: day('2024-01-15'), nation: 'england', due: day('2024-02-29') },
    { from: day('2021-05-31'), nation: 'england', due: 'nothing' },
  ],
};

// How long the referrer and others have to answer a question. Guidance sets limits since January 2023; their length was not found.
const informationRequest: Clock = {
  name: 'information-request',
  question: 'By when should a question from the decision maker be answered?',
  starts: 'question asked',
  ends: 'answer',
  force: 'target',
  length: rule<Term>(
    'uk.information-request',
    'By when should a question from the decision maker be answered?',
    [
      { from: day('2009-04-01'), until: day('2023-01-29'), value: none, source: unconfirmed('no limit was set before January 2023') },
      {
        from: day('2023-01-30'),
        value: workingDays(10),
        source: unconfirmed('guidance sets limits since January 2023; ten working days is this service’s guess at their length'),
      },
    ],
    inDays,
    [{ on: day('2024-01-15'), nation: 'england', says: '10 working days.' }],
  ),
  examples: [{ from: day('2024-01-15'), nation: 'england', due: day('2024-01-29') }],
};

const reconsideration: Clock = {
  name: 'reconsideration',
  question: 'By when must a negative be questioned?',
  starts: 'negative decision',
  ends: 'reconsideration asked',
  force: 'duty',
  length: rule<Term>(
    'uk.reconsideration-days',
    'By when must the authority be asked to look at a negative again?',
    [
      {
        from: day('2009-04-01'),
        until: day('2024-02-11'),
        value: none,
        source: { ...reconsideration2024, cite: 'No limit before the guidance of 12 February 2024' },
      },
      {
        from: day('2024-02-12'),
        value: calendarDays(30),
        source: { ...reconsideration2024, standing: 'assumed', cite: 'Statutory guidance of 12 February 2024; thirty days, with exceptions, is from memory' },
        note: 'Exceptional circumstances may open it later.',
      },
    ],
    inDays,
    [
      { on: day('2024-02-11'), nation: 'england', says: 'The law sets none.' },
      { on: day('2024-02-12'), nation: 'england', says: '30 calendar days.' },
    ],
  ),
  examples: [
    { from: day('2024-02-11'), nation: 'scotland', due: 'nothing' },
    { from: day('2024-02-12'), nation: 'scotland', due: day('2024-03-13') },
  ],
};

// The court's own limit, shown so that nobody loses it while waiting for a reconsideration. Silent for Scotland and Northern
// Ireland: their courts' rules were not looked at.
const judicialReview: Clock = {
  name: 'judicial-review',
  question: 'By when must a court be asked to review a decision?',
  starts: 'decision',
  ends: 'claim in the Administrative Court',
  force: 'duty',
  length: rule<Term>(
    'uk.judicial-review',
    'By when must the Administrative Court be asked to review a decision?',
    [{ from: day('2009-04-01'), nations: englandWales, value: months(3), source: unconfirmed('promptly, and within three months') }],
    inDays,
    [{ on: day('2024-01-15'), nation: 'england', says: '3 months.' }],
  ),
  examples: [{ from: day('2023-11-30'), nation: 'england', due: day('2024-02-29'), note: 'the last day of a shorter month' }],
};

// The live form tells the referrer that support may take up to five days to begin.
const supportContact: Clock = {
  name: 'support-contact',
  question: 'By when does the support provider make contact with an adult?',
  starts: 'referral sent',
  ends: 'first contact',
  force: 'target',
  length: rule<Term>(
    'uk.support-contact',
    'By when does the support provider make contact with an adult who asked for support?',
    [
      { from: day('2019-10-01'), nations: englandWales, value: calendarDays(5), source: liveLabels },
      {
        from: day('2009-04-01'),
        until: day('2019-09-30'),
        nations: englandWales,
        value: none,
        source: unconfirmed('nothing was promised before the online form'),
      },
    ],
    inDays,
    [{ on: day('2024-01-15'), nation: 'wales', says: '5 calendar days.' }],
  ),
  examples: [{ from: day('2024-01-15'), nation: 'england', due: day('2024-01-20') }],
};

/** The service's own clocks hold in every nation and since the online form began. */
function service(name: string, question: string, days: number, ends: string, due: string): Clock {
  return {
    name,
    question,
    starts: 'draft last changed',
    ends,
    force: 'service',
    length: rule<Term>(`uk.${name}`, question, [{ from: day('2009-04-01'), value: calendarDays(days), source: liveDrafts }], inDays, [
      { on: day('2024-01-15'), nation: 'northern-ireland', says: `${days} calendar days.` },
    ]),
    examples: [{ from: day('2024-01-15'), nation: 'northern-ireland', due: day(due) }],
  };
}

const all: readonly Clock[] = [
  reasonableGrounds,
  childPanel,
  recoveryMinimum,
  supportPeriod,
  moveOnAfterPositive,
  moveOnAfterNegative,
  supportAfterPositive,
  supportContact,
  informationRequest,
  reconsideration,
  judicialReview,
  service('draft-expiry', 'After how many days without a change is a draft destroyed?', 28, 'draft destroyed', '2024-02-12'),
  service('draft-warning', 'After how many days without a change is its writer warned?', 21, 'warning', '2024-02-05'),
];

export const clocks: Readonly<Record<string, Clock>> = Object.fromEntries(all.map((clock) => [clock.name, clock]));
