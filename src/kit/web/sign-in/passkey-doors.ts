// The doors of passkeys: sign in, prove it anew, and keep a new one. A person must be verified by the key itself; a copied key is refused.
import { randomBytes } from 'node:crypto';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';
import { instant } from '#base/day.ts';
import type { Tx } from '#kit/store/database.ts';
import { absent, field, type Ask } from '#kit/web/page.ts';
import { again, asked, browserOf, comeIn, isFresh, passkeysAt, proveAnew, service, type Answered, type AtDoor, type Entry } from './entry.ts';
import type { EntryDoor } from './doors.ts';
import {
  addPasskey,
  invitationOf,
  keepUnderWay,
  passkeyOf,
  passkeysOf,
  seeInvitation,
  takeUnderWay,
  useInvitation,
  usePasskey,
  type UnderWay,
  type What,
} from './store.ts';
import { entryPaths } from './views.ts';

export const passkeyDoors: readonly EntryDoor[] = [
  { method: 'POST', path: entryPaths.options, why: 'a challenge for a passkey', act: options },
  { method: 'POST', path: entryPaths.passkey, why: 'sign in, or show once more who one is, with a passkey', act: use },
  { method: 'POST', path: entryPaths.newOptions, why: 'a challenge for a new passkey', act: newOptions },
  { method: 'POST', path: entryPaths.newPasskey, why: 'keep a new passkey, in a fresh visit or by an invitation', act: keep },
];

/** EdDSA, ES256, RS256: what authenticators speak today. */
const algorithms = [-8, -7, -257];

const relying = (entry: Entry) => ({ rpID: new URL(entry.origin).hostname, name: 'OpenNRM' });

const said = (ask: Ask, status: number, body: unknown, cookies: readonly string[] = []): Answered => ({ ask, cookies, reply: { kind: 'json', status, body } });

type Challenged = { readonly challenge: string } & Pick<UnderWay, 'staff' | 'invitation'>;

/** Keeps the challenge under a state of its own; the answer must bring both back. */
async function challenge(entry: Entry, at: AtDoor, what: What, of: Challenged, body: object): Promise<Answered> {
  const state = randomBytes(32).toString('base64url');
  const browser = browserOf(entry, at.jar);
  const { session } = at.ask;
  const row = { what, secrets: of.challenge, staff: of.staff, visit: session?.id ?? null, invitation: of.invitation, next: '/', carried: null };
  await service(entry, (tx) => keepUnderWay(tx, state, browser.secret, row));
  return said(at.ask, 200, { state, options: body }, browser.cookies);
}

async function options(entry: Entry, at: AtDoor): Promise<Answered> {
  if (!passkeysAt(entry)) return { ask: at.ask, cookies: [], reply: absent };
  // Nobody's keys are named: the device knows which it holds, and we tell nobody who has one.
  const made = await generateAuthenticationOptions({ rpID: relying(entry).rpID, userVerification: 'required' });
  return challenge(entry, at, 'passkey', { challenge: made.challenge, staff: null, invitation: null }, made);
}

const readJson = <T>(text: string): T | null => {
  try {
    const read: unknown = JSON.parse(text);
    return typeof read === 'object' && read !== null ? (read as T) : null;
  } catch {
    return null;
  }
};

async function use(entry: Entry, at: AtDoor): Promise<Answered> {
  const { ask } = at;
  const of = asked(ask);
  const what = field(ask.body, 'what') === 'step-up' && ask.session ? 'step-up' : 'sign-in';
  const staff = await holder(entry, at);
  if (!staff) return again(entry, ask, what, of, 'passkey');
  const proved = { ...of, proved: instant(new Date().toISOString()) };
  if (what === 'sign-in') return comeIn(entry, ask, staff, { ...proved, from: ask.session?.id ?? null });
  if (staff !== ask.session?.staff) return again(entry, ask, what, of, 'other-person');
  return (await proveAnew(entry, ask, ask.session.id, proved)) ?? again(entry, ask, 'sign-in', of, 'stale');
}

