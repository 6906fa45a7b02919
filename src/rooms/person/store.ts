// Keeps which file stands with which person in step with the persons' ledgers.
import type { FileId } from '#base/id.ts';
import type { Person, PersonEvent } from '#journey/person.ts';
import type { Support, SupportEvent } from '#journey/support.ts';
import type { Tx } from '#kit/store/database.ts';
import { enqueue } from '#kit/store/jobs.ts';
import type { Reaction } from '#kit/store/ledger.ts';
import { keepJoined, keepParted } from '#kit/store/persons.ts';

export const keepPersons: Reaction<Person, PersonEvent> = async (tx, { file: person, events }) => {
  for (const { event } of events) {
    if (event.kind === 'FileJoined') await keepJoined(tx, person, event.file as FileId);
    if (event.kind === 'FileParted') await keepParted(tx, person, event.file as FileId);
  }
};

/** That a person is known under another name is judged in a support record; joining their files needs another purpose. */
export const callForKnown: Reaction<Support, SupportEvent> = async (tx, { file, before, after, events }) => {
  const number = events.at(-1)?.number;
  if (before.knownBefore !== after.knownBefore && number) await enqueue(tx, { name: 'known-before', file, number });
};

/** A door stands with the person whose record it was given in; of two doors of one person the one that was there opens. */
export async function doorGoes(tx: Tx, door: string, person: FileId): Promise<void> {
  await tx.query(
    `update own_door set person = $2 where door = $1 and closed_at is null and person <> $2
       and not exists (select from own_door other where other.person = $2 and other.closed_at is null)`,
    [door, person],
  );
}
