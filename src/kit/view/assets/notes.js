// Notes of a phone: sealed at once to a key whose other half is not here, kept until they have arrived, then gone. What is kept cannot be read here.
import { bytes, text } from './base64url.js';

const curve = { name: 'ECDH', namedCurve: 'P-256' };
const encoded = (words) => new TextEncoder().encode(words);
const done = (request) =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function opened() {
  const asked = indexedDB.open('notes', 1);
  asked.onupgradeneeded = () => {
    asked.result.createObjectStore('pads', { keyPath: 'id' });
    asked.result.createObjectStore('sealed', { keyPath: 'id' });
  };
  return done(asked);
}

async function within(store, how, work) {
  const db = await opened();
  try {
    const transaction = db.transaction(store, how);
    const result = await work(transaction.objectStore(store));
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return result;
  } finally {
    db.close();
  }
}
const all = (store) => within(store, 'readonly', (of) => done(of.getAll()));
const put = (store, one) => within(store, 'readwrite', (of) => done(of.put(one)));
const remove = (store, id) => within(store, 'readwrite', (of) => done(of.delete(id)));

export const pads = async () => (await all('pads')).sort((one, other) => (one.code < other.code ? -1 : 1));
export const waiting = async () => (await all('sealed')).filter((one) => !one.broken);
export const broken = async () => (await all('sealed')).filter((one) => one.broken);
export const removeBroken = async () => {
  for (const one of await broken()) await remove('sealed', one.id);
};

/** Only the pads of who is signed in now. */
const keepPads = (found) =>
  within('pads', 'readwrite', async (of) => {
    await done(of.clear());
    for (const pad of found) await done(of.put(pad));
  });

/** Sealed text is as long as the next step of 2,048 bytes: how much was written is not to be seen either. */
function padded(words) {
  const plain = encoded(words);
  const full = new Uint8Array(Math.ceil(plain.length / 2048) * 2048).fill(32);
  full.set(plain);
  return full;
}

/** Neither half of the device's key is kept: once this returns, nothing on the device opens the note. */
export async function sealNote(pad, note) {
  const id = crypto.randomUUID();
  const bound = encoded(`opennrm note|${pad.id}|${id}`);
  const theirs = await crypto.subtle.importKey('spki', bytes(pad.key), curve, false, []);
  const mine = await crypto.subtle.generateKey(curve, false, ['deriveBits']);
  const shared = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, mine.privateKey, 256);
  const base = await crypto.subtle.importKey('raw', shared, 'HKDF', false, ['deriveKey']);
  const hkdf = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(), info: bound };
  const key = await crypto.subtle.deriveKey(hkdf, base, { name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const cipher = await crypto.subtle.encrypt({ name: 'AES-GCM', iv: nonce, additionalData: bound }, key, padded(JSON.stringify(note)));
  const half = await crypto.subtle.exportKey('spki', mine.publicKey);
  await put('sealed', { id, note: [id, pad.id, text(half), text(nonce), text(cipher)].join('.') });
}

/** What the program says, where it is the program that answers: a page to sign in on is none. */
async function asked(path, init) {
  const answer = await fetch(path, { redirect: 'manual', cache: 'no-store', ...init });
  if (answer.ok && /^application\/json/.test(answer.headers.get('content-type') ?? '')) return answer.json();
  // To who keeps no records there is no such door.
  if (answer.status === 404) return 'not-theirs';
  return answer.type === 'opaqueredirect' || answer.status === 403 ? 'signed-out' : null;
}

let sending = null;
/** Sends what waits, one after another. Each goes from the device only after the program said that it is kept, or never will be. */
export const send = () => (sending ??= sendAll().finally(() => (sending = null)));

async function sendAll() {
  const came = { kept: 0, gone: 0, broken: 0, signedOut: false };
  const now = await asked('/offline/pads').catch(() => null);
  if (now === 'signed-out') return { ...came, signedOut: true };
  if (now === 'not-theirs') await keepPads([]);
  if (!now?.pads) return came;
  await keepPads(now.pads);
  for (const one of await waiting()) {
    const answer = await asked('/offline/notes', { method: 'POST', body: new URLSearchParams({ _csrf: now.token, note: one.note }) }).catch(() => null);
    if (answer === 'signed-out') return { ...came, signedOut: true };
    if (!['kept', 'gone', 'broken'].includes(answer?.says)) break;
    came[answer.says] += 1;
    await (answer.says === 'broken' ? put('sealed', { ...one, broken: true }) : remove('sealed', one.id));
  }
  return came;
}

/** On any page of who is signed in: where this browser keeps notes, they are sent. Elsewhere nothing is opened. */
export async function sendIfAny() {
  if (!document.querySelector('.nrm-who') || !navigator.onLine) return;
  const known = await indexedDB.databases?.().catch(() => []);
  if (known?.some((one) => one.name === 'notes')) await send().catch(() => null);
}
