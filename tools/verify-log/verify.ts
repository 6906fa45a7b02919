// Checks a log written out by `./opennrm export-log`, with nothing of OpenNRM: it shares no code with the program that wrote it.
// node tools/verify-log/verify.ts --log log.jsonl --witness witness.log --key 'nrm.example/log+1a2b3c4d+A…'
import { createHash, createPublicKey, verify as signatureFits } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

export type Line = Readonly<Record<string, unknown>>;

/** What everything rests on. A test may remember their answers; it may not change them. */
export type Primitives = {
  /** A line of JSON as an object; null where it is none, or is spelt another way than JSON.stringify does. */
  readonly parsed: (line: string) => Line | null;
  /** SHA-256, in hexadecimal. */
  readonly sha256: (kind: 'leaf' | 'pair' | 'none', left: string, right: string) => string;
  /** Whether an Ed25519 public key (32 bytes) signed a text. */
  readonly signed: (key: Buffer, text: string, signature: Buffer) => boolean;
};

export const primitives: Primitives = {
  parsed: (line) => {
    try {
      const value: unknown = JSON.parse(line);
      return typeof value === 'object' && value !== null && JSON.stringify(value) === line ? (value as Line) : null;
    } catch {
      return null;
    }
  },
  sha256: (kind, left, right) => {
    if (kind === 'none') return createHash('sha256').digest('hex');
    if (kind === 'leaf') return createHash('sha256').update(Buffer.of(0)).update(left, 'utf8').digest('hex');
    return createHash('sha256').update(Buffer.of(1)).update(left, 'hex').update(right, 'hex').digest('hex');
  },
  signed: (key, text, signature) => {
    const spki = Buffer.concat([Buffer.from('MCowBQYDK2VwAyEA', 'base64'), key]);
    return signatureFits(null, Buffer.from(text, 'utf8'), createPublicKey({ key: spki, format: 'der', type: 'spki' }), signature);
  },
};

export type Report = { readonly leaves: number; readonly checkpoints: number; readonly witnessed: number; readonly wrong: readonly string[] };

/** `witness` null: none was given, and that is said by the caller. `keys`: what the log's keeper gave out, once, by another way. */
export function verify(log: string, witness: string | null, keys: readonly string[], by: Primitives = primitives): Report {
  const wrong: string[] = [];
  const read = readLog(log, wrong, by);
  const known = keys.map(readKey);
  const heads = read.checkpoints.map((note, i) => headOf(note, known, `checkpoint ${i + 1}`, wrong, by));
  inOrder(heads, 'checkpoint', wrong);
  const newest = heads.at(-1)?.size ?? 0;
  if (heads.length === 0) wrong.push('there is no checkpoint');
  if (newest !== read.leaves.length) wrong.push(`there are ${read.leaves.length} lines, and the newest checkpoint speaks of ${newest}`);
  const root = treeOver(
    read.leaves.map((leaf) => by.sha256('leaf', leaf, '')),
    by,
  );
  heads.forEach((head, i) => {
    if (head && head.size <= read.leaves.length && root(0, head.size) !== head.root)
      wrong.push(`checkpoint ${i + 1}, of ${head.size} lines, has another root than the lines give`);
  });
  const seen = witness === null ? [] : readWitness(witness, wrong);
  if (witness !== null) compare(read.checkpoints, seen, wrong);
  inOrder(
    seen.map((note, i) => headOf(note, known, `line ${i + 1} of the witness`, wrong, by)),
    'line of the witness',
    wrong,
  );
  return { leaves: read.leaves.length, checkpoints: heads.length, witnessed: seen.length, wrong };
}

/**
 * The Merkle Tree Hash of RFC 9162, 2.1.1, as it is defined there. Ranges whose size is a power of two come again in
 * every later tree, so their hashes are remembered.
 */
export function treeOver(leaves: readonly string[], by: Primitives): (from: number, to: number) => string {
  const remembered = new Map<number, string>();
  const root = (from: number, to: number): string => {
    const n = to - from;
    if (n === 0) return by.sha256('none', '', '');
    if (n === 1) return leaves[from] ?? '';
    let k = 1;
    while (k * 2 < n) k *= 2;
    const place = k * 2 === n ? from * 64 + Math.log2(n) : -1;
    const before = remembered.get(place);
    if (before !== undefined) return before;
    const hash = by.sha256('pair', root(from, from + k), root(from + k, to));
    if (place >= 0) remembered.set(place, hash);
    return hash;
  };
  return root;
}

type Read = { readonly leaves: readonly string[]; readonly checkpoints: readonly string[] };

/** First a line that says how much follows, then the leaves in order, then the checkpoints. Nothing else, and nothing spelt another way. */
function readLog(log: string, wrong: string[], by: Primitives): Read {
  const lines = log.split('\n');
  if (lines.pop() !== '') wrong.push('the file does not end with a line break');
  const [first, ...rest] = lines.map((line, i) => {
    const value = by.parsed(line);
    if (!value) wrong.push(`line ${i + 1} is not written as this log is written`);
    return value ?? {};
  });
  const leaves: string[] = [];
  const checkpoints: string[] = [];
  rest.forEach((one, i) => {
    const at = `line ${i + 2}`;
    if (same(one, ['leaf', 'bytes']) && typeof one['bytes'] === 'string' && checkpoints.length === 0) {
      if (one['leaf'] !== leaves.length) wrong.push(`${at}: leaf ${String(one['leaf'])} stands at place ${leaves.length}`);
      leaves.push(one['bytes']);
    } else if (same(one, ['checkpoint']) && typeof one['checkpoint'] === 'string') {
      checkpoints.push(one['checkpoint']);
    } else {
      wrong.push(`${at} is neither a leaf nor a checkpoint in its place`);
    }
  });
  const told = first && same(first, ['log', 'leaves', 'checkpoints']) && first['log'] === 'opennrm-1';
  if (!told || first['leaves'] !== leaves.length || first['checkpoints'] !== checkpoints.length) wrong.push('line 1 does not say what the file holds');
  return { leaves, checkpoints };
}

