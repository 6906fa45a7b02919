// Who works here, as administrators see and change it. Who proposed, approved and ended is stamped by the database, not by us.
import { randomUUID } from 'node:crypto';
import type { OrganisationKind, Role } from '#access/roles.ts';
import type { Instant } from '#base/day.ts';
import { note } from '#kit/store/audit.ts';
import type { Tx } from '#kit/store/database.ts';

/** What two people do: proposed by one, approved by another, ended by any. */
export type Two = {
  readonly proposedBy: string;
  readonly approvedAt: Instant | null;
  readonly endedAt: Instant | null;
};
export type Organisation = Two & { readonly code: string; readonly name: string; readonly kind: OrganisationKind };
export type DomainRow = Two & { readonly id: string; readonly domain: string; readonly below: boolean };
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly worksAt: string;
  readonly worksIn: string;
  readonly leftAt: Instant | null;
};
export type GrantRow = Two & { readonly id: string; readonly role: Role; readonly until: Instant | null };
export type MachineRow = Two & { readonly id: string; readonly client: string };

const two = 'proposed_by as "proposedBy", approved_at as "approvedAt", ended_at as "endedAt"';

export const organisations = (tx: Tx): Promise<Organisation[]> =>
  tx.query<Organisation>(`select code, name, kind, ${two} from admitted order by ended_at is not null, name, code`);

export async function organisationOf(tx: Tx, code: string): Promise<Organisation | undefined> {
  return (await tx.query<Organisation>(`select code, name, kind, ${two} from admitted where code = $1`, [code]))[0];
}

/** False where the code is taken. */
export async function proposeOrganisation(tx: Tx, of: Pick<Organisation, 'code' | 'name' | 'kind'>): Promise<boolean> {
  note(tx, null, 'wrote:staff.organisation');
  const rows = await tx.query('insert into admitted (code, name, kind) values ($1, $2, $3) on conflict do nothing returning code', [of.code, of.name, of.kind]);
  return rows.length > 0;
}

export const domainsOf = (tx: Tx, code: string): Promise<DomainRow[]> =>
  tx.query<DomainRow>(`select id, domain, below, ${two} from admitted_domain where admitted = $1 and ended_at is null order by domain`, [code]);

export async function proposeDomain(tx: Tx, code: string, domain: string, below: boolean): Promise<boolean> {
  note(tx, null, 'wrote:staff.domain');
  const rows = await tx.query('insert into admitted_domain (admitted, domain, below) values ($1, $2, $3) on conflict do nothing returning id', [
    code,
    domain,
    below,
  ]);
  return rows.length > 0;
}

const person = 'id, name, email, works_at as "worksAt", works_in as "worksIn", left_at as "leftAt"';

export const peopleAt = (tx: Tx, code: string): Promise<Person[]> =>
  tx.query<Person>(`select ${person} from staff where works_at = $1 order by left_at is not null, name, id limit 2000`, [code]);

export async function personOf(tx: Tx, id: string): Promise<Person | undefined> {
  return (await tx.query<Person>(`select ${person} from staff where id = $1`, [id]))[0];
}

/** Null where somebody with this address is at work already. */
export async function addPerson(tx: Tx, of: Pick<Person, 'name' | 'email' | 'worksAt' | 'worksIn'>): Promise<string | null> {
  note(tx, null, 'wrote:staff.person');
  const rows = await tx.query<{ id: string }>(
    'insert into staff (id, name, email, works_at, works_in) values ($1, $2, $3, $4, $5) on conflict do nothing returning id',
    [randomUUID(), of.name, of.email, of.worksAt, of.worksIn],
  );
  return rows[0]?.id ?? null;
}

export const grantsOf = (tx: Tx, staff: string): Promise<GrantRow[]> =>
  tx.query<GrantRow>(`select id, role, until, ${two} from staff_grant where staff = $1 order by proposed_at desc`, [staff]);

