// Paragraphs that state the United Kingdom's law, dated like the rules they say: a decision maker may put them into reasons. None says what happened.
import { day, type Day } from '#base/day.ts';
import type { StandardText, Test } from '#law/law.ts';
import { rule, type Rule } from '#law/rule.ts';
import { conclusiveGrounds, reasonableGrounds } from './grounds.ts';
import { unconfirmed } from './sources.ts';
import { recoveryMinimum } from './support.ts';

const inWords = ({ says }: StandardText): string => says;

/** The standard of each period, as its test says it. */
const standardOf = (id: string, stage: string, title: string, test: Rule<Test>): Rule<StandardText> =>
  rule<StandardText>(
    id,
    `What paragraph states the standard: ${title.toLowerCase()}?`,
    test.versions.map((version) => ({ ...version, value: { title, says: `The standard at this stage: ${lowered(version.value.standard)}`, stages: [stage] } })),
    inWords,
    test.examples.map((example) => ({ ...example, says: `The standard at this stage: ${lowered(example.says.split(' Elements:')[0] ?? '')}` })),
  );

const lowered = (says: string): string => says.charAt(0).toLowerCase() + says.slice(1);

// For a child no means is needed, and intent to exploit is enough. Who may be under 18 is treated as a child (uk.may-be-child).
const childMeans = rule<StandardText>(
  'uk.text.child-means',
  'What paragraph states that a child needs no means?',
  [
    {
      from: day('2009-04-01'),
      value: {
        title: 'A child needs no means',
        says: 'For a child, an act for the purpose of exploitation is enough: no means need be shown, since a child cannot agree to being exploited. Somebody whose age is in doubt is treated as a child until it is known.',
      },
      source: unconfirmed('the Council of Europe Convention, article 4(c), followed by guidance since 2009; the text was not read'),
    },
  ],
  inWords,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'For a child, an act for the purpose of exploitation is enough: no means need be shown, since a child cannot agree to being exploited. Somebody whose age is in doubt is treated as a child until it is known.',
    },
  ],
);

// Which length holds is a matter of the day of the positive decision, so the paragraph names that day.
const recoverySays = (from: Day, length: string): string =>
  `A positive reasonable grounds decision made since ${from} opens a recovery period of at least ${length.replace(/\.$/, '')}. The person is not removed meanwhile, and the conclusive grounds decision is not made before it ends.`;
const recoveryPeriod = rule<StandardText>(
  'uk.text.recovery-period',
  'What paragraph states the recovery period?',
  recoveryMinimum.length.versions.map((version) => ({
    ...version,
    value: { title: 'The recovery period', says: recoverySays(version.from, recoveryMinimum.length.inWords(version.value)), stages: ['conclusive-grounds'] },
  })),
  inWords,
  [{ on: day('2024-01-15'), nation: 'england', says: recoverySays(day('2023-01-30'), '30 calendar days.') }],
);

export const standardTexts: Readonly<Record<string, Rule<StandardText>>> = {
  'standard-reasonable': standardOf('uk.text.standard-reasonable', 'reasonable-grounds', 'The standard of reasonable grounds', reasonableGrounds),
  'standard-conclusive': standardOf('uk.text.standard-conclusive', 'conclusive-grounds', 'The standard of conclusive grounds', conclusiveGrounds),
  'child-means': childMeans,
  'recovery-period': recoveryPeriod,
};
