// Who is at the door: accounts, people at work and what they may do, invitations, and sign-ins under way. All asked of the database.
import { createHash, randomBytes } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import type { OrganisationKind, Role } from '#access/roles.ts';
import type { Tx } from '#kit/store/database.ts';
import { isAdmitted, readEmail, type Domain } from './domain.ts';

export const hashed = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** One role of somebody at work, in force now. */
export type Office = {
  readonly staff: string;
  readonly grant: string;
  readonly name: string;
  readonly role: Role;
  readonly organisation: string;
  readonly organisationName: string;
  readonly kind: OrganisationKind;
  readonly team: string;
};

const office = `select s.id as staff, g.id as grant, s.name, g.role, a.code as organisation, a.name as "organisationName", a.kind, s.works_in as team
  from staff s
  join admitted a on a.code = s.works_at and a.approved_at is not null and a.ended_at is null
  join staff_grant g on g.staff = s.id and g.approved_at is not null and g.ended_at is null and (g.until is null or g.until > clock_timestamp())
  where s.left_at is null`;

/** Every role in force of one person, the oldest first; none for a leaver, or where their organisation has been ended. */
export async function officesOf(tx: Tx, staff: string): Promise<Office[]> {
  return tx.query<Office>(`${office} and s.id = $1 order by g.approved_at, g.id`, [staff]);
}

/** The role that a visit works in; null where the grant, the person, the organisation or the visit has been ended. */
export async function officeIn(tx: Tx, staff: string, grant: string | null, since: Instant): Promise<Office | undefined> {
  const [found] = await tx.query<Office>(`${office} and s.id = $1 and g.id = $2::uuid and (s.visits_ended_at is null or s.visits_ended_at < $3)`, [
    staff,
    grant,
    since,
  ]);
  return found;
}

/** Everybody at work with a role in force: for handing work over within an organisation. */
export async function everyOffice(tx: Tx): Promise<Office[]> {
  return tx.query<Office>(`${office} order by s.name, s.id, g.approved_at`);
}

export type Account = { readonly issuer: string; readonly subject: string; readonly email: string | null; readonly verified: boolean };

/** Who an account is. Bound before; or by a code given to them; or by a verified address at a domain of their organisation. */
export async function staffOf(tx: Tx, account: Account, invitation: string | null): Promise<string | null> {
  const [bound] = await tx.query<{ staff: string }>(
    'select c.staff from staff_account c join staff s on s.id = c.staff where c.issuer = $1 and c.subject = $2 and s.left_at is null',
    [account.issuer, account.subject],
  );
  if (bound) return bound.staff;
  const invited = invitation === null ? null : await useInvitation(tx, invitation);
  if (invited) return bind(tx, account, invited, 'invitation');
  const known = await knownByEmail(tx, account);
  return known && bind(tx, account, known, 'email');
}

/** One account of one issuer a person, and one person an account: the database says no to a second. */
async function bind(tx: Tx, { issuer, subject }: Account, staff: string, how: 'invitation' | 'email'): Promise<string | null> {
  const made = await tx.query<{ staff: string }>(
    'insert into staff_account (issuer, subject, staff, how) values ($1, $2, $3, $4) on conflict do nothing returning staff',
    [issuer, subject, staff, how],
  );
  return made[0]?.staff ?? null;
}

async function knownByEmail(tx: Tx, { email, verified }: Account): Promise<string | null> {
  const read = verified && email !== null ? readEmail(email) : null;
  if (!read) return null;
  const rows = await tx.query<{ staff: string } & Domain>(
    `select s.id as staff, d.domain, d.below from staff s
       join admitted a on a.code = s.works_at and a.approved_at is not null and a.ended_at is null
       join admitted_domain d on d.admitted = a.code and d.approved_at is not null and d.ended_at is null
      where s.email = $1 and s.left_at is null`,
    [read],
  );
  return isAdmitted(read, rows) ? (rows[0]?.staff ?? null) : null;
}

const inForce = `i.used_at is null and i.approved_at is not null and i.ended_at is null and i.expires > clock_timestamp()
  and s.id = i.staff and s.left_at is null and $1 in (i.first_hash || ' ' || i.second_hash, i.second_hash || ' ' || i.first_hash)`;

/** The person an invitation is for. It serves once; an expired one, or a leaver's, is worth nothing. */
export async function useInvitation(tx: Tx, invitation: string): Promise<string | null> {
  const [row] = await tx.query<{ staff: string }>(`update invitation i set used_at = clock_timestamp() from staff s where ${inForce} returning i.staff`, [
    invitation,
  ]);
  return row?.staff ?? null;
}

