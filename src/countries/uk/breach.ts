// Within how many hours a breach of personal data is reported to the Information Commissioner. From memory, not read: an administrator confirms it.
import { day } from '#base/day.ts';
import { rule } from '#law/rule.ts';
import { unconfirmed } from './sources.ts';

// Article 33(1): without undue delay and, where feasible, not later than 72 hours after having become aware of it, unless it is unlikely
// to result in a risk to the rights and freedoms of people. The same sentence stood in the EU's regulation from 25 May 2018. Before
// that day no general duty was found.
export const breachReport = rule(
  'uk.breach-report',
  'Within how many hours is a breach of personal data reported?',
  [
    { from: day('2018-05-25'), until: day('2020-12-31'), value: { hours: 72 }, source: unconfirmed('Regulation (EU) 2016/679, Article 33(1)') },
    { from: day('2021-01-01'), value: { hours: 72 }, source: unconfirmed('UK GDPR, Article 33(1)') },
  ],
  ({ hours }) => `${hours} hours from becoming aware of it, unless a risk to people is unlikely.`,
  [{ on: day('2024-01-15'), nation: 'england', says: '72 hours from becoming aware of it, unless a risk to people is unlikely.' }],
);
