// Steps of agreeing and arranging: consent for each purpose by itself, and services with how they went.
import { momentAt, type Instant } from '#base/day.ts';
import { choice, date, pick, text } from '#form/question.ts';
import type { ServiceOutcome } from '#journey/care.ts';
import { agrees, arrangeService, endService, giveConsent, openServices, withdrawConsent } from '#journey/helped.ts';
import { consentText, dayIn, inLanguage, open, words, type CareStep, type Said } from './step.ts';

export const coded = (said: Said, id: string): string => String((said[id] as readonly string[] | undefined)?.[0] ?? '');

/** The moment of a day and a half hour; nothing where no day was named. In the morning where no hour was. */
export function momentOf(on: unknown, time: string, zone: string): Instant | null {
  const day = dayIn(on);
  return day && momentAt(day, time || '09:00', zone);
}

export const when = (id: string) => ({
  [`${id}-day`]: date({ label: 'On which day?', why: 'It stands in your day and is remembered.', holds: 'administrative', optional: true }),
  [`${id}-time`]: pick({
    label: 'At what time?',
    hint: 'A half hour, such as 10:30',
    why: 'So that nobody waits.',
    holds: 'administrative',
    list: 'times',
    optional: true,
  }),
});

export const serviceSteps: readonly CareStep[] = [
  {
    id: 'agree',
    part: 'agreed',
    title: (say) => say('care.step.agree', 'The person agrees to something'),
    lead: (say) =>
      say(
        'care.step.agree.lead',
        'Each thing by itself, in a language they understand. They may say no to any of it and still get help, and may change their mind on any day.',
      ),
    questions: {
      'agree-purpose': pick({ label: 'To what?', why: 'What they did not agree to is not done.', holds: 'administrative', list: 'support-consents' }),
      'agree-language': inLanguage,
    },
    keeps: {},
    offered: open,
    act: (support, said, how) =>
      giveConsent(support, { purpose: coded(said, 'agree-purpose'), language: coded(said, 'agree-language'), text: consentText }, how),
  },
  {
    id: 'agree-no-more',
    part: 'agreed',
    title: (say) => say('care.step.agree-no-more', 'The person takes it back'),
    lead: (say) => say('care.step.agree-no-more.lead', 'What is being passed on under it stops in this moment. Help goes on.'),
    questions: {},
    keeps: {},
    offered: () => false,
    about: (support, item) => agrees(support.care, item),
    act: (support, _said, how) => withdrawConsent(support, { purpose: how.item }, how),
  },
  {
    id: 'arrange',
    part: 'services',
    title: (say) => say('care.step.arrange', 'Arrange something'),
    lead: (say) =>
      say('care.step.arrange.lead', 'A meeting, a doctor, a lawyer, a school. Where something about the person is passed on for it, they have agreed first.'),
    questions: {
      'arrange-service': pick({ label: 'What?', why: 'So that it is not forgotten and can be counted.', holds: 'administrative', list: 'support-services' }),
      ...when('arrange'),
      'arrange-shares': choice({
        label: 'Do you pass on anything about them for it?',
        why: 'Then they must have agreed to it.',
        holds: 'administrative',
        options: [
          { code: 'yes', label: 'Yes' },
          { code: 'no', label: 'No' },
        ],
      }),
      'arrange-where': text({ label: 'Where, and with whom?', why: 'Who goes with them must find it.', holds: 'locator', rows: 2, most: 1000, optional: true }),
      'arrange-why': words('What is it for?', { optional: true, rows: 3 }),
    },
    keeps: { 'arrange-where': 'support-service.*.where', 'arrange-why': 'support-service.*.why' },
    offered: open,
    act: (support, said, how) => {
      const service = coded(said, 'arrange-service');
      const shares =
        said['arrange-shares'] === 'yes' ? (how.law.lists['support-services']?.items.find((one) => one.code === service)?.in?.['shares'] ?? 'support') : null;
      const at = momentOf(said['arrange-day'], coded(said, 'arrange-time'), how.law.zone);
      return arrangeService(support, { id: how.id, service, at, shares }, how);
    },
  },
  {
    id: 'service-ended',
    part: 'services',
    title: (say) => say('care.step.service-ended', 'How did it go?'),
    lead: (say) => say('care.step.service-ended.lead', 'That somebody did not want something, or did not come, is no fault and ends no help.'),
    questions: {
      'service-outcome': choice({
        label: 'What came of it?',
        why: 'So that what is missing is seen.',
        holds: 'administrative',
        options: [
          { code: 'helped', label: 'It helped' },
          { code: 'partly', label: 'It helped in part' },
          { code: 'not-wanted', label: 'They did not want it' },
          { code: 'not-available', label: 'There was none' },
          { code: 'refused-by-service', label: 'The service said no' },
          { code: 'moved-elsewhere', label: 'Somebody else has taken it on' },
        ],
      }),
      'service-words': words('In their words', { optional: true, rows: 2 }),
    },
    keeps: { 'service-words': 'support-service.*.ended' },
    offered: () => false,
    about: (support, item) => openServices(support.care).some((one) => one.id === item),
    act: (support, said, how) => endService(support, { id: how.item, outcome: said['service-outcome'] as ServiceOutcome }, how),
    theirs: true,
  },
];
