// Bytes sealed as age files, to one who may open them or to several: what a browser seals by the same package, and what is sealed here in its place.
import { Decrypter, Encrypter } from 'age-encryption';

export { newIdentity } from './age-file.ts';

export async function sealTo(recipients: readonly string[], bytes: Uint8Array): Promise<Buffer> {
  const age = new Encrypter();
  for (const one of recipients) age.addRecipient(one);
  return Buffer.from(await age.encrypt(bytes));
}

/** `identity`: a line for each key it may be sealed to. Nothing where it was sealed to somebody else, changed, or is none. */
export async function openSealedTo(identity: string, sealed: Uint8Array): Promise<Buffer | undefined> {
  const age = new Decrypter();
  for (const one of identity.split('\n')) age.addIdentity(one);
  try {
    return Buffer.from(await age.decrypt(sealed));
  } catch {
    return undefined;
  }
}

const head = Buffer.from('age-encryption.org/v1\n-> X25519 ');

/** Whether it begins as an age file does that is sealed to a plain key; that it opens, only who has the key can say. */
export const looksSealed = (bytes: Uint8Array): boolean => bytes.length > 200 && head.equals(bytes.subarray(0, head.length));
