// What was typed, kept while somebody proves who they are elsewhere: sealed with a secret that their browser holds and the database does not.
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import type { Carried } from '#kit/web/carry.ts';

const keyOf = (browser: string, state: string): Buffer => Buffer.from(hkdfSync('sha256', browser, state, 'opennrm carried', 32));

export function sealCarried(carried: Carried | null, browser: string, state: string): Uint8Array | null {
  if (!carried) return null;
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', keyOf(browser, state), iv);
  const sealed = Buffer.concat([cipher.update(JSON.stringify([carried.path, Object.entries(carried.fields)]), 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]);
}

/** Null where nothing was kept, or it was not sealed for this browser. */
export function openCarried(sealed: Uint8Array | null, browser: string, state: string): Carried | null {
  if (!sealed || sealed.length < 28) return null;
  const bytes = Buffer.from(sealed);
  const cipher = createDecipheriv('aes-256-gcm', keyOf(browser, state), bytes.subarray(0, 12));
  cipher.setAuthTag(bytes.subarray(12, 28));
  try {
    const text = Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()]).toString('utf8');
    const [path, entries] = JSON.parse(text) as [string, [string, string | string[]][]];
    const fields = Object.assign(Object.create(null) as Record<string, string | string[]>, Object.fromEntries(entries));
    return { path, fields };
  } catch {
    return null;
  }
}
