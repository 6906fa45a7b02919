// Invented people at work beside those who refer and decide: support, whom a person chooses, who counts and who looks after the service.
import type { Actor, OrganisationKind, Role } from '#access/roles.ts';
import type { Persona } from '#kit/web/session.ts';

type Told = {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly what: string;
  readonly role: Role;
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly team: string;
};

export function persona(told: Told): Persona {
  const { id, title, what, name, role, organisation, kind, team } = told;
  const actor: Actor = { person: id, name, role, organisation, kind, team };
  return { id, actor, title, what };
}

export const peopleBeside: readonly Persona[] = [
  persona({
    id: 'practice-willow',
    name: 'Practice Support Worker Willow',
    title: 'Support worker',
    what: 'Supports people during recovery. Sees no reasons of a decision.',
    role: 'support-worker',
    organisation: 'practice-support',
    kind: 'support-provider',
    team: 'north',
  }),
  persona({
    id: 'practice-hornbeam',
    name: 'Practice Support Worker Hornbeam',
    title: 'Support worker',
    what: 'A colleague of Willow: stands in, takes a shift over, looks after other people.',
    role: 'support-worker',
    organisation: 'practice-support',
    kind: 'support-provider',
    team: 'north',
  }),
  persona({
    id: 'practice-sycamore',
    name: 'Practice Support Manager Sycamore',
    title: 'Support manager',
    what: 'Answers for a provider’s support: gives records to workers, keeps houses, pays. Reads no notes.',
    role: 'support-manager',
    organisation: 'practice-support',
    kind: 'support-provider',
    team: 'north',
  }),
  persona({
    id: 'practice-bracken',
    name: 'Practice Helpline Adviser Bracken',
    title: 'Helpline adviser',
    what: 'Answers for the helpline: opens what people report, answers them and passes on what must be passed on.',
    role: 'helpline-adviser',
    organisation: 'unseen',
    kind: 'ngo',
    team: 'helpline',
  }),
  persona({
    id: 'practice-clover',
    name: 'Practice Helpline Adviser Clover',
    title: 'Helpline adviser',
    what: 'The next on shift at the same helpline: sees the same reports as Bracken.',
    role: 'helpline-adviser',
    organisation: 'unseen',
    kind: 'ngo',
    team: 'helpline',
  }),
  persona({
    id: 'practice-laurel',
    name: 'Practice Support Manager Laurel',
    title: 'Support manager',
    what: 'The second of two: what is paid, and what is held back, needs Laurel and Sycamore.',
    role: 'support-manager',
    organisation: 'practice-support',
    kind: 'support-provider',
    team: 'north',
  }),
  persona({
    id: 'practice-linden',
    name: 'Practice Solicitor Linden',
    title: 'Lawyer',
    what: 'Acts for people who chose them; sees a case only while its person lets them.',
    role: 'legal-representative',
    organisation: 'practice-law',
    kind: 'law-practice',
    team: 'law',
  }),
  persona({
    id: 'practice-aspen',
    name: 'Practice Advocate Aspen',
    title: 'Independent advocate',
    what: 'Helps people to understand and to answer; sees how to reach them and no account.',
    role: 'independent-advocate',
    organisation: 'practice-advocacy',
    kind: 'advocacy-service',
    team: 'advocacy',
  }),
  persona({
    id: 'practice-poplar',
    name: 'Practice Friend Poplar',
    title: 'Gets decisions',
    what: 'Somebody else whom a person wants to receive decisions: those and nothing more.',
    role: 'decision-recipient',
    organisation: 'practice-friends',
    kind: 'private',
    team: 'friends',
  }),
  persona({
    id: 'practice-heather',
    name: 'Practice Statistician Heather',
    title: 'Statistician',
    what: 'Makes the quarter’s tables. Never sees a file.',
    role: 'statistician',
    organisation: 'practice-statistics',
    kind: 'statistics',
    team: 'figures',
  }),
  persona({
    id: 'practice-bilberry',
    name: 'Practice Statistician Bilberry',
    title: 'Statistician, the second of two',
    what: 'Looks over what another made and says whether it may go out. Never sees a file.',
    role: 'statistician',
    organisation: 'practice-statistics',
    kind: 'statistics',
    team: 'figures',
  }),
  persona({
    id: 'practice-oak',
    name: 'Practice Administrator Oak',
    title: 'Administrator',
    what: 'Looks after the service: confirms rules, hands out tokens. Sees no file.',
    role: 'administrator',
    organisation: 'service',
    kind: 'service',
    team: 'service',
  }),
  persona({
    id: 'practice-elder',
    name: 'Practice Administrator Elder',
    title: 'Administrator',
    what: 'The second of two who look after the service: what needs two people needs Elder and Oak.',
    role: 'administrator',
    organisation: 'service',
    kind: 'service',
    team: 'service',
  }),
  persona({
    id: 'practice-yew',
    name: 'Practice Auditor Yew',
    title: 'Auditor',
    what: 'Looks at who read and wrote what. Sees no answers.',
    role: 'auditor',
    organisation: 'service',
    kind: 'service',
    team: 'audit',
  }),
];
