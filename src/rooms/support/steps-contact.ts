// Steps of reaching somebody: how they may be reached, a try, and what they need.
import { termQuestions } from '#form/contact-terms.ts';
import { choice, date, many, text } from '#form/question.ts';
import type { TryOutcome, Urgency } from '#journey/care.ts';
import { noteNeeds, sayContact, tryContact, type Tried } from '#journey/contact.ts';
import type { Rule } from '#law/rule.ts';
import { open, words, type CareStep } from './step.ts';

const wordAsked = (said: unknown): boolean => Array.isArray(said) && said.includes('yes');

export const urgency = choice({
  label: 'Do they have a safe place to stay?',
  why: 'Help does not wait for a decision where somebody has nowhere to go.',
  holds: 'administrative',
  options: [
    { code: 'now', label: 'No, and they need one today' },
    { code: 'within-days', label: 'They will lose it soon, or it is not safe' },
    { code: 'later', label: 'Yes, for now' },
  ],
});

const ways = [
  { code: 'person', label: 'Ring them' },
  { code: 'text', label: 'Text them' },
  { code: 'someone-else', label: 'Ring somebody they trust' },
  { code: 'worker', label: 'See them where they stay' },
  { code: 'email', label: 'E-mail' },
  { code: 'post', label: 'Post' },
  { code: 'by-hand', label: 'Hand it to them' },
];
const terms = termQuestions(ways);

export const contactSteps: readonly CareStep[] = [
  {
    id: 'safe-contact',
    part: 'now',
    title: (say) => say('care.step.safe-contact', 'How they can be reached safely'),
    lead: (say) => say('care.step.safe-contact.lead', 'Ask again each time something changes. Nothing is ticked for you: what is not ticked is not used.'),
    questions: {
      'support-ways': many({
        label: 'Which ways are safe now?',
        why: 'Somebody else may answer the phone or read what comes.',
        holds: 'safe-contact',
        optional: true,
        options: ways,
      }),
      'support-where': text({
        label: 'Numbers and addresses for these ways',
        why: 'They are used for these ways alone.',
        holds: 'safe-contact',
        rows: 3,
        most: 1000,
        optional: true,
      }),
      'support-rules': text({
        label: 'When, whom to ask for, and what never',
        hint: 'For example: Tuesdays 10 to 12, ask for Mo, never text.',
        why: 'It stands at the top of every page about them.',
        holds: 'safe-contact',
        rows: 2,
        most: 500,
        optional: true,
      }),
      'support-checked': choice({
        label: 'Have you made sure with them that this is safe?',
        why: 'What nobody made sure of is not used.',
        holds: 'safe-contact',
        options: [
          { code: 'yes', label: 'Yes, with them' },
          { code: 'no', label: 'No' },
        ],
      }),
      'support-times': terms.times,
      'support-most': terms.most,
      'support-word': terms.word,
      'support-also': terms.also,
      'support-until': date({ label: 'Until when does it hold?', why: 'After that day nothing is sent.', holds: 'safe-contact', optional: true, future: true }),
    },
    keeps: {
      'support-ways': 'support-contact.ways',
      'support-where': 'support-contact.where',
      'support-rules': 'support-contact.rules',
      'support-checked': 'support-contact.checked',
      'support-times': 'support-contact.times',
      'support-most': 'support-contact.most',
      'support-word': 'support-contact.word',
      'support-also': 'support-contact.also',
      'support-until': 'support-contact.until',
    },
    offered: (support) => support.since !== null,
    act: (support, _said, how) => sayContact(support, how),
  },
  {
    id: 'tried',
    part: 'now',
    title: (say) => say('care.step.tried', 'I tried to reach them'),
    lead: (say) => say('care.step.tried.lead', 'By a way they called safe and no other. Different hours help more than many calls.'),
    questions: {
      'support-way': choice({
        label: 'How did you try?',
        why: 'Only what is safe at this moment is used.',
        holds: 'administrative',
        options: [
          { code: 'person', label: 'I rang them' },
          { code: 'text', label: 'I sent a text' },
          { code: 'someone-else', label: 'I rang somebody they trust' },
          { code: 'worker', label: 'I went to see them' },
          { code: 'email', label: 'I sent an e-mail' },
          { code: 'post', label: 'I wrote by post' },
          { code: 'lawyer', label: 'Through their lawyer' },
          { code: 'referrer', label: 'Through who referred them' },
        ],
      }),
      'support-word-asked': many({
        label: 'The word you agreed on',
        why: 'So that neither side talks to somebody else.',
        holds: 'administrative',
        options: [{ code: 'yes', label: 'I asked for it before I said anything' }],
        optional: true,
      }),
      'support-reached': choice({
        label: 'How did it go?',
        why: 'It says whether to try again and when.',
        holds: 'administrative',
        options: [
          { code: 'reached', label: 'I reached them' },
          { code: 'no-answer', label: 'No answer' },
          { code: 'not-them', label: 'Somebody else answered, and I said nothing' },
          { code: 'not-safe-to-talk', label: 'It was not safe to talk' },
        ],
      }),
    },
    keeps: {},
    offered: open,
    act: (support, said, how) =>
      tryContact(
        support,
        { way: said['support-way'] as Tried['way'], outcome: said['support-reached'] as TryOutcome, seen: how.seen },
        how.clear(wordAsked(said['support-word-asked'])),
        how,
      ),
    rules: (law) => [law.contactTries as Rule<unknown>],
  },
  {
    id: 'needs',
    part: 'now',
    title: (say) => say('care.step.needs', 'What they need and what may harm them'),
    lead: (say) => say('care.step.needs.lead', 'From the first call on. Ask only what helps now; nobody has to tell what happened to them.'),
    questions: {
      'support-urgency': urgency,
      'support-need': words('What do they need?', { hint: 'Food, clothes, a doctor, medicine, a phone, children, an interpreter, a faith or food rule.' }),
      'support-risk': words('What may harm them, and who?', { optional: true, hint: 'In a few words. What presses now comes first.' }),
      'support-health-need': text({
        label: 'Health',
        why: 'What a doctor must know tonight.',
        holds: 'medical',
        rows: 3,
        most: 4000,
        optional: true,
      }),
    },
    keeps: { 'support-need': 'support-needs.*.need', 'support-risk': 'support-needs.*.risk', 'support-health-need': 'support-needs.*.health' },
    offered: open,
    act: (support, said, how) => noteNeeds(support, { id: how.id, urgency: said['support-urgency'] as Urgency }, how),
    rules: (law) => [law.emergencyNeed as Rule<unknown>],
  },
];
