// Everything that is worked out of the cases of a pilot, as data: asked in a thread of its own, since it takes a second or more of a processor.
import type { Day } from '#base/day.ts';
import type { Asked } from './asked.ts';
import {
  accuracyOf,
  balanceOf,
  cohortsOf,
  daysWaited,
  fewest,
  medianOfDecided,
  positiveBy,
  subjectsOf,
  testsOf,
  type Accuracy,
  type Balance,
  type Cohort,
  type Estimand,
  type Side,
  type Tests,
} from './compare.ts';
import type { PilotCase } from './store.ts';
import { wavesOf, type Waves } from './waves.ts';

export type Judged = {
  readonly cohorts: readonly Omit<Cohort, 'subjects'>[];
  readonly waited: Estimand;
  readonly share: Estimand;
  readonly tests: Tests;
  readonly waves: Waves;
  readonly accuracy: readonly Accuracy[];
  readonly balance: readonly Balance[];
  readonly median: Readonly<Record<Side, number | undefined>>;
};
/** Groups of too few instead, where there are any. */
export type Judgement = { readonly few: readonly Pick<Cohort, 'side' | 'time'>[] } | { readonly judged: Judged };

export function judge(cases: readonly PilotCase[], asked: Asked, until: Day): Judgement {
  const subjects = subjectsOf(cases, asked, until);
  const cohorts = cohortsOf(subjects);
  const few = cohorts.filter((one) => one.people < fewest).map(({ side, time }) => ({ side, time }));
  if (few.length > 0) return { few };
  return {
    judged: {
      cohorts: cohorts.map(({ subjects: _subjects, ...rest }) => rest),
      waited: daysWaited(cohorts),
      share: positiveBy(cohorts),
      tests: testsOf(subjects),
      waves: wavesOf(subjects, asked, until),
      accuracy: accuracyOf(cohorts),
      balance: balanceOf(cohorts),
      median: medianOfDecided(cases, asked, until),
    },
  };
}
