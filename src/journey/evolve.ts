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
function reviewed(file: CaseFile, { stage, round, outcome, findings, reviewer }: Of<'Reviewed'>, day: Day): Partial<CaseFile> {
  const waits = file.decision.proposed;
  if (waits?.stage !== stage || waits.round !== round) return {};
  return decision(file, { proposed: { ...waits, reviews: [...waits.reviews, { reviewer, outcome, findings, day }] } });
}

function decided(file: CaseFile, event: Of<'Decided'>, day: Day): Partial<CaseFile> {
  const { kind: _kind, ...made } = event;
  return {
    ...decision(file, { proposed: null, made: [...file.decision.made, { ...made, day }] }),
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
const letter = (file: CaseFile, next: Letter): Partial<CaseFile> => ({
  letters: [...file.letters.filter((one) => one.letter !== next.letter), next],
});
const stageOf = (file: CaseFile, id: string): string | null => file.letters.find((one) => one.letter === id)?.stage ?? null;

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
  InformationAdded: () => ({}),
  NeedsChanged: (_file, { needs }) => ({ needs }),
  EvidenceAdded: (file, { document }, day) => ({ evidence: [...file.evidence, { document, added: day, state: 'held' }] }),
  EvidenceSealed: (file, { document }) => evidence(file, document, 'sealed'),
  EvidenceHandedOver: (file, { document }) => evidence(file, document, 'handed-over'),
  Recalled: (file, _event, day) => ends(file, 'recalled', day),
  ConsentRecorded: consentRecorded,
  Assigned: (file, { authority }) => decision(file, { authority }),
  Allocated: (file, { to, coverFor, coverUntil }) =>
    decision(file, { allocatedTo: to, cover: coverFor && coverUntil ? { for: coverFor, until: coverUntil } : null }),
  CoverEnded: (file, { to }) => decision(file, { allocatedTo: barredFrom(file.access, to) ? null : to, cover: null }),
  Asked: (file, { question, to, by }, day) =>
    decision(file, { questions: [...file.decision.questions, { question, to, by, asked: day, answered: null, chased: [] }] }),
  Chased: (file, { question, how }, day) =>
    decision(file, {
      questions: file.decision.questions.map((one) => (one.question === question ? { ...one, chased: [...one.chased, { day, how }] } : one)),
    }),
  BroughtForward: (file, { on }) => decision(file, { comesUp: on }),
  ForwardEnded: (file) => decision(file, { comesUp: null }),
  Answered: (file, { question }, day) =>
    decision(file, { questions: file.decision.questions.map((one) => (one.question === question ? { ...one, answered: day } : one)) }),
  Proposed: (file, { stage, round, outcome, findings, maker }, day) =>
    decision(file, { proposed: { stage, round, outcome, findings, maker, day, reviews: [] } }),
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
  ReconsiderationAccepted: (file, event, day) => settle(file, event, 'accepted', day),
  ReconsiderationRefused: (file, event, day) => settle(file, event, 'refused', day),
  DisqualificationProposed: (file, { ground, assessed, maker }, day) => ({ overlay: { ...file.overlay, proposed: { ground, assessed, maker, day } } }),
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
  HoldPlaced: (file, { why }) => ({ overlay: { ...file.overlay, holds: [...file.overlay.holds.filter((one) => one !== why), why] } }),
  HoldLifted: (file, { why }) => ({ overlay: { ...file.overlay, holds: file.overlay.holds.filter((one) => one !== why) } }),
  LetterWritten: (file, event, day) => letter(file, { letter: event.letter, stage: event.stage, state: 'written', day, why: null }),
  LetterHeld: (file, event, day) => letter(file, { letter: event.letter, stage: stageOf(file, event.letter), state: 'held', day, why: event.why }),
  StatusLetterEnded: () => ({}),
  LetterHandedOver: (file, event, day) => letter(file, { letter: event.letter, stage: stageOf(file, event.letter), state: 'handed-over', day, why: null }),
  FiledInError: (file, { what, item }) => {
    if (what === 'document') return evidence(file, item, 'in-error');
    if (what === 'letter') return { letters: file.letters.filter((one) => one.letter !== item) };
    if (what === 'answer') return {};
    // The question is open again: nobody has answered it for this person.
    return decision(file, { questions: file.decision.questions.map((one) => (one.question === item ? { ...one, answered: null } : one)) });
  },
  MovedIn: (file, { what, item }, day) => {
    if (what === 'document') return { evidence: [...file.evidence, { document: item, added: day, state: 'held' }] };
    if (what === 'answer') return {};
    return decision(file, { questions: [...file.decision.questions, { question: item, to: 'moved', by: day, asked: day, answered: day, chased: [] }] });
  },
  Corrected: () => ({}),
};
