// Acts by which facts leave the house, and safeguarding reads are shown later: each is asked by one person and agreed by another.
import type { Role } from '#access/roles.ts';
import { choice, pick, text } from '#form/question.ts';
import type { DisclosedTo, DisclosureGround, NotTold } from '#journey/access.ts';
import {
  agreeCovert,
  agreeDisclosure,
  askDisclosure,
  mustTellFirst,
  proposeCovert,
  refuseDisclosure,
  tellOfDisclosure,
  type Asking,
} from '#journey/outside.ts';
import { note, one, several, type CaseAct } from './act.ts';

const managers: readonly Role[] = ['decision-manager'];
const about = 'access' as const;

export const outsideActs: readonly CaseAct[] = [
  {
    id: 'disclose',
    about,
    title: (say) => say('decision.act.disclose', 'Somebody outside asks for facts from this case'),
    lead: (say) =>
      say(
        'decision.act.disclose.lead',
        'Nothing passes on your word alone: a second person reads what you write and agrees or not. Every disclosure is counted and published.',
      ),
    questions: {
      'disclose-to': choice({
        label: 'Who asks?',
        why: 'It is counted and published by kind of recipient.',
        holds: 'administrative',
        options: [
          { code: 'police', label: 'Police' },
          { code: 'council', label: 'A council' },
          { code: 'health', label: 'A health service' },
          { code: 'court', label: 'A court' },
          { code: 'immigration', label: 'Immigration enforcement' },
          { code: 'embassy', label: 'An embassy' },
          { code: 'other', label: 'Somebody else' },
        ],
      }),
      'disclose-ground': choice({
        label: 'On what ground in law?',
        why: 'Without a ground nothing passes.',
        holds: 'administrative',
        options: [
          { code: 'court-order', label: 'A court order' },
          { code: 'statute', label: 'A statute commands it' },
          { code: 'life-at-risk', label: 'A life is at risk' },
          { code: 'safeguarding', label: 'To keep a child or an adult at risk safe' },
          { code: 'crime', label: 'To stop or prosecute a serious crime' },
          { code: 'asked-by-person', label: 'The person asks for it' },
        ],
      }),
      'disclose-classes': pick({
        label: 'Which kinds of fact, and no more?',
        why: 'What is not named stays here.',
        holds: 'administrative',
        list: 'fact-kinds',
        most: 8,
      }),
      'disclose-interest': choice({
        label: 'Does the public interest in passing it on outweigh that in keeping it confidential?',
        why: 'People speak because they are promised confidence; that is a public interest too.',
        holds: 'administrative',
        options: [
          { code: 'outweighs', label: 'Yes, for the reason below' },
          { code: 'required-by-law', label: 'The law leaves no choice' },
          { code: 'person-asks', label: 'The person asks for it' },
          { code: 'does-not', label: 'No' },
        ],
      }),
      'disclose-told': choice({
        label: 'Is the person told?',
        why: 'They are, unless telling them puts somebody in danger.',
        holds: 'administrative',
        options: [
          { code: 'told', label: 'They are told before it passes' },
          { code: 'unsafe', label: 'Not now: it would put somebody in danger, as said below' },
          { code: 'not-reached', label: 'They cannot be reached; they are told when they can' },
        ],
      }),
      'disclose-untold': text({
        label: 'If they are not told before: what danger would it bring, or how were they looked for?',
        why: 'Two people answer for it that somebody is not told.',
        holds: 'analysis',
        rows: 4,
        most: 4000,
        optional: true,
      }),
      'disclose-reason': text({
        label: 'Your reasons: the ground, the test of the public interest, and why no less would do',
        why: 'The second person decides on these words.',
        holds: 'analysis',
        rows: 6,
        most: 4000,
      }),
    },
    offered: (file) => file.exists,
    act: (file, known, _law, act) =>
      askDisclosure(
        file.access,
        {
          ground: one(known['disclose-ground']) as DisclosureGround,
          to: one(known['disclose-to']) as DisclosedTo,
          classes: several(known['disclose-classes']),
          interest: one(known['disclose-interest']) as Asking['interest'],
          told: one(known['disclose-told']) as NotTold,
          untoldWhy: act.written?.has('disclose-untold') === true,
        },
        act,
      ),
    grave: true,
  },
  {
    id: 'disclose-agreed',
    reads: ['disclose-reason', 'disclose-untold'],
    about,
    title: (say) => say('decision.act.disclose-agreed', 'I agree that facts pass outside'),
    lead: (say) =>
      say(
        'decision.act.disclose-agreed.lead',
        'You are the second person. Read the reasons first. Where the person is not told before, write for yourself why. Otherwise they are told, and only then it passes.',
      ),
    questions: {
      'disclose-agreed-of': pick({ label: 'Which request?', why: 'Each is judged on its own.', holds: 'administrative', list: 'disclosures' }),
      'disclose-agreed-note': note,
    },
    offered: (file) => file.access.disclosures.some((each) => each.state === 'asked'),
    act: (file, known, _law, act) =>
      agreeDisclosure(file.access, { number: Number(one(known['disclose-agreed-of'])), untoldWhy: act.written?.has('disclose-agreed-note') === true }, act),
    grave: true,
  },
  {
    id: 'disclose-person-told',
    about,
    title: (say) => say('decision.act.disclose-person-told', 'The person was told that facts pass outside'),
    lead: (say) =>
      say(
        'decision.act.disclose-person-told.lead',
        'Say it when they know what passes, to whom and why, and that a lawyer can help them to disagree. Then it can pass. The letter stands under “What passed outside”.',
      ),
    questions: {
      'disclose-person-told-of': pick({ label: 'Which of them?', why: 'Each is told by itself.', holds: 'administrative', list: 'disclosures-untold' }),
      'disclose-person-told-how': choice({
        label: 'How were they told?',
        why: 'They must have understood it.',
        holds: 'administrative',
        options: [
          { code: 'in-person', label: 'Face to face, in a language they speak' },
          { code: 'interpreter', label: 'Face to face, with an interpreter' },
          { code: 'letter', label: 'They have just got the letter, in a way that is safe for them' },
          { code: 'letter-word', label: 'They have just got the letter, and I asked for their word first' },
        ],
      }),
      'disclose-person-told-note': note,
    },
    offered: (file) => file.access.disclosures.some(mustTellFirst),
    reaches: true,
    act: (file, known, _law, act) => {
      const [number, how] = [Number(one(known['disclose-person-told-of'])), one(known['disclose-person-told-how'])];
      if (how === 'in-person' || how === 'interpreter') return tellOfDisclosure(file.access, { number, how }, act);
      const gate = act.reach?.({ codeWord: how === 'letter-word' }) ?? { open: false, why: 'no-safe-contact' };
      return tellOfDisclosure(file.access, { number, how: 'letter', gate }, act);
    },
  },
  {
    id: 'disclose-refused',
    reads: ['disclose-reason'],
    about,
    title: (say) => say('decision.act.disclose-refused', 'Facts do not pass outside'),
    lead: (say) => say('decision.act.disclose-refused.lead', 'Saying no needs no second person.'),
    questions: {
      'disclose-refused-of': pick({ label: 'Which request?', why: 'Each is judged on its own.', holds: 'administrative', list: 'disclosures' }),
      'disclose-refused-note': note,
    },
    offered: (file) => file.access.disclosures.some((each) => each.state === 'asked'),
    act: (file, known, _law, act) => refuseDisclosure(file.access, { number: Number(one(known['disclose-refused-of'])) }, act),
  },
  {
    id: 'covert',
    about,
    who: managers,
    title: (say) => say('decision.act.covert', 'Show safeguarding reads to the person later'),
    lead: (say) =>
      say(
        'decision.act.covert.lead',
        'Only where the list of readers would put somebody in danger. It ends on its day, and then the person sees every one of them.',
      ),
    questions: {
      'covert-for': choice({
        label: 'For how long?',
        why: 'A secret that nobody looks at again ends by itself.',
        holds: 'administrative',
        options: [
          { code: '30', label: '30 days' },
          { code: '90', label: '90 days' },
        ],
      }),
      'covert-note': note,
    },
    offered: (file) => file.exists && !file.access.covertBy,
    act: (file, known, _law, act) => proposeCovert(file.access, { days: Number(one(known['covert-for'])) }, act),
  },
  {
    id: 'covert-agreed',
    reads: ['covert-note'],
    about,
    title: (say) => say('decision.act.covert-agreed', 'I agree that safeguarding reads are shown later'),
    lead: (say) => say('decision.act.covert-agreed.lead', 'You are the second person.'),
    questions: { 'covert-agreed-note': note },
    offered: (file) => file.access.covertBy !== null,
    act: (file, _known, _law, act) => agreeCovert(file.access, act),
    grave: true,
  },
];
