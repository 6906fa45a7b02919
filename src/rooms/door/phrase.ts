// Phrases that open a door: drawn by chance, read as people type them, and kept only as keyed slow hashes.
import { createHmac, randomInt, scrypt, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { wordList } from './word-list.ts';

/** Words of a list; or numbers, for who does not read these letters. */
export const styles = ['words', 'numbers'] as const;
export type Style = (typeof styles)[number];

/** Parts as they are typed. The first two say which door, the rest opens it. */
export type Phrase = readonly string[];

/**
 * Words: 6 of 1,024, 60 bits. Numbers: 5 groups of four digits, 66 bits. A million doors and a hundred guesses a second by every way together
 * would meet one in 2^60 / (2^20 * 100) seconds: some 350 years; and what is let pass is far slower (rates.ts, and ten wrong tries of one door an
 * hour). Who knows which door it is has 40 bits before them, at ten an hour.
 */
const parts = { words: 6, numbers: 5 } as const;
/** Further words, asked for inside: 30 or 40 bits, at ten an hour. */
const furtherParts = { words: 3, numbers: 3 } as const;
/** How many parts say which door it is. */
const naming = 2;

const draw = (style: Style): string => (style === 'words' ? (wordList[randomInt(wordList.length)] ?? '') : String(randomInt(10_000)).padStart(4, '0'));
const drawn = (style: Style, count: number): Phrase => Array.from({ length: count }, () => draw(style));

/** What is handed over: what opens the door, what opens the rest, and what opens a harmless page where somebody makes the person open it. */
export type Phrases = { readonly first: Phrase; readonly further: Phrase; readonly harmless: Phrase };

/** The words said under duress begin alike, so that they lead to the same door; of the rest nothing is in common by which one told the other. */
export function newPhrases(style: Style): Phrases {
  const first = drawn(style, parts[style]);
  return { first, further: drawn(style, furtherParts[style]), harmless: [...first.slice(0, naming), ...drawn(style, parts[style] - naming)] };
}

/** As people type it: any case, any signs between, digits of any script. Whatever it is, it is a phrase. */
export function readPhrase(typed: string): Phrase {
  const plain = typed
    .slice(0, 400)
    .normalize('NFKD')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .toLowerCase();
  const digits = plain.replace(/[^0-9]/g, '');
  const words = plain.match(/[a-z]+/g) ?? [];
  return digits.length > 0 && words.length === 0 ? (digits.match(/.{1,4}/g) ?? []) : words;
}

const slow = promisify(scrypt) as (words: string, salt: Buffer, length: number, how: object) => Promise<Buffer>;
/** 32 MB and some 60 ms a guess. */
const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 2 ** 20 };

/** What the database is asked by: which door, and the rest of the words. */
export type Asked = { readonly name: Buffer; readonly hash: Buffer };

/** Both are keyed by the installation: whoever has the tables alone can try no words against them. The salt is of this door and of no other. */
async function hashed(key: KeyObject, which: string, rest: string): Promise<Asked> {
  const keyed = (what: string, of: string | Buffer): Buffer => createHmac('sha256', key).update(`door|1|${what}|`).update(of).digest();
  return { name: keyed('name', which), hash: keyed('hash', await slow(rest, keyed('salt', which), 32, cost)) };
}

/** The words at the door. The same work is done for whatever was typed. */
export const atDoor = (key: KeyObject, phrase: Phrase): Promise<Asked> => hashed(key, phrase.slice(0, naming).join(' '), phrase.slice(naming).join(' '));

/** The further words, inside a door that is known. */
export const inside = (key: KeyObject, door: string, phrase: Phrase): Promise<Asked> => hashed(key, `further ${door}`, phrase.join(' '));
