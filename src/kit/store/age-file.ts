// Files of lines, packed and encrypted as age files: written to several who may open them, read again line by line.
import { createReadStream, createWriteStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { pipeline, Readable } from 'node:stream';
import { finished } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { Decrypter, Encrypter, generateX25519Identity, identityToRecipient } from 'age-encryption';

/** It cannot be read: another key, a changed byte, or cut short. Its message is a sentence. */
export class UnreadableBackup extends Error {}

/** A key pair: who has the identity opens what was written to the recipient. */
export async function newIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

/** Writes lines and waits until the disk has them. */
export async function writeLines(path: string, to: readonly string[], lines: AsyncIterable<string>): Promise<void> {
  const age = new Encrypter();
  for (const one of to) age.addRecipient(one);
  // What goes wrong in the lines goes wrong in the stream made of them.
  const packed = pipeline(Readable.from(lines, { objectMode: true, highWaterMark: 4 }), createGzip({ level: 3 }), () => undefined);
  const sealed = await age.encrypt(Readable.toWeb(packed) as ReadableStream<Uint8Array>);
  const out = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  pipeline(Readable.fromWeb(sealed as Parameters<typeof Readable.fromWeb>[0]), out, () => undefined);
  await finished(out);
  for (const place of [path, dirname(path)]) {
    const file = await open(place, 'r');
    await file.sync().finally(() => file.close());
  }
}

/** The lines of a file. Throws UnreadableBackup, at the latest at its end, where it is not whole. */
export async function* readLines(path: string, identity: string): AsyncGenerator<string> {
  const age = new Decrypter();
  try {
    age.addIdentity(identity);
  } catch {
    throw new UnreadableBackup('The key given is no identity (AGE-SECRET-KEY-1…).');
  }
  try {
    const sealed = Readable.toWeb(createReadStream(path)) as ReadableStream<Uint8Array>;
    const packed = Readable.fromWeb((await age.decrypt(sealed)) as Parameters<typeof Readable.fromWeb>[0]);
    const plain = pipeline(packed, createGunzip(), () => undefined);
    yield* linesIn(plain.setEncoding('utf8'));
  } catch (cause) {
    if (cause instanceof UnreadableBackup) throw cause;
    throw new UnreadableBackup(`${path} cannot be opened: the key is another, or the file was changed or cut short.`, { cause });
  }
}

/** Lines end with a line feed and with nothing else: a text may hold other characters that some take for an end of line. */
async function* linesIn(texts: AsyncIterable<string>): AsyncGenerator<string> {
  let left: string[] = [];
  for await (const text of texts) {
    const parts = text.split('\n');
    const [first = '', ...others] = parts;
    left.push(first);
    for (const next of others) {
      yield left.join('');
      left = [next];
    }
  }
  if (left.join('') !== '') throw new UnreadableBackup('The last line has no end.');
}
