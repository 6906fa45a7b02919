// Steps of writing with the person: the plan, staying safe, what is hard and what is strong, who lives with them, and outcomes if they wish.
import { choice, date, pick, text } from '#form/question.ts';
import type { OutcomeSaid, PlanKind, WrittenHow } from '#journey/care.ts';
import { dependantJoins, dependantLeaves, noteOutcome, writePlan } from '#journey/planned.ts';
import { inLanguage, open, words, type CareStep, type Said, type StepNow } from './step.ts';

const how = (id: string) =>
  ({
    [`${id}-how`]: choice({
      label: 'How was it written?',
      why: 'It is the person’s own, so it says how their words came here.',
      holds: 'administrative',
      options: [
        { code: 'by-them', label: 'They wrote it' },
        { code: 'together', label: 'We wrote it together' },
        { code: 'read-back', label: 'I wrote it and read it back to them' },
      ],
    }),
    [`${id}-language`]: inLanguage,
  }) as const;

const plan = (id: string, what: PlanKind) => (support: Parameters<typeof writePlan>[0], said: Said, now: StepNow) =>
  writePlan(support, { id: now.id, what, how: said[`${id}-how`] as WrittenHow, language: String((said[`${id}-language`] as readonly string[])[0] ?? '') }, now);

const side = { why: 'Written with the person, in their words. It is no score and no evidence.', rows: 3, optional: true } as const;

export const planSteps: readonly CareStep[] = [
  {
    id: 'plan',
    part: 'plan',
    title: (say) => say('care.step.plan', 'Write the plan'),
    lead: (say) =>
      say('care.step.plan.lead', 'In the person’s own words. Each writing is a new version; the ones before stay. Give them a copy if it is safe to have one.'),
    questions: {
      'plan-want': words('What do they want?', { hint: 'Next week, and in a year.' }),
      'plan-steps': words('Which steps come first, who does what, and by when?'),
      'plan-help': words('Who and what helps them?', { optional: true }),
      ...how('plan'),
    },
    keeps: { 'plan-want': 'support-plan.*.want', 'plan-steps': 'support-plan.*.steps', 'plan-help': 'support-plan.*.help' },
    offered: open,
    act: plan('plan', 'plan'),
    theirs: true,
  },
  {
    id: 'safety',
    part: 'plan',
    title: (say) => say('care.step.safety', 'Write the safety plan'),
    lead: (say) => say('care.step.safety.lead', 'What the person will do, and what we will do, when something does not feel safe.'),
    questions: {
      'safety-signs': words('How do they notice that they are not safe?', { rows: 3 }),
      'safety-places': words('Which places and people do they stay away from?', { rows: 3, optional: true }),
      'safety-do': words('What do they do then, and whom do they ring?', { rows: 3 }),
      ...how('safety'),
    },
    keeps: { 'safety-signs': 'support-plan.*.signs', 'safety-places': 'support-plan.*.places', 'safety-do': 'support-plan.*.do' },
    offered: open,
    act: plan('safety', 'safety'),
    theirs: true,
  },
  {
    id: 'circumstances',
    part: 'plan',
    title: (say) => say('care.step.circumstances', 'What is hard and what is strong'),
    lead: (say) =>
      say(
        'care.step.circumstances.lead',
        'For the person, their family or household, and the people around them. Both sides count. Nothing here is added up, and nobody who decides reads it.',
      ),
    questions: {
      'hard-person': words('For themselves: what is hard?', side),
      'strong-person': words('For themselves: what is strong?', side),
      'hard-household': words('For their household: what is hard?', side),
      'strong-household': words('For their household: what is strong?', side),
      'hard-community': words('Around them: what is hard?', side),
      'strong-community': words('Around them: what is strong?', side),
      ...how('circumstances'),
    },
    keeps: {
      'hard-person': 'support-plan.*.hard-person',
      'strong-person': 'support-plan.*.strong-person',
      'hard-household': 'support-plan.*.hard-household',
      'strong-household': 'support-plan.*.strong-household',
      'hard-community': 'support-plan.*.hard-community',
      'strong-community': 'support-plan.*.strong-community',
    },
    offered: open,
    act: plan('circumstances', 'circumstances'),
    theirs: true,
  },
  {
    id: 'outcome',
    part: 'plan',
    title: (say) => say('care.step.outcome', 'How far they have come, if they wish to say'),
    lead: (say) => say('care.step.outcome.lead', 'Only if the person wants to. Help does not depend on it, and it never ends help.'),
    questions: {
      'outcome-domain': pick({ label: 'About what?', why: 'Seven things that survivors said matter.', holds: 'administrative', list: 'core-outcomes' }),
      'outcome-said': choice({
        label: 'What do they say?',
        why: 'It is their own judgement.',
        holds: 'administrative',
        options: [
          { code: 'there', label: 'I am there' },
          { code: 'on-the-way', label: 'I am on the way' },
          { code: 'not-yet', label: 'Not yet' },
          { code: 'rather-not-say', label: 'I would rather not say' },
        ],
      }),
      'outcome-words': words('In their words', { optional: true, rows: 2 }),
    },
    keeps: { 'outcome-words': 'support-outcome.*.words' },
    offered: (support) => support.since !== null,
    act: (support, said, now) =>
      noteOutcome(
        support,
        { id: now.id, domain: String((said['outcome-domain'] as readonly string[])[0] ?? ''), said: said['outcome-said'] as OutcomeSaid },
        now,
      ),
    theirs: true,
  },
  {
    id: 'dependant',
    part: 'household',
    title: (say) => say('care.step.dependant', 'A child or somebody else who lives with them'),
    lead: (say) => say('care.step.dependant.lead', 'They are looked after together. The council has its own duty to each child.'),
    questions: {
      'dependant-name': text({ label: 'Name', why: 'So that school and doctor know them.', holds: 'identity', most: 200 }),
      'dependant-born': date({ label: 'Born on', why: 'What a child is due depends on their age.', holds: 'identity', past: true, optional: true }),
      'dependant-needs': words('What do they need?', { optional: true, rows: 3, hint: 'School, health, food, somebody to talk to, a quiet place.' }),
    },
    keeps: { 'dependant-name': 'dependant.*.name', 'dependant-born': 'dependant.*.born', 'dependant-needs': 'dependant.*.needs' },
    offered: open,
    act: (support, _said, now) => dependantJoins(support, { id: now.id }, now),
  },
  {
    id: 'dependant-left',
    part: 'household',
    title: (say) => say('care.step.dependant-left', 'They no longer live together'),
    lead: (say) => say('care.step.dependant-left.lead', 'If you are worried about a child, tell the person on call and the council now.'),
    questions: { 'dependant-left-why': words('Where are they now, and who looks after them?', { rows: 3 }) },
    keeps: { 'dependant-left-why': 'dependant.*.left' },
    offered: () => false,
    about: (support, item) => support.household.dependants.some((one) => one.id === item && !one.until),
    act: (support, _said, now) => dependantLeaves(support, { id: now.item }, now),
  },
];
