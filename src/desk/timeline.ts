// What happened in a case, one line an event, with the law beside it: the same story for the person, the lawyer and the auditor.
import type { Say } from '#base/words.ts';
import type { Day } from '#base/day.ts';
import type { CaseEvent, Recorded } from '#journey/events.ts';
import { resultWord } from '#journey/progress.ts';
import type { Law } from '#law/law.ts';
import { cite } from '#law/explain.ts';
import { inForce, SilentLaw, type Rule } from '#law/rule.ts';
import type { Html } from '#kit/view/html.ts';
import type { Happening } from '#kit/view/moj.ts';
import { longDay } from '#kit/view/layout.ts';

export type Told = { readonly say: Say; readonly lang: string; readonly law: Law; readonly organisation: (code: string) => string };

type Line = { readonly what: (say: Say, event: never, told: Told) => string; readonly rule?: (event: never, law: Law) => Rule<unknown> | undefined };

const stageName = (told: Told, id: string | null): string => told.law.stages.find((stage) => stage.id === id)?.name ?? '';
const testOf = (event: { stage: string }, law: Law): Rule<unknown> | undefined => law.test[event.stage] as Rule<unknown> | undefined;

type Of<K extends CaseEvent['kind']> = Extract<CaseEvent, { kind: K }>;
type Lines = {
  readonly [K in CaseEvent['kind']]: {
    readonly what: (say: Say, event: Of<K>, told: Told) => string;
    readonly rule?: (event: Of<K>, law: Law) => Rule<unknown> | undefined;
  };
};

