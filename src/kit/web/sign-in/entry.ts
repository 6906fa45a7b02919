// What the doors of sign-in share: who offers them, what they are handed, and how a visit begins or is proved anew.
import { randomBytes } from 'node:crypto';
import type { Instant } from '#base/day.ts';
import { theService, type Database, type Tx } from '#kit/store/database.ts';
import { carryOnPage, unpacked, type Carried } from '#kit/web/carry.ts';
import { cookieName, entryCookie, readCookies, sessionCookie, writeCookie } from '#kit/web/cookies.ts';
import { tokenFor } from '#kit/web/guard.ts';
import { field, localPath, type Ask, type Reply, type Session } from '#kit/web/page.ts';
import type { Persona } from '#kit/web/session.ts';
import { endVisit, renewed, type People, type Visits } from '#kit/web/store.ts';
import type { Issuer } from './issuer.ts';
import { officeIn, officesOf, type Office } from './store.ts';
import { noRoleView, onwardView, signInView, stepUpView, type Showing, type Wrong } from './views.ts';
import { roleWords } from './words.ts';

export type Entry = {
  readonly db: Database;
  readonly visits: Visits;
  readonly issuer: Issuer;
  /** This service as browsers see it: passkeys are bound to it. */
  readonly origin: string;
  readonly https: boolean;
  /** Codes only: what was refused at the door, never who. */
  readonly log: (line: string) => void;
};

/** One posting or page of sign-in, with the cookie header it came with. */
export type AtDoor = { readonly ask: Ask; readonly secret: string; readonly jar: string | undefined };
export type Answered = { readonly ask: Ask; readonly reply: Reply; readonly cookies: readonly string[] };

export const fresh = 300;

/** Whether this visit was proved within the last minutes. */
export const isFresh = (session: Session | null): boolean => (session?.provedSecondsAgo ?? Infinity) <= fresh;

export function personaOf(office: Office): Persona {
  const { staff, name, role, organisation, kind, team, organisationName } = office;
  return { id: staff, actor: { person: staff, name, role, organisation, kind, team }, title: role, what: organisationName };
}

/** Looked up at every request: a leaver, an ended grant or organisation is out at once. */
export const people: People = {
  find: async (tx, staff, grant, since) => {
    const office = await officeIn(tx, staff, grant, since);
    return office ? personaOf(office) : null;
  },
};

/** What the frame says of somebody: their role and where. */
export const titleOf = (ask: Ask): string | null => {
  const persona = ask.session?.persona;
  return persona ? `${roleWords(ask.say, persona.actor.role)}, ${persona.what}` : null;
};

/** Passkeys need https, or this machine's own name. */
export const passkeysAt = ({ origin }: Pick<Entry, 'origin'>): boolean => {
  const { protocol, hostname } = new URL(origin);
  return (protocol === 'https:' && !/^[\d.]+$|:/.test(hostname)) || hostname === 'localhost';
};

export const service = <T>({ db }: Entry, work: (tx: Tx) => Promise<T>): Promise<T> => db.as(theService, 'operations', work);

/** What the form that led here holds: where to go on, and what was typed. */
export const asked = (ask: Ask): { next: string; carried: Carried | null } => ({ next: localPath(field(ask.body, 'next')), carried: unpacked(ask.body) });

export const showing = (entry: Entry, ask: Ask, next: string, carried: Carried | null, wrong?: Wrong): Showing => ({
  say: ask.say,
  token: ask.token,
  next,
  carried,
  passkeys: passkeysAt(entry),
  ...(wrong ? { wrong } : {}),
});

/** The page one began from, again, with what went wrong and what was typed. */
export function again(entry: Entry, ask: Ask, what: string, of: { next: string; carried: Carried | null }, wrong: Wrong): Answered {
  entry.log(JSON.stringify({ at: new Date().toISOString(), 'sign-in': wrong }));
  const shown = showing(entry, ask, of.next, of.carried, wrong);
  return { ask, cookies: [], reply: what === 'step-up' ? stepUpView({ ...shown, practice: false }) : signInView(shown) };
}

/** The secret of this browser while it signs in; made where there is none. */
export function browserOf(entry: Entry, jar: string | undefined): { readonly secret: string; readonly cookies: readonly string[] } {
  const known = readCookies(jar)[cookieName(entryCookie, entry.https)] ?? '';
  if (/^[\w-]{43}$/.test(known)) return { secret: known, cookies: [] };
  const secret = randomBytes(32).toString('base64url');
  return { secret, cookies: [writeCookie(entryCookie, secret, entry.https, 1800)] };
}

type Onward = { readonly next: string; readonly carried: Carried | null; readonly proved: Instant | null; readonly from: string | null };

/** A visit begins for this person: always under a new cookie, and the visit it was begun from is over. */
export async function comeIn(entry: Entry, ask: Ask, staff: string, of: Onward): Promise<Answered> {
  const [first] = await service(entry, async (tx) => {
    if (of.from) await endVisit(tx, of.from);
    return officesOf(tx, staff);
  });
  if (!first) return { ask, cookies: [], reply: noRoleView(ask.say) };
  const persona = personaOf(first);
  const cookie = await entry.visits.begin({ id: staff, actor: persona.actor, grant: first.grant, proved: of.proved }, ask.lang);
  return goOn(entry, { ...ask, actor: persona.actor }, cookie, of);
}

/** The same visit goes on, proved anew and under a new cookie; null where it has ended meanwhile. */
export async function proveAnew(entry: Entry, ask: Ask, visit: string, of: Omit<Onward, 'from'>): Promise<Answered | null> {
  const cookie = await service(entry, (tx) => renewed(tx, visit, of.proved ?? ask.now));
  return cookie === null ? null : goOn(entry, ask, cookie, of);
}

/** On with what was typed, or to the page that was asked for. */
function goOn(entry: Entry, ask: Ask, cookie: string, { next, carried }: Omit<Onward, 'from' | 'proved'>): Answered {
  const cookies = [writeCookie(sessionCookie, cookie, entry.https)];
  if (!carried) return { ask: { ...ask, actor: null }, cookies, reply: onwardView(ask.say, next, true) };
  const token = tokenFor(cookie);
  return { ask: { ...ask, actor: null, token }, cookies, reply: carryOnPage(ask.say, token, carried, 200) };
}
