// Steps of interpreting: what the person makes a rule or wishes of whoever interprets, and the booking that keeps to it.
import { choice, text } from '#form/question.ts';
import { arrangeService, sayInterpreterRules } from '#journey/helped.ts';
import { coded, momentOf, when } from './steps-services.ts';
import { inLanguage, open, words, type CareStep } from './step.ts';

const yesNo = [
  { code: 'yes', label: 'Yes' },
  { code: 'no', label: 'No' },
] as const;
const howMuch = (label: string) =>
  choice({
    label,
    hint: 'Not said counts as a rule',
    why: 'A rule is never broken. A wish may be passed over, with a reason.',
    holds: 'narrative',
    optional: true,
    options: [
      { code: 'must', label: 'It must be so' },
      { code: 'like', label: 'They would like it' },
    ],
  });

/** Under which ids the person's own rules stand. */
export const interpreterKept = {
  'asked-gender': 'support-interpreter.gender',
  'asked-gender-how': 'support-interpreter.gender-how',
  'asked-dialect': 'support-interpreter.dialect',
  'asked-dialect-how': 'support-interpreter.dialect-how',
  'asked-community': 'support-interpreter.community',
  'asked-community-how': 'support-interpreter.community-how',
  'asked-never': 'support-interpreter.never',
} as const;

export const interpreterSteps: readonly CareStep[] = [
  {
    id: 'interpreter-rules',
    part: 'services',
    title: (say) => say('care.step.interpreter-rules', 'Who may interpret for them'),
    lead: (say) =>
      say(
        'care.step.interpreter-rules.lead',
        'Ask, alone with them, and write down only what they say. Each thing is a rule or a wish, as they say. Nothing is taken from their passport, their name or where they come from.',
      ),
    questions: {
      'asked-gender': choice({
        label: 'A woman or a man?',
        why: 'Only if they say so.',
        holds: 'narrative',
        optional: true,
        options: [
          { code: 'woman', label: 'A woman' },
          { code: 'man', label: 'A man' },
        ],
      }),
      'asked-gender-how': howMuch('A woman or a man: a rule or a wish?'),
      'asked-dialect': text({ label: 'A dialect, in their words', why: 'So that they are understood.', holds: 'narrative', most: 200, optional: true }),
      'asked-dialect-how': howMuch('The dialect: a rule or a wish?'),
      'asked-community': words('Nobody of which town, family, faith or community, in their words?', {
        rows: 2,
        optional: true,
        why: 'Somebody who knows their people can bring them into danger.',
      }),
      'asked-community-how': howMuch('None of these: a rule or a wish?'),
      'asked-never': text({
        label: 'Who must not interpret',
        hint: 'A name or a phone number on each line, as they say it',
        why: 'Whoever stands here is never booked. Nobody is told why.',
        holds: 'identity',
        rows: 3,
        most: 2000,
        optional: true,
      }),
    },
    keeps: interpreterKept,
    offered: open,
    act: (support, _said, how) => sayInterpreterRules(support, how),
    theirs: true,
  },
  {
    id: 'interpreter',
    part: 'services',
    title: (say) => say('care.step.interpreter', 'Book an interpreter'),
    lead: (say) =>
      say(
        'care.step.interpreter.lead',
        'Ask the person what would feel safe. A wish about gender, place or community is theirs to say; nobody guesses it. Never somebody they know or fear.',
      ),
    questions: {
      'interpreter-language': inLanguage,
      'interpreter-dialect': text({
        label: 'Dialect, or where they speak like them',
        why: 'A language has many.',
        holds: 'narrative',
        most: 200,
        optional: true,
      }),
      'interpreter-wish': words('What else did the person ask for?', { rows: 2, optional: true, hint: 'For example by phone only.' }),
      'interpreter-name': text({ label: 'Name of the interpreter', why: 'To make sure they are no stranger to what happened.', holds: 'identity', most: 200 }),
      'interpreter-phone': text({
        label: 'Their phone number',
        why: 'To make sure that it stands nowhere in what was told.',
        holds: 'identity',
        most: 40,
        shape: 'phone',
        optional: true,
      }),
      'interpreter-gender': choice({
        label: 'Is the interpreter a woman or a man?',
        hint: 'As the agency says. Leave it where nobody asked',
        why: 'Where the person made it a rule, what is not known breaks it.',
        holds: 'administrative',
        optional: true,
        options: [
          { code: 'woman', label: 'A woman' },
          { code: 'man', label: 'A man' },
          { code: 'other', label: 'Neither' },
        ],
      }),
      'interpreter-speaks': choice({
        label: 'Do they speak as the person speaks?',
        why: 'A language has many dialects, and a wrong one tells where somebody is from.',
        holds: 'administrative',
        optional: true,
        options: yesNo,
      }),
      'interpreter-community': choice({
        label: 'Are they one of those the person does not want?',
        hint: 'Ask the agency with the person’s own words, and never who the person is',
        why: 'Of the interpreter no more is kept than this answer.',
        holds: 'administrative',
        optional: true,
        options: yesNo,
      }),
      'interpreter-reason': words('If a wish cannot be met: why do you go on?', { rows: 2, optional: true, hint: 'Only for a wish. A rule is kept.' }),
      'interpreter-asked': choice({
        label: 'Did the person hear the name, and are they content?',
        why: 'They may know what nobody wrote down.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'not-yet', label: 'Not yet: I ask before the meeting' },
        ],
      }),
      ...when('interpreter'),
    },
    keeps: {
      'interpreter-dialect': 'support-service.*.dialect',
      'interpreter-wish': 'support-service.*.wish',
      'interpreter-name': 'support-service.*.interpreter',
      'interpreter-phone': 'support-service.*.interpreter-phone',
      'interpreter-reason': 'support-service.*.reason',
    },
    offered: open,
    act: (support, said, how) =>
      arrangeService(
        support,
        { id: how.id, service: 'interpreter', at: momentOf(said['interpreter-day'], coded(said, 'interpreter-time'), how.law.zone), shares: null },
        how,
      ),
  },
];