/** One sentence for each kind of event. The compiler names a kind that has none. */
const lines: Lines = {
  Referred: {
    what: (say, event) =>
      event.age === 'adult'
        ? say('timeline.referred.adult', 'An adult was referred, with their consent')
        : say('timeline.referred.child', 'A child, or somebody who may be one, was referred'),
    rule: (_event, law) => law.consentNeeded as Rule<unknown>,
  },
  InformationAdded: { what: (say) => say('timeline.added', 'More information was added') },
  NeedsChanged: {
    what: (say, event) =>
      event.needs.length === 0 ? say('timeline.needs.none', 'Nothing is urgent any more') : say('timeline.needs', 'What cannot wait was brought up to date'),
  },
  HoldPlaced: {
    what: (say, event) => {
      if (event.why === 'trial') return say('timeline.hold.trial', 'Kept for a trial: nothing of it is erased');
      return event.why === 'appeal'
        ? say('timeline.hold.appeal', 'Kept for an appeal: nothing of it is erased')
        : say('timeline.hold.inquiry', 'Kept for an inquiry: nothing of it is erased');
    },
  },
  HoldLifted: { what: (say) => say('timeline.hold.lifted', 'A reason to keep the record has passed') },
  EvidenceAdded: { what: (say) => say('timeline.evidence', 'A document was added') },
  EvidenceSealed: { what: (say) => say('timeline.sealed', 'A document that may not be held was sealed away') },
  EvidenceHandedOver: { what: (say) => say('timeline.handed', 'The sealed document was handed to the police') },
  Recalled: { what: (say) => say('timeline.recalled', 'The referral was taken back by who sent it') },
  ConsentRecorded: {
    what: (say, event) => {
      if (event.consent === 'given')
        return event.at18
          ? say('timeline.consent18', 'Having turned 18, the person chose to stay in the process')
          : say('timeline.consent', 'The person agreed');
      if (event.consent === 'refused') return say('timeline.consent.no', 'The person did not agree');
      return say('timeline.consent.later', 'The person could not decide yet');
    },
    rule: (event, law) => (event.at18 ? (law.consentAt18 as Rule<unknown>) : (law.consentNeeded as Rule<unknown>)),
  },
  Assigned: {
    what: (say, event, told) => say('timeline.assigned', 'It falls to {authority} to decide', { authority: told.organisation(event.authority) }),
    rule: (_event, law) => law.authority as unknown as Rule<unknown>,
  },
  Allocated: {
    what: (say, event, told) =>
      event.coverUntil
        ? say('timeline.covered', 'A colleague’s leave is covered up to {day}: somebody else has the case', { day: longDay(event.coverUntil, told.lang) })
        : say('timeline.allocated', 'Somebody took the case'),
  },
  CoverEnded: { what: (say) => say('timeline.cover-ended', 'The leave was over: the case went back to who had it') },
  Asked: {
    what: (say, event, told) => say('timeline.asked', 'A question was asked, to be answered by {by}', { by: longDay(event.by, told.lang) }),
    rule: (_event, law) => law.clocks['information-request']?.length as Rule<unknown> | undefined,
  },
  Chased: {
    what: (say, event) =>
      event.how === 'program'
        ? say('timeline.chased.program', 'No answer had come by the day: the question was put again by the service')
        : say('timeline.chased', 'The question was put again'),
    rule: (_event, law) => law.chasers as Rule<unknown>,
  },
  QuestionSent: {
    what: (say, event) =>
      event.letter === 'first'
        ? say('timeline.question-sent', 'The question was printed as a letter, to be sent')
        : say('timeline.question-sent.again', 'No answer had come: a further letter was printed, to be sent'),
    rule: (event, law) =>
      event.letter === 'first' ? (law.clocks['information-request']?.length as Rule<unknown> | undefined) : (law.chasers as Rule<unknown>),
  },
  BroughtForward: { what: (say, event, told) => say('timeline.forward', 'It comes up again on {day}', { day: longDay(event.on, told.lang) }) },
  ForwardEnded: { what: (say) => say('timeline.forward.ended', 'It was looked at, and need not come up any more') },
  Answered: { what: (say) => say('timeline.answered', 'The question was answered') },
  Proposed: { what: (say, event, told) => say('timeline.proposed', '{stage}: a decision was proposed', { stage: stageName(told, event.stage) }), rule: testOf },
  Reviewed: {
    what: (say, event, told) =>
      say('timeline.reviewed', '{stage}: a second person wrote down their own finding before seeing the first', { stage: stageName(told, event.stage) }),
    rule: (_event, law) => law.secondPerson as Rule<unknown>,
  },
  SentBack: {
    what: (say, event, told) => say('timeline.sent-back', '{stage}: the second person sent it back', { stage: stageName(told, event.stage) }),
    rule: (_event, law) => law.secondPerson as Rule<unknown>,
  },
  Decided: {
    what: (say, event, told) => {
      const values = { stage: stageName(told, event.stage), result: resultWord(say, event.outcome) };
      return event.round > 1 ? say('timeline.decided.again', '{stage}: decided anew, {result}', values) : say('timeline.decided', '{stage}: {result}', values);
    },
    rule: testOf,
  },
  Suspended: {
    what: (say, event) =>
      event.why === 'missing'
        ? say('timeline.suspended.missing', 'Paused: we have lost contact and are worried')
        : say('timeline.suspended', 'Paused: too little is known'),
  },
  Resumed: { what: (say) => say('timeline.resumed', 'Taken up again') },
  ReconsiderationAsked: {
    what: (say, event, told) => say('timeline.again.asked', '{stage}: somebody asked to look again', { stage: stageName(told, event.stage) }),
    rule: (_event, law) => law.reconsideration as Rule<unknown>,
  },
  ReconsiderationAccepted: {
    what: (say) => say('timeline.again.yes', 'It is looked at again, by somebody who had no hand in it before'),
    rule: (_event, law) => law.otherDecider as Rule<unknown>,
  },
  PassedOn: {
    what: (say, event, told) =>
      say('timeline.passed-on', 'Too few were left who took no part: {authority} looks at it again', { authority: told.organisation(event.authority) }),
    rule: (_event, law) => law.againElsewhere as Rule<unknown>,
  },
  ReconsiderationRefused: {
    what: (say) => say('timeline.again.no', 'The request to look again was not accepted'),
    rule: (_event, law) => law.reconsideration as Rule<unknown>,
  },
  DisqualificationProposed: {
    what: (say) => say('timeline.disqualify.proposed', 'Disqualification from protection was proposed'),
    rule: (_event, law) => law.disqualification as Rule<unknown>,
  },
  Disqualified: { what: (say) => say('timeline.disqualified', 'Disqualified from protection'), rule: (_event, law) => law.disqualification as Rule<unknown> },
  DisqualificationRejected: {
    what: (say) => say('timeline.disqualify.rejected', 'The second person did not agree: protection goes on'),
    rule: (_event, law) => law.disqualification as Rule<unknown>,
  },
  JudicialReviewStarted: {
    what: (say, event, told) => say('timeline.court', '{stage}: a court looks at the decision. It stands meanwhile', { stage: stageName(told, event.stage) }),
  },
  JudicialReviewEnded: {
    what: (say, event) => {
      if (event.how === 'quashed') return say('timeline.court.quashed', 'The court set the decision aside');
      return event.how === 'stands'
        ? say('timeline.court.stands', 'The court let the decision stand')
        : say('timeline.court.ended', 'The court case ended without a judgment');
    },
  },
  MismatchNoted: {
    what: (say) => say('timeline.mismatch', 'Two things that do not fit together were noted, with what may explain it'),
    rule: (_event, law) => law.mismatchCauses as Rule<unknown>,
  },
  WentMissing: { what: (say) => say('timeline.missing', 'We lost contact with the person') },
  Found: { what: (say) => say('timeline.found', 'The person is back in contact') },
  LeftCountry: { what: (say) => say('timeline.left', 'The person left the country') },
  Died: { what: (say) => say('timeline.died', 'The person died') },
  TurnedEighteen: {
    what: (say) => say('timeline.eighteen', 'The person turned 18 and is asked whether they want to stay'),
    rule: (_event, law) => law.consentAt18 as Rule<unknown>,
  },
  Withdrawn: { what: (say) => say('timeline.withdrawn', 'Closed, as the person wished or because they left') },
  MarkedDuplicate: { what: (say) => say('timeline.duplicate', 'Found to be the same referral as another') },
  DuplicateUndone: { what: (say) => say('timeline.duplicate.undone', 'Not a duplicate after all') },
  FurtherReferral: {
    what: (say, event) =>
      event.since === 'new'
        ? say('timeline.further.new', 'Found to be a further referral of somebody known before, about exploitation since then')
        : say('timeline.further', 'Found to be a further referral of somebody known before'),
  },
  FurtherReferralUndone: { what: (say) => say('timeline.further.undone', 'Not a further referral of somebody known before after all') },
  LetterWritten: { what: (say) => say('timeline.letter', 'A letter was written') },
  LetterReleased: { what: (say) => say('timeline.letter.released', 'A letter was released'), rule: (_event, law) => law.letterHold as Rule<unknown> },
  LetterRecalled: { what: (say) => say('timeline.letter.recalled', 'A letter was recalled before it left') },
  LetterReplaced: { what: (say) => say('timeline.letter.replaced', 'A letter that had left was put right by a new version') },
  LetterHeld: { what: (say) => say('timeline.letter.held', 'A letter is held: there is no safe way to reach the person') },
  StatusLetterEnded: {
    what: (say, event) =>
      event.why === 'not-wanted'
        ? say('timeline.status.not-wanted', 'The person does not want a status letter: its code is valid no more')
        : say('timeline.status.renewed', 'A status letter was lost or in the wrong hands: its code is valid no more'),
  },
  LetterHandedOver: {
    what: (say, event) =>
      event.channel === 'print'
        ? say('timeline.letter.print', 'A letter was printed to be sent the safe way')
        : say('timeline.letter.hand', 'A letter was handed over'),
  },
  ConflictFound: { what: (say) => say('timeline.conflict', 'A conflict of interest was found; that person no longer sees the case') },
  ConflictLiftProposed: { what: (say) => say('timeline.conflict.lift', 'Somebody proposed that a conflict of interest does not stand') },
  ConflictLifted: { what: (say) => say('timeline.conflict.lifted', 'Two people found that a conflict of interest does not stand') },
  NoticeSeen: { what: (say) => say('timeline.seen', 'A notice was seen by who looks after the work') },
  FileSealed: { what: (say) => say('timeline.file-sealed', 'The file was sealed to a list of people') },
  UnsealProposed: { what: (say) => say('timeline.unseal', 'Somebody proposed to open the sealed file again') },
  FileUnsealed: { what: (say) => say('timeline.unsealed', 'Two people opened the sealed file again') },
  ConsentWrong: {
    what: (say) => say('timeline.consent-wrong', 'Somebody said that there was no consent: the file was closed at once'),
    rule: (_event, law) => law.consentNeeded as Rule<unknown>,
  },
  ConsentReviewProposed: { what: (say) => say('timeline.consent-wrong.proposed', 'The first of two people said what they found about the consent') },
  ConsentReviewReturned: { what: (say) => say('timeline.consent-wrong.returned', 'The second person did not agree, and gave it back') },
  ConsentUpheld: { what: (say) => say('timeline.consent-wrong.upheld', 'Two people found that the consent was valid: the file is open again') },
  ConsentConverted: {
    what: (say) => say('timeline.consent-wrong.converted', 'Two people found that there was no consent: what identifies the person is destroyed'),
  },
  GlassBroken: { what: (say) => say('timeline.glass', 'A life was at risk: somebody opened part of the file for an hour') },
  GlassReviewed: { what: (say) => say('timeline.glass.reviewed', 'Somebody else looked at why the file was opened') },
  GrantGiven: { what: (say) => say('timeline.grant', 'The person let somebody of their choice see the case') },
  GrantRevoked: { what: (say) => say('timeline.grant.revoked', 'The person took that back') },
  WorkerNamed: { what: (say) => say('timeline.named', 'Somebody was named to look after the person') },
  NamingEnded: { what: (say) => say('timeline.named.ended', 'Somebody no longer looks after the person') },
  ItemReleased: { what: (say) => say('timeline.released', 'The person let an item pass to who decides') },
  ReleaseWithdrawn: { what: (say) => say('timeline.released.withdrawn', 'The person took that item back') },
  CovertProposed: { what: (say) => say('timeline.covert', 'Somebody proposed to show safeguarding reads later') },
  CovertAgreed: { what: (say) => say('timeline.covert.agreed', 'Two people decided to show safeguarding reads later') },
  DisclosureAsked: { what: (say) => say('timeline.disclosure', 'Somebody asked to pass facts outside') },
  DisclosureAgreed: { what: (say) => say('timeline.disclosure.agreed', 'Two people agreed to pass facts outside') },
  DisclosureTold: { what: (say) => say('timeline.disclosure.told', 'The person was told that facts pass outside') },
  DisclosurePassed: { what: (say) => say('timeline.disclosure.passed', 'The facts that two people agreed to passed outside') },
  DisclosureRefused: { what: (say) => say('timeline.disclosure.refused', 'Facts were not passed outside') },
  OwnCopyMade: { what: (say) => say('timeline.copy', 'A copy for the person was made') },
  OwnCopyReleased: { what: (say) => say('timeline.copy.released', 'A second person read the copy and released it') },
  FiledInError: {
    what: (say, event) =>
      event.to === 'another'
        ? say('timeline.in-error.moved', 'Something filed here was another person’s: it was taken out and filed where it belongs')
        : say('timeline.in-error.out', 'Something filed here was another person’s: it was taken out'),
    rule: (_event, law) => law.breachReport as Rule<unknown>,
  },
  MovedIn: { what: (say) => say('timeline.moved-in', 'Something that had been filed on another record was filed here, where it belongs') },
  Corrected: {
    what: (say, event) =>
      event.why === 'taken-back'
        ? say('timeline.taken-back', 'Entry {number} was taken back by who made it, and no longer counts', { number: event.number })
        : event.day
          ? say('timeline.corrected.day', 'The day of entry {number} was put right', { number: event.number })
          : say('timeline.corrected', 'Entry {number} was made in error and no longer counts', { number: event.number }),
  },
};

/** The sentence of an event. */
export function sentenceOf(event: CaseEvent, told: Told): string {
  const line = lines[event.kind] as Line;
  return line.what(told.say, event as never, told);
}

/** The rule in force when it happened, as a citation; nothing where none governs it. */
function lawBeside(event: CaseEvent, day: Day, nation: string, told: Told): string | undefined {
  const rule = (lines[event.kind] as Line).rule?.(event as never, told.law);
  if (!rule) return undefined;
  try {
    return cite(inForce(rule, day, nation).because, told.say, (since) => longDay(since, told.lang));
  } catch (error) {
    if (error instanceof SilentLaw) return undefined;
    throw error;
  }
}

/** Newest first. */
/** `written`: what was written at a step, by its number. */
export function happenings(events: readonly Recorded<CaseEvent>[], told: Told, written: ReadonlyMap<number, Html> = new Map()): readonly Happening[] {
  return [...events].reverse().map(({ event, number, day, nation, organisation }) => {
    const law = lawBeside(event, day, nation, told);
    const body = written.get(number);
    const said = { ...(body ? { body } : {}), ...(law ? { law } : {}) };
    return { title: sentenceOf(event, told), by: told.organisation(organisation), when: day, says: longDay(day, told.lang), ...said };
  });
}