/** False where this role is proposed or given already. */
export async function proposeGrant(tx: Tx, staff: string, role: Role, until: Instant | null): Promise<boolean> {
  note(tx, null, 'wrote:staff.grant');
  const rows = await tx.query(
    `insert into staff_grant (staff, role, until) select s.id, $2, $3::timestamptz from staff s where s.id = $1 and s.left_at is null
     on conflict do nothing returning id`,
    [staff, role, until],
  );
  return rows.length > 0;
}

export const machinesOf = (tx: Tx, staff: string): Promise<MachineRow[]> =>
  tx.query<MachineRow>(`select id, client, ${two} from machine where staff = $1 and ended_at is null order by client`, [staff]);

export async function proposeMachine(tx: Tx, staff: string, issuer: string, client: string): Promise<boolean> {
  note(tx, null, 'wrote:staff.machine');
  const rows = await tx.query(
    `insert into machine (issuer, client, staff) select $2, $3, s.id from staff s where s.id = $1 and s.left_at is null on conflict do nothing returning id`,
    [staff, issuer, client],
  );
  return rows.length > 0;
}

export type Kind = 'admitted' | 'admitted_domain' | 'staff_grant' | 'machine';
const keyOf: Readonly<Record<Kind, string>> = { admitted: 'code', admitted_domain: 'id::text', staff_grant: 'id::text', machine: 'id::text' };

/** The second person agrees. False where it was approved or ended before, or is one's own proposal or role. */
export async function approve(tx: Tx, kind: Kind, id: string): Promise<boolean> {
  note(tx, null, `wrote:staff.approve-${kind.replace('_', '-')}`);
  const own = kind === 'staff_grant' ? ' and staff <> $2' : '';
  const rows = await tx.query(
    `update ${kind} set approved_at = clock_timestamp()
      where ${keyOf[kind]} = $1 and proposed_by <> $2${own} and approved_at is null and ended_at is null returning 1 as done`,
    [id, tx.actor.person],
  );
  return rows.length > 0;
}

/** Ends it at once: whoever rests on it is out with their next page. One person is enough to take away. */
export async function endOne(tx: Tx, kind: Kind, id: string): Promise<boolean> {
  note(tx, null, `wrote:staff.end-${kind.replace('_', '-')}`);
  // Ending the service itself would lock out everybody, those who could undo it included.
  const but = kind === 'admitted' ? ` and code <> 'service'` : '';
  const rows = await tx.query(`update ${kind} set ended_at = clock_timestamp() where ${keyOf[kind]} = $1 and ended_at is null${but} returning 1 as done`, [id]);
  return rows.length > 0;
}

export const invitationDays = 7;

export type InvitationRow = Two & { readonly id: string; readonly expires: Instant };

/** The invitation of somebody that has not been used; one that ran out is replaced by the next. */
export async function invitationFor(tx: Tx, staff: string): Promise<InvitationRow | undefined> {
  return (
    await tx.query<InvitationRow>(
      `select id, expires, ${two} from invitation where staff = $1 and used_at is null and ended_at is null and expires > clock_timestamp()`,
      [staff],
    )
  )[0];
}

/** Proposes an invitation with the first half of its code. An earlier one that was not used is over. */
export async function invite(tx: Tx, staff: string, first: string): Promise<boolean> {
  note(tx, null, 'wrote:staff.invitation');
  await endInvitation(tx, staff);
  const rows = await tx.query(
    `insert into invitation (first_hash, staff, expires) select $2, s.id, clock_timestamp() + make_interval(days => $3::int)
       from staff s where s.id = $1 and s.left_at is null on conflict do nothing returning id`,
    [staff, first, invitationDays],
  );
  return rows.length > 0;
}

const endInvitation = (tx: Tx, staff: string): Promise<unknown> =>
  tx.query('update invitation set ended_at = clock_timestamp() where staff = $1 and ended_at is null and used_at is null', [staff]);

/** The second person agrees, and is given the other half. */
export async function approveInvitation(tx: Tx, id: string, second: string): Promise<boolean> {
  note(tx, null, 'wrote:staff.approve-invitation');
  const rows = await tx.query(
    `update invitation set approved_at = clock_timestamp(), second_hash = $3
      where id::text = $1 and proposed_by <> $2 and staff <> $2 and approved_at is null and ended_at is null and used_at is null returning id`,
    [id, tx.actor.person, second],
  );
  return rows.length > 0;
}

