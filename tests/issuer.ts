// Issuers for tests: a real one (oidc-provider), and one that lies as it is told to.
import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';

/** The little of oidc-provider that is used here; the package brings no types. */
type Provider = {
  readonly callback: () => (request: IncomingMessage, response: ServerResponse) => void;
  readonly interactionFinished: (request: IncomingMessage, response: ServerResponse, result: object) => Promise<void>;
  readonly Grant: new (of: { accountId: string; clientId: string }) => { addOIDCScope: (scope: string) => void; save: () => Promise<string> };
};
const untyped: string = 'oidc-provider';
const { default: Provider } = (await import(untyped)) as { default: new (issuer: string, configuration: object) => Provider };

export const clientId = 'opennrm-test';
export const clientSecret = 'invented-secret-for-tests-only';
export const machineId = 'invented-machine';

export type Person = { readonly sub: string; readonly email?: string; readonly verified?: boolean };
export type TestIssuer = { readonly url: string; readonly close: () => Promise<void> };

const listening = async (server: Server, port = 0): Promise<number> => {
  await new Promise<void>((done) => server.listen(port, '127.0.0.1', done));
  return (server.address() as AddressInfo).port;
};
const closing = (server: Server) => async (): Promise<void> => {
  server.closeAllConnections();
  await new Promise((done) => server.close(done));
};

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  const port = await listening(server);
  await closing(server)();
  return port;
}

/** oidc-provider, where whoever `who` names signs in without being asked. `audience`: what programs' tokens are for. */
export async function realIssuer(origin: string, who: () => Person, audience = `${origin}/api`): Promise<TestIssuer> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const known = new Map<string, Person>();
  const provider = new Provider(url, {
    clients: [
      { client_id: clientId, client_secret: clientSecret, redirect_uris: [`${origin}/sign-in/return`], grant_types: ['authorization_code'] },
      { client_id: machineId, client_secret: clientSecret, redirect_uris: [], response_types: [], grant_types: ['client_credentials'] },
    ],
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    cookies: { keys: ['for tests only'] },
    features: {
      devInteractions: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => audience,
        useGrantedResource: () => false,
        getResourceServerInfo: (_: unknown, indicator: string) => ({
          scope: 'api',
          audience: indicator,
          accessTokenTTL: 600,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_: unknown, interaction: { uid: string }) => `/interaction/${interaction.uid}` },
    findAccount: (_: unknown, sub: string) => ({
      accountId: sub,
      claims: () => {
        const person = known.get(sub);
        return { sub, email: person?.email, email_verified: person?.verified };
      },
    }),
    loadExistingGrant: async ({ oidc }: { oidc: { client: { clientId: string }; session: { accountId: string } } }) => {
      const grant = new provider.Grant({ accountId: oidc.session.accountId, clientId: oidc.client.clientId });
      grant.addOIDCScope('openid email');
      await grant.save();
      return grant;
    },
    jwks: { keys: [{ ...(await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)), use: 'sig', alg: 'RS256', kid: 'one' }] },
  });
  const answer = provider.callback();
  const server = createServer((request, response) => {
    if (!request.url?.startsWith('/interaction/')) return answer(request, response);
    const person = who();
    known.set(person.sub, person);
    void provider.interactionFinished(request, response, { login: { accountId: person.sub } });
  });
  await listening(server, port);
  return { url, close: closing(server) };
}

