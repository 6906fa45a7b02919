// What follows a referral: a person's ledger, to which later files of the same person can join.
import type { FileId } from '#base/id.ts';
import { caseStream } from '#journey/file.ts';
import { join, personStream } from '#journey/person.ts';
import type { Kit } from '#kit/kit.ts';
import { theService } from '#kit/store/database.ts';
import { newFileId } from '#kit/store/files.ts';
import { createPerson, personOf } from '#kit/store/persons.ts';

/** Gives a case a person of its own unless it has one: done twice, it does nothing. Nobody is matched here; that takes people. */
export async function givePerson(kit: Kit, file: FileId): Promise<void> {
  const alone = await kit.db.as(theService, 'identification', async (tx) =>
    (await personOf(tx, file)) ? undefined : (await kit.ledger.load(tx, caseStream, file)).state,
  );
  if (!alone?.referred) return;
  const person = newFileId();
  await kit.ledger.perform(
    theService,
    'identification',
    personStream,
    person,
    async (state, tx) => {
      await createPerson(tx, person, alone.nation);
      return join(state, { file, how: 'same-referral' });
    },
    { day: alone.referred, nation: alone.nation },
  );
}
