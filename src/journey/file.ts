// What a case amounts to: five separate axes folded from its events, never one status.
import type { Day } from '#base/day.ts';
import type { Recorded, Stream } from '#base/stream.ts';
import type { Age, AgeThen, CaseEvent, ConsentState, Finding, Nation, Need, OutcomeCode, Stage } from './events.ts';

export type Decision = {
  readonly stage: Stage;
  readonly round: number;
  readonly outcome: OutcomeCode;
  readonly day: Day;
  readonly maker: string;
  readonly checker: string | null;
};

export type OpenQuestion = { readonly question: string; readonly to: string; readonly by: Day; readonly asked: Day; readonly answered: Day | null };

export type Reconsideration = {
  readonly stage: Stage;
  readonly round: number;
  readonly asked: Day;
  readonly state: 'asked' | 'accepted' | 'refused';
};

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
  // Axis 1: decision
  readonly decision: {
    readonly authority: string | null;
    readonly allocatedTo: string | null;
    readonly proposed: { readonly stage: Stage; readonly round: number; readonly outcome: OutcomeCode; readonly findings: Readonly<Record<string, Finding>>; readonly maker: string } | null;
    readonly made: readonly Decision[];
    readonly suspended: readonly { readonly from: Day; readonly until: Day | null }[];
    readonly questions: readonly OpenQuestion[];
    readonly reconsiderations: readonly Reconsideration[];
    readonly ended: 'recalled' | 'withdrawn' | 'left-country' | 'no-consent-at-18' | 'died' | 'duplicate' | null;
    readonly endedOn: Day | null;
  };
  // Axis 2: support (first cut: from when to when the recovery period ran)
  readonly support: { readonly state: 'none' | 'recovery' | 'ended'; readonly since: Day | null; readonly endedOn: Day | null };
  // Axis 3: consent
  readonly consent: { readonly state: ConsentState; readonly since: Day | null; readonly at18: 'not-due' | 'asked' | 'given' | 'refused' };
  // Axis 4: presence
  readonly presence: { readonly state: 'present' | 'missing' | 'left-country' | 'died'; readonly since: Day | null };
  // Axis 5: legal overlay
  readonly overlay: { readonly disqualified: Day | null; readonly ground: string | null; readonly courtOrdered: boolean };
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
  decision: { authority: null, allocatedTo: null, proposed: null, made: [], suspended: [], questions: [], reconsiderations: [], ended: null, endedOn: null },
  support: { state: 'none', since: null, endedOn: null },
  consent: { state: 'not-yet-asked', since: null, at18: 'not-due' },
  presence: { state: 'present', since: null },
  overlay: { disqualified: null, ground: null, courtOrdered: false },
};

export type { Stream } from '#base/stream.ts';

export const caseStream: Stream<CaseFile, CaseEvent> = { name: 'case', start: emptyFile, evolve };

function evolve(file: CaseFile, recorded: Recorded<CaseEvent>): CaseFile {
  return { ...file, exists: true, version: recorded.number };
}
