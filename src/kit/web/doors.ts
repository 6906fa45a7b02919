// The doors of every route, in order: language, sign-in, role, origin, size, token; then the room's own act.
import type { FastifyRequest } from 'fastify';
import { instant } from '#base/day.ts';
import { languages } from '#kit/view/layout.ts';
import { readPosted, type Posted } from './body.ts';
import { again, carryOnPage, unpacked, type Carried } from './carry.ts';
import { guestCookie, languageCookie, ownCookie, sessionCookie, textCookie, writeCookie } from './cookies.ts';
import { otherSitePage, problem, tooMuchPage, tooOftenPage } from './errors.ts';
import { mayPass, sameSite, tokenFor, tokenMatches } from './guard.ts';
import { isOwn, isPlain, isWrite, ownPath } from './plain.ts';
import { networkOf, type Passed, type Rate } from './rates.ts';
import { absent, csrfField, field, localPath, to, type Ask, type Reply, type Route, type Staff } from './page.ts';
import { signInPage, signInPath, signOutPath, type SignIn } from './session.ts';
import { entryDoors, type EntryDoor } from './sign-in/doors.ts';
import { isFresh, showing } from './sign-in/entry.ts';
import { entryPaths, signInView, stepUpView } from './sign-in/views.ts';
import { hashOf } from './store.ts';
import { isApi, visitOf, type Reading, type Visit } from './visit.ts';

export const stillHerePath = '/still-here';

export type Answer = { readonly ask: Ask; readonly reply: Reply; readonly cookies: readonly string[] };

/** What is being posted, kept for the page that says that we broke. */
export const underway = new WeakMap<FastifyRequest, { readonly carried: Carried; readonly token: string }>();

export async function answer(request: FastifyRequest, route: Route, reading: Reading): Promise<Answer> {
  const done = await answered(request, route, reading);
  const { reply } = done;
  return reply.kind === 'to' && reply.own !== undefined ? { ...done, cookies: [...done.cookies, ...ownCookies(reply.own, reading.https)] } : done;
}

/** Whoever is out has no cookie left: a page that the browser kept with one is not shown again. */
const ownCookies = (own: string | null, https: boolean): readonly string[] =>
  own === null ? [ownCookie, guestCookie].map((name) => writeCookie(name, '', https, 0)) : [writeCookie(ownCookie, own, https)];

async function answered(request: FastifyRequest, route: Route, reading: Reading): Promise<Answer> {
  const visit = await visitOf(request, reading);
  const { ask, cookies } = visit;
  const passed = counted(request, visit, route, reading);
  if (isApi(ask.path)) return { ask, cookies, reply: passed.ok ? await fromApi(request, route, ask, reading) : slower(ask, passed.wait) };
  if (!passed.ok && (ask.method === 'GET' || passed.flood)) return { ask, cookies, reply: slower(ask, passed.wait) };
  const changed = preferenceChange(ask, reading);
  if (changed) return { ask, ...changed };
  const door = entryDoor(route, reading);
  if (door && ask.method === 'GET') return enter(request, visit, ask, door, reading);
  if (ask.method === 'GET') return { ask, cookies, reply: await shown(visit, route, reading) };
  return posted(request, visit, route, reading, passed);
}

/** Counts this asking: by visit, program or address, and by what is counted for itself. */
export function counted(request: FastifyRequest, { ask, tried }: Visit, route: Route | null, { turnstile }: Reading): Passed {
  const from = networkOf(request.ip);
  const api = isApi(ask.path);
  const whose: [Rate, string] = ask.session ? ['visit', ask.session.id] : api && ask.actor ? ['program', tried] : ['stranger', from];
  const passed = [turnstile.pass(...whose)];
  if (api && tried && !ask.actor) passed.push(turnstile.pass('wrong-token', from));
  const own = route?.path === signInPath && ask.method === 'POST' ? 'sign-in' : ((route && turning(route, ask)) ?? route)?.rate;
  if (own === 'report' || own === 'code') passed.push(turnstile.pass(own, 'all'));
  else if (own) passed.push(turnstile.pass(own, own === 'search' ? (ask.actor?.person ?? from) : from));
  // From however many addresses: guessing is slow for all of them together. Who was turned away already takes no turn of others.
  if ((own === 'check' || own === 'door') && !passed.some((one) => !one.ok)) passed.push(turnstile.pass(`${own}s`, 'all'));
  return passed.find((one) => !one.ok) ?? { ok: true };
}

