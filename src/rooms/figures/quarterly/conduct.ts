// What stands on the cover of a release that nobody has scheduled: a trial of the tables, or practice, and never official statistics.
import type { Conduct } from './release.ts';

/** What every file says where nobody in it is real. */
export const practiceSays = 'PRACTICE: nobody here is real. These people were invented so that their counts equal published ones.';

export const unscheduled = (practice: boolean, more: Pick<Conduct, 'earlier' | 'previous'> = {}): Conduct => ({
  publisher: practice ? 'OpenNRM, practice' : 'OpenNRM, trial release',
  contact: 'the statistics team of this service',
  designation: practice
    ? 'Practice: no statistics'
    : 'Trial release: held against what was let out so far, and not official statistics until it is scheduled and released',
  licence: { name: 'Open Government Licence v3.0', url: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/' },
  practice,
  ...more,
});
