// How each event changes the file: one function a kind, so that the compiler names a kind nobody folds.
import type { Day } from '#base/day.ts';
import { barredFrom, evolveAccess, isAboutAccess, type AccessEvent } from './access.ts';
import type { CaseEvent, CaseEventKind, Recorded } from './events.ts';
import type { CaseFile, Ended, Letter } from './file.ts';

type Of<K extends CaseEventKind> = Extract<CaseEvent, { kind: K }>;
type Folds = { readonly [K in Exclude<CaseEventKind, AccessEvent['kind']>]: (file: CaseFile, event: Of<K>, day: Day) => Partial<CaseFile> };

/** Folds one event that is no correction. Never throws: what no longer fits (after a correction) changes nothing. */
export function happened(file: CaseFile, recorded: Recorded<CaseEvent>): CaseFile {
  const { event } = recorded;
  if (isAboutAccess(event)) {
    const next = handedBack({ ...file, access: evolveAccess(file.access, { ...recorded, event }) });
    // What two people found never to have been consented to ends with that finding, whatever it had come to.
    return event.kind === 'ConsentConverted' ? { ...next, ...ends(next, 'consent-wrong', recorded.day), support: supportEnds(next, recorded.day) } : next;
  }
  const change = folds[event.kind] as (file: CaseFile, event: CaseEvent, day: Day) => Partial<CaseFile>;
  return { ...file, ...change(file, event, recorded.day) };
}

/** Whoever a bar keeps from the case no longer has it. */
function handedBack(file: CaseFile): CaseFile {
  const { allocatedTo } = file.decision;
  return allocatedTo !== null && barredFrom(file.access, allocatedTo) ? { ...file, decision: { ...file.decision, allocatedTo: null, cover: null } } : file;
}

const decision = (file: CaseFile, change: Partial<CaseFile['decision']>): Partial<CaseFile> => ({ decision: { ...file.decision, ...change } });
const presence = (state: CaseFile['presence']['state'], since: Day): Partial<CaseFile> => ({ presence: { state, since } });

/** A case ends once; the work that was open on it falls away. */
function ends(file: CaseFile, ended: Ended, day: Day): Partial<CaseFile> {
  if (file.decision.ended && ended !== 'died' && ended !== 'consent-wrong') return {};
  return decision(file, { ended, endedOn: day, proposed: null });
}

const supportEnds = (file: CaseFile, day: Day): CaseFile['support'] =>
  file.support.state === 'recovery' ? { ...file.support, state: 'ended', endedOn: day } : file.support;

/** Recovery opens with a positive first decision, and ends where that decision is later made negative. */
function supportAfter(file: CaseFile, event: Of<'Decided'>, day: Day): CaseFile['support'] {
  const first = file.decision.made[0]?.stage ?? event.stage;
  if (event.stage !== first) return file.support;
  if (event.outcome === 'negative') return supportEnds(file, day);
  return file.support.state === 'recovery' ? file.support : { state: 'recovery', since: day, endedOn: null };
}

/** A review of what is no longer proposed says nothing of what is. */
function reviewed(file: CaseFile, event: Of<'Reviewed'>, day: Day): Partial<CaseFile> {
  const { stage, round, outcome, findings, reviewer, rests = [] } = event;
  const waits = file.decision.proposed;
  const part = tookPart(file, event, reviewer);
  if (waits?.stage !== stage || waits.round !== round) return decision(file, { part });
  return decision(file, { part, proposed: { ...waits, reviews: [...waits.reviews, { reviewer, outcome, findings, day, rests }] } });
}

/** Whoever had a hand in a decision does not make it again. */
function tookPart(file: CaseFile, { stage, round }: { stage: string; round: number }, ...people: readonly (string | null)[]): CaseFile['decision']['part'] {
  const known = (person: string) => file.decision.part.some((one) => one.stage === stage && one.round === round && one.person === person);
  return [...file.decision.part, ...people.flatMap((person) => (person === null || known(person) ? [] : [{ stage, round, person }]))];
}

/** What was added or put right since: whatever rested on how it stood before rests on nothing. */
const corrected = (file: CaseFile, questions: readonly string[]): Partial<CaseFile> =>
  decision(file, {
    mismatches: file.decision.mismatches.map((one) =>
      one.between.some((passage) => questions.includes(passage.split('/')[1] ?? '')) ? { ...one, corrected: true } : one,
    ),
  });

/** A decision that is made again goes to somebody who had no hand in it. */
function reopened(file: CaseFile, event: Of<'ReconsiderationAccepted'>, day: Day): Partial<CaseFile> {
  const settled = settle(file, event, 'accepted', day);
  const mine = file.decision.part.some((one) => one.stage === event.stage && one.person === file.decision.allocatedTo);
  return mine && settled.decision ? { decision: { ...settled.decision, allocatedTo: null } } : settled;
}