/** The same for whoever asks too often, whatever they asked for. */
export function slower(ask: Ask, wait: number): Reply {
  if (isApi(ask.path)) return { kind: 'json', status: 429, body: problem(429, 'Too many requests', `Ask again in ${wait} seconds.`), retryAfter: wait };
  return tooOftenPage(ask.say, wait, null);
}

type Preference = { readonly name: string; readonly cookie: string; readonly values: readonly string[]; readonly everywhere: boolean };
const language: Preference = { name: 'lang', cookie: languageCookie, values: languages.map(({ code }) => code), everywhere: true };
const preferences: readonly Preference[] = [language, { name: 'text', cookie: textCookie, values: ['large', 'usual'], everywhere: false }];

const takes = (one: Preference, { query, path, spoken }: Ask): boolean =>
  one.name === 'lang' && spoken
    ? spoken.languages.some(({ code }) => code === query['lang'])
    : one.values.includes(query[one.name] ?? '') && (one.everywhere || isPlain(path));

const kept = ({ name, cookie }: Preference, { query }: Ask, { https }: Reading): string => writeCookie(cookie, query[name] ?? '', https, 31_536_000);

/** What a posting is answered with that only asks for its page in another language. */
const turning = ({ again }: Route, ask: Ask): Route['again'] => (ask.method === 'POST' && ask.spoken && takes(language, ask) ? again : undefined);

/** ?lang=cy is kept in a cookie and taken out of the address; and where text can be large, so is ?text=large. */
function preferenceChange(ask: Ask, reading: Reading): { reply: Reply; cookies: string[] } | null {
  const found = preferences.find((one) => takes(one, ask));
  if (ask.method !== 'GET' || !found) return null;
  const { name } = found;
  const rest = new URLSearchParams(ask.query);
  rest.delete(name);
  const query = rest.toString();
  return { reply: to(query ? `${ask.path}?${query}` : ask.path), cookies: [kept(found, ask, reading)] };
}

async function shown(visit: Visit, route: Route, reading: Reading): Promise<Reply> {
  const { ask } = visit;
  if (route.path === signInPath) return reading.entry || !reading.practice ? absent : signInPage(signIn(ask, reading, null, ask.query['next']));
  if (route.who !== 'anyone' && !ask.actor) {
    if (isOwn(ask.path)) return to(ownPath);
    const query = new URLSearchParams(ask.query).toString();
    const doorway = reading.entry ? entryPaths.signIn : signInPath;
    return to(`${doorway}?next=${encodeURIComponent(query ? `${ask.path}?${query}` : ask.path)}`);
  }
  return act(route, ask, reading, null);
}

/** The role decides, then how lately they showed who they are, then the room. Forbidden looks like absent. */
async function act(route: Route, ask: Ask, reading: Reading, carried: Carried | null): Promise<Reply> {
  if (!mayPass(route.who, ask.actor?.role ?? null)) return absent;
  if (route.stepUp && reading.stepUp && ask.session && !isFresh(ask.session)) return stepUpPage(ask, reading, carried);
  return route.act(ask as Staff);
}

/** Asks once more who it is, and carries along what was typed or the page that was asked for. */
function stepUpPage(ask: Ask, reading: Reading, carried: Carried | null): Reply {
  const query = new URLSearchParams(ask.query).toString();
  const next = carried ? ask.path : query ? `${ask.path}?${query}` : ask.path;
  const bare = { say: ask.say, token: ask.token, next, carried, passkeys: false };
  return stepUpView({ ...(reading.entry ? showing(reading.entry, ask, next, carried) : bare), practice: !reading.entry });
}

