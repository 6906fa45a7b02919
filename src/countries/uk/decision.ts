// What guards a decision and what may follow it: the second person, reconsideration, disqualification.
import { day } from '#base/day.ts';
import type { AskedFirst } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { maap2023, maap2024, naba63, oldReconsideration, ownRule, reconsideration2024, retrafficking, unconfirmed } from './sources.ts';

// From April 2019 panels from several agencies looked at every negative conclusive decision. They were ended in December 2022;
// since then a second caseworker or a manager looks at every negative. This service asks for a second person in every period.
export const secondPerson = rule(
  'uk.second-person',
  'Does a negative need a second person?',
  [
    { from: day('2009-04-01'), until: day('2019-04-28'), value: true, source: unconfirmed('a second caseworker looked at negatives before 2019 too') },
    {
      from: day('2019-04-29'),
      until: day('2022-12-12'),
      value: true,
      source: { ...maap2023, cite: 'Multi-agency assurance panels saw every negative conclusive decision, April 2019 to December 2022' },
    },
    { from: day('2022-12-13'), value: true, source: maap2024, note: 'December 2022 is reported; its day is taken from the other change of that month.' },
  ],
  (needed) => (needed ? 'Yes: a second person who did not make the finding.' : 'No.'),
  [{ on: day('2024-01-15'), nation: 'northern-ireland', says: 'Yes: a second person who did not make the finding.' }],
);

// Guidance has told deciders to ask for missing information since January 2023, with time limits that were not found. What must have been
// tried before too little may count against somebody is this service's own reading of it, until a source is confirmed.
export const askedFirst = rule<AskedFirst>(
  'uk.asked-first',
  'What must be tried before somebody is turned down because too little is known?',
  [
    {
      from: day('2009-04-01'),
      value: { question: true, through: ['support', 'lawyer'] },
      source: ownRule('a question whose day has passed or that was answered, and one through the person’s worker or lawyer'),
    },
  ],
  ({ question, through }) =>
    question ? `A question that was answered or whose day has passed, and one through ${through.map((one) => asks[one] ?? one).join(' or ')}.` : 'Nothing.',
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'A question that was answered or whose day has passed, and one through the support provider or a lawyer.',
    },
  ],
);

const asks: Readonly<Record<string, string>> = {
  person: 'the person',
  referrer: 'the first responder',
  support: 'the support provider',
  lawyer: 'a lawyer',
  'new-evidence': 'new information',
  'guidance-not-followed': 'guidance was not followed',
  'court-order': 'a court ordered it',
};

// Reconsideration is not an appeal: the same authority looks again. Copies of 2017 to 2021 name the first responder and the
// support provider only. A time limit came on 12 February 2024 (clock `reconsideration`); who may ask since then was not
// found, so everyone who stands beside the person is let in until a source is confirmed.
export const reconsideration = rule<{ readonly who: readonly string[]; readonly grounds: readonly string[] }>(
  'uk.reconsideration',
  'Who may ask for a negative to be looked at again, and why?',
  [
    {
      from: day('2009-04-01'),
      until: day('2024-02-11'),
      value: { who: ['referrer', 'support'], grounds: ['new-evidence', 'guidance-not-followed', 'court-order'] },
      source: oldReconsideration,
    },
    {
      from: day('2024-02-12'),
      until: day('2025-01-15'),
      value: { who: ['person', 'referrer', 'support', 'lawyer'], grounds: ['new-evidence', 'guidance-not-followed', 'court-order'] },
      source: { ...reconsideration2024, standing: 'assumed', cite: 'Statutory guidance rewritten on 12 February 2024; who may ask is unconfirmed' },
    },
    {
      from: day('2025-01-16'),
      value: { who: ['person', 'referrer', 'support', 'lawyer'], grounds: ['new-evidence', 'guidance-not-followed', 'court-order'] },
      source: { ...reconsideration2024, standing: 'assumed', cite: 'Statutory guidance reworded on 16 January 2025; who may ask is unconfirmed' },
    },
  ],
  ({ who, grounds }) => `Asked by ${who.map((one) => asks[one] ?? one).join(', ')}; because ${grounds.map((one) => asks[one] ?? one).join(', or ')}.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'Asked by the first responder, the support provider; because new information, or guidance was not followed, or a court ordered it.',
    },
  ],
);

// Section 63: after a positive reasonable grounds decision the authority may decide that the person is a threat to public
// order or claimed in bad faith; protection from removal and the duties of support and leave then stop. Since January 2024 the
// risk of being trafficked again is assessed first. The day in January was not reported; the first is taken, which protects.
export const disqualification = rule<{ readonly grounds: readonly string[]; readonly assessmentFirst: boolean }>(
  'uk.disqualification',
  'On which grounds may protection be withheld, and what must come first?',
  [
    {
      from: day('2009-04-01'),
      until: day('2023-01-29'),
      value: { grounds: [], assessmentFirst: false },
      source: { ...naba63, cite: 'No such power before the Nationality and Borders Act 2022, section 63' },
    },
    { from: day('2023-01-30'), until: day('2023-12-31'), value: { grounds: ['public-order', 'bad-faith'], assessmentFirst: false }, source: naba63 },
    { from: day('2024-01-01'), value: { grounds: ['public-order', 'bad-faith'], assessmentFirst: true }, source: retrafficking },
  ],
  ({ grounds, assessmentFirst }) =>
    grounds.length === 0
      ? 'None: there is no such power.'
      : `A threat to public order, or a claim in bad faith.${assessmentFirst ? ' The risk of being trafficked again is assessed first.' : ''}`,
  [
    { on: day('2023-01-29'), nation: 'england', says: 'None: there is no such power.' },
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'A threat to public order, or a claim in bad faith. The risk of being trafficked again is assessed first.',
    },
  ],
);
