// What a case amounts to: five separate axes folded from its events, never one status.
import type { Day, Instant } from '#base/day.ts';
import type { Recorded, Stream } from '#base/stream.ts';
import { openToAll, type Access } from './access.ts';
import type { Age, AgeThen, CaseEvent, ConsentState, Considered, Finding, Further, Nation, Need, OutcomeCode, Stage } from './events.ts';
import { happened } from './evolve.ts';

export type Decision = {
  readonly stage: Stage;
  readonly round: number;
  readonly outcome: OutcomeCode;
  readonly findings: Readonly<Record<string, Finding>>;
  readonly day: Day;
  readonly maker: string;
  readonly checker: string | null;
  /** On which elements the findings rest on an inconsistency; which versions of standard paragraphs stand in the reasons. */
  readonly rests?: readonly string[];
  readonly law?: readonly string[];
};

/** What a second person found, before they saw what was proposed. */
export type Review = {
  readonly reviewer: string;
  readonly outcome: OutcomeCode;
  readonly findings: Readonly<Record<string, Finding>>;
  readonly day: Day;
  readonly rests?: readonly string[];
};

/** Two things that do not fit together, with what was considered. `corrected`: one of them was added to or put right since. */
export type Mismatch = {
  readonly mismatch: string;
  readonly stage: Stage;
  readonly round: number;
  readonly element: string;
  readonly of: 'first' | 'second';
  readonly by: string;
  readonly between: readonly string[];
  readonly considered: Readonly<Record<string, Considered>>;
  readonly day: Day;
  readonly corrected: boolean;
};

export type Proposal = {
  readonly stage: Stage;
  readonly round: number;
  readonly outcome: OutcomeCode;
  readonly findings: Readonly<Record<string, Finding>>;
  readonly maker: string;
  readonly day: Day;
  readonly reviews: readonly Review[];
  readonly rests?: readonly string[];
};

export type OpenQuestion = {
  readonly question: string;
  readonly to: string;
  readonly by: Day;
  readonly asked: Day;
  readonly answered: Day | null;
  /** When it was asked again, in order. */
  readonly chased: readonly { readonly day: Day; readonly how: 'hand' | 'program' }[];
  /** On which days it went out as a letter, in order. */
  readonly sent: readonly Day[];
};

export type Reconsideration = {
  readonly stage: Stage;
  readonly round: number;
  readonly by: string;
  readonly ground: string;
  readonly late: boolean;
  readonly asked: Day;
  readonly state: 'asked' | 'accepted' | 'refused';
  readonly settled: Day | null;
};

export type Evidence = { readonly document: string; readonly added: Day; readonly state: 'held' | 'sealed' | 'handed-over' | 'in-error' };
export type Letter = {
  readonly letter: string;
  readonly stage: Stage | null;
  readonly state: 'written' | 'held' | 'released' | 'handed-over';
  readonly day: Day;
  readonly why: string | null;
  /** When it was last released; nothing while it waits. */
  readonly at: Instant | null;
  /** A later version took its place. */
  readonly replaced: boolean;
};

export type Ended = 'recalled' | 'withdrawn' | 'left-country' | 'no-consent-at-18' | 'died' | 'duplicate' | 'consent-wrong';