function decided(file: CaseFile, event: Of<'Decided'>, day: Day): Partial<CaseFile> {
  const { kind: _kind, ...made } = event;
  return {
    ...decision(file, { proposed: null, made: [...file.decision.made, { ...made, day }], part: tookPart(file, event, event.maker, event.checker) }),
    support: supportAfter(file, event, day),
  };
}

/** Settles what was asked for that stage and round. */
function settle(file: CaseFile, event: { stage: string; round: number }, state: 'accepted' | 'refused', day: Day): Partial<CaseFile> {
  return decision(file, {
    reconsiderations: file.decision.reconsiderations.map((one) =>
      one.stage === event.stage && one.round === event.round && one.state === 'asked' ? { ...one, state, settled: day } : one,
    ),
  });
}

function consentRecorded(file: CaseFile, event: Of<'ConsentRecorded'>, day: Day): Partial<CaseFile> {
  const answered = event.consent === 'given' || event.consent === 'refused';
  const at18 = event.at18 && answered ? (event.consent as 'given' | 'refused') : file.consent.at18;
  return { consent: { state: event.consent, since: day, at18 } };
}

function withdrawn(file: CaseFile, event: Of<'Withdrawn'>, day: Day): Partial<CaseFile> {
  const consent: CaseFile['consent'] = event.by === 'left-country' ? file.consent : { ...file.consent, state: 'refused', since: day };
  return { ...ends(file, event.by === 'person' ? 'withdrawn' : event.by, day), support: supportEnds(file, day), consent };
}

const evidence = (file: CaseFile, document: string, state: 'sealed' | 'handed-over' | 'in-error'): Partial<CaseFile> => ({
  evidence: file.evidence.map((one) => (one.document === document ? { ...one, state } : one)),
});

/** The latest state of a letter takes the place of the earlier. */
function letter(file: CaseFile, id: string, next: Pick<Letter, 'state' | 'day'> & Partial<Letter>): Partial<CaseFile> {
  const before = file.letters.find((one) => one.letter === id);
  const { stage = null, at = null, replaced = false } = before ?? {};
  return { letters: [...file.letters.filter((one) => one.letter !== id), { letter: id, stage, why: null, at, replaced, ...next }] };
}

/** What comes behind the last dot of a letter's id. */
const stepOf = (id: string): string => id.slice(id.lastIndexOf('.') + 1);

