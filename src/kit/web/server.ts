// The web server: routes handed in by the house, each behind the same doors; nothing here knows what a case is.
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import multipart from '@fastify/multipart';
import type { Actor } from '#access/roles.ts';
import type { Dictionary } from '#base/words.ts';
import type { Database } from '#kit/store/database.ts';
import type { Notice } from '#kit/view/layout.ts';
import type { Link } from '#kit/view/moj.ts';
import { encoded, loadAssets, type Assets } from './assets.ts';
import { limits, readForm } from './body.ts';
import { keepDeadlines, ordinaryDeadlines, serverOptions, type Deadlines } from './deadlines.ts';
import { cookieName, readCookies, sessionCookie } from './cookies.ts';
import { again } from './carry.ts';
import { answer, counted, slower, stillHerePath, underway, type Answer } from './doors.ts';
import { brokenPage, logged, newReference, problem, tooMuchPage } from './errors.ts';
import { commonHeaders, workerHeaders } from './headers.ts';
import { absent, type Ask, type Reply, type Route } from './page.ts';
import { isWrite } from './plain.ts';
import { networkOf, ordinaryRates, turnstile, type Rates } from './rates.ts';
import { render, type Framing } from './render.ts';
import { signInPath, signOutPath, type Persona } from './session.ts';
import { entryRoutes } from './sign-in/doors.ts';
import { titleOf, type Entry } from './sign-in/entry.ts';
import { entryPaths } from './sign-in/views.ts';
import { hashOf, sessionsIn, type Visits } from './store.ts';
import { bareAsk, isApi, pathOf, visitOf, type Clock, type Reading, type Visit } from './visit.ts';

export type Serving = {
  readonly db: Database;
  readonly clock: Clock;
  readonly practice: boolean;
  readonly personas: readonly Persona[];
  readonly dictionaries?: ReadonlyMap<string, Dictionary>;
  readonly navigation?: (ask: Ask) => readonly Link[];
  /** What this reader must see on every page; asked once a page. */
  readonly alarm?: (ask: Ask) => Promise<Notice | null>;
  readonly bearer?: (token: string) => Promise<Actor | null>;
  /** The public side is https (a proxy ends it): secure cookies and HSTS. */
  readonly https?: boolean;
  /** One line of JSON a request; no query strings, bodies, addresses or names. */
  readonly log?: (line: string) => void;
  /** Instead of sessions in `db`. */
  readonly visits?: Visits;
  /** Visits at persons' own doors; nobody is there without it. */
  readonly own?: Pick<Visits, 'find'>;
  /** Real sign-in. Without it people are chosen from `personas` (practice). */
  readonly entry?: Entry | null;
  /** Practice asks for a fresh proof only where this says so; real sign-in always does. */
  readonly stepUp?: boolean;
  /** How often somebody may ask. */
  readonly rates?: Rates;
  /** How long a connection may keep us waiting. */
  readonly deadlines?: Partial<Deadlines>;
};

let assetsOnce: Assets | undefined;

/** The server, ready to listen. Throws where two routes claim one path. */
export async function serve(routes: readonly Route[], serving: Serving): Promise<FastifyInstance> {
  const reading: Reading = {
    visits: serving.visits ?? serving.entry?.visits ?? sessionsIn(serving.db),
    own: serving.own ?? { find: () => Promise.resolve(null) },
    entry: serving.entry ?? null,
    stepUp: serving.stepUp === true || Boolean(serving.entry),
    personas: serving.personas,
    dictionaries: serving.dictionaries ?? new Map(),
    clock: serving.clock,
    practice: serving.practice,
    https: serving.https === true,
    bearer: serving.bearer ?? (() => Promise.resolve(null)),
    turnstile: turnstile(serving.rates ?? ordinaryRates),
  };
  const framing: Framing = {
    assets: (assetsOnce ??= loadAssets()),
    navigation: serving.navigation ?? (() => []),
    title: (ask) => titleOf(ask) ?? serving.personas.find((persona) => persona.id === ask.session?.staff)?.title ?? '',
    real: Boolean(serving.entry),
    notice: async (ask, reply) => {
      if (!serving.alarm || (reply.kind !== 'page' && reply.kind !== 'absent')) return null;
      if (reply.kind === 'page' && reply.status === 429) return null;
      // A page must not break because what stands above it does.
      return serving.alarm(ask).catch(() => null);
    },
  };
  const deadlines = { ...ordinaryDeadlines, ...serving.deadlines };
  const app = bare(reading, framing, deadlines);
  keepDeadlines(app, deadlines);
  await app.register(multipart, {
    throwFileSizeLimit: false,
    limits: { fileSize: limits.file, files: 200, fields: limits.fields, fieldSize: limits.form, fieldNameSize: 300, parts: limits.fields },
  });
  readBodies(app);
  speak(app, reading, serving.log ?? (() => undefined));
  turnFloodsAway(app, reading);
  app.get('/assets/:version/*', (request, reply) => asset(request, reply, framing.assets));
  for (const route of everyRoute(routes, reading)) add(app, route, reading, framing);
  whenWrong(app, reading, framing, serving.log ?? (() => undefined));
  return app;
}

