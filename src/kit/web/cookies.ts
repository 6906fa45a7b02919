// Cookies, read and written by hand: opaque values, never readable by scripts, never sent from another site.

export type Jar = Readonly<Record<string, string>>;

export const sessionCookie = 'nrm_session';
export const guestCookie = 'nrm_guest';
/** Which browser a sign-in began in. Comes back with the one that the issuer sends here, which no strict cookie does. */
export const entryCookie = 'nrm_entry';
export const languageCookie = 'nrm_lang';
/** Who came in by their own door. */
export const ownCookie = 'nrm_own';
export const textCookie = 'nrm_text';

export function readCookies(header: string | undefined): Jar {
  const jar: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at < 1) continue;
    const name = part.slice(0, at).trim();
    // The first of two cookies of one name is the one with the narrower path; neither is ours to choose, so keep the first.
    if (!(name in jar)) jar[name] = part.slice(at + 1).trim();
  }
  return jar;
}

/** A name that only https may set, where the service is on https. */
export function cookieName(name: string, https: boolean): string {
  return https ? `__Host-${name}` : name;
}

export function writeCookie(name: string, value: string, https: boolean, seconds?: number): string {
  const age = seconds === undefined ? '' : `; Max-Age=${seconds}`;
  const sent = name === entryCookie ? 'Lax' : 'Strict';
  return `${cookieName(name, https)}=${value}; Path=/; HttpOnly; SameSite=${sent}${https ? '; Secure' : ''}${age}`;
}
