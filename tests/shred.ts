// The shred drill: people told in marked words are erased, and everything that is left on the disk is searched for the words, the keys and the tokens.
import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { FileId } from '#base/id.ts';
import { theService, type Database } from '#kit/store/database.ts';
import { personOf } from '#kit/store/persons.ts';
import { keyOf } from '#kit/store/seal.ts';
import { personaOf } from '#practice/people.ts';
import type { House } from '#house.ts';
import { visitor, adult, sendAs } from './walk.ts';

/** What must be found nowhere, and what may be: bytes, each with what it is. */
export type Marks = {
  /** Words, keys as they are, search tokens: nowhere, at no time. */
  readonly plain: readonly Buffer[];
  /** Keys wrapped, sealed texts and tokens: gone from the database, perhaps still on a freed page. */
  readonly rows: readonly Buffer[];
  readonly files: readonly FileId[];
};

/** Sends as many referrals, each with words of its own, and remembers what stands for them. */
export async function sendMarked(house: House, db: Database, many: number): Promise<Marks> {
  const [plain, rows, files]: [Buffer[], Buffer[], FileId[]] = [[], [], []];
  for (let i = 0; i < many; i += 1) {
    const word = `CANARY-${createHmac('sha256', 'shred').update(String(i)).digest('hex').slice(0, 24)}`;
    const phone = `07700 9${String(i).padStart(5, '0')}`;
    const { file } = await sendAs(house, 'practice-amber', { ...adult, why: `${word} an invented account`, 'contact-phone': phone });
    plain.push(Buffer.from(word));
    files.push(file);
    await db.as(personaOf('practice-amber').actor, 'intake', async (tx) => {
      plain.push((await keyOf(tx, file)).export());
      const kept = await tx.query<{ bytes: Buffer }>(
        `select wrapped as bytes from keys.file_key where file = $1 union all select sealed from answer_narrative where file = $1
         union all select token from blind_index where file = $1`,
        [file],
      );
      rows.push(...kept.map((row) => row.bytes));
    });
  }
  await house.settled();
  return { plain, rows, files };
}

/** Two people approve the end of every one of them; it is waited for. */
export async function eraseAll(house: House, base: string, db: Database, files: readonly FileId[]): Promise<void> {
  const [oak, elder] = [visitor(base), visitor(base)];
  await oak.signIn('practice-oak');
  await elder.signIn('practice-elder');
  for (const file of files) {
    const { person, reference } = await db.as(theService, 'operations', async (tx) => {
      const [row] = await tx.query<{ reference: string }>('select reference from reference where file = $1', [file]);
      return { person: await personOf(tx, file), reference: row?.reference ?? '' };
    });
    assert.equal((await oak.submit('/retention', { reference }, '/retention/ask')).status, 303);
    assert.equal((await elder.submit('/retention', { person: String(person), answer: 'approve' }, '/retention/approve')).status, 303);
  }
  await house.settled();
}

/** How many of these byte strings stand anywhere in the files of a folder, at any depth; or in tables and freed pages, the write-ahead log left out. */
export function foundIn(folder: string, wanted: readonly Buffer[], where: 'anywhere' | 'tables' = 'anywhere'): number {
  // Looked for by their first eight bytes at every place, so that one pass serves all.
  const byStart = new Map<string, Buffer[]>();
  for (const one of wanted) byStart.set(one.subarray(0, 8).toString('latin1'), [...(byStart.get(one.subarray(0, 8).toString('latin1')) ?? []), one]);
  const found = new Set<Buffer>();
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, name);
    if (!statSync(path).isFile() || (where === 'tables' && name.includes('pg_wal'))) continue;
    const bytes = readFileSync(path);
    for (const [start, all] of byStart) {
      const at = Buffer.from(start, 'latin1');
      for (let i = bytes.indexOf(at); i >= 0; i = bytes.indexOf(at, i + 1)) {
        for (const one of all) if (bytes.subarray(i, i + one.length).equals(one)) found.add(one);
      }
    }
  }
  return found.size;
}
