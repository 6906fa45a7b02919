// Rows of the policy: what the program reads to find safe places, so that nobody has to know both where a house stands and what a person fears.
import type { Relation } from './matrix.ts';
import type { Row } from './policy.ts';

export const placeRows: readonly Row<Relation>[] = [
  {
    id: 'program-houses',
    roles: ['system'],
    kinds: ['service'],
    purposes: ['support'],
    relations: ['any-place'],
    read: ['refuge', 'administrative'],
    write: [],
    why: 'The program compares where a house stands with what the person must stay away from, so that neither who keeps the house nor who looks after the person has to know both. When somebody has arrived it seals the address into their record.',
    controller: 'provider',
    basis: 'care',
  },
  {
    id: 'program-needs',
    roles: ['system'],
    kinds: ['service'],
    purposes: ['support'],
    relations: ['any-support-record'],
    read: ['locator', 'administrative'],
    write: ['refuge'],
    why: 'To find places for all who wait at once the program reads what each of them needs of a place. It shows to nobody what stands in another’s record, and says of a house no more than which kind of rule stands against it.',
    controller: 'provider',
    basis: 'care',
  },
  {
    id: 'program-danger',
    roles: ['system'],
    kinds: ['service'],
    purposes: ['support'],
    relations: ['any-case'],
    read: ['suspect'],
    write: [],
    why: 'Nobody is housed near those who exploited them, and no interpreter is one of them: the program compares where these are said to be with where a house stands, and who they are said to be with an interpreter’s name, and shows neither.',
    controller: 'provider',
    basis: 'care',
  },
];
