// In which order conclusive decisions are taken by the policy of the day, and when somebody who was asked is asked again.
import { day } from '#base/day.ts';
import type { Chasers, Criterion, Prioritised } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { ownRule, priorityFeb2024, unconfirmed } from './sources.ts';

const words: Readonly<Record<Criterion, string>> = {
  detained: 'people in detention',
  'criminal-proceedings': 'people in criminal proceedings',
  'turning-18': 'children about to turn 18',
  'court-order': 'cases in which a court has ordered a decision',
};
const criteria: readonly Criterion[] = ['detained', 'criminal-proceedings', 'turning-18', 'court-order'];
const stages = ['conclusive-grounds'];

/** That criteria were added on 22 February 2024 and changed on 8 October 2024 is reported; their text was not found. */
export const priority = rule<Prioritised>(
  'uk.priority',
  'Which conclusive decisions come before others?',
  [
    { from: day('2009-04-01'), until: day('2024-02-21'), value: { stages: [], criteria: [] }, source: priorityFeb2024 },
    {
      from: day('2024-02-22'),
      until: day('2024-10-07'),
      value: { stages, criteria },
      source: unconfirmed('guidance added criteria for priority on 22 February 2024; which they are was not found, these are this service’s guess'),
    },
    {
      from: day('2024-10-08'),
      value: { stages, criteria },
      source: unconfirmed('guidance changed the criteria for priority on 8 October 2024; what changed was not found, these are this service’s guess'),
    },
  ],
  ({ criteria: all }) => (all.length === 0 ? 'None.' : `First: ${all.map((one) => words[one]).join('; ')}.`),
  [
    { on: day('2024-02-21'), nation: 'england', says: 'None.' },
    {
      on: day('2024-02-22'),
      nation: 'scotland',
      says: 'First: people in detention; people in criminal proceedings; children about to turn 18; cases in which a court has ordered a decision.',
    },
    {
      on: day('2024-10-08'),
      nation: 'england',
      says: 'First: people in detention; people in criminal proceedings; children about to turn 18; cases in which a court has ordered a decision.',
    },
  ],
);

export const chasers = rule<Chasers>(
  'uk.chasers',
  'When is somebody asked again who has not answered a question?',
  [
    {
      from: day('2009-04-01'),
      value: { after: 1, every: 7, most: 3 },
      source: ownRule('when and how often somebody is asked again'),
    },
  ],
  ({ after, every, most }) => `${after} day${after === 1 ? '' : 's'} after the answer was due, then every ${every} days, ${most} times at most.`,
  [{ on: day('2024-01-15'), nation: 'england', says: '1 day after the answer was due, then every 7 days, 3 times at most.' }],
);
