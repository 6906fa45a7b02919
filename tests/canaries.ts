// Canaries: values that nobody else ever writes, put where people's facts go, and looked for in everything that the program writes.
import { randomBytes, randomInt } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

export type Canaries = {
  /** A canary for a field; it remembers which. */
  readonly of: (field: string) => string;
  /** Digits for a telephone or reference number. */
  readonly number: string;
  readonly email: string;
  /** Which canaries stand in a text or bytes, by field, in whatever spelling. */
  readonly found: (hay: string | Buffer) => readonly string[];
  readonly count: () => number;
};

/** The spellings a value may come back in: as it is, in capitals, base64 at each of three places, hexadecimal, two bytes a letter. */
function spellings(word: string): readonly Buffer[] {
  const plain = Buffer.from(word, 'latin1');
  const inBase64 = [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), plain]).toString('base64');
    // Its first and last letters also hold bits of the neighbours.
    return text.slice(before === 0 ? 0 : before + 1, Math.floor(((before + plain.length) * 8) / 6));
  });
  const texts = [word, word.toUpperCase(), [...word].reverse().join(''), plain.toString('hex'), plain.toString('hex').toUpperCase()];
  const urlSafe = inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_'));
  return [
    ...[...texts, ...inBase64, ...urlSafe].map((text) => Buffer.from(text, 'latin1')),
    Buffer.from(word, 'utf16le'),
    Buffer.from(word, 'utf16le').swap16(),
  ];
}

export function canaries(): Canaries {
  // One word for the whole run: whatever field it came from, it is found by it.
  const word = `kn${randomBytes(12)
    .toString('base64url')
    .toLowerCase()
    .replace(/[^a-z]/g, 'q')
    .slice(0, 10)}`;
  const number = `7${String(randomInt(10 ** 9, 10 ** 10))}`;
  const fields: string[] = [];
  const needles = [...spellings(word), Buffer.from(number), Buffer.from(number.slice(-9))];
  const lower = new RegExp(`${word}(\\d{6})`, 'gi');
  return {
    of: (field) => {
      fields.push(field);
      return `${word}${String(fields.length - 1).padStart(6, '0')}`;
    },
    number: `0${number}`,
    email: `${word}999999@example.invalid`,
    found: (hay) => {
      const bytes = typeof hay === 'string' ? Buffer.from(hay, 'utf8') : hay;
      if (!needles.some((needle) => bytes.includes(needle))) {
        const text = bytes.toString('latin1');
        return text.toLowerCase().includes(word) ? ['in mixed letters'] : [];
      }
      const named = [...bytes.toString('latin1').matchAll(lower)].map((match) => fields[Number(match[1])] ?? 'e-mail');
      return named.length > 0 ? [...new Set(named)] : ['in another spelling, or a number'];
    },
    count: () => fields.length,
  };
}

/** Every file below a folder, with its bytes handed over one after the other. */
export function eachFile(folder: string, see: (path: string, bytes: Buffer) => void): number {
  let many = 0;
  for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const whole = join(folder, path);
    const is = statSync(whole, { throwIfNoEntry: false });
    if (!is?.isFile() || is.size > 200 * 1024 * 1024) continue;
    see(path, readFileSync(whole));
    many += 1;
  }
  return many;
}
