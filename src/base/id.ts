// Branded ids, and references that people can read aloud (data.md 13).

export type FileId = string & { readonly brand: 'file' };
export type PersonId = string & { readonly brand: 'person' };
export type StaffId = string & { readonly brand: 'staff' };
/** Twelve Crockford base-32 symbols in three groups of four: 60 random bits, e.g. K7QD-0M2P-XW9T. */
export type Reference = string & { readonly brand: 'reference' };
/** Sixteen such symbols in four groups: 80 random bits, by which a stranger checks a letter. Nothing else is opened by it. */
export type CheckCode = string & { readonly brand: 'check-code' };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads a file id; nothing where the text is not one. */
export function fileId(text: string): FileId | undefined {
  return uuid.test(text) ? (text as FileId) : undefined;
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

const inGroups = (plain: string): string => (plain.match(/.{4}/g) ?? []).join('-');

/** The last 5 bits a symbol of these bytes. */
function written(random: Uint8Array, length: number): string {
  let bits = 0n;
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  let out = '';
  for (let i = 0; i < length; i += 1) {
    out = symbols.charAt(Number(bits & 31n)) + out;
    bits >>= 5n;
  }
  return inGroups(out);
}

/** As people type it: any case, spaces or none, O for 0, I and L for 1. */
function read(typed: string, length: number): string | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  return plain.length !== length || [...plain].some((c) => !symbols.includes(c)) ? undefined : inGroups(plain);
}

/** Writes eight random bytes (of which 60 bits are used) as a reference. */
export function reference(random: Uint8Array): Reference {
  if (random.length < 8) throw new Error('a reference needs eight random bytes');
  return written(random.subarray(0, 8), 12) as Reference;
}

export const readReference = (typed: string): Reference | undefined => read(typed, 12) as Reference | undefined;

/** Writes ten random bytes as the code of a letter. */
export function checkCode(random: Uint8Array): CheckCode {
  if (random.length !== 10) throw new Error('a code needs ten random bytes');
  return written(random, 16) as CheckCode;
}

export const readCheckCode = (typed: string): CheckCode | undefined => read(typed, 16) as CheckCode | undefined;
