// After a restore and before anything opens: the log is read again, and who was erased after the backup is erased once more.
import { theService, type Database } from '#kit/store/database.ts';
import { newestCheckpoint, openCheckpoint } from '#kit/store/checkpoint.ts';
import { headOf, recheck } from '#kit/store/log.ts';
import type { Ask } from '#kit/store/migrate.ts';
import { verifierOf } from '#kit/store/note.ts';
import { finishRestore, type Restored } from '#kit/store/restore.ts';
import { writeAnew } from '#kit/store/sweep.ts';
import { verifyLog } from '#kit/store/verify.ts';
import { readWitness, type Witness } from '#kit/store/witness.ts';
import { widerCode } from '#rooms/figures/labels.ts';
import { eraseApproved } from '#rooms/retention/erase.ts';
import { erasuresByTombstone } from '#rooms/retention/store.ts';
import { build } from './house.ts';
import type { Settings } from './settings.ts';

type Given = Settings & { readonly tombstones: string | null };

/** Gives the exit status. The database opens only where everything is as it was. `db` is closed. */
export async function afterRestore(db: Database, owner: Ask, restored: Restored, given: Given, print: (line: string) => void): Promise<number> {
  // The day is the real one where people are.
  const house = build(db, { ...given, signIn: null, today: db.practice ? given.today : null });
  try {
    const wrong = await wrongInLog(db, restored, given, print);
    for (const one of wrong) print(`- ${one}`);
    if (wrong.length > 0) {
      print('The log is not what the backup says. The database stays shut.');
      return 1;
    }
    const again = restored.erasedAgain > 0 ? await eraseApproved({ kit: house.kit, wider: widerCode(house.kit.law), tombstones: given.tombstones }) : 0;
    const open = await db.as(theService, 'operations', erasuresByTombstone);
    if (open.length > 0) throw new Error('Somebody who was erased is not erased again. The database stays shut.');
    if (again > 0) await writeAnew(owner);
    await finishRestore(owner);
    print(
      `${restored.rows} rows of ${restored.tables} tables, as in the backup of ${restored.data.head.made}; ${restored.data.head.log.size} lines of the log, whole.`,
    );
    print(`${restored.erasedAgain} records of ${again} persons were erased after the backup, and are erased again.`);
    return 0;
  } finally {
    await house.close();
  }
}

async function wrongInLog(db: Database, { data }: Restored, given: Given, print: (line: string) => void): Promise<readonly string[]> {
  const { log } = data.head;
  const wrong = await db.as(theService, 'audit', async (tx) => {
    const head = await headOf(tx);
    const same = head.size === log.size && head.root.toString('base64') === log.root;
    return [
      ...(same ? [] : ['The tree has another head than in the backup.']),
      ...(await recheck(tx)).map((place) => `Line ${place} is not what was placed there.`),
    ];
  });
  if (!given.logKey) {
    print('No key of the log is named (OPENNRM_LOG_KEY_FILE): its checkpoints were not looked at.');
    return wrong;
  }
  const verifiers = [verifierOf(given.logKey)];
  const witness = given.witnessFile ? await readWitness(given.witnessFile) : null;
  const newest = await db.as(theService, 'audit', newestCheckpoint);
  const known = witness && upTo(witness, newest, (note) => openCheckpoint(note, verifiers));
  if (witness && known && witness.notes.length > known.notes.length)
    print(
      `The witness has ${witness.notes.length - known.notes.length} checkpoints made after the backup: what they speak of is lost. Keep that witness, and begin a new one.`,
    );
  return [...wrong, ...(await db.as(theService, 'audit', (tx) => verifyLog(tx, verifiers, known))).wrong];
}

/** What the witness saw until then: later checkpoints speak of what no backup holds. */
function upTo(witness: Witness, size: number, open: (note: string) => { readonly size: number } | { readonly wrong: string }): Witness {
  const notes = witness.notes.filter(({ note }) => {
    const head = open(note);
    return 'wrong' in head || head.size <= size;
  });
  return { ...witness, notes };
}
