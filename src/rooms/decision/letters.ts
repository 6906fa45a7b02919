// Letters of the decision: which event calls for which letter, and its words. Reasons stand in the file, never in a letter's first line.
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { CaseEvent } from '#journey/events.ts';
import type { CaseFile } from '#journey/file.ts';
import type { Law } from '#law/law.ts';
import { referrerLearns, type Recipient } from './safe-contact.ts';

/** `day` in words. */
export type LetterFacts = { readonly say: Say; readonly day: string };

export type Letter = {
  readonly id: string;
  /** Whom it is for: the person, where nobody is named. */
  readonly to?: Exclude<Recipient, 'person'>;
  /** It turns the person down: the rules of such letters apply. */
  readonly negative?: true;
  readonly for: (event: CaseEvent, law: Law) => boolean;
  readonly title: (say: Say) => string;
  readonly body: (facts: LetterFacts) => readonly string[];
};

/** A country may decide once or several times: what is said of a decision depends on whether it is the last. */
const decided = (which: 'earlier' | 'last', outcome: 'positive' | 'negative') => (event: CaseEvent, law: Law) =>
  event.kind === 'Decided' && event.outcome === outcome && (event.stage === law.stages.at(-1)?.id) === (which === 'last');

export const letters: readonly Letter[] = [
  {
    id: 'reasonable-grounds-positive',
    for: decided('earlier', 'positive'),
    title: (say) => say('letter.rg-positive.title', 'We have decided there are reasonable grounds'),
    body: ({ say, day }) => [
      say('letter.rg-positive.what', 'On {day} we decided that there are reasonable grounds to believe you are a victim of modern slavery.', { day }),
      say(
        'letter.rg-positive.means',
        'You now have time to rest and think. During this time you cannot be removed from the country, and you can have support: a safe place to stay if you need one, money for essentials, and a worker who knows the system.',
      ),
      say(
        'letter.rg-positive.next',
        'Later we will make the final decision. You can send us anything that helps until then. You do not need to tell everything again.',
      ),
    ],
  },
  {
    id: 'reasonable-grounds-negative',
    negative: true,
    for: decided('earlier', 'negative'),
    title: (say) => say('letter.rg-negative.title', 'Our decision, and what is still open to you'),
    body: ({ say, day }) => [
      say('letter.rg-negative.open', 'You can get help today, whatever this letter says. Who to ring is at the end.'),
      say(
        'letter.rg-negative.what',
        'On {day} two people looked at what was sent to us. With what we have, we could not decide that there are reasonable grounds to believe you are a victim of modern slavery.',
        { day },
      ),
      say(
        'letter.rg-negative.again',
        'If there is something we did not see, you can ask us to look again. A lawyer or the person who referred you can help you ask.',
      ),
    ],
  },
  {
    id: 'conclusive-grounds-positive',
    for: decided('last', 'positive'),
    title: (say) => say('letter.cg-positive.title', 'We have decided that you are a victim of modern slavery'),
    body: ({ say, day }) => [
      say('letter.cg-positive.what', 'On {day} we made the final decision: you are recognised as a victim of modern slavery.', { day }),
      say('letter.cg-positive.next', 'Your support goes on while you and your worker plan what comes next. Nothing stops on the day of this letter.'),
    ],
  },
  {
    id: 'conclusive-grounds-negative',
    negative: true,
    for: decided('last', 'negative'),
    title: (say) => say('letter.cg-negative.title', 'Our final decision, and what is still open to you'),
    body: ({ say, day }) => [
      say('letter.cg-negative.open', 'You can get help today, whatever this letter says. Who to ring is at the end.'),
      say(
        'letter.cg-negative.what',
        'On {day} two people looked at everything we hold. We decided that it does not show, more likely than not, that you are a victim of modern slavery.',
        { day },
      ),
      say(
        'letter.cg-negative.again',
        'If there is something we did not see, you can ask us to look again. A lawyer or the person who referred you can help you ask.',
      ),
    ],
  },
  {
    id: 'suspended',
    for: (event) => event.kind === 'Suspended',
    title: (say) => say('letter.suspended.title', 'We have paused our decision'),
    body: ({ say }) => [
      say('letter.suspended.what', 'We have paused our decision because we do not have enough to decide and could not reach you. We are worried about you.'),
      say('letter.suspended.next', 'As soon as we hear from you or from somebody you trust, we go on. You lose nothing.'),
    ],
  },
  {
    id: 'withdrawn',
    for: (event) => event.kind === 'Withdrawn' && event.by !== 'left-country',
    title: (say) => say('letter.withdrawn.title', 'Your referral is closed, as you asked'),
    body: ({ say, day }) => [say('letter.withdrawn.what', 'On {day} your referral was closed. You may be referred again whenever you want.', { day })],
  },
  {
    id: 'closed-left',
    for: (event) => event.kind === 'Withdrawn' && event.by === 'left-country',
    title: (say) => say('letter.closed-left.title', 'Your referral is closed, and can be opened again'),
    body: ({ say, day }) => [
      say('letter.closed-left.what', 'On {day} your referral was closed, because we were told that you had left the country.', { day }),
      say('letter.closed-left.wrong', 'If that is not so, tell us or somebody you trust. You may be referred again whenever you want.'),
    ],
  },
  {
    id: 'at-18',
    for: (event) => event.kind === 'TurnedEighteen',
    title: (say) => say('letter.at-18.title', 'You are 18 now, and this is your choice'),
    body: ({ say }) => [
      say('letter.at-18.what', 'Until now others could ask for a decision for you. From 18 on you choose yourself whether to go on.'),
      say(
        'letter.at-18.nothing-stops',
        'Nothing stops while you think about it, and nothing stops if you say nothing. Your worker can explain what each choice means.',
      ),
    ],
  },
  {
    id: 'disqualified',
    negative: true,
    for: (event) => event.kind === 'Disqualified',
    title: (say) => say('letter.disqualified.title', 'Our decision about your protection, and what is still open to you'),
    body: ({ say, day }) => [
      say('letter.disqualified.open', 'You can get help today, whatever this letter says. Who to ring is at the end.'),
      say(
        'letter.disqualified.what',
        'On {day} two people here decided that the protection of this process no longer covers you. We looked first at whether you could be exploited again.',
        { day },
      ),
      say('letter.disqualified.again', 'A lawyer can tell you whether a court can look at it; there is little time for that, so ask soon.'),
    ],
  },
  {
    id: 'reconsidered',
    for: (event) => event.kind === 'ReconsiderationAccepted',
    title: (say) => say('letter.reconsidered.title', 'We will look at your case again'),
    body: ({ say }) => [say('letter.reconsidered.what', 'You asked us to look again, and we will. Somebody decides anew, with everything you sent.')],
  },
  {
    id: 'not-reconsidered',
    negative: true,
    for: (event) => event.kind === 'ReconsiderationRefused',
    title: (say) => say('letter.not-reconsidered.title', 'Your request to look again, and what is still open to you'),
    body: ({ say }) => [
      say('letter.not-reconsidered.open', 'You can get help today, whatever this letter says. Who to ring is at the end.'),
      say(
        'letter.not-reconsidered.what',
        'You asked us to look at our decision again. We could not accept the request. A lawyer can tell you whether a court can look at it; there is little time for that, so ask soon.',
      ),
    ],
  },
  {
    id: 'disclosed',
    for: (event) => event.kind === 'DisclosureAgreed' && event.told !== 'unsafe',
    title: (say) => say('letter.disclosed.title', 'Something you should know about your case'),
    body: ({ say, day }) => [
      say(
        'letter.disclosed.what',
        'On {day} two people here decided that part of what is held about you passes to somebody outside. You can ask us what, to whom and why, and a lawyer can help you say that you disagree.',
        { day },
      ),
      say('letter.disclosed.rest', 'Everything else stays with us.'),
    ],
  },
];

