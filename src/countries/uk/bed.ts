// How a request for a bed tonight rings: the service's own rule. Emergency accommodation itself is the support contract's.
import { day } from '#base/day.ts';
import type { BedAlarm } from '#law/law.ts';
import { rule } from '#law/rule.ts';
import { ownRule } from './sources.ts';

export const bedAlarm = rule<BedAlarm>(
  'uk.bed-alarm',
  'How often does a request for a bed tonight ring, and who is told when nobody takes it?',
  [
    {
      from: day('2009-04-01'),
      value: { again: 15, holds: 60, upAfter: 30, upTo: 'decision-manager' },
      source: ownRule('times of ringing and who stands above, to be agreed with the provider of support'),
    },
  ],
  ({ again, holds, upAfter }) =>
    `Every ${again} minutes until somebody takes it on; after ${upAfter} minutes also for the managers of who decides; taken on, again after ${holds} minutes without a place.`,
  [
    {
      on: day('2024-01-15'),
      nation: 'england',
      says: 'Every 15 minutes until somebody takes it on; after 30 minutes also for the managers of who decides; taken on, again after 60 minutes without a place.',
    },
  ],
);