/** Whose passkey answered the challenge; null where anything about it is not right. */
async function holder(entry: Entry, { ask, jar }: AtDoor): Promise<string | null> {
  const response = readJson<AuthenticationResponseJSON>(field(ask.body, 'credential'));
  const under = await service(entry, (tx) => takeUnderWay(tx, field(ask.body, 'state'), browserOf(entry, jar).secret));
  if (!response || typeof response.id !== 'string' || under?.what !== 'passkey') return null;
  const key = await service(entry, (tx) => passkeyOf(tx, response.id));
  if (!key) return null;
  const done = await verifyAuthenticationResponse({
    response,
    expectedChallenge: under.secrets,
    expectedOrigin: entry.origin,
    expectedRPID: relying(entry).rpID,
    requireUserVerification: true,
    credential: { id: key.id, publicKey: new Uint8Array(key.publicKey), counter: key.counter },
  }).catch(() => null);
  if (!done?.verified) return null;
  // Two at once with one counter: the database lets one of them through.
  return (await service(entry, (tx) => usePasskey(tx, key.id, done.authenticationInfo.newCounter))) ? key.staff : null;
}

/** Whoever adds a key has just shown who they are, or brings the code of an invitation. */
async function adding(entry: Entry, ask: Ask): Promise<{ readonly staff: string; readonly invitation: string | null } | null> {
  if (ask.session) return isFresh(ask.session) ? { staff: ask.session.staff, invitation: null } : null;
  const invitation = invitationOf(field(ask.body, 'code'));
  const staff = invitation && (await service(entry, (tx) => seeInvitation(tx, invitation)));
  return staff ? { staff, invitation } : null;
}

async function newOptions(entry: Entry, at: AtDoor): Promise<Answered> {
  const { ask } = at;
  const who = passkeysAt(entry) ? await adding(entry, ask) : null;
  if (!who) return said(ask, 403, {});
  const held = await service(entry, (tx) => passkeysOf(tx, who.staff));
  const name = ask.actor?.name ?? 'OpenNRM';
  const made = await generateRegistrationOptions({
    rpName: relying(entry).name,
    rpID: relying(entry).rpID,
    userName: name,
    userDisplayName: name,
    userID: new Uint8Array(Buffer.from(who.staff)),
    attestationType: 'none',
    excludeCredentials: held.map(({ id }) => ({ id })),
    supportedAlgorithmIDs: algorithms,
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });
  return challenge(entry, at, 'new-passkey', { challenge: made.challenge, ...who }, made);
}

async function keep(entry: Entry, { ask, jar }: AtDoor): Promise<Answered> {
  const of = asked(ask);
  const response = readJson<RegistrationResponseJSON>(field(ask.body, 'credential'));
  const under = await service(entry, (tx) => takeUnderWay(tx, field(ask.body, 'state'), browserOf(entry, jar).secret));
  // The challenge belongs to one visit; an invited person has none yet.
  const own = under?.what === 'new-passkey' && under.staff !== null && under.visit === (ask.session?.id ?? null);
  const staff = own ? under.staff : null;
  if (!response || !under || !staff) return again(entry, ask, 'sign-in', of, 'passkey');
  const done = await verifyRegistrationResponse({
    response,
    supportedAlgorithmIDs: algorithms,
    expectedChallenge: under.secrets,
    expectedOrigin: entry.origin,
    expectedRPID: relying(entry).rpID,
    requireUserVerification: true,
  }).catch(() => null);
  const key = done?.verified ? done.registrationInfo.credential : null;
  const kept = key && (await service(entry, (tx) => keepKey(tx, under, staff, { ...key, label: field(ask.body, 'label').slice(0, 60) })));
  if (!kept) return again(entry, ask, 'sign-in', of, 'passkey');
  if (ask.session) return { ask, cookies: [], reply: { kind: 'to', path: of.next } };
  return comeIn(entry, ask, staff, { ...of, proved: instant(new Date().toISOString()), from: null });
}

/** An invitation is used up in the same transaction: one code, one key. */
async function keepKey(tx: Tx, under: UnderWay, staff: string, key: Parameters<typeof addPasskey>[2]): Promise<boolean> {
  if (under.invitation !== null && (await useInvitation(tx, under.invitation)) !== staff) return false;
  return addPasskey(tx, staff, key);
}