const folds: Folds = {
  Referred: (_file, { age, ageThen, consent, nation, by, byKind, needs }, day) => ({
    age,
    ageThen,
    nation,
    by,
    byKind,
    needs,
    referred: day,
    consent: { state: consent, since: day, at18: 'not-due' },
  }),
  InformationAdded: (file, { questions }) => corrected(file, questions),
  NeedsChanged: (_file, { needs }) => ({ needs }),
  EvidenceAdded: (file, { document }, day) => ({ evidence: [...file.evidence, { document, added: day, state: 'held' }] }),
  EvidenceSealed: (file, { document }) => evidence(file, document, 'sealed'),
  EvidenceHandedOver: (file, { document }) => evidence(file, document, 'handed-over'),
  Recalled: (file, _event, day) => ends(file, 'recalled', day),
  ConsentRecorded: consentRecorded,
  // Who had it in another authority has it no longer.
  Assigned: (file, { authority }) => decision(file, { authority, allocatedTo: null, cover: null }),
  Allocated: (file, { to, coverFor, coverUntil }) =>
    decision(file, { allocatedTo: to, cover: coverFor && coverUntil ? { for: coverFor, until: coverUntil } : null }),
  CoverEnded: (file, { to }) => decision(file, { allocatedTo: barredFrom(file.access, to) ? null : to, cover: null }),
  Asked: (file, { question, to, by }, day) =>
    decision(file, { questions: [...file.decision.questions, { question, to, by, asked: day, answered: null, chased: [], sent: [] }] }),
  Chased: (file, { question, how }, day) =>
    decision(file, {
      questions: file.decision.questions.map((one) => (one.question === question ? { ...one, chased: [...one.chased, { day, how }] } : one)),
    }),
  QuestionSent: (file, { question }, day) =>
    decision(file, { questions: file.decision.questions.map((one) => (one.question === question ? { ...one, sent: [...one.sent, day] } : one)) }),
  BroughtForward: (file, { on }) => decision(file, { comesUp: on }),
  ForwardEnded: (file) => decision(file, { comesUp: null }),
  Answered: (file, { question }, day) =>
    decision(file, { questions: file.decision.questions.map((one) => (one.question === question ? { ...one, answered: day } : one)) }),
  Proposed: (file, event, day) => {
    const { stage, round, outcome, findings, maker, rests = [] } = event;
    return decision(file, { proposed: { stage, round, outcome, findings, maker, day, reviews: [], rests }, part: tookPart(file, event, maker) });
  },
  MismatchNoted: (file, { mismatch, stage, round, element, of, by, between, considered }, day) =>
    decision(file, { mismatches: [...file.decision.mismatches, { mismatch, stage, round, element, of, by, between, considered, day, corrected: false }] }),
  Reviewed: reviewed,
  SentBack: (file) => decision(file, { proposed: null }),
  Decided: decided,
  Suspended: (file, _event, day) =>
    file.decision.suspended.some((one) => !one.until) ? {} : decision(file, { suspended: [...file.decision.suspended, { from: day, until: null }] }),
  Resumed: (file, _event, day) =>
    decision(file, { suspended: file.decision.suspended.map((one) => (one.until ? one : { ...one, until: day < one.from ? one.from : day })) }),
  ReconsiderationAsked: (file, { stage, round, by, ground, late }, day) => ({
    ...decision(file, {
      reconsiderations: [...file.decision.reconsiderations, { stage, round, by, ground, late: late ?? false, asked: day, state: 'asked', settled: null }],
    }),
    overlay: { ...file.overlay, courtOrdered: file.overlay.courtOrdered || ground === 'court-order' },
  }),
  PassedOn: (file, { authority }) => decision(file, { passedTo: authority }),
  ReconsiderationAccepted: reopened,
  ReconsiderationRefused: (file, event, day) => settle(file, event, 'refused', day),
  DisqualificationProposed: (file, { ground, assessed, maker, on = [] }, day) => ({
    overlay: { ...file.overlay, proposed: { ground, assessed, on, maker, day } },
  }),
  DisqualificationRejected: (file) => ({ overlay: { ...file.overlay, proposed: null } }),
  JudicialReviewStarted: (file, { stage, round }, day) => ({ overlay: { ...file.overlay, judicialReview: { stage, round, since: day } } }),
  JudicialReviewEnded: (file) => ({ overlay: { ...file.overlay, judicialReview: null } }),
  Disqualified: (file, { ground }, day) => ({
    overlay: { ...file.overlay, proposed: null, disqualified: day, ground },
    support: supportEnds(file, day),
  }),
  WentMissing: (_file, _event, day) => presence('missing', day),
  Found: (_file, _event, day) => presence('present', day),
  LeftCountry: (_file, _event, day) => presence('left-country', day),
  Died: (file, _event, day) => ({ ...presence('died', day), ...ends(file, 'died', day), support: supportEnds(file, day) }),
  TurnedEighteen: (file) => ({ age: 'adult', consent: { ...file.consent, at18: 'asked' } }),
  Withdrawn: withdrawn,
  MarkedDuplicate: (file, { of }, day) => {
    const ended = ends(file, 'duplicate', day).decision;
    return ended ? { decision: { ...ended, duplicateOf: of } } : {};
  },
  DuplicateUndone: (file) => (file.decision.ended === 'duplicate' ? decision(file, { ended: null, endedOn: null, duplicateOf: null }) : {}),
  FurtherReferral: (file, { of, since }) => decision(file, { further: { of, since } }),
  FurtherReferralUndone: (file) => decision(file, { further: null }),
  HoldPlaced: (file, { why }) => ({ overlay: { ...file.overlay, holds: [...file.overlay.holds.filter((one) => one !== why), why] } }),
  HoldLifted: (file, { why }) => ({ overlay: { ...file.overlay, holds: file.overlay.holds.filter((one) => one !== why) } }),
  LetterWritten: (file, { letter: id, stage }, day) => letter(file, id, { state: 'written', day, stage }),
  LetterHeld: (file, { letter: id, why }, day) => letter(file, id, { state: 'held', day, why, at: null }),
  LetterReleased: (file, { letter: id, at }, day) => letter(file, id, { state: 'released', day, at }),
  LetterRecalled: (file, { letter: id }, day) => letter(file, id, { state: 'written', day, at: null }),
  LetterReplaced: (file, { letter: id }) => ({ letters: file.letters.map((one) => (one.letter === id ? { ...one, replaced: true } : one)) }),
  StatusLetterEnded: () => ({}),
  LetterHandedOver: (file, { letter: id }, day) => letter(file, id, { state: 'handed-over', day }),
  FiledInError: (file, { what, item }) => {
    if (what === 'document') return evidence(file, item, 'in-error');
    // Every letter that the same step called for goes with it.
    if (what === 'letter') return { letters: file.letters.filter((one) => one.state === 'handed-over' || stepOf(one.letter) !== stepOf(item)) };
    if (what === 'answer') return corrected(file, [item]);
    // The question is open again: nobody has answered it for this person.
    return decision(file, { questions: file.decision.questions.map((one) => (one.question === item ? { ...one, answered: null } : one)) });
  },
  MovedIn: (file, { what, item }, day) => {
    if (what === 'document') return { evidence: [...file.evidence, { document: item, added: day, state: 'held' }] };
    if (what === 'answer') return {};
    return decision(file, {
      questions: [...file.decision.questions, { question: item, to: 'moved', by: day, asked: day, answered: day, chased: [], sent: [] }],
    });
  },
  Corrected: () => ({}),
};