/** Listens on this machine only, unless told otherwise. Gives the address. */
export async function listen(app: FastifyInstance, port: number, host = '127.0.0.1'): Promise<string> {
  return app.listen({ port, host });
}

/** Before anything of it is read: who asks three times as often as anybody may gets one line. */
function turnFloodsAway(app: FastifyInstance, reading: Reading): void {
  app.addHook('onRequest', async (request, reply) => {
    const cookie = readCookies(request.headers.cookie)[cookieName(sessionCookie, reading.https)];
    const { turnstile } = reading;
    if (!turnstile.flooded('stranger', networkOf(request.ip)) && !(cookie && turnstile.flooded('visit', hashOf(cookie)))) return;
    // A whole office may come from one address: whoever is signed in there is counted for themselves.
    if (cookie && !turnstile.flooded('visit', hashOf(cookie))) return;
    await reply.code(429).headers({ 'retry-after': '60', connection: 'close', 'cache-control': 'no-store' }).type('text/plain').send('Please wait a minute.\n');
  });
}

function bare(reading: Reading, framing: Framing, deadlines: Deadlines): FastifyInstance {
  return fastify({
    ...serverOptions(deadlines),
    logger: false,
    // In front of the program stands a proxy on the same machine: the address it names is the one that is counted, and kept nowhere.
    trustProxy: 'loopback',
    bodyLimit: limits.read,
    routerOptions: { ignoreTrailingSlash: true, maxParamLength: 200 },
    frameworkErrors: (_error, request, reply) => {
      void render(reply as FastifyReply, bareAsk(request as FastifyRequest, reading, {}), absent, framing);
    },
  });
}

function readBodies(app: FastifyInstance): void {
  app.removeContentTypeParser(['application/json', 'text/plain']);
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => {
    done(null, readForm(String(body)));
  });
  app.addContentTypeParser(/^application\/(json|[\w.-]+\+json)/, { parseAs: 'string' }, (request, body, done) => {
    if (!isApi(pathOf(request))) return done(null, null);
    try {
      done(null, JSON.parse(String(body)));
    } catch {
      done(Object.assign(new Error('not JSON'), { statusCode: 400, code: 'NOT_JSON' }));
    }
  });
}

/** Common headers, and one log line an answer: method, the route's pattern, status, time. */
function speak(app: FastifyInstance, reading: Reading, log: (line: string) => void): void {
  const common = commonHeaders(reading.https);
  app.addHook('onRequest', async (_request, reply) => {
    reply.headers(common);
  });
  app.addHook('onResponse', async (request, reply) => {
    // When somebody reported is nobody's to match with what a network notes.
    if (isWrite(pathOf(request))) return;
    log(
      JSON.stringify({
        at: new Date().toISOString(),
        method: request.method,
        route: request.routeOptions.url ?? 'none',
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
      }),
    );
  });
}

function asset(request: FastifyRequest, reply: FastifyReply, assets: Assets): FastifyReply {
  const { version, '*': name } = request.params as { version: string; '*': string };
  const file = version === assets.version ? assets.files.get(name) : undefined;
  if (!file) return reply.code(404).type('text/plain').send('');
  const { bytes, encoding } = encoded(file, String(request.headers['accept-encoding'] ?? ''));
  if (encoding) void reply.header('content-encoding', encoding);
  if (name === 'offline-worker.js') void reply.headers(workerHeaders);
  return reply.headers({ 'content-type': file.type, 'cache-control': 'public, max-age=31536000, immutable', vary: 'accept-encoding' }).send(bytes);
}

