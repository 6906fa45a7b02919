// Rows of the policy: the person themselves, by a door of their own; and who hears what they complain of.
import type { Relation } from './matrix.ts';
import type { Row } from './policy.ts';

export const ownRows: readonly Row<Relation>[] = [
  {
    id: 'own-record',
    roles: ['person'],
    kinds: ['the-person'],
    purposes: ['support'],
    relations: ['own-record'],
    read: ['course', 'identity', 'safe-contact', 'payments'],
    write: ['narrative', 'safe-contact'],
    why: 'The person sees what support they have and are due, and says what must be heard: how to reach them, and what is wrong. Notes about them they ask for as a copy.',
    controller: 'provider',
    basis: 'care',
  },
  {
    id: 'own-case',
    roles: ['person'],
    kinds: ['the-person'],
    purposes: ['support'],
    relations: ['own-case'],
    read: ['stage', 'result', 'course', 'identity', 'narrative'],
    write: ['narrative'],
    why: 'The person sees where their case stands and what was said for them, and adds or puts right in their own words.',
    controller: 'authority',
    basis: 'public-task',
  },
  {
    id: 'own-complaint',
    roles: ['person'],
    kinds: ['the-person'],
    purposes: ['support'],
    relations: ['own-record'],
    read: ['complaints'],
    write: ['complaints'],
    why: 'The person complains in their own words, and sees whether it was dealt with.',
    controller: 'provider',
    basis: 'care',
  },
  {
    id: 'complaints',
    roles: ['support-manager'],
    kinds: ['support-provider'],
    purposes: ['support'],
    relations: ['own-support-record'],
    read: ['complaints'],
    write: ['complaints'],
    why: 'Who answers for a provider hears what people complain of. The worker it may be about does not.',
    controller: 'provider',
    basis: 'care',
  },
];
