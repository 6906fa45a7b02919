// The witness: a file outside the database that holds every checkpoint, one a line as JSON text. It is only ever added to.
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';

/** A line is a few hundred bytes; the last whole one surely stands in the last of these. */
const tailBytes = 16_384;

/** `notes`: whole lines in order, with their numbers. `wrong`: lines that are none. */
export type Witness = { readonly notes: readonly { readonly line: number; readonly note: string }[]; readonly wrong: readonly string[] };

/** Null where there is no such file. */
export async function readWitness(path: string): Promise<Witness | null> {
  const text = await readFile(path, 'utf8').catch(absent);
  return text === null ? null : whole(text);
}

function whole(text: string): Witness {
  const lines = text.split('\n');
  const notes: { line: number; note: string }[] = [];
  const wrong: string[] = [];
  const unfinished = lines.pop() ?? '';
  for (const [i, line] of lines.entries()) {
    const note = noteOf(line);
    if (note !== null) notes.push({ line: i + 1, note });
    // Where the machine stopped in the midst of a line, the same line was written again, whole.
    else if (line === '' || !(lines[i + 1] ?? '').startsWith(line)) wrong.push(`line ${i + 1} holds no note`);
  }
  if (unfinished !== '') wrong.push(`line ${lines.length + 1} is unfinished`);
  return { notes, wrong };
}

function noteOf(line: string): string | null {
  if (line === '') return null;
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'string' && JSON.stringify(value) === line ? value : null;
  } catch {
    return null;
  }
}

/** The last whole note, or null where there is none yet. */
export async function lastWitnessed(path: string): Promise<string | null> {
  const file = await open(path, 'r').catch(absent);
  if (!file) return null;
  try {
    const text = await tail(file);
    const lines = text.split('\n').slice(0, -1).reverse();
    return lines.map(noteOf).find((note) => note !== null) ?? null;
  } finally {
    await file.close();
  }
}

async function tail(file: FileHandle): Promise<string> {
  const { size } = await file.stat();
  const from = Math.max(0, size - tailBytes);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  return buffer.toString('utf8', 0, bytesRead);
}

/** Adds notes at the end and waits until the disk has them. */
export async function addToWitness(path: string, notes: readonly string[]): Promise<void> {
  if (notes.length === 0) return;
  const file = await open(path, 'a+', 0o600);
  try {
    const before = await tail(file);
    const lines = notes.map((note) => `${JSON.stringify(note)}\n`).join('');
    await file.appendFile(before === '' || before.endsWith('\n') ? lines : `\n${lines}`);
    await file.sync();
    if (before === '') await syncFolder(dirname(path));
  } finally {
    await file.close();
  }
}

/** A new file's name is on the disk only once its folder is. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r');
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

function absent(wrong: unknown): null {
  if ((wrong as { code?: string }).code === 'ENOENT') return null;
  throw wrong;
}
