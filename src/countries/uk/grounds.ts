// By which test a case is decided: reasonable grounds through its six periods, conclusive grounds, and the legal elements.
import { day } from '#base/day.ts';
import type { Element, Test } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { athub, guidanceJan2023, naba60, replacement, replacementOct, unconfirmed, withdrawal } from './sources.ts';

// Trafficking of an adult is an act by a means for the purpose of exploitation; for a child no means is needed. Slavery,
// servitude and forced or compulsory labour have no movement in them: the act is that the person was held or made to work,
// the means is what stood behind it (a threat, a penalty, no real choice). Intent to exploit is enough; it need not have
// happened yet. A person whose age is unsure is treated as a child (uk.may-be-child).
const trafficking: readonly Element[] = [
  { id: 'act', label: 'Act', asks: 'Was the person recruited, transported, transferred, harboured or received?', notNeededFor: [] },
  {
    id: 'means',
    label: 'Means',
    asks: 'Was it done by force, threat, deception, abuse of power or of vulnerability, or payment to somebody in control? Not needed for a child.',
    notNeededFor: ['child', 'not-sure'],
  },
  { id: 'purpose', label: 'Purpose', asks: 'Was it done in order to exploit the person, whether or not it came to that?', notNeededFor: [] },
];
const allModernSlavery: readonly Element[] = [
  {
    id: 'act',
    label: 'Act',
    asks: 'Was the person recruited, transported, transferred, harboured or received, or held in slavery, servitude or forced or compulsory labour?',
    notNeededFor: [],
  },
  {
    id: 'means',
    label: 'Means',
    asks: 'Was it done by force, threat, deception, abuse of power or of vulnerability, payment to somebody in control, or under the threat of a penalty? Not needed for a child.',
    notNeededFor: ['child', 'not-sure'],
  },
  {
    id: 'purpose',
    label: 'Purpose',
    asks: 'Was it done in order to exploit the person, whether or not it came to that? For slavery, servitude or forced labour: is that what the person was kept for?',
    notNeededFor: [],
  },
];
const inWords = (test: Test): string => `${test.standard} Elements: ${test.elements.map((element) => element.label.toLowerCase()).join(', ')}.`;

// The first test, through its six periods. Until 2023 guidance spoke of somebody who "may be" a victim. From 30 January 2023
// it spoke of somebody who "is" one and asked for objective factors, so that the person's own account was normally not enough;
// positive decisions fell from nine in ten to about half. The evidence requirement was given up in court at the end of June
// 2023 and replaced twice. A decision is judged by the test of its own day.
export const reasonableGrounds = rule<Test>(
  'uk.test.reasonable-grounds',
  'What is the test for reasonable grounds?',
  [
    {
      from: day('2009-04-01'),
      until: day('2015-07-30'),
      value: { standard: 'Reasonable grounds to believe that the person may be a victim of trafficking.', elements: trafficking },
      source: athub,
    },
    {
      from: day('2015-07-31'),
      until: day('2023-01-29'),
      value: { standard: 'Reasonable grounds to believe that the person may be a victim of modern slavery.', elements: allModernSlavery },
      source: athub,
      note: 'That the mechanism widened to all modern slavery on this very day is from memory.',
    },
    {
      from: day('2023-01-30'),
      until: day('2023-06-27'),
      value: {
        standard: 'Reasonable grounds, based on objective factors, to believe that the person is a victim; the person’s own account is normally not enough.',
        elements: allModernSlavery,
      },
      source: guidanceJan2023,
    },
    {
      from: day('2023-06-28'),
      until: day('2023-07-23'),
      value: {
        standard: 'Reasonable grounds to believe that the person is a victim; no evidence beyond the person’s account is demanded.',
        elements: allModernSlavery,
      },
      source: withdrawal,
    },
    {
      from: day('2023-07-24'),
      until: day('2023-10-08'),
      value: {
        standard: 'Reasonable grounds to believe that the person is a victim, weighing all information, general and specific.',
        elements: allModernSlavery,
      },
      source: replacement,
    },
    {
      from: day('2023-10-09'),
      value: {
        standard: 'Reasonable grounds to believe that the person is a victim, weighing all information, general and specific.',
        elements: allModernSlavery,
      },
      source: replacementOct,
    },
  ],
  inWords,
  [
    {
      on: day('2023-01-29'),
      nation: 'england',
      says: 'Reasonable grounds to believe that the person may be a victim of modern slavery. Elements: act, means, purpose.',
    },
    {
      on: day('2023-01-30'),
      nation: 'scotland',
      says: 'Reasonable grounds, based on objective factors, to believe that the person is a victim; the person’s own account is normally not enough. Elements: act, means, purpose.',
    },
    {
      on: day('2023-06-28'),
      nation: 'england',
      says: 'Reasonable grounds to believe that the person is a victim; no evidence beyond the person’s account is demanded. Elements: act, means, purpose.',
    },
  ],
);

export const conclusiveGrounds = rule<Test>(
  'uk.test.conclusive-grounds',
  'What is the test for conclusive grounds?',
  [
    {
      from: day('2009-04-01'),
      until: day('2015-07-30'),
      value: { standard: 'On the balance of probabilities, the person is a victim of trafficking.', elements: trafficking },
      source: unconfirmed('guidance used the balance of probabilities from the start'),
    },
    {
      from: day('2015-07-31'),
      until: day('2023-01-29'),
      value: { standard: 'On the balance of probabilities, the person is a victim of modern slavery.', elements: allModernSlavery },
      source: athub,
    },
    {
      from: day('2023-01-30'),
      value: { standard: 'On the balance of probabilities, the person is a victim of modern slavery.', elements: allModernSlavery },
      source: naba60,
    },
  ],
  inWords,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'On the balance of probabilities, the person is a victim of modern slavery. Elements: act, means, purpose.',
    },
  ],
);
