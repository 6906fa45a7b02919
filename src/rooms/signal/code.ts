// The code that a reporter comes back with: twenty digits with no check digit, never kept; what is kept is made of them slowly and under a key.
import * as crypto from 'node:crypto';
import { createHmac, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import { digits } from '#form/clean.ts';

/** Twenty digits as text. */
export type ReceiptCode = string & { readonly brand: 'receipt-code' };

export const codeLength = 20;

/**
 * The code of a form by its mark: the same form sent again is answered with the same code, and nothing has to be remembered for that. The mark has
 * 256 random bits and is kept nowhere. 66 bits remain: a year of ten guesses a second meets one of a million codes three times in a million.
 */
export function codeOf(key: KeyObject, once: string): ReceiptCode {
  const made = createHmac('sha256', key).update(`signal-code|1|${once}`).digest('hex');
  return (BigInt(`0x${made}`) % 10n ** BigInt(codeLength)).toString().padStart(codeLength, '0') as ReceiptCode;
}

/** As people type it: with any signs between, digits of any script. Whatever it is, it is taken as a code, and costs the same. */
export const readCode = (typed: string): ReceiptCode =>
  digits(typed.slice(0, 200))
    .replace(/[^0-9]/g, '')
    .slice(0, 40) as ReceiptCode;

/** In groups of five, to be read aloud and written down. */
export const spaced = (code: ReceiptCode): string => code.replace(/(.{5})(?=.)/g, '$1 ');

/** `name` finds the signal; `opens` opens what was answered. Neither is made from the other. */
export type Unlocked = { readonly name: Buffer; readonly opens: Buffer };

type Argon2 = {
  readonly message: Uint8Array;
  readonly nonce: Uint8Array;
  readonly secret: Uint8Array;
  readonly parallelism: number;
  readonly memory: number;
  readonly passes: number;
  readonly tagLength: number;
};
/** Node has it from 24.7 on; the types that are kept here do not name it yet. */
const { argon2 } = crypto as unknown as {
  readonly argon2: (algorithm: 'argon2id', how: Argon2, done: (wrong: Error | null, made: Buffer) => void) => void;
};
const slow = promisify(argon2);
/** 19 MiB and two passes, as OWASP's cheat sheet names for Argon2id; about a tenth of a second. */
const cost = { parallelism: 1, memory: 19 * 1024, passes: 2, tagLength: 64 } as const;

export async function unlocked(key: KeyObject, code: ReceiptCode): Promise<Unlocked> {
  const keyed = (what: string): Buffer => createHmac('sha256', key).update(`signal-code|1|${what}`).digest();
  const made = await slow('argon2id', { message: Buffer.from(code), nonce: keyed('salt').subarray(0, 16), secret: keyed('pepper'), ...cost });
  return { name: made.subarray(0, 32), opens: made.subarray(32) };
}