const turnsDown = (event: CaseEvent, law: Law): boolean => letters.some((letter) => letter.negative === true && letter.for(event, law));

/** To others than the person: what each of them is to know, and no more. */
const toOthers: readonly Letter[] = [
  {
    id: 'worker-negative',
    to: 'worker',
    for: turnsDown,
    title: (say) => say('letter.worker.title', 'Before the person is told: please read this first'),
    body: ({ say, day }) => [
      say('letter.worker.what', 'On {day} we made a decision that turns down the person whose case has this reference. They do not know it yet.', { day }),
      say(
        'letter.worker.first',
        'You are told first, so that they need not be alone with it. Their letter is given to them only when somebody they know is there; it does not go on a Friday afternoon, at a weekend, before or on a holiday, or on their birthday.',
      ),
      say(
        'letter.worker.holds',
        'Their letter says why, what they can do and until when, how a lawyer is found, who helps today and what support goes on. Please read it with them, more than once if they want.',
      ),
      say(
        'letter.worker.nothing-ends',
        'Nothing ends on the day of that letter by itself. If you are worried about what the news may do, ring the numbers below with them.',
      ),
    ],
  },
  {
    id: 'referrer-decided',
    to: 'referrer',
    for: (event) => event.kind === 'Decided',
    title: (say) => say('letter.referrer.title', 'A decision on a referral you sent'),
    body: ({ say }) => [
      say('letter.referrer.what', 'You sent a referral that has this reference. This is what your kind of organisation may know of it.'),
      say('letter.referrer.told', 'The person is told by us. Please do not tell them before, and do not pass this on.'),
    ],
  },
  {
    id: 'lawyer-decided',
    to: 'lawyer',
    for: (event, law) => event.kind === 'Decided' || turnsDown(event, law),
    title: (say) => say('letter.lawyer.title', 'A decision in the case of the person you act for'),
    body: ({ say }) => [
      say(
        'letter.lawyer.what',
        'The person let you see their case, and that still holds. What follows is what we write to them. They may not have it yet: please speak with their worker before you speak with them.',
      ),
    ],
  },
];

/**
 * The letters an event calls for. Who referred is told where the law gives their kind of organisation the result; a lawyer where the person
 * has named one.
 */
export function lettersFor(event: CaseEvent, law: Law, file: CaseFile, on: Day): readonly Letter[] {
  const lawyer = file.access.grants.some((one) => one.as === 'legal-representative' && !one.revoked);
  const others = { worker: true, lawyer, referrer: referrerLearns(file, law, on) };
  return [...letters, ...toOthers].filter((letter) => letter.for(event, law) && (!letter.to || others[letter.to]));
}

export function letterOf(id: string): Letter | undefined {
  return [...letters, ...toOthers].find((letter) => letter.id === id);
}
