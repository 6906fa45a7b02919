// A picture made safe to look at: its blocks are read strictly and only those that hold the picture are written out again. What does not fit is not shown.

export type SafeCopy = { readonly type: 'image/jpeg' | 'image/png'; readonly bytes: Buffer };

/** More points than any telephone takes: a picture that swells to more when it is drawn is refused. */
export const mostPoints = 60_000_000;
export const mostSide = 20_000;

const fits = (width: number, height: number): boolean => width > 0 && height > 0 && width <= mostSide && height <= mostSide && width * height <= mostPoints;

/** The copy; nothing where it is no JPEG or PNG, is broken, or is too large. The original is not changed. */
export function safeCopy(bytes: Uint8Array): SafeCopy | undefined {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const [type, made] = all[0] === 0xff ? (['image/jpeg', jpeg(all)] as const) : (['image/png', png(all)] as const);
    return made && { type, bytes: made };
  } catch (wrong) {
    // It ends in the middle of a block.
    if (wrong instanceof RangeError) return undefined;
    throw wrong;
  }
}

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** Size, colours, clear colour, picture, end (PNG third edition, 11.2 and 11.3.2). Words, places, times, profiles and anything private are left out. */
const kept = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

const crcs = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k += 1) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function crcOf(bytes: Buffer): number {
  let c = 0xffffffff;
  for (const byte of bytes) c = (crcs[(c ^ byte) & 255] ?? 0) ^ (c >>> 8);
  return (c ^ 0xffffffff) >>> 0;
}

function png(all: Buffer): Buffer | undefined {
  if (!all.subarray(0, 8).equals(signature)) return undefined;
  const out: Buffer[] = [signature];
  let at = 8;
  let last = '';
  let pictures = 0;
  while (at < all.length && last !== 'IEND') {
    const length = all.readUInt32BE(at);
    const name = all.toString('latin1', at + 4, at + 8);
    const end = at + 12 + length;
    if (end > all.length || !/^[A-Za-z]{4}$/.test(name)) return undefined;
    if (crcOf(all.subarray(at + 4, end - 4)) !== all.readUInt32BE(end - 4)) return undefined;
    if ((name === 'IHDR') !== (at === 8)) return undefined;
    if (name === 'IHDR' && (length !== 13 || !fits(all.readUInt32BE(at + 8), all.readUInt32BE(at + 12)))) return undefined;
    // Pictures that move are not shown moving; what is critical and unknown is not shown.
    if (/^[A-Z]/.test(name) && !kept.includes(name)) return undefined;
    if (name === 'IDAT') {
      if (pictures > 0 && last !== 'IDAT') return undefined;
      pictures += 1;
    }
    if (kept.includes(name)) out.push(all.subarray(at, end));
    last = name;
    at = end;
  }
  // What stands behind the end is not of the picture.
  return last === 'IEND' && pictures > 0 ? Buffer.concat(out) : undefined;
}

/** Tables and the beginning of the picture. Blocks of applications (0xE0 to 0xEF) and comments (0xFE) hold places, times, names and small pictures. */
const isTable = (mark: number): boolean => mark === 0xdb || mark === 0xc4 || mark === 0xdd;
/** Baseline, extended and progressive, coded by Huffman: what cameras and telephones write (ITU-T T.81, B.1.1.3). */
const isFrame = (mark: number): boolean => mark === 0xc0 || mark === 0xc1 || mark === 0xc2;
const isAside = (mark: number): boolean => (mark >= 0xe0 && mark <= 0xef) || mark === 0xfe;

function jpeg(all: Buffer): Buffer | undefined {
  if (all.readUInt16BE(0) !== 0xffd8) return undefined;
  const out: Buffer[] = [all.subarray(0, 2)];
  let at = 2;
  let frames = 0;
  let scans = 0;
  for (;;) {
    if (all.readUInt8(at) !== 0xff) return undefined;
    while (all.readUInt8(at + 1) === 0xff) at += 1;
    const mark = all.readUInt8(at + 1);
    if (mark === 0xd9) return frames === 1 && scans > 0 ? Buffer.concat([...out, Buffer.from([0xff, 0xd9])]) : undefined;
    const end = at + 2 + all.readUInt16BE(at + 2);
    if (end < at + 4 || end > all.length) return undefined;
    if (isFrame(mark)) {
      frames += 1;
      if (frames > 1 || end < at + 10 || !fits(all.readUInt16BE(at + 7), all.readUInt16BE(at + 5))) return undefined;
    } else if (!isTable(mark) && !isAside(mark) && mark !== 0xda) return undefined;
    if (!isAside(mark)) out.push(all.subarray(at, end));
    at = end;
    if (mark === 0xda) {
      if (frames === 0) return undefined;
      scans += 1;
      const stop = afterScan(all, at);
      out.push(all.subarray(at, stop));
      at = stop;
    }
  }
}

/** The picture's own bytes go on until a mark that is neither a stuffed byte nor a restart. */
function afterScan(all: Buffer, from: number): number {
  let at = from;
  for (;;) {
    at = all.indexOf(0xff, at);
    if (at < 0 || at + 1 >= all.length) throw new RangeError('a picture without an end');
    const next = all[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 2;
  }
}
