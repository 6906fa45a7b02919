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

// What whoever reports tells a helpline is personal data of others, told without their knowing, so it is kept for no longer than it is needed (UK
// GDPR, article 5(1)(e), from memory, not read). No law or schedule of a helpline was found that names a time. Two years, so that what is told
// of the same place later can be laid beside it; what was no report only until a wrong closing can be put right. The governing day is that of the
// last closing: what somebody adds opens a report again, and an open one is kept.
export const signalRetention = rule(
  'uk.signal-retention',
  'For how long is a report from the public kept after it was closed?',
  [
    {
      from: day('2009-04-01'),
      value: { months: 24, notAReport: 3 },
      source: ownRule('no law or schedule was found that says how long a helpline keeps what people report; two years and three months were taken'),
    },
  ],
  ({ months, notAReport }) => `${months} months; ${notAReport} months where it was no report.`,
  [{ on: day('2024-01-15'), nation: 'england', says: '24 months; 3 months where it was no report.' }],
);
