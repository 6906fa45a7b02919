// What a referrer may be told of a case: a stage, whether an answer is waited for, a result word. Never reasons, address or support.
import type { Day } from '#base/day.ts';
import type { Say } from '#base/words.ts';
import type { Law } from '#law/law.ts';
import type { OutcomeCode, Stage } from './events.ts';
import { effective, type CaseFile } from './file.ts';
import { isSuspended, standing, waiting } from './stages.ts';

/** Where a case stands. A closed case says no more than that: why it ended is not the referrer's to know. */
export type StageCode = 'received' | 'being-decided' | 'paused' | 'being-looked-at-again' | 'decided' | 'closed' | 'recalled';

export type Progress = {
  readonly code: StageCode;
  /** The country's stage being decided, or last decided. */
  readonly stage: Stage | null;
  readonly since: Day | null;
  readonly questionsOpen: number;
};

export type ProgressStep = { readonly code: 'received' | 'being-decided' | 'decided' | 'closed' | 'recalled'; readonly stage: Stage | null; readonly day: Day };

/** What has happened so far, day by day, in the words a referrer may see. */
export function steps(file: CaseFile): readonly ProgressStep[] {
  if (!file.referred) return [];
  const found: ProgressStep[] = [{ code: 'received', stage: null, day: file.referred }];
  const taken = effective(file.past).find((one) => one.event.kind === 'Allocated');
  if (taken && file.decision.allocatedTo) found.push({ code: 'being-decided', stage: null, day: taken.day });
  for (const made of file.decision.made) found.push({ code: 'decided', stage: made.stage, day: made.day });
  const { ended, endedOn } = file.decision;
  if (ended && endedOn) found.push({ code: ended === 'recalled' ? 'recalled' : 'closed', stage: null, day: endedOn });
  return found;
}

export function progress(file: CaseFile, law: Law): Progress {
  const questionsOpen = file.decision.questions.filter((one) => !one.answered).length;
  const last = file.decision.made.at(-1);
  const { ended, endedOn } = file.decision;
  if (ended) return { code: ended === 'recalled' ? 'recalled' : 'closed', stage: null, since: endedOn, questionsOpen: 0 };
  const next = waiting(file, law);
  if (!next) return { code: 'decided', stage: last?.stage ?? null, since: last?.day ?? null, questionsOpen };
  if (isSuspended(file)) return { code: 'paused', stage: next.stage, since: file.decision.suspended.at(-1)?.from ?? null, questionsOpen };
  if (next.round > 1) return { code: 'being-looked-at-again', stage: next.stage, since: last?.day ?? null, questionsOpen };
  if (!file.decision.allocatedTo && !last) return { code: 'received', stage: next.stage, since: file.referred, questionsOpen };
  return { code: 'being-decided', stage: next.stage, since: last?.day ?? file.referred, questionsOpen };
}

/** The result that stands at a stage, and whether it is being looked at again. */
export function result(file: CaseFile, stage: Stage): { readonly outcome: OutcomeCode; readonly day: Day } | undefined {
  const made = standing(file, stage);
  return made && { outcome: made.outcome, day: made.day };
}

const words: Readonly<Record<StageCode, (say: Say) => string>> = {
  received: (say) => say('progress.received', 'Received'),
  'being-decided': (say) => say('progress.being-decided', 'Being decided'),
  paused: (say) => say('progress.paused', 'Paused'),
  'being-looked-at-again': (say) => say('progress.being-looked-at-again', 'Being looked at again'),
  decided: (say) => say('progress.decided', 'Decided'),
  closed: (say) => say('progress.closed', 'Closed'),
  recalled: (say) => say('progress.recalled', 'Taken back by the referrer'),
};

export function stageWord(say: Say, code: StageCode): string {
  return words[code](say);
}

/** The result in one word. */
export function resultWord(say: Say, outcome: OutcomeCode): string {
  return outcome === 'positive' ? say('progress.positive', 'Positive') : say('progress.negative', 'Negative');
}
