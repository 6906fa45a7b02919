// Who somebody is while at work: role, organisation and kind of organisation.

export const roles = [
  'first-responder',
  'first-responder-supervisor',
  'decision-maker',
  'decision-manager',
  'support-worker',
  'support-manager',
  'counsellor',
  'guardian',
  'legal-representative',
  'independent-advocate',
  'decision-recipient',
  'helpline-adviser',
  'person',
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
  'the-person',
  'statistics',
  'service',
] as const;

/** Whom somebody can be taken on as: the program works by itself, and a person comes in by their own door. */
export const rolesAtWork: readonly Role[] = roles.filter((role) => role !== 'system' && role !== 'person');

export type OrganisationKind = (typeof organisationKinds)[number];

/** Those that can be admitted. */
export const admissibleKinds: readonly Exclude<OrganisationKind, 'the-person'>[] = organisationKinds.filter((kind) => kind !== 'the-person');

/** A person at work. `person` is a staff id, `organisation` and `team` are codes. */
export type Actor = {
  readonly person: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly kind: OrganisationKind;
  readonly team: string;
};
