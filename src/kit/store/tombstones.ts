// Tombstones: the marks of erased files in a file outside the database, so that a backup older than an erasure is erased again before it opens.
import { createHash } from 'node:crypto';
import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Actor } from '#access/roles.ts';
import { marks } from './erase.ts';
import type { Database } from './pool.ts';

/** The file of tombstones is not what was written: a line is missing, changed or out of its place. Its message is a sentence. */
export class TombstonesBroken extends Error {}

export type Tombstones = { readonly marks: ReadonlySet<string>; readonly chain: string };

const start = '0'.repeat(64);
/** Each line holds the hash of all before it, so that none in the middle can be taken out. */
const chained = (before: string, n: number, mark: string, day: string): string => createHash('sha256').update(`${before}|${n}|${mark}|${day}`).digest('hex');

/** A last line that was cut short by the machine's death was never acknowledged: it is left out. No file: no tombstone. */
export async function readTombstones(path: string): Promise<Tombstones> {
  const text = await readFile(path, 'utf8').catch((wrong: { code?: string }) => {
    if (wrong.code === 'ENOENT') return '';
    throw wrong;
  });
  const found = new Set<string>();
  let chain = start;
  for (const [i, line] of text.split('\n').slice(0, -1).entries()) {
    const [n = '', mark = '', day = '', hash = ''] = line.split(' ');
    const next = chained(chain, i + 1, mark, day);
    if (Number(n) !== i + 1 || !/^[0-9a-f]{64}$/.test(mark) || hash !== next)
      throw new TombstonesBroken(`Line ${i + 1} of ${path} is not what was written there.`);
    found.add(mark);
    chain = next;
  }
  return { marks: found, chain };
}

/** Adds what the file lacks and waits until the disk has it. Only then may anything be destroyed. */
export async function handOverTombstones(db: Database, actor: Actor, path: string): Promise<void> {
  await db.as(actor, 'operations', async (tx) => {
    await tx.query('select pg_advisory_xact_lock(7240581003556)');
    const known = await readTombstones(path);
    const lacking = (await marks(tx)).map(({ mark, day }) => ({ mark: mark.toString('hex'), day })).filter(({ mark }) => !known.marks.has(mark));
    if (lacking.length === 0) return;
    let { chain } = known;
    const lines = lacking.map(({ mark, day }, i) => {
      const n = known.marks.size + i + 1;
      chain = chained(chain, n, mark, day);
      return `${n} ${mark} ${day} ${chain}\n`;
    });
    await append(path, known.marks.size, lines.join(''));
  });
}

async function append(path: string, lines: number, text: string): Promise<void> {
  const file = await open(path, lines === 0 ? 'w' : 'r+', 0o600);
  try {
    // Behind the last whole line: what a dying machine left there was no line.
    const end = lines === 0 ? 0 : (await file.readFile()).lastIndexOf(0x0a) + 1;
    await file.truncate(end);
    await file.write(text, end);
    await file.sync();
  } finally {
    await file.close();
  }
  if (lines > 0) return;
  const folder = await open(dirname(path), 'r');
  await folder.sync().finally(() => folder.close());
}
