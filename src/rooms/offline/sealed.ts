// A note as a device seals it, without a connection, to a half of a key that it cannot open with: ECDH on P-256, HKDF, AES-256-GCM.
import { createDecipheriv, createPrivateKey, createPublicKey, diffieHellman, generateKeyPairSync, hkdfSync } from 'node:crypto';
import { instant, type Instant } from '#base/day.ts';

/** What is written on the device. The moment is what its clock says. */
export type Written = { readonly sort: 'fact' | 'words' | 'view'; readonly health: boolean; readonly words: string; readonly claimed: Instant };
export type Sealed = { readonly id: string; readonly pad: string; readonly theirs: Buffer; readonly nonce: Buffer; readonly text: Buffer };
/** Both halves of a pad's key: the public one as SubjectPublicKeyInfo, the private one as PKCS 8. */
export type Halves = { readonly open: Buffer; readonly closed: Buffer };

export const mostLetters = 8000;

export function newHalves(): Halves {
  const made = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'der' },
  });
  return { open: made.publicKey, closed: made.privateKey };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Five parts with dots between: note, pad, the device's half for this note alone, nonce, sealed text. Nothing where it is none. */
export function readSealed(posted: string): Sealed | undefined {
  const [id = '', pad = '', ...rest] = posted.split('.');
  const [theirs, nonce, text] = rest.map((part) => Buffer.from(part, 'base64url'));
  if (!uuid.test(id) || !uuid.test(pad) || rest.length !== 3 || !theirs || !nonce || !text) return undefined;
  return nonce.length === 12 && text.length > 16 ? { id, pad, theirs, nonce, text } : undefined;
}

/** What stands in it, if it was sealed to this pad under this id and nobody changed a bit of it. */
export function openSealed(closed: Uint8Array, { id, pad, theirs, nonce, text }: Sealed): Written | undefined {
  try {
    const shared = diffieHellman({
      privateKey: createPrivateKey({ key: Buffer.from(closed), type: 'pkcs8', format: 'der' }),
      publicKey: createPublicKey({ key: theirs, type: 'spki', format: 'der' }),
    });
    const bound = `opennrm note|${pad}|${id}`;
    const cipher = createDecipheriv('aes-256-gcm', Buffer.from(hkdfSync('sha256', shared, '', bound, 32)), nonce);
    cipher.setAAD(Buffer.from(bound));
    cipher.setAuthTag(text.subarray(-16));
    return writtenIn(JSON.parse(Buffer.concat([cipher.update(text.subarray(0, -16)), cipher.final()]).toString('utf8')));
  } catch {
    return undefined;
  }
}

function writtenIn(found: unknown): Written | undefined {
  if (typeof found !== 'object' || found === null) return undefined;
  const { sort, health, words, claimed } = found as Readonly<Record<string, unknown>>;
  if ((sort !== 'fact' && sort !== 'words' && sort !== 'view') || typeof words !== 'string' || typeof claimed !== 'string') return undefined;
  const text = words.replaceAll('\u0000', '').replace(/\r\n?/g, '\n').trim();
  // A clock may be set to anything; what is no moment at all was not made by our page.
  if (text === '' || [...text].length > mostLetters || !/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(claimed)) return undefined;
  return { sort, health: health === true, words: text, claimed: instant(claimed) };
}
