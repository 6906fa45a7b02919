// Steps to a life of one's own: recovery needs after a positive final decision, moving on, leaving, and coming back for help.
import { pick } from '#form/question.ts';
import { assessRecovery, leaveSupport, planMoveOn, reachBackIn } from '#journey/recovery.ts';
import type { Rule } from '#law/rule.ts';
import { open, words, type CareStep, type Said } from './step.ts';

const codes = (said: Said, id: string): readonly string[] => (said[id] as readonly string[] | undefined) ?? [];
const each = { holds: 'administrative', list: 'support-services', most: 8, optional: true } as const;

export const onwardSteps: readonly CareStep[] = [
  {
    id: 'recovery',
    part: 'onward',
    title: (say) => say('care.step.recovery', 'What they need to recover'),
    lead: (say) =>
      say(
        'care.step.recovery.lead',
        'After a positive final decision. Only needs that come from what was done to them. Who decides reads these words when the person lets them pass, and nothing else of this record.',
      ),
    questions: {
      'recovery-stays': pick({ ...each, label: 'What should go on here?', why: 'The authority decides on each.' }),
      'recovery-moves': pick({ ...each, label: 'What will another service take over?', why: 'So that nothing falls between two.' }),
      'recovery-words': words('Why, in words the person knows and agrees with?', { rows: 6 }),
    },
    keeps: { 'recovery-words': 'support-recovery.*' },
    offered: (support, positive) => open(support) && positive,
    act: (support, said, how) =>
      assessRecovery(support, { id: how.id, stays: codes(said, 'recovery-stays'), moves: codes(said, 'recovery-moves'), positive: how.positive }, how),
    rules: (law) => [law.recoveryNeeds as Rule<unknown>],
  },
  {
    id: 'move-on',
    part: 'onward',
    title: (say) => say('care.step.move-on', 'Plan for moving on'),
    lead: (say) => say('care.step.move-on.lead', 'Home, money, health, people, and who rings in a month.'),
    questions: {
      'move-home': words('Where will they live, and who helps with it?', { rows: 3 }),
      'move-money': words('Money and work', { rows: 3, optional: true }),
      'move-health': words('Health and people who help', { rows: 3, optional: true }),
      'move-after': words('Who gets in touch afterwards, how and when?', { rows: 2 }),
    },
    keeps: {
      'move-home': 'support-move-on.*.home',
      'move-money': 'support-move-on.*.money',
      'move-health': 'support-move-on.*.health',
      'move-after': 'support-move-on.*.after',
    },
    offered: open,
    act: (support, _said, how) => planMoveOn(support, { id: how.id }, how),
    theirs: true,
  },
  {
    id: 'leave-support',
    part: 'onward',
    title: (say) => say('care.step.leave-support', 'Support ends'),
    lead: (say) => say('care.step.leave-support.lead', 'Make sure that the person knows, has a copy of their plan, and knows how to come back.'),
    questions: {
      'leave-why': pick({
        label: 'Why does it end?',
        why: 'Counted, and never by the passing of a day alone.',
        holds: 'administrative',
        list: 'support-exit-reasons',
      }),
      'leave-words': words('What was agreed for afterwards?', { rows: 3, optional: true }),
    },
    keeps: { 'leave-words': 'support-exit.words' },
    offered: open,
    act: (support, said, how) => leaveSupport(support, { exit: codes(said, 'leave-why')[0] ?? '' }, how.law, how),
    rules: (law) => [law.contactTries as Rule<unknown>, law.reachIn as Rule<unknown>],
    grave: true,
  },
  {
    id: 'reach-in',
    part: 'onward',
    title: (say) => say('care.step.reach-in', 'They came back for help'),
    lead: (say) => say('care.step.reach-in.lead', 'The door stays open for life. If they are in danger or have no place, open support anew as well.'),
    questions: {
      'reach-what': pick({ label: 'For what?', why: 'So that what people come back for is seen.', holds: 'administrative', list: 'support-services' }),
      'reach-words': words('What was done?', { rows: 3, optional: true }),
    },
    keeps: { 'reach-words': 'support-reach-in.*.words' },
    offered: (support, positive) => support.ended !== null && positive,
    act: (support, said, how) => reachBackIn(support, { id: how.id, service: codes(said, 'reach-what')[0] ?? '', positive: how.positive }, how.law, how),
    rules: (law) => [law.reachIn as Rule<unknown>],
  },
];
