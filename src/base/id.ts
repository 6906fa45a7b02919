// Branded ids, and references that people can read aloud (data.md 13).

export type FileId = string & { readonly brand: 'file' };
export type PersonId = string & { readonly brand: 'person' };
export type StaffId = string & { readonly brand: 'staff' };
/** Twelve Crockford base-32 symbols in three groups of four: 60 random bits, e.g. K7QD-0M2P-XW9T. */
export type Reference = string & { readonly brand: 'reference' };

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Reads a file id; nothing where the text is not one. */
export function fileId(text: string): FileId | undefined {
  return uuid.test(text) ? (text as FileId) : undefined;
}

const symbols = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Writes eight random bytes (of which 60 bits are used) as a reference. */
export function reference(random: Uint8Array): Reference {
  if (random.length < 8) throw new Error('a reference needs eight random bytes');
  let bits = 0n;
  for (const byte of random.subarray(0, 8)) bits = (bits << 8n) | BigInt(byte);
  let out = '';
  for (let i = 0; i < 12; i += 1) {
    out = symbols.charAt(Number(bits & 31n)) + out;
    bits >>= 5n;
  }
  return `${out.slice(0, 4)}-${out.slice(4, 8)}-${out.slice(8)}` as Reference;
}

/** Reads a reference as people type it: any case, spaces or none, O for 0, I and L for 1. */
export function readReference(typed: string): Reference | undefined {
  const plain = typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
  if (plain.length !== 12 || [...plain].some((c) => !symbols.includes(c))) return undefined;
  return `${plain.slice(0, 4)}-${plain.slice(4, 8)}-${plain.slice(8)}` as Reference;
}
