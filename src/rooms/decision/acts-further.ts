// Somebody known before: a further referral of theirs joins the person, and is parted again where that was wrong.
import { choice, text } from '#form/question.ts';
import type { Since } from '#journey/events.ts';
import { joinFurther, partFurther } from '#journey/further.ts';
import { one, type CaseAct } from './act.ts';

const why = text({ label: 'Why do you think so?', why: 'Whoever doubts it later will read this.', holds: 'analysis', rows: 3, most: 4000 });

export const furtherActs: readonly CaseAct[] = [
  {
    id: 'known-before',
    title: (say) => say('decision.act.known-before', 'The same person was referred before: this is a further referral'),
    lead: (say) =>
      say(
        'decision.act.known-before.lead',
        'Both cases go on and both count. They become one person’s, so that support and the person’s own door know of both. No colleague sees a case through this that they could not see before. It can be taken back. Be sure: if they are two people, each could read the other’s case at their own door.',
      ),
    questions: {
      'known-before-of': text({
        label: 'Reference of the earlier case',
        hint: 'Three groups of four, such as K7QD-0M2P-XW9T',
        why: 'So that it is this person’s case and nobody else’s.',
        holds: 'administrative',
        most: 20,
      }),
      'known-before-since': choice({
        label: 'What is this referral about?',
        why: 'Exploitation that happened since then is counted, so that it shows whom help did not keep safe.',
        holds: 'administrative',
        options: [
          { code: 'new', label: 'Exploitation since the earlier referral' },
          { code: 'same', label: 'What was told then, or what happened before it' },
          { code: 'not-known', label: 'Not known yet' },
        ],
      }),
      'known-before-why': why,
    },
    // What was found to be the same referral stands with the person already.
    offered: (file) => file.exists && !file.decision.further && !['recalled', 'duplicate', 'consent-wrong'].includes(file.decision.ended ?? ''),
    other: 'known-before-of',
    suggests: true,
    act: (file, known, law, act) => joinFurther(file, { of: one(known['known-before-of']), since: one(known['known-before-since']) as Since }, law, act),
  },
  {
    id: 'not-known-before',
    title: (say) => say('decision.act.not-known-before', 'It was another person who was referred before'),
    lead: (say) => say('decision.act.not-known-before.lead', 'The cases are two people’s again, as they were. Nothing of either is lost.'),
    questions: { 'not-known-before-why': why },
    offered: (file) => file.decision.further !== null,
    act: (file, _known, law, act) => partFurther(file, {}, law, act),
  },
];
