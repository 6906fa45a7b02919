// The writer's guide: what nobody has said yet, tied to the parts of the legal test. It counts nothing and stops nobody.
import { codesOf, said, ageOf } from './facts.ts';
import type { Answers, Row } from '#form/question.ts';
import type { Test } from '#law/law.ts';

/** `element` is the part of the test the sentence serves; null where it serves the person's safety or the reader. */
export type Gap = { readonly id: string; readonly element: string | null; readonly english: string; readonly page: string };

type Hint = {
  readonly name: string;
  readonly element: string | null;
  readonly page: string;
  readonly english: string;
  readonly missing: (answers: Answers) => boolean;
};

const anySaid = (answers: Answers, ...ids: readonly string[]) => ids.some((id) => said(answers, id));
const anyRow = (answers: Answers, group: string, ...ids: readonly string[]) =>
  Array.isArray(answers[group]) && (answers[group] as readonly Row[]).some((row) => typeof row === 'object' && ids.some((id) => said(row as Answers, id)));

const hints: readonly Hint[] = [
  {
    name: 'act',
    element: 'act',
    page: 'account',
    english: 'Nobody has said yet how the person was found, moved, received or kept.',
    missing: (a) => !anySaid(a, 'how-started', 'what-happened', 'journeys', 'leaving'),
  },
  {
    name: 'journeys',
    element: 'act',
    page: 'journeys',
    english: 'Nobody has said yet whether the person was taken from one place to another.',
    missing: (a) => !anySaid(a, 'journeys') && anySaid(a, 'how-started', 'what-happened'),
  },
  {
    name: 'means',
    element: 'means',
    page: 'treatment',
    english: 'Nobody has said yet how the person was made to do it: force, threats, deception, debt, or somebody using that they had no other choice.',
    missing: (a) => !anySaid(a, 'made-to-do', 'how-started'),
  },
  {
    name: 'purpose',
    element: 'purpose',
    page: 'why',
    english: 'Nobody has said yet what the person was used for.',
    missing: (a) => codesOf(a['exploitation']).filter((code) => code !== 'not-specified').length === 0,
  },
  {
    name: 'work',
    element: 'purpose',
    page: 'episodes',
    english: 'Nobody has said yet what the person had to do, day by day.',
    missing: (a) => !anySaid(a, 'made-to-do') && !anyRow(a, 'episodes', 'work'),
  },
  {
    name: 'when',
    element: null,
    page: 'episodes',
    english: 'Nobody has said yet when it was. A year or a season helps.',
    missing: (a) => !anyRow(a, 'episodes', 'from', 'to'),
  },
  {
    name: 'where',
    element: null,
    page: 'episodes',
    english: 'Nobody has said yet where it was.',
    missing: (a) => !anySaid(a, 'exploitation-place') && !anyRow(a, 'episodes', 'town', 'country', 'address'),
  },
  {
    name: 'signs',
    element: null,
    page: 'signs',
    english: 'Nobody has written down yet which signs they saw or were told of.',
    missing: (a) =>
      !['signs-general', 'signs-labour', 'signs-sexual', 'signs-domestic', 'signs-criminal', 'signs-organ', 'signs-child'].some((id) => looked(a[id])),
  },
  {
    name: 'contact',
    element: null,
    page: 'safe-contact',
    english: 'Nobody has said yet how the person can be reached safely.',
    missing: (a) => !anySaid(a, 'contact'),
  },
  {
    name: 'wishes',
    element: null,
    page: 'child',
    english: 'Nobody has written down yet what the child wants.',
    missing: (a) => ageOf(a) !== 'adult' && !anySaid(a, 'child-wishes'),
  },
  {
    name: 'guardian',
    element: null,
    page: 'child',
    english: 'Nobody has said yet whether the child has a guardian, or asked for one.',
    missing: (a) => ageOf(a) !== 'adult' && !anySaid(a, 'guardian'),
  },
];

/**
 * The sentences that still apply. `test` is the law's test of the day: what it does not ask for at this age, the guide
 * does not ask for either (for a child, no means need be shown).
 */
export function guide(answers: Answers, test: Test): readonly Gap[] {
  const age = ageOf(answers);
  const needed = new Set(test.elements.filter((element) => !element.notNeededFor.includes(age)).map((element) => element.id));
  return hints
    .filter((hint) => hint.element === null || needed.has(hint.element))
    .filter((hint) => hint.missing(answers))
    .map((hint) => ({ id: `referral.guide.${hint.name}`, element: hint.element, english: hint.english, page: hint.page }));
}

/** For the translators' file. */
export const guideTexts = (): readonly { readonly id: string; readonly english: string }[] =>
  hints.map((hint) => ({ id: `referral.guide.${hint.name}`, english: hint.english }));

function looked(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.values(value).some((seen) => seen === 'seen' || seen === 'told' || seen === 'not-seen');
}
