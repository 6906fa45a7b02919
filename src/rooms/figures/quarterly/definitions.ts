// Every table of counts of the quarterly release, as data: what is counted, by what, with which notes. The number goes up when a meaning changes.
import type { DimensionId } from './dimension.ts';
import type { NoteId } from './notes.ts';
import type { UniverseName } from './tables.ts';

export type Definition = {
  /** In file names, keys and links, for ever. */
  readonly id: string;
  readonly version: number;
  readonly universe: UniverseName;
  readonly title: string;
  /** What a number of it counts. */
  readonly unit: string;
  /** A part of its own for each of its categories, with no total over them. */
  readonly apart?: DimensionId;
  /** The last runs across the sheet, the others down it. */
  readonly by: readonly DimensionId[];
  readonly notes: readonly NoteId[];
  /** With `--exact`: the layout that is published, where it is finer. */
  readonly exactBy?: readonly DimensionId[];
};

const referrals: readonly NoteId[] = ['referral', 'undercount'];
const decided: readonly NoteId[] = ['first-decision', 'days'];

export const definitions = [
  {
    id: 'age_place',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by age at exploitation and place of exploitation',
    unit: 'Referrals',
    by: ['place', 'age'],
    notes: [...referrals, 'age'],
  },
  {
    id: 'responder',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by first responder and age at exploitation',
    unit: 'Referrals',
    by: ['responder', 'age'],
    notes: [...referrals, 'age', 'councils'],
  },
  {
    id: 'exploitation_gender',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by kind of exploitation, gender and age at exploitation',
    unit: 'Referrals',
    by: ['exploitation', 'gender', 'age'],
    exactBy: ['exploitation', 'gender', 'nationality', 'age'],
    notes: [...referrals, 'age', 'combinations', 'gender'],
  },
  {
    id: 'exploitation_nationality',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by kind of exploitation, nationality and age at exploitation',
    unit: 'Referrals',
    by: ['exploitation', 'nationality', 'age'],
    notes: [...referrals, 'age', 'combinations', 'nationality'],
  },
  {
    id: 'nationality_gender',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by nationality, gender and age at exploitation',
    unit: 'Referrals',
    by: ['nationality', 'gender', 'age'],
    notes: [...referrals, 'age', 'nationality', 'gender'],
  },
  {
    id: 'county_lines',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by county lines, gender and age at exploitation',
    unit: 'Referrals',
    by: ['county', 'gender', 'age'],
    notes: [...referrals, 'county'],
  },
  {
    id: 'nation',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by nation and age at exploitation',
    unit: 'Referrals',
    by: ['nation', 'age'],
    notes: [...referrals, 'nation'],
  },
  {
    id: 'police_force',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by the police force that was named',
    unit: 'Referrals',
    by: ['force'],
    exactBy: ['force', 'age'],
    notes: [...referrals, 'force'],
  },
  {
    id: 'authority',
    version: 1,
    universe: 'referrals',
    title: 'Referrals by competent authority and age at exploitation',
    unit: 'Referrals',
    by: ['authority', 'age'],
    notes: [...referrals, 'authority'],
  },
  {
    id: 'decisions_authority',
    version: 1,
    universe: 'decisions',
    title: 'First decisions by competent authority, age at exploitation and outcome',
    unit: 'Decisions',
    apart: 'stage',
    by: ['authority', 'age', 'outcome'],
    notes: ['first-decision', 'authority'],
  },
  {
    id: 'decisions_gender',
    version: 1,
    universe: 'decisions',
    title: 'First decisions by gender and outcome',
    unit: 'Decisions',
    apart: 'stage',
    by: ['gender', 'outcome'],
    notes: ['first-decision', 'gender'],
  },
  {
    id: 'decisions_disability',
    version: 1,
    universe: 'decisions',
    title: 'First decisions by disability or long illness and outcome',
    unit: 'Decisions',
    apart: 'stage',
    by: ['disability', 'outcome'],
    notes: ['first-decision', 'disability'],
  },
  {
    id: 'decisions_nationality',
    version: 1,
    universe: 'decisions',
    title: 'First decisions by nationality and outcome',
    unit: 'Decisions',
    apart: 'stage',
    by: ['nationality', 'outcome'],
    notes: ['first-decision', 'nationality'],
  },
  {
    id: 'decision_days',
    version: 1,
    universe: 'decisions',
    title: 'First decisions by days since the stage opened and age at exploitation',
    unit: 'Decisions',
    apart: 'stage',
    by: ['days', 'age'],
    notes: decided,
  },
  {
    id: 'caseload',
    version: 1,
    universe: 'caseload',
    title: 'Caseload: who waited for a decision at the start, came, was decided, ended and waited at the end',
    unit: 'Referrals',
    apart: 'stage',
    by: ['age', 'came', 'gone'],
    notes: ['caseload'],
  },
  {
    id: 'how_far',
    version: 1,
    universe: 'referrals',
    title: 'How far the referrals of the period have come, by age at exploitation',
    unit: 'Referrals',
    by: ['reached', 'age'],
    notes: [...referrals, 'funnel'],
  },
  {
    id: 'how_far_gender',
    version: 1,
    universe: 'referrals',
    title: 'How far the referrals of the period have come, by gender',
    unit: 'Referrals',
    by: ['reached', 'gender'],
    notes: [...referrals, 'funnel', 'gender'],
  },
  {
    id: 'ended',
    version: 1,
    universe: 'ended',
    title: 'Referrals that ended early, by when, why and age at exploitation',
    unit: 'Referrals',
    by: ['waited', 'why', 'age'],
    notes: ['ended'],
  },
  {
    id: 'reconsiderations',
    version: 1,
    universe: 'reconsiderations',
    title: 'Reconsiderations by step and age at exploitation',
    unit: 'Reconsiderations',
    apart: 'stage',
    by: ['step', 'age'],
    notes: ['reconsideration'],
  },
  {
    id: 'disqualified',
    version: 1,
    universe: 'disqualified',
    title: 'Disqualifications by ground',
    unit: 'Decisions',
    by: ['ground'],
    notes: ['disqualified'],
  },
  {
    id: 'support_exits',
    version: 1,
    universe: 'exits',
    title: 'Support that ended, by why',
    unit: 'Stretches of support',
    by: ['exit'],
    notes: ['support'],
  },
  {
    id: 'signals',
    version: 1,
    universe: 'signals',
    title: 'Signals that came, by how',
    unit: 'Signals',
    by: ['channel'],
    notes: ['signals'],
  },
  {
    id: 'notifications',
    version: 1,
    universe: 'notifications',
    title: 'Duty to Notify: notifications without a name, by nationality',
    unit: 'Notifications',
    by: ['nationality'],
    notes: ['notification', 'nationality'],
  },
] as const satisfies readonly Definition[];
