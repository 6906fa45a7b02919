// What can happen: every event of a case, in one union. Codes and days only: no name, birth date or free text (data.md 2).
import type { Day, Instant } from '#base/day.ts';
import type { AccessEvent } from './access.ts';

/** A part of a country with law of its own; the country's folder says which there are. */
export type Nation = string;

export type Age = 'adult' | 'child' | 'not-sure';
export type AgeThen = 'adult' | 'child' | 'unknown';
export type ConsentState = 'given' | 'refused' | 'not-yet-asked' | 'cannot-decide' | 'not-needed';
/** Stages are data of the country's law; the UK's are these two. */
export type Stage = string;
export type OutcomeCode = 'positive' | 'negative';
export type Need = 'danger-now' | 'still-held' | 'arrested' | 'charged' | 'court' | 'detained' | 'removal' | 'visa-end' | 'bed-tonight' | 'turning-18';
/** 'not-met': what is held speaks against it. 'not-known': too little is known, which stands only after somebody was asked. */
export type Finding = 'met' | 'not-met' | 'not-known' | 'not-needed';
/** Whether a cause may explain that two things do not fit together. */
export type Considered = 'explains' | 'does-not' | 'cannot-say';
/** Why a case ends without a decision. */
export type Ending = 'withdrawn' | 'left-country' | 'died' | 'duplicate' | 'no-consent-at-18';

