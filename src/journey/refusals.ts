// The plain words of every refusal: a sentence that says what stands in the way and, where there is one, the way forward.
import { refuse, type Because, type Refused } from '#base/outcome.ts';
import type { Say } from '#base/words.ts';
import { careRefusals } from './refusals-care.ts';
import { decisionRefusals } from './refusals-decision.ts';
import { placeRefusals } from './refusals-place.ts';
import { moneyRefusals } from './refusals-money.ts';
import { signalRefusals } from './refusals-signal.ts';

/** The rule and its source are shown beside the sentence by whoever shows it; they are not part of the words. */
export const refusals = {
  'law-silent': (say: Say) => say('refusal.law-silent', 'The law held here says nothing for that day in that nation, so this cannot be done.'),
  'rule-not-confirmed': (say: Say) =>
    say('refusal.rule-not-confirmed', 'This rests on a rule whose source nobody has confirmed yet. An administrator can confirm it, with its source and date.'),
  'not-assumed': (say: Say) => say('refusal.not-assumed', 'There is no such unconfirmed rule.'),
  'source-needed': (say: Say) => say('refusal.source-needed', 'Say which text you read, so that another person can find it.'),
  'not-in-list': (say: Say) => say('refusal.not-in-list', 'That council or police force is not in the list. Choose one that is.'),
  'no-such-number': (say: Say) => say('refusal.no-such-number', 'That number was taken out already.'),
  ...moneyRefusals,
  ...signalRefusals,
  // The case as a whole
  'no-such-case': (say: Say) => say('refusal.no-such-case', 'There is no referral here yet.'),
  'already-referred': (say: Say) => say('refusal.already-referred', 'This referral was already sent. You can add to it.'),
  'case-ended': (say: Say) => say('refusal.case-ended', 'This case has ended, so nothing more is decided or asked in it.'),
  'before-referral': (say: Say) => say('refusal.before-referral', 'That day is before the referral was sent. Check the day.'),
  'day-ahead': (say: Say) => say('refusal.day-ahead', 'That day has not come yet. Check the day.'),
  // The referral and consent
  'may-not-refer': (say: Say) =>
    say('refusal.may-not-refer', 'Your organisation is not a first responder on that day. Ask one that is to send the referral with you.'),
  'consent-refused': (say: Say) =>
    say(
      'refusal.consent-refused',
      'The person said no to a referral, so none is sent. If your organisation has a duty to notify, it can do so without naming them.',
    ),
  'consent-not-asked': (say: Say) =>
    say('refusal.consent-not-asked', 'An adult is referred only after the referral was explained and they said yes. It has not been asked yet.'),
  'consent-cannot-decide': (say: Say) =>
    say(
      'refusal.consent-cannot-decide',
      'The person cannot decide just now, so an adult referral waits. Keep them safe meanwhile, and ask again when they can.',
    ),
  'child-is-referred': (say: Say) =>
    say(
      'refusal.child-is-referred',
      'A child, or someone who may be a child, is referred: no consent is needed. A notification without a name is not for them.',
    ),
  'no-informed-refusal': (say: Say) =>
    say('refusal.no-informed-refusal', 'A notification is only for an adult who said no after the referral was explained to them.'),
  'no-duty-to-notify': (say: Say) => say('refusal.no-duty-to-notify', 'Your organisation has no duty to notify in this nation on that day.'),
  'already-allocated': (say: Say) =>
    say('refusal.already-allocated', 'A caseworker already has this referral, so it cannot be taken back. You can add to it or tell them about a mistake.'),
  'nothing-to-add': (say: Say) => say('refusal.nothing-to-add', 'Nothing was added.'),
  'too-late-to-add': (say: Say) => say('refusal.too-late-to-add', 'The last decision was made. New information can go with a request to look at it again.'),
  'already-held': (say: Say) => say('refusal.already-held', 'This document is already in the file.'),
  'no-such-document': (say: Say) => say('refusal.no-such-document', 'There is no such document in the file, or it was already sealed away.'),
  'not-sealed': (say: Say) => say('refusal.not-sealed', 'Seal the document away before recording that the police have it.'),
  'not-asked-at-18': (say: Say) => say('refusal.not-asked-at-18', 'Consent at 18 is not due in this case.'),
  ...decisionRefusals,
  // Who may stand near a file
  'no-such-conflict': (say: Say) => say('refusal.no-such-conflict', 'No conflict of interest of this person is recorded here.'),
  'own-conflict': (say: Say) => say('refusal.own-conflict', 'Nobody says of their own conflict of interest that it does not stand. Two others do.'),
  'has-conflict': (say: Say) => say('refusal.has-conflict', 'A conflict of interest of this person with the case is known, so it cannot be given to them.'),
  'nothing-to-see': (say: Say) => say('refusal.nothing-to-see', 'There is no such notice for you here.'),
  'seal-needs-two': (say: Say) => say('refusal.seal-needs-two', 'Put at least one more person on the list: it takes two to open a sealed file again.'),
  'conflict-on-list': (say: Say) => say('refusal.conflict-on-list', 'Somebody on the list has a conflict of interest with the case.'),
  'file-not-sealed': (say: Say) => say('refusal.file-not-sealed', 'This file is not sealed.'),
  'in-quarantine': (say: Say) =>
    say(
      'refusal.in-quarantine',
      'Somebody said that there was no consent, so this file is closed until two people have looked at it. Nothing is sent meanwhile.',
    ),
  'not-in-quarantine': (say: Say) => say('refusal.not-in-quarantine', 'Nobody has said that the consent in this file was wrong, or it was already settled.'),
  'no-consent-needed': (say: Say) =>
    say(
      'refusal.no-consent-needed',
      'The referral of a child, or of someone who may be a child, does not rest on consent, so consent cannot be wrong in it. If the age is wrong, add that.',
    ),
  'own-report': (say: Say) => say('refusal.own-report', 'You said that the consent was wrong. Two others look at it.'),
  'already-reviewer': (say: Say) => say('refusal.already-reviewer', 'They can already look at it.'),
  'classes-needed': (say: Say) => say('refusal.classes-needed', 'Say which kinds of fact are needed. What is not named stays closed.'),
  'not-a-glass-class': (say: Say) => say('refusal.not-a-glass-class', 'Facts of that kind do not help to find or protect somebody, so they stay closed.'),
  'glass-quota': (say: Say) =>
    say('refusal.glass-quota', 'You have done this three times in thirty days. Ring your on-call lead: a colleague can do it, or a review can clear the way.'),
  'not-broken': (say: Say) => say('refusal.not-broken', 'The glass was not broken here.'),
  'own-glass': (say: Say) => say('refusal.own-glass', 'Somebody else looks at it: nobody reviews what they did themselves or stood beside.'),
  'grant-too-long': (say: Say) => say('refusal.grant-too-long', 'That is longer than half a year. It can be asked again when it ends.'),
  'no-such-grant': (say: Say) => say('refusal.no-such-grant', 'There is no such permission of the person here.'),
  'not-named': (say: Say) => say('refusal.not-named', 'This person is not named here.'),
  'not-released': (say: Say) => say('refusal.not-released', 'This item was not let pass, or it was taken back.'),
  'not-disclosable': (say: Say) =>
    say('refusal.not-disclosable', 'Facts of that kind never pass outside: where safe places are, and what legal advisers wrote.'),
  'interest-needed': (say: Say) =>
    say(
      'refusal.interest-needed',
      'Nothing passes outside unless the public interest, the law or the person themselves calls for it. Say which, with its ground.',
    ),
  'not-for-enforcement': (say: Say) => say('refusal.not-for-enforcement', 'Nothing passes to immigration enforcement unless a court or a statute commands it.'),
  'untold-why-needed': (say: Say) =>
    say(
      'refusal.untold-why-needed',
      'Write why the person is not told before: what danger it would bring, or how they were looked for. Both of the two people do.',
    ),
  'must-be-reached': (say: Say) =>
    say('refusal.must-be-reached', 'On this ground it waits until the person is reached and told, unless telling them puts somebody in danger.'),
  'tell-first': (say: Say) => say('refusal.tell-first', 'Tell the person first, and say here that they were told. Nothing passes before.'),
  'copy-waiting': (say: Say) => say('refusal.copy-waiting', 'A copy already waits for its second reader.'),
  'covert-too-long': (say: Say) =>
    say('refusal.covert-too-long', 'That is longer than ninety days, or already over. Two people can say so again when it ends.'),
  // Letters
  'no-such-letter': (say: Say) => say('refusal.no-such-letter', 'There is no such letter in this case.'),
  'letter-not-released': (say: Say) => say('refusal.letter-not-released', 'This letter has not been released. Read it, then release it.'),
  'hold-runs': (say: Say) =>
    say('refusal.hold-runs', 'This letter can still be recalled, so it has not left. It can be printed or handed over when that time is over.'),
  'letter-left': (say: Say) =>
    say('refusal.letter-left', 'The time in which this letter could be recalled is over. If something in it is wrong, write a new version.'),
  'not-left': (say: Say) => say('refusal.not-left', 'This letter has not left. Recall it, or release it when it is right; no new version is needed.'),
  'letter-changed': (say: Say) => say('refusal.letter-changed', 'This letter has changed since you read it. Read it again, then release it.'),
  'letter-replaced': (say: Say) => say('refusal.letter-replaced', 'A later version took the place of this letter.'),
  'holidays-not-known': (say: Say) =>
    say('refusal.holidays-not-known', 'The list of holidays held here does not reach that day, so nobody can tell whether this letter may leave on it.'),
  'not-on-a-holiday': (say: Say) =>
    say('refusal.not-on-a-holiday', 'A letter that turns somebody down does not leave at a weekend or on a holiday: too few people could help them.'),
  'not-before-a-holiday': (say: Say) =>
    say(
      'refusal.not-before-a-holiday',
      'A letter that turns somebody down does not leave on the eve of a holiday: too few people could help them the next day.',
    ),
  'not-before-a-weekend': (say: Say) =>
    say('refusal.not-before-a-weekend', 'A letter that turns somebody down does not leave on a Friday afternoon: too few people could help them the next day.'),
  'not-on-their-birthday': (say: Say) =>
    say('refusal.not-on-their-birthday', 'A letter that turns somebody down does not leave on a day that is the person’s own.'),
  'nobody-there': (say: Say) => say('refusal.nobody-there', 'Name somebody who will be with the person when they get this letter.'),
  'worker-first': (say: Say) =>
    say('refusal.worker-first', 'Whoever works with the person is told first. Release the letter to them, and hand it over before this one.'),
  // The person and their support
  'already-joined': (say: Say) => say('refusal.already-joined', 'This file already stands with this person.'),
  'match-needed': (say: Say) => say('refusal.match-needed', 'Another referral joins a person only after a confirmed match.'),
  'not-joined': (say: Say) => say('refusal.not-joined', 'This file does not stand with this person.'),
  'only-file': (say: Say) => say('refusal.only-file', 'This is the only file of the person, so there is nothing to part it from.'),
  'support-opened-before': (say: Say) =>
    say('refusal.support-opened-before', 'This support record was opened before. Help that begins again gets a new record.'),
  'no-open-support': (say: Say) => say('refusal.no-open-support', 'This support record is not open.'),
  'before-support': (say: Say) => say('refusal.before-support', 'That day is before the support began. Check the day.'),
  ...careRefusals,
  ...placeRefusals,
  // Erasure and legal hold
  'person-erased': (say: Say) => say('refusal.person-erased', 'This person’s records were erased.'),
  'erasure-open': (say: Say) => say('refusal.erasure-open', 'Erasure was already proposed and waits for its two approvals.'),
  'nothing-to-erase': (say: Say) => say('refusal.nothing-to-erase', 'No erasure is proposed here.'),
  'legal-hold': (say: Say) => say('refusal.legal-hold', 'A court or an inquiry needs this record, so it is kept until the hold is lifted.'),
  'not-held': (say: Say) => say('refusal.not-held', 'No hold of this kind stands on the case.'),
  'still-kept': (say: Say) => say('refusal.still-kept', 'The time for which this record is kept has not passed.'),
  // Filed on the wrong record
  'not-filed-later': (say: Say) =>
    say(
      'refusal.not-filed-later',
      'This was not added after the referral was sent, or it was taken out already. What is wrong in the referral itself is put right by adding to it.',
    ),
  'breach-goes-on': (say: Say) => say('refusal.breach-goes-on', 'This record has gone further since you opened it. Look at it again.'),
  'nothing-to-report': (say: Say) => say('refusal.nothing-to-report', 'A risk to the people was found to be unlikely, so nothing is reported.'),
  'breach-not-assessed': (say: Say) => say('refusal.breach-not-assessed', 'Say first what the risk to the people is.'),
  'breach-not-reported': (say: Say) => say('refusal.breach-not-reported', 'The risk has to be reported before this can be closed. Record when that was done.'),
  // Presence, endings and putting right
  'already-so': (say: Say) => say('refusal.already-so', 'This is already recorded.'),
  'not-missing': (say: Say) => say('refusal.not-missing', 'The person is not recorded as missing or as having left the country.'),
  'person-died': (say: Say) => say('refusal.person-died', 'The person has died. If that was entered by mistake, correct it first.'),
  'child-cannot-withdraw': (say: Say) =>
    say(
      'refusal.child-cannot-withdraw',
      'A child, or someone who may be a child, stays in the process: their referral did not rest on consent. Write down what they wish.',
    ),
  'has-not-left': (say: Say) => say('refusal.has-not-left', 'The person is not recorded as having left the country before the first decision.'),
  'already-adult': (say: Say) => say('refusal.already-adult', 'The person is already recorded as an adult.'),
  'not-a-duplicate': (say: Say) => say('refusal.not-a-duplicate', 'This case is not marked as a duplicate.'),
  'further-of-itself': (say: Say) => say('refusal.further-of-itself', 'This is the reference of the record itself. Write that of the earlier one.'),
  'further-already': (say: Say) => say('refusal.further-already', 'This is joined to an earlier one already. Take that back first if it was wrong.'),
  'not-further': (say: Say) => say('refusal.not-further', 'This is not joined to an earlier one.'),
  'duplicate-of-itself': (say: Say) => say('refusal.duplicate-of-itself', 'A case cannot be a duplicate of itself.'),
  'no-such-event': (say: Say) => say('refusal.no-such-event', 'There is no such entry to correct.'),
  'not-to-be-undone': (say: Say) =>
    say('refusal.not-to-be-undone', 'This entry is never taken out of the record. What is wrong in it is put right by a further step.'),
  'day-needed': (say: Say) => say('refusal.day-needed', 'Say on which day it happened.'),
  'day-out-of-order': (say: Say) =>
    say('refusal.day-out-of-order', 'On that day this could not have happened: it does not fit what was recorded before or after it.'),
} as const satisfies Record<string, (say: Say) => string>;

export type RefusalCode = keyof typeof refusals;

/** Refuses with a code that has words. */
export function no(code: RefusalCode, ...because: Because[]): Refused {
  return refuse(code, ...because);
}

/** A refusal in plain words; the code itself where it comes from elsewhere and has no words here. */
export function refusalIn(say: Say, refused: Refused): string {
  const words = refusals[refused.code as RefusalCode] as ((say: Say) => string) | undefined;
  return words ? words(say) : refused.code;
}
