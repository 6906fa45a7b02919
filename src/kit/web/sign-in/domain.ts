// Whether an e-mail address is at an admitted domain: compared label by label, so that a look-alike is never taken for it.

/** `below`: addresses under the domain (trust.example.org for example.org) are admitted as well. */
export type Domain = { readonly domain: string; readonly below: boolean };

/** A domain as it is kept: ASCII labels in lower case, at least two, none empty. Null where it is none. */
export function readDomain(text: string): string | null {
  const domain = text.trim().toLowerCase().replace(/^@/, '');
  if (domain.length > 253 || /\.\d+$/.test(domain)) return null;
  return /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$/.test(domain) ? domain : null;
}

/** An address as it is compared: one @, ASCII, lower case. Null where it is none. */
export function readEmail(text: string): string | null {
  const email = text.trim().toLowerCase();
  const at = email.lastIndexOf('@');
  const local = email.slice(0, at);
  if (at < 1 || email.length > 254 || !/^[a-z0-9.!#$%&'*+/=?^_{|}~-]+$/.test(local)) return null;
  return readDomain(email.slice(at + 1)) === email.slice(at + 1) ? email : null;
}

export function isAdmitted(email: string, domains: readonly Domain[]): boolean {
  const read = readEmail(email);
  if (!read) return false;
  const labels = read.slice(read.lastIndexOf('@') + 1).split('.');
  return domains.some((one) => {
    const wanted = one.domain.split('.');
    const tail = labels.slice(-wanted.length);
    return tail.join('.') === one.domain && (labels.length === wanted.length || (one.below && labels.length > wanted.length));
  });
}
