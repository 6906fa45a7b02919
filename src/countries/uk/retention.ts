// For how long records are kept. The domain's sources say nothing of it, so this is the service's own proposal until somebody confirms it.
import { day } from '#base/day.ts';
import { rule } from '#law/rule.ts';
import { ownRule } from './sources.ts';

// Six years is the time in which most civil claims can be brought in England and Wales (Limitation Act 1980, from memory, not read);
// Scotland's is shorter, so that nobody there loses by the longer one. A child's time begins at 18: 18 and 6 years are kept for whoever
// was under 18, or might have been, at any time of the case. The governing day is that of the last step in any record of the person.
export const retention = rule(
  'uk.retention',
  'For how long is a person’s record kept after the last step in it?',
  [
    {
      from: day('2009-04-01'),
      value: { adult: 72, child: 288 },
      source: ownRule('the Home Office’s own schedule for referrals was not found; limitation periods were taken instead'),
    },
  ],
  ({ adult, child }) => `${adult} months; ${child} months where the person was, or might have been, under 18.`,
  [{ on: day('2024-01-15'), nation: 'england', says: '72 months; 288 months where the person was, or might have been, under 18.' }],
);
