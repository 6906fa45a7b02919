// Recovery and support: two clocks that start with a positive reasonable grounds decision and are not the same thing (data.md 9).
// Recovery is protection from removal and is the whole country's; support is each nation's own.
import { calendarDays, day, months } from '#base/day.ts';
import type { Clock, Term } from '#law/clock.ts';
import type { SupportRuns } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { care2022, guidanceJan2023, hansardDec22, naba64, ni18, nrpf, ssi90, unconfirmed } from './sources.ts';
import { inDays, none } from './terms.ts';

const englandWales = ['england', 'wales'];
const elsewhere = ['scotland', 'northern-ireland'];
const countFrom = 'The Act may count the day of the decision itself as the first; here day 1 is the day after, which is never shorter for the person.';

// During the recovery period the person is not removed from the country, and no conclusive decision is made before its end.
// It lasts at least this long, and on until the conclusive decision where that comes later. Forty-five days until 12 December
// 2022, thirty since the guidance of 13 December 2022; since 30 January 2023 the thirty stand in the Act itself (NABA 2022,
// section 61(3), not read). The governing day is the day of the positive decision, so older periods keep their forty-five.
// Immigration is not devolved: the same minimum is taken to hold in Scotland and Northern Ireland.
export const recoveryMinimum: Clock = {
  name: 'recovery-minimum',
  question: 'How long is the recovery period at least?',
  starts: 'positive reasonable grounds decision',
  ends: 'conclusive grounds decision, not before',
  force: 'minimum',
  length: rule<Term>(
    'uk.recovery-minimum',
    'How long is the recovery period, in which nobody is removed, at least?',
    [
      {
        from: day('2009-04-01'),
        until: day('2022-12-12'),
        nations: englandWales,
        value: calendarDays(45),
        source: { ...hansardDec22, cite: 'Guidance before 13 December 2022, as reported to the House of Commons on that day' },
      },
      { from: day('2022-12-13'), until: day('2023-01-29'), nations: englandWales, value: calendarDays(30), source: hansardDec22 },
      {
        from: day('2023-01-30'),
        nations: englandWales,
        value: calendarDays(30),
        source: { ...guidanceJan2023, cite: 'Nationality and Borders Act 2022, section 61(3), reported; guidance of 30 January 2023' },
        note: countFrom,
      },
      {
        from: day('2009-04-01'),
        until: day('2022-12-12'),
        nations: elsewhere,
        value: calendarDays(45),
        source: unconfirmed('protection from removal is the same in every nation, since immigration is not devolved'),
      },
      {
        from: day('2022-12-13'),
        nations: elsewhere,
        value: calendarDays(30),
        source: unconfirmed('protection from removal is the same in every nation, since immigration is not devolved'),
        note: countFrom,
      },
    ],
    inDays,
    [
      { on: day('2022-12-12'), nation: 'england', says: '45 calendar days.' },
      { on: day('2022-12-13'), nation: 'wales', says: '30 calendar days.' },
    ],
  ),
  examples: [
    { from: day('2022-12-12'), nation: 'england', due: day('2023-01-26'), note: 'the last day on which forty-five days began' },
    { from: day('2022-12-13'), nation: 'england', due: day('2023-01-12') },
    { from: day('2024-01-31'), nation: 'wales', due: day('2024-03-01'), note: '2024 is a leap year' },
  ],
};

