// The row of a case in the worklist: what it waits for, what presses, the next due day. Pure, from the case and its days.
import type { Day } from '#base/day.ts';
import { firstChase, openQuestions, toChaseOutside } from '#journey/chase.ts';
import { clocks, nextDue, type Facts } from '#journey/clocks.ts';
import type { CaseFile } from '#journey/file.ts';
import { comesUp } from '#journey/forward.ts';
import { priorityOf } from '#journey/priority.ts';
import { readyToDecide } from '#journey/ready.ts';
import { isSuspended, waiting } from '#journey/stages.ts';
import { urgency } from '#journey/urgency.ts';
import type { Law } from '#law/law.ts';

/**
 * What a case waits for. `court`: decided, and a court looks at it; `done`: nothing more is decided; `time`: the recovery period still runs. `ready`: what the law needs for the next
 * decision is there; `to-decide`: something of it is not. `to-chase`: an answer is late from outside; `forward`: somebody wanted it to come up.
 */
export const waits = [
  'to-allocate',
  'to-decide',
  'ready',
  'second-person',
  'answer',
  'to-chase',
  'forward',
  'reconsideration',
  'time',
  'paused',
  'court',
  'done',
] as const;
export type Waits = (typeof waits)[number];

export type QueueRow = {
  readonly file: string;
  readonly reference: string;
  readonly authority: string | null;
  readonly allocatedTo: string | null;
  readonly waits: Waits;
  readonly stage: string | null;
  readonly child: boolean;
  readonly nation: string;
  readonly harm: number;
  readonly harms: readonly string[];
  readonly clock: string | null;
  readonly due: Day | null;
  /** The criteria of priority it meets, and since when the version of them is in force. */
  readonly criteria: readonly string[];
  readonly criteriaFrom: Day;
  readonly comesUp: Day | null;
  /** When whoever was asked is asked again. */
  readonly chaseOn: Day | null;
  /** The last day on which a colleague's leave is covered. */
  readonly coveredUntil: Day | null;
  /** Whose proposal waits for somebody else. */
  readonly proposedBy: string | null;
};

/** Works out the row of a case: pure, so that the practice loader and a later rebuild use the same rule. */
export function queueRow(of: { file: string; reference: string; state: CaseFile; facts: Facts }, law: Law, today: Day): QueueRow {
  const { state, facts } = of;
  const all = clocks(state, law, facts, today);
  const next = nextDue(all);
  const free = all.find((clock) => clock.name.endsWith('recovery-minimum') && clock.firstLawful && clock.firstLawful > today);
  const stage = waiting(state, law)?.stage ?? null;
  const pressing = urgency(state, facts, today);
  const waitsFor = waitsOf(state, law, free !== undefined, today);
  const first = priorityOf(state, facts, law, today);
  return {
    file: of.file,
    reference: of.reference,
    authority: state.decision.authority,
    allocatedTo: state.decision.allocatedTo,
    waits: waitsFor,
    stage,
    child: state.age !== 'adult',
    nation: state.nation,
    harm: pressing.harm,
    harms: [...new Set(pressing.reasons.map((reason) => reason.code)), ...(state.overlay.judicialReview ? ['judicial-review'] : [])],
    clock: waitsFor === 'time' ? (free?.name ?? null) : (next?.name ?? null),
    due: waitsFor === 'time' ? (free?.due ?? null) : (next?.due ?? null),
    criteria: first.met,
    criteriaFrom: first.because.from as Day,
    comesUp: waitsFor === 'done' ? null : state.decision.comesUp,
    chaseOn: firstChase(state, law),
    coveredUntil: state.decision.cover?.until ?? null,
    proposedBy: (state.decision.proposed ?? state.overlay.proposed)?.maker ?? null,
  };
}

function waitsOf(state: CaseFile, law: Law, tooEarly: boolean, today: Day): Waits {
  // Who looks at consent that was wrong has a task; the case itself stands in no list.
  if (state.decision.ended || state.access.quarantine) return 'done';
  if (state.decision.reconsiderations.some((one) => one.state === 'asked')) return 'reconsideration';
  const next = waiting(state, law);
  if (!next) return state.overlay.judicialReview ? 'court' : 'done';
  const proposed = state.decision.proposed !== null || state.overlay.proposed !== null;
  if (state.decision.allocatedTo && !proposed && comesUp(state, today)) return 'forward';
  if (isSuspended(state)) return 'paused';
  // A proposal waits for a second person even where nobody was given the case.
  if (proposed) return 'second-person';
  if (!state.decision.allocatedTo) return 'to-allocate';
  if (openQuestions(state).length > 0) return toChaseOutside(state, law, today) ? 'to-chase' : 'answer';
  if (tooEarly && next.stage !== law.stages[0]?.id) return 'time';
  return readyToDecide(state, law, today) ? 'ready' : 'to-decide';
}