const entryDoor = (route: Route, reading: Reading): EntryDoor | undefined =>
  reading.entry ? entryDoors.find((one) => one.method === route.method && one.path === route.path) : undefined;

/** A door of real sign-in: it may set cookies and lead to the issuer. */
async function enter(request: FastifyRequest, visit: Visit, ask: Ask, door: EntryDoor, reading: Reading): Promise<Answer> {
  if (!reading.entry) return { ask, cookies: visit.cookies, reply: absent };
  const done = await door.act(reading.entry, { ask, secret: visit.secret, jar: request.headers.cookie });
  return { ...done, cookies: [...visit.cookies, ...done.cookies] };
}

async function posted(request: FastifyRequest, visit: Visit, route: Route, reading: Reading, passed: Passed): Promise<Answer> {
  const { ask, cookies } = visit;
  if (!sameSite(request.headers)) return { ask, cookies, reply: otherSitePage(ask.say) };
  // Nobody's files are held in memory before it is clear that they may send any.
  const turn = turning(route, ask);
  const post = await readPosted(request, passed.ok && !turn && route.uploads === true && mayPass(route.who, ask.actor?.role ?? null));
  // Sent from a page that was left: a browser that goes back can send it once more, and what it held is nobody's to read now.
  if (isWrite(ask.path) && !tokenMatches(post.fields[csrfField], visit.secret)) return { ask, cookies, reply: otherSitePage(ask.say) };
  // Whoever only wanted another language must not find that they have sent it.
  const carried: Carried = { path: turn ? `${ask.path}?lang=${ask.query['lang'] ?? ''}` : ask.path, fields: post.fields };
  const own = isOwn(ask.path);
  if (!passed.ok) return { ask, cookies, reply: tooOftenPage(ask.say, passed.wait, own ? null : again(ask.say, ask.token, carried, false)) };
  const late = tooLate(visit, route, reading, post, carried);
  if (late) return { ask, cookies, reply: late };
  const { [csrfField]: _token, ...body } = post.fields;
  const full: Ask = { ...ask, body, files: post.files };
  if (!own) underway.set(request, { carried, token: ask.token });
  if (turn) return { ask: full, cookies: [...cookies, kept(language, ask, reading)], reply: await turn.act(full) };
  const door = entryDoor(route, reading);
  if (door) return enter(request, visit, full, door, reading);
  if (route.path === signInPath) return begin(visit, full, reading);
  if (route.path === signOutPath) return end(visit, ask, reading);
  if (route.path === entryPaths.stepUp) return pretend(visit, full, reading);
  if (route.path === stillHerePath) return { ask, cookies, reply: stillHere(ask) };
  return { ask: full, cookies, reply: await act(route, full, reading, { path: ask.path, fields: body }) };
}

/** A posting that cannot be taken as it is, with what was typed carried along. */
function tooLate(visit: Visit, route: Route, reading: Reading, post: Posted, carried: Carried): Reply | null {
  const { ask } = visit;
  const own = route.path === signInPath || route.path === signOutPath || entryDoor(route, reading) !== undefined;
  if (route.who !== 'anyone' && !ask.actor) return doorway(ask, reading, carried, ask.path);
  if (!mayPass(route.who, ask.actor?.role ?? null)) return absent;
  if (!tokenMatches(post.fields[csrfField], visit.secret)) {
    if (isOwn(ask.path)) return to(ownPath);
    if (!own) return carryOnPage(ask.say, ask.token, carried, 403);
    // A sign-in page opened long ago: shown afresh, still carrying what it carried.
    if (route.path === signOutPath) return to(reading.entry ? entryPaths.signIn : signInPath);
    return doorway(ask, reading, unpacked(post.fields), field(post.fields, 'next'));
  }
  return post.tooMuch ? tooMuchPage(ask.say, post.tooMuch, again(ask.say, ask.token, carried, true)) : null;
}

