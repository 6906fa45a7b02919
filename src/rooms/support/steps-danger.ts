// Steps when somebody may come to harm or cannot be found.
import { choice, pick, text } from '#form/question.ts';
import type { DangerEnd, DangerKind } from '#journey/care.ts';
import { doMissingStep, endDanger, escalate, findAgain, goMissing, isMissing, openDangers, takeDanger } from '#journey/danger.ts';
import { open, words, type CareStep } from './step.ts';

export const dangerKinds = choice<DangerKind>({
  label: 'What are you worried about?',
  why: 'Who is on call must know what to bring.',
  holds: 'administrative',
  options: [
    { code: 'self-harm', label: 'They may harm or kill themselves' },
    { code: 'threat', label: 'Somebody threatens or looks for them' },
    { code: 'child-at-risk', label: 'A child may come to harm' },
    { code: 'adult-at-risk', label: 'An adult may come to harm' },
    { code: 'health', label: 'They are very ill' },
  ],
});

export const dangerSteps: readonly CareStep[] = [
  {
    id: 'escalate',
    part: 'danger',
    title: (say) => say('care.step.escalate', 'Call the person on call'),
    lead: (say) =>
      say(
        'care.step.escalate.lead',
        'If a life is at risk now, ring 999 first. This rings on every page of the person on call and of your managers until one of them takes it on.',
      ),
    questions: { 'danger-kind': dangerKinds, 'danger-words': words('What happened, in a sentence?', { optional: true, rows: 2 }) },
    keeps: { 'danger-words': 'support-danger.*.words' },
    offered: (support) => support.since !== null,
    act: (support, said, how) => escalate(support, { id: how.id, about: said['danger-kind'] as DangerKind, to: how.onCall }, how),
  },
  {
    id: 'danger-taken',
    part: 'danger',
    title: (say) => say('care.step.danger-taken', 'I have it'),
    lead: (say) => say('care.step.danger-taken.lead', 'It stops ringing. You stay until somebody says how it ended.'),
    questions: {},
    keeps: {},
    offered: () => false,
    about: (support, item) => openDangers(support.care).some((one) => one.id === item),
    act: (support, _said, how) => takeDanger(support, { id: how.item }, how),
  },
  {
    id: 'danger-ended',
    part: 'danger',
    title: (say) => say('care.step.danger-ended', 'How it ended'),
    lead: (say) => say('care.step.danger-ended.lead', 'Say it only when you know. Look at the safety plan again afterwards.'),
    questions: {
      'danger-how': choice<DangerEnd>({
        label: 'How is it now?',
        why: 'Who comes after you must know.',
        holds: 'administrative',
        options: [
          { code: 'safe-now', label: 'They are safe now' },
          { code: 'others-have-it', label: 'Doctors, police or the council have it' },
          { code: 'mistaken', label: 'There was no danger' },
        ],
      }),
      'danger-end-words': words('What was done, and what must be watched?', { optional: true, rows: 3 }),
    },
    keeps: { 'danger-end-words': 'support-danger.*.ended' },
    offered: () => false,
    about: (support, item) => openDangers(support.care).some((one) => one.id === item),
    act: (support, said, how) => endDanger(support, { id: how.item, how: said['danger-how'] as DangerEnd }, how),
  },
  {
    id: 'missing',
    part: 'danger',
    title: (say) => say('care.step.missing', 'We cannot find them'),
    lead: (say) =>
      say('care.step.missing.lead', 'Somebody who is missing is in danger and at fault for nothing. Support goes on; their place and money are kept.'),
    questions: { 'missing-words': words('When were they last seen or heard, and what worries you?', { rows: 3 }) },
    keeps: { 'missing-words': 'support-missing.words' },
    offered: (support) => open(support) && !isMissing(support.care),
    act: (support, _said, how) => goMissing(support, {}, how),
  },
  {
    id: 'missing-step',
    part: 'danger',
    title: (say) => say('care.step.missing-step', 'A step was done to find them'),
    lead: (say) => say('care.step.missing-step.lead', 'Each is written with who did it and when.'),
    questions: {
      'missing-what': pick({ label: 'What was done?', why: 'So that nothing is left out.', holds: 'administrative', list: 'missing-steps' }),
      'missing-number': text({ label: 'Number of the police or of a call', why: 'To ask again.', holds: 'administrative', most: 100, optional: true }),
    },
    keeps: { 'missing-number': 'support-missing.number' },
    offered: (support) => isMissing(support.care),
    act: (support, said, how) => doMissingStep(support, { step: String((said['missing-what'] as readonly string[])[0] ?? '') }, how),
  },
  {
    id: 'found',
    part: 'danger',
    title: (say) => say('care.step.found', 'They are found'),
    lead: (say) => say('care.step.found.lead', 'Good. Ask first how they are, then how they can be reached now. Nobody is blamed.'),
    questions: { 'found-words': words('How are they, and what do they need?', { rows: 3, optional: true }) },
    keeps: { 'found-words': 'support-missing.found' },
    offered: (support) => isMissing(support.care),
    act: (support, _said, how) => findAgain(support, {}, how),
  },
];