// England and Wales: support lasts as long as the recovery period (section 50A, since 30 January 2023; by policy before).
// Scotland: ninety days or until the conclusive decision, whichever comes EARLIER; ministers may give more. Before 1 April
// 2018 the period in Scotland was not found: the rule is silent then. Northern Ireland: until the conclusive decision, and
// where that is positive within forty-five days, to the forty-fifth day at least.
export const supportPeriod: Clock = {
  name: 'support-period',
  question: 'How long does support last after a positive reasonable grounds decision?',
  starts: 'positive reasonable grounds decision',
  ends: 'conclusive grounds decision: see uk.support-runs for earlier or later',
  force: 'duty',
  length: rule<Term>(
    'uk.support-period',
    'How long does support last after a positive reasonable grounds decision?',
    [
      {
        from: day('2009-04-01'),
        until: day('2022-12-12'),
        nations: englandWales,
        value: calendarDays(45),
        source: { ...hansardDec22, cite: 'Guidance before 13 December 2022, as reported to the House of Commons on that day' },
      },
      { from: day('2022-12-13'), until: day('2023-01-29'), nations: englandWales, value: calendarDays(30), source: hansardDec22 },
      { from: day('2023-01-30'), nations: englandWales, value: calendarDays(30), source: naba64, note: countFrom },
      { from: day('2018-04-01'), nations: ['scotland'], value: calendarDays(90), source: ssi90 },
      {
        from: day('2015-01-14'),
        until: day('2016-03-31'),
        nations: ['northern-ireland'],
        value: calendarDays(45),
        source: { ...ni18, standing: 'assumed', cite: `${ni18.cite}; that it held before April 2016 is unconfirmed` },
      },
      { from: day('2016-04-01'), nations: ['northern-ireland'], value: calendarDays(45), source: ni18 },
    ],
    inDays,
    [
      { on: day('2018-04-01'), nation: 'scotland', says: '90 calendar days.' },
      { on: day('2024-01-15'), nation: 'northern-ireland', says: '45 calendar days.' },
    ],
  ),
  examples: [
    { from: day('2024-01-15'), nation: 'scotland', due: day('2024-04-14') },
    { from: day('2024-01-15'), nation: 'england', due: day('2024-02-14') },
    { from: day('2024-01-15'), nation: 'northern-ireland', due: day('2024-02-29') },
  ],
};

/** Whether support runs to the later or to the earlier of its length and the conclusive decision. */
export const supportRuns = rule<SupportRuns>(
  'uk.support-runs',
  'Does support run to the later or the earlier of its length and the conclusive decision?',
  [
    { from: day('2009-04-01'), until: day('2023-01-29'), nations: englandWales, value: 'later', source: hansardDec22 },
    { from: day('2023-01-30'), nations: englandWales, value: 'later', source: naba64 },
    { from: day('2018-04-01'), nations: ['scotland'], value: 'earlier', source: ssi90 },
    {
      from: day('2015-01-14'),
      until: day('2016-03-31'),
      nations: ['northern-ireland'],
      value: 'later-if-positive',
      source: { ...ni18, standing: 'assumed', cite: `${ni18.cite}; that it held before April 2016 is unconfirmed` },
    },
    {
      from: day('2016-04-01'),
      nations: ['northern-ireland'],
      value: 'later-if-positive',
      source: ni18,
    },
  ],
  (which) =>
    ({
      later: 'To the later of the two.',
      earlier: 'To the earlier of the two.',
      'later-if-positive': 'To the later of the two where the decision is positive; a negative one ends it.',
    })[which],
  [
    { on: day('2024-01-15'), nation: 'scotland', says: 'To the earlier of the two.' },
    { on: day('2024-01-15'), nation: 'england', says: 'To the later of the two.' },
    { on: day('2024-01-15'), nation: 'northern-ireland', says: 'To the later of the two where the decision is positive; a negative one ends it.' },
  ],
);