export type CaseEvent =
  | AccessEvent
  // The referral
  | { kind: 'Referred'; age: Age; ageThen: AgeThen; consent: ConsentState; nation: Nation; by: string; byKind: string; needs: readonly Need[] }
  | { kind: 'InformationAdded'; questions: readonly string[] }
  | { kind: 'NeedsChanged'; needs: readonly Need[] }
  | { kind: 'EvidenceAdded'; document: string }
  | { kind: 'EvidenceSealed'; document: string; why: 'unlawful-image' }
  | { kind: 'EvidenceHandedOver'; document: string; to: 'police' }
  | { kind: 'Recalled' }
  // Consent
  | { kind: 'ConsentRecorded'; consent: ConsentState; at18: boolean; textVersion: string; language: string; interpreter: 'none' | 'independent' | 'other' }
  // The decision
  | { kind: 'Assigned'; authority: string }
  // `bulk`: the step in several cases that it was part of. A colleague's leave is covered until a day; then the case goes back to them.
  | { kind: 'Allocated'; to: string; bulk?: string; coverFor?: string; coverUntil?: Day }
  | { kind: 'CoverEnded'; to: string }
  | { kind: 'Asked'; question: string; to: 'referrer' | 'lawyer' | 'support' | 'council' | 'police'; by: Day }
  | { kind: 'Chased'; question: string; how: 'hand' | 'program'; bulk?: string }
  | { kind: 'QuestionSent'; question: string; letter: 'first' | 'again' }
  | { kind: 'Answered'; question: string; by?: string }
  | { kind: 'BroughtForward'; on: Day; bulk?: string }
  | { kind: 'ForwardEnded' }
  | {
      kind: 'Proposed';
      stage: Stage;
      round: number;
      outcome: OutcomeCode;
      findings: Readonly<Record<string, Finding>>;
      maker: string;
      rests?: readonly string[];
    }
  | {
      kind: 'Reviewed';
      stage: Stage;
      round: number;
      outcome: OutcomeCode;
      findings: Readonly<Record<string, Finding>>;
      reviewer: string;
      rests?: readonly string[];
    }
  | { kind: 'SentBack'; stage: Stage; round: number; checker: string }
  | {
      kind: 'Decided';
      stage: Stage;
      round: number;
      outcome: OutcomeCode;
      findings: Readonly<Record<string, Finding>>;
      maker: string;
      checker: string | null;
      rests?: readonly string[];
      law?: readonly string[];
    }
  // Between two passages, by their names; `of` says whose findings it belongs to, so that a second person does not see the first's.
  | {
      kind: 'MismatchNoted';
      mismatch: string;
      stage: Stage;
      round: number;
      element: string;
      of: 'first' | 'second';
      by: string;
      between: readonly string[];
      considered: Readonly<Record<string, Considered>>;
    }
  | { kind: 'Suspended'; why: 'missing' | 'no-information' }
  | { kind: 'Resumed' }
  | {
      kind: 'ReconsiderationAsked';
      stage: Stage;
      round: number;
      by: 'person' | 'referrer' | 'support' | 'lawyer' | 'court';
      ground: 'new-evidence' | 'guidance-not-followed' | 'court-order';
      late?: true;
    }
  | { kind: 'ReconsiderationAccepted'; stage: Stage; round: number }
  // Too few of the authority are left who took no part: it falls to another, by the rule.
  | { kind: 'PassedOn'; stage: Stage; round: number; authority: string }
  | { kind: 'ReconsiderationRefused'; stage: Stage; round: number; why: 'out-of-time' | 'no-new-information' }
  | { kind: 'DisqualificationProposed'; ground: 'public-order' | 'bad-faith'; assessed: boolean; maker: string; on?: readonly string[] }
  | { kind: 'Disqualified'; ground: 'public-order' | 'bad-faith'; assessed: boolean; maker: string; checker: string; on?: readonly string[] }
  | { kind: 'DisqualificationRejected'; checker: string }
  // A court looks at a decision
  | { kind: 'JudicialReviewStarted'; stage: Stage; round: number }
  | { kind: 'JudicialReviewEnded'; how: 'stands' | 'quashed' | 'settled' | 'withdrawn' }
  // Presence and endings
  | { kind: 'WentMissing' }
  | { kind: 'Found' }
  | { kind: 'LeftCountry' }
  | { kind: 'Died' }
  | { kind: 'TurnedEighteen' }
  | { kind: 'Withdrawn'; by: 'person' | 'left-country' | 'no-consent-at-18' }
  | { kind: 'MarkedDuplicate'; of: string }
  | { kind: 'DuplicateUndone' }
  // A further referral of somebody known before, by the judgement of who has the case: `of` is a file of theirs.
  | { kind: 'FurtherReferral'; of: string; since: Since }
  | { kind: 'FurtherReferralUndone' }
  // A court, an appeal or an inquiry needs the record: nothing of it is erased meanwhile
  | { kind: 'HoldPlaced'; why: 'trial' | 'appeal' | 'inquiry' }
  | { kind: 'HoldLifted'; why: 'trial' | 'appeal' | 'inquiry' }
  // What was sent, and putting right
  | { kind: 'LetterWritten'; letter: string; stage: Stage | null }
  | { kind: 'LetterHeld'; letter: string; why: 'no-safe-contact' | 'expired' | 'doubtful' | 'hold' | 'not-at-this-hour' | 'says-too-much' | 'no-code-word' }
  // From `at` a hold runs in which it can be recalled; what it says was fixed then. A correction is a new version, and names the one it replaces.
  | { kind: 'LetterReleased'; letter: string; at: Instant }
  | { kind: 'LetterRecalled'; letter: string }
  | { kind: 'LetterReplaced'; letter: string }
  | { kind: 'LetterHandedOver'; letter: string; channel: 'print' | 'hand-over' }
  | { kind: 'FiledInError'; what: 'answer' | 'reply' | 'document' | 'letter'; item: string; to: 'another' | 'out'; classes: readonly string[]; breach: string }
  | { kind: 'MovedIn'; what: 'answer' | 'reply' | 'document'; item: string; breach: string }
  // By somebody's word, whose staff id stands here: its code is valid no more. Unless it is not wanted, another takes its place.
  | { kind: 'StatusLetterEnded'; why: 'lost' | 'wrong-hands' | 'not-wanted'; by: string }
  | { kind: 'Corrected'; number: number; why: 'entered-in-error' | 'taken-back'; day: Day | null };

/** What a further referral is about: exploitation since the earlier one, the same that was told then, or nobody knows. */
export type Since = 'new' | 'same' | 'not-known';
/** The earlier file of the same person, by its id. */
export type Further = { readonly of: string; readonly since: Since };

export type CaseEventKind = CaseEvent['kind'];

export type { Recorded } from '#base/stream.ts';

/** The assumed rules an administrator has confirmed; in practice every rule may be used (data.md 16). */
export type Confirmed = ReadonlySet<string> | 'practice';

/**
 * What an act is handed besides the file: the legal day, who acts (staff id), the nation whose law governs a new
 * referral (an existing case keeps the nation it was referred in), and the assumed rules that have been confirmed.
 */
export type Act = { readonly day: Day; readonly by: string; readonly nation: Nation; readonly confirmed: Confirmed };