/** The same, without using it. */
export async function seeInvitation(tx: Tx, invitation: string): Promise<string | null> {
  const [row] = await tx.query<{ staff: string }>(`select i.staff from invitation i, staff s where ${inForce}`, [invitation]);
  return row?.staff ?? null;
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const halfLength = 10;

/** Half of an invitation's code: 50 random bits that people can type. */
export function newHalf(): string {
  const text = [...randomBytes(halfLength)].map((byte) => symbols.charAt(byte & 31)).join('');
  return `${text.slice(0, 5)}-${text.slice(5)}`;
}

/** As it was typed: case, spaces and letters that look like digits make no difference. */
const plain = (typed: string): string =>
  typed
    .slice(0, 100)
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');

/** What is kept of half a code. */
export const halfHash = (half: string): string => hashed(plain(half));

/** What is kept of a whole code while a sign-in is under way; null where that is no code. The halves may come in either order. */
export function invitationOf(typed: string): string | null {
  const code = plain(typed);
  return code.length === 2 * halfLength ? `${hashed(code.slice(0, halfLength))} ${hashed(code.slice(halfLength))}` : null;
}

export type What = 'sign-in' | 'step-up' | 'passkey' | 'new-passkey';

export type UnderWay = {
  readonly what: What;
  /** What the answer is checked against: nonce and verifier, or a passkey's challenge. */
  readonly secrets: string;
  readonly staff: string | null;
  /** The visit that is being proved anew. */
  readonly visit: string | null;
  readonly invitation: string | null;
  readonly next: string;
  readonly carried: Uint8Array | null;
};

export const underWayMinutes = 15;

/** Keeps what has begun, under the state that will come back and the browser it began in. */
export async function keepUnderWay(tx: Tx, state: string, browser: string, of: UnderWay): Promise<void> {
  await tx.query('delete from sign_in where expires < clock_timestamp()');
  await tx.query(
    `insert into sign_in (state_hash, browser_hash, what, secrets, staff, visit, invitation, next, carried, expires)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, clock_timestamp() + make_interval(mins => $10::int))`,
    [hashed(state), hashed(browser), of.what, of.secrets, of.staff, of.visit, of.invitation, of.next, of.carried && Buffer.from(of.carried), underWayMinutes],
  );
}

const columns = 'what, secrets, staff, visit, invitation, next, carried';

export async function seeUnderWay(tx: Tx, state: string, browser: string): Promise<UnderWay | undefined> {
  const [row] = await tx.query<UnderWay>(`select ${columns} from sign_in where state_hash = $1 and browser_hash = $2 and expires > clock_timestamp()`, [
    hashed(state),
    hashed(browser),
  ]);
  return row;
}

/** Takes it away: what came back once cannot come back again. */
export async function takeUnderWay(tx: Tx, state: string, browser: string): Promise<UnderWay | undefined> {
  const [row] = await tx.query<UnderWay>(
    `delete from sign_in where state_hash = $1 and browser_hash = $2 and expires > clock_timestamp() returning ${columns}`,
    [hashed(state), hashed(browser)],
  );
  return row;
}

/** Whom a program speaks for: a client of the issuer that two people let in. */
export async function machineOf(tx: Tx, issuer: string, client: string): Promise<string | null> {
  const [row] = await tx.query<{ staff: string }>(
    'select staff from machine where issuer = $1 and client = $2 and approved_at is not null and ended_at is null',
    [issuer, client],
  );
  return row?.staff ?? null;
}

export type Passkey = { readonly id: string; readonly staff: string; readonly publicKey: Buffer; readonly counter: number };
export type PasskeyRow = { readonly id: string; readonly label: string; readonly madeAt: Instant; readonly lastUsed: string | null };

/** A passkey in use, of somebody who has not left. */
export async function passkeyOf(tx: Tx, id: string): Promise<Passkey | undefined> {
  const [row] = await tx.query<Passkey>(
    `select k.id, k.staff, k.public_key as "publicKey", k.counter::int as counter from passkey k join staff s on s.id = k.staff
      where k.id = $1 and k.ended_at is null and s.left_at is null`,
    [id],
  );
  return row;
}

export async function passkeysOf(tx: Tx, staff: string): Promise<PasskeyRow[]> {
  return tx.query<PasskeyRow>(
    'select id, label, made_at as "madeAt", last_used as "lastUsed" from passkey where staff = $1 and ended_at is null order by made_at',
    [staff],
  );
}

/** Writes down that it was used. False where its counter did not go on: then somebody else holds a copy of it. */
export async function usePasskey(tx: Tx, id: string, counter: number): Promise<boolean> {
  const rows = await tx.query(
    `update passkey set counter = $2, last_used = current_date
      where id = $1 and ended_at is null and (counter < $2 or (counter = 0 and $2 = 0)) returning id`,
    [id, counter],
  );
  return rows.length > 0;
}

type NewPasskey = {
  readonly id: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports?: readonly string[] | undefined;
  readonly label: string;
};

export async function addPasskey(tx: Tx, staff: string, key: NewPasskey): Promise<boolean> {
  const rows = await tx.query(
    `insert into passkey (id, staff, public_key, counter, transports, label)
     select $1, s.id, $3, $4, $5, $6 from staff s where s.id = $2 and s.left_at is null on conflict do nothing returning id`,
    [key.id, staff, Buffer.from(key.publicKey), key.counter, key.transports ?? [], key.label],
  );
  return rows.length > 0;
}

export async function endPasskey(tx: Tx, staff: string, id: string): Promise<void> {
  await tx.query('update passkey set ended_at = clock_timestamp() where id = $1 and staff = $2 and ended_at is null', [id, staff]);
}
