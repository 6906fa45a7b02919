// How people sign in here, from the environment; and what of it is missing before real people's data.
import { readFileSync } from 'node:fs';
import type { IssuerSettings } from '#kit/web/sign-in/issuer.ts';
import { UnsafeSetting } from './unsafe.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Null where no issuer is named: then there is practice alone. Throws UnsafeSetting with what to change. */
export function readSignIn(env: Environment): IssuerSettings | null {
  const issuer = env['OPENNRM_OIDC_ISSUER'];
  if (!issuer) return null;
  const origin = originOf('OPENNRM_ORIGIN', needed(env, 'OPENNRM_ORIGIN', 'https://nrm.example'));
  originOf('OPENNRM_OIDC_ISSUER', issuer);
  const also = (env['OPENNRM_OIDC_ALSO'] ?? '').split(',').filter((one) => one.trim() !== '');
  return {
    issuer,
    clientId: needed(env, 'OPENNRM_OIDC_CLIENT_ID', 'opennrm'),
    clientSecret: secretIn(needed(env, 'OPENNRM_OIDC_CLIENT_SECRET_FILE', '/etc/opennrm/oidc-secret')),
    origin,
    alsoOutward: also.map((one) => originOf('OPENNRM_OIDC_ALSO', one.trim())),
    audience: env['OPENNRM_API_AUDIENCE'] ?? `${origin}/api`,
  };
}

function needed(env: Environment, name: string, example: string): string {
  const value = env[name];
  if (!value) throw new UnsafeSetting(`${name} is needed with OPENNRM_OIDC_ISSUER, for example ${example}`);
  return value;
}

const loopback = new Set(['127.0.0.1', 'localhost', '[::1]']);

/** https, or this machine itself. Gives scheme, host and port. */
function originOf(name: string, text: string): string {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback.has(url.hostname))) || url.username || url.password) {
    throw new UnsafeSetting(`${name} must be an https address (http only on this machine itself), for example https://nrm.example`);
  }
  return url.origin;
}

function secretIn(path: string): string {
  const secret = readFileSync(path, 'utf8').trim();
  if (secret.length < 16) throw new UnsafeSetting('OPENNRM_OIDC_CLIENT_SECRET_FILE must hold the secret that the issuer gave this service.');
  return secret;
}

/** Sentences, one a blocker. `administrators`: how many can look after access now; null where no database was asked. */
export function signInBlockers(signIn: IssuerSettings | null, administrators: number | null): readonly string[] {
  if (!signIn) return ['Sign-in: no issuer is named (OPENNRM_OIDC_ISSUER), so anybody at this machine can take any practice role.'];
  return [
    ...(signIn.origin.startsWith('https:') ? [] : ['Sign-in: OPENNRM_ORIGIN is not https, so cookies and passkeys are not safe from who listens.']),
    ...(administrators !== null && administrators >= 2 ? [] : ['Sign-in: there are not yet two administrators. Name them: ./opennrm admit']),
  ];
}
