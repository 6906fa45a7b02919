// Steps for a person found under another name: their earlier record or referral joins them here, and is parted again where that was wrong.
import { text } from '#form/question.ts';
import { knownBefore, notKnownBefore } from '#journey/further.ts';
import { words, type CareStep } from './step.ts';

export const knownSteps: readonly CareStep[] = [
  {
    id: 'known-before',
    part: 'now',
    title: (say) => say('care.step.known-before', 'They were here before, or were referred, perhaps under another name'),
    lead: (say) =>
      say(
        'care.step.known-before.lead',
        'Both records stay as they are and become one person’s. You see their other records that your organisation keeps. Notes in a record stay with the worker who is named in it. It can be taken back.',
      ),
    questions: {
      'known-before-reference': text({
        label: 'Reference of their earlier support record, or of their referral',
        hint: 'Three groups of four, such as K7QD-0M2P-XW9T',
        why: 'So that it is this person’s record and nobody else’s.',
        holds: 'administrative',
        most: 20,
      }),
      'known-before-words': words('Why do you think so, and what do they say about it?', { rows: 3 }),
    },
    keeps: { 'known-before-words': 'support-known.*.why' },
    names: 'known-before-reference',
    offered: (support) => support.since !== null && support.knownBefore === null,
    act: (support, _said, how) => knownBefore(support, { of: how.other, by: how.by }),
  },
  {
    id: 'not-known-before',
    part: 'now',
    title: (say) => say('care.step.not-known-before', 'It was another person who was here before'),
    lead: (say) => say('care.step.not-known-before.lead', 'The records are two people’s again, as they were. Nothing of either is lost.'),
    questions: { 'not-known-before-words': words('Why do you think so?', { rows: 3 }) },
    keeps: { 'not-known-before-words': 'support-known.*.why-not' },
    offered: (support) => support.knownBefore !== null,
    act: (support, _said, how) => notKnownBefore(support, how.by),
  },
];