// After a positive conclusive decision support in England and Wales goes on for at least forty-five days, while needs are
// assessed; until about February 2019 it was fourteen. The idea belongs to the contract for England and Wales: Scotland and
// Northern Ireland have their own provision (support-after-positive) and no move-on period.
export const moveOnAfterPositive: Clock = {
  name: 'move-on-after-positive',
  question: 'How long does support go on at least after a positive conclusive grounds decision?',
  starts: 'positive conclusive grounds decision',
  ends: 'leaving support',
  force: 'minimum',
  length: rule<Term>(
    'uk.move-on-after-positive',
    'How long does support go on at least after a positive conclusive grounds decision?',
    [
      {
        from: day('2009-04-01'),
        until: day('2019-01-31'),
        nations: englandWales,
        value: calendarDays(14),
        source: unconfirmed('fourteen days until about February 2019'),
      },
      {
        from: day('2019-02-01'),
        until: day('2020-03-23'),
        nations: englandWales,
        value: calendarDays(45),
        source: unconfirmed('forty-five days since about February 2019; the month is from memory'),
      },
      { from: day('2020-03-24'), nations: englandWales, value: calendarDays(45), source: nrpf },
      { from: day('2009-04-01'), nations: elsewhere, value: none, source: unconfirmed('the move-on period belongs to the contract for England and Wales') },
    ],
    inDays,
    [
      { on: day('2024-01-15'), nation: 'england', says: '45 calendar days.' },
      { on: day('2024-01-15'), nation: 'scotland', says: 'The law sets none.' },
    ],
  ),
  examples: [
    { from: day('2024-01-15'), nation: 'wales', due: day('2024-02-29') },
    { from: day('2024-01-15'), nation: 'scotland', due: 'nothing' },
  ],
};

// Two figures are about: up to fourteen calendar days (reported) and nine working days (the guidance's phrase, from memory).
// Fourteen calendar days is taken because a page says it and it is seldom the shorter one; it stays unconfirmed.
export const moveOnAfterNegative: Clock = {
  name: 'move-on-after-negative',
  question: 'How long does support go on after a negative conclusive grounds decision?',
  starts: 'negative conclusive grounds decision',
  ends: 'leaving support',
  force: 'duty',
  length: rule<Term>(
    'uk.move-on-after-negative',
    'How long does support go on after a negative conclusive grounds decision?',
    [
      {
        from: day('2009-04-01'),
        until: day('2019-01-31'),
        nations: englandWales,
        value: calendarDays(2),
        source: unconfirmed('forty-eight hours until about February 2019'),
      },
      {
        from: day('2019-02-01'),
        nations: englandWales,
        value: calendarDays(14),
        source: {
          ...nrpf,
          standing: 'assumed',
          cite: 'Unconfirmed: NRPF Network reports up to 14 calendar days, guidance is remembered to say 9 working days',
        },
      },
      { from: day('2009-04-01'), nations: elsewhere, value: none, source: unconfirmed('the move-on period belongs to the contract for England and Wales') },
    ],
    inDays,
    [{ on: day('2024-01-15'), nation: 'england', says: '14 calendar days.' }],
  ),
  examples: [{ from: day('2024-01-15'), nation: 'england', due: day('2024-01-29') }],
};

// Northern Ireland's Act of 2022 gives confirmed victims support for up to twelve months, or longer where needed. Scotland's
// ministers may give support after a positive decision without a fixed length.
export const supportAfterPositive: Clock = {
  name: 'support-after-positive',
  question: 'For how long may support follow a positive conclusive grounds decision?',
  starts: 'positive conclusive grounds decision',
  ends: 'leaving support',
  force: 'duty',
  length: rule<Term>(
    'uk.support-after-positive',
    'For how long may support follow a positive conclusive grounds decision by an Act of the nation’s own?',
    [
      {
        from: day('2009-04-01'),
        until: day('2022-04-26'),
        nations: ['northern-ireland'],
        value: none,
        source: unconfirmed('there was no such right before the Act of 2022'),
      },
      {
        from: day('2022-04-27'),
        nations: ['northern-ireland'],
        value: months(12),
        source: { ...care2022, standing: 'assumed', cite: 'Northern Ireland’s Act of 2022, reported by CARE; the day it began is unconfirmed' },
        note: 'Or longer where needed.',
      },
      { from: day('2018-04-01'), nations: ['scotland'], value: none, source: ssi90, note: 'Ministers may give support after the decision; no length is set.' },
      {
        from: day('2009-04-01'),
        nations: englandWales,
        value: none,
        source: unconfirmed('England and Wales go by move-on-after-positive and the assessment of needs'),
      },
    ],
    inDays,
    [{ on: day('2024-01-15'), nation: 'northern-ireland', says: '12 months.' }],
  ),
  examples: [{ from: day('2024-01-15'), nation: 'northern-ireland', due: day('2025-01-15') }],
};
