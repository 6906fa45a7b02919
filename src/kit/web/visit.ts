// One request read into an Ask: language, session, reader, token; before any room sees it.
import { randomBytes } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '#access/roles.ts';
import type { Day, Instant } from '#base/day.ts';
import { sayIn, type Dictionary } from '#base/words.ts';
import { languages } from '#kit/view/layout.ts';
import { cookieName, guestCookie, languageCookie, ownCookie, readCookies, sessionCookie, textCookie, writeCookie, type Jar } from './cookies.ts';
import { tokenFor } from './guard.ts';
import { spokenIn, type Tongues } from '#kit/view/spoken.ts';
import type { Ask } from './page.ts';
import { isOwn, isWrite } from './plain.ts';
import type { Turnstile } from './rates.ts';
import type { Persona } from './session.ts';
import type { Entry } from './sign-in/entry.ts';
import type { Visits } from './store.ts';

export type Clock = { readonly now: () => Instant; readonly today: () => Day };

export type Reading = {
  readonly visits: Visits;
  /** Visits at persons' own doors. */
  readonly own: Pick<Visits, 'find'>;
  readonly personas: readonly Persona[];
  readonly dictionaries: ReadonlyMap<string, Dictionary>;
  readonly tongues: Tongues;
  readonly clock: Clock;
  readonly practice: boolean;
  /** Real sign-in; null where people are chosen from a list (practice). */
  readonly entry: Entry | null;
  /** Whether doors that ask for it want a fresh proof of who it is. */
  readonly stepUp: boolean;
  readonly https: boolean;
  /** Who holds a bearer token; null where nobody does. */
  readonly bearer: (token: string) => Promise<Actor | null>;
  readonly turnstile: Turnstile;
};

/** An Ask without its body, with what only the server needs. */
export type Visit = {
  readonly ask: Ask;
  /** The cookie's value that the token is made from. */
  readonly secret: string;
  /** Cookies to set with the answer. */
  readonly cookies: string[];
  /** A session cookie came, but its session has ended. */
  readonly ended: boolean;
  /** The bearer token that came, whether or not somebody holds it. */
  readonly tried: string;
};

const first = (value: unknown): string => (Array.isArray(value) ? String(value[0] ?? '') : typeof value === 'string' ? value : '');

const strings = (of: unknown): Record<string, string> =>
  Object.assign(
    Object.create(null) as Record<string, string>,
    Object.fromEntries(Object.entries((of ?? {}) as object).map(([name, value]) => [name, first(value)])),
  );

export const isApi = (path: string): boolean => path === '/api' || path.startsWith('/api/');

export const pathOf = (request: FastifyRequest): string => request.url.split('?', 1)[0] ?? '/';

/** What can be known of a request without the database: enough to frame an error. */
export function bareAsk(request: FastifyRequest, reading: Reading, jar: Jar): Ask {
  const scopes = scopesOf(request);
  const query = strings(request.query);
  // What is posted only to be shown in another language is answered in that one, whatever comes of it.
  const asked = request.method === 'POST' && scopes ? reading.tongues.languages.find(({ code }) => code === query['lang']) : undefined;
  const wanted = asked?.code ?? jar[cookieName(languageCookie, reading.https)];
  const open = scopes ? spokenIn(reading.tongues, wanted, scopes, reading.practice) : null;
  const language = open ? open.shown : (languages.find((one) => one.code === wanted) ?? languages[0]);
  const lang = language?.code ?? 'en';
  const { cookie: _cookie, ...headers } = request.headers;
  return {
    method: request.method === 'POST' ? 'POST' : 'GET',
    path: pathOf(request),
    params: strings(request.params),
    query,
    body: {},
    files: [],
    json: undefined,
    headers: strings(headers),
    actor: null,
    session: null,
    lang,
    dir: language?.dir ?? 'ltr',
    large: jar[cookieName(textCookie, reading.https)] === 'large',
    say: sayIn((open ? reading.tongues.dictionary(lang) : reading.dictionaries.get(lang)) ?? {}),
    token: '',
    now: reading.clock.now(),
    today: reading.clock.today(),
    practice: reading.practice,
    ...(open ? { spoken: open.spoken } : {}),
  };
}

/** What the route said of its words, put beside it when the server took it in. Who mistypes an address where people write stays in that frame. */
export const scopesOf = (request: FastifyRequest): readonly string[] | null =>
  (request.routeOptions.config as { readonly words?: readonly string[] } | undefined)?.words ?? (isWrite(pathOf(request)) ? [] : null);

export async function visitOf(request: FastifyRequest, reading: Reading): Promise<Visit> {
  const jar = readCookies(request.headers.cookie);
  const ask = bareAsk(request, reading, jar);
  if (isApi(ask.path)) {
    const tried = tokenOf(request);
    return { ask: { ...ask, actor: tried ? await reading.bearer(tried) : null }, secret: '', cookies: [], ended: false, tried };
  }
  // At their own door nobody is at work, and nowhere else is anybody there by their own door.
  const own = isOwn(ask.path);
  const cookie = jar[cookieName(own ? ownCookie : sessionCookie, reading.https)] ?? '';
  const session = cookie ? await (own ? reading.own : reading.visits).find(cookie) : null;
  const persona = session?.persona ?? (session ? reading.personas.find((one) => one.id === session.staff) : undefined);
  if (session && persona)
    return { ask: { ...ask, session, actor: persona.actor, token: tokenFor(cookie) }, secret: cookie, cookies: [], ended: false, tried: '' };
  const guest = jar[cookieName(guestCookie, reading.https)] ?? '';
  const known = /^[\w-]{43}$/.test(guest);
  const secret = known ? guest : randomBytes(32).toString('base64url');
  const cookies = known ? [] : [writeCookie(guestCookie, secret, reading.https)];
  return { ask: { ...ask, token: tokenFor(secret) }, secret, cookies, ended: cookie !== '', tried: '' };
}

function tokenOf(request: FastifyRequest): string {
  return /^Bearer ([\w.~+/=-]{1,4000})$/i.exec(request.headers.authorization ?? '')?.[1] ?? '';
}