/** Where people come in: the list in practice, else the page of real sign-in. */
function doorway(ask: Ask, reading: Reading, carried: Carried | null, next: string): Reply {
  // What was typed at a person's own door is not carried: whoever has the phone now would read it.
  if (isOwn(ask.path)) return to(ownPath);
  return reading.entry ? signInView(showing(reading.entry, ask, localPath(next), carried)) : signInPage(signIn(ask, reading, carried, next));
}

function signIn(ask: Ask, reading: Reading, carried: Carried | null, next: string | undefined): SignIn {
  return { say: ask.say, token: ask.token, personas: reading.personas, next: localPath(next), carried };
}

async function begin(visit: Visit, ask: Ask, reading: Reading): Promise<Answer> {
  if (!reading.practice || reading.entry) return { ask, cookies: [], reply: absent };
  const carried = unpacked(ask.body);
  const next = localPath(field(ask.body, 'next'));
  const persona = reading.personas.find((one) => one.id === field(ask.body, 'persona'));
  if (!persona) return { ask, cookies: visit.cookies, reply: signInPage({ ...signIn(ask, reading, carried, next), missed: true }) };
  // A visit that goes on as somebody else is a new one: the old cookie must not live on.
  if (visit.ask.session) await reading.visits.end(visit.secret);
  const cookie = await reading.visits.begin({ id: persona.id, actor: persona.actor }, ask.lang);
  const cookies = [writeCookie(sessionCookie, cookie, reading.https)];
  if (!carried) return { ask, cookies, reply: to(next) };
  const token = tokenFor(cookie);
  return {
    ask: { ...ask, actor: persona.actor, session: { id: hashOf(cookie), staff: persona.id }, token },
    cookies,
    reply: carryOnPage(ask.say, token, carried, 200),
  };
}

/** Practice: a button stands for the proof. The visit goes on under a new cookie, as it would at work. */
async function pretend(visit: Visit, ask: Ask, reading: Reading): Promise<Answer> {
  const staff = ask.session && reading.personas.find((one) => one.id === ask.session?.staff);
  if (reading.entry || !staff || !reading.stepUp) return { ask, cookies: [], reply: absent };
  await reading.visits.end(visit.secret);
  const cookie = await reading.visits.begin({ id: staff.id, actor: staff.actor, proved: instant(new Date().toISOString()) }, ask.lang);
  const cookies = [writeCookie(sessionCookie, cookie, reading.https)];
  const carried = unpacked(ask.body);
  const token = tokenFor(cookie);
  const reply = carried ? carryOnPage(ask.say, token, carried, 200) : to(localPath(field(ask.body, 'next')));
  return { ask: { ...ask, token }, cookies, reply };
}

/** A page left open says that somebody is still at it; asking was what counted. */
function stillHere(ask: Ask): Reply {
  return ask.session ? { kind: 'json', status: 200, body: { seconds: ask.session.endsInSeconds ?? 0 } } : absent;
}

async function end(visit: Visit, ask: Ask, reading: Reading): Promise<Answer> {
  if (ask.session) await reading.visits.end(visit.secret);
  return {
    ask,
    cookies: [writeCookie(sessionCookie, '', reading.https, 0)],
    reply: to(reading.entry ? entryPaths.signIn : reading.practice ? signInPath : '/'),
  };
}

async function fromApi(request: FastifyRequest, route: Route, ask: Ask, reading: Reading): Promise<Reply> {
  const said = (status: number, title: string): Reply => ({ kind: 'json', status, body: problem(status, title) });
  if (route.who !== 'anyone' && !ask.actor) return said(401, 'A bearer token is needed');
  if (!mayPass(route.who, ask.actor?.role ?? null)) return said(404, 'Nothing is here');
  const reply = await act(route, { ...ask, json: request.body ?? undefined }, reading, null);
  return reply.kind === 'absent' ? said(404, 'Nothing is here') : reply;
}
