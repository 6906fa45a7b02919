// Who may pass: the origin of a posting, its token, and the role a route names.
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Role } from '#access/roles.ts';

/** A token that only the holder of the cookie's page can know; the cookie's value cannot be worked out from it. */
export function tokenFor(cookie: string): string {
  return createHmac('sha256', cookie).update('opennrm csrf').digest('base64url');
}

export function tokenMatches(given: unknown, cookie: string): boolean {
  if (typeof given !== 'string') return false;
  const wanted = Buffer.from(tokenFor(cookie));
  const got = Buffer.from(given);
  return got.length === wanted.length && timingSafeEqual(got, wanted);
}

type Sent = Readonly<Record<string, string | string[] | undefined>>;

/**
 * Whether a posting came from this site's own pages. Sec-Fetch-Site decides where the browser sends it.
 * Our pages send no referrer, which makes browsers write `Origin: null`: then the token alone decides.
 */
export function sameSite(headers: Sent): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const origin = headers['origin'];
  if (origin === undefined || origin === 'null') return true;
  try {
    return typeof origin === 'string' && new URL(origin).host === headers['host'];
  } catch {
    return false;
  }
}

export function mayPass(who: 'anyone' | readonly Role[], role: Role | null): boolean {
  return who === 'anyone' || (role !== null && who.includes(role));
}
