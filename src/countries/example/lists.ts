// The code lists of Examplia: every list that the shared referral form asks from, each as small as it can be. All invented.
import { list, type Item, type List } from '#base/list.ts';

const invented = (id: string, items: readonly (readonly [code: string, label: string, within?: Item['in']])[]): List =>
  list(
    id,
    'Invented',
    items.map(([code, label, within]) => (within ? { code, label, in: within } : { code, label })),
  );

export const exploitation = invented('exploitation-types', [
  ['labour', 'Work'],
  ['sexual', 'Sex'],
  ['domestic', 'Work in a home'],
  ['criminal', 'Crime'],
  ['organ-harvesting', 'Organs'],
  ['not-specified', 'Not known'],
]);

export const nationalities = invented('nationalities', [
  ['examplian', 'Examplian'],
  ['elsewhere', 'From elsewhere'],
  ['unknown', 'Not known'],
]);

const signs = (group: string, label: string): List => invented(`indicators-${group}`, [[`${group.slice(0, 1).toUpperCase()}01`, label]]);

export const lists: Readonly<Record<string, List>> = Object.fromEntries(
  [
    exploitation,
    nationalities,
    invented('organisations', [
      ['harbour-watch', 'Harbour Watch', { kind: 'police', type: 'Public body', published: 'Harbour Watch' }],
      ['open-hands', 'Open Hands', { kind: 'ngo', type: 'Charity', published: 'Open Hands' }],
    ]),
    invented('authorities', [['peril-office', 'Peril Office']]),
    invented('police-forces', [['harbour-watch', 'Harbour Watch']]),
    invented('local-authorities', [
      ['north-shore', 'North Shore'],
      ['south-shore', 'South Shore'],
    ]),
    invented('countries', [
      ['examplia', 'Examplia'],
      ['elsewhere', 'Elsewhere'],
    ]),
    invented('languages', [
      ['examplian', 'Examplian'],
      ['other', 'Another language'],
    ]),
    invented('genders', [
      ['female', 'Female'],
      ['male', 'Male'],
      ['other', 'Other'],
      ['unknown', 'Not known', { offered: 'no' }],
    ]),
    invented('ages-at-exploitation', [
      ['adult', 'Adult'],
      ['child', 'Child'],
      ['unknown', 'Not known'],
    ]),
    invented('places', [
      ['uk', 'Examplia'],
      ['overseas', 'Elsewhere'],
      ['uk-and-overseas', 'Examplia and elsewhere'],
      ['not-specified', 'Not known'],
    ]),
    invented('support-services', [
      ['visit', 'Meeting with the support worker'],
      ['medical', 'Doctor', { shares: 'health' }],
      ['other', 'Something else'],
    ]),
    invented('support-consents', [
      ['support', 'We keep a record and help'],
      ['health', 'We tell doctors what they must know'],
      ['recovery-needs', 'Who decides reads what you need to recover'],
    ]),
    invented('missing-steps', [['police', 'Told the harbour police']]),
    invented('support-exit-reasons', [['needs-met', 'The needs are met']]),
    invented('core-outcomes', [['housing', 'A home']]),
    signs('general', 'Cannot leave the boat'),
    signs('labour', 'Hauls nets without pay'),
    signs('sexual', 'Is kept by somebody who sells them'),
    signs('domestic', 'Cleans a house and may not go out'),
    signs('criminal', 'Is made to smuggle'),
    signs('organ', 'Has a scar nobody explains'),
    signs('child', 'Is not in school'),
  ].map((one) => [one.id, one]),
);