export type CaseFile = {
  readonly exists: boolean;
  readonly version: number;
  readonly nation: Nation;
  readonly referred: Day | null;
  readonly by: string | null;
  readonly byKind: string | null;
  readonly age: Age;
  readonly ageThen: AgeThen;
  readonly needs: readonly Need[];
  readonly evidence: readonly Evidence[];
  readonly letters: readonly Letter[];
  // Axis 1: decision
  readonly decision: {
    readonly authority: string | null;
    /** Another authority than the one that the law first named, since too few were left there to look again. */
    readonly passedTo: string | null;
    readonly allocatedTo: string | null;
    /** Whoever has it covers a colleague's leave up to this day. */
    readonly cover: { readonly for: string; readonly until: Day } | null;
    /** The day on which somebody wants it to come up again. */
    readonly comesUp: Day | null;
    readonly proposed: Proposal | null;
    readonly made: readonly Decision[];
    readonly mismatches: readonly Mismatch[];
    /** Who proposed, found or decided, at which stage and round. */
    readonly part: readonly { readonly stage: Stage; readonly round: number; readonly person: string }[];
    readonly suspended: readonly { readonly from: Day; readonly until: Day | null }[];
    readonly questions: readonly OpenQuestion[];
    readonly reconsiderations: readonly Reconsideration[];
    readonly ended: Ended | null;
    readonly endedOn: Day | null;
    readonly duplicateOf: string | null;
    /** The earlier file of the same person that this referral was joined to. */
    readonly further: Further | null;
  };
  // Axis 2: support (first cut: from when to when the recovery period ran)
  readonly support: { readonly state: 'none' | 'recovery' | 'ended'; readonly since: Day | null; readonly endedOn: Day | null };
  // Axis 3: consent
  readonly consent: { readonly state: ConsentState; readonly since: Day | null; readonly at18: 'not-due' | 'asked' | 'given' | 'refused' };
  // Axis 4: presence
  readonly presence: { readonly state: 'present' | 'missing' | 'left-country' | 'died'; readonly since: Day | null };
  // Axis 5: legal overlay
  readonly overlay: {
    readonly proposed: {
      readonly ground: 'public-order' | 'bad-faith';
      readonly assessed: boolean;
      readonly on: readonly string[];
      readonly maker: string;
      readonly day: Day;
    } | null;
    readonly disqualified: Day | null;
    readonly ground: string | null;
    readonly courtOrdered: boolean;
    /** A court looks at a decision, and since when. */
    readonly judicialReview: { readonly stage: Stage; readonly round: number; readonly since: Day } | null;
    /** Why the record may not be erased, in the order in which each was said. */
    readonly holds: readonly string[];
  };
  /** Who may stand near it, and what the person chose. */
  readonly access: Access;
  /** Everything recorded, what was later corrected included: a correction folds it anew. */
  readonly past: readonly Recorded<CaseEvent>[];
};

export const emptyFile: CaseFile = {
  exists: false,
  version: 0,
  nation: '',
  referred: null,
  by: null,
  byKind: null,
  age: 'not-sure',
  ageThen: 'unknown',
  needs: [],
  evidence: [],
  letters: [],
  decision: {
    authority: null,
    passedTo: null,
    allocatedTo: null,
    cover: null,
    comesUp: null,
    proposed: null,
    made: [],
    mismatches: [],
    part: [],
    suspended: [],
    questions: [],
    reconsiderations: [],
    ended: null,
    endedOn: null,
    duplicateOf: null,
    further: null,
  },
  support: { state: 'none', since: null, endedOn: null },
  consent: { state: 'not-yet-asked', since: null, at18: 'not-due' },
  presence: { state: 'present', since: null },
  overlay: { proposed: null, disqualified: null, ground: null, courtOrdered: false, judicialReview: null, holds: [] },
  access: openToAll,
  past: [],
};

export type { Stream } from '#base/stream.ts';

export const caseStream: Stream<CaseFile, CaseEvent> = { name: 'case', start: emptyFile, evolve };

/** The same answer whether a case is folded at once or event by event: a correction folds the whole past anew. */
function evolve(file: CaseFile, recorded: Recorded<CaseEvent>): CaseFile {
  const past = [...file.past, recorded];
  if (recorded.event.kind !== 'Corrected') return { ...happened(file, recorded), exists: true, version: recorded.number, past };
  let state = emptyFile;
  for (const one of effective(past)) state = happened(state, one);
  return { ...state, exists: true, version: recorded.number, past };
}

export function fold(events: readonly Recorded<CaseEvent>[]): CaseFile {
  return events.reduce(evolve, emptyFile);
}

/**
 * What stands after corrections: a corrected event is left out, or keeps its place with its legal day replaced.
 * The last correction of an event wins; a correction may itself be corrected.
 */
export function effective(events: readonly Recorded<CaseEvent>[]): readonly Recorded<CaseEvent>[] {
  const put = new Map<number, Day | null>();
  for (const { number, event } of [...events].reverse()) {
    if (event.kind === 'Corrected' && put.get(number) !== null && !put.has(event.number)) put.set(event.number, event.day);
  }
  return events.filter((one) => put.get(one.number) !== null && one.event.kind !== 'Corrected').map((one) => ({ ...one, day: put.get(one.number) ?? one.day }));
}
