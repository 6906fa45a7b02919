// Who somebody is while at work: role, organisation and kind of organisation.

export const roles = [
  'first-responder',
  'first-responder-supervisor',
  'decision-maker',
  'decision-manager',
  'support-worker',
  'counsellor',
  'guardian',
  'legal-representative',
  'independent-advocate',
  'decision-recipient',
  'analyst',
  'statistician',
  'administrator',
  'auditor',
  'system',
] as const;

export type Role = (typeof roles)[number];

export const organisationKinds = [
  'police',
  'local-authority',
  'ngo',
  'immigration',
  'government',
  'labour-inspectorate',
  'health-trust',
  'competent-authority',
  'local-panel',
  'support-provider',
  'guardian-service',
  'law-practice',
  'advocacy-service',
  'private',
  'statistics',
  'service',
] as const;

export type OrganisationKind = (typeof organisationKinds)[number];

/** A person at work. `person` is a staff id, `organisation` and `team` are codes. */
export type Actor = {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly team: string;
};