/** Routes with those that the server itself answers. */
function everyRoute(routes: readonly Route[], reading?: Reading): readonly Route[] {
  const own = async (): Promise<Reply> => Promise.resolve(absent);
  return [
    ...(reading?.entry
      ? entryRoutes()
      : [{ method: 'POST', path: entryPaths.stepUp, who: 'anyone', why: 'pretend to show who one is (practice only)', act: own } as const]),
    { method: 'POST', path: stillHerePath, who: 'anyone', why: 'say that somebody is still at an open page', act: own },
    { method: 'GET', path: signInPath, who: 'anyone', why: 'choose who you are (practice only)', act: own },
    { method: 'POST', path: signInPath, who: 'anyone', why: 'begin a visit as an invented person (practice only)', act: own },
    { method: 'POST', path: signOutPath, who: 'anyone', why: 'end the visit', act: own },
    ...routes,
  ];
}

/** Every door with who may pass and why, for people to read. */
export function inventory(routes: readonly Route[]): readonly { method: string; path: string; who: string; why: string }[] {
  return [...everyRoute(routes), ...entryRoutes()]
    .map(({ method, path, who, why }) => ({ method, path, who: who === 'anyone' ? who : who.join(', '), why }))
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : a.method < b.method ? -1 : 1));
}

function add(app: FastifyInstance, route: Route, reading: Reading, framing: Framing): void {
  app.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      const done: Answer = await answer(request, route, reading);
      if (done.cookies.length > 0) void reply.header('set-cookie', done.cookies);
      return render(reply, done.ask, done.reply, framing, await framing.notice(done.ask, done.reply));
    },
  });
}

type Thrown = Error & { statusCode?: number; code?: string };

function whenWrong(app: FastifyInstance, reading: Reading, framing: Framing, log: (line: string) => void): void {
  // Framed like any other page of this reader: absent must not look different from forbidden. The database may be what broke.
  const visited = async (request: FastifyRequest): Promise<Visit> => {
    try {
      return await visitOf(request, reading);
    } catch {
      return { ask: bareAsk(request, reading, readCookies(request.headers.cookie)), secret: '', cookies: [], ended: false, tried: '' };
    }
  };
  app.setNotFoundHandler(async (request, reply) => {
    const visit = await visited(request);
    const { ask } = visit;
    const passed = counted(request, visit, null, reading);
    if (!passed.ok) return render(reply, ask, slower(ask, passed.wait), framing);
    const answer: Reply = isApi(ask.path) ? { kind: 'json', status: 404, body: problem(404, 'Nothing is here') } : absent;
    return render(reply, ask, answer, framing, await framing.notice(ask, answer));
  });
  app.setErrorHandler(async (error: Thrown, request, reply) => {
    const { ask } = await visited(request);
    const api = isApi(ask.path);
    // Who hangs up in the middle of a posting broke nothing here.
    const status = error.statusCode ?? (request.raw.destroyed && !request.raw.complete ? 400 : 500);
    if (status < 500) return render(reply, ask, theirs(ask, status, api), framing);
    const reference = newReference();
    const kept = underway.get(request) ?? null;
    log(
      JSON.stringify({ at: new Date().toISOString(), broken: reference, method: request.method, route: request.routeOptions.url ?? 'none', ...logged(error) }),
    );
    return render(
      reply,
      ask,
      api
        ? { kind: 'json', status: 500, body: problem(500, 'Something went wrong on our side', `Reference ${reference}`) }
        : brokenPage(ask.say, reference, kept && again(ask.say, kept.token, kept.carried, true)),
      framing,
    );
  });
}

/** A request that cannot be read at all. */
function theirs(ask: Ask, status: number, api: boolean): Reply {
  if (!api) return status === 413 ? tooMuchPage(ask.say, 'form', null) : absent;
  const titles: Readonly<Record<number, string>> = { 400: 'The body is not JSON', 413: 'The body is larger than the limit', 415: 'Send application/json' };
  return { kind: 'json', status, body: problem(status, titles[status] ?? 'The request could not be read') };
}
