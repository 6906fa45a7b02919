// A house with real sign-in for tests: the first administrators, people at work, and a visitor who comes in by an issuer.
import { day } from '#base/day.ts';
import type { Actor, OrganisationKind, Role } from '#access/roles.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { halfHash, newHalf } from '#kit/web/sign-in/store.ts';
import {
  addPerson,
  admitFirst,
  approve,
  approveInvitation,
  domainsOf,
  grantsOf,
  invitationFor,
  invite,
  peopleAt,
  proposeDomain,
  proposeGrant,
  proposeOrganisation,
} from '#rooms/staff/store.ts';
import { build, type House } from '#house.ts';
import { clientId, clientSecret } from './issuer.ts';
import { visitor, type Answer } from './walk.ts';

export type AtWork = { readonly house: House; readonly base: string; readonly log: string[]; readonly close: () => Promise<void> };

/** Real sign-in on a test database; `origin` as browsers will see it. `rateTimes`: how many times the ordinary rates may be asked. */
export async function startAtWork(db: Database, origin: string, issuer: string, rateTimes = 1): Promise<AtWork> {
  const log: string[] = [];
  const signIn = { issuer, clientId, clientSecret, origin, audience: `${origin}/api` };
  const house = build(db, { today: day('2024-01-15'), port: Number(new URL(origin).port), host: '127.0.0.1', signIn, rateTimes }, (line) => log.push(line));
  await house.listen();
  return { house, base: origin, log, close: house.close };
}

/** The two first administrators, as the command line makes them; with the codes of their invitations. */
export async function firstTwo(db: Database): Promise<{ readonly one: Actor; readonly two: Actor; readonly codes: readonly [string, string] }> {
  const named = ['Invented First', 'Invented Second'].map((name, i) => {
    const halves = [newHalf(), newHalf()] as const;
    return { name, email: `admin-${i}@service.example`, code: halves.join('-'), first: halfHash(halves[0]), second: halfHash(halves[1]) };
  });
  const [a, b] = named;
  if (!a || !b) throw new Error('two are needed');
  await db.as(theService, 'operations', (tx) => admitFirst(tx, 'Invented service', [a, b], 'service.example'));
  const people = await db.as(theService, 'operations', (tx) => peopleAt(tx, 'service'));
  const actor = (name: string): Actor => {
    const found = people.find((person) => person.name === name);
    if (!found) throw new Error(`${name} was not admitted`);
    return { person: found.id, name, role: 'administrator', organisation: 'service', kind: 'service', team: 'service' };
  };
  return { one: actor(a.name), two: actor(b.name), codes: [a.code, b.code] };
}

export type Both = { readonly one: Actor; readonly two: Actor };

/** One proposes, the other agrees. */
export async function organisation(db: Database, by: Both, of: { code: string; kind: OrganisationKind; domain?: string; below?: boolean }): Promise<void> {
  await db.as(by.one, 'operations', async (tx) => {
    await proposeOrganisation(tx, { code: of.code, name: `Invented ${of.code}`, kind: of.kind });
    if (of.domain) await proposeDomain(tx, of.code, of.domain, of.below === true);
  });
  await db.as(by.two, 'operations', async (tx) => {
    await approve(tx, 'admitted', of.code);
    for (const one of await domainsOf(tx, of.code)) await approve(tx, 'admitted_domain', one.id);
  });
}

/** Somebody at work with a role that two people gave them. Gives their id. */
export async function somebody(db: Database, by: Both, of: { name: string; email: string; at: string; team?: string; role: Role }): Promise<string> {
  const id = await db.as(by.one, 'operations', async (tx) => {
    const made = await addPerson(tx, { name: of.name, email: of.email, worksAt: of.at, worksIn: of.team ?? 'team' });
    if (made === null) throw new Error('the address is taken');
    await proposeGrant(tx, made, of.role, null);
    return made;
  });
  await db.as(by.two, 'operations', async (tx) => {
    for (const one of await grantsOf(tx, id)) await approve(tx, 'staff_grant', one.id);
  });
  return id;
}

/** A whole code: one half from each administrator. */
export async function invited(db: Database, by: Both, staff: string): Promise<string> {
  const halves = [newHalf(), newHalf()] as const;
  await db.as(by.one, 'operations', (tx) => invite(tx, staff, halfHash(halves[0])));
  await db.as(by.two, 'operations', async (tx) => approveInvitation(tx, (await invitationFor(tx, staff))?.id ?? '', halfHash(halves[1])));
  return halves.join('-');
}

const onward = (answer: Answer): string => /url=(.*)$/.exec(answer.headers.get('refresh') ?? '')?.[1] ?? '';

/** A browser at the door: begins at a page, goes to the issuer by itself and comes back. */
export function comer(base: string) {
  const visit = visitor(base);
  const jar = new Map<string, string>();
  /** At the issuer: follows it until it sends us back. Gives the way back. */
  const atIssuer = async (from: string): Promise<string> => {
    let at = from;
    for (let step = 0; step < 10; step += 1) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } });
      for (const set of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
        jar.set(name, value);
      }
      const next = answer.headers.get('location');
      if (!next) throw new Error(`the issuer said ${answer.status}: ${await answer.text()}`);
      at = new URL(next, at).href;
      if (at.startsWith(`${base}/`)) return at.slice(base.length);
    }
    throw new Error('the issuer leads round in circles');
  };
  /** Presses the button of a sign-in or step-up page with these hidden fields; gives the way back, not yet gone. */
  const begin = async (page: string, fields: Readonly<Record<string, string>>): Promise<{ readonly started: Answer; readonly back: string }> => {
    const started = await visit.submit(page, fields, '/sign-in/start');
    const gone = await visit.go(onward(started));
    return { started, back: gone.to ? await atIssuer(gone.to) : '' };
  };
  const signIn = async (fields: Readonly<Record<string, string>> = {}): Promise<Answer> => {
    const { back } = await begin('/sign-in', { what: 'sign-in', next: '/', ...fields });
    return visit.go(back);
  };
  return { ...visit, begin, atIssuer, signIn, onward };
}
