// Invented people at work in Examplia, the invented country: enough to refer, decide with a second person, and count.
import type { OrganisationKind, Role } from '#access/roles.ts';
import type { Persona } from '#kit/web/session.ts';

type Told = readonly [id: string, name: string, role: Role, organisation: string, kind: OrganisationKind, team: string, title: string, what: string];

const told: readonly Told[] = [
  [
    'examplia-gull',
    'Practice Watch Gull',
    'first-responder',
    'harbour-watch',
    'police',
    'quay',
    'Harbour officer',
    'Refers people found on boats for Harbour Watch.',
  ],
  ['examplia-tern', 'Practice Helper Tern', 'first-responder', 'open-hands', 'ngo', 'day', 'Charity helper', 'Refers people who come to Open Hands.'],
  [
    'examplia-coral',
    'Practice Decider Coral',
    'decision-maker',
    'peril-office',
    'competent-authority',
    'peril',
    'Decider',
    'Decides at the Peril Office, once for each person.',
  ],
  [
    'examplia-pearl',
    'Practice Manager Pearl',
    'decision-manager',
    'peril-office',
    'competent-authority',
    'peril',
    'Decision manager',
    'Shares out the work at the Peril Office and is its second person.',
  ],
  [
    'examplia-kelp',
    'Practice Support Worker Kelp',
    'support-worker',
    'safe-harbour',
    'support-provider',
    'all',
    'Support worker',
    'Supports people once they are identified.',
  ],
  [
    'examplia-sand',
    'Practice Statistician Sand',
    'statistician',
    'examplia-figures',
    'statistics',
    'figures',
    'Statistician',
    'Makes the quarter’s tables. Never sees a file.',
  ],
  ['examplia-reef', 'Practice Administrator Reef', 'administrator', 'service', 'service', 'service', 'Administrator', 'Looks after the service. Sees no file.'],
];

export const examplians: readonly Persona[] = told.map(([id, name, role, organisation, kind, team, title, what]) => ({
  id,
  title,
  what,
  actor: { person: id, name, role, organisation, kind, team },
}));
