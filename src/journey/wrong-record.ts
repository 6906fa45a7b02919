// Filed on the wrong person's record: what was filed is taken out here, filed where it belongs, and a breach record is opened and closed.
import { done, type Outcome, type Refused } from '#base/outcome.ts';
import type { Law } from '#law/law.ts';
import type { Act, CaseEvent } from './events.ts';
import type { CaseFile } from './file.ts';
import { sent } from './ground.ts';
import { no } from './refusals.ts';

type InError = Extract<CaseEvent, { kind: 'FiledInError' }>;
/** An answer added later, an answer to a question that was asked, a document, or a letter that has not gone. */
export type Filed = Pick<InError, 'what' | 'item'>;

/** What was filed after sending and still stands: only that can have been meant for another record. */
export function filedLater(file: CaseFile): readonly Filed[] {
  const questions = new Set(file.past.flatMap(({ event }) => (event.kind === 'InformationAdded' ? event.questions : [])));
  const moved = file.past.flatMap(({ event }) => (event.kind === 'MovedIn' && event.what === 'answer' ? [event.item] : []));
  return [
    ...[...questions, ...moved].filter((item) => !outNow(file, item)).map((item) => ({ what: 'answer', item }) as const),
    ...file.decision.questions.filter((one) => one.answered).map(({ question }) => ({ what: 'reply', item: question }) as const),
    ...file.letters.filter((one) => one.state !== 'handed-over').map(({ letter }) => ({ what: 'letter', item: letter }) as const),
    ...file.evidence.filter((one) => one.state === 'held').map(({ document }) => ({ what: 'document', item: document }) as const),
  ];
}

/** Taken out, and nothing was added to the same question since. */
function outNow(file: CaseFile, item: string): boolean {
  const last = file.past.findLast(
    ({ event }) =>
      (event.kind === 'FiledInError' && event.what === 'answer' && event.item === item) ||
      (event.kind === 'InformationAdded' && event.questions.includes(item)) ||
      (event.kind === 'MovedIn' && event.item === item),
  );
  return last?.event.kind === 'FiledInError';
}

/** One action, and at once: who sees it need not ask anybody before the wrong reading is hidden. In any state of the case. */
export function filedInError(file: CaseFile, said: Omit<InError, 'kind'>, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayTouch(file, act);
  if (stop) return stop;
  const stands = filedLater(file).some((one) => one.what === said.what && one.item === said.item);
  return stands ? done({ kind: 'FiledInError', ...said }) : no('not-filed-later');
}

/** Where it belongs it is welcome in any state of the case: it is no new information, only in its right place. */
export function movedIn(file: CaseFile, said: Omit<Extract<CaseEvent, { kind: 'MovedIn' }>, 'kind'>, _law: Law, act: Act): Outcome<CaseEvent> {
  const stop = mayTouch(file, act);
  if (stop) return stop;
  return file.past.some(({ event }) => event.kind === 'MovedIn' && event.breach === said.breach) ? no('already-so') : done({ kind: 'MovedIn', ...said });
}

const mayTouch = (file: CaseFile, act: Act): Refused | undefined => sent(file, act) ?? (file.access.quarantine ? no('in-quarantine') : undefined);

export type Risk = 'unlikely' | 'risk' | 'high';
/** Who must be told, in codes: the one it was about, the one on whose record it stood, who referred, the supervisory authority. */
export type Told = 'person' | 'other-person' | 'referrer' | 'ico';
export type Breach = {
  readonly state: 'open' | 'assessed' | 'reported' | 'closed';
  readonly risk: Risk | null;
  readonly assessedBy: string | null;
};

/**
 * Who must be told follows from the risk: where a risk to the people is not unlikely the authority is told (UK GDPR Article 33), and
 * where it is high the people too (Article 34).
 */
export function mustBeTold(risk: Risk): readonly Told[] {
  if (risk === 'unlikely') return [];
  return risk === 'high' ? ['ico', 'person', 'other-person'] : ['ico'];
}

export function assessBreach(now: Breach): Refused | undefined {
  return now.state === 'open' || now.state === 'assessed' ? undefined : no('breach-goes-on');
}

export function reportBreach(now: Breach): Refused | undefined {
  if (now.state !== 'assessed') return no('breach-goes-on');
  return now.risk === 'unlikely' ? no('nothing-to-report') : undefined;
}

/** Whoever judged the risk does not close it, and what had to be reported must have been. */
export function closeBreach(now: Breach, by: string): Refused | undefined {
  if (now.state === 'closed') return no('already-so');
  if (now.state === 'open') return no('breach-not-assessed');
  if (now.risk !== 'unlikely' && now.state !== 'reported') return no('breach-not-reported');
  return now.assessedBy === by ? no('second-person-needed') : undefined;
}
