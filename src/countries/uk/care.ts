// How support is worked: when help cannot wait, how somebody is reached, for how long a decision on recovery needs holds, who may come back.
import { day } from '#base/day.ts';
import type { ContactTries } from '#law/law.ts';
import { reported, rule } from '#law/rule.ts';
import { unconfirmed } from './sources.ts';

const englandWales = ['england', 'wales'];
const elsewhere = ['scotland', 'northern-ireland'];
const first = day('2009-04-01');
const answered = reported(
  'House of Commons written answer 90104: several calls at different hours; after 48 hours without contact the person can ring',
  'W-PQ90104',
);

// The answer says "several" and "different hours". That three are several, and four hours apart are different, is this service's own reading.
export const contactTries = rule<ContactTries>(
  'uk.contact-tries',
  'How often is somebody tried before contact counts as lost?',
  [
    {
      from: first,
      value: { least: 3, apart: 4, ringAfter: 48 },
      source: { ...answered, standing: 'assumed', cite: `${answered.cite}; that it means three times and four hours apart is unconfirmed` },
    },
  ],
  ({ least, apart, ringAfter }) => `At least ${least} times, ${apart} hours apart or more; after ${ringAfter} hours the person may ring by themselves.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'At least 3 times, 4 hours apart or more; after 48 hours the person may ring by themselves.',
    },
  ],
);

// Consent must be informed; no text was found that gives somebody days to think before it. The number is this service's own.
export const daysToThink = rule<{ readonly days: number }>(
  'uk.days-to-think',
  'For how many days may somebody think before they agree to be referred?',
  [
    {
      from: first,
      value: { days: 3 },
      source: unconfirmed('an adult agrees after referral, support and what is done with their words were explained; three days to think are assumed'),
    },
  ],
  ({ days }) => `${days} days after an organisation said yes, and as many again as often as they ask; none where they do not want to wait.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: '3 days after an organisation said yes, and as many again as often as they ask; none where they do not want to wait.',
    },
  ],
);

export const askAnswer = rule<{ readonly hours: number; readonly urgent: number }>(
  'uk.ask-answer',
  'By when is an organisation to answer that is asked to refer somebody?',
  [{ from: first, value: { hours: 24, urgent: 1 }, source: unconfirmed('one day, and one hour where a life is at risk or a child may be hurt') }],
  ({ hours, urgent }) => `Within ${hours} hours; within ${urgent} where a life is at risk or a child may be hurt.`,
  [{ on: day('2024-01-15'), nation: 'england', says: 'Within 24 hours; within 1 where a life is at risk or a child may be hurt.' }],
);

export const emergencyNeed = rule<{ readonly days: number }>(
  'uk.emergency-need',
  'Within how many days must somebody be without a place for help to begin before a decision?',
  [
    {
      from: first,
      nations: englandWales,
      value: { days: 14 },
      source: reported('House of Commons written answer 56068: destitute now or within two weeks', 'W-PQ56068'),
    },
    { from: first, nations: elsewhere, value: { days: 14 }, source: unconfirmed('the two weeks of England and Wales are used in the other nations too') },
  ],
  ({ days }) => `Now or within ${days} days; or at once where nowhere is safe.`,
  [{ on: day('2024-01-15'), nation: 'wales', says: 'Now or within 14 days; or at once where nowhere is safe.' }],
);

export const recoveryNeeds = rule<{ readonly months: number }>(
  'uk.recovery-needs',
  'For how many months at most does one decision on recovery needs hold?',
  [{ from: first, value: { months: 6 }, source: unconfirmed('one decision on recovery needs covers up to six months') }],
  ({ months }) => `One decision on what they need to recover holds for ${months} months at most.`,
  [{ on: day('2024-01-15'), nation: 'england', says: 'One decision on what they need to recover holds for 6 months at most.' }],
);

export const reachIn = rule<boolean>(
  'uk.reach-in',
  'May somebody who left support after a positive final decision come back for help?',
  [
    {
      from: first,
      until: day('2021-01-03'),
      nations: englandWales,
      value: false,
      source: reported('The Salvation Army on its contract from 4 January 2021', 'W-TSA21'),
    },
    { from: day('2021-01-04'), nations: englandWales, value: true, source: reported('The Salvation Army on its contract from 4 January 2021', 'W-TSA21') },
    { from: first, nations: elsewhere, value: false, source: unconfirmed('no such service was found in the other nations; help there begins anew') },
  ],
  (may) => (may ? 'Yes, at any time.' : 'No: help begins anew.'),
  [
    { on: day('2021-01-03'), nation: 'england', says: 'No: help begins anew.' },
    { on: day('2021-01-04'), nation: 'england', says: 'Yes, at any time.' },
  ],
);
