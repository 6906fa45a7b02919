// The doors of real sign-in: begin, go to the issuer, come back, prove it anew. Each state serves once, in the browser it began in.
import { randomBytes } from 'node:crypto';
import { absent, field, localPath, type Ask, type Route } from '#kit/web/page.ts';
import { again, asked, browserOf, comeIn, proveAnew, service, showing, type Answered, type AtDoor, type Entry } from './entry.ts';
import { passkeyDoors } from './passkey-doors.ts';
import { openCarried, sealCarried } from './sealed.ts';
import type { Secrets } from './issuer.ts';
import { invitationOf, keepUnderWay, seeUnderWay, staffOf, takeUnderWay, type UnderWay } from './store.ts';
import { entryPaths, onwardView, signInView, stepUpView } from './views.ts';

export type EntryDoor = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly why: string;
  readonly act: (entry: Entry, at: AtDoor) => Promise<Answered>;
};

export const entryDoors: readonly EntryDoor[] = [
  { method: 'GET', path: entryPaths.signIn, why: 'sign in', act: signIn },
  { method: 'POST', path: entryPaths.start, why: 'begin to sign in with the account of one’s organisation', act: start },
  { method: 'GET', path: entryPaths.go, why: 'go to the issuer that a sign-in was begun with', act: go },
  { method: 'GET', path: entryPaths.back, why: 'come back from the issuer', act: comeBack },
  { method: 'GET', path: entryPaths.stepUp, why: 'show once more who one is', act: stepUp },
  ...passkeyDoors,
];

/** As routes, for the inventory; the server answers them itself. */
export const entryRoutes = (): readonly Route[] =>
  entryDoors.map(({ method, path, why }) => ({ method, path, why, who: 'anyone', rate: 'sign-in', act: () => Promise.resolve(absent) }));

async function signIn(entry: Entry, { ask }: AtDoor): Promise<Answered> {
  return Promise.resolve({ ask, cookies: [], reply: signInView(showing(entry, ask, localPath(ask.query['next']), null)) });
}

async function stepUp(entry: Entry, { ask }: AtDoor): Promise<Answered> {
  const shown = showing(entry, ask, localPath(ask.query['next']), null);
  return Promise.resolve({ ask, cookies: [], reply: ask.session ? stepUpView({ ...shown, practice: false }) : signInView(shown) });
}

type Kept = Secrets & { readonly url: string };

/** Leaves by a page of our own, since a form of ours may not lead to another site. */
async function start(entry: Entry, { ask, jar }: AtDoor): Promise<Answered> {
  const of = asked(ask);
  const what = field(ask.body, 'what') === 'step-up' && ask.session ? 'step-up' : 'sign-in';
  const state = randomBytes(32).toString('base64url');
  const browser = browserOf(entry, jar);
  const begun = await entry.issuer.begin(state, what === 'step-up').catch(() => null);
  if (!begun) return again(entry, ask, what, of, 'unreachable');
  const secrets: Kept = { ...begun.secrets, url: begun.url };
  await service(entry, (tx) =>
    keepUnderWay(tx, state, browser.secret, {
      what,
      secrets: JSON.stringify(secrets),
      staff: what === 'step-up' ? (ask.session?.staff ?? null) : null,
      visit: ask.session?.id ?? null,
      invitation: invitationOf(field(ask.body, 'code')),
      next: of.next,
      carried: sealCarried(of.carried, browser.secret, state),
    }),
  );
  return { ask, cookies: browser.cookies, reply: onwardView(ask.say, `${entryPaths.go}?state=${state}`, false) };
}

async function go(entry: Entry, { ask, jar }: AtDoor): Promise<Answered> {
  const found = await service(entry, (tx) => seeUnderWay(tx, ask.query['state'] ?? '', browserOf(entry, jar).secret));
  if (!found || (found.what !== 'sign-in' && found.what !== 'step-up')) return again(entry, ask, 'sign-in', { next: '/', carried: null }, 'stale');
  return { ask, cookies: [], reply: { kind: 'issuer', url: (JSON.parse(found.secrets) as Kept).url } };
}

async function comeBack(entry: Entry, at: AtDoor): Promise<Answered> {
  const { jar } = at;
  const sent = at.ask.query;
  const state = sent['state'] ?? '';
  // The page that answers has no address of its own: what came back in it is spent, and stands in no link.
  const ask: Ask = { ...at.ask, path: entryPaths.signIn, query: {} };
  const browser = browserOf(entry, jar).secret;
  const found = await service(entry, (tx) => takeUnderWay(tx, state, browser));
  if (!found || (found.what !== 'sign-in' && found.what !== 'step-up')) return again(entry, ask, 'sign-in', { next: '/', carried: null }, 'stale');
  const of = { next: found.next, carried: openCarried(found.carried, browser, state) };
  const query = new URLSearchParams(sent).toString();
  const proved = await entry.issuer.finish(query, state, JSON.parse(found.secrets) as Kept, found.what === 'step-up').catch(() => null);
  if (!proved) return again(entry, ask, found.what, of, 'refused');
  const staff = await service(entry, (tx) => staffOf(tx, proved.account, found.invitation));
  if (found.what === 'step-up') return back(entry, ask, found, staff, { ...of, proved: proved.at });
  if (!staff) return again(entry, ask, 'sign-in', of, found.invitation ? 'code' : 'unknown');
  return comeIn(entry, ask, staff, { ...of, proved: proved.at, from: found.visit });
}

type Proven = Omit<Parameters<typeof proveAnew>[3], never>;

/** Only the person whose visit it is can prove it anew. */
async function back(entry: Entry, ask: Ask, found: UnderWay, staff: string | null, of: Proven): Promise<Answered> {
  if (!staff || staff !== found.staff || !found.visit) return again(entry, ask, 'step-up', of, 'other-person');
  return (await proveAnew(entry, ask, found.visit, of)) ?? again(entry, ask, 'sign-in', of, 'stale');
}
