// The defence of people who were made to commit offences: section 45 in England and Wales, and what is known of the other nations.
import { day } from '#base/day.ts';
import type { Defence } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { msa45, unconfirmed } from './sources.ts';

const none: Defence = { adult: [], child: [], notFor: null };
const start = { from: day('2009-04-01'), until: day('2015-07-30') };

// Section 45 speaks of age when the act was done, and not of age today: both tests are shown. About 140 offences of Schedule 4 stand
// outside it. In Scotland the prosecutor's own instructions take its place; Northern Ireland's Act has a section of its own. Neither was
// read, so both wait for confirmation.
export const statutoryDefence = rule<Defence>(
  'uk.statutory-defence',
  'What must be true for somebody who was made to commit an offence to have a defence?',
  [
    { ...start, nations: ['england', 'wales'], value: none, source: { ...msa45, cite: 'No such defence before section 45 came into force on 31 July 2015' } },
    {
      from: day('2015-07-31'),
      nations: ['england', 'wales'],
      value: {
        adult: [
          'they did it because they were compelled to',
          'what compelled them came from slavery or from exploitation',
          'a reasonable person like them, in their place, would have had no realistic alternative',
        ],
        child: ['they did it as a direct consequence of slavery or exploitation', 'a reasonable person like them, in their place, would have done it'],
        notFor: 'an offence listed in Schedule 4 of the Act',
      },
      source: msa45,
    },
    {
      from: day('2009-04-01'),
      nations: ['scotland'],
      value: none,
      source: unconfirmed('Scotland has no such defence in statute; instructions to prosecutors take its place, and were not read'),
    },
    {
      ...start,
      until: day('2015-01-13'),
      nations: ['northern-ireland'],
      value: none,
      source: unconfirmed('there was no such defence in Northern Ireland before 2015'),
    },
    {
      from: day('2015-01-14'),
      nations: ['northern-ireland'],
      value: {
        adult: [
          'they did it because they were compelled to',
          'what compelled them came from slavery or from exploitation',
          'a reasonable person like them, in their place, would have had no realistic alternative',
        ],
        child: ['they did it as a direct consequence of slavery or exploitation', 'a reasonable person like them, in their place, would have done it'],
        notFor: 'some grave offences',
      },
      source: unconfirmed('section 22 of the Act of 2015 is remembered to say much the same as section 45; its text and its first day were not read'),
    },
  ],
  ({ adult, child, notFor }) =>
    adult.length === 0
      ? 'The statutes give none.'
      : `Aged 18 or over when they did it: ${adult.join('; ')}. Under 18: ${child.join('; ')}. Not for ${notFor ?? 'nothing'}. The courts decide.`,
  [
    { on: day('2015-07-30'), nation: 'england', says: 'The statutes give none.' },
    {
      on: day('2015-07-31'),
      nation: 'england',
      says: 'Aged 18 or over when they did it: they did it because they were compelled to; what compelled them came from slavery or from exploitation; a reasonable person like them, in their place, would have had no realistic alternative. Under 18: they did it as a direct consequence of slavery or exploitation; a reasonable person like them, in their place, would have done it. Not for an offence listed in Schedule 4 of the Act. The courts decide.',
    },
    { on: day('2024-01-15'), nation: 'scotland', says: 'The statutes give none.' },
  ],
);
