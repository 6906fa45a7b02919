// What a status letter may say of a case today: that somebody was referred, or which decision in their favour stands. Nothing else is said.
import type { Law } from '#law/law.ts';
import { done, type Outcome } from '#base/outcome.ts';
import type { CaseEvent, Need, Stage } from './events.ts';
import type { CaseFile } from './file.ts';
import { no } from './refusals.ts';
import { openRound, standing } from './stages.ts';

/** 'received' until a stage is decided in the person's favour; then that stage. */
export type Status = 'received' | Stage;

/**
 * The status of a case, or nothing where no letter may be held any more: it was taken back, ended, turned down, or protection was taken
 * away. A negative that is being looked at again leaves the status from before it.
 */
export function statusOf(file: CaseFile, law: Law): Status | null {
  if (!file.referred || file.decision.ended || file.presence.state === 'died' || file.overlay.disqualified) return null;
  let reached: Status = 'received';
  for (const { id } of law.stages) {
    const made = standing(file, id);
    if (!made) return reached;
    if (made.outcome === 'negative') return openRound(file, id) === undefined ? null : reached;
    reached = id;
  }
  return reached;
}

const accusing: readonly Need[] = ['arrested', 'charged', 'court'];

/** Whether somebody holds an offence against the person now: then the defence in law is shown beside everything else. */
export const isAccused = (file: Pick<CaseFile, 'needs'>): boolean => file.needs.some((need) => accusing.includes(need));

export type EndOfLetter = Extract<CaseEvent, { kind: 'StatusLetterEnded' }>['why'];
export const endsOfLetter: readonly EndOfLetter[] = ['lost', 'wrong-hands', 'not-wanted'];

/** The code of a letter is taken back: it was lost, somebody has it who should not, or the person does not want one. */
export function endStatusLetter(file: CaseFile, what: { readonly why: EndOfLetter }, law: Law, { by }: { readonly by: string }): Outcome<CaseEvent> {
  return statusOf(file, law) ? done({ kind: 'StatusLetterEnded', why: what.why, by }) : no('no-such-letter');
}
