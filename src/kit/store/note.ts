// Signed notes (C2SP signed-note): a text that people can read, with Ed25519 signatures below it. Keys in that form's own encodings.
import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify, type KeyObject } from 'node:crypto';

/** Who signs. The name is also the log's name, its origin line. */
export type Signer = { readonly name: string; readonly key: KeyObject };
/** Whom a reader believes. */
export type Verifier = { readonly name: string; readonly id: string; readonly key: KeyObject };

/** Ed25519, as the form numbers its kinds of signature. */
const kind = Buffer.of(1);
const seedAsPkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const publicAsSpki = Buffer.from('302a300506032b6570032100', 'hex');
const goodName = /^[^\s+]+$/u;

export function newSigner(name: string): Signer {
  if (!goodName.test(name)) throw new Error('The name of a log holds no space and no +.');
  return { name, key: generateKeyPairSync('ed25519').privateKey };
}

/** The first four bytes of the fingerprint of name, kind and public key, in hexadecimal. */
function idOf(name: string, publicBytes: Uint8Array): string {
  return createHash('sha256').update(`${name}\n`).update(kind).update(publicBytes).digest('hex').slice(0, 8);
}

const publicBytesOf = (signer: Signer): Buffer => createPublicKey(signer.key).export({ type: 'spki', format: 'der' }).subarray(-32);

/** The private key as text. To be kept in a file that only the program can read. */
export function writeSigner(signer: Signer): string {
  const seed = signer.key.export({ type: 'pkcs8', format: 'der' }).subarray(-32);
  return `PRIVATE+KEY+${signer.name}+${idOf(signer.name, publicBytesOf(signer))}+${Buffer.concat([kind, seed]).toString('base64')}`;
}

/** Null where the text is no such key. */
export function readSigner(text: string): Signer | null {
  const [, name = '', id, encoded = ''] = /^PRIVATE\+KEY\+([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== kind[0]) return null;
  const signer = { name, key: createPrivateKey({ key: Buffer.concat([seedAsPkcs8, bytes.subarray(1)]), format: 'der', type: 'pkcs8' }) };
  return idOf(name, publicBytesOf(signer)) === id ? signer : null;
}

/** The public key as text, to be given to whoever checks. */
export function writeVerifier(signer: Signer): string {
  const bytes = publicBytesOf(signer);
  return `${signer.name}+${idOf(signer.name, bytes)}+${Buffer.concat([kind, bytes]).toString('base64')}`;
}

/** Null where the text is no such key. */
export function readVerifier(text: string): Verifier | null {
  const [, name = '', id = '', encoded = ''] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/u.exec(text.trim()) ?? [];
  const bytes = Buffer.from(encoded, 'base64');
  if (bytes.length !== 33 || bytes[0] !== kind[0] || idOf(name, bytes.subarray(1)) !== id) return null;
  return { name, id, key: createPublicKey({ key: Buffer.concat([publicAsSpki, bytes.subarray(1)]), format: 'der', type: 'spki' }) };
}

export function verifierOf(signer: Signer): Verifier {
  return { name: signer.name, id: idOf(signer.name, publicBytesOf(signer)), key: createPublicKey(signer.key) };
}

/** Signs a text that ends with a line break and holds no empty line. */
export function signNote(text: string, signer: Signer): string {
  if (!text.endsWith('\n') || text.includes('\n\n')) throw new Error('A note ends with a line break and holds no empty line.');
  const signature = sign(null, Buffer.from(text), signer.key);
  const id = Buffer.from(idOf(signer.name, publicBytesOf(signer)), 'hex');
  return `${text}\n— ${signer.name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

export type Opened = { readonly text: string } | { readonly wrong: string };

/** The text, where one of the verifiers signed it and none of them signed it wrongly. Lines of others are passed over. */
export function openNote(note: string, verifiers: readonly Verifier[]): Opened {
  const end = note.lastIndexOf('\n\n');
  if (end < 0 || !note.endsWith('\n')) return { wrong: 'it is no signed note' };
  const text = note.slice(0, end + 1);
  let believed = false;
  for (const line of note.slice(end + 2, -1).split('\n')) {
    const [, name, encoded = ''] = /^— ([^\s+]+) ([A-Za-z0-9+/]+=*)$/u.exec(line) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    if (name === undefined || bytes.length < 5 || bytes.toString('base64') !== encoded) return { wrong: 'a line of signature cannot be read' };
    const by = verifiers.find((one) => one.name === name && one.id === bytes.toString('hex', 0, 4));
    if (!by) continue;
    if (!verify(null, Buffer.from(text), by.key, bytes.subarray(4))) return { wrong: 'the signature is not of this text' };
    believed = true;
  }
  return believed ? { text } : { wrong: 'no key that is believed here signed it' };
}