/** A token for the program, as its issuer gives it. */
export async function machineToken(issuer: string, resource: string): Promise<string> {
  const answer = await fetch(`${issuer}/token`, {
    method: 'POST',
    headers: { authorization: `Basic ${Buffer.from(`${machineId}:${clientSecret}`).toString('base64')}` },
    body: new URLSearchParams({ grant_type: 'client_credentials', resource }),
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

/** What a lying issuer says instead of the truth. */
export type Lies = {
  readonly claims?: Readonly<Record<string, unknown>>;
  readonly key?: 'other' | 'none';
  readonly state?: string;
  readonly error?: string;
  readonly endless?: boolean;
  readonly elsewhere?: string;
};

export type Liar = TestIssuer & {
  lies: Lies;
  readonly tokens: string[];
  readonly sign: (claims: Record<string, unknown>, header?: Record<string, unknown>) => Promise<string>;
};

type Begun = { readonly nonce: string; readonly challenge: string };

/** An issuer of a hundred lines whose tokens say what the test wants them to say. It holds to PKCE, and a code serves once. */
export async function liar(who: () => Person): Promise<Liar> {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
  const other = (await generateKeyPair('RS256', { extractable: true })).privateKey;
  const key = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
  const begun = new Map<string, Begun>();
  const tokens: string[] = [];
  const server = createServer((request, response) => void speak(request, response));
  const url = `http://127.0.0.1:${await listening(server)}`;
  const sign = (claims: Record<string, unknown>, header: Record<string, unknown> = {}): Promise<string> =>
    new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(self.lies.key === 'other' ? other : privateKey);
  const self: Liar = { url, lies: {}, tokens, sign, close: closing(server) };
  const json = (response: ServerResponse, body: unknown, status = 200): void =>
    void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

  const idToken = async (of: Begun): Promise<string> => {
    const now = Math.floor(Date.now() / 1000);
    const person = who();
    const claims = {
      iss: url,
      sub: person.sub,
      aud: clientId,
      iat: now,
      exp: now + 300,
      auth_time: now,
      nonce: of.nonce,
      email: person.email,
      email_verified: person.verified,
      ...self.lies.claims,
    };
    if (self.lies.key !== 'none') return sign(claims);
    const part = (what: object): string => Buffer.from(JSON.stringify(what)).toString('base64url');
    return `${part({ alg: 'none' })}.${part(claims)}.`;
  };

  const speak = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const at = new URL(request.url ?? '/', url);
    if (at.pathname === '/.well-known/openid-configuration')
      return json(response, {
        issuer: url,
        authorization_endpoint: `${url}/auth`,
        token_endpoint: `${self.lies.elsewhere ?? url}/token`,
        jwks_uri: `${url}/jwks`,
        id_token_signing_alg_values_supported: ['RS256'],
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
      });
    if (at.pathname === '/jwks') return json(response, { keys: [key] });
    if (at.pathname === '/auth') return authorize(at, response);
    if (at.pathname === '/token') return token(request, response);
    json(response, {}, 404);
  };

  const authorize = (at: URL, response: ServerResponse): void => {
    const code = `code-${begun.size}-${Math.random().toString(36).slice(2)}`;
    begun.set(code, { nonce: at.searchParams.get('nonce') ?? '', challenge: at.searchParams.get('code_challenge') ?? '' });
    const back = new URL(at.searchParams.get('redirect_uri') ?? url);
    back.searchParams.set('state', self.lies.state ?? at.searchParams.get('state') ?? '');
    if (self.lies.error) back.searchParams.set('error', self.lies.error);
    else back.searchParams.set('code', code);
    response.writeHead(303, { location: back.href }).end();
  };

  const token = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    let text = '';
    for await (const chunk of request) text += String(chunk);
    const sent = new URLSearchParams(text);
    const code = sent.get('code') ?? '';
    const of = begun.get(code);
    begun.delete(code);
    const proved = createHash('sha256')
      .update(sent.get('code_verifier') ?? '')
      .digest('base64url');
    if (!of || proved !== of.challenge) return json(response, { error: 'invalid_grant' }, 400);
    if (self.lies.endless) {
      response.writeHead(200, { 'content-type': 'application/json' });
      for (let i = 0; i < 40 && !response.destroyed; i += 1) response.write(' '.repeat(64 * 1024));
      response.end();
      return;
    }
    tokens.push(code);
    json(response, { access_token: 'opaque', token_type: 'Bearer', expires_in: 60, id_token: await idToken(of) });
  };
  return self;
}