/** Every visit of this person that has begun is over, from the next page on. */
export async function endVisitsOf(tx: Tx, staff: string): Promise<void> {
  note(tx, null, 'wrote:staff.end-visits');
  await tx.query('update staff set visits_ended_at = clock_timestamp() where id = $1 and left_at is null', [staff]);
}

/** A device was lost and its person cannot come in to say so: every passkey of theirs is over, and every visit. */
export async function endPasskeysOf(tx: Tx, staff: string): Promise<void> {
  note(tx, null, 'wrote:staff.end-passkeys');
  await tx.query('update passkey set ended_at = clock_timestamp() where staff = $1 and ended_at is null', [staff]);
  await endVisitsOf(tx, staff);
}

/** Leaves, in one transaction: visits, tokens, programs, roles, keys and invitations end with it. */
export async function leave(tx: Tx, staff: string): Promise<boolean> {
  note(tx, null, 'wrote:staff.leave');
  const gone = await tx.query(
    'update staff set left_at = clock_timestamp(), visits_ended_at = clock_timestamp() where id = $1 and left_at is null returning id',
    [staff],
  );
  if (gone.length === 0) return false;
  await tx.query('update staff_grant set ended_at = clock_timestamp() where staff = $1 and ended_at is null', [staff]);
  await tx.query('update machine set ended_at = clock_timestamp() where staff = $1 and ended_at is null', [staff]);
  await tx.query('update token set revoked_at = clock_timestamp() where person = $1 and revoked_at is null', [staff]);
  await tx.query('update passkey set ended_at = clock_timestamp() where staff = $1 and ended_at is null', [staff]);
  await endInvitation(tx, staff);
  return true;
}

/** How many people could look after access now. */
export async function administrators(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    `select count(distinct s.id)::int as count from staff s
       join admitted a on a.code = s.works_at and a.approved_at is not null and a.ended_at is null
       join staff_grant g on g.staff = s.id and g.role = 'administrator' and g.approved_at is not null and g.ended_at is null
        and (g.until is null or g.until > clock_timestamp())
      where s.left_at is null`,
  );
  return row?.count ?? 0;
}

/** `first` and `second`: what is kept of the halves of their code. */
export type Named = { readonly name: string; readonly email: string; readonly first: string; readonly second: string };

/**
 * The first administrators, by whoever holds the owner's keys: always two, so that from then on two people decide.
 * Refused where two are there already.
 */
export async function admitFirst(tx: Tx, serviceName: string, named: readonly [Named, Named], domain: string | null): Promise<'done' | 'enough' | 'taken'> {
  await tx.query(`select pg_advisory_xact_lock(hashtextextended('opennrm admit', 0))`);
  if ((await administrators(tx)) >= 2) return 'enough';
  const there = await tx.query('select from staff where email = any ($1::text[]) and left_at is null', [named.map((one) => one.email)]);
  if (there.length > 0) return 'taken';
  note(tx, null, 'wrote:staff.admit');
  await tx.query(`insert into admitted (code, name, kind, by_keys) values ('service', $1, 'service', true) on conflict do nothing`, [serviceName]);
  if (domain) await tx.query(`insert into admitted_domain (admitted, domain, by_keys) values ('service', $1, true) on conflict do nothing`, [domain]);
  for (const one of named) {
    const id = await addPerson(tx, { name: one.name, email: one.email, worksAt: 'service', worksIn: 'service' });
    if (id === null) throw new Error('two people with one address');
    await tx.query(`insert into staff_grant (staff, role, by_keys) values ($1, 'administrator', true)`, [id]);
    await tx.query(
      'insert into invitation (staff, first_hash, second_hash, by_keys, expires) values ($1, $2, $3, true, clock_timestamp() + make_interval(days => $4::int))',
      [id, one.first, one.second, invitationDays],
    );
  }
  return 'done';
}
