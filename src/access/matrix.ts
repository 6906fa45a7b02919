// The one policy, for lawyers to read: who may read and write what, of which record, why. What no row allows is denied.
import type { Bar, Condition, Never, Policy } from './policy.ts';
import { decisionRows } from './rows-decision.ts';
import { otherRows, safeguardingRows, supportRows } from './rows-beside.ts';
import { placeRows } from './rows-places.ts';
import { ownRows } from './rows-own.ts';
import { referralRows } from './rows-referral.ts';

/** How somebody stands to a record: each relation with all that must be true for it. Several may hold at once. */
export const relations = {
  'no-record': ['no-record'],
  'own-draft': ['a-draft', 'own-organisation', 'own-team'],
  'handed-draft': ['a-draft', 'own-organisation', 'handed'],
  'any-draft': ['a-draft'],
  referred: ['a-case', 'own-organisation', 'in-time'],
  'referred-undecided': ['a-case', 'own-organisation', 'in-time', 'undecided'],
  'authority-list': ['a-case', 'own-authority'],
  'deciding-authority': ['a-case', 'own-authority', 'allocated'],
  'team-queue': ['a-case', 'own-authority', 'waits-for-team'],
  'manager-queue': ['a-case', 'own-authority', 'waits-for-manager'],
  'unheld-case': ['a-case', 'own-authority', 'unheld'],
  'any-case': ['a-case'],
  'named-in-case': ['a-case', 'named'],
  'granted-lawyer': ['a-case', 'granted-lawyer'],
  'granted-advocate': ['a-case', 'granted-advocate'],
  'granted-recipient': ['a-case', 'granted-recipient'],
  'released-item': ['behind-the-wall', 'own-authority', 'allocated', 'released'],
  'glass-on-case': ['a-case', 'glass-broken'],
  'any-support-record': ['a-support-record'],
  'any-walled': ['behind-the-wall'],
  supports: ['a-support-record', 'own-organisation', 'named'],
  'own-support-record': ['a-support-record', 'own-organisation'],
  counsels: ['a-counselling-record', 'own-organisation', 'named'],
  'guardian-of': ['a-guardian-record', 'own-organisation', 'named'],
  'own-record': ['a-support-record', 'themselves'],
  'own-case': ['a-case', 'themselves'],
  'any-place': ['a-place'],
  'own-place': ['a-place', 'own-organisation'],
  'any-signal': ['a-signal'],
  'any-person': ['a-person-ledger'],
  'signal-of-own-team': ['a-signal', 'own-organisation', 'own-team'],
} as const satisfies Readonly<Record<string, readonly Condition[]>>;

export type Relation = keyof typeof relations;

const bars: readonly Bar[] = [
  { id: 'conflict', when: ['conflict'], why: 'Nobody works on the record of somebody they are bound to, whatever else they may.' },
  {
    id: 'sealed',
    when: ['sealed', 'not-on-list', 'not-the-program'],
    why: 'A sealed record is there for those it is sealed to and for the program’s own work; for everybody else it does not exist.',
  },
];

const wall = [
  'any-support-record',
  'own-support-record',
  'own-record',
  'any-walled',
  'supports',
  'counsels',
  'guardian-of',
] as const satisfies readonly Relation[];
const classes = [
  'identity',
  'locator',
  'safe-contact',
  'narrative',
  'medical',
  'immigration',
  'suspect',
  'analysis',
  'legal',
  'refuge',
  'administrative',
] as const;

const nevers: readonly Never[] = [
  {
    id: 'wall',
    says: 'What stands in support, counselling or guardian records is never read to decide, but for single items the person has let pass.',
    roles: ['decision-maker', 'decision-manager'],
    relations: wall,
  },
  { id: 'wall-by-purpose', says: 'No support, counselling or guardian record is opened to decide again.', purposes: ['reconsideration'], relations: wall },
  { id: 'legal', says: 'Notes of legal advisers never reach who decides.', roles: ['decision-maker', 'decision-manager'], fields: ['legal'] },
  { id: 'legal-by-purpose', says: 'Notes of legal advisers serve no decision.', purposes: ['identification', 'reconsideration'], fields: ['legal'] },
  {
    id: 'firewall',
    says: 'Of a case an immigration body later learns nothing but the receipt and the questions put to it.',
    kinds: ['immigration'],
    relations: ['referred'],
    fields: [...classes, 'stage', 'result', 'course', 'evidence', 'letters'],
    verb: 'read',
  },
  {
    id: 'firewall-relations',
    says: 'An immigration body stands in no other relation to any record than that of who refers.',
    kinds: ['immigration'],
    relations: (Object.keys(relations) as Relation[]).filter((one) => !['own-draft', 'handed-draft', 'referred', 'referred-undecided'].includes(one)),
  },
  {
    id: 'themselves',
    says: 'Who comes in by the door of a person stands in no other relation to any record than that of that person.',
    roles: ['person'],
    relations: (Object.keys(relations) as Relation[]).filter((one) => !['own-record', 'own-case'].includes(one)),
  },
  {
    id: 'refuge',
    says: 'The address of a safe place is read for support and for nothing else.',
    purposes: ['intake', 'identification', 'reconsideration', 'guardianship', 'analysis', 'disclosure', 'statistics', 'audit', 'operations'],
    fields: ['refuge'],
    verb: 'read',
  },
  {
    id: 'no-content',
    says: 'Statistics, audit and the running of the service read no answer of anybody.',
    purposes: ['statistics', 'audit', 'operations'],
    fields: [...classes, 'evidence', 'letters', 'questions'],
    verb: 'read',
  },
];

export const policy: Policy<Relation> = {
  bars,
  relations,
  rows: [...referralRows, ...decisionRows, ...supportRows, ...placeRows, ...ownRows, ...safeguardingRows, ...otherRows],
  nevers,
};
