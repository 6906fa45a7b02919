// The issuer of an organisation's accounts (OpenID Connect): where to send somebody, and who came back. Authorization code with PKCE.
import { createRemoteJWKSet, customFetch as keysFetch, jwtVerify, type JWTPayload } from 'jose';
import * as oidc from 'openid-client';
import type { Instant } from '#base/day.ts';
import { instant } from '#base/day.ts';
import { outwardTo, type Outward } from '#kit/web/outward.ts';
import type { Account } from './store.ts';

export type IssuerSettings = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** This service as the browser sees it, e.g. https://nrm.example */
  readonly origin: string;
  /** Other origins that the issuer's own document may send us to; its authorization page needs none. */
  readonly alsoOutward?: readonly string[];
  /** What programs' access tokens must be for. */
  readonly audience: string;
};

export const returnPath = '/sign-in/return';

/** What must come back as it was sent. */
export type Secrets = { readonly nonce: string; readonly verifier: string };

export type Proved = { readonly account: Account; readonly at: Instant | null };

export type Issuer = {
  readonly name: string;
  /** Fetches from the issuer and from nowhere else. */
  readonly outward: Outward;
  /** A fresh proof is asked for where `fresh`: not what the issuer remembers from this morning. */
  readonly begin: (state: string, fresh: boolean) => Promise<{ readonly url: string; readonly secrets: Secrets }>;
  readonly finish: (query: string, state: string, secrets: Secrets, fresh: boolean) => Promise<Proved>;
  /** The client that an access token was given to; throws where it is not for us or not in order. */
  readonly client: (token: string) => Promise<string>;
};

/** The issuer's clock and ours may differ by this much. */
const leeway = 30;
/** At the longest as long as a visit: an older sign-in at the issuer is asked for again. */
const longestSeconds = 12 * 3600;

export function issuerOf(settings: IssuerSettings): Issuer {
  const outward = outwardTo([settings.issuer, ...(settings.alsoOutward ?? [])]);
  let known: Promise<oidc.Configuration> | undefined;
  // Asked once; what went wrong is asked again next time.
  const configuration = (): Promise<oidc.Configuration> =>
    (known ??= discover(settings, outward).catch((wrong: unknown) => {
      known = undefined;
      throw wrong;
    }));
  const maxAge = (fresh: boolean): number => (fresh ? 0 : longestSeconds);
  return {
    name: settings.issuer,
    outward,
    begin: async (state, fresh) => {
      const secrets = { nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: `${settings.origin}${returnPath}`,
        scope: 'openid email',
        state,
        nonce: secrets.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(secrets.verifier),
        code_challenge_method: 'S256',
        max_age: String(maxAge(fresh)),
        ...(fresh ? { prompt: 'login' } : {}),
      });
      return { url: url.href, secrets };
    },
    finish: async (query, state, secrets, fresh) => {
      const at = new URL(`${settings.origin}${returnPath}?${query}`);
      const config = await configuration();
      const tokens = await oidc.authorizationCodeGrant(config, at, {
        expectedState: state,
        expectedNonce: secrets.nonce,
        pkceCodeVerifier: secrets.verifier,
        maxAge: maxAge(fresh),
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new Error('The issuer said nothing of who came.');
      const more = claims['email'] === undefined ? await oidc.fetchUserInfo(config, tokens.access_token, claims.sub).catch(() => ({})) : {};
      return provedBy(settings.issuer, { ...more, ...claims });
    },
    client: clientOf(settings, outward, configuration),
  };
}

async function discover(settings: IssuerSettings, outward: Outward): Promise<oidc.Configuration> {
  const loopback = new URL(settings.issuer).protocol === 'http:';
  return oidc.discovery(new URL(settings.issuer), settings.clientId, { [oidc.clockTolerance]: leeway }, oidc.ClientSecretBasic(settings.clientSecret), {
    [oidc.customFetch]: (url, options) => outward(url, options as RequestInit),
    // The signature of what it says is checked as well, not only the line it came by.
    execute: [oidc.enableNonRepudiationChecks, ...(loopback ? [oidc.allowInsecureRequests] : [])],
  });
}

function provedBy(issuer: string, claims: Readonly<Record<string, unknown>> & { readonly sub?: unknown }): Proved {
  const { email, email_verified: verified, auth_time: at } = claims;
  return {
    account: { issuer, subject: String(claims.sub), email: typeof email === 'string' ? email : null, verified: verified === true },
    at: typeof at === 'number' ? instant(new Date(at * 1000).toISOString()) : null,
  };
}

/** Tokens of programs live shortly: what was ended at the issuer must not go on here. */
const longestToken = 3600;

function clientOf(settings: IssuerSettings, outward: Outward, configuration: () => Promise<oidc.Configuration>): Issuer['client'] {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  return async (token) => {
    const at = (await configuration()).serverMetadata().jwks_uri;
    if (!at) throw new Error('The issuer names no keys.');
    keys ??= createRemoteJWKSet(new URL(at), { [keysFetch]: (url: string, options: RequestInit) => outward(url, options), cooldownDuration: 60_000 });
    const { payload } = await jwtVerify(token, keys, {
      issuer: settings.issuer,
      audience: settings.audience,
      typ: 'at+jwt',
      algorithms: ['RS256', 'PS256', 'ES256', 'ES384', 'EdDSA', 'Ed25519'],
      requiredClaims: ['exp', 'iat', 'client_id'],
      clockTolerance: leeway,
    });
    return clientIn(payload);
  };
}

function clientIn({ exp = 0, iat = 0, client_id: client, sub }: JWTPayload): string {
  if (exp - iat > longestToken) throw new Error('This token lives longer than a program may go unasked.');
  // A token that a person got through a program speaks for that person, not for the program.
  if (typeof client !== 'string' || (sub !== undefined && sub !== client)) throw new Error('This token was not given to a program.');
  return client;
}
