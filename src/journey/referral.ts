// What may be done about a referral: send it, add to it, take it back, record consent, and notify without consent.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, Age, AgeThen, CaseEvent, ConsentState, Need } from './events.ts';
import type { CaseFile } from './file.ts';
import { find, isRefused, open, sent } from './ground.ts';
import { no, type RefusalCode } from './refusals.ts';
import { lastStageClosed } from './stages.ts';

/** What a referral says of itself in codes. `by` is the organisation's code, `byKind` its kind. */
export type ReferralFacts = {
  readonly age: Age;
  readonly ageThen: AgeThen;
  readonly consent: ConsentState;
  readonly by: string;
  readonly byKind: string;
  readonly needs: readonly Need[];
};

const withoutConsent: Readonly<Record<Exclude<ConsentState, 'given'>, RefusalCode>> = {
  refused: 'consent-refused',
  'not-yet-asked': 'consent-not-asked',
  'cannot-decide': 'consent-cannot-decide',
  'not-needed': 'consent-not-asked',
};

/** Sends a referral. Only "given" opens an adult's; a child, or someone who may be one, needs no consent. */
export function refer(file: CaseFile, facts: ReferralFacts, law: Law, act: Act): Outcome<CaseEvent> {
  if (file.exists) return no('already-referred');
  const may = find(law.mayRefer, act.day, act.nation, act);
  if (isRefused(may)) return may;
  if (!may.value.includes(facts.byKind) && !may.value.includes(facts.by)) return no('may-not-refer', may.because);
  const needed = find(law.consentNeeded, act.day, act.nation, act);
  if (isRefused(needed)) return needed;
  if (facts.age === 'not-sure') {
    const child = find(law.mayBeChild, act.day, act.nation, act);
    if (isRefused(child)) return child;
  }
  if (needed.value[facts.age] && facts.consent !== 'given') return no(withoutConsent[facts.consent], needed.because);
  const consent = needed.value[facts.age] || facts.consent === 'given' ? facts.consent : 'not-needed';
  const { age, ageThen, by, byKind, needs } = facts;
  return done({ kind: 'Referred', age, ageThen, consent, nation: act.nation, by, byKind, needs });
}

/**
 * Whether a notification without a name may be sent: only an informed refusal by an adult opens it, and only for a body
 * that owes the duty in that nation. It belongs to no case, so allowing it records nothing here.
 */
export function mayNotify(
  facts: { readonly age: Age; readonly consent: ConsentState; readonly by: string; readonly byKind: string },
  law: Law,
  act: Act,
): Outcome<never> {
  const duty = find(law.dutyToNotify, act.day, act.nation, act);
  if (isRefused(duty)) return duty;
  if (!duty.value.includes(facts.byKind) && !duty.value.includes(facts.by)) return no('no-duty-to-notify', duty.because);
  if (facts.age !== 'adult') return no('child-is-referred', duty.because);
  if (facts.consent !== 'refused') return no('no-informed-refusal', duty.because);
  return done();
}

/**
 * Anything may be added unasked until the conclusive decision, and again while a decision is being looked at anew. How the person is
 * reached safely may be said later too (`contactOnly`): the last letter waits for it.
 */
export function addInformation(
  file: CaseFile,
  added: { readonly questions: readonly string[]; readonly contactOnly?: boolean },
  law: Law,
  act: Act,
): Outcome<CaseEvent> {
  const stop = added.contactOnly ? open(file, act) : mayAdd(file, law, act);
  if (stop) return stop;
  if (added.questions.length === 0) return no('nothing-to-add');
  return done({ kind: 'InformationAdded', questions: added.questions });
}

function mayAdd(file: CaseFile, law: Law, act: Act): Refused | undefined {
  const asked = file.decision.reconsiderations.some((one) => one.state === 'asked');
  return open(file, act) ?? (lastStageClosed(file, law) && !asked ? no('too-late-to-add') : undefined);
}

/** What the person needs now (danger, court, detention ...) is kept current as long as the case is open. */
export function changeNeeds(file: CaseFile, now: { readonly needs: readonly Need[] }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  const same = now.needs.length === file.needs.length && now.needs.every((need) => file.needs.includes(need));
  return same ? no('already-so') : done({ kind: 'NeedsChanged', needs: now.needs });
}

/** The referrer takes a referral back, until a caseworker has it. */
export function recall(file: CaseFile, _what: Record<never, never>, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (file.decision.allocatedTo || file.decision.made.length > 0) return no('already-allocated');
  return done({ kind: 'Recalled' });
}

export type ConsentFacts = Omit<Extract<CaseEvent, { kind: 'ConsentRecorded' }>, 'kind'>;

/** Records what the person said of consent. A refusal at 18, where the law asks then, ends the case; so does an adult's later no. */
export function recordConsent(file: CaseFile, said: ConsentFacts, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = open(file, act);
  if (stop) return stop;
  if (said.at18 && file.consent.at18 !== 'asked') return no('not-asked-at-18');
  const recorded: CaseEvent = { kind: 'ConsentRecorded', ...said };
  if (said.consent !== 'refused' || lastStageClosed(file, law)) return done(recorded);
  const rule = said.at18 ? find(law.consentAt18, act.day, file.nation, act) : find(law.consentNeeded, act.day, file.nation, act);
  if (isRefused(rule)) return rule;
  const rests = typeof rule.value === 'boolean' ? rule.value : rule.value[file.age];
  if (!rests) return done(recorded);
  return done<CaseEvent>(recorded, { kind: 'Withdrawn', by: said.at18 ? 'no-consent-at-18' : 'person' });
}

export function addEvidence(file: CaseFile, added: { readonly document: string }, law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayAdd(file, law, act);
  if (stop) return stop;
  if (file.evidence.some((one) => one.document === added.document)) return no('already-held');
  return done({ kind: 'EvidenceAdded', document: added.document });
}

/** "Stop: unlawful image": at any time, in any state of the case. */
export function sealEvidence(file: CaseFile, which: { readonly document: string }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  const held = file.evidence.find((one) => one.document === which.document);
  if (held?.state !== 'held') return no('no-such-document');
  return done({ kind: 'EvidenceSealed', document: which.document, why: 'unlawful-image' });
}

export function handOverEvidence(file: CaseFile, which: { readonly document: string }, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = sent(file, act);
  if (stop) return stop;
  const held = file.evidence.find((one) => one.document === which.document);
  if (!held) return no('no-such-document');
  if (held.state === 'handed-over') return no('already-so');
  if (held.state !== 'sealed') return no('not-sealed');
  return done({ kind: 'EvidenceHandedOver', document: which.document, to: 'police' });
}
