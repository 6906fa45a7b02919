// Consent was wrong: an adult's referral sent without it closes at once, until two people have looked at it and said what follows.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import { deciders, type Access, type AtWork, type ConsentFinding, type ConsentMistake } from './access.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile } from './file.ts';
import { find, isRefused, sent } from './ground.ts';
import { no } from './refusals.ts';

export type Reported = {
  readonly what: ConsentMistake;
  readonly from: 'referrer' | 'authority';
  /** Who may look at it: never the one who says it. Nobody else opens the file from now on. */
  readonly reviewers: readonly string[];
  /** The program itself. */
  readonly always: readonly string[];
};

/**
 * Who looks at it: the managers of the authority that decides. Where they are fewer than two, everybody who decides there: it takes
 * two. Where no authority has the case yet, those of every authority.
 */
export function reviewersOf(people: readonly AtWork[], authority: string | null, reporter: string): readonly string[] {
  const there = people.filter((one) => one.person !== reporter && (authority === null || one.organisation === authority));
  const named = (roles: readonly string[]) => [...new Set(there.filter((one) => roles.includes(one.role)).map((one) => one.person))];
  const managers = named(['decision-manager']);
  return managers.length >= 2 ? managers : named(deciders);
}

/** One act, by whoever notices first, and it holds at once: no second person is waited for, since closing harms less than reading on. */
export function consentWrong(file: CaseFile, said: Reported, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  if (file.access.quarantine) return no('already-so');
  // The law of the day of sending says whether this referral rested on consent at all (MSA 2015 s52 speaks of adults alone).
  const needed = find(law.consentNeeded, file.referred ?? act.day, file.nation, act);
  if (isRefused(needed)) return needed;
  if (!needed.value[ageWhenSent(file)]) return no('no-consent-needed', needed.because);
  const to = [...new Set(said.reviewers)].filter((one) => one !== act.by && !file.access.conflicts.some(({ person }) => person === one));
  return done<CaseEvent>(
    { kind: 'ConsentWrong', what: said.what, from: said.from, reporter: act.by },
    { kind: 'FileSealed', to: [...to, ...said.always], why: 'consent-wrong' },
  );
}

/** Who has turned 18 since was a child when it was sent. */
function ageWhenSent(file: CaseFile): CaseFile['age'] {
  const referred = file.past.find(({ event }) => event.kind === 'Referred')?.event;
  return referred?.kind === 'Referred' ? referred.age : file.age;
}

/** The first of two people says what they find. */
export function proposeConsentFinding(file: CaseFile, what: { readonly finding: ConsentFinding }, _law: Law, act: Act): Outcome<CaseEvent> {
  const open = underReview(file, act);
  if ('ok' in open) return open;
  if (what.finding === 'wrong' && file.overlay.holds.length > 0) return no('legal-hold');
  if (open.proposed) return no('already-so');
  return done({ kind: 'ConsentReviewProposed', finding: what.finding, maker: act.by });
}

/** The second does not agree, and gives it back to be looked at once more. The file stays closed. */
export function returnConsentFinding(file: CaseFile, _what: Record<never, never>, _law: Law, act: Act): Outcome<CaseEvent> {
  const open = underReview(file, act);
  if ('ok' in open) return open;
  if (!open.proposed) return no('nothing-proposed');
  return open.proposed.maker === act.by ? no('second-person-needed') : done({ kind: 'ConsentReviewReturned', checker: act.by });
}

/**
 * The second agrees. Valid after all: the file is as open as it was before. Wrong: the case ends, what identifies is destroyed, and
 * whether the body that sent it owes a notification without a name is said by the law of today.
 */
export function settleConsent(file: CaseFile, seen: { readonly finding: ConsentFinding }, law: Law, act: Act): Outcome<CaseEvent> {
  const open = underReview(file, act);
  if ('ok' in open) return open;
  const { proposed, before } = open;
  if (!proposed) return no('nothing-proposed');
  if (proposed.finding !== seen.finding) return no('proposal-changed');
  if (proposed.maker === act.by) return no('second-person-needed');
  const two = { maker: proposed.maker, checker: act.by };
  if (proposed.finding === 'valid') {
    const opened: CaseEvent = before ? { kind: 'FileSealed', to: before.to, why: before.why } : { kind: 'FileUnsealed', ...two };
    return done<CaseEvent>({ kind: 'ConsentUpheld', ...two }, opened);
  }
  if (file.overlay.holds.length > 0) return no('legal-hold');
  const duty = find(law.dutyToNotify, act.day, file.nation, act);
  // Where the duty cannot be said for certain, what must be destroyed is destroyed all the same.
  const owes = !isRefused(duty) && (duty.value.includes(file.by ?? '') || duty.value.includes(file.byKind ?? ''));
  return done({ kind: 'ConsentConverted', ...two, duty: owes });
}

/** Somebody who looks at it brings in another: people leave, and it takes two. */
export function addConsentReviewer(file: CaseFile, what: { readonly person: string }, _law: Law, act: Act): Outcome<CaseEvent> {
  const open = underReview(file, act);
  if ('ok' in open) return open;
  const { seal, conflicts } = file.access;
  if (what.person === open.reporter) return no('own-report');
  if (conflicts.some((one) => one.person === what.person)) return no('has-conflict');
  if (!seal || seal.to.includes(what.person)) return no('already-reviewer');
  return done({ kind: 'FileSealed', to: [...seal.to, what.person], why: 'consent-wrong' });
}

function underReview(file: CaseFile, act: Act): NonNullable<Access['quarantine']> | Refused {
  const stop = sent(file, act);
  if (stop) return stop;
  const { quarantine } = file.access;
  if (!quarantine || quarantine.converted) return no('not-in-quarantine');
  return quarantine.reporter === act.by ? no('own-report') : quarantine;
}