const same = (line: Line, names: readonly string[]): boolean => Object.keys(line).join() === names.join();

type Key = { readonly name: string; readonly hash: Buffer; readonly bytes: Buffer };

/** name+hash+base64(1, key): C2SP signed-note. */
function readKey(text: string): Key {
  const parts = text.trim().split('+');
  const [name = '', hash = ''] = parts;
  const all = Buffer.from(parts.slice(2).join('+'), 'base64');
  const fingerprint = createHash('sha256').update(`${name}\n`).update(all).digest('hex').slice(0, 8);
  if (all.length !== 33 || all[0] !== 1 || fingerprint !== hash) throw new Error(`This is no Ed25519 key of a signed note: ${text}`);
  return { name, hash: Buffer.from(hash, 'hex'), bytes: all.subarray(1) };
}

type Head = { readonly size: number; readonly root: string };

/** Reads a signed note line by line: origin, size, root; an empty line; signatures. */
function headOf(note: string, keys: readonly Key[], at: string, wrong: string[], by: Primitives): Head | null {
  const lines = note.split('\n');
  const [origin = '', size = '', root = '', gap] = lines;
  const hash = Buffer.from(root, 'base64');
  const shaped = gap === '' && lines.length > 5 && lines.at(-1) === '' && hash.length === 32 && hash.toString('base64') === root;
  if (!shaped || String(Number(size)) !== size || !Number.isSafeInteger(Number(size)) || Number(size) < 1) {
    wrong.push(`${at} is no checkpoint`);
    return null;
  }
  const text = `${origin}\n${size}\n${root}\n`;
  let good = 0;
  for (const line of lines.slice(4, -1)) {
    const [dash, name = '', encoded = '', ...more] = line.split(' ');
    const bytes = Buffer.from(encoded, 'base64');
    if (dash !== '—' || more.length > 0 || bytes.length < 5 || bytes.toString('base64') !== encoded) {
      wrong.push(`${at} has a signature that cannot be read`);
      return null;
    }
    const key = keys.find((one) => one.name === name && one.hash.equals(bytes.subarray(0, 4)));
    if (!key || key.name !== origin) continue;
    if (by.signed(key.bytes, text, bytes.subarray(4))) good += 1;
    else wrong.push(`${at} was not signed by the key it names`);
  }
  if (good === 0) wrong.push(`${at} is signed by no key that was given`);
  return { size: Number(size), root: hash.toString('hex') };
}

function inOrder(heads: readonly (Head | null)[], what: string, wrong: string[]): void {
  heads.forEach((head, i) => {
    const before = heads[i - 1];
    if (head && before && head.size <= before.size)
      wrong.push(`${what} ${i + 1} speaks of ${head.size} lines, after one of ${before.size}: it is old, or another log's`);
  });
}

/** One note a line, as a JSON text. A line cut short by a stop of the machine is followed by the same line, whole. */
function readWitness(witness: string, wrong: string[]): readonly string[] {
  const lines = witness.split('\n');
  if (lines.pop() !== '') wrong.push('the witness ends within a line');
  return lines.flatMap((line, i) => {
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === 'string' && JSON.stringify(value) === line) return [value];
    } catch {
      if (line !== '' && lines[i + 1]?.startsWith(line)) return [];
    }
    wrong.push(`line ${i + 1} of the witness is no note`);
    return [];
  });
}

function compare(checkpoints: readonly string[], seen: readonly string[], wrong: string[]): void {
  const [here, there] = [new Set(checkpoints), new Set(seen)];
  seen.forEach((note, i) => {
    if (!here.has(note)) wrong.push(`line ${i + 1} of the witness is not among the checkpoints of the log`);
  });
  checkpoints.forEach((note, i) => {
    if (!there.has(note)) wrong.push(`checkpoint ${i + 1} is not in the witness`);
  });
}

function main(): number {
  const options = { log: { type: 'string' }, witness: { type: 'string' }, key: { type: 'string', multiple: true } } as const;
  const { log, witness, key } = parseArgs({ options }).values;
  if (!log || !key) {
    process.stderr.write('node tools/verify-log/verify.ts --log FILE --witness FILE --key KEY [--key OLDER]\n');
    return 2;
  }
  const report = verify(readFileSync(log, 'utf8'), witness ? readFileSync(witness, 'utf8') : null, key);
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  say(`${report.leaves} lines, ${report.checkpoints} checkpoints, ${report.witnessed} of the witness.`);
  if (!witness) say('No witness was given: lines cut off together with their checkpoints, or an old state of the log, cannot be told.');
  for (const one of report.wrong) say(`- ${one}`);
  say(report.wrong.length === 0 ? 'Nothing was changed.' : 'This log is not what its checkpoints say.');
  return report.wrong.length === 0 ? 0 : 1;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) process.exitCode = main();
