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

// Guidance has long asked deciders to weigh trauma, interpreting and fear where an account changes, in wordings that were not read. Which
// causes are considered, and that they come before any use of an inconsistency, is this service's own rule until a source is confirmed.
export const mismatchCauses = rule<readonly string[]>(
  'uk.mismatch-causes',
  'What is considered before an inconsistency may be used?',
  [
    {
      from: day('2009-04-01'),
      value: ['trauma', 'interpreter', 'fear', 'who-was-present', 'wording', 'other'],
      source: ownRule('trauma, the interpreter, fear, who was present, how the question was put, and anything else that may explain it'),
    },
  ],
  (causes) => `Each of these: ${causes.map((one) => mayExplain[one] ?? one).join(', ')}.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'Each of these: trauma, the interpreter, fear, who was present, how the question was put, anything else that may explain it.',
    },
  ],
);

const mayExplain: Readonly<Record<string, string>> = {
  trauma: 'trauma',
  interpreter: 'the interpreter',
  fear: 'fear',
  'who-was-present': 'who was present',
  wording: 'how the question was put',
  other: 'anything else that may explain it',
};

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

// That somebody else looks again is asked of every fair second look; where guidance says so was not found. It counts from the beginning.
export const otherDecider = rule(
  'uk.other-decider',
  'Is a decision made again by somebody who took no part in it before?',
  [{ from: day('2009-04-01'), value: true, source: ownRule('whoever proposed, found or decided at a stage does not decide it again') }],
  (other) => (other ? 'Yes: whoever proposed, found or decided at that stage takes no part.' : 'No.'),
  [{ on: day('2024-01-15'), nation: 'england', says: 'Yes: whoever proposed, found or decided at that stage takes no part.' }],
);

// A panel of few has nobody left once it has decided. No text was found that says who looks again then; without a rule nobody ever would.
export const againElsewhere = rule<Readonly<Record<string, string>>>(
  'uk.again-elsewhere',
  'Who looks again where too few are left of a local panel?',
  [
    {
      from: day('2021-06-01'),
      value: { 'local-panel': 'sca' },
      source: ownRule('the Single Competent Authority decided on children before there were panels'),
    },
  ],
  (elsewhere) => (elsewhere['local-panel'] === 'sca' ? 'The Single Competent Authority.' : 'Nobody else.'),
  [{ on: day('2024-01-15'), nation: 'england', says: 'The Single Competent Authority.' }],
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

// Section 63 speaks of what somebody did or claimed. That nobody answered, or that contact was lost, is neither: nothing follows from silence.
export const noGroundAlone = rule<readonly string[]>(
  'uk.no-ground-alone',
  'What is never by itself a reason to take protection away?',
  [
    {
      from: day('2009-04-01'),
      value: ['no-answer', 'lost-contact'],
      source: ownRule('that an answer is missing or that contact was lost shows neither a threat nor bad faith'),
    },
  ],
  (silences) => `${silences.map((one) => silence[one] ?? one).join(', or ')}.`,
  [{ on: day('2024-01-15'), nation: 'england', says: 'That an answer is missing, or that contact was lost.' }],
);

const silence: Readonly<Record<string, string>> = { 'no-answer': 'That an answer is missing', 'lost-contact': 'that contact was lost' };

// Shares of few decisions point at people, and say little. The published statistics have a rule of their own, which was not found.
export const smallNumbers = rule(
  'uk.small-numbers',
  'How many of each outcome must there be before a share is shown?',
  [{ from: day('2009-04-01'), value: 5, source: ownRule('with fewer than five of either outcome nothing of that kind of case is shown') }],
  (least) => `At least ${least} positive and ${least} negative decisions of that kind in that quarter.`,
  [{ on: day('2024-01-15'), nation: 'england', says: 'At least 5 positive and 5 negative decisions of that kind in that quarter.' }],
);
